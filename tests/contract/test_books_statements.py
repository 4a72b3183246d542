"""Bank statements in memory, on SQLite and on PostgreSQL: the same lines and sums, and each line booked once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Engine

from plandesk.adapters.db.uow import unit_of_work
from plandesk.domain.bank_lines import BankLine, Line, UnreadableLine
from plandesk.domain.money import Money
from plandesk.domain.wires import Verdict, owed
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.statements import (
    LineSum,
    NamedOrder,
    Part,
    StatementLine,
    UploadedStatement,
)
from plandesk.services.ports import Ports, UnitOfWorkFactory
from plandesk.services.reconciliation import confirm_statement, read_statement, upload_statement
from tests.bank_files import GERMAN_CSV, PLAIN_CSV, Movement, camt
from tests.contract.book_samples import NOW, PRICE, TODAY, attempt, entry, order, refund, review
from tests.factories import FIRST_DAY, World

pytest_plugins = ["tests.contract.database_fixtures"]

NUMBER = order().number


def statement(name: str = "s-1") -> UploadedStatement:
    return UploadedStatement(name, "Montag Ü.xml", "mt940", "a" * 64, "DE02", 3, "draft", NOW, "fin")


def read(position: int, minor: int = 100, currency: str = "USD") -> BankLine:
    return BankLine(position, TODAY, TODAY, Money(minor, currency), "für «uns»", "Ünlü", digest=f"d{position}")


def row(line: Line, verdict: Verdict, statement_id: str = "s-1") -> StatementLine:
    return StatementLine(statement_id, line, verdict, {"why": "x"}, (Part(NUMBER, Money(1, "USD")),))


def some_lines(statement_id: str = "s-1") -> list[StatementLine]:
    return [
        row(read(1), "matched", statement_id),
        row(UnreadableLine(2, "amount", "?"), "unreadable", statement_id),
        row(read(3, 250), "unknown", statement_id),
        row(read(4, 300, "EUR"), "unknown", statement_id),
        row(read(5), "not_yet", statement_id),
    ]


def test_statements_and_lines_come_back_as_they_were_and_newest_first(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        for name in ("s-1", "s-2", "s-3"):
            unit.statements.add(statement(name), some_lines(name))
        unit.commit()
    with books() as unit:
        assert unit.statements.statement("s-1", lock=True) == statement()
        assert unit.statements.statement("none") is None
        assert [each.id for each in unit.statements.recent(None, 2)] == ["s-3", "s-2"]
        assert [each.id for each in unit.statements.recent("s-2", 2)] == ["s-1"]
        assert list(unit.statements.lines("s-1", (), 0, 9)) == some_lines()
        assert unit.statements.line("s-1", 2, lock=True) == some_lines()[1]
        assert unit.statements.line("s-1", 9) is None


def test_lines_are_found_counted_and_added_up_by_what_became_of_them(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        unit.statements.add(statement(), some_lines())
        unit.statements.save_line(replace(some_lines()[2], outcome="duplicate", choice="orders"))
        unit.commit()
    with books() as unit:
        assert [each.position for each in unit.statements.lines("s-1", ("unknown", "matched"), 0, 9)] == [1, 4]
        assert [each.position for each in unit.statements.lines("s-1", (), 2, 2)] == [3, 4]
        assert list(unit.statements.sums("s-1")) == [
            LineSum("matched", 1, Money(100, "USD")),
            LineSum("unknown", 1, Money(300, "EUR")),
            LineSum("unreadable", 1, None),
            LineSum("not_yet", 1, Money(100, "USD")),
            LineSum("duplicate", 1, Money(250, "USD")),
        ]
        assert (list(unit.statements.waiting("s-1", 2)), unit.statements.waiting_count("s-1")) == ([1, 2], 4)
        unit.statements.settle_idle("s-1")
        assert list(unit.statements.waiting("s-1", 9)) == [1, 4, 5]
        unit.commit()


def test_what_was_confirmed_and_left_is_found(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        unit.statements.add(statement(), some_lines())
        unit.statements.save(replace(statement(), state="booking", confirmed_at=NOW, confirmed_by="fin"))
        unit.statements.add(statement("s-2"), some_lines("s-2"))
        unit.commit()
    with books(read_only=True) as unit:
        assert [each.id for each in unit.statements.being_booked(NOW)] == ["s-1"]
        assert list(unit.statements.being_booked(NOW - timedelta(seconds=1))) == []


def test_named_orders_come_with_the_wires_held_for_them(books: UnitOfWorkFactory) -> None:
    wired = entry(1, method="wire", on=date(2026, 3, 5), amount=PRICE)
    later = entry(2, method="wire", on=date(2026, 3, 9), amount=PRICE)
    by_card = entry(3, amount=PRICE)
    with books() as unit:
        unit.orders.add(order(1))
        unit.orders.add(order(2))
        unit.payments.add_attempt(attempt())
        for number, each in enumerate((wired, later, by_card), start=1):
            unit.payments.book(each)
            unit.reviews.add(review(number, kind="short", entry_id=each.id))
        unit.reviews.add(review(4, kind="late", entry_id=wired.id))
        leaving = entry(5, method="wire", amount=PRICE)
        unit.payments.book(leaving)
        unit.reviews.add(review(5, kind="short", entry_id=leaving.id))
        unit.payments.add_refund(refund(method="wire", payment_ref="payment-5", review_id="review-5"))
        unit.commit()
    with books(read_only=True) as unit:
        found = unit.statements.orders_named([NUMBER, order(2).number, "9999999999"])
        assert found == {
            NUMBER: NamedOrder(owed(order(1)), PRICE * 2, date(2026, 3, 9)),
            order(2).number: NamedOrder(owed(order(2)), Money(0, "USD"), None),
        }
        assert set(unit.statements.booked_already(["payment-1", "payment-3", "payment-9"])) == {"payment-1"}
        assert unit.statements.orders_named([]) == {}
        assert not unit.statements.booked_already([])


def test_what_the_bank_told_of_a_wire_stands_beside_its_entry(books: UnitOfWorkFactory) -> None:
    told = Arrival("entry-1", "H-1", "Ünlü", "DE02", "s-1", 7)
    with books() as unit:
        unit.orders.add(order())
        unit.payments.book(entry(1, method="wire"))
        unit.payments.book(entry(2, method="wire"))
        unit.payments.book(entry(3, method="wire", payment_ref="reversed:entry-2", amount=-PRICE))
        unit.arrivals.add(told)
        unit.arrivals.add(Arrival("entry-2", None))
        unit.commit()
    with books(read_only=True) as unit:
        assert unit.arrivals.of(["entry-1", "entry-9"]) == {"entry-1": told}
        assert unit.arrivals.of([]) == {}
        assert set(unit.arrivals.reversed_lines(["payment-1", "payment-2", "payment-9"])) == {"payment-2"}
        assert not unit.arrivals.reversed_lines([])


def test_mappings_are_kept_by_name(books: UnitOfWorkFactory) -> None:
    with books() as unit:
        unit.statements.save_mapping("B", GERMAN_CSV)
        unit.statements.save_mapping("A", PLAIN_CSV)
        unit.statements.save_mapping("B", PLAIN_CSV)
        unit.commit()
    with books() as unit:
        assert list(unit.statements.mappings().items()) == [("A", PLAIN_CSV), ("B", PLAIN_CSV)]
        assert unit.statements.remove_mapping("A")
        assert not unit.statements.remove_mapping("A")


def ports_on(engine: Engine, world: World) -> Ports:
    """Return ports of a world on a real database."""
    return replace(world.ports, uow=unit_of_work(engine))


def test_two_people_who_confirm_the_same_lines_at_once_book_them_once(database: Engine) -> None:
    world = World()
    ports = ports_on(database, world)
    movements = [Movement("1.00", f"stray {n}", value_date=FIRST_DAY, reference=f"R{n}") for n in range(12)]
    drafts = [upload_statement(camt(*movements), name, staff="fin", ports=ports) for name in ("a", "b", "c")]
    ids = [each.statement.id for each in drafts]
    with ThreadPoolExecutor(4) as pool:  # A fault in any of them is raised here.
        list(pool.map(lambda name: confirm_statement(name, staff="fin", ports=ports), [ids[0], *ids]))
    counted = [(each.verdict, each.count) for name in ids for each in read_statement(name, ports=ports).sums]
    assert sum(count for verdict, count in counted if verdict == "unknown") == 12
    assert sum(count for verdict, count in counted if verdict == "duplicate") == 24
    with ports.uow(read_only=True) as unit:
        assert len(unit.reviews.open()) == 12
