"""Refunds by staff: shown first with the cover that would end, then asked for, sent again, or taken back (R15)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from plandesk.domain.disputes import Dispute
from plandesk.domain.money import Money
from plandesk.domain.orders import Method, Order, OrderNotFound
from plandesk.domain.payments import Refund, RefundLine, RefundReport
from plandesk.domain.reasons import read_reason
from plandesk.domain.refunds import (
    LineAccount,
    RefundMoveRefused,
    RefundNotFound,
    RefundRefused,
    everything_left,
    line_accounts,
    require_refundable,
    under_way,
)
from plandesk.services.books.audit import AuditRow
from plandesk.services.notifications import refund_announced
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.refund_cover import LineCover, cover_of_line, end_cover
from plandesk.services.refunds import RefundWish, lost_of, open_refund, receipt_of, way_back
from plandesk.services.reviews import close_review, find_review
from plandesk.services.sent_refunds import apply_in, dispatch, lock_refund, reread
from plandesk.text.refunds_en import EndedCover, position_title


@dataclass(frozen=True, slots=True)
class RefundShare:
    """What would go back of one line: the amount, its net and its tax."""

    line: RefundLine
    net: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class RefundPreview:
    """What staff see before they give anything back: the account and the cover of every line, and what was asked.

    `refused` says why nothing can go back now, or None. `left` is what can still go back of the whole order.
    """

    order: Order
    accounts: Sequence[LineAccount]
    cover: Sequence[LineCover]
    refunds: Sequence[Refund]
    disputes: Sequence[Dispute]
    method: Method | None
    left: Money
    shares: Sequence[RefundShare]
    amount: Money
    refused: str | None


def preview_refund(number: str, lines: Sequence[RefundLine] | None, *, ports: Ports) -> RefundPreview:
    """Show what a refund would give back and what cover it would end; of all that is left, unless lines are named.

    Raises:
        OrderNotFound: there is no such order.
        RefundRefused: a named line has not so much left.
    """
    with ports.uow(read_only=True) as unit:
        order = _order(unit, number)
        refunds = unit.payments.refunds_of(order.id)
        refused, method = _refused(unit, order)
        left = _left(unit, order, refunds)
        asked = everything_left(order, refunds, ends_cover=True) if lines is None else tuple(lines)
        if lines is not None:
            require_refundable(order, refunds, lines)
        accounts = line_accounts(order, refunds)
        shares = [_share(accounts[each.position], each) for each in asked]
        return RefundPreview(
            order=order,
            accounts=accounts,
            cover=[cover_of_line(unit, order, each.position, ports=ports) for each in accounts],
            refunds=refunds,
            disputes=unit.disputes.of_order(order.id),
            method=method,
            left=left,
            shares=shares,
            amount=Money(sum(each.line.amount.minor for each in shares), left.currency),
            refused=refused if left.minor > 0 or refused else "nothing",
        )


def refund_order(number: str, wish: RefundWish, expected_left: Money, *, ports: Ports) -> Refund:
    """Give a part or all of an order back by the way it was paid, and end the cover of the lines that say so.

    Cover ends when the refund is asked for, not when it arrives: a provider's refund cannot be called back, and nobody
    should use up in the meantime what is being paid back. `expected_left` is what was shown as left, so that the same
    click twice, or a colleague at the same moment, gives nothing back a second time.

    Raises:
        ReasonMissing: nothing says why.
        OrderNotFound: there is no such order.
        RefundRefused: what is left has changed, is less, or is in dispute.
    """
    wish = replace(wish, reason=read_reason(wish.reason), method=None, replaces=None)
    with ports.uow() as unit:
        order = _order(unit, number, lock=True)
        if _left(unit, order, unit.payments.refunds_of(order.id)) != expected_left:
            raise RefundRefused(number=number, reason="changed")
        refund = open_refund(unit, order, wish, ports=ports)
        ended = _end(unit, order, wish, ports)
        _note(unit, order, refund, ended, ports)
        message = refund_announced(order, refund, ended, ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), message, ports.clock.now(), order.id)
        unit.commit()
    return dispatch(refund, ports=ports)


def send_again(review_id: str, method: Method | None, reason: str, *, staff: str, ports: Ports) -> Refund:
    """Send what a failed refund did not bring once more, the same way or by wire; the failure leaves the list.

    Raises:
        ReasonMissing: nothing says why.
        ReviewNotFound, ReviewClosed: it does not stand on the list.
        RefundNotFound: what is listed is no failed refund of an order.
        RefundRefused: the money is not there any more, or is in dispute.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        item = find_review(unit, review_id)
        failed = unit.payments.refund(item.refund_id) if item.refund_id else None
        if failed is None or failed.state != "failed" or failed.order_id is None:
            raise RefundNotFound(refund=item.refund_id)
        if method not in (None, "wire", failed.method):
            raise RefundRefused(number=failed.order_id, reason="other-way")
        order = _order_by_id(unit, failed.order_id)
        wish = RefundWish(failed.lines, reason, staff, method or failed.method, failed.id)
        refund = open_refund(unit, order, wish, ports=ports)
        close_review(unit, item, "tried_again", staff=staff, reason=reason, did=refund.id, ports=ports)
        _note(unit, order, refund, [], ports)
        unit.commit()
    return dispatch(refund, ports=ports)


def take_wire_back(refund_id: str, reason: str, *, staff: str, ports: Ports) -> Refund:
    """Record that a wire to the buyer was returned by the bank, or could not be sent: the refund has failed.

    Raises:
        ReasonMissing: nothing says why.
        RefundNotFound: there is no such refund.
        RefundMoveRefused: it is no wire, or failed before.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        refund, order = lock_refund(unit, refund_id)
        if refund.method != "wire" or refund.state == "failed":
            raise RefundMoveRefused(refund=refund_id, state=refund.state, move="fail")
        apply_in(unit, order, refund, RefundReport(refund.provider_ref or "", "failed"), ports=ports)
        listed = unit.reviews.open_of(refund.order_id) if refund.order_id else unit.reviews.open()
        for item in listed:
            if item.kind == "wire_refund" and item.refund_id == refund.id:
                close_review(unit, item, "closed", staff=staff, reason=reason, did="failed", ports=ports)
        subject = f"order:{order.number}" if order else f"refund:{refund.id}"
        before, after = {"state": refund.state}, {"state": "failed", "refund": refund.id}
        unit.audit.add(AuditRow(ports.clock.now(), staff, "wire_returned", subject, before, after, reason))
        unit.commit()
    return reread(refund_id, ports=ports)


def _end(unit: UnitOfWork, order: Order, wish: RefundWish, ports: Ports) -> list[EndedCover]:
    today, catalogue, ended = (
        ports.clock.today(ports.catalogue.rules.time_zone),
        ports.editions(order.catalogue_version),
        [],
    )
    for line in wish.lines:
        if not line.ends_cover:
            continue
        cover = end_cover(unit, order, line.position, staff=wish.staff, reason=wish.reason, ports=ports)
        unused = sum(each.left for each in cover.units)
        if cover.terms or unused:
            title = position_title(order, line.position, catalogue)
            ended.append(EndedCover(title, today, [each.term.term.period for each in cover.terms], unused))
    return ended


def _refused(unit: UnitOfWork, order: Order) -> tuple[str | None, Method | None]:
    """Tell why nothing of an order can go back at all, and else by which way it would."""
    try:
        receipt = receipt_of(unit, order)
        method = way_back(receipt)
    except RefundRefused as refused:
        return str(refused.facts["reason"]), None
    if any(each.is_open for each in unit.disputes.of_payment(receipt.payment_ref)):
        return "disputed", method
    try:
        require_refundable(order, (), everything_left(order, (), ends_cover=False))
    except RefundRefused as refused:
        return str(refused.facts["reason"]), method
    return None, method


def _left(unit: UnitOfWork, order: Order, refunds: Sequence[Refund]) -> Money:
    if order.paid is None:
        return Money.zero(order.total.currency)
    own = [each for each in refunds if each.review_id is None]
    return order.total - under_way(own, order.total.currency) - lost_of(unit, order)


def _share(account: LineAccount, line: RefundLine) -> RefundShare:
    tax = account.tax_in(line.amount)
    return RefundShare(line, line.amount - tax, tax)


def _note(unit: UnitOfWork, order: Order, refund: Refund, ended: Sequence[EndedCover], ports: Ports) -> None:
    left = _left(unit, order, unit.payments.refunds_of(order.id))
    told = {
        "refund": refund.id,
        "amount": _amount(refund.amount),
        "way": refund.method,
        "lines": ", ".join(f"{each.position + 1}: {each.amount.to_decimal()}" for each in refund.lines),
        "cover_ended": ", ".join(each.title for each in ended),
        "left": _amount(left),
    }
    row = AuditRow(
        ports.clock.now(),
        refund.requested_by,
        "refund_requested",
        f"order:{order.number}",
        {"left": _amount(left + refund.amount)},
        told,
        refund.reason,
    )
    unit.audit.add(row)


def _amount(amount: Money) -> str:
    return f"{amount.to_decimal()} {amount.currency}"


def _order(unit: UnitOfWork, number: str, *, lock: bool = False) -> Order:
    order = unit.orders.by_number(number, lock=lock)
    if order is None:
        raise OrderNotFound(order=number)
    return order


def _order_by_id(unit: UnitOfWork, order_id: str) -> Order:
    order = unit.orders.by_id(order_id, lock=True)
    if order is None:
        raise OrderNotFound(order=order_id)
    return order
