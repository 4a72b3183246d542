"""Support requests and their history, as the use cases ask the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from plandesk.domain.requests import SupportRequest


@dataclass(frozen=True, slots=True)
class RequestEventRow:
    """One line of a support request's history: what it was, what it is, when, by whom and why."""

    request_id: str
    at: datetime
    event: str
    actor: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    reason: str | None = None


class RequestRepository(Protocol):
    """Support requests, the incident units they take, and their history."""

    def add(self, request: SupportRequest) -> None:
        """Insert a request; raises DuplicateKey where the installation has one of that reference."""
        ...

    def save(self, request: SupportRequest) -> None:
        """Write a changed request; its history is recorded beside it."""
        ...

    def by_id(self, request_id: str) -> SupportRequest | None:
        """Find by id."""
        ...

    def by_reference(self, installation_id: str, reference: str) -> SupportRequest | None:
        """Find an installation's request by the help desk's own name of it."""
        ...

    def of_term(self, term_id: str) -> Sequence[SupportRequest]:
        """List what counts against a term, by its day; nothing that was voided."""
        ...

    def of_installation(self, installation_id: str, limit: int | None = None) -> Sequence[SupportRequest]:
        """List an installation's requests, newest first, also those that were voided."""
        ...

    def units_used(self, customer_id: str) -> Mapping[str, int]:
        """Count, by purchase, the incident units of a customer that requests took; only those that took any."""
        ...

    def record(self, event: RequestEventRow) -> None:
        """Append to the history."""
        ...

    def history(self, request_id: str) -> Sequence[RequestEventRow]:
        """Return the history of a request, oldest first."""
        ...
