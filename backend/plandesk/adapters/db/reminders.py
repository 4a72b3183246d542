"""Reminders as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, get_args

from sqlalchemy import Connection, delete, or_, select, update

from plandesk.adapters.db.reminder_tables import reminder_rounds, reminder_stops, reminders
from plandesk.adapters.db.rows import insert_new, update_one
from plandesk.adapters.db.tables import terms
from plandesk.adapters.db.terms import read_term
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.period import Period
from plandesk.domain.reminders import ReminderKind
from plandesk.services.books.reminders import Reminder, ReminderRound

_ROUND: Final = "expiry"
# Built once: the worker asks this twice a second.
_THE_ROUND = select(reminder_rounds).where(reminder_rounds.c.name == _ROUND)
_KEY: Final = ("term_id", "contact_id", "kind", "step", "about")


class SqlReminders:
    """Reminders in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def round(self, *, lock: bool = False) -> ReminderRound:
        """Return how far the worker has looked; `lock` makes other workers wait until the transaction ends."""
        if lock:
            insert_new(self._connection, reminder_rounds, [{"name": _ROUND, "after": ""}], key=("name",))
        row = self._connection.execute(_THE_ROUND.with_for_update() if lock else _THE_ROUND).one_or_none()
        return ReminderRound() if row is None else ReminderRound(row.done, row.target, row.after)

    def save_round(self, looked: ReminderRound) -> None:
        """Write how far the worker has looked."""
        values = {name: getattr(looked, name) for name in ReminderRound.__slots__}
        update_one(self._connection, update(reminder_rounds).where(reminder_rounds.c.name == _ROUND).values(**values))

    def terms_ending(self, ends: Sequence[Period], after: str, limit: int) -> Sequence[BookedTerm]:
        """List terms of known installations whose end lies in any of `ends` and whose id comes after, by id."""
        end = terms.c.ends_on
        query = select(terms).where(
            or_(*((end >= span.start) & (end < span.end) for span in ends)),
            terms.c.installation_id.is_not(None),
            terms.c.closed_on.is_(None),
            terms.c.id > after,
        )
        rows = self._connection.execute(query.order_by(terms.c.id).limit(limit))
        return [read_term(row) for row in rows]

    def record(self, reminder: Reminder) -> bool:
        """Append a reminder; False, without effect, where the contact has this step of this term already."""
        values = {name: getattr(reminder, name) for name in Reminder.__slots__}
        return insert_new(self._connection, reminders, [values], key=_KEY) == 1

    def of_term(self, term_id: str) -> Sequence[Reminder]:
        """List what went out or was left out of a term, oldest first."""
        query = select(reminders).where(reminders.c.term_id == term_id).order_by(reminders.c.seq)
        rows = self._connection.execute(query)
        return [Reminder(**{name: getattr(row, name) for name in Reminder.__slots__}) for row in rows]

    def stops_of(self, contact_id: str) -> frozenset[ReminderKind]:
        """Return the kinds that a contact has stopped."""
        query = select(reminder_stops.c.kind).where(reminder_stops.c.contact_id == contact_id)
        stopped = set(self._connection.scalars(query))
        return frozenset(kind for kind in get_args(ReminderKind) if kind in stopped)

    def stop(self, contact_id: str, kind: ReminderKind, at: datetime) -> None:
        """Stop a kind; stopping it again changes nothing."""
        row = {"contact_id": contact_id, "kind": kind, "at": at}
        insert_new(self._connection, reminder_stops, [row], key=("contact_id", "kind"))

    def resume(self, contact_id: str, kind: ReminderKind) -> None:
        """Let a kind go out again."""
        stops = reminder_stops.c
        self._connection.execute(delete(reminder_stops).where(stops.contact_id == contact_id, stops.kind == kind))
