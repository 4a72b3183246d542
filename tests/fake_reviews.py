"""What needs a person, in memory."""

from collections.abc import Sequence

from plandesk.domain.payments import ReviewItem


class FakeReviews:
    """The list for staff; items by id, in the order of arrival."""

    def __init__(self, items: dict[str, ReviewItem]) -> None:
        self._items = items

    def add(self, item: ReviewItem) -> None:
        self._items[item.id] = item

    def save(self, item: ReviewItem) -> None:
        if item.id not in self._items:
            raise LookupError(f"no row to update for {item.id}")
        self._items[item.id] = item

    def by_id(self, review_id: str, *, lock: bool = False) -> ReviewItem | None:
        return self._items.get(review_id)

    def open(self) -> Sequence[ReviewItem]:
        return [each for each in self._items.values() if each.closed is None]

    def open_of(self, order_id: str) -> Sequence[ReviewItem]:
        return [each for each in self.open() if each.order_id == order_id]

    def of_order(self, order_id: str) -> Sequence[ReviewItem]:
        return [each for each in self._items.values() if each.order_id == order_id]
