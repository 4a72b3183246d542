"""Discounts: what each line costs after them, and what is refused."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from plandesk.domain.discounts import Discount, DiscountRefused, discounted, list_total, percent_off
from plandesk.domain.money import Money
from plandesk.domain.pricing import PriceBreakdown, price, with_tax
from plandesk.domain.tax import Tax
from tests.factories import FIRST_DAY, incidents, new, select, usd, vendor_catalogue
from tests.golden_tables import rows, selection_of


def amount(text: str) -> Money:
    return Money.from_decimal(Decimal(text), "USD")


def discounts_of(row: Mapping[str, Any]) -> Sequence[Discount]:
    return [
        Discount(
            each.get("reason", "a test"),
            each.get("percent"),
            amount(each["amount"]) if "amount" in each else None,
            None if each["line"] is None else each["line"] - 1,
        )
        for each in row["discounts"]
    ]


def listed(row: Mapping[str, Any]) -> PriceBreakdown:
    return price(vendor_catalogue(), selection_of(row["lines"]), FIRST_DAY)


@pytest.mark.parametrize("row", rows("discounts", nets=True))
def test_each_line_costs_what_the_table_says(row: dict[str, Any]) -> None:
    lowered = discounted(listed(row), discounts_of(row))
    nets = [lowered.line_net(position) for position in range(len(row["lines"]))]
    assert nets == [amount(each) for each in row["nets"]]
    assert lowered.total == lowered.net == amount(row["total"])
    assert list_total(lowered) == listed(row).total


@pytest.mark.parametrize("row", rows("discounts", refused=True))
def test_what_is_no_discount_is_refused_by_its_rule(row: dict[str, Any]) -> None:
    with pytest.raises(DiscountRefused) as refused:
        discounted(listed(row), discounts_of(row))
    assert refused.value.facts["rule"] == row["refused"]
    assert refused.value.facts["index"] == len(row["discounts"]) - 1


def test_an_amount_in_another_currency_is_refused() -> None:
    whole = price(vendor_catalogue(), select(new()), FIRST_DAY)
    with pytest.raises(DiscountRefused, match="other-currency"):
        discounted(whole, [Discount("a test", amount=Money(100, "EUR"))])


def test_the_percentage_that_needs_approval_is_of_the_whole_list_total() -> None:
    whole = price(vendor_catalogue(), select(new(), incidents("dev", 1)), FIRST_DAY)
    assert percent_off(whole) == 0
    assert percent_off(discounted(whole, [Discount("a test", "10", position=0)])) == Decimal("9.36")


def test_a_pay_page_gets_one_item_a_line_and_none_of_nothing() -> None:
    whole = price(vendor_catalogue(), select(new(), incidents("dev", 2), incidents("l12", 1)), FIRST_DAY)
    lowered = discounted(whole, [Discount("a test", "100", position=2), Discount("another", "50", position=1)])
    assert [(item.quantity, item.unit_price, item.total) for item in lowered.items] == [
        (1, usd(290_000), usd(290_000)),
        (1, usd(20_000), usd(20_000)),
    ]


def test_tax_stands_beside_the_lines_and_in_the_total() -> None:
    whole = price(vendor_catalogue(), select(new()), FIRST_DAY)
    taxed = with_tax(whole, Tax("rated", "DE", "19", usd(0)).on(whole.net))
    assert (taxed.net, taxed.total) == (usd(290_000), usd(345_100))
    assert with_tax(taxed, None) == whole
