"""Refunds under way: asked of the provider or sent by wire, followed until they are over, and after that."""

import logging
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from plandesk.domain.money import Money, total
from plandesk.domain.orders import Order, OrderNotFound
from plandesk.domain.payments import (
    Attempt,
    AttemptNotFound,
    ProviderRefused,
    ProviderUnavailable,
    Refund,
    RefundReport,
    RefundState,
)
from plandesk.domain.refunds import RefundDateRefused, RefundMoveRefused, RefundNotFound, money_event
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.documents import cancel_credit_note, issue_credit_note
from plandesk.services.fulfilment import record
from plandesk.services.notifications import listed_sent_back, order_refunded, refund_failed
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.refunds import give_values_back, list_refund, lost_of, source_of
from plandesk.services.reviews import close_review
from plandesk.services.settlement import gateway_of

log = logging.getLogger(__name__)


def send_refunds(*, ports: Ports, limit: int = 50) -> int:
    """Ask the providers to carry out requested refunds, and how pending ones stand; returns how many moved.

    Each is asked about as seldom as a payment is (money rule 3).
    """
    now = ports.clock.now()
    with ports.uow(read_only=True) as unit:
        quiet = unit.payments.refunds_to_ask(now - ports.poll_after, limit)
        waiting = [(refund, _attempt_of(unit, refund)) for refund in quiet]
    moved = 0
    for refund, attempt in waiting:
        with ports.uow() as unit:  # Before it is asked: a refund that cannot be handled must not come first for ever.
            unit.payments.mark_refund_asked(refund.id, now)
            unit.commit()
        moved += send_refund(refund, attempt, ports=ports)
    return moved


def send_refund(refund: Refund, attempt: Attempt, *, ports: Ports) -> bool:
    """Ask the provider for one refund, or how it stands; True where it moved. Its id is the idempotency key."""
    try:
        gateway = gateway_of(refund.method, ports)
        report = gateway.refund(refund, attempt) if refund.provider_ref is None else gateway.look_up_refund(refund)
    except ProviderUnavailable as unsettled:
        log.warning("refund %s is asked for again later: %s", refund.id, unsettled)
        return False
    except ProviderRefused:
        report = RefundReport(refund.provider_ref or "", "failed")
    return apply_refund(refund.id, report, ports=ports)


def dispatch(refund: Refund, *, ports: Ports) -> Refund:
    """Ask the provider at once for what was just committed, and return the refund as it is then.

    One that does not answer is asked again by the worker. A wire waits for staff.
    """
    if refund.method != "wire":
        with ports.uow(read_only=True) as unit:
            attempt = _attempt_of(unit, refund)
        send_refund(refund, attempt, ports=ports)
    return reread(refund.id, ports=ports)


def reread(refund_id: str, *, ports: Ports) -> Refund:
    """Return a refund as it is now.

    Raises:
        RefundNotFound: there is no such refund.
    """
    with ports.uow(read_only=True) as unit:
        return _found(unit.payments.refund(refund_id), refund_id)


def apply_refund(refund_id: str, report: RefundReport, *, ports: Ports) -> bool:
    """Apply what a provider says of a refund; True where it moved, and only then does anything follow."""
    with ports.uow() as unit:
        refund, order = lock_refund(unit, refund_id)
        moved = apply_in(unit, order, refund, report, ports=ports)
        if moved:
            unit.commit()
        return moved


def confirm_wire_refund(number: str, sent_on: date, bank_reference: str, *, staff: str, ports: Ports) -> Order:
    """Book that staff have wired the money of an order back, and take it off their list; the oldest such refund.

    Raises:
        OrderNotFound: there is no such order, or no wire of it waits to go back.
        RefundDateRefused: `sent_on` lies ahead, or before the refund was asked for.
    """
    with ports.uow(read_only=True) as unit:
        order = unit.orders.by_number(number)
        refunds = unit.payments.refunds_of(order.id) if order else []
    waiting = [each for each in refunds if each.method == "wire" and each.state == "requested"]
    if order is None or not waiting:
        raise OrderNotFound(order=number)
    confirm_sent(waiting[-1].id, sent_on, bank_reference, staff=staff, ports=ports)
    with ports.uow(read_only=True) as unit:
        return unit.orders.by_id(order.id) or order


def confirm_sent(refund_id: str, sent_on: date, bank_reference: str, *, staff: str, ports: Ports) -> Refund:
    """Book that staff have wired money back, by the day and the reference of the bank.

    Raises:
        RefundNotFound: there is no such refund.
        RefundMoveRefused: it is no wire, or does not wait to be sent.
        RefundDateRefused: `sent_on` lies ahead, or before the refund was asked for.
    """
    with ports.uow() as unit:
        refund, order = lock_refund(unit, refund_id)
        if refund.method != "wire" or refund.state != "requested":
            raise RefundMoveRefused(refund=refund_id, state=refund.state, move="confirm")
        _insist_dated(refund, sent_on, ports)
        if order is not None:
            facts = {"sent_on": sent_on.isoformat(), "reference": bank_reference}
            record(unit, order, "wire_sent_back", staff, ports.clock.now(), **facts)
        apply_in(unit, order, refund, RefundReport(bank_reference, "succeeded"), ports=ports)
        told = f"wired on {sent_on.isoformat()}, the bank calls it {bank_reference}"
        _close_listed(unit, refund, staff, told, ports)
        unit.commit()
    return reread(refund_id, ports=ports)


def _insist_dated(refund: Refund, sent_on: date, ports: Ports) -> None:
    zone = ports.catalogue.rules.time_zone
    asked_on = refund.created_at.astimezone(ZoneInfo(zone)).date()
    if sent_on < asked_on:
        raise RefundDateRefused(reason="before-asked", asked_on=asked_on)
    if sent_on > ports.clock.today(zone):
        raise RefundDateRefused(reason="ahead", asked_on=asked_on)


def lock_refund(unit: UnitOfWork, refund_id: str) -> tuple[Refund, Order | None]:
    """Lock a refund's order, or the listed money it is of, and return the refund as it is then.

    Raises:
        RefundNotFound: there is no such refund.
    """
    refund, order = _found(unit.payments.refund(refund_id), refund_id), None
    if refund.order_id is not None:
        order = unit.orders.by_id(refund.order_id, lock=True)
        if order is None:
            raise OrderNotFound(order=refund.order_id)
    if refund.review_id is not None:
        unit.reviews.by_id(refund.review_id, lock=True)
    return _found(unit.payments.refund(refund_id), refund_id), order


def apply_in(unit: UnitOfWork, order: Order | None, refund: Refund, report: RefundReport, *, ports: Ports) -> bool:
    """Apply what is known of a refund within a transaction that holds its lock; the caller commits if it moved."""
    moved = replace(refund.to(report.state), provider_ref=report.provider_ref or refund.provider_ref)
    if moved == refund:
        return False
    unit.payments.save_refund(moved)
    if moved.state != refund.state:
        _follow(unit, order, moved, refund.state, ports)
    return True


def _follow(unit: UnitOfWork, order: Order | None, refund: Refund, was: RefundState, ports: Ports) -> None:
    """Do what a refund's new state brings: the ledger first, then whose money it is, the order's or the list's."""
    if order is not None:
        record(unit, order, f"refund_{refund.state}", "system", ports.clock.now(), refund=refund.id)
    if refund.state == "succeeded":
        unit.payments.book(_entry(unit, refund, -refund.amount, "sent", ports))
    elif refund.state == "failed" and was == "succeeded":  # The provider took its word back: so does the ledger.
        unit.payments.book(_entry(unit, refund, refund.amount, "failed", ports))
    if refund.state == "pending":
        return
    if refund.review_id is not None:
        _follow_listed(unit, refund, was, ports)
    elif order is not None:
        _follow_order(unit, order, refund, ports)


def _follow_order(unit: UnitOfWork, order: Order, refund: Refund, ports: Ports) -> None:
    now = ports.clock.now()
    moved = settle_state(unit, order, ports=ports)
    if refund.state == "failed":
        detail = f"the refund for order {order.number} did not go through"
        list_refund(unit, "refund_failed", refund, detail, ports=ports)
        give_values_back(unit, refund)
        message = refund_failed(moved, refund.amount, ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), message, now, order.id)
        cancel_credit_note(unit, moved, refund, ports=ports)
        return
    if moved.state != order.state or moved.state == "part_refunded":
        record(unit, moved, moved.state, "system", now, refund=refund.id)
    mail = order_refunded(moved, refund.amount, ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, now, order.id)
    issue_credit_note(unit, moved, refund, ports=ports)  # Last: a number is taken only once every lock is.


def settle_state(unit: UnitOfWork, order: Order, *, ports: Ports) -> Order:
    """Move an order to where its money says it stands, and return it; the caller holds its lock and commits."""
    if order.paid is None:
        raise ValueError(f"order {order.number} has no payment to give back")
    own = [each for each in unit.payments.refunds_of(order.id) if each.review_id is None]
    gone = total((each.amount for each in own if each.state == "succeeded"), order.paid.amount.currency)
    gone = gone + lost_of(unit, order)
    rejected = any(row.event == "rejected" for row in unit.orders.history(order.id))
    moved = order.on(money_event(order.paid.amount, gone, rejected=rejected))
    if moved is not order:
        unit.orders.save(moved)
    return moved


def _follow_listed(unit: UnitOfWork, refund: Refund, was: RefundState, ports: Ports) -> None:
    """Close the item whose money has gone back; put it on the list again where a refund that was done fails."""
    item = unit.reviews.by_id(refund.review_id or "")
    if item is None:
        raise RefundNotFound(refund=refund.id)
    if refund.state == "succeeded":
        told = f"{refund.amount.to_decimal()} {refund.amount.currency} sent back by {refund.method}"
        close_review(unit, item, "sent_back", staff=refund.requested_by, reason=refund.reason, did=told, ports=ports)
        order = unit.orders.by_id(refund.order_id) if refund.order_id else None
        if order is not None:
            mail = listed_sent_back(order, refund, ports.mailbox)
            unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now(), order.id)
    elif was == "succeeded":
        unit.reviews.save(replace(item, closed=None, detail=f"{item.detail}; sending it back failed afterwards"))


def _close_listed(unit: UnitOfWork, refund: Refund, staff: str, told: str, ports: Ports) -> None:
    """Take the wire that was to be sent off the list."""
    listed = unit.reviews.open_of(refund.order_id) if refund.order_id else unit.reviews.open()
    for item in listed:
        if item.kind == "wire_refund" and item.refund_id == refund.id:
            close_review(unit, item, "sent_back", staff=staff, reason=refund.reason, did=told, ports=ports)


def _entry(unit: UnitOfWork, refund: Refund, amount: Money, step: str, ports: Ports) -> LedgerEntry:
    attempt = unit.payments.attempt(refund.attempt_id) if refund.attempt_id else None
    paid = unit.payments.entry_by_ref(attempt.method if attempt else "wire", refund.payment_ref)
    return LedgerEntry(
        id=ports.ids.new_id(),
        method=refund.method,
        payment_ref=f"refund:{refund.id}:{step}",
        order_id=refund.order_id,
        attempt_id=refund.attempt_id,
        amount=amount,
        on=ports.clock.today(ports.catalogue.rules.time_zone),
        recorded_at=ports.clock.now(),
        source_id=source_of(unit, paid).id if paid else None,
    )


def _attempt_of(unit: UnitOfWork, refund: Refund) -> Attempt:
    attempt = unit.payments.attempt(refund.attempt_id) if refund.attempt_id else None
    if attempt is None:
        raise AttemptNotFound(attempt=refund.attempt_id)
    return attempt


def _found(refund: Refund | None, name: str) -> Refund:
    if refund is None:
        raise RefundNotFound(refund=name)
    return refund
