"""Wires that were too small for their order: they are held for it, and add up until its price is whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plandesk.domain.money import Money, total
from plandesk.domain.orders import Order
from plandesk.domain.payments import Refund, ReviewItem
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class PartPayments:
    """What is held for an unpaid order, the last value date of it, and the items of the list that hold it."""

    amount: Money
    latest: date | None
    items: tuple[ReviewItem, ...]


def part_payments(
    order: Order, reviews: Sequence[ReviewItem], ledger: Sequence[LedgerEntry], refunds: Sequence[Refund]
) -> PartPayments:
    """Return the wires that wait for the rest of an order's price.

    Money of providers never adds up, and what is on its way back waits for nothing.
    """
    currency = order.total.currency
    leaving = {each.review_id for each in refunds if each.state in ("requested", "pending")}
    wired = {each.id: each for each in ledger if each.method == "wire"}
    unpaid = order.state == "awaiting_payment"
    held = [
        (item, amount, wired[item.entry_id])
        for item in (reviews if unpaid else ())
        if item.kind == "short" and item.entry_id in wired and item.id not in leaving
        if (amount := item.held) and amount.currency == currency
    ]
    return PartPayments(
        amount=total((amount for _, amount, _ in held), currency),
        latest=max((entry.on for *_, entry in held), default=None),
        items=tuple(item for item, *_ in held),
    )


def part_payments_of(unit: UnitOfWork, order: Order) -> PartPayments:
    """Read the wires that wait for the rest of an order's price; the caller holds the order's lock to act on it."""
    payments = unit.payments
    ledger, refunds = payments.ledger_of(order.id), payments.refunds_of(order.id)
    return part_payments(order, unit.reviews.open_of(order.id), ledger, refunds)
