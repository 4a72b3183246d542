"""Prices are the catalogue's, line by line and in all; what cannot be bought is named fault by fault."""

from typing import Any

import pytest

from plandesk.domain.money import Money, total
from plandesk.domain.orders import propose
from plandesk.domain.pricing import Fee, SelectionRefused, price, refuse
from plandesk.text.formats import money
from tests.factories import (
    FIRST_DAY,
    extension,
    incidents,
    new,
    second_catalogue,
    select,
    usd,
    vendor_catalogue,
    with_rules,
)
from tests.golden_tables import rows, selection_of


@pytest.mark.parametrize("row", rows("prices"))
def test_golden_price(row: dict[str, Any]) -> None:
    breakdown = propose(vendor_catalogue(), selection_of(row["lines"]), FIRST_DAY).breakdown
    assert [money(line.total) for line in breakdown.lines] == row["line_totals"]
    assert money(breakdown.total) == row["total"]


@pytest.mark.parametrize("row", rows("refusals"))
def test_golden_refusal(row: dict[str, Any]) -> None:
    with pytest.raises(SelectionRefused) as refused:
        propose(vendor_catalogue(), selection_of(row["lines"]), FIRST_DAY)
    assert [{"at": each.pointer, "rule": each.rule} for each in refused.value.refusals] == row["faults"]


def test_a_line_says_what_it_buys_and_where_that_is_written() -> None:
    gold = price(vendor_catalogue(), select(new("softswitch.gold")), FIRST_DAY).lines[0]
    assert (gold.quantity, gold.months, gold.unit_price, gold.total) == (1, 12, usd(890000), usd(890000))
    assert "A5" in gold.readings
    assert gold.lines
    assert not gold.stated_by_buyer


def test_an_incident_line_says_how_long_one_unit_lasts() -> None:
    line = price(vendor_catalogue(), select(incidents("dev", 3)), FIRST_DAY).lines[0]
    assert (line.quantity, line.minutes, line.unit_price, line.total) == (3, 60, usd(20000), usd(60000))


def test_an_extension_is_marked_as_stated_by_the_buyer() -> None:
    line = price(vendor_catalogue(), select(extension()), FIRST_DAY).lines[0]
    assert line.stated_by_buyer


def test_a_price_names_its_day_its_version_and_that_it_is_net() -> None:
    catalogue = vendor_catalogue()
    breakdown = price(catalogue, select(new()), FIRST_DAY)
    assert breakdown.catalogue_version == catalogue.version
    assert breakdown.priced_on == FIRST_DAY
    assert (breakdown.currency, breakdown.net_of_tax) == ("USD", True)


def test_a_fee_stands_behind_the_line_it_belongs_to() -> None:
    fees = (Fee(0, "R4", usd(5000)),)
    breakdown = price(vendor_catalogue(), select(extension(), incidents()), FIRST_DAY, fees)
    assert [line.kind for line in breakdown.lines] == ["extension", "fee", "incidents"]
    assert breakdown.total == usd(290000 + 5000 + 9000)


def test_reinstatement_costs_its_fee_after_grace_and_nothing_within_it() -> None:
    catalogue = with_rules(vendor_catalogue(), reinstatement_fee=usd(5000))
    lapsed = select(extension(FIRST_DAY.replace(month=9)))
    in_grace = select(extension(FIRST_DAY.replace(day=1), start="from_payment"))
    assert propose(catalogue, lapsed, FIRST_DAY).breakdown.total == usd(295000)
    assert propose(catalogue, in_grace, FIRST_DAY).breakdown.total == usd(290000)


def test_the_second_vendor_is_priced_in_its_own_currency_and_words() -> None:
    selection = select(new("telescope.observer", 2), new("dome.keeper"))
    breakdown = propose(second_catalogue(), selection, FIRST_DAY).breakdown
    assert breakdown.total == Money(2 * 48000 + 99000, "JPY")
    assert breakdown.total == total((line.total for line in breakdown.lines), "JPY")
    assert not breakdown.net_of_tax


def test_one_installation_stands_in_one_line_of_an_order() -> None:
    twice = select(extension(reference="PBX-1"), extension(reference=" pbx-1 "), extension(reference="PBX-2"))
    refusals = refuse(vendor_catalogue(), twice)
    assert [(each.pointer, each.rule) for each in refusals] == [
        ("/lines/1/installation/reference", "installation-twice")
    ]
