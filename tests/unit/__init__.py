"""Domain and services, with fakes: nothing outside is touched."""
