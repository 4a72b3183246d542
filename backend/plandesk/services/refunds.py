"""Giving money back: requested and committed first, then asked of the provider, with states of its own."""

import logging
from dataclasses import replace
from datetime import date

from plandesk.domain.money import Money
from plandesk.domain.orders import Order, OrderNotFound
from plandesk.domain.payments import (
    Attempt,
    AttemptNotFound,
    ProviderRefused,
    ProviderUnavailable,
    Refund,
    RefundReport,
    RefundState,
    ReviewItem,
    WireRefused,
)
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.documents import issue_credit_note
from plandesk.services.fulfilment import record
from plandesk.services.notifications import order_refunded
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.settlement import gateway_of

log = logging.getLogger(__name__)


def request_refund(unit: UnitOfWork, order: Order, reason: str, *, ports: Ports) -> Refund:
    """Write down that the whole payment of an order goes back by the way it came; the caller commits.

    A wire has no provider to ask: it is listed for staff, who send it and confirm that.
    """
    if order.paid is None or order.paid.attempt is None:
        raise ValueError(f"order {order.number} has no payment to give back")
    now = ports.clock.now()
    refund = Refund(ports.ids.new_id(), order.paid.attempt, order.id, order.paid.amount, "requested", reason, now)
    unit.payments.add_refund(refund)
    record(unit, order, "refund_requested", "system", now, reason=reason)
    if order.paid.method == "wire":
        detail = f"send {refund.amount.to_decimal()} {refund.amount.currency} back for order {order.number}"
        item = ReviewItem(ports.ids.new_id(), "wire_refund", now, order.id, refund.attempt_id, refund.amount, detail)
        unit.payments.add_review(item)
    return refund


def send_refunds(*, ports: Ports, limit: int = 50) -> int:
    """Ask the providers to carry out requested refunds, and how pending ones stand; returns how many moved.

    Each is asked about as seldom as a payment is (money rule 3).
    """
    now = ports.clock.now()
    with ports.uow(read_only=True) as unit:
        quiet = unit.payments.refunds_to_ask(now - ports.poll_after, limit)
        waiting = [(refund, unit.payments.attempt(refund.attempt_id)) for refund in quiet]
    moved = 0
    for refund, attempt in waiting:
        if attempt is None:
            raise AttemptNotFound(attempt=refund.attempt_id)
        with ports.uow() as unit:  # Before it is asked: a refund that cannot be handled must not come first for ever.
            unit.payments.mark_refund_asked(refund.id, now)
            unit.commit()
        moved += send_refund(refund, attempt, ports=ports)
    return moved


def send_refund(refund: Refund, attempt: Attempt, *, ports: Ports) -> bool:
    """Ask the provider for one refund, or how it stands; True where it moved. Its id is the idempotency key."""
    try:
        gateway = gateway_of(attempt.method, ports)
        report = gateway.refund(refund, attempt) if refund.provider_ref is None else gateway.look_up_refund(refund)
    except ProviderUnavailable as unsettled:
        log.warning("refund %s is asked for again later: %s", refund.id, unsettled)
        return False
    except ProviderRefused:
        report = RefundReport(refund.provider_ref or "", "failed")
    return apply_refund(refund.id, report, ports=ports)


def apply_refund(refund_id: str, report: RefundReport, *, ports: Ports) -> bool:
    """Apply what a provider says of a refund; True where it moved, and only then does anything follow."""
    with ports.uow() as unit:
        refund = _found(unit.payments.refund(refund_id), refund_id)
        order = unit.orders.by_id(refund.order_id, lock=True)
        if order is None:
            raise OrderNotFound(order=refund.order_id)
        moved = _apply(unit, order, _found(unit.payments.refund(refund_id), refund_id), report, ports)
        if moved:
            unit.commit()
        return moved


def confirm_wire_refund(number: str, sent_on: date, bank_reference: str, *, staff: str, ports: Ports) -> Order:
    """Book that staff have wired a rejected order's money back, and take it off their list.

    Raises:
        OrderNotFound: there is no such order, or no wire of it waits to go back.
        WireRefused: `sent_on` lies ahead; the fact `reason` is "dated-ahead".
    """
    with ports.uow() as unit:
        order = unit.orders.by_number(number, lock=True)
        refunds = unit.payments.refunds_of(order.id) if order and order.paid and order.paid.method == "wire" else []
        waiting = next((each for each in refunds if each.state == "requested"), None)
        if order is None or waiting is None:
            raise OrderNotFound(order=number)
        if sent_on > ports.clock.today(ports.editions(order.catalogue_version).rules.time_zone):
            raise WireRefused(reason="dated-ahead", number=number)
        now = ports.clock.now()
        facts = {"sent_on": sent_on.isoformat(), "reference": bank_reference}
        record(unit, order, "wire_sent_back", staff, now, **facts)
        _apply(unit, order, waiting, RefundReport(bank_reference, "succeeded"), ports)
        unit.payments.close_reviews(order.id, "wire_refund", now)
        unit.commit()
    with ports.uow(read_only=True) as unit:
        return unit.orders.by_id(order.id) or order


def _apply(unit: UnitOfWork, order: Order, refund: Refund, report: RefundReport, ports: Ports) -> bool:
    moved = replace(refund.to(report.state), provider_ref=report.provider_ref or refund.provider_ref)
    if moved == refund:
        return False
    unit.payments.save_refund(moved)
    if moved.state != refund.state:
        _follow(unit, order, moved, refund.state, ports)
    return True


def _follow(unit: UnitOfWork, order: Order, refund: Refund, was: RefundState, ports: Ports) -> None:
    now = ports.clock.now()
    record(unit, order, f"refund_{refund.state}", "system", now, refund=refund.id)
    if refund.state == "failed":
        detail = f"the refund for order {order.number} did not go through"
        item = ReviewItem(ports.ids.new_id(), "refund_failed", now, order.id, refund.attempt_id, refund.amount, detail)
        unit.payments.add_review(item)
        if was == "succeeded":  # The provider took its word back: so does the ledger.
            unit.payments.book(_entry(refund, refund.amount, "failed", order, ports))
    elif refund.state == "succeeded":
        unit.payments.book(_entry(refund, -refund.amount, "sent", order, ports))
        refunded = order.on("refund_all")
        unit.orders.save(refunded)
        record(unit, refunded, "refunded", "system", now)
        mail = order_refunded(refunded, refund.amount, ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), mail, now, order.id)
        issue_credit_note(unit, refunded, refund, ports=ports)


def _entry(refund: Refund, amount: Money, step: str, order: Order, ports: Ports) -> LedgerEntry:
    if order.paid is None:
        raise ValueError(f"order {order.number} has no payment to give back")
    return LedgerEntry(
        id=ports.ids.new_id(),
        method=order.paid.method,
        payment_ref=f"refund:{refund.id}:{step}",
        order_id=order.id,
        attempt_id=refund.attempt_id,
        amount=amount,
        on=ports.clock.today(ports.editions(order.catalogue_version).rules.time_zone),
        recorded_at=ports.clock.now(),
    )


def _found(refund: Refund | None, name: str) -> Refund:
    if refund is None:
        raise AttemptNotFound(refund=name)
    return refund
