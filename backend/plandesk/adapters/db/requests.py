"""Support requests as rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select, update

from plandesk.adapters.db.rows import Values, insert_new, update_one
from plandesk.adapters.db.tables import incident_units, request_events, support_requests, unit_uses
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.requests import SupportRequest, UnitUse
from plandesk.services.books.requests import RequestEventRow

_KEY = ("installation_id", "reference")
_RECORD = request_events.insert()
_SAME_NAMED = tuple(name for name in SupportRequest.__slots__ if name not in ("on", "units"))


class SqlRequests:
    """Requests, the units they take, and their history in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, request: SupportRequest) -> None:
        """Insert a request.

        Raises:
            DuplicateKey: the installation has one of that reference; the transaction stays usable.
        """
        if not insert_new(self._connection, support_requests, [_values(request)], key=_KEY):
            raise DuplicateKey(what="reference")
        self._add_units(request)

    def save(self, request: SupportRequest) -> None:
        """Write a changed request with the units it now takes."""
        row = update(support_requests).where(support_requests.c.id == request.id)
        update_one(self._connection, row.values(**_values(request)))
        self._connection.execute(delete(unit_uses).where(unit_uses.c.request_id == request.id))
        self._add_units(request)

    def by_id(self, request_id: str) -> SupportRequest | None:
        """Find by id."""
        return self._one(support_requests.c.id == request_id)

    def by_reference(self, installation_id: str, reference: str) -> SupportRequest | None:
        """Find an installation's request by the help desk's own name of it."""
        columns = support_requests.c
        return self._one(columns.installation_id == installation_id, columns.reference == reference)

    def of_term(self, term_id: str) -> Sequence[SupportRequest]:
        """List what counts against a term, by its day; nothing that was voided."""
        columns = support_requests.c
        query = select(support_requests).where(columns.term_id == term_id, columns.voided.is_(False))
        return self._all(query.order_by(columns.dated_on, columns.seq))

    def of_installation(self, installation_id: str, limit: int | None = None) -> Sequence[SupportRequest]:
        """List an installation's requests, newest first, also those that were voided."""
        columns = support_requests.c
        query = select(support_requests).where(columns.installation_id == installation_id)
        return self._all(query.order_by(columns.dated_on.desc(), columns.seq.desc()).limit(limit))

    def units_used(self, customer_id: str) -> Mapping[str, int]:
        """Count, by purchase, the incident units of a customer that requests took; only those that took any."""
        query = (
            select(unit_uses.c.units_id, func.sum(unit_uses.c.units))
            .join(support_requests, support_requests.c.id == unit_uses.c.request_id)
            .join(incident_units, incident_units.c.id == unit_uses.c.units_id)
            .where(incident_units.c.customer_id == customer_id, support_requests.c.voided.is_(False))
            .group_by(unit_uses.c.units_id)
        )
        return {units_id: int(used) for units_id, used in self._connection.execute(query)}

    def record(self, event: RequestEventRow) -> None:
        """Append to the history."""
        values = {name: getattr(event, name) for name in RequestEventRow.__slots__}
        self._connection.execute(_RECORD, {**values, "before": dict(event.before), "after": dict(event.after)})

    def history(self, request_id: str) -> Sequence[RequestEventRow]:
        """Return the history of a request, oldest first."""
        query = select(request_events).where(request_events.c.request_id == request_id).order_by(request_events.c.seq)
        rows = self._connection.execute(query)
        return [RequestEventRow(**{name: getattr(row, name) for name in RequestEventRow.__slots__}) for row in rows]

    def _add_units(self, request: SupportRequest) -> None:
        for each in request.units:
            row = {"request_id": request.id, "units_id": each.units_id, "units": each.units}
            self._connection.execute(unit_uses.insert(), row)

    def _one(self, *where: ColumnElement[bool]) -> SupportRequest | None:
        return next(iter(self._all(select(support_requests).where(*where))), None)

    def _all(self, query: Select[Any]) -> list[SupportRequest]:
        rows = self._connection.execute(query).all()
        taken = self._units_of([row.id for row in rows if row.term_id is None])
        return [_request(row, taken.get(row.id, ())) for row in rows]

    def _units_of(self, request_ids: Sequence[str]) -> Mapping[str, tuple[UnitUse, ...]]:
        if not request_ids:
            return {}
        taken: dict[str, tuple[UnitUse, ...]] = {}
        query = select(unit_uses).where(unit_uses.c.request_id.in_(request_ids)).order_by(unit_uses.c.seq)
        for row in self._connection.execute(query):
            taken[row.request_id] = (*taken.get(row.request_id, ()), UnitUse(row.units_id, row.units))
        return taken


def _request(row: Row[Any], units: tuple[UnitUse, ...]) -> SupportRequest:
    return SupportRequest(on=row.dated_on, units=units, **{name: getattr(row, name) for name in _SAME_NAMED})


def _values(request: SupportRequest) -> Values:
    return {**{name: getattr(request, name) for name in _SAME_NAMED}, "dated_on": request.on}
