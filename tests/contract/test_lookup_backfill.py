"""What was in the books before they were searched is found all the same: the migrations keep the same keys."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, delete, select

from plandesk.adapters.db.lookup_tables import lookup_keys
from plandesk.adapters.db.uow import unit_of_work
from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.orders import Buyer
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.orders import OrderEventRow
from tests.contract.book_samples import NOW, attempt, entry, order, refund
from tests.contract.test_books_quotes import given, made

pytest_plugins = ["tests.contract.database_fixtures"]

FIRST = import_module("plandesk.migrations.versions.2026-11-26-0720_desk")
SECOND = import_module("plandesk.migrations.versions.2026-11-26-0740_desk_quotes")
THIRD = import_module("plandesk.migrations.versions.2026-11-26-0840_found_by")


@pytest.fixture
def written(database: Engine) -> Engine:
    """Return a database with one of everything that is found by something."""
    books = unit_of_work(database)
    buyer = Buyer("Müller & Söhne", "Ann", "ann@müller.example", "DE", "DE 123", "PO/17", "pay@m.example")
    with books() as unit:
        unit.orders.add(order(1, buyer=buyer))
        unit.payments.add_attempt(attempt(1, provider_ref="cs_A1", payment_ref="pi_B2"))
        unit.orders.record(OrderEventRow("order-1", NOW, "wire_booked", "staff:f", {"reference": "NTRF 9"}))
        unit.customers.add(
            Customer("customer-1", "Ünlü", NOW, reference="C-1", tax_id="NL 1", invoice_email="i@u.example")
        )
        unit.customers.add_contact(Contact("contact-1", "customer-1", "Eve@u.example", "Eve", "owner", NOW))
        unit.customers.add_installation(Installation("room-1", "customer-1", "pbx", "SRV 1", NOW, label="Main"))
        known = unit.orders.by_id("order-1")
        assert known is not None
        unit.orders.save(replace(known, customer_id="customer-1"))
        unit.payments.add_refund(refund(1, provider_ref="re_C3"))
        wire = entry(1, method="wire", order_id=None, attempt_id=None)
        assert unit.payments.book(wire)
        unit.arrivals.add(Arrival(wire.id, "B 8", "Nobody Ltd", "DE00 1"))
        unit.commit()
    given(books, made(1))
    with books() as unit:
        quote = unit.quotes.by_id("quote-1")
        assert quote is not None
        unit.quotes.save(replace(quote, state="ordered", order_id="order-1", accepted_at=NOW))
        unit.commit()
    return database


def keys(connection: Connection) -> set[tuple[Any, ...]]:
    """Return what finds what."""
    kept = lookup_keys.c
    return {tuple(row) for row in connection.execute(select(kept.subject, kept.subject_id, kept.key))}


@pytest.fixture
def emptied(written: Engine) -> Iterator[tuple[Connection, set[tuple[Any, ...]]]]:
    """Return the database as it was before it was searched, and what it shall find."""
    with written.begin() as connection:
        before = keys(connection)
        connection.execute(delete(lookup_keys))
        yield connection, before


def test_migrations_keep_the_keys_that_the_repositories_keep(
    emptied: tuple[Connection, set[tuple[Any, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, before = emptied
    with Operations.context(MigrationContext.configure(connection)):
        FIRST._fill(lookup_keys)
        monkeypatch.setattr(SECOND.op, "create_index", lambda *_: None)  # It is there already.
        SECOND.upgrade()
        THIRD.upgrade()
    assert keys(connection) == before
    assert len(before) > 22
