"""Local Stripe and PayPal: servers that speak both protocols, for demos and tests; no real money moves."""
