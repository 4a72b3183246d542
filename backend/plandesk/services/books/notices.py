"""Mails and webhook notices that wait to be handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from plandesk.domain.orders import Method
from plandesk.domain.payments import WebhookNotice


@dataclass(frozen=True, slots=True)
class Message:
    """A mail, written when its cause was committed."""

    to: str
    subject: str
    body: str
    reply_to: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    """What else its head says, by name, such as where to stop such mails (RFC 2369)."""


@dataclass(frozen=True, slots=True)
class QueuedMessage:
    """A mail waiting in the outbox; `tries` counts failed deliveries."""

    id: str
    message: Message
    tries: int


@dataclass(frozen=True, slots=True)
class StoredNotice:
    """A verified webhook notice in the inbox, waiting to be acted on."""

    id: str
    provider: Method
    notice: WebhookNotice
    received_at: datetime
    tries: int


class Inbox(Protocol):
    """Webhook notices, stored before they are acted on."""

    def store(self, notice_id: str, provider: Method, notice: WebhookNotice, body: str, at: datetime) -> bool:
        """Keep a notice; False where (provider, event id) is already kept."""
        ...

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[StoredNotice]:
        """Take waiting notices that are due, oldest first; nobody else gets them before `until`."""
        ...

    def done(self, notice_id: str, at: datetime) -> None:
        """Close a notice."""
        ...

    def retry(self, notice_id: str, at: datetime, reason: str) -> None:
        """Put a notice back until `at` and count the try."""
        ...

    def again(self, notice_id: str, at: datetime) -> None:
        """Open a closed notice again, due at once, with all its tries before it."""
        ...


class Outbox(Protocol):
    """Mails, stored in the transaction that caused them."""

    def put(self, message_id: str, message: Message, at: datetime, order_id: str | None = None) -> None:
        """Queue a mail."""
        ...

    def lease(self, now: datetime, until: datetime, limit: int) -> Sequence[QueuedMessage]:
        """Take waiting mails that are due, oldest first; nobody else gets them before `until`."""
        ...

    def done(self, message_id: str, at: datetime) -> None:
        """Close a mail as delivered."""
        ...

    def retry(self, message_id: str, at: datetime, reason: str) -> None:
        """Put a mail back until `at` and count the try."""
        ...
