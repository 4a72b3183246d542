"""Giving money back: what is asked for is checked under the order's lock and written down before anybody is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plandesk.domain.money import Money, total
from plandesk.domain.orders import Method, Order
from plandesk.domain.payments import Refund, RefundLine, ReviewItem, ReviewKind, ValueTaken
from plandesk.domain.refunds import (
    RefundRefused,
    everything_left,
    line_accounts,
    require_refundable,
    under_way,
)
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.fulfilment import record
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.reviews import ReviewRefused

LOST = "lost:"
"""How the ledger names money of an order that a bank took back for good."""


@dataclass(frozen=True, slots=True)
class RefundWish:
    """What shall go back, by whose word and why. Without a `method` it goes the way it was paid.

    `replaces` names a failed refund that is sent again.
    """

    lines: Sequence[RefundLine]
    reason: str
    staff: str
    method: Method | None = None
    replaces: str | None = None


def request_refund(unit: UnitOfWork, order: Order, reason: str, *, staff: str = "system", ports: Ports) -> Refund:
    """Write down that all that is left of an order's payment goes back by the way it came; the caller commits.

    Raises:
        RefundRefused: nothing of it is left, or the order has no payment.
    """
    lines = everything_left(order, unit.payments.refunds_of(order.id), ends_cover=False)
    return open_refund(unit, order, RefundWish(lines, reason, staff), ports=ports)


def open_refund(unit: UnitOfWork, order: Order, wish: RefundWish, *, ports: Ports) -> Refund:
    """Write a refund of an order down; the caller holds the order's lock, commits, and then sends it.

    A wire has no provider to ask: it is listed for staff, who send it and confirm that.

    Raises:
        RefundRefused: the order cannot give so much back.
    """
    before = unit.payments.refunds_of(order.id)
    amount = require_refundable(order, before, wish.lines)
    receipt = receipt_of(unit, order)
    _insist_undisputed(unit, order, receipt, before, amount)
    _insist_captured(unit, order.number, receipt, amount)
    now, accounts = ports.clock.now(), line_accounts(order, before)
    lines = tuple(replace(each, tax=accounts[each.position].tax_in(each.amount)) for each in wish.lines)
    refund = Refund(
        id=ports.ids.new_id(),
        attempt_id=order.paid.attempt if order.paid else None,
        order_id=order.id,
        amount=amount,
        state="requested",
        reason=wish.reason,
        created_at=now,
        method=wish.method or way_back(receipt),
        payment_ref=receipt.payment_ref,
        lines=lines,
        replaces=wish.replaces,
        requested_by=wish.staff,
        taken=_take_values(unit, order, lines),
    )
    unit.payments.add_refund(refund)
    record(unit, order, "refund_requested", wish.staff, now, reason=wish.reason, refund=refund.id)
    if refund.method == "wire":
        list_wire_back(unit, refund, order.number, ports=ports)
    return refund


def receipt_of(unit: UnitOfWork, order: Order) -> LedgerEntry:
    """Return the ledger entry by which the money that paid an order once came in.

    Raises:
        RefundRefused: no money paid it, as where a credit covers all of it.
    """
    attempt = unit.payments.attempt(order.paid.attempt) if order.paid and order.paid.attempt else None
    entry = attempt and attempt.payment_ref and unit.payments.entry_by_ref(attempt.method, attempt.payment_ref)
    if not entry:
        raise RefundRefused(number=order.number, reason="no-payment")
    return source_of(unit, entry)


def source_of(unit: UnitOfWork, entry: LedgerEntry) -> LedgerEntry:
    """Return the entry by which money came in, for one by which it was moved from one order to another."""
    source = unit.payments.entry(entry.source_id) if entry.source_id else None
    return entry if source is None else source_of(unit, source)


def insist_at_rest(unit: UnitOfWork, item: ReviewItem, receipt: LedgerEntry) -> None:
    """Let nobody move listed money that is on its way back, or that a bank may take back.

    Raises:
        ReviewRefused: a refund of it is under way.
        RefundRefused: the payment is in dispute.
    """
    if any(each.state in ("requested", "pending") for each in unit.payments.refunds_of_review(item.id)):
        raise ReviewRefused(review=item.id, reason="under-way")
    if any(each.is_open for each in unit.disputes.of_payment(receipt.payment_ref)):
        raise RefundRefused(reason="disputed")


def list_wire_back(unit: UnitOfWork, refund: Refund, number: str | None, *, ports: Ports) -> None:
    """Put a wire that must be sent on the list for staff."""
    whose = f"for order {number}" if number else "that fits no order"
    detail = f"send {refund.amount.to_decimal()} {refund.amount.currency} back {whose}"
    list_refund(unit, "wire_refund", refund, detail, ports=ports)


def list_refund(unit: UnitOfWork, kind: ReviewKind, refund: Refund, detail: str, *, ports: Ports) -> None:
    """Put a refund that needs a person on the list for staff."""
    unit.reviews.add(
        ReviewItem(
            id=ports.ids.new_id(),
            kind=kind,
            created_at=ports.clock.now(),
            order_id=refund.order_id,
            attempt_id=refund.attempt_id,
            amount=refund.amount,
            detail=detail,
            refund_id=refund.id,
        )
    )


def lost_of(unit: UnitOfWork, order: Order) -> Money:
    """Return what disputes have taken of an order's money."""
    lost = (each.amount for each in unit.payments.ledger_of(order.id) if each.payment_ref.startswith(LOST))
    return -total((each for each in lost if each.currency == order.total.currency), order.total.currency)


def _insist_undisputed(
    unit: UnitOfWork, order: Order, receipt: LedgerEntry, before: Sequence[Refund], amount: Money
) -> None:
    """Give nothing back that a bank may take back as well, nor what it has taken."""
    if any(each.is_open for each in unit.disputes.of_payment(receipt.payment_ref)):
        raise RefundRefused(number=order.number, reason="disputed")
    own = [each for each in before if each.review_id is None]
    left = order.total - under_way(own, order.total.currency) - lost_of(unit, order)
    if amount > left:
        raise RefundRefused(number=order.number, reason="too-much", left=left)


def _insist_captured(unit: UnitOfWork, number: str, receipt: LedgerEntry, amount: Money) -> None:
    """Let no payment give back more than it brought, whatever orders and list items share it."""
    before = under_way(unit.payments.refunds_of_payment(receipt.payment_ref), receipt.amount.currency)
    left = receipt.amount - before
    if receipt.method != "wire" and amount > left:  # A wire may be short by a fee that the vendor forgave.
        raise RefundRefused(number=number, reason="too-much", left=left)


def _take_values(unit: UnitOfWork, order: Order, lines: Sequence[RefundLine]) -> tuple[ValueTaken, ...]:
    """Lower what the terms of these lines are worth by what goes back of them, net (R9)."""
    taken = []
    for line in lines:
        valued = [each for each in unit.terms.terms_of(order.id) if each.position == line.position and each.value]
        net = line.amount if line.tax is None else line.amount - line.tax
        for term, part in zip(valued, net.split(len(valued)) if valued else (), strict=True):
            value = term.value or Money.zero(part.currency)
            less = min(part, value)
            unit.terms.save_term(replace(term, value=value - less))
            taken.append(ValueTaken(term.id, less))
    return tuple(taken)


def give_values_back(unit: UnitOfWork, refund: Refund) -> None:
    """Raise terms again by what a refund that failed took off their value."""
    for each in refund.taken:
        term = unit.terms.term(each.term_id)
        if term is not None:
            unit.terms.save_term(replace(term, value=(term.value or Money.zero(each.amount.currency)) + each.amount))


def way_back(receipt: LedgerEntry) -> Method:
    """Return the way money goes back: the one it came.

    Raises:
        RefundRefused: nothing came, as where a credit covered it all.
    """
    if receipt.method == "credit" or receipt.method == "write_off":
        raise RefundRefused(reason="no-payment")
    return receipt.method
