"""How it is asked: HTTP shapes and routes over the use cases."""
