"""Whatever a quote offers and whoever picks: the price is the sum of the frozen lines, and no pick escapes."""

from itertools import chain, combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.discounts import Discount, DiscountRefused
from plandesk.domain.money import Money, total
from plandesk.domain.pricing import Line, Selection
from plandesk.domain.quotes import Choice, Picked, Quote, QuoteOption, highest_discount
from plandesk.services.orders import preview
from plandesk.services.quotes import price_pick
from plandesk.services.quotes_drafts import QuoteContent
from plandesk.services.quotes_made import MakeQuote, make_quote
from tests.factories import World, incidents, new, vendor_catalogue
from tests.quote_acts import accept, content, draft, issued
from tests.quote_samples import REASON, drafted

SOLD = st.sampled_from([plan.id for plan in vendor_catalogue().plans if plan.sold_new])
LINES: st.SearchStrategy[Line] = st.one_of(
    st.builds(new, SOLD, st.integers(1, 2)), st.builds(incidents, st.sampled_from(["l12", "dev"]), st.integers(1, 99))
)
OPTIONAL: st.SearchStrategy[list[tuple[Choice, Line]]] = st.lists(st.tuples(st.just("optional"), LINES), max_size=3)
BASE: st.SearchStrategy[list[tuple[Choice, Line]]] = st.one_of(
    st.lists(st.tuples(st.just("included"), LINES), min_size=1, max_size=3),
    st.tuples(LINES, LINES).map(lambda two: [("A", two[0]), ("B", two[1])]),
    st.tuples(LINES, LINES, LINES).map(lambda three: [("included", three[0]), ("A", three[1]), ("B", three[2])]),
)
OFFERS = st.tuples(BASE, OPTIONAL).map(lambda both: [*both[0], *both[1]])
PERCENT = st.builds(lambda share: f"{share // 100}.{share % 100:02}", st.integers(1, 4000))
DISCOUNTS = st.lists(
    st.one_of(
        st.builds(lambda share, place: Discount(REASON, share, None, place), PERCENT, st.none() | st.integers(0, 1)),
        st.builds(lambda minor: Discount(REASON, None, Money(minor, "USD"), None), st.integers(1, 40_000)),
    ),
    max_size=2,
)
quick = settings(max_examples=40, deadline=None, derandomize=True)


def picks(quote: Quote) -> list[Picked]:
    """List everything that can be picked of a quote."""
    optional = [index for index, each in enumerate(quote.options) if each.choice == "optional"]
    subsets = chain.from_iterable(combinations(optional, size) for size in range(len(optional) + 1))
    chosen = list(subsets)
    return [Picked(alternative, options) for alternative in quote.alternatives or (None,) for options in chosen]


def made(offer: list[tuple[Choice, Line]], discounts: list[Discount]) -> Quote | None:
    """Return a quote of an offer, or None where a discount is more than the price."""
    try:
        return drafted([QuoteOption(choice, line) for choice, line in offer], discounts)
    except DiscountRefused:
        return None


@quick
@given(OFFERS, DISCOUNTS)
def test_a_pick_costs_the_sum_of_its_frozen_lines(offer: list[tuple[Choice, Line]], discounts: list[Discount]) -> None:
    quote = made(offer, discounts)
    if quote is None:
        return
    for pick in picks(quote):
        taken = quote.offer(pick)
        whole = total((line.total for line in taken.breakdown.lines), "USD")
        assert taken.breakdown.total == whole
        options = [
            each
            for index, each in enumerate(quote.options)
            if each.choice in ("included", pick.alternative) or index in pick.options
        ]
        assert whole == total((each.total("USD") for each in options), "USD")
        assert whole.minor >= 0
        assert all(each.total("USD").minor >= 0 for each in options)
        assert len(taken.selection.lines) == len(options)
        assert {line.position for line in taken.breakdown.lines} == set(range(len(options)))


@quick
@given(OFFERS, DISCOUNTS)
def test_no_pick_gains_more_than_the_share_that_is_approved(
    offer: list[tuple[Choice, Line]], discounts: list[Discount]
) -> None:
    quote = made(offer, discounts)
    if quote is None:
        return
    highest, shares = highest_discount(quote.options, "USD"), []
    for pick in picks(quote):
        lines = quote.offer(pick).breakdown.lines
        listed = sum(line.total.minor for line in lines if line.kind != "discount")
        off = -sum(line.total.minor for line in lines if line.kind == "discount")
        shares.append((off, listed))
    assert all(off * 100 <= highest * listed for off, listed in shares)
    assert any((highest - 1) * listed < off * 100 for off, listed in shares)


@quick
@given(OFFERS, DISCOUNTS, st.data())
def test_the_price_that_is_shown_of_a_pick_is_its_orders_to_the_cent(
    offer: list[tuple[Choice, Line]], discounts: list[Discount], data: st.DataObject
) -> None:
    world = World()
    said = _within(content(*offer), discounts, world)
    if said is None:
        return
    quote = issued(world, said)
    pick = data.draw(st.sampled_from(picks(quote)))
    shown = price_pick(quote.token, pick, ports=world.ports).offer.breakdown
    world.clock.advance(days=data.draw(st.integers(0, 29)))
    order = accept(world, quote, pick).order
    assert (order.breakdown, order.total) == (shown, shown.total)


@quick
@given(st.lists(LINES, min_size=1, max_size=5))
def test_a_quote_that_a_buyer_makes_costs_what_the_preview_shows(lines: list[Line]) -> None:
    world, selection = World(), Selection(tuple(lines))
    shown = preview(selection, ports=world.ports).breakdown
    quote = make_quote(MakeQuote(selection, content().addressee, "key-1", "digest"), ports=world.ports)
    assert quote.total == shown.total
    assert quote.everything.breakdown == shown
    assert accept(world, quote).order.breakdown == shown


def _within(said: QuoteContent, discounts: list[Discount], world: World) -> Any:
    """Return the content with its discounts, or None where they cannot be given or need an approval."""
    discounted = QuoteContent(said.options, tuple(discounts), said.addressee)
    try:
        quote = draft(world, discounted)
    except DiscountRefused:
        return None
    return discounted if quote.approval is None else None
