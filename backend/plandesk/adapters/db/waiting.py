"""Rows that wait to be handled: the lease the inbox and the outbox share."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select, update

from plandesk.adapters.db.rows import update_one


class WaitingRows:
    """The rows of one table that have `due_at`, `done_at`, `tries` and `last_reason`.

    A lease only moves `due_at` ahead, so the row of a worker that dies comes back by itself.
    """

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection = connection
        self._table = table

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[Row[Any]]:
        """Take rows that are due, oldest first; rows that another transaction is taking are passed over."""
        columns = self._table.c
        rows = self._connection.execute(
            select(self._table)
            .where(columns.done_at.is_(None), columns.due_at <= now)
            .order_by(columns.seq)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        if rows:
            taken = [row.id for row in rows]
            self._connection.execute(update(self._table).where(columns.id.in_(taken)).values(due_at=until))
        return rows

    def done(self, row_id: str, at: datetime) -> None:
        """Close a row."""
        update_one(self._connection, update(self._table).where(self._table.c.id == row_id).values(done_at=at))

    def again(self, row_id: str, at: datetime) -> None:
        """Open a closed row again, due at `at`, with all its tries before it."""
        values = {"due_at": at, "done_at": None, "tries": 0}
        update_one(self._connection, update(self._table).where(self._table.c.id == row_id).values(values))

    def retry(self, row_id: str, at: datetime, reason: str) -> None:
        """Put a row back until `at`, count the try and keep its reason."""
        values = {"due_at": at, "tries": self._table.c.tries + 1, "last_reason": reason}
        update_one(self._connection, update(self._table).where(self._table.c.id == row_id).values(values))
