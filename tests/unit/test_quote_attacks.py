"""The attack: whatever state a quote is in, no entry accepts or pays what does not stand; money that comes is listed.

The states are forced into the books past every use case, so that each entry has to look by itself.
"""

from collections.abc import Callable, Iterator
from typing import get_args

import pytest

from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import Attempt, OrderNotPayable
from plandesk.domain.quotes import Quote, QuoteNotAcceptable, QuoteNotFound, QuoteNotPayable, QuoteState
from plandesk.services.orders import expire_orders, read_order
from plandesk.services.payments import offered_methods, poll_attempts, settle_attempt, settle_return, start_attempt
from plandesk.services.quotes import read_quote
from plandesk.services.quotes_life import expire_quotes
from plandesk.services.webhooks import process_inbox, receive_webhook
from plandesk.services.wire_money import enter_wire
from tests.factories import World, page_of
from tests.quote_acts import accept, force, issued, stored

STATES: tuple[QuoteState, ...] = get_args(QuoteState)
ENDED = tuple(each for each in STATES if each != "ordered")


@pytest.fixture
def world() -> World:
    """Return a world on fakes."""
    return World()


def ordered(world: World) -> tuple[Quote, Order]:
    """Issue and accept a quote."""
    quote = issued(world)
    return stored(world, quote), accept(world, quote).order


def reload(world: World, order: Order) -> Order:
    """Return an order as it is now."""
    return world.books.tables.orders[order.id]


def nothing_fulfilled(world: World, order: Order) -> bool:
    """Tell whether an order has brought nothing."""
    unpaid = reload(world, order).state == "awaiting_payment" and reload(world, order).paid is None
    return unpaid and not world.books.tables.terms and "fulfilled" not in world.events(order)


def by_return(world: World, attempt: Attempt) -> None:
    """The buyer comes back from the pay page."""
    settle_return("card", attempt.id, ports=world.ports)


def by_link(world: World, attempt: Attempt) -> None:
    """Somebody opens the payment link of the attempt again."""
    settle_attempt(attempt.id, ports=world.ports)


def by_webhook(world: World, attempt: Attempt) -> None:
    """The provider sends a genuine notice about the old attempt."""
    body, headers = world.card.webhook("paid", page_of(attempt))
    receive_webhook("card", body, headers, ports=world.ports)
    assert process_inbox(ports=world.ports) == 1


def by_poll(world: World, attempt: Attempt) -> None:
    """The worker asks about the attempt after a while."""
    world.clock.advance(minutes=5)
    assert poll_attempts(ports=world.ports) == 1


PROVIDER_ENTRIES: tuple[Callable[[World, Attempt], None], ...] = (by_return, by_link, by_webhook, by_poll)


@pytest.mark.parametrize("state", ENDED)
def test_nothing_but_an_issued_quote_is_accepted(world: World, state: QuoteState) -> None:
    quote = issued(world)
    force(world, quote, state)
    if state == "issued":
        accept(world, quote)
        assert stored(world, quote).state == "ordered"
        return
    with pytest.raises(QuoteNotFound if state == "draft" else QuoteNotAcceptable):
        accept(world, quote)
    assert not world.books.tables.orders
    assert stored(world, quote).state == state


def test_an_ordered_quote_is_not_accepted_again(world: World) -> None:
    quote, order = ordered(world)
    with pytest.raises(QuoteNotAcceptable):
        accept(world, quote)
    assert list(world.books.tables.orders) == [order.id]


def test_a_quote_expires_by_the_clock_whether_the_worker_ran_or_not(world: World) -> None:
    quote = issued(world)
    assert quote.expires_at is not None
    world.clock.advance(seconds=(quote.expires_at - world.clock.now()).total_seconds() - 1)
    assert expire_quotes(ports=world.ports) == 0
    assert read_quote(quote.token, ports=world.ports).state == "issued"
    world.clock.advance(seconds=1)
    for _ in range(2):
        with pytest.raises(QuoteNotAcceptable) as refused:
            accept(world, quote)
        assert refused.value.facts["state"] == "expired"
        expire_quotes(ports=world.ports)
    assert stored(world, quote).state == "expired"


def forgeries() -> Iterator[tuple[QuoteState, dict[str, str | None]]]:
    """Yield what an attacker may have made of the quote behind an order."""
    for state in ENDED:
        yield state, {}
    yield "ordered", {"order_id": None}
    yield "ordered", {"order_id": "another order"}


FORGERIES = list(forgeries())


@pytest.mark.parametrize(("state", "changes"), FORGERIES)
@pytest.mark.parametrize("method", ["card", "paypal", "wire"])
def test_no_payment_starts_for_an_order_whose_quote_does_not_stand(
    world: World, state: QuoteState, changes: dict[str, str | None], method: str
) -> None:
    quote, order = ordered(world)
    force(world, quote, state, **changes)
    with pytest.raises(QuoteNotPayable):
        start_attempt(order.token, method, ports=world.ports)  # type: ignore[arg-type]  # One of the methods.
    assert not world.books.tables.attempts
    assert not read_order(order.token, ports=world.ports).quote_stands
    assert nothing_fulfilled(world, order)


@pytest.mark.parametrize("entry", PROVIDER_ENTRIES)
@pytest.mark.parametrize(("state", "changes"), FORGERIES)
def test_money_that_came_all_the_same_is_listed_and_brings_nothing(
    world: World, state: QuoteState, changes: dict[str, str | None], entry: Callable[[World, Attempt], None]
) -> None:
    quote, order = ordered(world)
    attempt = world.attempt(order)
    force(world, quote, state, **changes)
    world.card.pay(page_of(attempt))
    entry(world, attempt)
    assert world.reviews() == [("late", order.total)]
    assert [each.amount for each in world.books.tables.ledger] == [order.total]
    assert nothing_fulfilled(world, order)


@pytest.mark.parametrize("entry", PROVIDER_ENTRIES)
@pytest.mark.parametrize(("state", "changes"), FORGERIES)
def test_money_that_was_only_agreed_to_is_not_taken(
    world: World, state: QuoteState, changes: dict[str, str | None], entry: Callable[[World, Attempt], None]
) -> None:
    quote, order = ordered(world)
    attempt = world.attempt(order)
    force(world, quote, state, **changes)
    world.card.approve(page_of(attempt))
    entry(world, attempt)
    assert not world.books.tables.ledger
    assert world.card.pages[page_of(attempt)].captured_at is None
    assert nothing_fulfilled(world, order)


@pytest.mark.parametrize("parts", [(1,), (2,), (1, 2)])
@pytest.mark.parametrize(("state", "changes"), FORGERIES)
def test_a_wire_that_staff_confirm_is_listed_and_brings_nothing(
    world: World, state: QuoteState, changes: dict[str, str | None], parts: tuple[int, ...]
) -> None:
    quote, order = ordered(world)
    world.attempt(order, "wire")
    force(world, quote, state, **changes)
    today = world.clock.today("UTC")
    sums = [Money(order.total.minor // each, "USD") for each in parts]
    for number, amount in enumerate(sums):
        enter_wire(order.number, amount, today, f"line {number}", staff="staff:fin@vendor.example", ports=world.ports)
    assert world.reviews() == [("late", amount) for amount in sums]
    assert nothing_fulfilled(world, order)


@pytest.mark.parametrize("entry", PROVIDER_ENTRIES)
def test_the_order_of_a_quote_that_stands_is_paid_by_every_entry(
    world: World, entry: Callable[[World, Attempt], None]
) -> None:
    quote, order = ordered(world)
    attempt = world.attempt(order)
    world.card.pay(page_of(attempt))
    entry(world, attempt)
    assert (world.state(order), world.reviews()) == ("fulfilled", [])
    assert stored(world, quote).state == "ordered"


def test_an_order_outlives_the_last_day_of_its_quote(world: World) -> None:
    quote = issued(world)
    assert quote.expires_at is not None
    world.clock.advance(seconds=(quote.expires_at - world.clock.now()).total_seconds() - 1)
    order = accept(world, quote).order
    world.clock.advance(days=1)
    assert expire_quotes(ports=world.ports) == 0
    assert offered_methods(reload(world, order), ports=world.ports)
    world.pay(order)
    assert world.state(order) == "fulfilled"


def test_an_order_that_ran_out_leaves_its_quote_ordered_and_nothing_to_pay(world: World) -> None:
    quote, order = ordered(world)
    attempt = world.attempt(order)
    world.clock.advance(days=world.catalogue.rules.order_lifetime_days, seconds=1)
    with pytest.raises(OrderNotPayable):
        start_attempt(order.token, "card", ports=world.ports)
    with pytest.raises(QuoteNotAcceptable):
        accept(world, quote)
    assert expire_orders(ports=world.ports) == 1
    world.card.pay(page_of(attempt))
    by_link(world, attempt)
    assert world.reviews() == [("late", order.total)]
    assert (stored(world, quote).state, world.state(order)) == ("ordered", "expired")
