"""Orders and their history, as the use cases ask the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from plandesk.domain.orders import Order


@dataclass(frozen=True, slots=True)
class OrderEventRow:
    """One line of an order's history: what happened, when, by whom and why. `facts` are plain strings."""

    order_id: str
    at: datetime
    event: str
    actor: str
    facts: Mapping[str, str]


class OrderRepository(Protocol):
    """Orders and their history."""

    def add(self, order: Order) -> None:
        """Insert an order; raises DuplicateKey on a taken idempotency key, number or token."""
        ...

    def by_token(self, token: str, *, lock: bool = False) -> Order | None:
        """Find by address; `lock` holds the row until the transaction ends."""
        ...

    def by_number(self, number: str, *, lock: bool = False) -> Order | None:
        """Find by the number people quote."""
        ...

    def by_id(self, order_id: str, *, lock: bool = False) -> Order | None:
        """Find by id."""
        ...

    def by_idempotency_key(self, key: str) -> Order | None:
        """Find the order a key already placed."""
        ...

    def save(self, order: Order) -> None:
        """Write a changed order; raises StaleOrder when another writer was faster (by revision)."""
        ...

    def record(self, event: OrderEventRow) -> None:
        """Append to the history."""
        ...

    def history(self, order_id: str) -> Sequence[OrderEventRow]:
        """Return the history, oldest first."""
        ...

    def unpaid_past(self, now: datetime, limit: int) -> Sequence[Order]:
        """List orders that await payment and have run out, longest first."""
        ...

    def awaiting_approval(self) -> Sequence[Order]:
        """List orders that wait for staff, longest first."""
        ...

    def of_customer(self, customer_id: str, *, limit: int | None = None) -> Sequence[Order]:
        """List a customer's orders, newest first, or the newest of them."""
        ...

    def unclaimed_of(self, email: str) -> Sequence[Order]:
        """List the guest orders placed with a mail address, in whatever case, oldest first."""
        ...
