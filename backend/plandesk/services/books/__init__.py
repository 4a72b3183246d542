"""The repositories that one transaction holds, by noun: what the use cases need of the database."""
