"""The HTTP interface, through the test client."""
