"""What waits for staff."""

from collections.abc import Sequence

from plandesk.domain.orders import Order
from plandesk.domain.payments import ReviewItem
from plandesk.services.ports import Ports


def awaiting_approval(*, ports: Ports) -> Sequence[Order]:
    """List paid orders whose stated lines staff must check, longest waiting first."""
    with ports.uow(read_only=True) as unit:
        return unit.orders.awaiting_approval()


def needs_a_person(*, ports: Ports) -> Sequence[ReviewItem]:
    """List money and notices that nothing else accounts for, longest waiting first."""
    with ports.uow(read_only=True) as unit:
        return unit.reviews.open()
