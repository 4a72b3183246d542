"""Attempts, the ledger and refunds, as the use cases ask the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, Protocol

from plandesk.domain.money import Money
from plandesk.domain.orders import Method
from plandesk.domain.payments import Attempt, Refund

WRITE_OFF: Final = "write_off"
"""The method of an entry for money that never came and is forgiven."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """Money that moved, unique by (method, payment_ref); what leaves is negative.

    One row a capture, wire or refund, two for money that is moved from one order to another. `source_id` names the
    entry whose money this is, None where it came from outside. A write-off is no money that moved: it is what the
    vendor forgoes of an order's price.
    """

    id: str
    method: Method | Literal["credit", "write_off"]
    payment_ref: str
    order_id: str | None
    attempt_id: str | None
    amount: Money
    on: date
    recorded_at: datetime
    source_id: str | None = None


class PaymentRepository(Protocol):
    """Attempts, the ledger and refunds."""

    def add_attempt(self, attempt: Attempt) -> None:
        """Insert an attempt."""
        ...

    def save_attempt(self, attempt: Attempt) -> None:
        """Write a changed attempt."""
        ...

    def attempt(self, attempt_id: str, *, lock: bool = False) -> Attempt | None:
        """Find by our id."""
        ...

    def attempt_by_ref(self, method: Method, provider_ref: str) -> Attempt | None:
        """Find by the provider's session or order id."""
        ...

    def attempt_by_payment(self, method: Method, payment_ref: str) -> Attempt | None:
        """Find by the provider's payment or capture id."""
        ...

    def attempts_of(self, order_id: str) -> Sequence[Attempt]:
        """List an order's attempts, newest first."""
        ...

    def to_poll(self, idle_since: datetime, limit: int) -> Sequence[Attempt]:
        """List attempts with a provider that may still move and were not asked about since `idle_since`; longest first.

        These are the open ones and those given up while the provider's page may live; wires are never polled.
        """
        ...

    def mark_polled(self, attempt_id: str, at: datetime) -> None:
        """Remember when the provider was last asked."""
        ...

    def book(self, entry: LedgerEntry) -> bool:
        """Append to the ledger; False, without effect, where (method, payment_ref) is already booked."""
        ...

    def entry(self, entry_id: str) -> LedgerEntry | None:
        """Find a ledger entry by its id."""
        ...

    def entry_by_ref(self, method: str, payment_ref: str) -> LedgerEntry | None:
        """Find a ledger entry by its unique name."""
        ...

    def moved_from(self, entry_id: str) -> Sequence[LedgerEntry]:
        """List the entries whose money came in by another, oldest first."""
        ...

    def ledger_of(self, order_id: str) -> Sequence[LedgerEntry]:
        """List an order's ledger entries, oldest first."""
        ...

    def add_refund(self, refund: Refund) -> None:
        """Insert a refund."""
        ...

    def save_refund(self, refund: Refund) -> None:
        """Write a changed refund."""
        ...

    def refund(self, refund_id: str) -> Refund | None:
        """Find by our id."""
        ...

    def refund_by_ref(self, provider_ref: str) -> Refund | None:
        """Find by the provider's id."""
        ...

    def refunds_of_payment(self, payment_ref: str) -> Sequence[Refund]:
        """List the refunds of one payment, newest first."""
        ...

    def refunds_of_review(self, review_id: str) -> Sequence[Refund]:
        """List the refunds of listed money, newest first."""
        ...

    def refunds_of(self, order_id: str) -> Sequence[Refund]:
        """List an order's refunds, newest first."""
        ...

    def refunds_to_ask(self, idle_since: datetime, limit: int) -> Sequence[Refund]:
        """List refunds requested or pending at a provider and not asked about since `idle_since`; longest first."""
        ...

    def mark_refund_asked(self, refund_id: str, at: datetime) -> None:
        """Remember when the provider was last asked about a refund."""
        ...
