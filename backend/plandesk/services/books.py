"""The repositories of customers and of what staff do: more of what the use cases need of the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.requests import SupportRequest


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act of staff or of a program: who, when, what, on which thing, before, after and why."""

    at: datetime
    actor: str
    action: str
    subject: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    reason: str | None = None


class AuditLog(Protocol):
    """What staff and programs did; rows are only ever added."""

    def add(self, row: AuditRow) -> None:
        """Append an act."""
        ...

    def of(self, subject: str) -> Sequence[AuditRow]:
        """Return what was done to a thing, oldest first."""
        ...


class CustomerRepository(Protocol):
    """Customers, their contacts and their installations."""

    def add(self, customer: Customer) -> None:
        """Insert a customer; raises DuplicateKey on a taken reference."""
        ...

    def save(self, customer: Customer) -> None:
        """Write a changed customer."""
        ...

    def by_id(self, customer_id: str, *, lock: bool = False) -> Customer | None:
        """Find by id; `lock` holds the row until the transaction ends.

        Whoever changes a customer's cover, quota or units locks the customer first, so that two never decide on the
        same state; an order's lock is taken before it, never after.
        """
        ...

    def by_reference(self, reference: str) -> Customer | None:
        """Find by the vendor's own number."""
        ...

    def find(self, query: str, limit: int) -> Sequence[Customer]:
        """Find customers by a part of name or reference, of a contact's address or an installation's reference.

        Case does not count. By name; an empty query finds all.
        """
        ...

    def add_contact(self, contact: Contact) -> None:
        """Insert a contact; raises DuplicateKey where another contact has the mail address."""
        ...

    def save_contact(self, contact: Contact) -> None:
        """Write a changed contact; raises DuplicateKey where another contact has the mail address."""
        ...

    def contact(self, contact_id: str) -> Contact | None:
        """Find a contact by id, also one that was removed."""
        ...

    def contact_by_email(self, email: str) -> Contact | None:
        """Find the contact with a mail address, in whatever case; one that was removed has none."""
        ...

    def contacts_of(self, customer_id: str) -> Sequence[Contact]:
        """List a customer's contacts that were not removed, oldest first."""
        ...

    def add_installation(self, installation: Installation) -> None:
        """Insert an installation; raises DuplicateKey where the customer has one of that reference."""
        ...

    def save_installation(self, installation: Installation) -> None:
        """Write a changed installation; raises DuplicateKey where the customer has another of that reference."""
        ...

    def installation(self, installation_id: str) -> Installation | None:
        """Find an installation by id."""
        ...

    def installation_by_reference(self, customer_id: str, reference: str) -> Installation | None:
        """Find a customer's installation by licence key or host name, in whatever case."""
        ...

    def installations_of(self, customer_id: str) -> Sequence[Installation]:
        """List a customer's installations, oldest first."""
        ...


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
