"""The desk's lists as data: of which rows each consists, what it is filtered and ordered by, and how a row is read."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, bindparam, exists, func, select

from plandesk.adapters.db.customers import customer_of
from plandesk.adapters.db.desk_quote_sources import QUOTES, REVIEWS
from plandesk.adapters.db.desk_source import Condition, Sort, Source, When
from plandesk.adapters.db.tables import attempts, customers, installations, ledger, orders, terms
from plandesk.domain.money import Money
from plandesk.domain.orders import MOVES
from plandesk.domain.payments import OPEN
from plandesk.services.books.desk import CustomerRow, DeskList, OrderRow, TermRow

ENDING_DAYS: Final = {"within_30_days": 30, "within_90_days": 90}


def _received() -> ColumnElement[Any]:
    booked = select(func.sum(ledger.c.amount_minor)).where(
        ledger.c.order_id == orders.c.id, ledger.c.currency == orders.c.currency
    )
    return func.coalesce(booked.correlate(orders).scalar_subquery(), 0).label("received_minor")


_ORDERS = select(
    *(orders.c[name] for name in ("seq", "number", "state", "buyer", "total_minor", "currency", "placed_at")),
    *(orders.c[name] for name in ("expires_at", "ordered_on", "captured_at", "catalogue_version", "customer_id")),
    _received(),
)


def _read_order(row: Row[Any]) -> OrderRow:
    return OrderRow(
        number=row.number,
        state=row.state,
        buyer=row.buyer,
        total=Money(row.total_minor, row.currency),
        received=Money(int(row.received_minor), row.currency),
        placed_at=row.placed_at,
        expires_at=row.expires_at,
        ordered_on=row.ordered_on,
        captured_at=row.captured_at,
        catalogue_version=row.catalogue_version,
        customer_id=row.customer_id,
    )


def _in_state(state: str) -> Condition:
    # Written out, not bound: a database sees that a partial index serves only where it sees the value.
    return orders.c.state == bindparam(None, state, literal_execute=True)


_STATES = sorted({state for move in MOVES.items() for state in (move[0][0], move[1])} - {"placed"})


def _is(state: str) -> When:
    return lambda wanted: _in_state(state)


_ALL_ORDERS = Source(
    query=_ORDERS,
    id=orders.c.id,
    seq=orders.c.seq,
    subject="order",
    states={state: _is(state) for state in _STATES},
    sorts={
        "newest": Sort(falling=True),
        "oldest": Sort(),
        "largest": Sort((orders.c.total_minor,), falling=True),
    },
    read=_read_order,
)

_BY_WIRE = exists().where(
    attempts.c.order_id == orders.c.id, attempts.c.method == "wire", attempts.c.state.in_(sorted(OPEN))
)
_WIRES = Source(
    query=_ORDERS,
    id=orders.c.id,
    seq=orders.c.seq,
    subject="order",
    # What is not paid by wire runs out within hours or days, so few rows are passed over.
    holds=lambda wanted: and_(_in_state("awaiting_payment"), _BY_WIRE),
    sorts={"due": Sort((orders.c.expires_at,)), "latest": Sort((orders.c.expires_at,), falling=True)},
    read=_read_order,
)

_APPROVALS = Source(
    query=_ORDERS,
    id=orders.c.id,
    seq=orders.c.seq,
    subject="order",
    holds=lambda wanted: _in_state("awaiting_approval"),
    sorts={"longest": Sort((orders.c.captured_at,)), "newest": Sort((orders.c.captured_at,), falling=True)},
    read=_read_order,
)

_OWNED = select(func.count()).where(installations.c.customer_id == customers.c.id).correlate(customers)
_COVERED = (
    select(func.max(terms.c.ends_on))
    .join(installations, installations.c.id == terms.c.installation_id)
    .where(installations.c.customer_id == customers.c.id, terms.c.closed_on.is_(None))
    .correlate(customers)
)


def _read_customer(row: Row[Any]) -> CustomerRow:
    return CustomerRow(customer_of(row), row.owned, row.covered_until)


_CUSTOMERS = Source(
    query=select(customers, _OWNED.scalar_subquery().label("owned"), _COVERED.scalar_subquery().label("covered_until")),
    id=customers.c.id,
    seq=customers.c.seq,
    subject="customer",
    sorts={"name": Sort((customers.c.name,)), "newest": Sort(falling=True)},
    read=_read_customer,
)

_later = terms.alias("later")
_FOLLOWED = exists().where(
    _later.c.installation_id == terms.c.installation_id,
    _later.c.ends_on > terms.c.ends_on,
    _later.c.closed_on.is_(None),
)


def _read_term(row: Row[Any]) -> TermRow:
    return TermRow(
        term_id=row.id,
        plan=row.plan,
        catalogue_version=row.catalogue_version,
        ends_on=row.ends_on,
        installation=row.label or row.reference or row.installation,
        reference=row.reference,
        installation_id=row.installation_id,
        customer_id=row.customer_id,
        customer_name=row.customer_name,
        order_number=row.order_number,
    )


def _ending(days: int) -> When:
    """Return the condition of the terms whose last covered day is at most so many days ahead."""
    return lambda wanted: and_(
        terms.c.ends_on > wanted.today, terms.c.ends_on <= wanted.today + timedelta(days=days + 1)
    )


_TERMS = Source(
    query=select(
        *(terms.c[name] for name in ("seq", "id", "plan", "catalogue_version", "ends_on", "installation")),
        terms.c.installation_id,
        *(installations.c[name] for name in ("reference", "label", "customer_id")),
        customers.c.name.label("customer_name"),
        orders.c.number.label("order_number"),
    )
    .outerjoin(installations, installations.c.id == terms.c.installation_id)
    .outerjoin(customers, customers.c.id == installations.c.customer_id)
    .outerjoin(orders, orders.c.id == terms.c.order_id),
    id=terms.c.installation_id,
    seq=terms.c.seq,
    subject="installation",
    holds=lambda wanted: and_(terms.c.closed_on.is_(None), ~_FOLLOWED),
    states={
        **{name: _ending(days) for name, days in ENDING_DAYS.items()},
        "later": lambda wanted: terms.c.ends_on > wanted.today + timedelta(days=max(ENDING_DAYS.values()) + 1),
        "ended": lambda wanted: terms.c.ends_on <= wanted.today,
    },
    sorts={"soonest": Sort((terms.c.ends_on,)), "latest": Sort((terms.c.ends_on,), falling=True)},
    read=_read_term,
)

SOURCES: Mapping[DeskList, Source] = {
    "orders": _ALL_ORDERS,
    "wires": _WIRES,
    "approvals": _APPROVALS,
    "customers": _CUSTOMERS,
    "terms": _TERMS,
    "quotes": QUOTES,
    "reviews": REVIEWS,
}
