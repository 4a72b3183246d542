"""Takes back a wire that was entered by hand and never came, while nothing follows from it."""

from plandesk.domain.orders import Order
from plandesk.domain.payments import ReviewItem
from plandesk.domain.reasons import read_reason
from plandesk.services.arrivals import reversal_name
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.fulfilment import record
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.refunds import insist_at_rest
from plandesk.services.reviews import ReviewRefused, close_review, find_review
from plandesk.services.wire_money import wire_entry


def may_reverse(item: ReviewItem, entry: LedgerEntry | None, arrival: Arrival | None) -> bool:
    """Tell whether an item of the list holds the whole of a wire that was entered by hand."""
    return _why_not(item, entry, arrival) is None


def reverse_wire(review_id: str, reason: str, *, staff: str, ports: Ports) -> ReviewItem:
    """Reverse a wire that was entered by hand, by a ledger entry of its own; the line of the bank is free again.

    Raises:
        ReasonMissing: nothing says why.
        ReviewNotFound, ReviewClosed: it does not stand on the list.
        ReviewRefused: it holds no money of a wire by hand, a part of that has paid an order, or it is on its way back.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        item = find_review(unit, review_id)
        entry = unit.payments.entry(item.entry_id) if item.entry_id else None
        arrival = unit.arrivals.of([entry.id]).get(entry.id) if entry else None
        refused = _why_not(item, entry, arrival)
        if entry is None or refused is not None:
            raise ReviewRefused(review=review_id, reason=refused or "holds-no-money")
        insist_at_rest(unit, item, entry)
        gone = wire_entry(
            reversal_name(entry), -entry.amount, entry.on, entry.order_id, ports=ports, source_id=entry.id
        )
        unit.payments.book(gone)
        order = unit.orders.by_id(entry.order_id) if entry.order_id else None
        _note(unit, order, entry, arrival, staff, reason, ports)
        did = f"reversed {entry.amount.to_decimal()} {entry.amount.currency}"
        closed = close_review(unit, item, "reversed", staff=staff, reason=reason, did=did, ports=ports)
        unit.commit()
    return closed


def _why_not(item: ReviewItem, entry: LedgerEntry | None, arrival: Arrival | None) -> str | None:
    if item.held is None or entry is None:
        return "holds-no-money"
    if arrival is None or not arrival.by_hand:
        return "not-by-hand"
    return None if item.held == entry.amount else "has-paid"


def _note(
    unit: UnitOfWork,
    order: Order | None,
    entry: LedgerEntry,
    arrival: Arrival | None,
    staff: str,
    reason: str,
    ports: Ports,
) -> None:
    reference = (arrival.bank_reference if arrival else None) or ""
    told = {
        "amount": str(entry.amount.to_decimal()),
        "currency": entry.amount.currency,
        "received_on": entry.on.isoformat(),
        "bank_reference": reference,
    }
    subject = f"order:{order.number}" if order else f"entry:{entry.id}"
    now = ports.clock.now()
    unit.audit.add(AuditRow(now, staff, "wire_reversed", subject, told, {}, reason))
    if order is not None:
        record(unit, order, "wire_reversed", staff, now, reference=reference, reason=reason)
