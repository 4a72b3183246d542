"""The books of documents: numbers without gaps, each issued and written once; in memory, on SQLite and PostgreSQL."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from plandesk.adapters.db.uow import unit_of_work
from plandesk.domain.customers import Customer
from plandesk.domain.documents import Document, Fact, Party, QrCode, Row, Sheet
from plandesk.domain.errors import DuplicateKey
from plandesk.services.books.documents import DocumentFile
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR, NOW, TODAY, order
from tests.contract.test_book_races import all_at_once

pytest_plugins = ["tests.contract.database_fixtures"]

SHEET = Sheet(
    language="en",
    title="Invoice",
    number="IN-2026-00001",
    issued_on=TODAY,
    seller=Party("From", "Vendor", ("1 Street",)),
    buyer=Party("To", "Ünlü GmbH"),
    facts=(Fact("Date", "2 March 2026"),),
    columns=("What", "Quantity", "Price", "Amount"),
    rows=(Row("Plan", "1", "USD 1.00", "USD 1.00", ("A year.",)),),
    sums=(Fact("Total", "USD 1.00"),),
    code=QrCode("https://plans.example", "Scan"),
)
INVOICE = Document("document-1", "invoice", "IN-2026-00001", "order-1", "order-1", None, NOW, SHEET)
FILE = DocumentFile("document-1", b"%PDF\x00\xff", "ab" * 32, NOW + HOUR)
CLIENTS = 24


def other(nth: int, /, **changes: Any) -> Document:
    """Return another document of the order."""
    own = {"id": f"document-{nth}", "number": f"IN-2026-{nth:05d}", "about": f"about-{nth}"}
    return replace(INVOICE, **{**own, **changes})


def given(books: UnitOfWorkFactory, *documents: Document) -> None:
    """Commit an order with its documents."""
    with books() as uow:
        uow.orders.add(order())
        for each in documents:
            uow.documents.add(each)
        uow.commit()


def test_a_document_is_read_back_as_it_was_issued(books: UnitOfWorkFactory) -> None:
    of_quote = other(2, kind="quote", order_id=None, quote_id="quote-1")
    given(books, INVOICE, of_quote)
    with books(read_only=True) as uow:
        assert uow.documents.about("invoice", "order-1") == INVOICE
        assert uow.documents.about("receipt", "order-1") is None
        assert list(uow.documents.of_order("order-1")) == [INVOICE]
        assert list(uow.documents.of_quote("quote-1")) == [of_quote]


def test_a_customers_documents_are_listed_by_their_orders(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        uow.customers.add(Customer("customer-1", "Acme", NOW))
        for nth in (1, 2, 3):
            uow.orders.add(order(nth, customer_id="customer-1" if nth < 3 else None))
        for nth, order_id in ((1, "order-1"), (2, "order-3"), (3, "order-1")):
            uow.documents.add(other(nth, order_id=order_id))
        uow.commit()
    with books(read_only=True) as uow:
        listed = uow.documents.of_customer("customer-1")
    assert {name: [each.id for each in found] for name, found in listed.items()} == {
        "order-1": ["document-1", "document-3"]
    }


@pytest.mark.parametrize(
    "same",
    [{"number": INVOICE.number}, {"id": INVOICE.id}, {"about": INVOICE.about}],
    ids=lambda same: next(iter(same)),
)
def test_nothing_is_issued_twice(books: UnitOfWorkFactory, same: dict[str, str]) -> None:
    given(books, INVOICE)
    with books() as uow:
        with pytest.raises(DuplicateKey):
            uow.documents.add(other(2, **same))
        assert uow.documents.about("invoice", "order-1") == INVOICE


def test_the_file_of_a_document_is_kept_once(books: UnitOfWorkFactory) -> None:
    given(books, INVOICE, other(2))
    for file, is_new in ((FILE, True), (replace(FILE, content=b"other", sha256="cd" * 32), False)):
        with books() as uow:
            assert uow.documents.keep(file) is is_new
            uow.commit()
    with books(read_only=True) as uow:
        assert uow.documents.file("document-1") == FILE
        assert uow.documents.file("document-2") is None
        assert uow.documents.digests(["document-1", "document-2"]) == {"document-1": FILE.sha256}


def test_files_are_due_until_they_are_kept(books: UnitOfWorkFactory) -> None:
    given(books, INVOICE, other(2), other(3))
    with books() as uow:
        uow.documents.keep(FILE)
        uow.documents.postpone("document-2", NOW + HOUR)
        uow.commit()
    with books(read_only=True) as uow:
        due = [uow.documents.unwritten(NOW + passed, 9) for passed in (timedelta(0), HOUR)]
        first = uow.documents.unwritten(NOW + HOUR, 1)
    assert [[each.id for each in part] for part in due] == [["document-3"], ["document-2", "document-3"]]
    assert [each.id for each in first] == ["document-2"]


def test_each_series_counts_for_itself(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        series = (("invoice", 2026), ("invoice", 2026), ("receipt", 2026), ("invoice", 2027), ("invoice", 2026))
        assert [uow.documents.allot(kind, year) for kind, year in series] == [1, 2, 1, 1, 3]  # type: ignore[arg-type]


def test_a_number_that_was_rolled_back_is_given_to_the_next(books: UnitOfWorkFactory) -> None:
    with books() as uow:
        assert uow.documents.allot("invoice", 2026) == 1
        uow.commit()
    for _ in range(2):
        with books() as uow:
            assert uow.documents.allot("invoice", 2026) == 2


def test_numbers_have_no_gap_however_many_take_them_at_once_and_give_up(real_books: UnitOfWorkFactory) -> None:
    given(real_books)

    def issue(nth: int) -> int | None:
        with real_books() as uow:
            number = uow.documents.allot("invoice", 2026)
            uow.documents.add(other(number, id=f"by-{nth}", about=f"by-{nth}"))
            if nth % 3 == 0:
                return None
            uow.commit()
            return number

    taken = [number for number in all_at_once(issue, CLIENTS) if number is not None]
    assert sorted(taken) == list(range(1, CLIENTS - CLIENTS // 3 + 1))
    with real_books(read_only=True) as uow:
        issued = [each.number for each in uow.documents.of_order("order-1")]
    assert issued == [f"IN-2026-{number:05d}" for number in sorted(taken)]


def test_the_first_number_of_a_year_is_given_to_one(real_books: UnitOfWorkFactory) -> None:
    def take(_: int) -> int:
        with real_books() as uow:
            number = uow.documents.allot("receipt", 2027)
            uow.commit()
            return number

    assert sorted(all_at_once(take)) == list(range(1, 17))


def test_one_of_many_writers_keeps_its_file(real_books: UnitOfWorkFactory) -> None:
    given(real_books, INVOICE)

    def write(nth: int) -> bool:
        with real_books() as uow:
            kept = uow.documents.keep(replace(FILE, content=b"%d" % nth))
            uow.commit()
            return kept

    kept = all_at_once(write)
    with real_books(read_only=True) as uow:
        file = uow.documents.file("document-1")
    assert sum(kept) == 1
    assert file is not None
    assert file.content == b"%d" % kept.index(True)


@pytest.mark.parametrize("table", ["documents", "document_files"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET {}", "DELETE FROM {}"])
def test_what_was_issued_cannot_be_rewritten(database: Engine, table: str, statement: str) -> None:
    given(unit_of_work(database), INVOICE)
    with unit_of_work(database)() as uow:
        uow.documents.keep(FILE)
        uow.commit()
    change = {"documents": "number = number", "document_files": "sha256 = sha256"}[table]
    with database.connect() as connection, pytest.raises(Exception, match=f"{table} is append-only"):
        connection.execute(text(statement.format(table, change)))
