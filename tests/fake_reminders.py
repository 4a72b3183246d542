"""Reminders of the database in memory."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.period import Period
from plandesk.domain.reminders import ReminderKind
from plandesk.services.books.reminders import Reminder, ReminderRound

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeReminders:
    """What went out, what was stopped, and one round."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def round(self, *, lock: bool = False) -> ReminderRound:
        return self._tables.reminder_rounds.get("expiry", ReminderRound())

    def save_round(self, looked: ReminderRound) -> None:
        self._tables.reminder_rounds["expiry"] = looked

    def terms_ending(self, ends: Sequence[Period], after: str, limit: int) -> Sequence[BookedTerm]:
        fitting = [
            each
            for each in self._tables.terms.values()
            if each.installation_id is not None
            and each.closed_on is None
            and each.id > after
            and any(span.covers(each.term.period.end) for span in ends)
        ]
        return sorted(fitting, key=lambda each: each.id)[:limit]

    def record(self, reminder: Reminder) -> bool:
        if any(_key(each) == _key(reminder) for each in self._tables.reminders):
            return False
        self._tables.reminders.append(reminder)
        return True

    def of_term(self, term_id: str) -> Sequence[Reminder]:
        return [each for each in self._tables.reminders if each.term_id == term_id]

    def stops_of(self, contact_id: str) -> frozenset[ReminderKind]:
        return frozenset(kind for contact, kind in self._tables.reminder_stops if contact == contact_id)

    def stop(self, contact_id: str, kind: ReminderKind, at: datetime) -> None:
        self._tables.reminder_stops.setdefault((contact_id, kind), at)

    def resume(self, contact_id: str, kind: ReminderKind) -> None:
        self._tables.reminder_stops.pop((contact_id, kind), None)


def _key(each: Reminder) -> tuple[object, ...]:
    return (each.contact_id, each.term_id, each.kind, each.step, each.about)
