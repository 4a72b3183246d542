"""Money goes back once, by the way it came; a refund has states of its own and can fail late."""

from datetime import date

import pytest

from plandesk.domain.orders import Order, OrderNotFound
from plandesk.domain.payments import ProviderRefused, RefundReport
from plandesk.domain.refunds import RefundDateRefused
from plandesk.services.approvals import reject_order
from plandesk.services.sent_refunds import confirm_wire_refund, send_refunds
from plandesk.services.webhooks import process_inbox, receive_webhook
from plandesk.services.wire_money import confirm_wire
from tests.factories import FIRST_DAY, World, extension, notice


@pytest.fixture
def world() -> World:
    return World()


def rejected(world: World) -> Order:
    order = world.place(extension())
    world.pay(order)
    return reject_order(order.number, staff="sales", reason="no such licence", ports=world.ports)


def rejected_wire(world: World) -> Order:
    order = world.place(extension())
    confirm_wire(order.number, order.total, FIRST_DAY, "bank-1", staff="fin", ports=world.ports)
    return reject_order(order.number, staff="sales", reason="no such licence", ports=world.ports)


def only_refund(world: World) -> str:
    (ref,) = world.card.refunds
    return ref


def test_a_pending_refund_is_asked_about_until_it_has_succeeded(world: World) -> None:
    world.card.refund_state = "pending"
    order = rejected(world)
    assert order.state == "rejected"
    assert send_refunds(ports=world.ports) == 0
    asked = len(world.card.asked)
    assert send_refunds(ports=world.ports) == 0
    assert len(world.card.asked) == asked  # A provider is not asked again at once.
    world.clock.advance(minutes=5)
    world.card.refunds[only_refund(world)] = RefundReport(only_refund(world), "succeeded")
    assert send_refunds(ports=world.ports) == 1
    assert world.state(order) == "refunded"
    assert send_refunds(ports=world.ports) == 0
    assert sum("sent back" in subject for subject in world.subjects()) == 1


def test_a_pending_refund_that_fails_is_listed(world: World) -> None:
    world.card.refund_state = "pending"
    order = rejected(world)
    world.card.fail_refund(only_refund(world))
    send_refunds(ports=world.ports)
    assert world.state(order) == "rejected"
    assert world.reviews() == [("refund_failed", order.total)]
    assert [entry.amount for entry in world.file(order).ledger] == [order.total]


def test_a_refund_that_fails_after_it_succeeded_is_listed_and_booked_back(world: World) -> None:
    order = rejected(world)
    world.card.fail_refund(only_refund(world))
    refund = world.file(order).refunds[0]
    receive_webhook("card", *notice(world, "refund.failed", refund_ref=refund.provider_ref), ports=world.ports)
    process_inbox(ports=world.ports)
    assert world.file(order).refunds[0].state == "failed"
    assert world.reviews() == [("refund_failed", order.total)]
    assert sum(entry.amount.minor for entry in world.file(order).ledger) == order.total.minor


def test_a_provider_out_of_reach_is_asked_for_the_refund_again(world: World) -> None:
    world.card.break_down("refund")
    order = rejected(world)
    assert (order.state, world.file(order).refunds[0].state) == ("rejected", "requested")
    assert send_refunds(ports=world.ports) == 1
    assert world.state(order) == "refunded"


def test_a_refund_behind_a_lost_answer_goes_out_once(world: World) -> None:
    world.card.break_down("refund", after_effect=True)
    order = rejected(world)
    send_refunds(ports=world.ports)
    assert world.state(order) == "refunded"
    assert len(world.card.refunds) == 1


def test_a_refused_refund_fails_and_is_listed(world: World) -> None:
    world.card.break_down("refund", ProviderRefused(provider="fake", code="no"))
    order = rejected(world)
    assert order.state == "rejected"
    assert world.file(order).refunds[0].state == "failed"
    assert world.reviews() == [("refund_failed", order.total)]


def test_a_refund_waits_while_its_method_is_not_configured(world: World) -> None:
    world.card.break_down("refund")
    order = rejected(world)
    kept = world.gateways.pop("card")
    assert send_refunds(ports=world.ports) == 0
    world.gateways["card"] = kept
    world.clock.advance(minutes=5)
    assert send_refunds(ports=world.ports) == 1
    assert world.state(order) == "refunded"


def test_a_wire_goes_back_by_hand_and_is_listed_until_then(world: World) -> None:
    order = rejected_wire(world)
    assert order.state == "rejected"
    assert world.reviews() == [("wire_refund", order.total)]
    assert send_refunds(ports=world.ports) == 0
    for day, reason in ((24, "ahead"), (22, "before-asked")):
        with pytest.raises(RefundDateRefused) as refused:
            confirm_wire_refund(order.number, date(2026, 11, day), "bank-9", staff="fin", ports=world.ports)
        assert refused.value.facts == {"reason": reason, "asked_on": FIRST_DAY}
    world.clock.advance(days=1)
    done = confirm_wire_refund(order.number, date(2026, 11, 24), "bank-9", staff="fin", ports=world.ports)
    assert done.state == "refunded"
    assert world.reviews() == []
    assert sum(entry.amount.minor for entry in world.file(order).ledger) == 0
    sent = next(row for row in world.file(order).history if row.event == "wire_sent_back")
    assert (sent.actor, sent.facts) == ("fin", {"sent_on": "2026-11-24", "reference": "bank-9"})


def test_a_wire_is_sent_back_once(world: World) -> None:
    order = rejected_wire(world)
    confirm_wire_refund(order.number, FIRST_DAY, "bank-9", staff="fin", ports=world.ports)
    with pytest.raises(OrderNotFound):
        confirm_wire_refund(order.number, FIRST_DAY, "bank-9", staff="fin", ports=world.ports)
    assert len(world.file(order).ledger) == 2


def test_a_card_payment_is_not_sent_back_by_wire(world: World) -> None:
    world.card.refund_state = "pending"
    order = rejected(world)
    with pytest.raises(OrderNotFound):
        confirm_wire_refund(order.number, FIRST_DAY, "bank-9", staff="fin", ports=world.ports)
