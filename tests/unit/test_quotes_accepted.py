"""A quote that is accepted becomes one order, in one transaction, at its own prices and with the cover of that day."""

from dataclasses import replace
from datetime import date

import pytest

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.orders import IdempotencyKeyReused, TotalChanged
from plandesk.domain.pricing import SelectionRefused
from plandesk.domain.quotes import Picked, QuoteNotAcceptable
from plandesk.services.quotes import price_pick, read_quote
from plandesk.services.quotes_acceptance import AcceptQuote, accept_quote
from plandesk.services.quotes_answers import ask_about_quote, ask_fresh_quote, decline_quote
from plandesk.services.quotes_made import MakeQuote, make_quote
from tests.covered import CUSTOMER, TERM, Covered
from tests.customer_orders import buy, extend, upgrade
from tests.factories import BUYER, World, extension, incidents, new, select, usd
from tests.quote_acts import ANN, SAM, accept, content, history, issued, stored
from tests.quote_samples import discount

YEAR = date(2026, 6, 1)


@pytest.fixture
def world() -> World:
    """Return a world on fakes."""
    return World()


def terms_of(covered: Covered) -> list[BookedTerm]:
    """Return the terms in the books that were bought."""
    return [each for each in covered.books.tables.terms.values() if each.id != TERM]


def test_accepting_leaves_its_trace_in_quote_order_and_mails(world: World) -> None:
    quote = issued(world)
    file = accept(world, quote)
    order, now = file.order, stored(world, quote)
    assert (now.state, now.order_id, now.accepted_at) == ("ordered", order.id, world.clock.now())
    assert (order.quote_id, order.state, order.terms_version) == (quote.id, "awaiting_payment", quote.terms_version)
    assert history(world, quote) == ["drafted", "issued", "accepted", "ordered"]
    assert world.events(order) == ["placed"]
    assert [(row.what.message.to, row.what.message.reply_to) for row in world.books.tables.outbox.values()] == [
        (SAM, BUYER.email),
        (BUYER.email, None),
    ]


def test_what_is_picked_is_what_is_ordered(world: World) -> None:
    quote = issued(
        world,
        content(
            ("A", new()),
            ("B", new("pbx.dedicated")),
            ("optional", incidents(units=5)),
            discounts=[discount("10% whole")],
        ),
    )
    order = accept(world, quote, Picked("B", (2,))).order
    assert [line.kind for line in order.breakdown.lines] == ["new_installation", "discount", "incidents", "discount"]
    assert order.total == usd(1_200_000 * 9 // 10 + 45_000 * 9 // 10)
    world.pay(order)
    booked = next(iter(world.books.tables.terms.values()))
    assert (booked.term.plan, booked.value) == ("pbx.dedicated", usd(1_080_000))


def test_the_same_request_accepts_once(world: World) -> None:
    quote = issued(world)
    first, again = (accept(world, quote, key="key-1").order.id for _ in range(2))
    assert first == again
    other = AcceptQuote(quote.token, quote.first_pick, BUYER, quote.total, "key-1", "another digest")
    with pytest.raises(IdempotencyKeyReused):
        accept_quote(other, ports=world.ports)
    assert len(world.books.tables.orders) == 1


def test_another_total_than_shown_accepts_nothing(world: World) -> None:
    quote = issued(world)
    wrong = AcceptQuote(quote.token, quote.first_pick, BUYER, usd(1), "key-1", "digest")
    with pytest.raises(TotalChanged):
        accept_quote(wrong, ports=world.ports)
    assert (stored(world, quote).state, len(world.books.tables.orders)) == ("issued", 0)


def test_what_is_given_away_is_fulfilled_when_it_is_accepted(world: World) -> None:
    quote = replace(issued(world, content(incidents(), discounts=[discount("5% whole")])))
    free = replace(
        quote,
        options=tuple(
            replace(each, prices=(*each.prices[:1], replace(each.prices[1], total=-each.prices[0].total)))
            for each in quote.options
        ),
    )
    world.books.tables.quotes[quote.id] = free
    order = accept(world, free).order
    assert (order.state, order.total, stored(world, quote).state) == ("fulfilled", usd(0), "ordered")


def test_an_extension_takes_the_cover_of_the_day_it_is_accepted() -> None:
    covered = Covered("pbx.standard", date(2025, 12, 1))
    world = covered.world
    quote = issued(world, content(extend(), customer_id=CUSTOMER))
    buy(covered, extend())
    with pytest.raises(SelectionRefused) as refused:
        accept(world, quote)
    assert [each.rule for each in refused.value.refusals] == ["extension-too-early"]
    assert stored(world, quote).state == "issued"


def test_an_extension_that_fell_into_grace_starts_as_is_still_open() -> None:
    covered = Covered("pbx.standard", date(2025, 12, 1))
    world = covered.world
    quote = issued(world, content(extend(start="at_end"), customer_id=CUSTOMER))
    world.clock.advance(days=20)
    dated = read_quote(quote.token, ports=world.ports).options[0].schedule
    assert dated is not None
    assert dated.chosen.id == "continuous"
    order = accept(world, quote).order
    assert (order.schedules[0].chosen.id, order.total) == ("continuous", quote.total)
    world.pay(order)
    assert terms_of(covered)[0].term.period.start == date(2026, 12, 1)


def test_a_start_today_is_confirmed_by_accepting_the_dates_shown() -> None:
    covered = Covered("pbx.standard", YEAR)
    world = covered.world
    quote = issued(world, content(extend("pbx.dedicated", start="today"), customer_id=CUSTOMER))
    world.clock.advance(days=2)
    order = accept(world, quote).order
    given_up = order.schedules[0].chosen.days_given_up
    assert getattr(order.selection.lines[0], "confirmed_days_given_up", None) == given_up > 0
    world.pay(order)
    assert world.state(order) == "fulfilled"


def test_a_quoted_upgrade_keeps_its_price_when_support_is_used() -> None:
    covered = Covered("pbx.standard", YEAR, value=usd(290000))
    world = covered.world
    quote = issued(world, content(upgrade(), customer_id=CUSTOMER))
    for month, level, times in ((10, "l1", 5), (11, "l1", 5), (10, "dev", 1)):
        for _ in range(times):
            covered.record(level=level, minutes=15, on=date(2026, month, 12))
    priced = price_pick(quote.token, Picked(), ports=world.ports)
    assert priced.today is not None
    assert priced.today.breakdown.total > quote.total
    order = accept(world, quote).order
    covered.record(level="dev", minutes=15)
    world.pay(order)
    assert (order.total, world.state(order), world.reviews()) == (quote.total, "fulfilled", [])


def test_an_upgrade_of_what_was_upgraded_otherwise_is_not_accepted() -> None:
    covered = Covered("pbx.standard", YEAR, value=usd(290000))
    world = covered.world
    quote = issued(world, content(upgrade(), customer_id=CUSTOMER))
    buy(covered, upgrade())
    with pytest.raises(SelectionRefused):
        accept(world, quote)
    assert stored(world, quote).state == "issued"


def test_an_extension_that_a_buyer_states_waits_for_staff_as_ever(world: World) -> None:
    order = accept(world, issued(world, content(extension(date(2026, 12, 31))))).order
    world.pay(order)
    assert world.state(order) == "awaiting_approval"


def test_a_pick_is_priced_beside_what_it_costs_today(world: World) -> None:
    quote = issued(world, content(("A", new()), ("B", new("pbx.dedicated")), discounts=[discount("10% whole")]))
    priced = price_pick(quote.token, Picked("B"), ports=world.ports)
    assert (priced.offer.breakdown.total, priced.today and priced.today.breakdown.total) == (
        usd(1_080_000),
        usd(1_200_000),
    )


# What else may be answered


def test_declining_tells_the_seller_why(world: World) -> None:
    quote = issued(world)
    for _ in range(2):
        assert decline_quote(quote.token, "Too dear.", ports=world.ports).state == "declined"
    told = [row.what.message for row in world.books.tables.outbox.values()]
    assert [(each.to, each.reply_to) for each in told] == [(SAM, ANN)]
    assert "Too dear." in told[0].body
    assert history(world, quote)[-1] == "declined"


def test_a_quote_that_is_ordered_or_ran_out_is_not_declined(world: World) -> None:
    done, over = issued(world), issued(world)
    accept(world, done)
    world.clock.advance(days=31)
    for quote in (done, over):
        with pytest.raises(QuoteNotAcceptable):
            decline_quote(quote.token, "Too dear.", ports=world.ports)


def test_questions_and_wishes_go_to_the_seller(world: World) -> None:
    quote = issued(world)
    ask_about_quote(quote.token, "bob@acme.example", "With training?", ports=world.ports)
    with pytest.raises(QuoteNotAcceptable):
        ask_fresh_quote(quote.token, None, None, ports=world.ports)
    world.clock.advance(days=31)
    ask_fresh_quote(quote.token, None, "With training.", ports=world.ports)
    told = [row.what.message for row in world.books.tables.outbox.values()]
    assert [(each.to, each.reply_to) for each in told] == [(SAM, "bob@acme.example"), (SAM, ANN)]
    assert history(world, quote) == ["drafted", "issued", "asked", "fresh_asked"]


def test_a_note_to_the_seller_names_what_each_alternative_costs(world: World) -> None:
    quote = issued(world, content(("A", new()), ("B", new("pbx.dedicated")), ("optional", incidents())))
    ask_about_quote(quote.token, ANN, "With training?", ports=world.ports)
    accept(world, quote, Picked("B", (2,)))
    asked, accepted = (row.what.message.body for row in list(world.books.tables.outbox.values())[:2])
    assert f"Quote: {quote.number}, A for USD 2,900.00, B for USD 12,000.00, without its optional lines\n" in asked
    assert f"Quote: {quote.number}\n" in accepted


# Made by a buyer alone


def test_a_buyer_makes_a_quote_at_list_price(world: World) -> None:
    request = MakeQuote(select(new(), incidents(units=3)), content().addressee, "key-1", "digest")
    quote, again = (make_quote(request, ports=world.ports) for _ in range(2))
    assert quote == again
    assert (quote.kind, quote.state, quote.seller, quote.total) == ("buyer", "issued", None, usd(290000 + 27000))
    assert quote.signature is not None
    assert quote.valid_until == date(2026, 12, 23)
    assert history(world, quote) == ["issued", "sent"]
    with pytest.raises(IdempotencyKeyReused):
        make_quote(replace(request, request_digest="another"), ports=world.ports)
    order = accept(world, quote).order
    assert order.total == quote.total
    to_vendor = list(world.books.tables.outbox.values())[1].what.message
    assert to_vendor.to == "sales@vendor.example"


def test_a_buyers_quote_for_nobody_is_mailed_to_nobody(world: World) -> None:
    nobody = replace(content().addressee, email=None)
    quote = make_quote(MakeQuote(select(new()), nobody, "key-1", "digest"), ports=world.ports)
    assert (quote.sent_at, len(world.books.tables.outbox)) == (None, 0)
