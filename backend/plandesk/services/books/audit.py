"""What staff and programs did."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol


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


@dataclass(frozen=True, slots=True)
class AuditWanted:
    """One page of the audit, newest first; what is None narrows nothing down.

    `since` and `until` are `[since, until)`. `beside` is the number of the row where the page before ended or, going
    `back`, where the page behind began.
    """

    limit: int
    actors: Collection[str] | None = None
    actions: Collection[str] | None = None
    subjects: Collection[str] | None = None
    since: datetime | None = None
    until: datetime | None = None
    beside: int | None = None
    back: bool = False


class NumberedAct(NamedTuple):
    """An act, and its number in the audit."""

    seq: int
    act: AuditRow


class AuditLog(Protocol):
    """What staff and programs did; rows are only ever added."""

    def add(self, row: AuditRow) -> None:
        """Append an act."""
        ...

    def page(self, wanted: AuditWanted) -> Sequence[NumberedAct]:
        """Return one page of what was done, newest first; never more than the limit."""
        ...

    def of(self, subject: str) -> Sequence[AuditRow]:
        """Return what was done to a thing, oldest first."""
        ...
