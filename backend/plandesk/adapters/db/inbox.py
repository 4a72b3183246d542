"""Webhook notices as rows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from plandesk.adapters.db.rows import insert_new
from plandesk.adapters.db.tables import inbox
from plandesk.adapters.db.waiting import WaitingRows
from plandesk.domain.orders import Method
from plandesk.domain.payments import WebhookNotice
from plandesk.services.books.notices import StoredNotice


class SqlInbox:
    """The inbox in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting = WaitingRows(connection, inbox)

    def store(self, notice_id: str, provider: Method, notice: WebhookNotice, body: str, at: datetime) -> bool:
        """Keep a notice; False, with the transaction usable, where (provider, event id) is already kept."""
        row = {
            "id": notice_id,
            "provider": provider,
            "event_id": notice.event_id,
            "notice": notice,
            "body": body,
            "received_at": at,
            "due_at": at,
            "tries": 0,
        }
        return bool(insert_new(self._connection, inbox, [row], key=("provider", "event_id")))

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[StoredNotice]:
        """Take waiting notices that are due, oldest first; nobody else gets them before `until`."""
        return [
            StoredNotice(row.id, row.provider, row.notice, row.received_at, row.tries)
            for row in self._waiting.lease(now, until, limit)
        ]

    def done(self, notice_id: str, at: datetime) -> None:
        """Close a notice."""
        self._waiting.done(notice_id, at)

    def retry(self, notice_id: str, at: datetime, reason: str) -> None:
        """Put a notice back until `at` and count the try."""
        self._waiting.retry(notice_id, at, reason)

    def again(self, notice_id: str, at: datetime) -> None:
        """Open a closed notice again, due at once, with all its tries before it."""
        self._waiting.again(notice_id, at)
