"""An order is in one currency, at the prices stated in it; nothing is ever converted."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from plandesk.adapters.plans_file import parse
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.errors import CatalogueInvalid, UnknownCurrency
from plandesk.domain.money import Money
from plandesk.domain.orders import propose
from plandesk.domain.pricing import Line, PriceBreakdown, Selection, SelectionRefused, Upgrade
from plandesk.domain.requests import unused_requests
from plandesk.services.catalogue import view
from tests.chains import NAME, booked, chain_of
from tests.euros import BOTH, priced_in_euros, stated
from tests.factories import FIRST_DAY, extension, incidents, new, with_rules
from tests.plans import catalogue, content, plan_of


def price_of(*lines: Line, currency: str | None = "EUR", sold: Catalogue = BOTH) -> PriceBreakdown:
    return propose(sold, Selection(lines, currency), FIRST_DAY).breakdown


def test_the_vendors_own_catalogue_is_in_one_currency() -> None:
    assert catalogue().currencies == ("USD",)
    assert BOTH.currencies == ("USD", "EUR")


def test_the_same_lines_cost_what_each_currency_states() -> None:
    lines = (new(), incidents("l12", 2))
    assert price_of(*lines, currency=None).total == price_of(*lines, currency="USD").total == Money(308_000, "USD")
    euros = price_of(*lines)
    assert (euros.currency, euros.total) == ("EUR", Money(287_000, "EUR"))
    assert euros.lines[0].lines[0] == 124


def test_what_states_no_price_in_a_currency_is_not_sold_in_it() -> None:
    with pytest.raises(SelectionRefused) as refused:
        price_of(new(), new("gateway.standard"), incidents("dev"))
    assert [(each.line, each.rule) for each in refused.value.refusals] == [
        (1, "not-priced-in-currency"),
        (2, "not-priced-in-currency"),
    ]


def test_a_currency_in_which_nothing_is_priced_is_refused() -> None:
    with pytest.raises(UnknownCurrency):
        price_of(new(), currency="CHF")


def test_a_credit_is_never_converted() -> None:
    running = booked("pbx.standard 2026-06-01 2027-05-31", paid="2900.00")
    unused = unused_requests(running, BOTH.plan("pbx.standard"), [], BOTH)
    line = Upgrade("pbx.dedicated", running.id, chain_of(running), unused, NAME)
    with pytest.raises(SelectionRefused) as refused:
        price_of(line)
    assert [each.rule for each in refused.value.refusals] == ["paid-in-another-currency"]
    assert price_of(line, currency=None).currency == "USD"


def test_a_reinstatement_fee_is_the_one_stated_in_the_currency() -> None:
    fees = {"reinstatement_fee": Money(5_000, "USD"), "more_reinstatement_fees": (Money(4_500, "EUR"),)}
    lapsed = extension(FIRST_DAY.replace(year=2025))
    euros = price_of(lapsed, sold=with_rules(BOTH, **fees))
    assert [line.total for line in euros.lines if line.kind == "fee"] == [Money(4_500, "EUR")]


def test_the_view_names_every_currency_and_price() -> None:
    shown = json.loads(json.dumps(view(BOTH)))
    assert shown["currencies"] == ["USD", "EUR"]
    [plan] = (each for each in shown["plans"] if each["id"] == "pbx.standard")
    assert [each["value"] for each in plan["more_prices"]] == [{"minor": 270_000, "currency": "EUR"}]


def _fee_in_dollars_alone(raw: dict[str, Any]) -> None:
    priced_in_euros(raw)
    raw["rules"]["reinstatement_fee"] = {"minor": 5_000, "currency": "USD"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda raw: plan_of(raw, "pbx.standard").update(more_prices=[stated(1, "USD")]),
            "in USD stands there",
        ),
        (lambda raw: plan_of(raw, "pbx.standard").update(more_prices=[stated(1), stated(2)]), "in EUR stands there"),
        (_fee_in_dollars_alone, "the fee in EUR is missing"),
    ],
    ids=["its own currency again", "one currency twice", "a fee that is not stated in every currency"],
)
def test_a_catalogue_states_each_currency_once_and_its_fees_in_all(
    change: Callable[[dict[str, Any]], object], fault: str
) -> None:
    raw = content()
    change(raw)
    with pytest.raises(CatalogueInvalid, match=fault):
        parse(json.dumps(raw).encode())
