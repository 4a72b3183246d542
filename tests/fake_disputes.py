"""Disputes, in memory."""

from collections.abc import Sequence

from plandesk.domain.disputes import Dispute


class FakeDisputes:
    """Disputes by id, in the order of arrival."""

    def __init__(self, disputes: dict[str, Dispute]) -> None:
        self._disputes = disputes

    def add(self, dispute: Dispute) -> bool:
        if self.by_ref(dispute.method, dispute.provider_ref) is not None:
            return False
        self._disputes[dispute.id] = dispute
        return True

    def save(self, dispute: Dispute) -> None:
        if dispute.id not in self._disputes:
            raise LookupError(f"no row to update for {dispute.id}")
        self._disputes[dispute.id] = dispute

    def by_id(self, dispute_id: str) -> Dispute | None:
        return self._disputes.get(dispute_id)

    def by_ref(self, method: str, provider_ref: str) -> Dispute | None:
        named = (each for each in self._disputes.values() if (each.method, each.provider_ref) == (method, provider_ref))
        return next(named, None)

    def of_payment(self, payment_ref: str) -> Sequence[Dispute]:
        return [each for each in self._disputes.values() if each.payment_ref == payment_ref]

    def of_order(self, order_id: str) -> Sequence[Dispute]:
        return [each for each in self._disputes.values() if each.order_id == order_id]
