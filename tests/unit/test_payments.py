"""Attempts are opened once, resumed, switched and polled; which methods are offered follows the order and the rules."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from plandesk.domain.orders import OrderNotFound
from plandesk.domain.payments import (
    MOVES,
    Attempt,
    AttemptEvent,
    AttemptNotFound,
    AttemptState,
    MethodUnavailable,
    OrderNotPayable,
    PaymentInFlight,
    ProviderRefused,
    ProviderUnavailable,
    wire_counts_on,
)
from plandesk.services.cancellation import cancel_order
from plandesk.services.orders import expire_orders
from plandesk.services.payments import (
    abandon_return,
    find_attempt,
    offered_methods,
    poll_attempts,
    settle_attempt,
    settle_return,
    start_attempt,
)
from tests.factories import World, extension, noon, page_of, vendor_catalogue, with_rules
from tests.golden_tables import day, rows

STATES: tuple[AttemptState, ...] = get_args(AttemptState)
EVENTS: tuple[AttemptEvent, ...] = get_args(AttemptEvent)


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.parametrize("row", rows("wire_days"))
def test_golden_wire_day(row: dict[str, Any]) -> None:
    counted = wire_counts_on(vendor_catalogue().rules, day(row["ordered_on"]), day(row["value_date"]))
    assert counted == (day(row["counts_on"]) if row["counts_on"] else None)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", STATES)
def test_an_attempt_makes_the_moves_of_its_table_and_ignores_the_rest(
    world: World, state: AttemptState, event: AttemptEvent
) -> None:
    attempt = replace(world.attempt(world.place()), state=state)
    assert attempt.on(event).state == MOVES.get((state, event), state)


def test_captured_is_final_and_late_money_is_still_captured() -> None:
    assert not [event for event in EVENTS if ("captured", event) in MOVES]
    given_up: tuple[AttemptState, ...] = ("declined", "failed", "abandoned", "expired")
    assert all(MOVES[state, "capture"] == "captured" for state in given_up)


def test_methods_are_offered_in_the_vendors_order(world: World) -> None:
    order = world.place()
    assert offered_methods(order, ports=world.ports) == ("paypal", "card", "wire")
    world.catalogue = with_rules(replace(world.catalogue, version="w" * 64), payment_methods=("wire", "paypal", "card"))
    assert offered_methods(world.place(), ports=world.ports) == ("wire", "paypal", "card")


def test_a_method_that_is_not_configured_is_not_offered(world: World) -> None:
    order = world.place()
    world.bank = None
    del world.gateways["paypal"]
    assert offered_methods(order, ports=world.ports) == ("card",)
    with pytest.raises(MethodUnavailable):
        start_attempt(order.token, "wire", ports=world.ports)


def test_a_page_that_would_outlive_the_order_is_not_offered(world: World) -> None:
    order = world.place()
    world.clock.advance(days=7, hours=-3)
    assert offered_methods(order, ports=world.ports) == ("card", "wire")
    world.clock.advance(hours=2)
    assert offered_methods(order, ports=world.ports) == ("wire",)


def test_a_closed_order_is_offered_nothing_and_takes_no_attempt(world: World) -> None:
    order = cancel_order(world.place().token, ports=world.ports)
    assert offered_methods(order, ports=world.ports) == ()
    with pytest.raises(OrderNotPayable):
        world.attempt(order)


def test_an_order_past_its_time_takes_no_attempt_even_before_it_is_closed(world: World) -> None:
    order = world.place()
    world.clock.advance(days=7)
    for method in ("card", "paypal", "wire"):
        with pytest.raises(OrderNotPayable):
            start_attempt(order.token, method, ports=world.ports)


def test_an_attempt_needs_an_order(world: World) -> None:
    with pytest.raises(OrderNotFound):
        start_attempt("nowhere", "card", ports=world.ports)


def test_a_new_attempt_leads_to_the_providers_page(world: World) -> None:
    order = world.place()
    attempt, fresh = start_attempt(order.token, "card", ports=world.ports)
    assert fresh
    assert (attempt.state, attempt.amount) == ("pending", order.total)
    assert attempt.redirect_url == f"https://pay.example/{attempt.provider_ref}"
    assert attempt.expires_at - attempt.created_at == timedelta(minutes=60)
    assert world.stored(attempt) == attempt


def test_a_double_click_leads_to_the_same_page(world: World) -> None:
    order = world.place()
    first, _ = start_attempt(order.token, "card", ports=world.ports)
    second, fresh = start_attempt(order.token, "card", ports=world.ports)
    assert (second, fresh) == (first, False)
    assert len(world.card.pages) == 1


def test_an_attempt_past_its_time_is_not_resumed(world: World) -> None:
    order = world.place()
    first = world.attempt(order)
    world.clock.advance(minutes=60)
    second, fresh = start_attempt(order.token, "card", ports=world.ports)
    assert fresh
    assert second.id != first.id


def test_switching_the_method_shuts_the_other_page(world: World) -> None:
    order = world.place()
    card = world.attempt(order, "card")
    paypal = world.attempt(order, "paypal")
    assert world.stored(card).state == "abandoned"
    assert world.card.pages[page_of(card)].status == "expired"
    assert paypal.state == "pending"


def test_switching_shuts_a_declined_page_too_since_it_still_takes_another_instrument(world: World) -> None:
    order = world.place()
    paypal = world.attempt(order, "paypal")
    world.paypal.report(page_of(paypal), "declined")
    world.settle(paypal)
    world.attempt(order, "card")
    assert world.stored(paypal).state == "abandoned"
    assert world.paypal.pages[page_of(paypal)].status == "expired"


def test_a_method_that_is_not_offered_leaves_the_open_page_alone(world: World) -> None:
    order = world.place()
    card = world.attempt(order, "card")
    world.bank = None
    with pytest.raises(MethodUnavailable):
        start_attempt(order.token, "wire", ports=world.ports)
    assert world.stored(card).state == "pending"
    assert world.card.pages[page_of(card)].status == "open"


def test_switching_finds_that_the_other_page_was_paid(world: World) -> None:
    order = world.place()
    card = world.attempt(order, "card")
    world.card.pay(page_of(card))
    with pytest.raises(OrderNotPayable):
        start_attempt(order.token, "paypal", ports=world.ports)
    assert world.state(order) == "fulfilled"
    assert not world.paypal.pages


def test_switching_goes_on_when_the_other_page_cannot_be_shut_now(world: World) -> None:
    order = world.place()
    card = world.attempt(order, "card")
    world.card.break_down("close")
    assert world.attempt(order, "paypal").state == "pending"
    assert world.stored(card).state == "abandoned"


def test_a_provider_out_of_reach_keeps_the_attempt_and_the_next_click_resumes_it(world: World) -> None:
    order = world.place()
    world.card.break_down("start")
    with pytest.raises(ProviderUnavailable):
        start_attempt(order.token, "card", ports=world.ports)
    kept = world.file(order).attempts[0]
    assert kept.state == "created"
    resumed, fresh = start_attempt(order.token, "card", ports=world.ports)
    assert (resumed.id, resumed.state, fresh) == (kept.id, "pending", False)


def test_a_page_opened_behind_a_lost_answer_is_found_again(world: World) -> None:
    order = world.place()
    world.card.break_down("start", after_effect=True)
    with pytest.raises(ProviderUnavailable):
        start_attempt(order.token, "card", ports=world.ports)
    world.attempt(order)
    assert len(world.card.pages) == 1


def test_a_refused_attempt_fails_and_the_next_one_is_new(world: World) -> None:
    order = world.place()
    world.card.break_down("start", ProviderRefused(provider="fake", code="no"))
    with pytest.raises(ProviderRefused):
        start_attempt(order.token, "card", ports=world.ports)
    failed = world.file(order).attempts[0]
    assert failed.state == "failed"
    again, fresh = start_attempt(order.token, "card", ports=world.ports)
    assert fresh
    assert again.id != failed.id


def test_a_declined_card_leaves_an_order_that_can_be_paid_again(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.report(page_of(attempt), "declined")
    assert world.settle(attempt).state == "declined"
    assert world.state(order) == "awaiting_payment"
    retried, fresh = start_attempt(order.token, "card", ports=world.ports)
    assert (retried.id, retried.state, retried.round, fresh) == (attempt.id, "pending", 2, False)
    world.card.pay(page_of(retried))
    assert world.settle(retried).state == "captured"
    assert world.state(order) == "fulfilled"


def test_every_declined_capture_uses_up_its_round(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "paypal")
    for _ in range(3):
        world.paypal.report(page_of(attempt), "declined")
        settle_return("paypal", page_of(attempt), ports=world.ports)
    assert world.stored(attempt).round == 4
    assert world.events(order).count("attempt_declined") == 1


def test_a_return_finds_the_order_by_the_providers_id_or_ours(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt))
    for name in (page_of(attempt), attempt.id):
        found, page = settle_return("card", name, ports=world.ports)
        assert (found.id, found.state, page) == (order.id, "fulfilled", None)


def test_a_return_after_a_decline_leads_back_to_the_page(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "paypal")
    world.paypal.report(page_of(attempt), "declined")
    assert settle_return("paypal", page_of(attempt), ports=world.ports)[1] == attempt.redirect_url


def test_a_return_is_answered_while_the_provider_is_out_of_reach(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.break_down("settle")
    found, page = settle_return("card", attempt.id, ports=world.ports)
    assert (found.state, page) == ("awaiting_payment", None)


def test_a_return_of_another_method_finds_nothing(world: World) -> None:
    attempt = world.attempt(world.place(), "card")
    with pytest.raises(AttemptNotFound):
        settle_return("paypal", attempt.id, ports=world.ports)
    with pytest.raises(AttemptNotFound):
        find_attempt("card", "nowhere", ports=world.ports)
    with pytest.raises(AttemptNotFound):
        settle_attempt("nowhere", ports=world.ports)


def test_leaving_by_the_cancel_link_gives_the_attempt_up_and_shuts_its_page(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    assert abandon_return("card", attempt.id, ports=world.ports).state == "awaiting_payment"
    assert world.stored(attempt).state == "abandoned"
    assert world.card.pages[page_of(attempt)].status == "expired"


def test_a_page_we_shut_was_left_even_if_the_providers_notice_of_it_comes_first(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.report(page_of(attempt), "expired")
    settle_attempt(attempt.id, ports=world.ports)
    assert abandon_return("card", attempt.id, ports=world.ports).state == "awaiting_payment"
    assert world.stored(attempt).state == "abandoned"
    assert world.events(order)[-1] == "attempt_abandoned"


def test_the_cancel_link_of_a_paid_page_takes_nothing_back(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt))
    assert abandon_return("card", attempt.id, ports=world.ports).state == "fulfilled"
    assert world.stored(attempt).state == "captured"


def test_money_that_nobody_reported_is_found_by_the_poll(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt))
    assert poll_attempts(ports=world.ports) == 0
    world.clock.advance(minutes=3)
    assert poll_attempts(ports=world.ports) == 1
    assert world.state(order) == "fulfilled"
    world.clock.advance(minutes=3)
    assert poll_attempts(ports=world.ports) == 0


def test_approved_money_is_taken_by_the_poll_when_the_browser_died(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "paypal")
    world.paypal.approve(page_of(attempt))
    world.clock.advance(minutes=3)
    poll_attempts(ports=world.ports)
    assert world.state(order) == "fulfilled"


def test_approved_money_is_not_taken_for_a_cancelled_order(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "paypal")
    world.paypal.approve(page_of(attempt))
    cancel_order(order.token, ports=world.ports)
    world.clock.advance(minutes=3)
    poll_attempts(ports=world.ports)
    assert world.paypal.pages[page_of(attempt)].status == "approved"
    assert not world.reviews()


def test_an_unused_page_expires_after_its_time(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.clock.advance(minutes=66)
    poll_attempts(ports=world.ports)
    assert world.stored(attempt).state == "expired"
    assert world.state(order) == "awaiting_payment"
    assert world.events(order)[-1] == "attempt_expired"


def test_an_attempt_does_not_expire_while_the_provider_cannot_be_asked(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt))
    world.card.break_down("settle")
    world.clock.advance(minutes=66)
    poll_attempts(ports=world.ports)
    assert world.stored(attempt).state == "pending"
    world.clock.advance(minutes=5)
    poll_attempts(ports=world.ports)
    assert world.state(order) == "fulfilled"


def test_an_attempt_does_not_expire_while_its_money_is_on_its_way(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "paypal")
    world.paypal.report(page_of(attempt), "pending")
    world.clock.advance(days=2)
    poll_attempts(ports=world.ports)
    assert world.stored(attempt).state == "pending"
    world.paypal.pay(page_of(attempt))
    world.clock.advance(minutes=5)
    poll_attempts(ports=world.ports)
    assert world.state(order) == "fulfilled"


def test_an_attempt_the_provider_does_not_know_expires_after_its_time(world: World) -> None:
    attempt = world.attempt(world.place())
    world.card.pages.clear()
    world.clock.advance(minutes=66)
    poll_attempts(ports=world.ports)
    assert world.stored(attempt).state == "expired"


def test_one_provider_out_of_reach_does_not_keep_the_others_from_being_polled(world: World) -> None:
    first, second = world.place(), world.place()
    world.attempt(first, "paypal")
    card = world.attempt(second, "card")
    world.card.pay(page_of(card))
    del world.gateways["paypal"]
    world.clock.advance(minutes=3)
    assert poll_attempts(ports=world.ports) == 2
    assert world.state(second) == "fulfilled"


def test_the_poll_opens_no_page_for_an_order_that_is_closed(world: World) -> None:
    order = world.place()
    world.card.break_down("start")
    with pytest.raises(ProviderUnavailable):
        world.attempt(order)
    cancel_order(order.token, ports=world.ports)
    world.clock.advance(minutes=3)
    poll_attempts(ports=world.ports)
    assert not world.card.pages


def test_an_order_that_expired_has_its_page_shut_by_the_poll(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.books.tables.orders[order.id] = replace(order, expires_at=world.clock.now())
    expire_orders(ports=world.ports)
    world.clock.advance(minutes=3)
    poll_attempts(ports=world.ports)
    assert world.card.pages[page_of(attempt)].status == "expired"
    assert world.stored(attempt).state == "expired"


def test_a_wire_waits_for_money_of_the_28th_day_to_be_booked_and_is_asked_for_once(world: World) -> None:
    order = world.place()
    attempt, fresh = start_attempt(order.token, "wire", ports=world.ports)
    again, again_fresh = start_attempt(order.token, "wire", ports=world.ports)
    assert (fresh, again_fresh, again.id) == (True, False, attempt.id)
    assert attempt.state == "pending"
    assert attempt.expires_at == noon(date(2026, 12, 26)) + timedelta(hours=12)
    assert world.file(order).order.expires_at == attempt.expires_at
    assert [subject for subject in world.subjects() if "wire" in subject] == world.subjects()[1:]


def test_wires_are_never_polled(world: World) -> None:
    attempt = world.attempt(world.place(), "wire")
    world.clock.advance(days=1)
    assert poll_attempts(ports=world.ports) == 0
    assert world.settle(attempt) == attempt


def test_no_attempt_is_made_for_an_order_that_waits_for_staff(world: World) -> None:
    order = world.place(extension())
    paid: Attempt = world.pay(order)
    assert paid.state == "captured"
    assert world.state(order) == "awaiting_approval"
    with pytest.raises(OrderNotPayable):
        world.attempt(order, "paypal")


def test_an_attempt_the_buyer_left_is_asked_about_until_the_provider_has_answered_after_its_time(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "card")
    abandon_return("card", attempt.id, ports=world.ports)
    world.card.pay(str(attempt.provider_ref))
    world.clock.advance(hours=2)
    world.card.break_down("settle")
    poll_attempts(ports=world.ports)
    world.clock.advance(minutes=10)
    poll_attempts(ports=world.ports)
    assert world.state(order) == "fulfilled"


def test_a_payment_given_up_is_never_captured_though_the_buyer_approves_it_later(world: World) -> None:
    order = world.place()
    paypal = world.attempt(order, "paypal")
    world.attempt(order, "card")
    world.paypal.approve(str(paypal.provider_ref))
    settle_return("paypal", str(paypal.provider_ref), ports=world.ports)
    world.clock.advance(minutes=5)
    poll_attempts(ports=world.ports)
    assert world.stored(paypal).state == "abandoned"
    assert not world.books.tables.ledger


def test_a_declined_instrument_is_tried_again_only_when_the_buyer_acts(world: World) -> None:
    order = world.place()
    paypal = world.attempt(order, "paypal")
    world.paypal.report(str(paypal.provider_ref), "declined")
    settle_return("paypal", str(paypal.provider_ref), ports=world.ports)
    world.paypal.approve(str(paypal.provider_ref))
    asked = world.paypal.asked.count("settle")
    for _ in range(3):
        world.clock.advance(minutes=5)
        poll_attempts(ports=world.ports)
    assert world.paypal.asked.count("settle") == asked
    settle_return("paypal", str(paypal.provider_ref), ports=world.ports)
    assert world.state(order) == "fulfilled"


def test_a_payment_on_its_way_is_found_before_another_method_opens(world: World) -> None:
    order = world.place()
    card = world.attempt(order, "card")
    world.card.report(str(card.provider_ref), "pending")
    with pytest.raises(PaymentInFlight):
        world.attempt(order, "paypal")
    with pytest.raises(PaymentInFlight):
        cancel_order(order.token, ports=world.ports)
    assert world.stored(card).in_flight
    assert world.state(order) == "awaiting_payment"


def test_a_page_that_could_not_be_shut_is_shut_by_the_poll(world: World) -> None:
    order = world.place()
    card = world.attempt(order, "card")
    world.card.break_down("close")
    world.attempt(order, "paypal")
    world.clock.advance(minutes=5)
    poll_attempts(ports=world.ports)
    assert world.card.pages[str(card.provider_ref)].status == "expired"


def test_an_attempt_that_never_got_a_page_gives_way_to_a_new_one(world: World) -> None:
    order = world.place()
    world.card.break_down("start")
    with pytest.raises(ProviderUnavailable):
        world.attempt(order, "card")
    world.clock.advance(minutes=3)
    second = world.attempt(order, "card")
    assert [each.state for each in world.file(order).attempts] == ["pending", "abandoned"]
    assert second.state == "pending"


def test_one_attempt_that_cannot_be_handled_does_not_stop_the_poll(world: World) -> None:
    one, two = world.place(), world.place()
    world.attempt(one, "card")
    paid = world.attempt(two, "card")
    world.card.pay(str(paid.provider_ref))
    world.card.break_down("settle", KeyError("shape"))
    world.clock.advance(minutes=5)
    poll_attempts(ports=world.ports)
    assert world.state(two) == "fulfilled"
