"""What staff and programs did, as rows that are only ever added."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from plandesk.adapters.db.tables import audit
from plandesk.services.books.audit import AuditRow, AuditWanted, NumberedAct

_ADD = audit.insert()


class SqlAudit:
    """The audit in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, row: AuditRow) -> None:
        """Append an act."""
        values = {name: getattr(row, name) for name in AuditRow.__slots__}
        self._connection.execute(_ADD, {**values, "before": dict(row.before), "after": dict(row.after)})

    def page(self, wanted: AuditWanted) -> Sequence[NumberedAct]:
        """Return one page of what was done, newest first; never more than the limit."""
        query = select(audit).where(*_conditions(wanted)).limit(wanted.limit)
        query = query.order_by(audit.c.seq if wanted.back else audit.c.seq.desc())
        rows = [NumberedAct(row.seq, _act(row)) for row in self._connection.execute(query)]
        return rows[::-1] if wanted.back else rows

    def of(self, subject: str) -> Sequence[AuditRow]:
        """Return what was done to a thing, oldest first."""
        rows = self._connection.execute(select(audit).where(audit.c.subject == subject).order_by(audit.c.seq))
        return [_act(row) for row in rows]


def _conditions(wanted: AuditWanted) -> Iterator[ColumnElement[bool]]:
    named = ((audit.c.actor, wanted.actors), (audit.c.action, wanted.actions), (audit.c.subject, wanted.subjects))
    for column, among in named:
        if among is not None:
            yield column.in_(among)
    if wanted.since is not None:
        yield audit.c.at >= wanted.since
    if wanted.until is not None:
        yield audit.c.at < wanted.until
    if wanted.beside is not None:
        yield audit.c.seq > wanted.beside if wanted.back else audit.c.seq < wanted.beside


def _act(row: Row[Any]) -> AuditRow:
    return AuditRow(**{name: getattr(row, name) for name in AuditRow.__slots__})
