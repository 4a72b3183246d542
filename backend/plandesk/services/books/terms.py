"""Cover in the books: terms, their history and incident units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from plandesk.domain.coverage import BookedTerm, Chain


@dataclass(frozen=True, slots=True)
class TermEventRow:
    """One line of a term's history: what happened, when, by whom and why. `facts` are plain strings."""

    term_id: str
    at: datetime
    event: str
    actor: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IncidentUnits:
    """Prepaid incident units in the books, usable until `ends_on` (exclusive) or, if None, until used (R13).

    They belong to the customer, for any of its installations; None until the buyer of a guest order has signed in.
    """

    id: str
    order_id: str
    position: int
    level: str
    units: int
    ends_on: date | None
    catalogue_version: str
    customer_id: str | None = None


class TermRepository(Protocol):
    """Cover in the books."""

    def add_terms(self, terms: Sequence[BookedTerm]) -> None:
        """Insert terms; raises DuplicateKey for an (order, position, start) already in the books."""
        ...

    def save_term(self, term: BookedTerm) -> None:
        """Write a changed term; its history is recorded beside it."""
        ...

    def term(self, term_id: str) -> BookedTerm | None:
        """Find by id."""
        ...

    def chain(self, installation_id: str) -> Chain:
        """Return the terms of an installation, earliest first."""
        ...

    def chains_of(self, customer_id: str) -> Sequence[Chain]:
        """Return the chain of every installation of a customer, by the installation's arrival; empty chains too."""
        ...

    def record_change(self, event: TermEventRow) -> None:
        """Append to the history of terms."""
        ...

    def changes_of(self, term_id: str) -> Sequence[TermEventRow]:
        """Return the history of a term, oldest first."""
        ...

    def add_incidents(self, units: Sequence[IncidentUnits]) -> None:
        """Insert incident units; raises DuplicateKey for an (order, position) already in the books."""
        ...

    def terms_of(self, order_id: str) -> Sequence[BookedTerm]:
        """List an order's terms by position and start."""
        ...

    def incidents_of(self, order_id: str) -> Sequence[IncidentUnits]:
        """List an order's incident units by position."""
        ...

    def save_incidents(self, units: IncidentUnits) -> None:
        """Write changed incident units."""
        ...

    def units_of(self, customer_id: str) -> Sequence[IncidentUnits]:
        """List a customer's incident units as they are used up: those that end first, then the oldest."""
        ...
