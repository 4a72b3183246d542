"""Keeps what orders and customers can be found by, in the transactions that write them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from plandesk.adapters.db.lookup_tables import lookup_keys
from plandesk.adapters.db.rows import insert_new
from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.lookup import lookup_key
from plandesk.domain.orders import Order
from plandesk.domain.quotes import Quote

Subject = Literal["order", "customer", "quote", "entry", "installation"]
Row = dict[str, str | int]
_INSERT = lookup_keys.insert()


def keep_new(connection: Connection, rows: Sequence[Row]) -> None:
    """Let things that were added just now be found; nothing of them is known yet."""
    if rows:
        connection.execute(_INSERT, rows)


def learn(connection: Connection, subject: Subject, subject_id: str, words: Iterable[str | None], at: datetime) -> None:
    """Let a thing be found by more words; what it was called before still finds it."""
    insert_new(connection, lookup_keys, key_rows(subject, subject_id, words, at), key=("subject_id", "key"))


def key_rows(subject: Subject, subject_id: str, words: Iterable[str | None], at: datetime) -> list[Row]:
    """Return the rows of some words, each key once."""
    keys = dict.fromkeys(lookup_key(word) for word in words if word)
    rank = -round(at.timestamp() * 1000)
    return [{"subject": subject, "subject_id": subject_id, "key": key, "rank": rank} for key in keys if key]


def words_of_order(order: Order) -> list[str | None]:
    """Return what its buyer may quote, or have said of the installations it is for."""
    buyer = order.buyer
    words = [order.number, buyer.company, buyer.email, buyer.invoice_email, buyer.tax_id, buyer.purchase_order]
    for line in order.selection.lines:
        installation = getattr(line, "installation", None)
        if installation is not None:
            words += [installation.reference, installation.label]
    return words


def words_of_quote(quote: Quote) -> list[str | None]:
    """Return what its addressee may quote."""
    about = quote.addressee
    return [quote.number, quote.number.removeprefix("Q"), about.company, about.contact, about.email]


def words_of_customer(customer: Customer) -> list[str | None]:
    """Return what a customer may be called."""
    return [customer.name, customer.reference, customer.tax_id, customer.invoice_email]


def words_of_contact(contact: Contact) -> list[str | None]:
    """Return what finds the customer of a contact."""
    return [contact.email, contact.name]


def words_of_installation(installation: Installation) -> list[str | None]:
    """Return what finds the customer of an installation."""
    return [installation.reference, installation.label]
