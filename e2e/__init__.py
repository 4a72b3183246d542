"""Browser specs: a person's way through the running product, one sentence a test."""
