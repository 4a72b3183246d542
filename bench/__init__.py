"""`make bench`: what the product costs, as ratios measured in one run, since machines differ and are noisy."""
