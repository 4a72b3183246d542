"""Plandesk: a self-service desk for support plans."""
