"""The accounts of money, summed in memory."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from plandesk.domain.accounts import Account, totals
from plandesk.domain.money import Money
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

        def add(order_id: str | None, amount: Money, change: Callable[[Account, int], Account]) -> None:
            key = (order_id, amount.currency)
            rows[key] = change(rows.get(key, Account(*key, 0, 0, 0, 0, 0)), amount.minor)

        for entry in self._tables.ledger:
            add(entry.order_id, entry.amount, _booked)
            if entry.payment_ref.startswith(LOST):
                add(entry.order_id, -entry.amount, _lost)
        for order in self._tables.orders.values():
            if order.paid is not None:
                add(order.id, order.paid.amount, _paid)
        for refund in self._tables.refunds.values():
            if refund.state == "succeeded" and refund.review_id is None:
                add(refund.order_id, refund.amount, _refunded)
        for item in self._tables.reviews.values():
            if item.held is not None:
                add(item.order_id, item.held, _held)
        return list(rows.values())


def _booked(old: Account, minor: int) -> Account:
    return Account(old.order_id, old.currency, old.booked + minor, old.paid, old.refunded, old.lost, old.held)


def _paid(old: Account, minor: int) -> Account:
    return Account(old.order_id, old.currency, old.booked, old.paid + minor, old.refunded, old.lost, old.held)


def _refunded(old: Account, minor: int) -> Account:
    return Account(old.order_id, old.currency, old.booked, old.paid, old.refunded + minor, old.lost, old.held)


def _lost(old: Account, minor: int) -> Account:
    return Account(old.order_id, old.currency, old.booked, old.paid, old.refunded, old.lost + minor, old.held)


def _held(old: Account, minor: int) -> Account:
    return Account(old.order_id, old.currency, old.booked, old.paid, old.refunded, old.lost, old.held + minor)
