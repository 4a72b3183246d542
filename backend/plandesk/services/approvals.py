"""Staff's word on orders whose lines a buyer stated without an account (rule R17)."""

from collections.abc import Mapping, Sequence
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
from plandesk.domain.pricing import Extension, Refusal, Selection, SelectionRefused
from plandesk.domain.reasons import read_reason
from plandesk.domain.terms import Schedule, propose_extension
from plandesk.services.books.audit import AuditRow
from plandesk.services.chains import lines_now, redate
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
        SelectionRefused: with a corrected end a line could not have been ordered on the order's day.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        before = order = _awaiting(unit, number)
        changed = _changed(order, ends, ports)
        if changed:
            order = _correct(unit, order, changed, reason, staff, ports)
        else:
            record(unit, order, "approved", staff, ports.clock.now(), reason=reason)
            order, overtaken, _ = redate(unit, replace(order, correction=None), ports=ports)
            if overtaken in LOST:
                raise OrderOvertaken(number=number, reason=overtaken)
            order = fulfil(unit, order, staff, ports=ports)
        _audit(unit, "order_corrected" if changed else "order_approved", (before, order), staff, reason, ports, changed)
        unit.commit()
        return order


def preview_approval(number: str, *, ends: Mapping[int, date], ports: Ports) -> Sequence[Schedule]:
    """Return the dates that an order would have, approved as stated or with the ends of lines corrected.

    Raises:
        OrderNotFound: there is no such order.
        OrderMoveRefused: it does not wait for approval, or a corrected line is no extension.
        SelectionRefused: with a corrected end a line could not have been ordered on the order's day.
    """
    with ports.uow(read_only=True) as unit:
        order = _awaiting(unit, number, lock=False)
        selection = correct_ends(order.selection, _changed(order, ends, ports))
        lines = lines_now(unit, selection.lines, ports.editions(order.catalogue_version), ports=ports)
    return _dated(order, replace(selection, lines=lines), ports)


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


def _changed(order: Order, ends: Mapping[int, date], ports: Ports) -> Mapping[int, date]:
    """Return the ends that differ from what was stated, each such that the line could have been ordered with it."""
    lines = {position: line for position, line in enumerate(order.selection.lines) if isinstance(line, Extension)}
    if not set(ends) <= set(lines):
        raise OrderMoveRefused(number=order.number, state=order.state, event="correct")
    changed = {position: end for position, end in ends.items() if lines[position].end != end}
    # The start was told for the stated end; with another end the first one that is open applies (R3).
    corrected = ((position, replace(lines[position], end=end, start=None)) for position, end in changed.items())
    refusals = [found for position, line in corrected if (found := _refused(order, position, line, ports))]
    if refusals:
        raise SelectionRefused(refusals)
    return changed


def _refused(order: Order, position: int, line: Extension, ports: Ports) -> Refusal | None:
    """Say why a line could not have been ordered on the order's day (R1, R12); None where it could."""
    dated = propose_extension(ports.editions(order.catalogue_version), position, line, order.ordered_on)
    return dated if isinstance(dated, Refusal) else None


def _correct(unit: UnitOfWork, order: Order, ends: Mapping[int, date], reason: str, staff: str, ports: Ports) -> Order:
    catalogue = ports.editions(order.catalogue_version)
    schedules = _dated(order, correct_ends(order.selection, ends), ports)
    order = order.on("correct")
    order = replace(order, correction=Correction(order.revision, reason, schedules, tuple(sorted(ends.items()))))
    unit.orders.save(order)
    record(unit, order, "corrected", staff, ports.clock.now(), reason=reason)
    mail = dates_corrected(order, catalogue, ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now(), order.id)
    return order


def _dated(order: Order, selection: Selection, ports: Ports) -> tuple[Schedule, ...]:
    if order.paid is None:
        raise ValueError(f"order {order.number} waits for approval without money")
    catalogue, paid = ports.editions(order.catalogue_version), order.paid
    return schedule(catalogue, selection, order.ordered_on, paid.counted_on, paid.received_on)


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


def _awaiting(unit: UnitOfWork, number: str, *, lock: bool = True) -> Order:
    order = unit.orders.by_number(number, lock=lock)
    if order is None:
        raise OrderNotFound(order=number)
    if order.state != "awaiting_approval":
        raise OrderMoveRefused(number=number, state=order.state, event="approve")
    return order
