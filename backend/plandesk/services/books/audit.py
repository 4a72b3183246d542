"""What staff and programs did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act of staff or of a program: who, when, what, on which thing, before, after and why."""

    at: datetime
    actor: str
    action: str
    subject: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    reason: str | None = None


class AuditLog(Protocol):
    """What staff and programs did; rows are only ever added."""

    def add(self, row: AuditRow) -> None:
        """Append an act."""
        ...

    def of(self, subject: str) -> Sequence[AuditRow]:
        """Return what was done to a thing, oldest first."""
        ...
