"""The accounts of money, summed where the rows are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, cast, func, literal, select, union_all
from sqlalchemy.sql.selectable import Subquery

from plandesk.adapters.db.tables import ledger, orders, refunds, reviews
from plandesk.domain.accounts import COLUMNS, Account
from plandesk.services.books.payments import WRITE_OFF
from plandesk.services.refunds import LOST


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
        total = {name: func.sum(rows.c[name]) for name in COLUMNS}
        given = total["paid"] - total["refunded"] - total["lost"] - total["written_off"]
        query = (
            select(rows.c.order_id, rows.c.currency, *_sums(rows))
            .group_by(rows.c.order_id, rows.c.currency)
            .having(total["booked"] != given + total["held"] + total["kept"])
            .order_by(rows.c.order_id)
            .limit(limit)
        )
        return [Account(*row) for row in self._connection.execute(query)]


def _sums(rows: Subquery) -> list[ColumnElement[int]]:
    # PostgreSQL sums big integers into a numeric.
    return [cast(func.sum(rows.c[name]), BigInteger).label(name) for name in COLUMNS]


def _rows() -> Subquery:
    """Return every row of money with the one column of its account that it belongs to; the others are 0."""
    entry, lost = ledger.c.amount_minor, -ledger.c.amount_minor
    listed, forgiven = reviews.c.entry_id.is_not(None), ledger.c.method == WRITE_OFF
    parts = [
        _part(ledger.c.order_id, ledger.c.currency, booked=entry).where(~forgiven),
        _part(ledger.c.order_id, ledger.c.currency, written_off=entry).where(forgiven),
        _part(ledger.c.order_id, ledger.c.currency, lost=lost).where(ledger.c.payment_ref.startswith(LOST)),
        # An order is paid by the whole of its price or not at all.
        _part(orders.c.id, orders.c.currency, paid=orders.c.total_minor).where(orders.c.captured_at.is_not(None)),
        _part(refunds.c.order_id, refunds.c.currency, refunded=refunds.c.amount_minor).where(
            refunds.c.state == "succeeded", refunds.c.review_id.is_(None)
        ),
        _part(reviews.c.order_id, reviews.c.currency, held=reviews.c.amount_minor).where(
            listed, reviews.c.closed_at.is_(None)
        ),
        _part(reviews.c.order_id, reviews.c.currency, kept=reviews.c.amount_minor).where(
            listed, reviews.c.resolution == "kept"
        ),
    ]
    return union_all(*parts).subquery()


def _part(order_id: ColumnElement[Any], currency: ColumnElement[str], **amount: ColumnElement[int]) -> Select[Any]:
    columns = [amount.get(name, literal(0, BigInteger)).label(name) for name in COLUMNS]
    return select(order_id.label("order_id"), currency.label("currency"), *columns)
