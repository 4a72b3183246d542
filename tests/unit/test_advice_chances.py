"""What an uncertain workload costs agrees with closed forms that a person can work out."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import comb, exp, factorial
from typing import Any

import pytest

from plandesk.domain.advice_chances import Chances, chances
from plandesk.domain.advice_chances_arrivals import Effort, WorkloadTooVaried, kinds_by_pool
from plandesk.domain.advice_chances_terms import chain_of, cover_of
from plandesk.domain.advice_workload import Horizon, Rate
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.errors import UnknownFamily, UnknownLevel
from plandesk.domain.money import Money
from tests.factories import second_catalogue, vendor_catalogue
from tests.golden_tables import rows
from tests.plans import catalogue, choose

START = date(2026, 12, 1)


def rate(level: str, minutes: int, per_month: str) -> Rate:
    return Rate(level, minutes, Fraction(per_month))


def told(
    options: Sequence[str],
    months: int,
    *rates: Rate,
    edition: Catalogue | None = None,
    family: str = "softswitch",
    running: Sequence[str] | None = None,
) -> dict[str, Chances]:
    edition = edition or vendor_catalogue()
    plans = [edition.plan(option) for option in options if option != "adhoc"]
    horizon = Horizon(START, months)
    return dict(chances(edition, family, horizon, rates, plans, adhoc="adhoc" in options, running=running))


def usd(major: int) -> Money:
    return Money(major * 100, "USD")


def poisson(mean: float, counts: range) -> float:
    return sum(exp(-mean) * mean**count / factorial(count) for count in counts)


def test_ad_hoc_alone_costs_a_poisson_number_of_incidents() -> None:
    found = told(["adhoc"], 12, rate("l2", 60, "1"))["adhoc"]
    assert found.expected == usd(12 * 90)
    assert poisson(12, range(12)) < 0.5 <= poisson(12, range(13))
    assert poisson(12, range(17)) < 0.9 <= poisson(12, range(18))
    assert poisson(12, range(18)) < 0.95 <= poisson(12, range(19))
    assert (found.median, found.p90, found.p95) == (usd(12 * 90), usd(17 * 90), usd(18 * 90))
    assert found.cheapest == 1
    assert found.by_agreement == 0


def test_each_started_hour_is_one_more_incident() -> None:
    one, two = (told(["adhoc"], 12, rate("l2", minutes, "1"))["adhoc"] for minutes in (60, 61))
    assert two.p95.minor == 2 * one.p95.minor
    assert two.expected == usd(12 * 180)


def test_a_plan_without_caps_of_the_month_covers_the_first_requests_of_its_term() -> None:
    found = told(["gateway.standard"], 12, rate("l2", 30, "0.5"), family="gateway")["gateway.standard"]
    covered = sum(min(count, 4) * poisson(6, range(count, count + 1)) for count in range(60))
    assert found.expected.minor == round(90000 + 9000 * (6 - covered))
    assert poisson(6, range(6)) < 0.5 <= poisson(6, range(7))
    assert found.median == usd(900 + 2 * 90)


@pytest.mark.parametrize(("beside", "more"), [(1e-7, 0), (-1e-7, 1)])
def test_a_point_holds_however_close_the_distribution_comes_to_its_share(beside: float, more: int) -> None:
    low, high = 12.0, 24.0
    while high - low > 1e-12:
        mean = (low + high) / 2
        low, high = (mean, high) if poisson(mean, range(20)) > 0.9 + beside else (low, mean)
    found = told(["gateway.standard"], 12, rate("l2", 30, str(low / 12)), family="gateway")["gateway.standard"]
    assert found.p90 == usd(900 + (19 + more - 4) * 90)


def test_a_cap_of_the_month_refuses_what_comes_on_top_in_that_month() -> None:
    found = told(["softswitch.standard"], 12, rate("dev", 60, "0.01"))["softswitch.standard"]
    one_month = 1 - exp(-0.01)
    busy = [comb(12, months) * one_month**months * (1 - one_month) ** (12 - months) for months in range(13)]
    covered = sum(min(months, 3) * chance for months, chance in enumerate(busy))
    assert found.expected.minor == round(140000 + 20000 * (0.12 - covered))


def test_rates_of_nothing_cost_the_price_alone_for_certain() -> None:
    for rates in ([], [rate("l2", 60, "0")]):
        found = told(["adhoc", "softswitch.standard"], 36, *rates)
        assert found["softswitch.standard"].expected == found["softswitch.standard"].p95 == usd(3 * 1400)
        assert found["adhoc"].expected == found["adhoc"].p95 == usd(0)
        assert (found["adhoc"].cheapest, found["softswitch.standard"].cheapest) == (1, 0)


@pytest.mark.parametrize(("months", "terms"), [(12, 1), (24, 1), (25, 2), (36, 2)])
def test_a_term_that_crosses_the_horizon_counts_in_full(months: int, terms: int) -> None:
    found = told(["gateway.dedicated"], months, rate("l2", 30, "0.01"), family="gateway")["gateway.dedicated"]
    assert found.median == found.expected == usd(terms * 3500)


def test_three_terms_in_a_row_save_three_times_as_much_as_one() -> None:
    one, three = (told(["softswitch.standard"], months, rate("l2", 60, "2")) for months in (12, 36))
    assert three["softswitch.standard"].expected.minor == pytest.approx(
        3 * one["softswitch.standard"].expected.minor, abs=2
    )


def test_a_quota_of_level_1_alone_covers_no_level_2() -> None:
    one = told(["pbx.basic"], 1, rate("l1", 15, "1"), family="pbx")["pbx.basic"]
    two = told(["pbx.basic"], 1, rate("l2", 15, "1"), family="pbx")["pbx.basic"]
    assert two.expected == usd(900 + 90)
    assert one.expected.minor == round(
        90000 + 9000 * sum((count - 5) * poisson(1, range(count, count + 1)) for count in range(6, 40))
    )


def test_a_request_without_a_price_is_told_and_never_counted_as_free() -> None:
    edition = catalogue(choose("A22", "separate_agreement"))
    found = told(["adhoc", "softswitch.standard"], 12, rate("l2", 90, "1"), rate("l2", 60, "1"), edition=edition)
    adhoc, plan = found["adhoc"], found["softswitch.standard"]
    assert adhoc.by_agreement == pytest.approx(12)
    assert adhoc.expected == usd(12 * 90)
    assert plan.by_agreement == pytest.approx(12)  # An hour and a half never fits the hour of a month.


def test_fewer_requests_by_agreement_come_before_less_money() -> None:
    found = told(
        ["adhoc", "telescope.observatory"], 18, rate("code", 30, "0.1"), edition=second_catalogue(), family="telescope"
    )
    assert found["adhoc"].by_agreement == pytest.approx(1.8)
    assert found["adhoc"].expected == Money(0, "JPY")
    assert found["adhoc"].cheapest == pytest.approx(exp(-1.8), abs=1e-3)
    assert found["telescope.observatory"].cheapest == pytest.approx(1 - exp(-1.8), abs=1e-3)


def test_an_exact_tie_counts_for_the_option_with_fewer_terms() -> None:
    found = told(["adhoc", "gateway.advanced"], 12, rate("l2", 30, "20"), rate("dev", 30, "20"), family="gateway")
    assert found["adhoc"].median == found["gateway.advanced"].median
    assert (found["adhoc"].cheapest, found["gateway.advanced"].cheapest) == (1, 0)


def test_the_chance_of_being_cheapest_is_that_of_saving_more_than_the_price() -> None:
    found = told(["adhoc", "gateway.dedicated"], 24, rate("l2", 30, "1.5"), family="gateway")
    few = poisson(36, range(39))  # 39 incidents of 90 dollars are more than its price, 38 are not.
    assert found["adhoc"].cheapest == pytest.approx(few, abs=1e-9)
    assert found["gateway.dedicated"].cheapest == pytest.approx(1 - few, abs=1e-9)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(UnknownLevel):
        told(["adhoc"], 12, rate("l9", 60, "1"))
    with pytest.raises(UnknownFamily):
        told(["adhoc"], 12, rate("l2", 60, "1"), family="toaster")


def test_more_than_a_person_waits_for_is_refused() -> None:
    kinds = kinds_by_pool(vendor_catalogue(), [rate("l2", 30, "2"), rate("l2", 60, "2")])["l12"]
    cover = cover_of(vendor_catalogue().plan("gateway.dedicated").quotas[0], 24)
    chain = chain_of(kinds, [cover], lambda weight, taken: 0, 24, Effort(left=100_000))
    with pytest.raises(WorkloadTooVaried):
        chain.outcome()


def test_averages_are_told_where_only_the_joint_distribution_takes_too_long() -> None:
    rates = (rate("l2", 30, "1.2"), rate("l1", 60, "0.4"))
    plans = ["adhoc", "gateway.advanced", "gateway.dedicated"]
    alone = told(plans, 24, *rates, family="gateway")
    found = told(plans, 24, *rates, family="gateway", running=plans[1:])
    assert [found[each].cheapest for each in plans] == [0, None, None]
    assert {each: known.expected for each, known in found.items()} == {
        each: known.expected for each, known in alone.items()
    }


def test_a_plan_without_a_price_or_of_another_family_cannot_be_weighed() -> None:
    for plan in ("softswitch.none", "gateway.standard"):
        with pytest.raises(ValueError, match=plan):
            told([plan], 12, rate("l2", 60, "1"))


@pytest.mark.parametrize("row", rows("advice_chances"))
def test_golden_chances(row: dict[str, Any]) -> None:
    rates = [rate(level, int(Decimal(hours) * 60), often) for level, hours, _, often in map(str.split, row["rates"])]
    found = told(list(row["options"]), row["months"], *rates, family=row["family"])
    assert {option: _told(each) for option, each in found.items()} == row["options"]


def _told(found: Chances) -> list[str]:
    totals = (found.expected, found.median, found.p90, found.p95)
    assert found.cheapest is not None
    return [*(str(each.to_decimal()) for each in totals), f"{100 * found.cheapest:.1f}"]
