"""Disputes: heard of by notice, asked of the provider, shown to staff, and settled in the books once decided."""

from collections.abc import Sequence
from dataclasses import replace

from plandesk.domain.disputes import Dispute, DisputeReport
from plandesk.domain.money import Money
from plandesk.domain.orders import Method, Order
from plandesk.domain.payments import ReviewItem
from plandesk.domain.refunds import under_way
from plandesk.services.books.notices import Message
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.fulfilment import record
from plandesk.services.notifications import payment_disputed, support_resumed, support_suspended
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.refund_cover import resume_cover, suspend_cover
from plandesk.services.refunds import lost_of, receipt_of, source_of
from plandesk.services.reviews import close_review
from plandesk.services.sent_refunds import settle_state
from plandesk.text.refunds_en import DISPUTE_REASON


def apply_dispute(method: Method, report: DisputeReport, notice_id: str | None, *, ports: Ports) -> bool:
    """Apply what a provider says of a dispute; False where the payment is none of ours. Repeating it changes nothing.

    A new one is listed for a person, and suspends the cover it paid for where the vendor wants that; the cover resumes
    when it is won. When it is lost the money leaves the books; whether cover ends too is a person's word. Without a
    `notice_id` it stands on the list already.
    """
    with ports.uow() as unit:
        receipt = unit.payments.entry_by_ref(method, report.payment_ref)
        if receipt is None:
            return False
        order = _paid_by(unit, receipt)
        known = unit.disputes.by_ref(method, report.provider_ref)
        dispute = known or _open(unit, receipt, order, report, notice_id, ports)
        moved = dispute.to(report.state)
        if moved is not dispute:
            _move(unit, moved, receipt, order, ports)
        if moved is not known:
            unit.commit()
    return True


def _paid_by(unit: UnitOfWork, receipt: LedgerEntry) -> Order | None:
    """Lock and return the order that a payment paid, or else the one it came for; None where it came for none."""
    for order_id in dict.fromkeys(each.order_id for each in (*unit.payments.moved_from(receipt.id), receipt)):
        order = unit.orders.by_id(order_id) if order_id is not None else None
        if order is not None and _is_paid_from(unit, order, receipt):
            return unit.orders.by_id(order.id, lock=True)
    return unit.orders.by_id(receipt.order_id, lock=True) if receipt.order_id is not None else None


def _open(
    unit: UnitOfWork, receipt: LedgerEntry, order: Order | None, report: DisputeReport, notice: str | None, ports: Ports
) -> Dispute:
    now = ports.clock.now()
    paid = order is not None and _is_paid_from(unit, order, receipt)
    suspends = paid and ports.catalogue.rules.dispute_suspends
    dispute = Dispute(
        id=ports.ids.new_id(),
        method=receipt.method,  # type: ignore[arg-type]  # Only providers' money is disputed.
        provider_ref=report.provider_ref,
        payment_ref=report.payment_ref,
        order_id=order.id if order else None,
        attempt_id=receipt.attempt_id,
        amount=report.amount,
        state="open",
        reason=report.reason,
        opened_at=report.opened_at,
        answer_by=report.due_on,
        suspended=suspend_cover(unit, order, why=DISPUTE_REASON, ports=ports) if order and suspends else (),
    )
    unit.disputes.add(dispute)
    _mail(unit, payment_disputed(dispute, order, ports.mailbox), order, ports)
    if order is not None:
        record(unit, order, "dispute_opened", "system", now, dispute=dispute.id)
        if dispute.suspended:
            _mail(unit, support_suspended(order, ports.mailbox), order, ports)
    if notice is None:
        return dispute
    whose = f"for order {order.number}" if order else "that fits no order"
    unit.reviews.add(
        ReviewItem(
            id=ports.ids.new_id(),
            kind="dispute",
            created_at=now,
            order_id=dispute.order_id,
            attempt_id=dispute.attempt_id,
            amount=dispute.amount,
            detail=f"{dispute.method} payment {whose} is disputed: {dispute.reason}",
            notice_id=notice,
            dispute_id=dispute.id,
        )
    )
    return dispute


def _move(unit: UnitOfWork, dispute: Dispute, receipt: LedgerEntry, order: Order | None, ports: Ports) -> None:
    unit.disputes.save(dispute)
    if order is not None:
        record(unit, order, f"dispute_{dispute.state}", "system", ports.clock.now(), dispute=dispute.id)
    if dispute.state == "won":
        resumed = resume_cover(unit, dispute.suspended, actor="system", why=DISPUTE_REASON, ports=ports)
        if resumed and order is not None:
            _mail(unit, support_resumed(order, ports.mailbox), order, ports)
    elif dispute.state == "lost":
        _lose(unit, dispute, receipt, order, ports)
        _mail(unit, payment_disputed(dispute, order, ports.mailbox), order, ports)


def _mail(unit: UnitOfWork, message: Message, order: Order | None, ports: Ports) -> None:
    unit.outbox.put(ports.ids.new_id(), message, ports.clock.now(), order.id if order else None)


def _lose(unit: UnitOfWork, dispute: Dispute, receipt: LedgerEntry, order: Order | None, ports: Ports) -> None:
    """Let the money leave the books: first what the order had of it, then what the list holds."""
    rest = dispute.amount
    if order is not None and order.paid is not None and _is_paid_from(unit, order, receipt):
        own = [each for each in unit.payments.refunds_of(order.id) if each.review_id is None]
        left = order.paid.amount - under_way(own, rest.currency) - lost_of(unit, order)
        of_order = min(rest, max(left, Money.zero(rest.currency)))
        rest = rest - of_order
        _book_loss(unit, dispute, receipt, order.id, of_order, f"lost:{dispute.id}", ports)
    for item in _held_from(unit, receipt, order):
        held = item.held
        part = min(rest, held) if held is not None and held.currency == rest.currency else Money.zero(rest.currency)
        if part.minor and held is not None:
            rest = rest - part
            _book_loss(unit, dispute, receipt, item.order_id, part, f"listed-lost:{dispute.id}:{item.id}", ports)
            _lose_listed(unit, item, held - part, dispute, ports)
    if rest.minor:  # More than was here: it had gone back already, and the vendor has lost it twice.
        _book_loss(unit, dispute, receipt, dispute.order_id, rest, f"lost:{dispute.id}:twice", ports)
    if order is not None and order.paid is not None and lost_of(unit, order).minor:
        settle_state(unit, order, ports=ports)


def _lose_listed(unit: UnitOfWork, item: ReviewItem, left: Money, dispute: Dispute, ports: Ports) -> None:
    if left.minor:
        unit.reviews.save(replace(item, amount=left))
    else:
        close_review(unit, item, "lost", staff="system", reason=DISPUTE_REASON, did=dispute.provider_ref, ports=ports)


def _held_from(unit: UnitOfWork, receipt: LedgerEntry, order: Order | None) -> Sequence[ReviewItem]:
    listed = [*unit.reviews.open_of(receipt.order_id)] if receipt.order_id else [*unit.reviews.open()]
    if order is not None and order.id != receipt.order_id:
        listed += unit.reviews.open_of(order.id)
    found = [(item, unit.payments.entry(item.entry_id)) for item in listed if item.entry_id is not None]
    return [item for item, entry in found if entry is not None and source_of(unit, entry).id == receipt.id]


def _is_paid_from(unit: UnitOfWork, order: Order, receipt: LedgerEntry) -> bool:
    return order.paid is not None and order.paid.attempt is not None and receipt_of(unit, order).id == receipt.id


def _book_loss(
    unit: UnitOfWork,
    dispute: Dispute,
    receipt: LedgerEntry,
    order_id: str | None,
    amount: Money,
    name: str,
    ports: Ports,
) -> None:
    if not amount.minor:
        return
    unit.payments.book(
        LedgerEntry(
            id=ports.ids.new_id(),
            method=receipt.method,
            payment_ref=name,
            order_id=order_id,
            attempt_id=dispute.attempt_id,
            amount=-amount,
            on=ports.clock.today(ports.catalogue.rules.time_zone),
            recorded_at=ports.clock.now(),
            source_id=receipt.id,
        )
    )
