"""A statement is judged first and booked only when a person confirms it; each line of it once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from plandesk.domain.bank_lines import StatementRefused, UnreadableLine
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.remittance import reference_for
from plandesk.domain.wires import VERDICTS, SplitRefused, Verdict
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.statements import StatementLine
from plandesk.services.cancellation import cancel_order
from plandesk.services.reconciliation import (
    MappingNotFound,
    StatementClosed,
    StatementNotFound,
    StatementView,
    book_confirmed,
    choose,
    confirm_statement,
    discard_statement,
    find_mapping,
    list_lines,
    list_mappings,
    list_statements,
    read_statement,
    remove_mapping,
    save_mapping,
    upload_statement,
)
from plandesk.services.review_files import read_review
from plandesk.services.reviews import ReviewRefused
from plandesk.services.wire_money import confirm_wire
from plandesk.services.wire_reversal import reverse_wire
from plandesk.text.wires_en import explain
from tests.bank_files import GERMAN_CSV, PAYER_IBAN, Movement, camt, camt_entry, camt_file, german_csv, mt940
from tests.factories import FIRST_DAY, World, usd, with_rules


@pytest.fixture
def world() -> World:
    return World()


def paying(order: Order, amount: str = "2900.00", name: str = "BANK-1", **differs: object) -> Movement:
    movement = Movement(amount, f"ref {reference_for(order.number)}", value_date=FIRST_DAY, reference=name)
    return replace(movement, **differs)  # type: ignore[arg-type]  # Named by tests.


def upload(world: World, *movements: Movement, name: str = "monday.xml") -> StatementView:
    return upload_statement(camt(*movements), name, staff="fin", ports=world.ports)


def lines(world: World, view: StatementView) -> list[StatementLine]:
    return list(list_lines(view.statement.id, (), 0, 100, ports=world.ports))


def verdicts(world: World, view: StatementView) -> list[Verdict]:
    return [each.outcome or each.verdict for each in lines(world, view)]


def confirm(world: World, view: StatementView) -> StatementView:
    return confirm_statement(view.statement.id, staff="fin", ports=world.ports)


def balanced(world: World) -> bool:
    """Tell whether the ledger is what orders were paid and what the list holds, in every currency."""
    tables = world.books.tables
    left: dict[str, int] = {}
    for entry in tables.ledger:
        left[entry.amount.currency] = left.get(entry.amount.currency, 0) + entry.amount.minor
    held = [item.held for item in tables.reviews.values()]
    for amount in [*(order.paid and order.paid.amount for order in tables.orders.values()), *held]:
        if amount is not None:
            left[amount.currency] = left.get(amount.currency, 0) - amount.minor
    return not any(left.values())


def test_every_kind_of_line_is_told_with_its_reason_and_nothing_is_booked(world: World) -> None:
    matched, short, over, paid, closed = (world.place() for _ in range(5))
    confirm_wire(paid.number, paid.total, FIRST_DAY, "earlier", staff="fin", ports=world.ports)
    cancel_order(closed.token, ports=world.ports)
    booked = len(world.books.tables.ledger)
    stray = Movement("5.00", "thank you", value_date=FIRST_DAY, reference="S1")
    entries = [
        paying(matched, name="M"),
        paying(short, "2800.00", name="S"),
        paying(over, "3000.00", name="O"),
        paying(closed, name="C"),
        paying(matched, value_date=FIRST_DAY - timedelta(days=1), name="E"),
        paying(paid, name="P"),
        paying(short, currency="EUR", name="W"),
        stray,
        replace(stray, amount="?"),
        paying(matched, value_date=FIRST_DAY + timedelta(days=1), name="N"),
        replace(stray, reference="earlier", amount="2900.00"),
        replace(stray, out=True),
    ]
    view = upload(world, *entries)
    expected = [
        *("matched", "short", "over", "late", "already_paid", "already_paid", "wrong_currency"),
        *("unknown", "unreadable", "not_yet", "duplicate", "outgoing"),
    ]
    assert verdicts(world, view) == expected
    for line in lines(world, view):
        assert explain(line.verdict, line.facts).endswith(".")
    assert len(world.books.tables.ledger) == booked
    assert {each.verdict for each in view.sums} == set(expected)
    assert view.waiting == view.statement.lines == len(entries)


def test_a_wire_dated_before_its_order_is_early(world: World) -> None:
    view = upload(world, paying(world.place(), value_date=FIRST_DAY - timedelta(days=1)))
    assert verdicts(world, view) == ["early"]


def test_confirming_books_each_line_and_the_books_balance(world: World) -> None:
    first, second = world.place(), world.place()
    view = upload(
        world,
        paying(first, name="A"),
        paying(second, "2800.00", name="B"),
        Movement("5.00", "stray", value_date=FIRST_DAY, reference="C"),
        paying(first, name="D"),
    )
    done = confirm(world, view)
    assert (done.statement.state, done.waiting) == ("booked", 0)
    assert verdicts(world, view) == ["matched", "short", "unknown", "already_paid"]
    assert (world.state(first), world.state(second)) == ("fulfilled", "awaiting_payment")
    assert world.reviews() == [("short", usd(280000)), ("unknown", usd(500)), ("surplus", usd(290000))]
    assert balanced(world)


def test_parts_of_one_order_in_one_file_add_up_in_the_dry_run_as_when_they_are_booked(world: World) -> None:
    order = world.place()
    view = upload(
        world,
        paying(order, "1000.00", name="A"),
        paying(order, "1900.00", name="B"),
        paying(order, "1.00", name="C"),
    )
    assert verdicts(world, view) == ["short", "matched", "already_paid"]
    confirm(world, view)
    assert verdicts(world, view) == ["short", "matched", "already_paid"]
    assert world.state(order) == "fulfilled"
    assert world.reviews() == [("surplus", usd(100))]
    assert balanced(world)


def test_the_same_line_of_another_file_or_format_or_by_hand_books_once(world: World) -> None:
    order = world.place()
    movement = paying(order)
    confirm(world, upload(world, movement))
    other = replace(movement, amount="2900,00", text="as another format tells it")
    for content, mapping in ((camt(movement), None), (mt940(other), None), (german_csv(other), GERMAN_CSV)):
        again = upload_statement(content, "again", mapping=mapping, staff="fin", ports=world.ports)
        assert verdicts(world, again) == ["duplicate"]
        confirm(world, again)
    assert len(world.books.tables.ledger) == 1
    assert world.reviews() == []


def test_one_line_twice_in_one_file_books_once(world: World) -> None:
    order = world.place()
    view = upload(world, paying(order, name="B1"), paying(order, name="B1"))
    assert verdicts(world, view) == ["matched", "duplicate"]
    confirm(world, view)
    assert verdicts(world, view) == ["matched", "duplicate"]
    assert len(world.books.tables.ledger) == 1
    assert world.reviews() == []


def test_two_drafts_of_one_file_book_it_once(world: World) -> None:
    order = world.place()
    drafts = [upload(world, paying(order)) for _ in range(2)]
    for draft in drafts:
        confirm(world, draft)
    assert [verdicts(world, draft) for draft in drafts] == [["matched"], ["duplicate"]]
    assert len(world.books.tables.ledger) == 1


def test_confirming_judges_anew_what_changed_since_the_dry_run(world: World) -> None:
    order = world.place()
    view = upload(world, paying(order))
    world.pay(order)
    confirm(world, view)
    assert verdicts(world, view) == ["already_paid"]
    assert lines(world, view)[0].outcome == "already_paid"
    assert world.reviews() == [("surplus", order.total)]
    assert balanced(world)


def test_a_long_statement_is_booked_in_steps_and_by_the_worker_where_nobody_asks_on(world: World) -> None:
    orders = [world.place() for _ in range(5)]
    view = upload(world, *(paying(order, name=f"B{n}") for n, order in enumerate(orders)))
    begun = confirm_statement(view.statement.id, staff="fin", ports=world.ports, limit=2)
    assert (begun.statement.state, begun.waiting) == ("booking", 3)
    assert book_confirmed(ports=world.ports) == 0
    world.clock.advance(minutes=3)
    assert book_confirmed(ports=world.ports) == 1
    assert read_statement(view.statement.id, ports=world.ports).statement.state == "booked"
    assert {world.state(order) for order in orders} == {"fulfilled"}


def test_a_fee_within_the_tolerance_is_told_as_written_off(world: World) -> None:
    world.catalogue = with_rules(replace(world.catalogue, version="d" * 64), wire_fee_tolerance=(usd(1500),))
    order = world.place()
    view = upload(world, paying(order, "2885.00"))
    (line,) = lines(world, view)
    assert line.verdict == "matched"
    assert "US$15.00 is missing" in explain(line.verdict, line.facts)
    confirm(world, view)
    assert world.state(order) == "fulfilled"
    assert balanced(world)


def test_one_transfer_for_two_orders_is_split_by_a_person(world: World) -> None:
    first, second = world.place(), world.place()
    text = f"{reference_for(first.number)} and {reference_for(second.number)}"
    view = upload(world, Movement("5800.00", text, value_date=FIRST_DAY, reference="T"))
    (line,) = lines(world, view)
    assert (line.verdict, line.facts["why"]) == ("unknown", "several")
    parts = {first.number: usd(290000), second.number: usd(290000)}
    assert choose(view.statement.id, 1, "orders", parts, staff="fin", ports=world.ports).verdict == "split"
    confirm(world, view)
    assert (world.state(first), world.state(second)) == ("fulfilled", "fulfilled")
    assert world.reviews() == []
    assert balanced(world)
    assert verdicts(world, upload(world, Movement("5800.00", text, value_date=FIRST_DAY, reference="T"))) == [
        "duplicate"
    ]


def test_a_split_tells_what_each_order_gets_and_lacks_before_and_after(world: World) -> None:
    first, second = world.place(), world.place()
    view = upload(world, Movement("5700.00", "for both", value_date=FIRST_DAY, reference="T"))
    parts = {first.number: usd(280000), second.number: usd(290000)}
    before = choose(view.statement.id, 1, "orders", parts, staff="fin", ports=world.ports)
    confirm(world, view)
    for line in (before, *lines(world, view)):
        told = explain(line.verdict, line.facts)
        assert f"US$2,800.00 is held for order {first.number}, which then still lacks US$100.00" in told
        assert f"US$2,900.00 pays order {second.number}" in told


def test_a_buyer_is_told_what_is_missing_once_all_lines_are_booked(world: World) -> None:
    first, second = world.place(), world.place()
    view = upload(
        world,
        paying(first, "2800.00", name="A"),
        paying(second, "1000.00", name="B"),
        paying(first, "100.00", name="C"),
        paying(second, "1000.00", name="D"),
    )
    confirm(world, view)
    subjects = [each.what.message.subject for each in world.books.tables.outbox.values()]
    assert [each for each in subjects if "still missing" in each] == [
        f"Your order {second.number}: USD 900.00 is still missing"
    ]


def test_the_vendor_is_told_of_money_that_fits_no_order(world: World) -> None:
    confirm(world, upload(world, Movement("5.00", "stray", value_date=FIRST_DAY, payer="SOMEBODY")))
    (mail,) = [each.what.message for each in world.books.tables.outbox.values()]
    assert mail.to == world.ports.mailbox.vendor_address
    assert "USD 5.00" in mail.subject
    assert "/desk/money/" in mail.body
    assert "SOMEBODY" in mail.body


def test_a_line_of_a_statement_is_traced_and_never_reversed(world: World) -> None:
    view = upload(world, Movement("5.00", "stray", value_date=FIRST_DAY, reference="S-1", payer="SOMEBODY"))
    confirm(world, view)
    (item,) = world.books.tables.reviews.values()
    found = read_review(item.id, ports=world.ports)
    assert found.arrival == Arrival(item.entry_id or "", "S-1", "SOMEBODY", PAYER_IBAN, view.statement.id, 1)
    with pytest.raises(ReviewRefused) as refused:
        reverse_wire(item.id, "Never came.", staff="fin", ports=world.ports)
    assert refused.value.facts["reason"] == "not-by-hand"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({}, "no-orders"),
        ({0: usd(290000)}, "sum"),
        ({0: usd(290001), 1: usd(290000)}, "sum"),
        ({0: usd(580001), 1: usd(-1)}, "no-money"),
        ({0: usd(290000), 1: Money(290000, "EUR")}, "currency"),
        ({0: usd(290000), 7: usd(290000)}, "no-order"),
    ],
)
def test_a_split_that_does_not_add_up_is_refused(world: World, parts: dict[int, Money], reason: str) -> None:
    numbers = [world.place().number, world.place().number]
    view = upload(world, Movement("5800.00", "for both", value_date=FIRST_DAY))
    named = {numbers[place] if place < 2 else "9999999999": amount for place, amount in parts.items()}
    with pytest.raises(SplitRefused) as refused:
        choose(view.statement.id, 1, "orders", named, staff="fin", ports=world.ports)
    assert refused.value.facts["reason"] == reason


def test_a_bare_order_number_is_a_hint_that_a_person_follows(world: World) -> None:
    order = world.place()
    view = upload(world, Movement("2900.00", f"order {order.number}", value_date=FIRST_DAY))
    (line,) = lines(world, view)
    assert (line.verdict, line.facts["why"], line.facts["orders"]) == ("unknown", "hint", order.number)
    choice = {order.number: order.total}
    assert choose(view.statement.id, 1, "orders", choice, staff="fin", ports=world.ports).verdict == "matched"
    confirm(world, view)
    assert world.state(order) == "fulfilled"


def test_a_line_that_is_left_out_books_nothing_and_can_be_taken_in_again(world: World) -> None:
    order = world.place()
    view = upload(world, paying(order))
    assert choose(view.statement.id, 1, "skip", {}, staff="fin", ports=world.ports).verdict == "skipped"
    assert choose(view.statement.id, 1, "none", {}, staff="fin", ports=world.ports).verdict == "matched"
    choose(view.statement.id, 1, "skip", {}, staff="fin", ports=world.ports)
    confirm(world, view)
    assert not world.books.tables.ledger
    assert verdicts(world, upload(world, paying(order))) == ["matched"]


def test_what_brings_no_money_is_given_to_no_order(world: World) -> None:
    order = world.place()
    view = upload(world, paying(order, "?"), paying(order, out=True))
    for position in (1, 2):
        with pytest.raises(SplitRefused):
            choose(view.statement.id, position, "orders", {order.number: usd(1)}, staff="fin", ports=world.ports)


def test_a_reference_of_no_order_is_told_so(world: World) -> None:
    view = upload(world, Movement("5.00", reference_for("9876543210"), value_date=FIRST_DAY))
    (line,) = lines(world, view)
    assert (line.verdict, line.facts["why"]) == ("unknown", "no-order")


def test_what_the_bank_only_expects_is_not_booked(world: World) -> None:
    order = world.place()
    content = camt_file(camt_entry(paying(order), status="<Sts>PDNG</Sts>"))
    view = upload_statement(content, "early", staff="fin", ports=world.ports)
    confirm(world, view)
    assert verdicts(world, view) == ["not_yet"]
    assert not world.books.tables.ledger


def test_a_line_dated_ahead_counts_once_its_day_has_come(world: World) -> None:
    order = world.place()
    view = upload(world, paying(order, value_date=FIRST_DAY + timedelta(days=1)))
    assert verdicts(world, view) == ["not_yet"]
    world.clock.advance(days=1)
    confirm(world, view)
    assert world.state(order) == "fulfilled"


def test_an_unreadable_line_keeps_its_text_and_books_nothing(world: World) -> None:
    view = upload(world, paying(world.place(), "12.345,6"))
    confirm(world, view)
    (line,) = lines(world, view)
    assert isinstance(line.line, UnreadableLine)
    assert (line.outcome, line.line.reason) == ("unreadable", "amount")
    assert not world.books.tables.ledger


def test_only_a_draft_is_changed(world: World) -> None:
    view = upload(world, paying(world.place()))
    confirm(world, view)
    with pytest.raises(StatementClosed):
        choose(view.statement.id, 1, "skip", {}, staff="fin", ports=world.ports)
    with pytest.raises(StatementClosed):
        discard_statement(view.statement.id, staff="fin", ports=world.ports)
    other = upload(world, paying(world.place(), name="X"))
    discard_statement(other.statement.id, staff="fin", ports=world.ports)
    with pytest.raises(StatementClosed):
        confirm(world, other)
    assert confirm(world, view).statement.state == "booked"


def test_a_statement_and_its_lines_are_found_or_not(world: World) -> None:
    view = upload(world, paying(world.place()))
    for act in (
        lambda: read_statement("none", ports=world.ports),
        lambda: list_lines("none", (), 0, 1, ports=world.ports),
        lambda: choose(view.statement.id, 7, "skip", {}, staff="fin", ports=world.ports),
        lambda: confirm_statement("none", staff="fin", ports=world.ports),
    ):
        with pytest.raises(StatementNotFound):
            act()


def test_lines_are_listed_by_verdict_and_behind_a_place(world: World) -> None:
    order = world.place()
    view = upload(world, *(paying(order, "1.00", name=f"B{n}") for n in range(4)), Movement("1.00", "x"))
    short = list_lines(view.statement.id, ("short",), 1, 2, ports=world.ports)
    assert [each.position for each in short] == [2, 3]
    assert [each.statement.id for each in list_statements(None, 5, ports=world.ports)] == [view.statement.id]


def test_a_file_that_cannot_be_read_leaves_nothing(world: World) -> None:
    with pytest.raises(StatementRefused):
        upload_statement(b"hello", "x", staff="fin", ports=world.ports)
    assert not world.books.tables.statements


def test_mappings_are_saved_by_name_replaced_and_removed(world: World) -> None:
    save_mapping("Bank", GERMAN_CSV, staff="fin", ports=world.ports)
    save_mapping("Bank", replace(GERMAN_CSV, payer=None), staff="fin", ports=world.ports)
    assert list(list_mappings(ports=world.ports)) == ["Bank"]
    assert find_mapping("Bank", ports=world.ports).payer is None
    remove_mapping("Bank", staff="fin", ports=world.ports)
    with pytest.raises(MappingNotFound):
        find_mapping("Bank", ports=world.ports)
    with pytest.raises(MappingNotFound):
        remove_mapping("Bank", staff="fin", ports=world.ports)


def test_what_staff_do_with_a_statement_is_audited(world: World) -> None:
    view = upload(world, paying(world.place()))
    choose(view.statement.id, 1, "skip", {}, staff="fin", ports=world.ports)
    confirm(world, view)
    acts = [row.action for row in world.books.tables.audit if row.subject == f"statement:{view.statement.id}"]
    assert acts == ["statement_uploaded", "line_chosen", "statement_confirmed", "statement_booked"]


def test_every_verdict_has_a_sentence() -> None:
    facts = {
        "order": "1234567890",
        "state": "expired",
        "currency": "USD",
        "orders": "1234567890",
        "why": "amount",
        **dict.fromkeys(("held", "missing", "surplus", "written_off"), "1"),
        "honoured_until": "2026-12-21",
    }
    why: dict[str, str] = {"unknown": "several", "not_yet": "ahead"}
    for verdict in VERDICTS:
        told = explain(verdict, {**facts, "why": why.get(verdict, "amount")})
        assert told[0].isupper()
        assert told.endswith(".")
