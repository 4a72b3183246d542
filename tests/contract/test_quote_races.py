"""Many act on one quote at once, on SQLite and PostgreSQL: it ends in one way, and at most one order comes of it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from plandesk.domain.quotes import Quote, QuoteChanged, QuoteMoveRefused, QuoteNotAcceptable
from plandesk.services.ports import Ports, UnitOfWorkFactory
from plandesk.services.quotes_acceptance import AcceptQuote, accept_quote
from plandesk.services.quotes_answers import decline_quote
from plandesk.services.quotes_drafts import draft_quote, revise_quote
from plandesk.services.quotes_issue import issue_quote
from plandesk.services.quotes_life import expire_quotes, revoke_quote
from tests.contract.test_book_races import all_at_once
from tests.factories import BUYER, World
from tests.quote_acts import SAM, content

pytest_plugins = ["tests.contract.database_fixtures"]

CLIENTS = 8


@pytest.fixture
def ports(real_books: UnitOfWorkFactory) -> Ports:
    """Return ports on a real database."""
    return replace(World().ports, uow=real_books)


def issued(ports: Ports) -> Quote:
    """Issue a quote."""
    draft = draft_quote(content(), ports.ids.new_id(), "digest", staff=SAM, ports=ports)
    return issue_quote(draft.id, draft.version, staff=SAM, ports=ports)


def accept(ports: Ports, quote: Quote, key: str) -> str:
    """Accept a quote and return the id of its order."""
    request = AcceptQuote(quote.token, quote.first_pick, BUYER, quote.total, key, "digest")
    return accept_quote(request, ports=ports).order.id


def tried(act: Callable[[], object]) -> str:
    """Act, and tell whether it was refused."""
    try:
        act()
    except (QuoteNotAcceptable, QuoteMoveRefused, QuoteChanged):
        return "refused"
    return "done"


def end_of(ports: Ports, quote: Quote) -> tuple[str, int]:
    """Return the state of a quote and how many orders name it."""
    with ports.uow(read_only=True) as unit:
        found = unit.quotes.by_id(quote.id)
        assert found is not None
        order = unit.orders.by_id(found.order_id) if found.order_id else None
        events = [each.event for each in unit.quotes.history(quote.id)]
    assert (order is not None and order.quote_id == quote.id) is (found.state == "ordered")
    assert events.count("ordered") == (found.state == "ordered")
    return found.state, events.count("accepted")


def test_of_many_who_accept_one_orders(ports: Ports) -> None:
    quote = issued(ports)
    done = all_at_once(lambda nth: tried(lambda: accept(ports, quote, f"key-{nth}")), CLIENTS)
    assert Counter(done) == {"done": 1, "refused": CLIENTS - 1}
    assert end_of(ports, quote) == ("ordered", 1)


def test_one_who_clicks_again_and_again_gets_one_order(ports: Ports) -> None:
    quote = issued(ports)
    assert len(set(all_at_once(lambda _: accept(ports, quote, "key-1"), CLIENTS))) == 1
    assert end_of(ports, quote) == ("ordered", 1)


@pytest.mark.parametrize("other", ["revoke", "decline"])
def test_accepting_and_ending_it_do_not_both_happen(ports: Ports, other: str) -> None:
    for _ in range(3):
        quote = issued(ports)

        def act(nth: int, quote: Quote = quote) -> str:
            if nth % 2:
                return tried(lambda: accept(ports, quote, f"{quote.id}-{nth}"))
            if other == "revoke":
                return tried(lambda: revoke_quote(quote.id, "a slip", staff=SAM, ports=ports))
            return tried(lambda: decline_quote(quote.token, "too dear", ports=ports))

        all_at_once(act, 4)
        assert end_of(ports, quote) in {("ordered", 1), ("revoked", 0), ("declined", 0)}


def test_the_old_revision_is_not_accepted_once_the_new_one_is_issued(ports: Ports) -> None:
    for _ in range(3):
        old = issued(ports)
        new = revise_quote(old.id, staff=SAM, ports=ports)

        def act(nth: int, old: Quote = old, new: Quote = new) -> str:
            if nth % 2:
                return tried(lambda: accept(ports, old, f"{old.id}-{nth}"))
            return tried(lambda: issue_quote(new.id, new.version, staff=SAM, ports=ports))

        assert Counter(all_at_once(act, 4)) == {"done": 1, "refused": 3}
        state, accepted = end_of(ports, old)
        assert (state, accepted, end_of(ports, new)) in {
            ("ordered", 1, ("draft", 0)),
            ("replaced", 0, ("issued", 0)),
        }


def test_workers_write_down_once_that_a_quote_ran_out(ports: Ports) -> None:
    quote = issued(ports)
    later = World()
    later.clock.advance(days=31)
    after = replace(ports, clock=later.clock)
    assert sum(all_at_once(lambda _: expire_quotes(ports=after), CLIENTS)) == 1
    assert end_of(ports, quote) == ("expired", 0)
