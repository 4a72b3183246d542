"""What staff and programs did, as rows that are only ever added."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from plandesk.adapters.db.tables import audit
from plandesk.services.books.audit import AuditRow

_ADD = audit.insert()


class SqlAudit:
    """The audit in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, row: AuditRow) -> None:
        """Append an act."""
        values = {name: getattr(row, name) for name in AuditRow.__slots__}
        self._connection.execute(_ADD, {**values, "before": dict(row.before), "after": dict(row.after)})

    def of(self, subject: str) -> Sequence[AuditRow]:
        """Return what was done to a thing, oldest first."""
        rows = self._connection.execute(select(audit).where(audit.c.subject == subject).order_by(audit.c.seq))
        return [AuditRow(**{name: getattr(row, name) for name in AuditRow.__slots__}) for row in rows]
