"""What is true: frozen values and pure functions, no clock, no I/O."""
