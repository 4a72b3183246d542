"""How it is done: files, databases, providers and mail behind the ports."""
