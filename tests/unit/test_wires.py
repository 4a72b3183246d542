"""A wire pays its order by the bank's value date, in full, once; every other wire is booked and listed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plandesk.domain.money import Money
from plandesk.domain.orders import Order, OrderNotFound
from plandesk.domain.payments import MethodUnavailable, WireRefused
from plandesk.domain.remittance import order_number_from
from plandesk.services.accounts import check_accounts
from plandesk.services.cancellation import cancel_order
from plandesk.services.orders import expire_orders
from plandesk.services.review_files import read_review
from plandesk.services.reviews import ReviewRefused
from plandesk.services.wire_look import look_at_wire
from plandesk.services.wire_money import confirm_wire, enter_wire
from plandesk.services.wire_reversal import reverse_wire
from plandesk.services.wires import wire_instructions
from plandesk.text.reviews_en import review_refused
from tests.factories import BANK, FIRST_DAY, World, extension, new, usd, with_rules
from tests.golden_tables import day, rows


@pytest.fixture
def world() -> World:
    return World()


def wire(
    world: World, order: Order, amount: Money | None = None, received_on: date = FIRST_DAY, reference: str = "bank-1"
) -> Order:
    return confirm_wire(order.number, amount or order.total, received_on, reference, staff="fin", ports=world.ports)


def reason_of(refused: pytest.ExceptionInfo[WireRefused]) -> object:
    return refused.value.facts["reason"]


@pytest.mark.parametrize("row", rows("wire_days", first_day=True))
def test_golden_wire_pays_and_covers(world: World, row: dict[str, Any]) -> None:
    order = world.place()
    attempt = world.attempt(order, "wire")
    world.clock.advance(days=(day(row["value_date"]) - FIRST_DAY).days)
    paid = wire(world, order, received_on=day(row["value_date"]))
    term = world.file(order).terms[0]
    assert paid.state == "fulfilled"
    assert paid.paid is not None
    assert (paid.paid.received_on, paid.paid.counted_on) == (day(row["value_date"]), day(row["counts_on"]))
    assert (term.term.period.start, term.term.period.last_day) == (day(row["first_day"]), day(row["last_covered_day"]))
    assert term.money_on == day(row["value_date"])
    assert world.stored(attempt).state == "captured"


def test_the_instructions_carry_the_amount_the_reference_and_both_days(world: World) -> None:
    order = world.place()
    told = wire_instructions(order, BANK, world.catalogue)
    assert (told.account, told.amount) == (BANK, usd(290000))
    assert order_number_from(told.reference) == order.number
    assert (told.due, told.honoured_until) == (date(2026, 12, 7), date(2026, 12, 21))


def test_a_wire_dated_15_days_after_the_order_does_not_count_from_the_order(world: World) -> None:
    order = world.place(extension(FIRST_DAY))
    world.attempt(order, "wire")
    world.clock.advance(days=15)
    held = wire(world, order, received_on=date(2026, 12, 8))
    assert held.paid is not None
    assert held.paid.counted_on == date(2026, 12, 8)
    assert held.schedules[0].chosen.id == "continuous"


def test_a_queued_extension_wired_after_the_old_end_counts_from_the_order(world: World) -> None:
    order = world.place(extension(date(2026, 11, 30), start="at_end"))
    world.attempt(order, "wire")
    world.clock.advance(days=14)
    held = wire(world, order, received_on=date(2026, 12, 7))
    assert (held.schedules[0].chosen.id, held.schedules[0].replaced) == ("at_end", None)


def test_starting_today_by_wire_counts_from_the_arrival(world: World) -> None:
    order = world.place(extension(start="today", confirmed=39))
    world.attempt(order, "wire")
    world.clock.advance(days=4)
    held = wire(world, order, received_on=date(2026, 11, 27))
    assert held.schedules[0].terms[0].period.start == date(2026, 11, 27)
    assert held.schedules[0].chosen.days_given_up == 35


def test_a_wire_in_another_currency_is_booked_and_listed(world: World) -> None:
    order, amount = world.place(), Money(290000, "EUR")
    attempt = world.attempt(order, "wire")
    with pytest.raises(WireRefused) as refused:
        wire(world, order, amount)
    assert reason_of(refused) == "wrong_currency"
    assert world.reviews() == [("wrong_currency", amount)]
    assert [entry.amount for entry in world.file(order).ledger] == [amount]
    assert world.state(order) == "awaiting_payment"
    assert world.stored(attempt).state == "pending"


def test_a_short_wire_is_held_for_its_order_and_the_buyer_is_told_what_is_missing(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "wire")
    short = wire(world, order, usd(280000))
    file = world.file(order)
    assert (short.state, world.stored(attempt).state) == ("awaiting_payment", "pending")
    assert world.reviews() == [("short", usd(280000))]
    assert (file.part_paid, file.held) == (usd(280000), [])
    mail = list(world.books.tables.outbox.values())[-1].what.message
    assert mail.to == order.buyer.email
    assert mail.subject == f"Your order {order.number}: USD 100.00 is still missing"
    told = wire_instructions(order, BANK, world.catalogue, file.part_paid)
    assert (told.amount, told.received) == (usd(10000), usd(280000))
    assert told.reference in mail.body


def test_an_order_that_is_paid_in_part_waits_for_the_rest_as_long_as_for_any_wire(world: World) -> None:
    order = world.place()
    wired = world.attempt(order, "wire")
    world.attempt(order, "card")
    wire(world, order, usd(200000))
    file = world.file(order)
    assert world.stored(wired).state == "abandoned"
    assert [each.state for each in file.attempts if each.method == "wire"] == ["pending", "abandoned"]
    world.clock.advance(days=27)
    expire_orders(ports=world.ports)
    assert wire(world, order, usd(90000), received_on=date(2026, 12, 20), reference="bank-2").state == "fulfilled"


def test_a_part_paid_order_shows_the_days_that_a_wire_brings(world: World) -> None:
    order = world.place()
    wire(world, order, usd(200000))
    world.clock.advance(days=4)
    file = world.file(order)
    assert file.now is not None
    assert file.now.counted_on == order.ordered_on
    assert file.shown.schedules[0].terms[0].period.start == order.ordered_on
    paid = wire(world, order, usd(90000), received_on=date(2026, 11, 27), reference="bank-2")
    assert paid.schedules[0].terms == file.shown.schedules[0].terms
    world.clock.advance(days=20)
    late = world.place()
    wire(world, late, usd(1), received_on=late.ordered_on, reference="bank-3")
    world.clock.advance(days=15)
    shown = world.file(late).now
    assert shown is not None
    assert shown.counted_on == world.clock.today("UTC")


def test_an_unpaid_order_says_for_which_day_its_dates_hold(world: World) -> None:
    order = world.place()
    world.clock.advance(days=4)
    now = world.file(order).now
    assert now is not None
    assert now.counted_on == date(2026, 11, 27)


def test_a_short_wire_nobody_announced_keeps_its_order_open_too(world: World) -> None:
    order = world.place()
    wire(world, order, usd(200000))
    world.clock.advance(days=20)
    expire_orders(ports=world.ports)
    assert world.state(order) == "awaiting_payment"


def test_wires_add_up_and_the_last_one_pays_and_dates_the_order(world: World) -> None:
    order = world.place()
    world.clock.advance(days=20)
    wire(world, order, usd(200000), received_on=date(2026, 12, 11))
    wire(world, order, usd(50000), received_on=date(2026, 11, 24), reference="bank-2")
    paid = wire(world, order, usd(40000), received_on=date(2026, 11, 25), reference="bank-3")
    assert paid.paid is not None
    assert (paid.state, paid.paid.amount) == ("fulfilled", order.total)
    assert (paid.paid.received_on, paid.paid.counted_on) == (date(2026, 12, 11), date(2026, 12, 11))
    assert world.reviews() == []
    assert sum(entry.amount.minor for entry in world.file(order).ledger) == order.total.minor


def test_more_than_is_owed_pays_and_the_rest_is_listed(world: World) -> None:
    order = world.place()
    assert wire(world, order, usd(290001)).state == "fulfilled"
    assert world.reviews() == [("surplus", usd(1))]
    assert [entry.amount for entry in world.file(order).ledger] == [usd(290001)]


def test_after_a_short_wire_the_full_amount_pays_and_what_came_twice_is_listed(world: World) -> None:
    order = world.place()
    wire(world, order, usd(1))
    assert wire(world, order, reference="bank-2").state == "fulfilled"
    assert world.reviews() == [("surplus", usd(1))]


def test_once_a_part_came_by_wire_no_provider_takes_the_whole_price(world: World) -> None:
    order = world.place()
    wire(world, order, usd(1))
    for method in ("card", "paypal"):
        with pytest.raises(MethodUnavailable):
            world.attempt(order, method)
    assert world.attempt(order, "wire").state == "pending"


@pytest.mark.parametrize(("missing", "state"), [(1500, "fulfilled"), (1501, "awaiting_payment")])
def test_what_is_missing_within_the_tolerance_is_written_off(world: World, missing: int, state: str) -> None:
    world.catalogue = with_rules(replace(world.catalogue, version="d" * 64), wire_fee_tolerance=(usd(1500),))
    order = world.place()
    assert wire(world, order, usd(290000 - missing)).state == state
    written_off = [each.amount for each in world.file(order).ledger if each.method == "write_off"]
    assert written_off == ([usd(1500)] if state == "fulfilled" else [])
    logged = [row for row in world.books.tables.audit if row.action == "fee_written_off"]
    assert [row.after for row in logged] == ([{"amount": "15.00", "currency": "USD"}] if written_off else [])


def test_a_tolerance_counts_once_over_all_wires_of_an_order(world: World) -> None:
    world.catalogue = with_rules(replace(world.catalogue, version="d" * 64), wire_fee_tolerance=(usd(1500),))
    order = world.place()
    wire(world, order, usd(100000))
    assert wire(world, order, usd(188500), reference="bank-2").state == "fulfilled"
    assert sum(entry.amount.minor for entry in world.file(order).ledger) == order.total.minor


def test_entering_a_wire_is_audited_with_what_it_did(world: World) -> None:
    order = world.place()
    wire(world, order, usd(290001))
    (row,) = [row for row in world.books.tables.audit if row.action == "wire_entered"]
    assert (row.actor, row.subject, row.before) == ("fin", f"order:{order.number}", {"state": "awaiting_payment"})
    assert (row.after["state"], row.after["verdict"]) == ("fulfilled", "over")
    assert (row.after["bank_reference"], row.after["amount"]) == ("bank-1", "2900.01")


def test_the_same_bank_line_is_booked_once_whichever_order_it_is_entered_for(world: World) -> None:
    first, second = world.place(), world.place()
    wire(world, first)
    for order in (first, second):
        with pytest.raises(WireRefused) as refused:
            wire(world, order)
        assert reason_of(refused) == "already-booked"
    assert len(world.books.tables.ledger) == 1
    assert world.state(second) == "awaiting_payment"


def test_a_second_wire_for_a_paid_order_is_surplus(world: World) -> None:
    order = world.place()
    wire(world, order)
    with pytest.raises(WireRefused) as refused:
        wire(world, order, reference="bank-2")
    assert reason_of(refused) == "surplus"
    assert world.reviews() == [("surplus", order.total)]


def test_a_wire_dated_ahead_is_refused_and_not_booked(world: World) -> None:
    order = world.place()
    with pytest.raises(WireRefused) as refused:
        wire(world, order, received_on=date(2026, 11, 24))
    assert reason_of(refused) == "dated-ahead"
    assert not world.books.tables.ledger


@pytest.mark.parametrize("minor", [0, -290000])
def test_a_wire_of_nothing_is_refused_and_not_booked(world: World, minor: int) -> None:
    order = world.place()
    with pytest.raises(WireRefused) as refused:
        wire(world, order, usd(minor))
    assert reason_of(refused) == "no-money"
    assert not world.books.tables.ledger


@pytest.mark.parametrize(("received_on", "kind"), [(date(2026, 12, 22), "late"), (date(2026, 11, 22), "early")])
def test_a_wire_outside_its_days_goes_to_review(world: World, received_on: date, kind: str) -> None:
    order = world.place()
    world.attempt(order, "wire")
    world.clock.advance(days=29)
    with pytest.raises(WireRefused) as refused:
        wire(world, order, received_on=received_on)
    assert reason_of(refused) == kind
    assert world.reviews() == [(kind, order.total)]
    assert world.state(order) == "awaiting_payment"


def test_a_wire_of_the_last_day_may_be_booked_some_days_later(world: World) -> None:
    order = world.place()
    world.attempt(order, "wire")
    world.clock.advance(days=31)
    expire_orders(ports=world.ports)
    wire(world, order, received_on=date(2026, 12, 21))
    assert world.state(order) == "fulfilled"


def test_a_wire_for_a_cancelled_order_is_listed_as_late(world: World) -> None:
    order = world.place()
    cancel_order(order.token, ports=world.ports)
    with pytest.raises(WireRefused):
        wire(world, order)
    assert world.state(order) == "cancelled"
    assert world.reviews() == [("late", order.total)]


def test_a_wire_without_an_attempt_pays_all_the_same(world: World) -> None:
    order = world.place()
    paid = wire(world, order)
    assert paid.state == "fulfilled"
    assert [(each.method, each.state) for each in world.file(order).attempts] == [("wire", "captured")]


def test_a_wire_that_comes_after_switching_to_card_still_pays(world: World) -> None:
    order = world.place()
    wired = world.attempt(order, "wire")
    world.attempt(order, "card")
    assert world.stored(wired).state == "abandoned"
    assert wire(world, order).state == "fulfilled"
    assert world.stored(wired).state == "captured"


def test_a_wire_needs_its_order(world: World) -> None:
    with pytest.raises(OrderNotFound):
        confirm_wire("0000000000", usd(1), FIRST_DAY, "bank-1", staff="fin", ports=world.ports)


def test_the_history_says_who_entered_a_wire_and_its_bank_reference(world: World) -> None:
    order = world.place(new())
    wire(world, order)
    entered = next(row for row in world.file(order).history if row.event == "wire_booked")
    assert entered.actor == "fin"
    assert entered.facts == {"reference": "bank-1", "amount": "290000"}


def test_the_day_asked_for_and_the_days_honoured_are_two_settings(world: World) -> None:
    world.catalogue = with_rules(replace(world.catalogue, version="d" * 64), wire_due_days=7, wire_honoured_days=10)
    order = world.place()
    world.attempt(order, "wire")
    assert wire_instructions(order, BANK, world.catalogue).due == date(2026, 11, 30)
    world.clock.advance(days=10)
    paid = wire(world, order, received_on=date(2026, 12, 3)).paid
    assert paid is not None
    assert paid.counted_on == FIRST_DAY


@pytest.mark.parametrize("again", ["H-1", " h-1 ", "h - 1"])
def test_the_banks_reference_is_the_same_in_any_case_and_spacing(world: World, again: str) -> None:
    order = world.place()
    wire(world, order, usd(1000), reference="H-1")
    with pytest.raises(WireRefused) as refused:
        wire(world, order, usd(1000), reference=again)
    assert reason_of(refused) == "already-booked"
    assert len(world.books.tables.ledger) == 1


def test_a_wire_is_looked_at_before_it_is_booked(world: World) -> None:
    order = world.place()

    def verdict(amount: Money, on: date = FIRST_DAY) -> str:
        return look_at_wire(order.number, amount, on, "bank-1", ports=world.ports).verdict

    assert verdict(order.total) == "matched"
    assert verdict(usd(280000)) == "short"
    assert verdict(order.total, date(2026, 11, 24)) == "not_yet"
    assert not world.books.tables.ledger
    wire(world, order, usd(280000))
    assert verdict(usd(280000)) == "duplicate"
    with pytest.raises(OrderNotFound):
        look_at_wire("9999999999", usd(1), FIRST_DAY, "bank-1", ports=world.ports)
    with pytest.raises(WireRefused):
        verdict(usd(0))


def test_a_wire_does_only_what_the_look_has_shown(world: World) -> None:
    order = world.place()
    world.pay(order)
    before = len(world.books.tables.ledger)
    with pytest.raises(WireRefused) as refused:
        enter_wire(order.number, order.total, FIRST_DAY, "bank-1", expected="matched", staff="fin", ports=world.ports)
    assert reason_of(refused) == "changed"
    assert len(world.books.tables.ledger) == before


def test_a_wire_by_hand_that_never_came_is_reversed_and_its_line_is_free_again(world: World) -> None:
    wrong, right = world.place(), world.place()
    wire(world, wrong, usd(280000))
    (item,) = world.books.tables.reviews.values()
    closed = reverse_wire(item.id, "Typed for another order.", staff="fin", ports=world.ports)
    assert closed.closed is not None
    assert closed.closed.resolution == "reversed"
    assert sum(each.amount.minor for each in world.books.tables.ledger) == 0
    assert world.file(wrong).part_paid == usd(0)
    assert check_accounts(ports=world.ports).holds
    (row,) = [row for row in world.books.tables.audit if row.action == "wire_reversed"]
    assert (row.actor, row.subject, row.reason) == ("fin", f"order:{wrong.number}", "Typed for another order.")
    assert look_at_wire(right.number, usd(280000), FIRST_DAY, "bank-1", ports=world.ports).verdict == "short"
    wire(world, right, usd(280000))
    with pytest.raises(WireRefused) as refused:
        wire(world, right, usd(280000))
    assert reason_of(refused) == "already-booked"
    assert look_at_wire(right.number, usd(280000), FIRST_DAY, "bank-1", ports=world.ports).verdict == "duplicate"
    assert check_accounts(ports=world.ports).holds


def test_a_wire_that_has_paid_is_not_reversed(world: World) -> None:
    order = world.place()
    wire(world, order, usd(290001))
    (item,) = world.books.tables.reviews.values()
    with pytest.raises(ReviewRefused) as refused:
        reverse_wire(item.id, "Never came.", staff="fin", ports=world.ports)
    assert refused.value.facts["reason"] == "has-paid"
    assert "cover follows" in review_refused(refused.value.facts)
    assert "reverse" not in read_review(item.id, ports=world.ports).may


def test_what_needs_a_person_is_traced_to_its_line_at_the_bank(world: World) -> None:
    order = world.place()
    wire(world, order, usd(280000), reference="B-7")
    (item,) = world.books.tables.reviews.values()
    found = read_review(item.id, ports=world.ports)
    assert found.arrival is not None
    assert (found.arrival.bank_reference, found.arrival.by_hand) == ("B-7", True)
    assert found.entry is not None
    assert found.entry.on == FIRST_DAY
    assert "reverse" in found.may
