"""The repository of reminders: what went out, what contacts stopped, and how far the worker has looked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.period import Period
from plandesk.domain.reminders import ReminderKind


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder in the books: to whom, of which term, which step, and the day or window it is about.

    `about` keeps a step of a corrected end apart from that of the end told before. `sent` is False where a later step
    went out in its stead.
    """

    contact_id: str
    term_id: str
    kind: ReminderKind
    step: str
    about: date
    at: datetime
    sent: bool = True


@dataclass(frozen=True, slots=True)
class ReminderRound:
    """How far the worker has looked: `done` is the last day that is finished, `target` the one it is at work on.

    `after` is the id of the term it looked at last for `target`; terms are looked at in the order of their ids.
    """

    done: date | None = None
    target: date | None = None
    after: str = ""

    def towards(self, today: date) -> "ReminderRound":
        """Return the round for a day: itself where that is at work, else one from the first term on."""
        return self if self.target == today else replace(self, target=today, after="")

    def finished(self) -> "ReminderRound":
        """Return the round after every term was looked at."""
        return ReminderRound(done=self.target)


class ReminderRepository(Protocol):
    """Reminders, and what keeps them from going out twice."""

    def round(self, *, lock: bool = False) -> ReminderRound:
        """Return how far the worker has looked; `lock` makes other workers wait until the transaction ends."""
        ...

    def save_round(self, looked: ReminderRound) -> None:
        """Write how far the worker has looked; the round was read with its lock."""
        ...

    def terms_ending(self, ends: Sequence[Period], after: str, limit: int) -> Sequence[BookedTerm]:
        """List terms of known installations whose end (exclusive) lies in any of `ends` and whose id comes after.

        In the order of their ids. Terms that were closed or revoked are left out.
        """
        ...

    def record(self, reminder: Reminder) -> bool:
        """Append a reminder; False, without effect, where the contact has this step of this term already."""
        ...

    def of_term(self, term_id: str) -> Sequence[Reminder]:
        """List what went out or was left out of a term, oldest first."""
        ...

    def stops_of(self, contact_id: str) -> frozenset[ReminderKind]:
        """Return the kinds that a contact has stopped."""
        ...

    def stop(self, contact_id: str, kind: ReminderKind, at: datetime) -> None:
        """Stop a kind; stopping it again changes nothing."""
        ...

    def resume(self, contact_id: str, kind: ReminderKind) -> None:
        """Let a kind go out again; one that was not stopped stays as it is."""
        ...
