"""A quote opened by several at once: on both databases each day is written down once, and its seller told once."""

from dataclasses import replace

from plandesk.services.openings import record_opening
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR
from tests.contract.test_book_races import all_at_once
from tests.factories import World
from tests.signed_quotes import issued, keep

pytest_plugins = ["tests.contract.database_fixtures"]


def test_openings_at_once_are_one_a_day_and_one_mail(real_books: UnitOfWorkFactory) -> None:
    world = World()
    ports = replace(world.ports, uow=real_books)
    quote = keep(ports, issued(ports))
    for _ in range(2):
        all_at_once(lambda _: record_opening(quote.token, ports=ports), clients=6)
        world.clock.advance(days=1)
    with real_books() as unit:
        assert [each.event for each in unit.quotes.history(quote.id)] == ["opened", "opened_again"]
        waiting = unit.outbox.lease(ports.clock.now(), ports.clock.now() + HOUR, 99)
    assert [each.message.subject for each in waiting] == [f"Quote {quote.number} was opened"]


def test_a_signed_quote_comes_back_from_the_books_to_the_byte(real_books: UnitOfWorkFactory) -> None:
    ports = replace(World().ports, uow=real_books)
    quote = keep(ports, issued(ports, note="Größe: 100 € \U0001f600 \u2028"))
    with real_books(read_only=True) as unit:
        assert unit.quotes.by_token(quote.token) == quote
