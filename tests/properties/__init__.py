"""Whatever Hypothesis thinks of."""
