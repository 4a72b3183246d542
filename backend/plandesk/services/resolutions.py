"""What staff do about what needs a person: money sent back, used or kept, notices tried again, disputes concluded."""

from dataclasses import dataclass, replace

from plandesk.domain.disputes import DisputeNotFound, DisputeReport, DisputeUndecided
from plandesk.domain.money import Money
from plandesk.domain.orders import Order, OrderNotFound, Paid
from plandesk.domain.payments import Attempt, Refund, ReviewItem, require_payable
from plandesk.domain.reasons import read_reason
from plandesk.domain.refunds import RefundRefused, under_way
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.disputes import apply_dispute
from plandesk.services.fulfilment import record
from plandesk.services.notifications import money_kept
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.refund_cover import end_cover, resume_cover
from plandesk.services.refunds import insist_at_rest, list_wire_back, source_of, way_back
from plandesk.services.reviews import ReviewRefused, awaits_rest, close_review, find_review, list_rest, subject_of
from plandesk.services.sent_refunds import dispatch
from plandesk.services.settlement import list_money, move_order
from plandesk.services.wire_money import take_wire


@dataclass(frozen=True, slots=True)
class _Held:
    """Money on the list: the item, the entry it holds, and the one by which the money came in."""

    item: ReviewItem
    amount: Money
    entry: LedgerEntry
    receipt: LedgerEntry


def send_back(review_id: str, reason: str, *, staff: str, ports: Ports) -> Refund:
    """Give listed money back by the way it came; it leaves the list once it has gone. A wire is listed to be sent.

    Raises:
        ReasonMissing: nothing says why.
        ReviewNotFound, ReviewClosed: it does not stand on the list.
        ReviewRefused: it holds no money, or its money is on its way back.
        RefundRefused: the payment has not so much left, or is in dispute.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        held = _held(unit, review_id)
        insist_at_rest(unit, held.item, held.receipt)
        payment = unit.payments.refunds_of_payment(held.receipt.payment_ref)
        left = held.receipt.amount - under_way(payment, held.amount.currency)
        if held.receipt.method != "wire" and held.amount > left:
            raise RefundRefused(reason="too-much", left=left)
        order = unit.orders.by_id(held.item.order_id) if held.item.order_id else None
        refund = Refund(
            id=ports.ids.new_id(),
            attempt_id=held.receipt.attempt_id or held.item.attempt_id,
            order_id=held.item.order_id,
            amount=held.amount,
            state="requested",
            reason=reason,
            created_at=ports.clock.now(),
            method=way_back(held.receipt),
            payment_ref=held.receipt.payment_ref,
            review_id=held.item.id,
            requested_by=staff,
        )
        unit.payments.add_refund(refund)
        if order is not None:
            record(unit, order, "refund_requested", staff, ports.clock.now(), reason=reason, refund=refund.id)
        if refund.method == "wire":
            list_wire_back(unit, refund, order.number if order else None, ports=ports)
        told = {"refund": refund.id, "way": refund.method, "amount": _told(held.amount)}
        _audit(unit, "money_sent_back", held.item, told, staff, reason, ports)
        unit.commit()
    return dispatch(refund, ports=ports)


def use_for(review_id: str, number: str, reason: str, *, staff: str, ports: Ports) -> Order:
    """Let listed money pay an order, its own or another; what is above the price stays on the list.

    Raises:
        ReasonMissing: nothing says why.
        ReviewNotFound, ReviewClosed: it does not stand on the list.
        ReviewRefused: it holds no money, its money is on its way back, or it is in another currency than the order.
        OrderNotFound: there is no such order.
        OrderNotPayable: the order awaits no payment.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        order = _lock_both(unit, review_id, number)
        held = _held(unit, review_id)
        insist_at_rest(unit, held.item, held.receipt)
        require_payable(order, ports.clock.now())
        if held.amount.currency != order.total.currency:
            raise ReviewRefused(review=review_id, reason="other-currency")
        close_review(unit, held.item, "used", staff=staff, reason=reason, did=order.number, ports=ports)
        if held.receipt.method == "wire":
            entry = _move(unit, order, held, held.amount, None, ports)
            take_wire(unit, order, entry, held.item.id, staff=staff, ports=ports, decided=True)
        else:
            _pay(unit, order, held, staff, ports)
        unit.commit()
    with ports.uow(read_only=True) as unit:
        return unit.orders.by_id(order.id) or order


def keep(review_id: str, reason: str, *, staff: str, ports: Ports) -> ReviewItem:
    """Keep listed money as income: it is the vendor's own, and the accounts name it so. No money moves by this.

    Raises:
        ReasonMissing: nothing says why.
        ReviewNotFound, ReviewClosed: it does not stand on the list.
        ReviewRefused: it holds no money, its money is on its way back, or its order still waits for the rest.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        held = _held(unit, review_id)
        insist_at_rest(unit, held.item, held.receipt)
        order = unit.orders.by_id(held.item.order_id) if held.item.order_id else None
        if order is not None and awaits_rest(held.item, order):
            raise ReviewRefused(review=review_id, reason="awaits-rest")
        did = f"kept {_told(held.amount)}"
        closed = close_review(unit, held.item, "kept", staff=staff, reason=reason, did=did, ports=ports)
        if order is not None:
            mail = money_kept(order, held.amount, reason, ports.mailbox)
            unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now(), order.id)
        unit.commit()
    return closed


def try_notice_again(review_id: str, reason: str, *, staff: str, ports: Ports) -> ReviewItem:
    """Put a notice that fitted nothing back into the inbox, where the worker takes it at once.

    Raises:
        ReasonMissing: nothing says why.
        ReviewNotFound, ReviewClosed: it does not stand on the list.
        ReviewRefused: it is no notice.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        item = find_review(unit, review_id)
        if item.notice_id is None or item.dispute_id is not None:
            raise ReviewRefused(review=review_id, reason="no-notice")
        unit.inbox.again(item.notice_id, ports.clock.now())
        closed = close_review(unit, item, "tried_again", staff=staff, reason=reason, ports=ports)
        unit.commit()
    return closed


def close(review_id: str, reason: str, *, staff: str, ports: Ports) -> ReviewItem:
    """Take something off the list that needs no more: a notice, a failed refund settled by hand, a decided dispute.

    Raises:
        ReasonMissing: nothing says why.
        ReviewNotFound, ReviewClosed: it does not stand on the list.
        ReviewRefused: it holds money, or is a wire that must be sent.
        DisputeUndecided: the dispute is not over.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        item = find_review(unit, review_id)
        if item.held is not None or item.kind == "wire_refund":
            raise ReviewRefused(review=review_id, reason="holds-money")
        dispute = unit.disputes.by_id(item.dispute_id) if item.dispute_id else None
        if dispute is not None and dispute.is_open:
            raise DisputeUndecided(dispute=dispute.id, state=dispute.state)
        by_hand = item.kind == "refund_failed"
        closed = close_review(
            unit, item, "settled_by_hand" if by_hand else "closed", staff=staff, reason=reason, ports=ports
        )
        unit.commit()
    return closed


def conclude_lost(review_id: str, reason: str, *, ends_cover: bool, staff: str, ports: Ports) -> ReviewItem:
    """Say of a lost dispute whether the cover it paid for ends or goes on; a reversal is booked as lost by this.

    Raises:
        ReasonMissing: nothing says why.
        ReviewNotFound, ReviewClosed: it does not stand on the list.
        DisputeNotFound: it is no dispute of an order.
        DisputeUndecided: the bank has not decided against the vendor.
    """
    reason = read_reason(reason)
    _book_reversal(review_id, reason, ports)
    with ports.uow() as unit:
        item = find_review(unit, review_id)
        dispute = unit.disputes.by_id(item.dispute_id) if item.dispute_id else None
        if dispute is None and item.attempt_id is not None:
            dispute = unit.disputes.by_ref(*_reversal_name(unit, item))
        order = unit.orders.by_id(item.order_id, lock=True) if item.order_id else None
        if dispute is None or order is None:
            raise DisputeNotFound(dispute=item.dispute_id)
        if dispute.state != "lost":
            raise DisputeUndecided(dispute=dispute.id, state=dispute.state)
        if ends_cover:
            for position in range(len(order.selection.lines)):
                end_cover(unit, order, position, staff=staff, reason=reason, ports=ports)
        else:
            resume_cover(unit, dispute.suspended, actor=staff, why=reason, ports=ports)
        did = "cover ended" if ends_cover else "cover goes on"
        closed = close_review(unit, item, "lost", staff=staff, reason=reason, did=did, ports=ports)
        unit.commit()
    return closed


def _book_reversal(review_id: str, reason: str, ports: Ports) -> None:
    """Book a payment that PayPal reversed without a dispute as lost; nothing happens for what is a dispute."""
    with ports.uow(read_only=True) as unit:
        item = unit.reviews.by_id(review_id)
        if item is None or item.kind != "dispute" or item.dispute_id is not None or item.attempt_id is None:
            return
        attempt = unit.payments.attempt(item.attempt_id)
        receipt = unit.payments.entry_by_ref(attempt.method, attempt.payment_ref or "") if attempt else None
        if attempt is None or receipt is None:
            return
        gone = under_way(unit.payments.refunds_of_payment(receipt.payment_ref), receipt.amount.currency)
        _, name = _reversal_name(unit, item)
    report = DisputeReport(name, receipt.payment_ref, "lost", receipt.amount - gone, reason, item.created_at)
    apply_dispute(attempt.method, report, None, ports=ports)


def _reversal_name(unit: UnitOfWork, item: ReviewItem) -> tuple[str, str]:
    attempt = unit.payments.attempt(item.attempt_id or "")
    return (attempt.method if attempt else "", f"reversal:{item.id}")


def _held(unit: UnitOfWork, review_id: str) -> _Held:
    item = find_review(unit, review_id)
    entry = unit.payments.entry(item.entry_id) if item.entry_id else None
    if item.held is None or entry is None:
        raise ReviewRefused(review=review_id, reason="holds-no-money")
    return _Held(item, item.held, entry, source_of(unit, entry))


def _lock_both(unit: UnitOfWork, review_id: str, number: str) -> Order:
    """Lock the order the money is listed of and the one it shall pay, in the order of their numbers."""
    item, target = unit.reviews.by_id(review_id), unit.orders.by_number(number)
    if target is None:
        raise OrderNotFound(order=number)
    listed = unit.orders.by_id(item.order_id) if item is not None and item.order_id is not None else None
    numbers = sorted({target.number, *([listed.number] if listed else [])})
    locked = {each: unit.orders.by_number(each, lock=True) for each in numbers}
    order = locked[target.number]
    if order is None:
        raise OrderNotFound(order=number)
    return order


def _move(
    unit: UnitOfWork, order: Order, held: _Held, used: Money, attempt_id: str | None, ports: Ports
) -> LedgerEntry:
    """Move money over in the ledger, from what it was listed of to the order it is used for; the entry it is now."""
    gone = replace(
        held.entry,
        id=ports.ids.new_id(),
        payment_ref=f"moved:{held.item.id}:from",
        order_id=held.item.order_id,
        amount=-used,
        recorded_at=ports.clock.now(),
        source_id=held.receipt.id,
    )
    come = replace(
        gone,
        id=ports.ids.new_id(),
        payment_ref=_moved_to(held),
        order_id=order.id,
        attempt_id=attempt_id,
        amount=used,
    )
    unit.payments.book(gone)
    unit.payments.book(come)
    return come


def _moved_to(held: _Held) -> str:
    return f"moved:{held.item.id}:to"


def _pay(unit: UnitOfWork, order: Order, held: _Held, staff: str, ports: Ports) -> None:
    """Let a provider's money pay an order: the rest stays listed, and too little waits on the order's own list."""
    now, used = ports.clock.now(), min(held.amount, order.total)
    rest = held.amount - used
    if rest.minor:
        list_rest(unit, held.item, rest, f"what is left of money used for order {order.number}", ports=ports)
    attempt = Attempt(
        id=ports.ids.new_id(),
        order_id=order.id,
        method=way_back(held.receipt),
        state="captured",
        amount=used,
        created_at=now,
        expires_at=order.expires_at,
        payment_ref=_moved_to(held),
    )
    unit.payments.add_attempt(attempt)
    entry = _move(unit, order, held, used, attempt.id, ports)
    record(unit, order, "money_used", staff, now, amount=str(used.minor), currency=used.currency)
    counted_on = max(held.entry.on, order.ordered_on)  # A person gives it to the order, so no day is too late (R5).
    paid = Paid(attempt.id, attempt.method, used, now, held.entry.on, counted_on)
    if used < order.total:
        list_money(unit, "short", order, paid, entry=entry, ports=ports)
    else:
        move_order(unit, order, paid, entry=entry, ports=ports)


def _audit(
    unit: UnitOfWork, action: str, item: ReviewItem, told: dict[str, str], staff: str, reason: str, ports: Ports
) -> None:
    told = {"review": item.id, "kind": item.kind, **told}
    unit.audit.add(AuditRow(ports.clock.now(), staff, action, subject_of(unit, item), {}, told, reason))


def _told(amount: Money) -> str:
    return f"{amount.to_decimal()} {amount.currency}"
