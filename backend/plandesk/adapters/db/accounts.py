"""The accounts of money, summed where the rows are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, cast, func, literal, select, union_all
from sqlalchemy.sql.selectable import Subquery

from plandesk.adapters.db.tables import ledger, orders, refunds, reviews
from plandesk.domain.accounts import Account
from plandesk.services.refunds import LOST

_COLUMNS = ("booked", "paid", "refunded", "lost", "held")


class SqlAccounts:
    """The accounts in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def totals(self) -> Sequence[Account]:
        """Return the sum of all accounts, one a currency, by its code."""
        rows = _rows()
        query = select(rows.c.currency, *_sums(rows)).group_by(rows.c.currency).order_by(rows.c.currency)
        return [Account(None, *row) for row in self._connection.execute(query)]

    def unbalanced(self, limit: int) -> Sequence[Account]:
        """Return accounts of single orders, and of money that fits none, whose equation does not hold."""
        rows = _rows()
        booked, paid, refunded, lost, held = (func.sum(rows.c[name]) for name in _COLUMNS)
        query = (
            select(rows.c.order_id, rows.c.currency, *_sums(rows))
            .group_by(rows.c.order_id, rows.c.currency)
            .having(booked != paid - refunded - lost + held)
            .order_by(rows.c.order_id)
            .limit(limit)
        )
        return [Account(*row) for row in self._connection.execute(query)]


def _sums(rows: Subquery) -> list[ColumnElement[int]]:
    # PostgreSQL sums big integers into a numeric.
    return [cast(func.sum(rows.c[name]), BigInteger).label(name) for name in _COLUMNS]


def _rows() -> Subquery:
    """Return every row of money with the one column of its account that it belongs to; the others are 0."""
    lost = -ledger.c.amount_minor
    parts = [
        _part(ledger.c.order_id, ledger.c.currency, booked=ledger.c.amount_minor),
        _part(ledger.c.order_id, ledger.c.currency, lost=lost).where(ledger.c.payment_ref.startswith(LOST)),
        # An order is paid by the whole of its price or not at all.
        _part(orders.c.id, orders.c.currency, paid=orders.c.total_minor).where(orders.c.captured_at.is_not(None)),
        _part(refunds.c.order_id, refunds.c.currency, refunded=refunds.c.amount_minor).where(
            refunds.c.state == "succeeded", refunds.c.review_id.is_(None)
        ),
        _part(reviews.c.order_id, reviews.c.currency, held=reviews.c.amount_minor).where(
            reviews.c.entry_id.is_not(None), reviews.c.closed_at.is_(None)
        ),
    ]
    return union_all(*parts).subquery()


def _part(order_id: ColumnElement[Any], currency: ColumnElement[str], **amount: ColumnElement[int]) -> Select[Any]:
    columns = [amount.get(name, literal(0, BigInteger)).label(name) for name in _COLUMNS]
    return select(order_id.label("order_id"), currency.label("currency"), *columns)
