"""Quotes: their moves, what may be picked of them, what a pick costs, and the guards before acceptance and money."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any, get_args

import pytest

from plandesk.domain.discounts import DiscountRefused
from plandesk.domain.pricing import SelectionRefused
from plandesk.domain.quotes import (
    MOVES,
    REPEATS,
    OfferRefused,
    Picked,
    PickRefused,
    QuoteEvent,
    QuoteMoveRefused,
    QuoteNotAcceptable,
    QuoteNotPayable,
    QuoteState,
    highest_discount,
    require_acceptable,
    require_offer,
    require_quote_payable,
)
from plandesk.domain.quotes_offer import price_options
from plandesk.text.formats import money
from tests.factories import FIRST_DAY, extension, incidents, new, noon, usd, vendor_catalogue
from tests.golden_tables import rows
from tests.quote_samples import discount, drafted, offered, option, picked

NOW = noon(FIRST_DAY)
STATES: tuple[QuoteState, ...] = get_args(QuoteState)
EVENTS: tuple[QuoteEvent, ...] = get_args(QuoteEvent)


@pytest.mark.parametrize("row", rows("quotes"))
def test_golden_quote(row: dict[str, Any]) -> None:
    quote = drafted([option(each) for each in row["options"]], [discount(each) for each in row["discounts"]])
    offer = quote.offer(picked(row["pick"]))
    assert [_signed(line.total) for line in offer.breakdown.lines] == row["line_totals"]
    assert money(offer.breakdown.total) == row["total"]
    assert f"{highest_discount(quote.options, 'USD')}" == row["highest"]


@pytest.mark.parametrize(("state", "event"), list(product(STATES, EVENTS)))
def test_a_quote_moves_only_along_its_table(state: QuoteState, event: QuoteEvent) -> None:
    quote = drafted(state=state)
    if (state, event) in REPEATS:
        assert quote.on(event) is quote
    elif (state, event) in MOVES:
        assert quote.on(event).state == MOVES[state, event]
    else:
        with pytest.raises(QuoteMoveRefused):
            quote.on(event)


def test_the_table_is_the_one_of_the_rules() -> None:
    told = {
        "draft": {"issued"},
        "issued": {"accepted", "replaced", "declined", "expired", "revoked"},
        "accepted": {"ordered"},
    }
    assert {state: {to for (at, _), to in MOVES.items() if at == state} for state, _ in MOVES} == told


@pytest.mark.parametrize("state", STATES)
def test_only_an_issued_quote_that_is_valid_is_accepted(state: QuoteState) -> None:
    quote = drafted(state=state, expires_at=NOW + timedelta(seconds=1))
    if state == "issued":
        require_acceptable(quote, NOW)
        with pytest.raises(QuoteNotAcceptable) as refused:
            require_acceptable(quote, NOW + timedelta(seconds=1))
        assert refused.value.facts["state"] == "expired"
    else:
        with pytest.raises(QuoteNotAcceptable):
            require_acceptable(quote, NOW)


def test_a_quote_without_a_last_day_is_never_accepted() -> None:
    with pytest.raises(QuoteNotAcceptable):
        require_acceptable(drafted(state="issued"), NOW)


@pytest.mark.parametrize("state", STATES)
def test_an_order_is_paid_only_while_its_quote_names_it(state: QuoteState) -> None:
    quote = drafted(state=state, order_id="order-1")
    if state == "ordered":
        require_quote_payable(quote, "order-1")
    else:
        with pytest.raises(QuoteNotPayable):
            require_quote_payable(quote, "order-1")
    for none in (None, replace(quote, order_id="order-2"), replace(quote, order_id=None)):
        with pytest.raises(QuoteNotPayable):
            require_quote_payable(none, "order-1")


@pytest.mark.parametrize(
    ("choices", "rule"),
    [
        ((), "no-lines"),
        (("optional",), "only-optional"),
        (("included", "A"), "one-alternative"),
        (("B", "optional"), "one-alternative"),
    ],
)
def test_what_offers_nothing_is_no_quote(choices: Any, rule: str) -> None:
    with pytest.raises(OfferRefused) as refused:
        require_offer(choices)
    assert refused.value.facts == {"rule": rule}


@pytest.mark.parametrize(
    ("options", "pick", "rule"),
    [
        (["A new pbx.standard 1", "B new pbx.dedicated 1"], "", "alternative-needed"),
        (["included new pbx.standard 1"], "A", "no-alternatives"),
        (["included new pbx.standard 1", "optional incidents l12 1"], "0", "no-such-option"),
        (["included new pbx.standard 1"], "7", "no-such-option"),
    ],
)
def test_a_pick_fits_what_is_offered(options: list[str], pick: str, rule: str) -> None:
    with pytest.raises(PickRefused) as refused:
        drafted([option(each) for each in options]).offer(picked(pick))
    assert refused.value.facts == {"rule": rule}


def test_an_option_picked_twice_is_bought_once() -> None:
    quote = drafted([offered(), offered("optional", incidents())])
    assert quote.offer(Picked(None, (1, 1))).breakdown.total == usd(290000 + 9000)


def test_the_lines_picked_are_numbered_anew_with_their_dates() -> None:
    quote = drafted([offered("A", new()), offered("B", new("pbx.dedicated")), offered("included", incidents())])
    offer = quote.offer(Picked("B"))
    assert [line.position for line in offer.breakdown.lines] == [0, 1]
    assert [(each.position, each.terms[0].plan) for each in offer.schedules] == [(0, "pbx.dedicated")]
    assert [each.kind for each in offer.selection.lines] == ["new_installation", "incidents"]


def test_both_alternatives_may_be_for_one_installation_but_not_two_lines_of_one_pick() -> None:
    standard, dedicated = extension(reference="PBX-1"), extension(plan="pbx.dedicated", reference="PBX-1")
    drafted([offered("A", standard), offered("B", dedicated)])
    with pytest.raises(SelectionRefused) as refused:
        drafted(
            [offered("included", incidents()), offered("A", standard), offered("B"), offered("optional", dedicated)]
        )
    assert [(each.line, each.rule) for each in refused.value.refusals] == [(3, "installation-twice")]


def test_a_discount_that_is_none_names_its_place_among_the_discounts() -> None:
    for text, rule in (
        ("USD 9999.00 whole", "too-large"),
        ("5% 7", "no-such-line"),
        ("EUR 1.00 whole", "other-currency"),
    ):
        with pytest.raises(DiscountRefused) as refused:
            price_options(vendor_catalogue(), [offered()], [discount("1% whole"), discount(text)], FIRST_DAY)
        assert refused.value.facts == {"index": 1, "rule": rule}


def _signed(amount: Any) -> str:
    return money(amount) if amount.minor >= 0 else f"-{money(-amount)}"
