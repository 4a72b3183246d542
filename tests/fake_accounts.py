"""The accounts of money, summed in memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plandesk.domain.accounts import Account, totals
from plandesk.domain.money import Money
from plandesk.services.books.payments import WRITE_OFF
from plandesk.services.refunds import LOST

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeAccounts:
    """Sums over the tables as they are."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def totals(self) -> Sequence[Account]:
        return totals(self._accounts())

    def unbalanced(self, limit: int) -> Sequence[Account]:
        return [each for each in self._accounts() if not each.is_balanced][:limit]

    def _accounts(self) -> list[Account]:
        rows: dict[tuple[str | None, str], Account] = {}

        def add(order_id: str | None, amount: Money, column: str) -> None:
            key = (order_id, amount.currency)
            rows[key] = rows.get(key, Account(*key)).plus(**{column: amount.minor})

        for entry in self._tables.ledger:
            add(entry.order_id, entry.amount, "written_off" if entry.method == WRITE_OFF else "booked")
            if entry.payment_ref.startswith(LOST):
                add(entry.order_id, -entry.amount, "lost")
        for order in self._tables.orders.values():
            if order.paid is not None:
                add(order.id, order.paid.amount, "paid")
        for refund in self._tables.refunds.values():
            if refund.state == "succeeded" and refund.review_id is None:
                add(refund.order_id, refund.amount, "refunded")
        for item in self._tables.reviews.values():
            if item.held is not None:
                add(item.order_id, item.held, "held")
            elif item.kept is not None:
                add(item.order_id, item.kept, "kept")
        return list(rows.values())
