"""One thing that needs a person, with everything about it and what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from plandesk.domain.disputes import Dispute
from plandesk.domain.orders import Order
from plandesk.domain.payments import Refund, ReviewItem
from plandesk.services.arrivals import arrivals_of
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.reviews import ReviewNotFound, awaits_rest
from plandesk.services.wire_reversal import may_reverse

Choice = Literal[
    "send_back",
    "use",
    "keep",
    "reverse",
    "send_again",
    "send_by_wire",
    "settle",
    "confirm_wire",
    "wire_failed",
    "end_cover",
    "keep_cover",
    "retry",
    "close",
]
CHOICES: tuple[Choice, ...] = get_args(Choice)


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """An item of the list with its order, refunds (newest first) and dispute, and what staff may do about it now.

    Wired money has its ledger entry and, where it is known, what the bank told of it.
    """

    item: ReviewItem
    order: Order | None
    refunds: Sequence[Refund]
    dispute: Dispute | None
    may: Sequence[Choice]
    entry: LedgerEntry | None = None
    arrival: Arrival | None = None


def read_review(review_id: str, *, ports: Ports) -> ReviewFile:
    """Return something that needs, or needed, a person.

    Raises:
        ReviewNotFound: there is nothing of this id.
    """
    with ports.uow(read_only=True) as unit:
        item = unit.reviews.by_id(review_id)
        if item is None:
            raise ReviewNotFound(review=review_id)
        order = unit.orders.by_id(item.order_id) if item.order_id else None
        refunds = _refunds(unit, item)
        dispute = unit.disputes.by_id(item.dispute_id) if item.dispute_id else None
        entry = _entry(unit, item, refunds)
        arrival = arrivals_of(unit, [entry]).get(entry.id) if entry else None
        may = () if item.closed is not None else _may(item, order, refunds, dispute)
        if "send_back" in may and entry is not None and entry.source_id is None and may_reverse(item, entry, arrival):
            may = (*may, "reverse")
        return ReviewFile(item, order, refunds, dispute, may, entry, arrival)


def _entry(unit: UnitOfWork, item: ReviewItem, refunds: Sequence[Refund]) -> LedgerEntry | None:
    """Return the booking of the money an item is about: the one it holds, or the wire that shall be sent back."""
    if item.entry_id is not None:
        return unit.payments.entry(item.entry_id)
    if item.kind != "wire_refund" or not refunds:
        return None
    return unit.payments.entry_by_ref("wire", refunds[0].payment_ref)


def _refunds(unit: UnitOfWork, item: ReviewItem) -> Sequence[Refund]:
    named = unit.payments.refund(item.refund_id) if item.refund_id else None
    return [named] if named is not None else unit.payments.refunds_of_review(item.id)


def _may(
    item: ReviewItem, order: Order | None, refunds: Sequence[Refund], dispute: Dispute | None
) -> tuple[Choice, ...]:
    if item.held is not None:
        moving = any(each.state in ("requested", "pending") for each in refunds)
        awaited = order is not None and awaits_rest(item, order)
        return () if moving else ("use", "send_back") if awaited else ("use", "send_back", "keep")
    if item.kind == "refund_failed":
        return ("send_again", "send_by_wire", "settle")
    if item.kind == "wire_refund":
        return ("confirm_wire", "wire_failed")
    if item.kind == "dispute":
        return _about_dispute(item, order, dispute)
    return ("retry", "close") if item.notice_id is not None else ("close",)


def _about_dispute(item: ReviewItem, order: Order | None, dispute: Dispute | None) -> tuple[Choice, ...]:
    if dispute is None:  # A reversal, or a dispute about money that is none of ours.
        return ("end_cover", "keep_cover", "close") if order is not None else ("retry", "close")
    if dispute.state == "lost":
        return ("end_cover", "keep_cover") if order is not None else ("close",)
    return ("close",) if dispute.state == "won" else ()
