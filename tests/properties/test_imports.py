"""Any file of rows: what the dry run tells is what the writing does, and twice imported is once imported."""

from dataclasses import fields
from io import BytesIO
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.imports import RowReport
from plandesk.services.imports import ImportRequest, ImportResult, import_customers
from tests.factories import World

HEADER = (
    "customer,company,contact_email,contact_name,contact_role,family,installation,label,purchased_on,price,plan,"
    "term_start,last_covered_day,value"
)


def blank_or(*cells: str) -> st.SearchStrategy[str]:
    """Return a cell that is one of these or blank."""
    return st.sampled_from(["", *cells])


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["C-1", "C-2"]),
        blank_or("Acme", "Acme Ltd"),
        blank_or("ann@acme.example", "ANN@acme.example", "bob@beta.example"),
        blank_or("Ann"),
        blank_or("owner", "technical"),
        blank_or("pbx", "softswitch"),
        blank_or("KEY 1", "key 1", "KEY 2"),
        blank_or("Main"),
        blank_or("2012-01-31", "2012-12-31", "2024-02-29"),
        blank_or("5000.00", "5000.01", "x"),
        blank_or("pbx.standard", "pbx.basic", "softswitch.standard"),
        blank_or("2012-02-29", "2024-02-29", "2025-02-28"),
        blank_or("2025-02-27", "2025-12-24"),
        blank_or("10"),
    ),
    min_size=1,
    max_size=12,
)


def run(world: World, rows: list[tuple[str, ...]], *, write: bool) -> tuple[ImportResult, list[RowReport]]:
    """Import rows."""
    told: list[RowReport] = []
    content = "\n".join([HEADER, *(",".join(row) for row in rows)]).encode()
    request = ImportRequest(BytesIO(content), "f", "sam", write)
    return import_customers(request, told.append, ports=world.ports), told


def without_errors(world: World, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Leave out rows in error until none is left, so that what remains can be written."""
    while True:
        _, reports = run(world, rows, write=False)
        kept = [row for row, report in zip(rows, reports, strict=True) if report.verdict != "error"]
        if len(kept) == len(rows):
            return rows
        rows = kept


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_what_is_checked_is_what_is_written(rows: list[tuple[str, ...]]) -> None:
    world = World()
    before = world.books.tables
    checked, told = run(world, rows, write=False)
    assert world.books.tables is before
    written, done = run(world, rows, write=True)
    assert done == told
    refused = any(report.verdict == "error" for report in told)
    assert written.written == (checked.plans_anything and not refused)
    tables = world.books.tables
    for thing in ("customer", "contact", "installation", "term"):
        added = sum(thing in report.adds for report in told)
        assert len(getattr(tables, f"{thing}s")) == (0 if refused else added)


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_imported_twice_is_imported_once(rows: list[tuple[str, ...]]) -> None:
    world = World()
    rows = without_errors(world, rows)
    run(world, rows, write=True)
    once = world.books.tables
    again, told = run(world, rows, write=True)
    assert {report.verdict for report in told} <= {"nothing", "ask_us"}
    assert not any(report.adds or report.changes for report in told)
    assert not again.written
    assert all(getattr(world.books.tables, each.name) == getattr(once, each.name) for each in fields(once))


@settings(max_examples=100, deadline=None)
@given(ROWS)
def test_no_two_terms_of_an_installation_give_support_on_the_same_day(rows: list[tuple[str, ...]]) -> None:
    world = World()
    run(world, without_errors(world, rows), write=True)
    booked = sorted(world.books.tables.terms.values(), key=lambda each: (str(each.installation_id), each.term.period))
    for one, other in pairwise(booked):
        assert one.installation_id != other.installation_id or one.term.period.end <= other.term.period.start
