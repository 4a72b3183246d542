"""Staff's word on orders whose lines a buyer stated without an account (rule R17)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from plandesk.domain.orders import (
    LOST,
    Correction,
    Order,
    OrderMoveRefused,
    OrderNotFound,
    OrderOvertaken,
    correct_ends,
    schedule,
)
from plandesk.domain.pricing import Extension
from plandesk.domain.reasons import read_reason
from plandesk.services.books.audit import AuditRow
from plandesk.services.chains import redate
from plandesk.services.fulfilment import fulfil, record
from plandesk.services.notifications import dates_corrected, order_rejected
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.refunds import request_refund
from plandesk.services.sent_refunds import send_refund


def approve_order(number: str, *, staff: str, reason: str, ends: Mapping[int, date], ports: Ports) -> Order:
    """Accept what the buyer stated, or correct the ends of lines (exclusive, by line position).

    Without a correction the order is fulfilled. With one the buyer is told the new dates and must confirm them first.

    Raises:
        ReasonMissing: nothing says why.
        OrderNotFound: there is no such order.
        OrderMoveRefused: it does not wait for approval, or a corrected line is no extension.
        OrderOvertaken: the term it upgrades was closed in another way; it can only be rejected.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        before = order = _awaiting(unit, number)
        stated = {
            position: line.end for position, line in enumerate(order.selection.lines) if isinstance(line, Extension)
        }
        if not set(ends) <= set(stated):
            raise OrderMoveRefused(number=number, state=order.state, event="correct")
        changed = {position: end for position, end in ends.items() if stated[position] != end}
        if changed:
            order = _correct(unit, order, changed, reason, staff, ports)
        else:
            record(unit, order, "approved", staff, ports.clock.now(), reason=reason)
            order, overtaken = redate(unit, replace(order, correction=None), ports=ports)
            if overtaken in LOST:
                raise OrderOvertaken(number=number, reason=overtaken)
            order = fulfil(unit, order, staff, ports=ports)
        _audit(unit, "order_corrected" if changed else "order_approved", (before, order), staff, reason, ports, changed)
        unit.commit()
        return order


def reject_order(number: str, *, staff: str, reason: str, ports: Ports) -> Order:
    """Refuse what the buyer stated, and give the money back in full by the way it was paid.

    Raises:
        ReasonMissing: nothing says why.
        OrderNotFound: there is no such order.
        OrderMoveRefused: it does not wait for approval.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        before = _awaiting(unit, number)
        order = replace(before.on("reject"), correction=None)
        _audit(unit, "order_rejected", (before, order), staff, reason, ports, {})
        unit.orders.save(order)
        record(unit, order, "rejected", staff, ports.clock.now(), reason=reason)
        mail = order_rejected(order, reason, ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now(), order.id)
        if order.paid is None or order.paid.attempt is None:  # A credit covered it all: no money can go back.
            order = order.on("refund_all")
            unit.orders.save(order)
            unit.commit()
            return order
        refund = request_refund(unit, order, reason, ports=ports)
        attempt = unit.payments.attempt(order.paid.attempt)
        unit.commit()
    if attempt is not None and attempt.method != "wire":
        send_refund(refund, attempt, ports=ports)
    with ports.uow(read_only=True) as unit:
        return unit.orders.by_number(number) or order


def _correct(unit: UnitOfWork, order: Order, ends: Mapping[int, date], reason: str, staff: str, ports: Ports) -> Order:
    if order.paid is None:
        raise ValueError(f"order {order.number} waits for approval without money")
    catalogue = ports.editions(order.catalogue_version)
    selection = correct_ends(order.selection, ends)
    schedules = schedule(catalogue, selection, order.ordered_on, order.paid.counted_on, order.paid.received_on)
    order = order.on("correct")
    order = replace(order, correction=Correction(order.revision, reason, schedules, tuple(sorted(ends.items()))))
    unit.orders.save(order)
    record(unit, order, "corrected", staff, ports.clock.now(), reason=reason)
    mail = dates_corrected(order, catalogue, ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now(), order.id)
    return order


def _audit(
    unit: UnitOfWork,
    action: str,
    change: tuple[Order, Order],
    staff: str,
    reason: str,
    ports: Ports,
    ends: Mapping[int, date],
) -> None:
    """Write down what staff did with an order, whose lines' exclusive `ends` they corrected."""
    before, after = ({"state": order.state} for order in change)
    days = {f"last covered day of line {position + 1}": str(end - timedelta(days=1)) for position, end in ends.items()}
    actor = staff if staff.startswith("staff:") else f"staff:{staff}"
    subject = f"order:{change[1].number}"
    unit.audit.add(AuditRow(ports.clock.now(), actor, action, subject, before, {**after, **days}, reason))


def _awaiting(unit: UnitOfWork, number: str) -> Order:
    order = unit.orders.by_number(number, lock=True)
    if order is None:
        raise OrderNotFound(order=number)
    if order.state != "awaiting_approval":
        raise OrderMoveRefused(number=number, state=order.state, event="approve")
    return order
