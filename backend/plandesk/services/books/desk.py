"""The lists of the desk, as the use cases ask the database: one page at a time, by where the last one ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from plandesk.domain.customers import Customer
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, OrderState
from plandesk.domain.payments import Resolution, ReviewKind
from plandesk.domain.quotes import ApprovalState, QuoteKind, QuoteState

DeskList = Literal["orders", "wires", "approvals", "customers", "terms", "quotes", "reviews"]
Scalar = str | int


@dataclass(frozen=True, slots=True)
class Position:
    """Where a row stands: what the list is ordered by, and the row's own number, which no other has."""

    keys: tuple[Scalar, ...]
    seq: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page of a list.

    With `key` only what begins with it is found, by what was found and then the newest; else rows come by `sort`.
    `beside` is where the page before ended or, going `back`, where the page behind began. Days and moments are held
    against `today` and `now`; what expires by `soon` is expiring.
    """

    list: DeskList
    sort: str
    limit: int
    today: date
    now: datetime
    soon: datetime
    key: str | None = None
    state: str | None = None
    beside: Position | None = None
    back: bool = False


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order at a glance; `received` is all money booked for it in its currency."""

    number: str
    state: OrderState
    buyer: Buyer
    total: Money
    received: Money
    placed_at: datetime
    expires_at: datetime
    ordered_on: date
    captured_at: datetime | None
    catalogue_version: str
    customer_id: str | None


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """A customer at a glance; `covered_until` is the exclusive end of its latest term that was not closed."""

    customer: Customer
    installations: int
    covered_until: date | None


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term that nothing follows; `ends_on` is exclusive."""

    term_id: str
    plan: str
    catalogue_version: str
    ends_on: date
    installation: str
    reference: str | None
    installation_id: str | None
    customer_id: str | None
    customer_name: str | None
    order_number: str | None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote at a glance; the order is the one it became."""

    id: str
    number: str
    revision: int
    state: QuoteState
    kind: QuoteKind
    company: str | None
    email: str | None
    seller: str | None
    customer_id: str | None
    approval_state: ApprovalState | None
    valid_until: date | None
    expires_at: datetime | None
    created_at: datetime
    sent_at: datetime | None
    opened_at: datetime | None
    accepted_at: datetime | None
    total: Money
    order_number: str | None
    order_state: OrderState | None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Something that needs, or needed, a person; `held` is money in the books that no order accounts for."""

    id: str
    kind: ReviewKind
    created_at: datetime
    detail: str
    amount: Money | None
    held: bool
    order_number: str | None
    company: str | None
    closed_at: datetime | None
    closed_by: str | None
    resolution: Resolution | None
    reason: str | None


Row = OrderRow | CustomerRow | TermRow | QuoteRow | ReviewRow


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, and where it stands in the list."""

    row: Row
    position: Position


class DeskBooks(Protocol):
    """The lists of the desk."""

    def page(self, wanted: Wanted) -> Sequence[Placed]:
        """Return one page in the list's own order; never more than the limit.

        Raises ValueError where the position cannot be one of this list.
        """
        ...

    def count(self, wanted: Wanted) -> int:
        """Count a list's rows, not beyond the limit."""
        ...
