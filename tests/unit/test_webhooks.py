"""Notices are believed with their signature only, kept once, acted on, retried while they fit nothing, then listed."""

import pytest

from plandesk.domain.payments import WebhookMalformed, WebhookNotAuthentic, WebhookRouteOff
from plandesk.services.webhooks import MOST_TRIES, process_inbox, receive_webhook
from tests.factories import World, notice, page_of


@pytest.fixture
def world() -> World:
    return World()


def receive(world: World, body: bytes, headers: dict[str, str]) -> None:
    receive_webhook("card", body, headers, ports=world.ports)


def waiting(world: World) -> int:
    return sum(not row.done for row in world.books.tables.inbox.values())


def test_without_a_gateway_the_route_is_off(world: World) -> None:
    del world.gateways["card"]
    with pytest.raises(WebhookRouteOff):
        receive(world, b"{}", {})


@pytest.mark.parametrize("headers", [{}, {"Fake-Signature": "0" * 64}])
def test_a_notice_without_its_signature_is_refused_and_not_kept(world: World, headers: dict[str, str]) -> None:
    body, _ = notice(world, "payment.completed")
    with pytest.raises(WebhookNotAuthentic):
        receive(world, body, headers)
    assert not world.books.tables.inbox


def test_a_signed_notice_that_cannot_be_read_is_refused_and_not_kept(world: World) -> None:
    with pytest.raises(WebhookMalformed):
        receive(world, b"{", {"Fake-Signature": world.card.signature(b"{")})
    assert not world.books.tables.inbox


def test_a_notice_is_kept_before_it_is_acted_on(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt))
    receive(world, *world.card.webhook("payment.completed", page_of(attempt)))
    assert world.state(order) == "awaiting_payment"
    assert waiting(world) == 1
    assert process_inbox(ports=world.ports) == 1
    assert world.state(order) == "fulfilled"
    assert waiting(world) == 0


def test_a_notice_that_comes_twice_is_kept_and_acted_on_once(world: World) -> None:
    attempt = world.attempt(world.place())
    body, headers = world.card.webhook("payment.completed", page_of(attempt))
    for _ in range(3):
        receive(world, body, headers)
    assert process_inbox(ports=world.ports) == 1
    receive(world, body, headers)
    assert process_inbox(ports=world.ports) == 0
    assert len(world.books.tables.inbox) == 1


def test_a_notice_alone_moves_no_money_the_provider_is_asked(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    receive(world, *world.card.webhook("payment.completed", page_of(attempt)))
    process_inbox(ports=world.ports)
    assert world.state(order) == "awaiting_payment"


@pytest.mark.parametrize("known_by", ["attempt_id", "provider_ref", "payment_ref"])
def test_an_attempt_is_found_by_any_of_its_ids(world: World, known_by: str) -> None:
    attempt = world.pay(world.place())
    named = {"attempt_id": attempt.id, "provider_ref": attempt.provider_ref, "payment_ref": attempt.payment_ref}
    receive(world, *notice(world, "payment.updated", **{known_by: named[known_by]}))
    process_inbox(ports=world.ports)
    assert waiting(world) == 0
    assert not world.reviews()


def test_a_notice_about_something_unknown_is_retried_ever_more_rarely_and_then_listed(world: World) -> None:
    receive(world, *notice(world, "payment.completed", provider_ref="page-unknown"))
    tries = 0
    waits = []
    while waiting(world):
        tries += process_inbox(ports=world.ports)
        due = next(iter(world.books.tables.inbox.values())).due
        waits.append((due - world.clock.now()).total_seconds() / 60)
        world.clock.advance(minutes=waits[-1])
    assert tries == MOST_TRIES
    assert waits[:-1] == [1, 2, 4, 8, 16, 32, 60]
    assert world.reviews() == [("notice", None)]


def test_a_notice_waits_as_long_as_the_provider_is_out_of_reach_and_is_never_listed(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order, "card")
    receive(world, *notice(world, "payment.completed", provider_ref=attempt.provider_ref))
    for _ in range(MOST_TRIES + 2):
        world.card.break_down("settle")
        process_inbox(ports=world.ports)
        world.clock.advance(hours=1)
    assert world.reviews() == []
    assert waiting(world)


def test_a_notice_that_came_before_what_it_is_about_is_acted_on_later(world: World) -> None:
    receive(world, *notice(world, "payment.completed", provider_ref="page-id-000004"))
    process_inbox(ports=world.ports)
    order = world.place()
    attempt = world.attempt(order)
    world.books.tables.attempts[attempt.id] = attempt
    body, headers = world.card.webhook("payment.completed", page_of(attempt))
    world.card.break_down("settle")
    world.card.pay(page_of(attempt))
    receive(world, body, headers)
    process_inbox(ports=world.ports)
    assert world.state(order) == "awaiting_payment"
    world.clock.advance(minutes=2)
    process_inbox(ports=world.ports)
    assert world.state(order) == "fulfilled"


def test_a_notice_being_worked_on_is_not_taken_by_another_worker(world: World) -> None:
    attempt = world.attempt(world.place())
    receive(world, *world.card.webhook("payment.completed", page_of(attempt)))
    with world.books() as unit:
        unit.inbox.lease(world.clock.now(), world.clock.now().replace(hour=13), 20)
        unit.commit()
    assert process_inbox(ports=world.ports) == 0
    world.clock.advance(hours=1)
    assert process_inbox(ports=world.ports) == 1


def test_a_dispute_is_listed_at_once_with_the_order_it_is_about(world: World) -> None:
    order = world.place()
    attempt = world.pay(order)
    receive(world, *notice(world, "charge.dispute.created", payment_ref=attempt.payment_ref))
    process_inbox(ports=world.ports)
    (item,) = world.books.tables.reviews.values()
    assert (item.kind, item.order_id, item.attempt_id) == ("dispute", order.id, attempt.id)
    assert waiting(world) == 0


def test_a_dispute_of_unknown_money_is_listed_too(world: World) -> None:
    receive(world, *notice(world, "CUSTOMER.DISPUTE.CREATED", payment_ref="money-unknown"))
    process_inbox(ports=world.ports)
    assert world.reviews() == [("dispute", None)]


def test_a_refund_made_at_the_providers_own_desk_is_listed(world: World) -> None:
    attempt = world.pay(world.place())
    receive(world, *notice(world, "refund.created", refund_ref="refund-theirs", payment_ref=attempt.payment_ref))
    for _ in range(MOST_TRIES):
        process_inbox(ports=world.ports)
        world.clock.advance(hours=2)
    assert world.reviews() == [("notice", None)]
