"""A quote's openings are kept by the day, and its seller is told once; who does not count leaves no trace."""

from itertools import product

import pytest

from plandesk.domain.openings import Reading
from plandesk.domain.quotes import Quote
from plandesk.services.openings import record_opening
from tests.factories import World
from tests.quote_samples import drafted
from tests.signed_quotes import issued, keep


def events(world: World, quote: Quote) -> list[str]:
    """Return what the history says, oldest first."""
    with world.ports.uow(read_only=True) as unit:
        return [each.event for each in unit.quotes.history(quote.id)]


def test_the_first_opening_is_kept_and_told_to_the_seller_once() -> None:
    world = World()
    quote = keep(world.ports, issued(world.ports))
    for _ in range(3):
        record_opening(quote.token, ports=world.ports)
        world.clock.advance(minutes=5)
    assert events(world, quote) == ["opened"]
    assert world.subjects() == ["Quote Q100000001 was opened"]
    (mail,) = [row.what.message for row in world.books.tables.outbox.values()]
    assert mail.to == "sam@vendor.example"
    with world.ports.uow(read_only=True) as unit:
        opened = unit.quotes.by_id(quote.id)
    assert opened is not None
    assert opened.opened_at == quote.issued_at


def test_each_later_day_is_kept_once_and_told_to_nobody() -> None:
    world = World()
    quote = keep(world.ports, issued(world.ports))
    for _ in range(3):
        record_opening(quote.token, ports=world.ports)
        record_opening(quote.token, ports=world.ports)
        world.clock.advance(days=1)
    assert events(world, quote) == ["opened", "opened_again", "opened_again"]
    assert len(world.subjects()) == 1


def test_a_day_ends_at_midnight_where_the_vendor_is() -> None:
    world = World()
    quote = keep(world.ports, issued(world.ports))
    world.clock.advance(hours=11, minutes=59)
    record_opening(quote.token, ports=world.ports)
    world.clock.advance(minutes=1)
    record_opening(quote.token, ports=world.ports)
    assert events(world, quote) == ["opened", "opened_again"]


def test_a_quote_that_a_buyer_made_has_no_seller_to_tell() -> None:
    world = World()
    quote = keep(world.ports, issued(world.ports, kind="buyer", seller=None))
    record_opening(quote.token, ports=world.ports)
    assert (events(world, quote), world.subjects()) == (["opened"], [])


def test_opening_one_that_has_run_out_is_kept_too() -> None:
    world = World()
    quote = keep(world.ports, issued(world.ports))
    world.clock.advance(days=60)
    record_opening(quote.token, ports=world.ports)
    assert events(world, quote) == ["opened"]


@pytest.mark.parametrize("token", ["token-of-quote-1", "token-of-nothing"])
def test_a_draft_and_an_unknown_quote_are_not_opened(token: str) -> None:
    world = World()
    draft = keep(world.ports, drafted())
    record_opening(token, ports=world.ports)
    assert (events(world, draft), world.subjects()) == ([], [])


def test_only_a_person_on_the_page_who_is_not_staff_counts() -> None:
    states = product([False, True], [None, False, True], [False, True], [False, True])
    counting = [each for each in states if Reading(*each).is_opening]
    assert counting == [(False, None, False, False), (False, True, False, False)]
