"""Disputes as rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from plandesk.adapters.db.dispute_tables import disputes
from plandesk.adapters.db.lookup import learn
from plandesk.adapters.db.rows import insert_new, money_columns, update_one
from plandesk.domain.disputes import Dispute
from plandesk.domain.money import Money


class SqlDisputes:
    """Disputes in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, dispute: Dispute) -> bool:
        """Insert a dispute; False, with the transaction usable, where (method, provider_ref) is kept already."""
        added = bool(insert_new(self._connection, disputes, [_values(dispute)], key=("method", "provider_ref")))
        if added and dispute.order_id is not None:
            learn(self._connection, "order", dispute.order_id, [dispute.provider_ref], dispute.opened_at)
        return added

    def save(self, dispute: Dispute) -> None:
        """Write a changed dispute."""
        update_one(self._connection, update(disputes).where(disputes.c.id == dispute.id).values(_values(dispute)))

    def by_id(self, dispute_id: str) -> Dispute | None:
        """Find by our id."""
        return next(iter(self._found(disputes.c.id == dispute_id)), None)

    def by_ref(self, method: str, provider_ref: str) -> Dispute | None:
        """Find by the provider's id."""
        named = (disputes.c.method == method) & (disputes.c.provider_ref == provider_ref)
        return next(iter(self._found(named)), None)

    def of_payment(self, payment_ref: str) -> Sequence[Dispute]:
        """List the disputes of a payment, oldest first."""
        return self._found(disputes.c.payment_ref == payment_ref)

    def of_order(self, order_id: str) -> Sequence[Dispute]:
        """List an order's disputes, oldest first."""
        return self._found(disputes.c.order_id == order_id)

    def _found(self, condition: ColumnElement[bool]) -> list[Dispute]:
        rows = self._connection.execute(select(disputes).where(condition).order_by(disputes.c.seq))
        return [_to_dispute(row) for row in rows]


_PLAIN = (
    *("id", "method", "provider_ref", "payment_ref", "order_id", "attempt_id"),
    *("state", "reason", "opened_at", "answer_by", "suspended"),
)


def _values(dispute: Dispute) -> dict[str, Any]:
    return {name: getattr(dispute, name) for name in _PLAIN} | money_columns(dispute.amount)


def _to_dispute(row: Row[Any]) -> Dispute:
    told = {name: getattr(row, name) for name in _PLAIN}
    return Dispute(amount=Money(row.amount_minor, row.currency), **told)
