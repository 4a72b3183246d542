"""Imports in memory, on SQLite and on PostgreSQL: whole or not at all, and the second time nothing is left to do."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from sqlalchemy import Engine, select

from plandesk.adapters.db.tables import audit, contacts, customers, installations, term_events, terms
from plandesk.adapters.db.uow import unit_of_work
from plandesk.domain.customers import Contact, Customer
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.imports import RowReport
from plandesk.services.books.imports import BatchChanges, BatchKeys
from plandesk.services.imports import BATCH, ImportRequest, import_customers
from plandesk.services.ports import Ports, UnitOfWorkFactory
from tests.contract.book_samples import NOW
from tests.factories import World

pytest_plugins = ["tests.contract.database_fixtures"]

HEADER = "customer,company,contact_email,contact_role,installation,label,price,plan,term_start,value"
ROWS = [
    "C-1,Ünlü GmbH,ann@acme.example,owner,KEY 1,,2900.00,pbx.standard,2026-01-31,2900.00",
    "C-1,,bob@acme.example,billing,KEY 2,Main,,pbx.basic,2026-01-31,",
    "C-1,,,,KEY 1,,,pbx.standard,2027-01-31,",
    "C-2,Beta,ann@beta.example,owner,KEY 1,,,gateway.standard,2026-01-31,",
]


def ports_of(books: UnitOfWorkFactory) -> Ports:
    """Return ports on these books."""
    world = World()
    world.books = books  # type: ignore[assignment]  # Any books will do.
    return world.ports


def run(ports: Ports, *rows: str, write: bool = True) -> Sequence[RowReport]:
    """Import rows and return the reports."""
    told: list[RowReport] = []
    content = BytesIO("\n".join([HEADER, *rows]).encode())
    import_customers(ImportRequest(content, "customers.csv", "sam", write), told.append, ports=ports)
    return told


def test_what_is_checked_is_what_is_written_and_then_nothing_is_left_to_do(books: UnitOfWorkFactory) -> None:
    ports = ports_of(books)
    checked = run(ports, *ROWS, write=False)
    with books(read_only=True) as unit:
        assert unit.customers.by_reference("C-1") is None
    assert run(ports, *ROWS) == checked
    assert [each.verdict for each in checked] == ["add"] * 4
    with books(read_only=True) as unit:
        customer = unit.customers.by_reference("C-1")
        assert customer is not None
        first, second = unit.terms.chains_of(customer.id)
        assert [each.term.plan for each in first.terms] == ["pbx.standard", "pbx.standard"]
        assert [each.term.plan for each in second.terms] == ["pbx.basic"]
        assert [event.event for event in unit.terms.changes_of(first.terms[0].id)] == ["imported"]
        assert [each.role for each in unit.customers.contacts_of(customer.id)] == ["owner", "billing"]
    assert [each.verdict for each in run(ports, *ROWS)] == ["nothing"] * 4


def test_a_row_in_error_keeps_every_batch_out(books: UnitOfWorkFactory) -> None:
    ports = ports_of(books)
    rows = [f"C-{index},Company {index},,,,,,,," for index in range(BATCH + 10)]
    told = run(ports, *rows, "C-1,Other,,,,,,,,")
    assert (told[-1].verdict, told[-1].errors[0].facts["line"]) == ("error", "3")
    with books(read_only=True) as unit:
        assert unit.customers.by_reference("C-1") is None
    assert {each.verdict for each in run(ports, *rows)} == {"add"}  # The next import begins as if there had been none.


def test_names_and_labels_change_in_bulk(books: UnitOfWorkFactory) -> None:
    ports = ports_of(books)
    run(ports, *ROWS)
    told = run(ports, "C-1,Acme,bob@acme.example,technical,KEY 2,Spare,,,,", "C-2,Gamma,,,,,,,,")
    assert [[each.column for each in report.changes] for report in told] == [
        ["company", "contact_role", "label"],
        ["company"],
    ]
    with books(read_only=True) as unit:
        customer = unit.customers.by_reference("C-1")
        assert customer is not None
        assert customer.name == "Acme"
        assert [each.label for each in unit.customers.installations_of(customer.id)] == [None, "Spare"]


def test_another_writer_s_key_is_told_and_nothing_is_written(books: UnitOfWorkFactory) -> None:
    other = Contact("contact-1", "customer-1", "ann@acme.example", "Ann", "owner", NOW)
    with books() as unit:
        unit.customers.add(Customer("customer-1", "Acme", NOW))
        unit.customers.add_contact(other)
        unit.commit()
    late = BatchChanges(added_customers={"customer-2": Customer("customer-2", "Beta", NOW)})
    late.added_contacts["contact-2"] = Contact("contact-2", "customer-2", "ANN@acme.example", "Ann", "owner", NOW)
    with books() as unit:
        unit.imports.begin()
        with pytest.raises(DuplicateKey):
            unit.imports.write(late)
    with books(read_only=True) as unit:
        assert unit.customers.by_id("customer-2") is None


def test_what_a_file_said_is_known_to_its_later_batches_alone(books: UnitOfWorkFactory) -> None:
    keys = BatchKeys({"C-1"}, set(), set())
    changes = BatchChanges(added_customers={"customer-1": Customer("customer-1", "Acme", NOW, "C-1")})
    changes.said["customer-1"] = {"company": 2}
    with books() as unit:
        unit.imports.begin()
        unit.imports.write(changes)
        unit.imports.write(BatchChanges(said={"customer-1": {"company": 2, "country": 7}}))
        assert unit.imports.known(keys, lock=True).said == {"customer-1": {"company": 2, "country": 7}}
        unit.imports.end()
        unit.commit()
    with books() as unit:
        unit.imports.begin()
        assert unit.imports.known(keys, lock=False).said == {}


def test_a_dry_run_leaves_no_row_in_any_table(database: Engine) -> None:
    run(ports_of(unit_of_work(database)), *ROWS, write=False)
    with database.connect() as connection:
        for table in (customers, contacts, installations, terms, term_events, audit):
            assert connection.execute(select(table)).all() == []


def test_an_import_that_is_stopped_leaves_nothing_and_frees_the_next_writer(database: Engine) -> None:
    ports = ports_of(unit_of_work(database))

    def stop(report: RowReport) -> None:
        if report.line > BATCH + 5:
            raise KeyboardInterrupt

    rows = "\n".join([HEADER, *(f"C-{index},Company,,,,,,,," for index in range(2 * BATCH))])
    with pytest.raises(KeyboardInterrupt):
        import_customers(ImportRequest(BytesIO(rows.encode()), "f", "sam", write=True), stop, ports=ports)
    with database.connect() as connection:
        assert connection.execute(select(customers)).all() == []
    assert [each.verdict for each in run(ports, *ROWS)] == ["add"] * 4
