"""Quotes and their history as rows."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, select, update

from plandesk.adapters.db.lookup import keep_new, key_rows, learn, words_of_quote
from plandesk.adapters.db.quote_tables import quote_events, quotes
from plandesk.adapters.db.rows import insert_new
from plandesk.adapters.db.tables import orders
from plandesk.domain.customers import address_key
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.quotes import Quote, QuoteChanged
from plandesk.services.books.quotes import QuoteEventRow

_NAMES: Final = tuple(each.name for each in fields(Quote))
_UNIQUE: Final = ("idempotency_key", "token", "id")
# Built once: building a statement costs about as much as running it.
_BY = {name: select(quotes).where(quotes.c[name] == bindparam("wanted")) for name in _UNIQUE}
_ORDER_NUMBER = select(orders.c.number).where(orders.c.id == bindparam("wanted"))
_REVISIONS = select(quotes).where(quotes.c.number == bindparam("wanted")).order_by(quotes.c.revision)
_HISTORY = select(quote_events).where(quote_events.c.quote_id == bindparam("wanted")).order_by(quote_events.c.seq)
_RECORD = quote_events.insert()


class SqlQuotes:
    """Quotes in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, quote: Quote) -> None:
        """Insert a quote.

        Raises:
            DuplicateKey: the idempotency key, the token, the id or the number with its revision is taken; the
                transaction stays usable.
        """
        if not insert_new(self._connection, quotes, [_values(quote)]):
            raise DuplicateKey(what=self._taken(quote))
        keep_new(self._connection, key_rows("quote", quote.id, words_of_quote(quote), quote.created_at))

    def by_token(self, token: str, *, lock: bool = False) -> Quote | None:
        """Find by address; `lock` holds the row until the transaction ends."""
        return self._one("token", token, lock=lock)

    def by_id(self, quote_id: str, *, lock: bool = False) -> Quote | None:
        """Find by id."""
        return self._one("id", quote_id, lock=lock)

    def by_idempotency_key(self, key: str) -> Quote | None:
        """Find the quote a key already made."""
        return self._one("idempotency_key", key, lock=False)

    def revisions(self, number: str) -> Sequence[Quote]:
        """List the revisions of a number that people quote, oldest first; may be empty."""
        return [read_quote(row) for row in self._connection.execute(_REVISIONS, {"wanted": number})]

    def save(self, quote: Quote) -> Quote:
        """Write a changed quote and return it as the version after the one it had.

        Raises:
            QuoteChanged: another writer was faster.
        """
        saved = replace(quote, version=quote.version + 1)
        same = (quotes.c.id == quote.id, quotes.c.version == quote.version)
        written = self._connection.execute(update(quotes).where(*same).values(_values(saved)))
        if not written.rowcount:
            raise QuoteChanged(number=quote.number, version=quote.version)
        learn(self._connection, "quote", quote.id, words_of_quote(quote), quote.created_at)
        if quote.order_id is not None and quote.accepted_at is not None:
            learn(self._connection, "order", quote.order_id, [quote.number], quote.accepted_at)
            order_number = self._connection.execute(_ORDER_NUMBER, {"wanted": quote.order_id}).scalar_one()
            learn(self._connection, "quote", quote.id, [order_number], quote.created_at)
        return saved

    def record(self, event: QuoteEventRow) -> None:
        """Append to the history."""
        values = {name: getattr(event, name) for name in QuoteEventRow.__slots__}
        self._connection.execute(_RECORD, {**values, "facts": dict(event.facts)})

    def history(self, quote_id: str) -> Sequence[QuoteEventRow]:
        """Return the history, oldest first."""
        rows = self._connection.execute(_HISTORY, {"wanted": quote_id})
        return [QuoteEventRow(row.quote_id, row.at, row.event, row.actor, row.facts) for row in rows]

    def issued_past(self, now: datetime, limit: int) -> Sequence[Quote]:
        """List issued quotes whose last day is over, longest first."""
        rows = self._connection.execute(
            select(quotes)
            .where(quotes.c.state == "issued", quotes.c.expires_at <= now)
            .order_by(quotes.c.expires_at, quotes.c.seq)
            .limit(limit)
        )
        return [read_quote(row) for row in rows]

    def _one(self, name: str, wanted: str, *, lock: bool) -> Quote | None:
        query = _BY[name]
        row = self._connection.execute(query.with_for_update() if lock else query, {"wanted": wanted}).one_or_none()
        return None if row is None else read_quote(row)

    def _taken(self, quote: Quote) -> str:
        for name in _UNIQUE:
            value = getattr(quote, name)
            if value and self._connection.scalar(select(quotes.c.seq).where(quotes.c[name] == value)):
                return name
        return "number"


def read_quote(row: Row[Any]) -> Quote:
    """Read a row of the whole table."""
    return Quote(**{name: getattr(row, name) for name in _NAMES})


def _values(quote: Quote) -> dict[str, Any]:
    return {
        **{name: getattr(quote, name) for name in _NAMES},
        "company": quote.addressee.company,
        "email": address_key(quote.addressee.email) if quote.addressee.email else None,
        "total_minor": quote.total.minor,
        "approval_state": quote.approval.state if quote.approval else None,
    }
