"""Quotes of the database in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from plandesk.domain.errors import DuplicateKey
from plandesk.domain.quotes import Quote, QuoteChanged
from plandesk.services.books.quotes import QuoteEventRow

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeQuotes:
    """Quotes by id; a save needs the version that is there."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def add(self, quote: Quote) -> None:
        for known in self._tables.quotes.values():
            for name in ("idempotency_key", "token", "id"):
                if getattr(quote, name) is not None and getattr(known, name) == getattr(quote, name):
                    raise DuplicateKey(what=name)
            if (known.number, known.revision) == (quote.number, quote.revision):
                raise DuplicateKey(what="number")
        self._tables.quotes[quote.id] = quote

    def by_token(self, token: str, *, lock: bool = False) -> Quote | None:
        return self._one("token", token)

    def by_id(self, quote_id: str, *, lock: bool = False) -> Quote | None:
        return self._tables.quotes.get(quote_id)

    def by_idempotency_key(self, key: str) -> Quote | None:
        return self._one("idempotency_key", key)

    def revisions(self, number: str) -> Sequence[Quote]:
        found = [each for each in self._tables.quotes.values() if each.number == number]
        return sorted(found, key=lambda each: each.revision)

    def save(self, quote: Quote) -> Quote:
        known = self._tables.quotes.get(quote.id)
        if known is None or known.version != quote.version:
            raise QuoteChanged(number=quote.number, version=quote.version)
        saved = replace(quote, version=quote.version + 1)
        self._tables.quotes[quote.id] = saved
        return saved

    def record(self, event: QuoteEventRow) -> None:
        self._tables.quote_events.append(event)

    def history(self, quote_id: str) -> Sequence[QuoteEventRow]:
        return [each for each in self._tables.quote_events if each.quote_id == quote_id]

    def issued_past(self, now: datetime, limit: int) -> Sequence[Quote]:
        over = [
            (each.expires_at, each)
            for each in self._tables.quotes.values()
            if each.state == "issued" and each.expires_at is not None and each.expires_at <= now
        ]
        return [quote for _, quote in sorted(over, key=lambda pair: pair[0])][:limit]

    def _one(self, name: str, wanted: str) -> Quote | None:
        return next((each for each in self._tables.quotes.values() if getattr(each, name) == wanted), None)
