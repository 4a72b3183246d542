"""Quotes and their history, as the use cases ask the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from plandesk.domain.quotes import Quote


@dataclass(frozen=True, slots=True)
class QuoteEventRow:
    """One line of a quote's history: what happened, when, by whom and why. `facts` are plain strings."""

    quote_id: str
    at: datetime
    event: str
    actor: str
    facts: Mapping[str, str]


class QuoteRepository(Protocol):
    """Quotes and their history. Whoever locks a quote and an order locks the quote first."""

    def add(self, quote: Quote) -> None:
        """Insert a quote; raises DuplicateKey on a taken idempotency key, token, id, or number with its revision."""
        ...

    def by_token(self, token: str, *, lock: bool = False) -> Quote | None:
        """Find by address; `lock` holds the row until the transaction ends."""
        ...

    def by_id(self, quote_id: str, *, lock: bool = False) -> Quote | None:
        """Find by id."""
        ...

    def by_idempotency_key(self, key: str) -> Quote | None:
        """Find the quote a key already made."""
        ...

    def revisions(self, number: str) -> Sequence[Quote]:
        """List the revisions of a number that people quote, oldest first; may be empty."""
        ...

    def save(self, quote: Quote) -> Quote:
        """Write a changed quote and return it as the version after; raises QuoteChanged when another was faster."""
        ...

    def record(self, event: QuoteEventRow) -> None:
        """Append to the history."""
        ...

    def history(self, quote_id: str) -> Sequence[QuoteEventRow]:
        """Return the history, oldest first."""
        ...

    def issued_past(self, now: datetime, limit: int) -> Sequence[Quote]:
        """List issued quotes whose last day is over, longest first."""
        ...
