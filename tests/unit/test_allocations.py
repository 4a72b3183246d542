"""Money on the list for staff can be given to the orders it was meant for, to the cent."""

from datetime import timedelta

import pytest

from plandesk.domain.money import Money
from plandesk.domain.payments import ReviewItem
from plandesk.domain.wires import SplitRefused
from plandesk.services.allocations import use_listed_money
from plandesk.services.cancellation import cancel_order
from plandesk.services.reconciliation import confirm_statement, upload_statement
from plandesk.services.reviews import ReviewClosed, ReviewNotFound
from tests.bank_files import Movement, camt
from tests.factories import FIRST_DAY, World, usd
from tests.unit.test_reconciliation import balanced


@pytest.fixture
def world() -> World:
    return World()


def stray(world: World, amount: str = "2900.00", currency: str = "USD") -> ReviewItem:
    content = camt(Movement(amount, "thank you", value_date=FIRST_DAY, reference=f"X{amount}", currency=currency))
    view = upload_statement(content, "x", staff="fin", ports=world.ports)
    confirm_statement(view.statement.id, staff="fin", ports=world.ports)
    return list(world.books.tables.reviews.values())[-1]


def use(world: World, item: ReviewItem, **parts: Money) -> ReviewItem:
    numbers = {name.removeprefix("n"): amount for name, amount in parts.items()}
    return use_listed_money(item.id, numbers, reason="asked the payer", staff="fin", ports=world.ports)


def test_unknown_money_pays_the_order_it_was_meant_for_by_its_value_date(world: World) -> None:
    order, item = world.place(), stray(world)
    world.clock.advance(days=6)
    closed = use(world, item, **{f"n{order.number}": order.total}).closed
    paid = world.file(order).order.paid
    assert world.state(order) == "fulfilled"
    assert paid is not None
    assert (paid.received_on, paid.counted_on) == (FIRST_DAY, FIRST_DAY)
    assert closed is not None
    assert (closed.resolution, closed.by, closed.did) == ("used", "fin", order.number)
    assert world.reviews() == []
    assert balanced(world)


def test_money_that_came_before_the_order_counts_from_the_order(world: World) -> None:
    item = stray(world)
    world.clock.advance(days=3)
    order = world.place()
    use(world, item, **{f"n{order.number}": order.total})
    paid = world.file(order).order.paid
    assert paid is not None
    assert paid.counted_on == FIRST_DAY + timedelta(days=3)


def test_it_may_be_divided_and_what_is_left_is_listed_anew(world: World) -> None:
    first, second, item = world.place(), world.place(), stray(world, "6000.00")
    use(world, item, **{f"n{first.number}": first.total, f"n{second.number}": usd(100)})
    assert world.state(first) == "fulfilled"
    assert world.reviews() == [("short", usd(100)), ("unknown", usd(309900))]
    assert balanced(world)


def test_late_money_may_be_given_to_another_order(world: World) -> None:
    old, new = world.place(), world.place()
    cancel_order(old.token, ports=world.ports)
    item = stray(world)
    with pytest.raises(SplitRefused) as refused:
        use(world, item, **{f"n{old.number}": old.total})
    assert refused.value.facts["reason"] == "not-open"
    use(world, item, **{f"n{new.number}": new.total})
    assert world.state(new) == "fulfilled"
    assert balanced(world)


@pytest.mark.parametrize(
    ("amount", "reason"),
    [(usd(290001), "sum"), (usd(0), "no-money"), (Money(290000, "EUR"), "currency")],
)
def test_no_more_is_given_than_there_is(world: World, amount: Money, reason: str) -> None:
    order, item = world.place(), stray(world)
    with pytest.raises(SplitRefused) as refused:
        use(world, item, **{f"n{order.number}": amount})
    assert refused.value.facts["reason"] == reason
    assert world.reviews() == [("unknown", usd(290000))]


def test_money_in_another_currency_is_never_converted(world: World) -> None:
    order, item = world.place(), stray(world, currency="EUR")
    with pytest.raises(SplitRefused) as refused:
        use(world, item, **{f"n{order.number}": Money(290000, "EUR")})
    assert refused.value.facts["reason"] == "order-currency"


def test_an_unknown_order_an_empty_choice_and_a_closed_item_are_refused(world: World) -> None:
    order, item = world.place(), stray(world)
    for parts, reason in (({"n1111111111": usd(1)}, "no-order"), ({}, "no-orders")):
        with pytest.raises(SplitRefused) as refused:
            use(world, item, **parts)
        assert refused.value.facts["reason"] == reason
    use(world, item, **{f"n{order.number}": order.total})
    with pytest.raises(ReviewClosed):
        use(world, item, **{f"n{order.number}": order.total})
    with pytest.raises(ReviewNotFound):
        use_listed_money("none", {order.number: usd(1)}, reason="x", staff="fin", ports=world.ports)


def test_money_of_a_provider_is_not_given_to_another_order(world: World) -> None:
    order, other = world.place(), world.place()
    world.pay(order, money=usd(1))
    (item,) = world.books.tables.reviews.values()
    with pytest.raises(SplitRefused) as refused:
        use(world, item, **{f"n{other.number}": usd(1)})
    assert refused.value.facts["reason"] == "holds-nothing"
