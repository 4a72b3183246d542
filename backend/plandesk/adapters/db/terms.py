"""Cover in the books as rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, select, update

from plandesk.adapters.db.rows import Values, insert_new, update_one
from plandesk.adapters.db.tables import incident_units, installations, term_events, terms
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.errors import DuplicateKey
from plandesk.services.books.terms import IncidentUnits, TermEventRow

_RECORD = term_events.insert()


class SqlTerms:
    """Terms, their history, and incident units in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_terms(self, added: Sequence[BookedTerm]) -> None:
        """Insert terms, all or none.

        Raises:
            DuplicateKey: an (order, position, start) is already in the books; the transaction stays usable.
        """
        self._add_all(terms, [term_values(each) for each in added], ("order_id", "position", "starts_on"))

    def add_incidents(self, units: Sequence[IncidentUnits]) -> None:
        """Insert incident units, all or none.

        Raises:
            DuplicateKey: an (order, position) is already in the books; the transaction stays usable.
        """
        rows = [{name: getattr(each, name) for name in IncidentUnits.__slots__} for each in units]
        self._add_all(incident_units, rows, ("order_id", "position"))

    def save_term(self, term: BookedTerm) -> None:
        """Write a changed term."""
        update_one(self._connection, update(terms).where(terms.c.id == term.id).values(**term_values(term)))

    def term(self, term_id: str) -> BookedTerm | None:
        """Find by id."""
        row = self._connection.execute(select(terms).where(terms.c.id == term_id)).one_or_none()
        return None if row is None else read_term(row)

    def chain(self, installation_id: str) -> Chain:
        """Return the terms of an installation, earliest first."""
        query = select(terms).where(terms.c.installation_id == installation_id).order_by(terms.c.starts_on, terms.c.id)
        return Chain(installation_id, tuple(read_term(row) for row in self._connection.execute(query)))

    def chains_of(self, customer_id: str) -> Sequence[Chain]:
        """Return the chain of every installation of a customer, by the installation's arrival; empty chains too."""
        owned = select(installations.c.id).where(installations.c.customer_id == customer_id)
        ids = self._connection.scalars(owned.order_by(installations.c.seq)).all()
        query = select(terms).where(terms.c.installation_id.in_(owned)).order_by(terms.c.starts_on, terms.c.id)
        booked = [read_term(row) for row in self._connection.execute(query)]
        return [Chain(each, tuple(term for term in booked if term.installation_id == each)) for each in ids]

    def record_change(self, event: TermEventRow) -> None:
        """Append to the history of terms."""
        self._connection.execute(_RECORD, dict(event_values(event)))

    def changes_of(self, term_id: str) -> Sequence[TermEventRow]:
        """Return the history of a term, oldest first."""
        query = select(term_events).where(term_events.c.term_id == term_id).order_by(term_events.c.seq)
        rows = self._connection.execute(query)
        return [TermEventRow(row.term_id, row.at, row.event, row.actor, row.facts) for row in rows]

    def terms_of(self, order_id: str) -> Sequence[BookedTerm]:
        """List an order's terms by position and start."""
        query = select(terms).where(terms.c.order_id == order_id).order_by(terms.c.position, terms.c.starts_on)
        return [read_term(row) for row in self._connection.execute(query)]

    def incidents_of(self, order_id: str) -> Sequence[IncidentUnits]:
        """List an order's incident units by position."""
        query = select(incident_units).where(incident_units.c.order_id == order_id).order_by(incident_units.c.position)
        return _units(self._connection.execute(query))

    def save_incidents(self, units: IncidentUnits) -> None:
        """Write changed incident units."""
        values = {name: getattr(units, name) for name in IncidentUnits.__slots__}
        update_one(self._connection, update(incident_units).where(incident_units.c.id == units.id).values(**values))

    def units_of(self, customer_id: str) -> Sequence[IncidentUnits]:
        """List a customer's incident units as they are used up: those that end first, then the oldest."""
        end = incident_units.c.ends_on
        query = select(incident_units).where(incident_units.c.customer_id == customer_id)
        return _units(self._connection.execute(query.order_by(end.is_(None), end, incident_units.c.seq)))

    def _add_all(self, table: Table, rows: Sequence[Values], key: Sequence[str]) -> None:
        if not rows:
            return
        with self._connection.begin_nested():
            if insert_new(self._connection, table, rows, key=key) != len(rows):
                raise DuplicateKey(what=", ".join(key))


_SAME_NAMED = BookedTerm.__slots__


def read_term(row: Row[Any]) -> BookedTerm:
    """Return the term of a row of `terms`."""
    return BookedTerm(**{name: getattr(row, name) for name in _SAME_NAMED})


def _units(rows: Iterable[Row[Any]]) -> list[IncidentUnits]:
    return [IncidentUnits(**{name: getattr(row, name) for name in IncidentUnits.__slots__}) for row in rows]


def term_values(booked: BookedTerm) -> Values:
    """Return a term as a row."""
    return {
        **{name: getattr(booked, name) for name in _SAME_NAMED},
        "plan": booked.term.plan,
        "starts_on": booked.term.period.start,
        "ends_on": booked.term.period.end,
    }


def event_values(event: TermEventRow) -> Values:
    """Return a line of a term's history as a row."""
    return {**{name: getattr(event, name) for name in TermEventRow.__slots__}, "facts": dict(event.facts)}
