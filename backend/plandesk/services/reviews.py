"""What needs a person: listed with the money it holds, and closed with a name and a reason."""

from dataclasses import replace

from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import Closed, Resolution, ReviewItem
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.notifications import unknown_listed
from plandesk.services.ports import Ports, UnitOfWork


class ReviewNotFound(DomainError):
    """Something on the list is found by its id. Facts: `review`."""


class ReviewClosed(DomainError):
    """What a person has taken off the list is settled. Facts: `review`, `resolution`, `by`."""


class ReviewRefused(DomainError):
    """Money leaves the list only when the books say where it went. Facts: `review`, `reason`."""


def find_review(unit: UnitOfWork, review_id: str) -> ReviewItem:
    """Return something that is still on the list, held until the caller's transaction ends; its order is locked first.

    Raises:
        ReviewNotFound: there is nothing of this id.
        ReviewClosed: somebody has closed it.
    """
    found = unit.reviews.by_id(review_id)
    if found is None:
        raise ReviewNotFound(review=review_id)
    if found.order_id is not None:
        unit.orders.by_id(found.order_id, lock=True)
    item = unit.reviews.by_id(review_id, lock=True)
    if item is None:
        raise ReviewNotFound(review=review_id)
    if item.closed is not None:
        raise ReviewClosed(review=review_id, resolution=item.closed.resolution, by=item.closed.by)
    return item


def close_review(
    unit: UnitOfWork,
    item: ReviewItem,
    resolution: Resolution,
    *,
    staff: str,
    reason: str,
    did: str = "",
    ports: Ports,
) -> ReviewItem:
    """Take an item off the list, with who, how, why and what that did; the caller has moved its money and commits.

    Raises:
        ReviewClosed: it was closed before.
    """
    if item.closed is not None:
        raise ReviewClosed(review=item.id, resolution=item.closed.resolution, by=item.closed.by)
    now = ports.clock.now()
    closed = replace(item, closed=Closed(now, staff, resolution, reason, did))
    unit.reviews.save(closed)
    told = {"listed": resolution, **_facts(item), "did": did}
    unit.audit.add(AuditRow(now, staff, "review_closed", subject_of(unit, item), {"listed": "open"}, told, reason))
    return closed


def subject_of(unit: UnitOfWork, item: ReviewItem) -> str:
    """Name what the audit keeps an item under: its order, by which people look, or the item itself."""
    order = unit.orders.by_id(item.order_id) if item.order_id else None
    return f"order:{order.number}" if order else f"review:{item.id}"


def awaits_rest(item: ReviewItem, order: Order) -> bool:
    """Tell whether listed money is a part of what an open order waits for, so that it is nobody's to keep."""
    return item.kind == "short" and order.state == "awaiting_payment"


def list_unknown(unit: UnitOfWork, entry: LedgerEntry, detail: str, *, ports: Ports) -> ReviewItem:
    """Put booked money that fits no order on the list, which holds it, and tell the vendor. The caller commits."""
    item = ReviewItem(
        id=ports.ids.new_id(),
        kind="unknown",
        created_at=ports.clock.now(),
        order_id=entry.order_id,
        attempt_id=entry.attempt_id,
        amount=entry.amount,
        detail=detail,
        entry_id=entry.id,
    )
    unit.reviews.add(item)
    mail = unknown_listed(entry.amount, detail, ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, item.created_at, entry.order_id)
    return item


def list_rest(unit: UnitOfWork, item: ReviewItem, rest: Money, detail: str, *, ports: Ports) -> ReviewItem:
    """List what is left of an item's money once a part of it was used; the caller closes the item itself."""
    left = replace(item, id=ports.ids.new_id(), created_at=ports.clock.now(), amount=rest, detail=detail, closed=None)
    unit.reviews.add(left)
    return left


def _facts(item: ReviewItem) -> dict[str, str]:
    amount = f"{item.amount.to_decimal()} {item.amount.currency}" if item.amount else ""
    return {"review": item.id, "kind": item.kind, "amount": amount, "detail": item.detail}
