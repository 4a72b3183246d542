"""Cover in the books as rows."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, select

from plandesk.adapters.db.rows import Values, insert_new
from plandesk.adapters.db.tables import incident_units, terms
from plandesk.domain.errors import DuplicateKey
from plandesk.services.ports import FulfilledTerm, IncidentUnits


class SqlTerms:
    """Terms and incident units in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_terms(self, added: Sequence[FulfilledTerm]) -> None:
        """Insert terms, all or none.

        Raises:
            DuplicateKey: an (order, position, start) is already in the books; the transaction stays usable.
        """
        self._add_all(terms, [_term_values(each) for each in added], ("order_id", "position", "starts_on"))

    def add_incidents(self, units: Sequence[IncidentUnits]) -> None:
        """Insert incident units, all or none.

        Raises:
            DuplicateKey: an (order, position) is already in the books; the transaction stays usable.
        """
        rows = [{name: getattr(each, name) for name in IncidentUnits.__slots__} for each in units]
        self._add_all(incident_units, rows, ("order_id", "position"))

    def terms_of(self, order_id: str) -> Sequence[FulfilledTerm]:
        """List an order's terms by position and start."""
        query = select(terms).where(terms.c.order_id == order_id).order_by(terms.c.position, terms.c.starts_on)
        return [
            FulfilledTerm(
                id=row.id,
                order_id=row.order_id,
                position=row.position,
                installation=row.installation,
                term=row.term,
                money_on=row.money_on,
                catalogue_version=row.catalogue_version,
                readings=row.readings,
            )
            for row in self._connection.execute(query)
        ]

    def incidents_of(self, order_id: str) -> Sequence[IncidentUnits]:
        """List an order's incident units by position."""
        query = select(incident_units).where(incident_units.c.order_id == order_id).order_by(incident_units.c.position)
        return [
            IncidentUnits(**{name: getattr(row, name) for name in IncidentUnits.__slots__})
            for row in self._connection.execute(query)
        ]

    def _add_all(self, table: Table, rows: Sequence[Values], key: Sequence[str]) -> None:
        if not rows:
            return
        with self._connection.begin_nested():
            if insert_new(self._connection, table, rows, key=key) != len(rows):
                raise DuplicateKey(what=", ".join(key))


def _term_values(added: FulfilledTerm) -> Values:
    return {
        "id": added.id,
        "order_id": added.order_id,
        "position": added.position,
        "installation": added.installation,
        "plan": added.term.plan,
        "starts_on": added.term.period.start,
        "ends_on": added.term.period.end,
        "term": added.term,
        "money_on": added.money_on,
        "catalogue_version": added.catalogue_version,
        "readings": added.readings,
    }
