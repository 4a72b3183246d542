"""Whatever a provider reports, in whatever order: money pays once, and what pays nothing is listed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from plandesk.domain.money import Money
from plandesk.domain.orders import OrderMoveRefused
from plandesk.domain.payments import Attempt, AttemptNotFound, ProviderReport
from plandesk.services.cancellation import cancel_order
from plandesk.services.orders import expire_orders
from plandesk.services.payments import poll_attempts, settle_return
from plandesk.services.settlement import apply_report
from plandesk.services.webhooks import process_inbox, receive_webhook
from tests.factories import FIRST_DAY, World, extension, incidents, new, noon, page_of, second_catalogue, usd


@pytest.fixture
def world() -> World:
    return World()


def by_return(world: World, attempt: Attempt) -> None:
    settle_return(attempt.method, page_of(attempt), ports=world.ports)


def by_webhook(world: World, attempt: Attempt) -> None:
    body, headers = world.gateways[attempt.method].webhook("payment.completed", page_of(attempt))
    receive_webhook(attempt.method, body, headers, ports=world.ports)
    process_inbox(ports=world.ports)


def by_poll(world: World, attempt: Attempt) -> None:
    world.clock.advance(minutes=3)
    poll_attempts(ports=world.ports)


WAYS = (by_return, by_webhook, by_poll)


def captured(attempt: Attempt, money: Money, payment_ref: str, named: str | None = None) -> ProviderReport:
    return ProviderReport(
        "captured", page_of(attempt), named or attempt.id, money, payment_ref, noon(date(2026, 11, 23))
    )


@pytest.mark.parametrize("ways", list(permutations(WAYS)), ids=lambda ways: " then ".join(way.__name__ for way in ways))
def test_whichever_way_comes_first_wins_and_the_others_change_nothing(
    world: World, ways: tuple[Callable[[World, Attempt], None], ...]
) -> None:
    order = world.place(new(), incidents("dev", 2))
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt))
    for way in ways:
        way(world, attempt)
    filed = world.file(order)
    assert filed.order.state == "fulfilled"
    assert len(filed.terms) == 1
    assert [(each.level, each.units) for each in filed.incidents] == [("dev", 2)]
    assert [entry.amount for entry in filed.ledger] == [order.total]
    assert [row.event for row in filed.history] == ["placed", "attempt_started", "paid", "fulfilled"]
    assert sum("what it covers" in subject for subject in world.subjects()) == 1
    assert not world.reviews()


def test_a_paid_order_says_which_money_paid_it_and_from_which_day_it_counts(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.clock.advance(days=2)
    world.card.pay(page_of(attempt))
    captured_at = world.clock.now()
    world.clock.advance(days=1)
    world.settle(attempt)
    paid = world.file(order).order.paid
    assert paid is not None
    assert (paid.attempt, paid.method, paid.amount, paid.captured_at) == (attempt.id, "card", order.total, captured_at)
    assert paid.received_on == paid.counted_on == date(2026, 11, 25)
    assert world.file(order).terms[0].term.period.start == date(2026, 11, 25)


def test_the_capture_day_is_the_vendors_calendar_day(world: World) -> None:
    rules = replace(world.catalogue.rules, time_zone="Asia/Tokyo")
    world.catalogue = replace(world.catalogue, version="t" * 64, rules=rules)
    order = world.place()
    attempt = world.attempt(order)
    world.clock.advance(hours=4)  # 16:00 in UTC is 01:00 of the next day in Tokyo.
    world.card.pay(page_of(attempt))
    world.settle(attempt)
    assert world.file(order).terms[0].term.period.start == date(2026, 11, 24)


def test_terms_in_the_books_rest_on_their_line_their_version_and_the_readings_in_force(world: World) -> None:
    order = world.place(incidents(), new("softswitch.gold", reference="SW-1"))
    world.pay(order)
    term = world.file(order).terms[0]
    assert (term.position, term.installation, term.catalogue_version) == (1, "SW-1", world.catalogue.version)
    assert {each.split("=")[0] for each in term.readings} >= {"A4", "A5", "A20"}


def test_an_order_is_fulfilled_by_the_catalogue_it_was_placed_under(world: World) -> None:
    order = world.place(new("softswitch.gold"))
    attempt = world.attempt(order)
    world.catalogue = second_catalogue()
    world.card.pay(page_of(attempt))
    world.settle(attempt)
    assert world.file(order).terms[0].catalogue_version == order.catalogue_version
    assert world.file(order).terms[0].term.period.last_day == date(2027, 11, 22)


@pytest.mark.parametrize(
    ("money", "kind"),
    [
        (usd(289999), "short"),
        (usd(290001), "over"),
        (usd(1), "short"),
        (Money(290000, "EUR"), "wrong_currency"),
        (Money(290000, "JPY"), "wrong_currency"),
    ],
)
def test_money_of_another_amount_or_currency_pays_nothing_and_is_listed(world: World, money: Money, kind: str) -> None:
    order = world.place()
    attempt = world.pay(order, money=money)
    assert attempt.state == "captured"
    assert world.state(order) == "awaiting_payment"
    assert world.reviews() == [(kind, money)]
    assert [entry.amount for entry in world.file(order).ledger] == [money]
    assert not world.file(order).terms


def test_after_a_wrong_amount_the_order_can_still_be_paid_in_full(world: World) -> None:
    order = world.place()
    world.pay(order, money=usd(5))
    world.pay(order, "paypal")
    assert world.state(order) == "fulfilled"
    assert world.reviews() == [("short", usd(5))]


def test_money_for_a_cancelled_order_is_listed_as_late(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.break_down("close")
    cancel_order(order.token, ports=world.ports)
    world.card.pay(page_of(attempt))
    assert world.settle(attempt).state == "captured"
    assert world.state(order) == "cancelled"
    assert world.reviews() == [("late", order.total)]
    assert not world.file(order).terms


def test_an_order_found_paid_when_it_is_to_be_cancelled_stays_paid(world: World) -> None:
    order = world.place()
    world.card.pay(page_of(world.attempt(order)))
    with pytest.raises(OrderMoveRefused):
        cancel_order(order.token, ports=world.ports)
    assert world.state(order) == "fulfilled"


def test_money_for_an_expired_order_is_listed_as_late(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.clock.advance(days=7)
    expire_orders(ports=world.ports)
    world.card.pay(page_of(attempt))
    world.settle(attempt)
    assert world.state(order) == "expired"
    assert world.reviews() == [("late", order.total)]


def test_late_money_of_an_expired_attempt_still_pays_an_order_that_waits(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.clock.advance(minutes=70)
    poll_attempts(ports=world.ports)
    assert world.stored(attempt).state == "expired"
    world.card.pay(page_of(attempt))
    by_webhook(world, attempt)
    assert world.stored(attempt).state == "captured"
    assert world.state(order) == "fulfilled"


def test_a_second_payment_by_another_method_is_listed_as_surplus(world: World) -> None:
    order = world.place()
    card = world.attempt(order, "card")
    world.card.break_down("close")
    paypal = world.attempt(order, "paypal")
    world.card.pay(page_of(card))
    world.paypal.pay(page_of(paypal))
    world.settle(paypal)
    world.settle(card)
    assert world.state(order) == "fulfilled"
    assert world.reviews() == [("surplus", order.total)]
    assert len(world.file(order).terms) == 1


def test_a_second_capture_of_one_attempt_is_surplus_and_keeps_the_first_reference(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    apply_report(attempt.id, captured(attempt, order.total, "money-1"), ports=world.ports)
    apply_report(attempt.id, captured(attempt, order.total, "money-2"), ports=world.ports)
    assert world.stored(attempt).payment_ref == "money-1"
    assert world.reviews() == [("surplus", order.total)]
    assert len(world.file(order).ledger) == 2


def test_the_same_capture_reported_for_two_attempts_is_booked_once(world: World) -> None:
    first, second = world.attempt(world.place()), world.attempt(world.place())
    for attempt in (first, second):
        apply_report(attempt.id, captured(attempt, attempt.amount, "money-1"), ports=world.ports)
    assert [world.stored(each).state for each in (first, second)] == ["captured", "pending"]
    assert len(world.books.tables.ledger) == 1


def test_a_report_that_names_another_attempt_moves_nothing_and_is_listed_once(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    report = captured(attempt, order.total, "money-1", named="id-999999")
    for _ in range(3):
        apply_report(attempt.id, report, ports=world.ports)
    assert world.stored(attempt) == attempt
    assert world.state(order) == "awaiting_payment"
    assert not world.file(order).ledger
    assert world.reviews() == [("unknown", order.total)]


def test_a_failure_that_comes_after_the_money_undoes_nothing(world: World) -> None:
    order = world.place()
    attempt = world.pay(order)
    for status in ("declined", "failed", "expired", "pending", "open"):
        world.card.report(page_of(attempt), status)
        assert world.settle(attempt).state == "captured"
    assert world.state(order) == "fulfilled"


def test_a_late_failure_of_one_attempt_leaves_the_other_alone(world: World) -> None:
    order = world.place()
    first = world.attempt(order, "card")
    second = world.attempt(order, "paypal")
    world.card.report(page_of(first), "failed")
    world.settle(first)
    assert world.stored(second).state == "pending"


def test_a_failed_page_ends_its_attempt_and_the_order_waits_on(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.report(page_of(attempt), "failed")
    assert world.settle(attempt).state == "failed"
    assert world.state(order) == "awaiting_payment"


def test_a_report_needs_an_attempt(world: World) -> None:
    with pytest.raises(AttemptNotFound):
        apply_report("nowhere", ProviderReport("open", "page", None), ports=world.ports)


def test_an_extension_waits_for_staff_once_it_is_paid(world: World) -> None:
    order = world.place(extension())
    world.pay(order)
    filed = world.file(order)
    assert filed.order.state == "awaiting_approval"
    assert not filed.terms
    assert [row.event for row in filed.history][-2:] == ["paid", "approval_awaited"]
    assert any("being checked" in subject for subject in world.subjects())
    assert not any("what it covers" in subject for subject in world.subjects())


def test_a_start_that_is_no_longer_open_is_replaced_and_the_order_says_so(world: World) -> None:
    world.clock.advance(days=(date(2027, 1, 28) - FIRST_DAY).days)
    order = world.place(extension(date(2026, 12, 31), start="continuous"))
    attempt = world.attempt(order, "paypal")
    world.clock.advance(days=3)
    world.paypal.pay(page_of(attempt))
    world.settle(attempt)
    filed = world.file(order)
    assert (filed.order.schedules[0].chosen.id, filed.order.schedules[0].replaced) == ("from_payment", "continuous")
    told = next(row for row in filed.history if row.event == "start_replaced")
    assert told.facts == {"line": "0", "wanted": "continuous", "applied": "from_payment"}


def test_the_second_vendors_catalogue_runs_from_price_to_cover(world: World) -> None:
    world.catalogue = second_catalogue()
    order = world.place(new("telescope.observatory"), new("dome.keeper", 2), incidents("mirror", 2))
    world.pay(order)
    filed = world.file(order)
    assert filed.order.state == "fulfilled"
    assert filed.order.total.currency == "JPY"
    assert [(term.term.plan, term.term.period.last_day) for term in filed.terms] == [
        ("telescope.observatory", date(2028, 5, 22)),
        ("dome.keeper", date(2027, 11, 22)),
        ("dome.keeper", date(2028, 11, 22)),
    ]
    assert [each.units for each in filed.incidents] == [2]
