"""What needs a person, as the use cases ask the database."""

from collections.abc import Sequence
from typing import Protocol

from plandesk.domain.payments import ReviewItem


class ReviewRepository(Protocol):
    """What needs a person; rows stay once they are closed."""

    def add(self, item: ReviewItem) -> None:
        """List money or a notice for staff."""
        ...

    def save(self, item: ReviewItem) -> None:
        """Write a changed item."""
        ...

    def by_id(self, review_id: str, *, lock: bool = False) -> ReviewItem | None:
        """Find by id; `lock` holds the row until the transaction ends."""
        ...

    def open(self) -> Sequence[ReviewItem]:
        """List what staff have not closed, longest waiting first."""
        ...

    def open_of(self, order_id: str) -> Sequence[ReviewItem]:
        """List what staff have not closed of an order, longest waiting first."""
        ...

    def of_order(self, order_id: str) -> Sequence[ReviewItem]:
        """List everything that was ever listed of an order, longest ago first."""
        ...
