"""Disputes, as the use cases ask the database."""

from collections.abc import Sequence
from typing import Protocol

from plandesk.domain.disputes import Dispute


class DisputeRepository(Protocol):
    """Disputes; one row each, unique by (method, provider_ref)."""

    def add(self, dispute: Dispute) -> bool:
        """Insert a dispute; False, without effect, where (method, provider_ref) is kept already."""
        ...

    def save(self, dispute: Dispute) -> None:
        """Write a changed dispute."""
        ...

    def by_id(self, dispute_id: str) -> Dispute | None:
        """Find by our id."""
        ...

    def by_ref(self, method: str, provider_ref: str) -> Dispute | None:
        """Find by the provider's id."""
        ...

    def of_payment(self, payment_ref: str) -> Sequence[Dispute]:
        """List the disputes of a payment, oldest first."""
        ...

    def of_order(self, order_id: str) -> Sequence[Dispute]:
        """List an order's disputes, oldest first."""
        ...
