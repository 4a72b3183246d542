"""Customers, their contacts and their installations, as the use cases ask the database."""

from collections.abc import Sequence
from typing import Protocol

from plandesk.domain.customers import Contact, Customer, Installation


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
