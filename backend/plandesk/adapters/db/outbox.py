"""Mails that wait as rows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from plandesk.adapters.db.tables import outbox
from plandesk.adapters.db.waiting import WaitingRows
from plandesk.services.books.notices import Message, QueuedMessage

_PUT = outbox.insert()  # Built once: building a statement costs about as much as running it.


class SqlOutbox:
    """The outbox in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting = WaitingRows(connection, outbox)

    def put(self, message_id: str, message: Message, at: datetime, order_id: str | None = None) -> None:
        """Queue a mail."""
        row = {"id": message_id, "order_id": order_id, "message": message, "queued_at": at, "due_at": at, "tries": 0}
        self._connection.execute(_PUT, row)

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[QueuedMessage]:
        """Take waiting mails that are due, oldest first; nobody else gets them before `until`."""
        return [QueuedMessage(row.id, row.message, row.tries) for row in self._waiting.lease(now, until, limit)]

    def done(self, message_id: str, at: datetime) -> None:
        """Close a mail as delivered."""
        self._waiting.done(message_id, at)

    def retry(self, message_id: str, at: datetime, reason: str) -> None:
        """Put a mail back until `at` and count the try."""
        self._waiting.retry(message_id, at, reason)
