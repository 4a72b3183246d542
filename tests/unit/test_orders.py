"""Orders are placed once, at the price and dates that were told, and move only along their table."""

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from plandesk.domain.orders import (
    MOVES,
    REPEATS,
    IdempotencyKeyReused,
    OrderEvent,
    OrderMoveRefused,
    OrderNotFound,
    OrderState,
    TermsChanged,
    TotalChanged,
    correct_ends,
    pin_starts,
    propose,
    schedule,
)
from plandesk.domain.pricing import SelectionRefused
from plandesk.domain.reasons import ReasonMissing
from plandesk.services.cancellation import cancel_as_staff, cancel_order
from plandesk.services.orders import (
    expire_orders,
    place_order,
    preview,
    read_order,
    read_order_by_number,
)
from tests.factories import World, extension, incidents, new, page_of, select, usd, vendor_catalogue
from tests.golden_tables import day, extension_of, rows

STATES: tuple[OrderState, ...] = get_args(OrderState)
EVENTS: tuple[OrderEvent, ...] = get_args(OrderEvent)
STEP = {state: rank for rank, state in enumerate(STATES)}


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize("row", rows("extension_paid"))
def test_golden_start_when_the_money_comes(row: dict[str, Any]) -> None:
    catalogue, ordered_on = vendor_catalogue(), day(row["ordered_on"])
    told = propose(catalogue, extension_of(row), ordered_on)
    selection = pin_starts(extension_of(row), told.schedules)
    dates = schedule(catalogue, selection, ordered_on, day(row["paid_on"]))[0]
    covered = [
        {"first_day": str(term.period.start), "last_covered_day": str(term.period.last_day)} for term in dates.terms
    ]
    assert (dates.chosen.id, dates.replaced, dates.chosen.gap_days) == (row["starts"], row["replaced"], row["gap_days"])
    assert covered == row["terms"]


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", STATES)
def test_an_order_makes_the_moves_of_its_table_and_no_other(world: World, state: OrderState, event: OrderEvent) -> None:
    order = replace(world.place(), state=state)
    if (state, event) in REPEATS:
        assert order.on(event) is order
    elif (state, event) in MOVES:
        moved = order.on(event)
        assert (moved.state, moved.revision) == (MOVES[state, event], order.revision + 1)
    else:
        with pytest.raises(OrderMoveRefused):
            order.on(event)


def test_no_move_of_the_table_leads_back_but_those_of_a_refund_that_failed() -> None:
    back = {("refunded", "refund_part"), ("refunded", "refund_none"), ("part_refunded", "refund_none")}
    back |= {("refunded", "reject")}
    ahead = {move: reached for move, reached in MOVES.items() if move not in back}
    assert all(STEP[left] <= STEP[reached] for (left, _), reached in ahead.items() if reached != "fulfilled")
    assert {left for (left, _), reached in ahead.items() if reached == "fulfilled"} == {"paid", "awaiting_approval"}


def test_days_given_up_are_confirmed_to_the_day(world: World) -> None:
    line = extension(date(2026, 12, 31), start="today")
    for confirmed in (None, 38, 40):
        with pytest.raises(SelectionRefused) as refused:
            world.place(replace(line, confirmed_days_given_up=confirmed))
        fault = refused.value.refusals[0]
        assert (fault.rule, fault.pointer) == ("days-given-up-not-confirmed", "/lines/0/confirmed_days_given_up")
        assert fault.facts == (("days", 39),)
    assert world.place(replace(line, confirmed_days_given_up=39)).state == "awaiting_payment"


def test_corrected_ends_touch_only_the_lines_they_name() -> None:
    selection = select(extension(date(2026, 12, 31)), new(), extension(date(2026, 11, 30)))
    corrected = correct_ends(selection, {0: date(2027, 1, 5)})
    assert corrected.lines[1:] == selection.lines[1:]
    assert corrected.lines[0] == replace(selection.lines[0], end=date(2027, 1, 5))  # type: ignore[arg-type]  # An extension.


def test_a_placed_order_awaits_payment_at_the_previewed_price_and_dates(world: World) -> None:
    selection = select(new(periods=2), incidents("dev", 3))
    told = preview(selection, ports=world.ports)
    order = place_order(world.request(*selection.lines), ports=world.ports).order
    assert order.state == "awaiting_payment"
    assert order.breakdown == told.breakdown
    assert order.schedules == told.schedules
    assert order.catalogue_version == world.catalogue.version
    assert (order.expires_at - order.placed_at).days == 7
    assert world.events(order) == ["placed"]


def test_the_start_that_was_told_is_kept_as_the_chosen_one(world: World) -> None:
    order = world.place(extension(date(2026, 11, 1)))
    line = order.selection.lines[0]
    assert getattr(line, "start", None) == "continuous"


def test_the_same_request_gives_the_same_order_and_one_mail(world: World) -> None:
    request = world.request()
    first = place_order(request, ports=world.ports)
    again = place_order(request, ports=world.ports)
    assert again == first
    assert len(world.books.tables.orders) == 1
    assert len(world.subjects()) == 1


def test_a_key_used_for_another_request_is_refused(world: World) -> None:
    request = world.request(key="key-shared")
    place_order(request, ports=world.ports)
    with pytest.raises(IdempotencyKeyReused):
        world.place(incidents(), key="key-shared")
    assert len(world.books.tables.orders) == 1


def test_the_same_request_gives_the_same_order_even_when_the_catalogue_has_changed(world: World) -> None:
    request = world.request()
    first = place_order(request, ports=world.ports)
    world.catalogue = replace(world.catalogue, version="f" * 64)
    assert place_order(request, ports=world.ports) == first


def test_a_total_that_is_no_longer_right_is_refused_with_both_figures(world: World) -> None:
    request = replace(world.request(), expected_total=usd(100))
    with pytest.raises(TotalChanged) as refused:
        place_order(request, ports=world.ports)
    assert refused.value.facts == {"expected": usd(100), "total": usd(290000)}
    assert not world.books.tables.orders
    assert not world.subjects()


def test_terms_of_another_version_are_refused(world: World) -> None:
    with pytest.raises(TermsChanged) as refused:
        place_order(replace(world.request(), terms_version="0" * 64), ports=world.ports)
    assert refused.value.facts == {"accepted": "0" * 64, "current": world.catalogue.version}


def test_an_order_is_read_by_its_address_or_its_number_only(world: World) -> None:
    order = world.place()
    assert read_order(order.token, ports=world.ports).order == order
    assert read_order_by_number(order.number, ports=world.ports).order == order
    for wrong in (order.number, order.id, ""):
        with pytest.raises(OrderNotFound):
            read_order(wrong, ports=world.ports)
    with pytest.raises(OrderNotFound):
        read_order_by_number(order.token, ports=world.ports)


def test_an_unpaid_order_is_cancelled_once(world: World) -> None:
    order = world.place()
    cancelled = cancel_order(order.token, ports=world.ports)
    assert cancelled.state == "cancelled"
    assert cancel_order(order.token, ports=world.ports) == cancelled
    assert world.events(order) == ["placed", "cancelled"]


def test_staff_cancel_with_a_reason_that_stays(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "wire")
    with pytest.raises(ReasonMissing):
        cancel_as_staff(order.number, staff="staff:sam", reason=" ", ports=world.ports)
    assert (
        cancel_as_staff(order.number, staff="staff:sam", reason="ordered twice", ports=world.ports).state == "cancelled"
    )
    assert world.stored(attempt).state == "abandoned"
    last = world.file(order).history[-1]
    assert (last.event, last.actor, last.facts) == ("cancelled", "staff:sam", {"reason": "ordered twice"})
    cancel_as_staff(order.number, staff="staff:sam", reason="again", ports=world.ports)
    with world.ports.uow(read_only=True) as unit:
        (row,) = unit.audit.of(f"order:{order.number}")
    assert (row.actor, row.action, row.reason) == ("staff:sam", "order_cancelled", "ordered twice")
    assert (row.before, row.after) == ({"state": "awaiting_payment"}, {"state": "cancelled"})


def test_cancelling_stops_waiting_for_a_wire(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "wire")
    cancel_order(order.token, ports=world.ports)
    assert world.stored(attempt).state == "abandoned"


def test_a_paid_order_cannot_be_cancelled(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt))
    world.settle(attempt)
    with pytest.raises(OrderMoveRefused):
        cancel_order(order.token, ports=world.ports)
    assert world.state(order) == "fulfilled"


def test_an_unpaid_order_expires_after_seven_days_and_not_before(world: World) -> None:
    order = world.place()
    world.clock.advance(days=7, seconds=-1)
    assert expire_orders(ports=world.ports) == 0
    world.clock.advance(seconds=1)
    assert expire_orders(ports=world.ports) == 1
    assert world.state(order) == "expired"
    assert expire_orders(ports=world.ports) == 0
    assert world.events(order) == ["placed", "expired"]


def test_an_order_that_waits_for_a_wire_expires_when_money_of_the_28th_day_can_no_longer_be_booked(
    world: World,
) -> None:
    order = world.place()
    attempt = world.attempt(order, "wire")
    world.clock.advance(days=33)
    assert expire_orders(ports=world.ports) == 0
    world.clock.advance(hours=12)
    assert expire_orders(ports=world.ports) == 1
    assert world.state(order) == "expired"
    assert world.stored(attempt).state == "expired"
