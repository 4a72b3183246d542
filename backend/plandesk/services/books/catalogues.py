"""Every catalogue version ever used."""

from datetime import datetime
from typing import Protocol


class CatalogueStore(Protocol):
    """Every catalogue version ever used."""

    def keep(self, version: str, content: str, at: datetime) -> None:
        """Store a version unless it is stored."""
        ...

    def content(self, version: str) -> str | None:
        """Return the canonical content of a version."""
        ...
