"""The desk's lists of quotes and of what needs a person, as data."""

from typing import Any, Final

from sqlalchemy import Row, and_, func, or_, select

from plandesk.adapters.db.desk_source import Condition, Sort, Source
from plandesk.adapters.db.quote_tables import quotes
from plandesk.adapters.db.tables import orders, reviews
from plandesk.domain.money import Money
from plandesk.services.books.desk import QuoteRow, ReviewRow, Wanted

_QUOTE_NAMES: Final = (
    *("id", "number", "revision", "state", "kind", "company", "email", "seller", "customer_id", "approval_state"),
    *("valid_until", "expires_at", "created_at", "sent_at", "opened_at", "accepted_at"),
)
_NOT_PAID: Final = ("awaiting_payment", "expired", "cancelled", "rejected", "refunded")


def _read_quote(row: Row[Any]) -> QuoteRow:
    return QuoteRow(
        **{name: getattr(row, name) for name in _QUOTE_NAMES},
        total=Money(row.total_minor if row.order_total is None else row.order_total, row.currency),
        order_number=row.order_number,
        order_state=row.order_state,
    )


def _open(wanted: Wanted) -> Condition:
    """Return the condition of what can still be accepted: the clock decides, not the worker that writes it down."""
    return and_(quotes.c.state == "issued", or_(quotes.c.expires_at.is_(None), quotes.c.expires_at > wanted.now))


QUOTES = Source(
    query=select(
        quotes.c.seq,
        *(quotes.c[name] for name in (*_QUOTE_NAMES, "total_minor", "currency")),
        orders.c.number.label("order_number"),
        orders.c.state.label("order_state"),
        orders.c.total_minor.label("order_total"),
    ).outerjoin(orders, orders.c.id == quotes.c.order_id),
    id=quotes.c.id,
    seq=quotes.c.seq,
    subject="quote",
    states={
        "draft": lambda wanted: quotes.c.state == "draft",
        "to_approve": lambda wanted: and_(quotes.c.state == "draft", quotes.c.approval_state == "asked"),
        "issued": _open,
        "sent": lambda wanted: and_(_open(wanted), quotes.c.sent_at.is_not(None)),
        "opened": lambda wanted: and_(_open(wanted), quotes.c.opened_at.is_not(None)),
        "expiring": lambda wanted: and_(_open(wanted), quotes.c.expires_at <= wanted.soon),
        "accepted": lambda wanted: quotes.c.state.in_(("accepted", "ordered")),
        "paid": lambda wanted: and_(quotes.c.state == "ordered", orders.c.state.not_in(_NOT_PAID)),
        "declined": lambda wanted: quotes.c.state == "declined",
        "expired": lambda wanted: or_(
            quotes.c.state == "expired", and_(quotes.c.state == "issued", quotes.c.expires_at <= wanted.now)
        ),
        "replaced": lambda wanted: quotes.c.state == "replaced",
        "revoked": lambda wanted: quotes.c.state == "revoked",
    },
    sorts={"newest": Sort(falling=True), "oldest": Sort()},
    read=_read_quote,
)

_REVIEW_NAMES: Final = ("id", "kind", "created_at", "detail", "closed_at", "closed_by", "resolution", "reason")


def _read_review(row: Row[Any]) -> ReviewRow:
    return ReviewRow(
        **{name: getattr(row, name) for name in _REVIEW_NAMES},
        amount=None if row.amount_minor is None else Money(row.amount_minor, row.currency),
        held=row.entry_id is not None and row.closed_at is None,
        order_number=row.order_number,
        company=row.buyer.company if row.buyer else None,
    )


REVIEWS = Source(
    query=select(
        *(reviews.c[name] for name in ("seq", *_REVIEW_NAMES, "amount_minor", "currency", "entry_id")),
        orders.c.number.label("order_number"),
        orders.c.buyer,
    ).outerjoin(orders, orders.c.id == reviews.c.order_id),
    # Money that fits no order is named by its booking.
    id=func.coalesce(reviews.c.order_id, reviews.c.entry_id),
    seq=reviews.c.seq,
    subject="order",
    also="entry",
    states={
        "open": lambda wanted: reviews.c.closed_at.is_(None),
        "closed": lambda wanted: reviews.c.closed_at.is_not(None),
    },
    sorts={"longest": Sort(), "newest": Sort(falling=True)},
    read=_read_review,
)
