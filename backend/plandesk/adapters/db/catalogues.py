"""Catalogue versions as rows."""

from datetime import datetime

from sqlalchemy import Connection, select

from plandesk.adapters.db.rows import insert_new
from plandesk.adapters.db.tables import catalogues


class SqlCatalogues:
    """The catalogue versions in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, version: str, content: str, at: datetime) -> None:
        """Store a version unless it is stored."""
        row = {"version": version, "content": content, "kept_at": at}
        insert_new(self._connection, catalogues, [row], key=("version",))

    def content(self, version: str) -> str | None:
        """Return the canonical content of a version."""
        found: str | None = self._connection.scalar(select(catalogues.c.content).where(catalogues.c.version == version))
        return found
