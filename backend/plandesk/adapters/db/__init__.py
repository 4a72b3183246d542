"""Rows and repositories on SQLAlchemy."""
