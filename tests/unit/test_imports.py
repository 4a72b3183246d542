"""An import judges each row by the books and by the rows before it, and writes all of them or none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from plandesk.domain.imports import COLUMNS, Change, ImportFileChanged, ImportFileRefused, RowReport
from plandesk.domain.money import Money
from plandesk.services.imports import BATCH, ImportRequest, ImportResult, import_customers
from plandesk.services.staff import add_staff
from plandesk.text.imports_en import explain, file_refused
from tests.factories import World

HEADER = "customer,company,contact_email,contact_role,family,installation,purchased_on,price,plan,term_start"


def run(world: World, text: str | bytes, *, write: bool = True) -> tuple[ImportResult, Sequence[RowReport]]:
    """Import a file and return how it went, with the report on every row."""
    told: list[RowReport] = []
    content = text.encode() if isinstance(text, str) else text
    request = ImportRequest(BytesIO(content), "customers.csv", "sam", write)
    return import_customers(request, told.append, ports=world.ports), told


def verdicts(world: World, *rows: str, header: str = HEADER) -> list[str]:
    """Import rows and return their verdicts."""
    return [each.verdict for each in run(world, "\n".join([header, *rows]))[1]]


def errors(world: World, header: str, *rows: str) -> list[tuple[int, str, str]]:
    """Import rows and return line, column and rule of every error."""
    _, reports = run(world, "\n".join([header, *rows]))
    return [(each.line, error.column, error.rule) for each in reports for error in each.errors]


FULL = "C-1,Acme Ltd,ann@acme.example,owner,pbx,KEY 1,2026-01-31,2900.00,pbx.standard,"


def test_a_row_brings_in_customer_contact_installation_and_term() -> None:
    world = World()
    result, (report,) = run(world, f"{HEADER}\n{FULL}\n")
    assert (report.verdict, report.adds) == ("add", ("customer", "contact", "installation", "term"))
    assert (result.written, result.counts) == (True, {"add": 1})
    (customer,), (contact,) = world.books.tables.customers.values(), world.books.tables.contacts.values()
    assert (customer.reference, customer.name, contact.role, contact.name) == (
        "C-1",
        "Acme Ltd",
        "owner",
        "ann@acme.example",
    )
    (installation,), (term,) = world.books.tables.installations.values(), world.books.tables.terms.values()
    assert (installation.customer_id, installation.family, installation.price) == (
        customer.id,
        "pbx",
        Money(290000, "USD"),
    )
    assert (term.installation_id, term.origin, term.value) == (installation.id, "licence", None)
    assert (term.term.period.start, term.term.period.last_day) == (date(2026, 1, 31), date(2027, 1, 30))
    assert term.term.critical_updates is not None
    assert term.term.critical_updates.last_day == date(2028, 1, 30)
    assert "A20=every_term" in term.readings


def test_an_import_leaves_its_name_in_the_audit_and_each_line_in_the_history_of_its_term() -> None:
    world = World()
    result, _ = run(world, f"{HEADER}\n{FULL}\n")
    (act,) = world.books.tables.audit
    assert (act.actor, act.action) == ("sam", "customers_imported")
    assert act.after == {"file": "customers.csv", "sha256": result.digest, "add": "1"}
    (event,) = world.books.tables.term_events
    assert (event.event, event.actor, event.facts["line"]) == ("imported", "sam", "2")
    assert act.subject == f"import:{event.facts['import']}"


def test_a_second_run_has_nothing_to_do_and_writes_nothing() -> None:
    world = World()
    text = f"{HEADER}\n{FULL}\nC-1,,,,,KEY 1,,,pbx.standard,2027-01-31\n"
    run(world, text)
    before = world.books.tables
    result, reports = run(world, text)
    assert [each.verdict for each in reports] == ["nothing", "nothing"]
    assert not result.written
    assert world.books.tables is before


def test_a_dry_run_tells_the_same_and_writes_nothing() -> None:
    world = World()
    text = f"{HEADER}\n{FULL}\nC-1,,,,,KEY 1,,,pbx.standard,2027-01-31\n"
    before = world.books.tables
    _, checked = run(world, text, write=False)
    assert world.books.tables is before
    _, written = run(world, text)
    assert checked == written


def test_one_row_in_error_keeps_every_row_out() -> None:
    world = World()
    result, reports = run(world, f"{HEADER}\n{FULL}\nC-2,Beta,,,,,yesterday,,,\n")
    assert [each.verdict for each in reports] == ["add", "error"]
    assert not result.written
    assert not world.books.tables.customers
    assert not world.books.tables.audit


def test_rows_after_an_error_are_judged_on_their_own_merits() -> None:
    unpriced = FULL.replace("2900.00", "much")
    told = verdicts(World(), unpriced, "C-1,,,,,KEY 1,,,,", "C-1,,bob@acme.example,billing,,,,,,")
    assert told == ["error", "nothing", "add"]


def test_rows_of_one_customer_add_to_it_over_many_batches() -> None:
    world = World()
    rows = [f"C-1,Acme Ltd,,,pbx,KEY {index},,,," for index in range(2 * BATCH + 1)]
    result, reports = run(world, "\n".join([HEADER, *rows]))
    assert reports[0].adds == ("customer", "installation")
    assert {each.adds for each in reports[1:]} == {("installation",)}
    assert (len(world.books.tables.customers), result.counts["add"]) == (1, 2 * BATCH + 1)


def test_lines_are_the_files_physical_lines() -> None:
    world = World()
    text = 'customer;company;label\r\n\r\nC-1;"Acme\r\nLtd";\r\n;;\r\nC-2;;\r\n'
    _, reports = run(world, b"\xef\xbb\xbf" + text.encode())
    assert [(each.line, each.verdict) for each in reports] == [(3, "add"), (6, "error")]
    world = World()
    run(world, 'customer;company\nC-1;"Acme\nLtd, Budapest"\n')
    assert [each.name for each in world.books.tables.customers.values()] == ["Acme Ltd, Budapest"]


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        (b"", "empty", 1),
        (b"customer,phone\n", "unknown-columns", 1),
        (b"customer,company,company\n", "columns-twice", 1),
        (b"company\nAcme\n", "no-customer", 1),
        (b'customer\nC-1\n"C-2\nC-3\n', "quotes", 3),
        (b"customer\nC-1\nM\xfcller\n", "not-utf-8", 3),
        ("customer\nC-1\n".encode("utf-16"), "not-utf-8", 1),
        (b"customer,company\rC-1,Acme\r", "quotes", 1),
    ],
)
def test_a_file_that_leaves_doubt_is_refused(content: bytes, reason: str, line: int) -> None:
    world = World()
    with pytest.raises(ImportFileRefused) as refused:
        run(world, content)
    assert (refused.value.facts["reason"], refused.value.facts["line"]) == (reason, line)
    assert file_refused(refused.value.facts).endswith(".")
    assert not world.books.tables.customers


def test_unknown_columns_are_refused_by_name() -> None:
    with pytest.raises(ImportFileRefused) as refused:
        run(World(), "customer,Company,phone\n")
    assert file_refused(refused.value.facts) == (
        f"The header names columns that are unknown: 'Company', 'phone'. Known are: {', '.join(COLUMNS)}."
    )


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("country", "Germany", "no-country"),
        ("contact_email", "ann at acme", "no-address"),
        ("contact_role", "boss", "not-one-of"),
        ("family", "toaster", "not-one-of"),
        ("plan", "pbx.platinum", "no-plan"),
        ("purchased_on", "31.12.2012", "no-date"),
        ("purchased_on", "20121231", "no-date"),
        ("purchased_on", "2013-02-29", "no-date"),
        ("term_start", "9999-12-31", "far-date"),
        ("price", "1,400", "no-amount"),
        ("price", "$1400", "no-amount"),
        ("price", "1e3", "no-amount"),
        ("price", "-5", "no-amount"),
        ("price", "NaN", "no-amount"),
        ("value", "0.001", "inexact-amount"),
        ("origin", "order", "not-one-of"),
        ("label", "x" * 121, "too-long"),
        ("label", "a\x00b", "unstorable"),
        ("company", "a\x07b", "unstorable"),
    ],
)
def test_a_cell_that_cannot_be_read_is_an_error_and_never_a_blank(column: str, cell: str, rule: str) -> None:
    world = World()
    found = errors(world, f"customer,{column}" if column != "company" else "customer,company", f'C-1,"{cell}"')
    assert (2, column, rule) in found
    assert not world.books.tables.customers


@pytest.mark.parametrize(
    ("header", "row", "column", "rule"),
    [
        ("company", "Acme", "customer", "needed"),
        ("contact_name", "Ann", "contact_email", "needed-for-contact"),
        ("contact_email", "bob@acme.example", "contact_role", "needed-for-new-contact"),
        ("contact_email,contact_role", "ann@beta.example,billing", "contact_email", "contact-of-another"),
        ("contact_email,contact_role", "ann@acme.example,technical", "contact_role", "owner-stays"),
        ("label", "Main", "installation", "needed-for-installation"),
        ("installation", "KEY 2", "family", "needed-for-new-installation"),
        ("installation,family", "key  1,gateway", "family", "other-family"),
        ("installation,plan", "KEY 1,gateway.standard", "plan", "other-family"),
        ("installation,purchased_on", "KEY 1,2026-02-01", "purchased_on", "differs"),
        ("installation,price", "KEY 1,2900.01", "price", "differs"),
        ("installation,term_start", "KEY 1,2028-01-01", "plan", "needed-for-term"),
        ("installation,family,plan", "KEY 2,pbx,pbx.standard", "term_start", "needed-for-term"),
        ("installation,plan,term_start", "KEY 1,pbx.dedicated,2026-01-31", "plan", "term-differs"),
        ("installation,plan,last_covered_day", "KEY 1,pbx.standard,2027-01-31", "last_covered_day", "term-differs"),
        ("installation,plan,value", "KEY 1,pbx.standard,10", "value", "term-differs"),
        ("installation,plan,origin", "KEY 1,pbx.standard,entered", "origin", "term-differs"),
        ("installation,plan,term_start", "KEY 1,pbx.standard,2027-01-30", "term_start", "overlaps"),
        (
            "installation,plan,term_start,last_covered_day",
            "KEY 1,pbx.standard,2028-01-01,2027-12-31",
            "last_covered_day",
            "before-start",
        ),
        ("installation,plan,term_start", "SW,softswitch.none,2028-01-01", "last_covered_day", "no-support-period"),
    ],
)
def test_what_a_row_lacks_or_contradicts_is_told_with_its_column(header: str, row: str, column: str, rule: str) -> None:
    world = World()
    run(world, f"{HEADER}\n{FULL}\nC-2,Beta,ann@beta.example,owner,,,,,,\n")
    customer = "" if column == "customer" else "C-1"
    assert errors(world, f"customer,{header}", f"{customer},{row}") == [(2, column, rule)]


def test_an_address_of_staff_is_no_contacts() -> None:
    world = World(staff={"boss@vendor.example": "admin"})
    add_staff("sales@vendor.example", "sales", "sam", ports=world.ports)
    for address in ("Boss@vendor.example", "sales@Vendor.example"):
        row = f"C-1,Acme,{address},owner"
        found = errors(world, "customer,company,contact_email,contact_role", row)
        assert found == [(2, "contact_email", "contact-is-staff")]


def test_every_error_has_a_sentence() -> None:
    world = World()
    run(world, f"{HEADER}\n{FULL}\n")
    _, reports = run(world, "customer,company,price,origin,label\nC-9,,x,order\nC-1,Acme,,,\nC-1,Beta,1,,\n")
    for remark in (each for report in reports for each in (*report.errors, *report.notes)):
        assert explain(remark).endswith(".")


def test_names_labels_and_roles_change_and_the_report_says_from_what_to_what() -> None:
    world = World()
    run(world, f"{HEADER}\n{FULL}\nC-1,,bob@acme.example,technical,,,,,,\n")
    _, (report,) = run(
        world,
        "customer,company,contact_email,contact_name,contact_role,installation,label\n"
        "C-1,Acme GmbH,BOB@acme.example,Bob,billing,key 1,Main\n",
    )
    assert report.verdict == "change"
    assert report.changes == (
        Change("company", "Acme Ltd", "Acme GmbH"),
        Change("contact_name", "bob@acme.example", "Bob"),
        Change("contact_role", "technical", "billing"),
        Change("label", "", "Main"),
    )
    assert [each.name for each in world.books.tables.customers.values()] == ["Acme GmbH"]
    assert [each.role for each in world.books.tables.contacts.values()] == ["owner", "billing"]
    assert [each.label for each in world.books.tables.installations.values()] == ["Main"]


def test_two_rows_of_a_file_never_say_otherwise_of_one_thing() -> None:
    world = World()
    text = ["customer,company", "C-1,Acme", *[f"C-{index},Other" for index in range(2, BATCH + 5)], "C-1,Acme Ltd"]
    _, reports = run(world, "\n".join(text))
    (error,) = reports[-1].errors
    assert (error.column, error.rule, error.facts) == ("company", "contradicts-line", {"line": "2", "known": "Acme"})


def test_a_contact_that_was_removed_is_not_brought_back() -> None:
    world = World()
    run(world, f"{HEADER}\n{FULL}\n")
    (contact,) = world.books.tables.contacts.values()
    with world.ports.uow() as unit:
        unit.customers.save_contact(replace(contact, removed_at=world.clock.now()))
        unit.commit()
    result, (report,) = run(world, f"{HEADER}\n{FULL}\n")
    assert (report.verdict, [each.rule for each in report.notes]) == ("ask_us", ["contact-removed"])
    assert not result.written


def test_a_stated_last_covered_day_may_lie_off_the_months() -> None:
    world = World()
    header = "customer,company,installation,plan,term_start,last_covered_day,origin,value"
    run(world, f"{header}\nC-1,Acme,KEY,pbx.standard,2026-01-10,2026-12-24,entered,2900\n")
    (term,) = world.books.tables.terms.values()
    assert (term.term.period.last_day, term.origin, term.value) == (date(2026, 12, 24), "entered", Money(290000, "USD"))
    assert term.term.maintenance_upgrades is not None
    assert term.term.maintenance_upgrades.last_day == date(2027, 1, 9)


def test_a_term_that_follows_another_turns_on_the_same_day_of_the_month() -> None:
    world = World()
    header = "customer,company,installation,plan,term_start"
    run(world, f"{header}\nC-1,Acme,KEY,pbx.basic,2025-01-31\nC-1,,KEY,pbx.basic,2025-02-28\n")
    first, second = sorted(world.books.tables.terms.values(), key=lambda each: each.term.period.start)
    assert (first.term.period.last_day, second.term.period.last_day) == (date(2025, 2, 27), date(2025, 3, 30))
    assert second.term.anchor == date(2025, 1, 31)


OLD = "customer,company,family,installation,purchased_on,price"


def test_an_old_server_gets_its_plan_from_the_terms_once() -> None:
    world = World()
    rows = [OLD, "C-1,Acme,softswitch,SW,2012-06-30,5000.01", "C-1,,,SW,2012-06-30,5000.01"]
    _, reports = run(world, "\n".join(rows))
    assert [each.verdict for each in reports] == ["add", "nothing"]
    (note,) = reports[0].notes
    assert explain(note) == "An old server: lines 177, 179 of the terms give it softswitch.standard."
    (term,) = world.books.tables.terms.values()
    assert (term.term.plan, term.origin, term.term.period.start) == (
        "softswitch.standard",
        "licence",
        date(2012, 6, 30),
    )


@pytest.mark.parametrize("row", ["C-1,Acme,softswitch,SW,2012-12-31,9000", "C-1,Acme,softswitch,SW,2010-01-01,5000.00"])
def test_on_the_boundary_a_person_decides_and_the_installation_comes_in_without_a_term(row: str) -> None:
    world = World()
    result, (report,) = run(world, f"{OLD}\n{row}\n")
    assert (report.verdict, report.adds, result.written) == ("ask_us", ("customer", "installation"), True)
    assert not world.books.tables.terms
    again, (report,) = run(world, f"{OLD}\n{row}\n")
    assert (report.verdict, again.written) == ("ask_us", False)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("C-1,Acme,softswitch,SW,2012-12-30,", "only above a price, and none is stated"),
        ("C-1,Acme,softswitch,SW,,9000", "only if it was bought before a day, and none is stated"),
    ],
)
def test_what_the_rule_for_old_servers_lacks_is_asked_for(row: str, told: str) -> None:
    world = World()
    _, (report,) = run(world, f"{OLD}\n{row}\n")
    assert (report.verdict, report.adds) == ("ask_us", ("customer", "installation"))
    assert told in explain(report.notes[0])
    assert not world.books.tables.terms


@pytest.mark.parametrize(
    "row",
    [
        "C-1,Acme,softswitch,SW,2013-01-01,",
        "C-1,Acme,softswitch,SW,,4999.99",
        "C-1,Acme,softswitch,SW,,",
        "C-1,Acme,gateway,GW,2012-12-30,",
    ],
)
def test_nobody_is_asked_where_what_is_stated_decides_or_nothing_is_old(row: str) -> None:
    assert verdicts(World(), row, header=OLD) == ["add"]


def test_facts_in_the_books_and_in_the_row_make_one_answer() -> None:
    world = World()
    rows = ["C-1,Acme,softswitch,SW,2012-06-30,", "C-1,,,SW,,", "C-1,,,SW,,5000.01"]
    assert verdicts(world, *rows, header=OLD) == ["ask_us", "nothing", "add"]
    (term,) = world.books.tables.terms.values()
    assert term.term.plan == "softswitch.standard"


def test_the_file_that_is_written_is_the_one_that_was_approved() -> None:
    world = World()
    checked, _ = run(world, f"{HEADER}\n{FULL}\n", write=False)
    other = BytesIO(f"{HEADER}\n{FULL}\n".replace("Acme", "Evil").encode())
    request = ImportRequest(other, "customers.csv", "sam", write=True, approved=checked.digest)
    with pytest.raises(ImportFileChanged):
        import_customers(request, lambda report: None, ports=world.ports)
    assert not world.books.tables.customers
