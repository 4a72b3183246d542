"""What happens: one use case per function, ports as keyword arguments."""
