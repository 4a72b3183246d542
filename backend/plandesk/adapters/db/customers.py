"""Customers, contacts and installations as rows."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from plandesk.adapters.db.lookup import learn, words_of_contact, words_of_customer, words_of_installation
from plandesk.adapters.db.rows import Values, insert_new, update_one
from plandesk.adapters.db.tables import contacts, customers, installations
from plandesk.domain.customers import Contact, Customer, Installation, address_key, reference_key
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.money import Money


class SqlCustomers:
    """Customers with everything that is theirs, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, customer: Customer) -> None:
        """Insert a customer.

        Raises:
            DuplicateKey: the reference is taken; the transaction stays usable.
        """
        self._insert(customers, customer_values(customer), "reference")
        self._learn(customer)

    def save(self, customer: Customer) -> None:
        """Write a changed customer."""
        self._update(customers, customer.id, customer_values(customer), "reference")
        self._learn(customer)

    def by_id(self, customer_id: str, *, lock: bool = False) -> Customer | None:
        """Find by id; `lock` holds the row until the transaction ends."""
        query = select(customers).where(customers.c.id == customer_id)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else customer_of(row)

    def by_reference(self, reference: str) -> Customer | None:
        """Find by the vendor's own number."""
        row = self._connection.execute(select(customers).where(customers.c.reference == reference)).one_or_none()
        return None if row is None else customer_of(row)

    def find(self, query: str, limit: int) -> Sequence[Customer]:
        """Find customers by a part of name or reference, of a contact's address or an installation's reference.

        Case does not count, on SQLite only that of ASCII letters in names. By name; an empty query finds all.
        """
        by_address = select(contacts.c.customer_id).where(
            contacts.c.email_key.contains(address_key(query), autoescape=True)
        )
        by_installation = select(installations.c.customer_id).where(
            installations.c.reference_key.contains(reference_key(query), autoescape=True)
        )
        found = or_(
            func.lower(customers.c.name).contains(query.strip().lower(), autoescape=True),
            func.lower(customers.c.reference).contains(query.strip().lower(), autoescape=True),
            customers.c.id.in_(by_address),
            customers.c.id.in_(by_installation),
        )
        rows = self._connection.execute(
            select(customers).where(found).order_by(func.lower(customers.c.name), customers.c.seq).limit(limit)
        )
        return [customer_of(row) for row in rows]

    def add_contact(self, contact: Contact) -> None:
        """Insert a contact.

        Raises:
            DuplicateKey: another contact has the mail address; the transaction stays usable.
        """
        self._insert(contacts, contact_values(contact), "email")
        learn(self._connection, "customer", contact.customer_id, words_of_contact(contact), contact.created_at)

    def save_contact(self, contact: Contact) -> None:
        """Write a changed contact.

        Raises:
            DuplicateKey: another contact has the mail address; the transaction stays usable.
        """
        self._update(contacts, contact.id, contact_values(contact), "email")
        learn(self._connection, "customer", contact.customer_id, words_of_contact(contact), contact.created_at)

    def contact(self, contact_id: str) -> Contact | None:
        """Find a contact by id, also one that was removed."""
        row = self._connection.execute(select(contacts).where(contacts.c.id == contact_id)).one_or_none()
        return None if row is None else contact_of(row)

    def contact_by_email(self, email: str) -> Contact | None:
        """Find the contact with a mail address, in whatever case; one that was removed has none."""
        query = select(contacts).where(contacts.c.email_key == address_key(email))
        row = self._connection.execute(query).one_or_none()
        return None if row is None else contact_of(row)

    def contacts_of(self, customer_id: str) -> Sequence[Contact]:
        """List a customer's contacts that were not removed, oldest first."""
        mine = (contacts.c.customer_id == customer_id, contacts.c.removed_at.is_(None))
        return [
            contact_of(row) for row in self._connection.execute(select(contacts).where(*mine).order_by(contacts.c.seq))
        ]

    def add_installation(self, installation: Installation) -> None:
        """Insert an installation.

        Raises:
            DuplicateKey: the customer has one of that reference; the transaction stays usable.
        """
        self._insert(installations, installation_values(installation), "reference")
        words = words_of_installation(installation)
        learn(self._connection, "customer", installation.customer_id, words, installation.created_at)
        learn(self._connection, "installation", installation.id, words, installation.created_at)

    def save_installation(self, installation: Installation) -> None:
        """Write a changed installation.

        Raises:
            DuplicateKey: the customer has another of that reference; the transaction stays usable.
        """
        self._update(installations, installation.id, installation_values(installation), "reference")
        words = words_of_installation(installation)
        learn(self._connection, "customer", installation.customer_id, words, installation.created_at)
        learn(self._connection, "installation", installation.id, words, installation.created_at)

    def installation(self, installation_id: str) -> Installation | None:
        """Find an installation by id."""
        query = select(installations).where(installations.c.id == installation_id)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else installation_of(row)

    def installation_by_reference(self, customer_id: str, reference: str) -> Installation | None:
        """Find a customer's installation by licence key or host name, in whatever case."""
        query = select(installations).where(
            installations.c.customer_id == customer_id, installations.c.reference_key == reference_key(reference)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else installation_of(row)

    def installations_of(self, customer_id: str) -> Sequence[Installation]:
        """List a customer's installations, oldest first."""
        query = select(installations).where(installations.c.customer_id == customer_id).order_by(installations.c.seq)
        return [installation_of(row) for row in self._connection.execute(query)]

    def _learn(self, customer: Customer) -> None:
        learn(self._connection, "customer", customer.id, words_of_customer(customer), customer.created_at)

    def _insert(self, table: Table, values: Values, key: str) -> None:
        if not insert_new(self._connection, table, [values]):
            raise DuplicateKey(what=key)

    def _update(self, table: Table, row_id: str, values: Values, key: str) -> None:
        try:
            with self._connection.begin_nested():
                update_one(self._connection, update(table).where(table.c.id == row_id).values(**values))
        except IntegrityError as clash:
            raise DuplicateKey(what=key) from clash


def customer_values(customer: Customer) -> Values:
    """Return a customer as a row."""
    return {name: getattr(customer, name) for name in Customer.__slots__}


def customer_of(row: Row[Any]) -> Customer:
    """Return a customer from its row."""
    return Customer(**{name: getattr(row, name) for name in Customer.__slots__})


def contact_values(contact: Contact) -> Values:
    """Return a contact as a row."""
    key = address_key(contact.email) if contact.removed_at is None else None
    return {**{name: getattr(contact, name) for name in Contact.__slots__}, "email_key": key}


def contact_of(row: Row[Any]) -> Contact:
    """Return a contact from its row."""
    return Contact(**{name: getattr(row, name) for name in Contact.__slots__})


def installation_values(installation: Installation) -> Values:
    """Return an installation as a row."""
    kept = {name: getattr(installation, name) for name in Installation.__slots__ if name != "price"}
    price = installation.price
    return {
        **kept,
        "reference_key": reference_key(installation.reference),
        "price_minor": price.minor if price else None,
        "price_currency": price.currency if price else None,
    }


def installation_of(row: Row[Any]) -> Installation:
    """Return an installation from its row."""
    kept = {name: getattr(row, name) for name in Installation.__slots__ if name != "price"}
    price = None if row.price_minor is None else Money(row.price_minor, row.price_currency)
    return Installation(**kept, price=price)
