"""What needs a person, as rows that stay once they are closed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from plandesk.adapters.db.rows import money_columns, update_one
from plandesk.adapters.db.tables import reviews
from plandesk.domain.money import Money
from plandesk.domain.payments import Closed, ReviewItem


class SqlReviews:
    """The list for staff in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, item: ReviewItem) -> None:
        """List money or a notice for staff."""
        self._connection.execute(reviews.insert().values(_values(item)))

    def save(self, item: ReviewItem) -> None:
        """Write a changed item."""
        update_one(self._connection, update(reviews).where(reviews.c.id == item.id).values(_values(item)))

    def by_id(self, review_id: str, *, lock: bool = False) -> ReviewItem | None:
        """Find by id; `lock` holds the row until the transaction ends."""
        query = select(reviews).where(reviews.c.id == review_id)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else _to_item(row)

    def open(self) -> Sequence[ReviewItem]:
        """List what staff have not closed, longest waiting first."""
        return self._items(reviews.c.closed_at.is_(None))

    def open_of(self, order_id: str) -> Sequence[ReviewItem]:
        """List what staff have not closed of an order, longest waiting first."""
        return self._items((reviews.c.order_id == order_id) & reviews.c.closed_at.is_(None))

    def of_order(self, order_id: str) -> Sequence[ReviewItem]:
        """List everything that was ever listed of an order, longest ago first."""
        return self._items(reviews.c.order_id == order_id)

    def _items(self, condition: ColumnElement[bool]) -> Sequence[ReviewItem]:
        rows = self._connection.execute(select(reviews).where(condition).order_by(reviews.c.seq))
        return [_to_item(row) for row in rows]


def _values(item: ReviewItem) -> dict[str, Any]:
    closed = item.closed
    return {
        "id": item.id,
        "kind": item.kind,
        "created_at": item.created_at,
        "order_id": item.order_id,
        "attempt_id": item.attempt_id,
        "detail": item.detail,
        "entry_id": item.entry_id,
        "refund_id": item.refund_id,
        "notice_id": item.notice_id,
        "dispute_id": item.dispute_id,
        "closed_at": closed and closed.at,
        "closed_by": closed and closed.by,
        "resolution": closed and closed.resolution,
        "reason": closed and closed.reason,
        "did": closed and closed.did,
        **(money_columns(item.amount) if item.amount else {}),
    }


def _to_item(row: Row[Any]) -> ReviewItem:
    return ReviewItem(
        id=row.id,
        kind=row.kind,
        created_at=row.created_at,
        order_id=row.order_id,
        attempt_id=row.attempt_id,
        amount=None if row.amount_minor is None else Money(row.amount_minor, row.currency),
        detail=row.detail,
        entry_id=row.entry_id,
        refund_id=row.refund_id,
        notice_id=row.notice_id,
        dispute_id=row.dispute_id,
        closed=_to_closed(row),
    )


def _to_closed(row: Row[Any]) -> Closed | None:
    if row.closed_at is None:
        return None
    # Rows closed before resolutions were kept were wires confirmed as sent back.
    return Closed(row.closed_at, row.closed_by or "", row.resolution or "sent_back", row.reason or "", row.did or "")
