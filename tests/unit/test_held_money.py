"""Money that could not pay its order is told to its buyer until it has gone back."""

import pytest

from plandesk.domain.money import Money
from plandesk.services.approvals import reject_order
from plandesk.services.cancellation import cancel_order
from plandesk.services.sent_refunds import send_refunds
from plandesk.text.orders_en import notes
from tests.factories import World, extension, page_of, usd


@pytest.fixture
def world() -> World:
    return World()


def told(world: World, token: str) -> list[str]:
    file = next(world.file(each) for each in world.books.tables.orders.values() if each.token == token)
    return notes(file.order, file.held, file.held_because)


@pytest.mark.parametrize(
    ("money", "amount", "why"),
    [
        (usd(280000), "US$2,800.00", "it is less than the total"),
        (usd(300000), "US$3,000.00", "it is more than the total"),
        (Money(290000, "EUR"), "€2,900.00", "it came in another currency"),
    ],
)
def test_money_of_another_amount_or_currency_is_told(world: World, money: Money, amount: str, why: str) -> None:
    order = world.place()
    world.pay(order, money=money)
    assert told(world, order.token) == [
        f"We have received {amount} for this order, but it could not pay it because {why}. "
        "A person looks at it and writes to you. Please do not pay again before that."
    ]


def test_money_for_a_cancelled_order_is_told(world: World) -> None:
    order = world.place()
    attempt = world.attempt(order)
    cancel_order(order.token, ports=world.ports)
    world.card.pay(page_of(attempt))
    world.settle(attempt)
    (note,) = told(world, order.token)
    assert "US$2,900.00" in note
    assert "it came too late" in note


def test_a_surplus_is_told_and_what_paid_is_not(world: World) -> None:
    order = world.place()
    first, second = world.attempt(order, "card"), world.attempt(order, "paypal")
    world.card.pay(page_of(first))
    world.settle(first)
    world.paypal.pay(page_of(second))
    world.settle(second)
    (note,) = told(world, order.token)
    assert "received US$2,900.00 beside what paid this order" in note
    assert "the order was paid already" in note


def test_a_paid_order_and_one_whose_money_went_back_hold_nothing(world: World) -> None:
    order = world.place(extension())
    world.pay(order)
    assert not world.file(order).held
    reject_order(order.number, staff="s", reason="no licence", ports=world.ports)
    send_refunds(ports=world.ports)
    assert world.state(order) == "refunded"
    assert not world.file(order).held
