"""The exact distribution of an uncertain workload agrees with requests that are really thrown, and keeps its laws."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from math import sqrt
from random import Random
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.advice_chances import Chances, chances
from plandesk.domain.advice_chances_arrivals import Effort, kinds_by_pool
from plandesk.domain.advice_chances_terms import chain_of, cover_of
from plandesk.domain.advice_workload import Horizon, Rate
from plandesk.domain.catalogue import Cap, Catalogue, Plan
from plandesk.domain.money import Money
from tests.factories import vendor_catalogue
from tests.plans import SECOND_VENDOR, catalogue, choose

RUNS = 100_000
START = date(2026, 12, 1)
AGREED = 10**12  # Minor units that stand for a request by agreement: more than any total of money.


@dataclass(frozen=True)
class Thrown:
    """Requests thrown one by one, and what each option made of them."""

    totals: Mapping[str, list[int]]
    wins: Counter[str]


def sold(edition: Catalogue, family: str) -> tuple[Plan, ...]:
    return tuple(plan for plan in edition.plans_of(family) if plan.sold_new)


def asked(edition: Catalogue, family: str, months: int, *rates: tuple[str, int, str]) -> Mapping[str, Chances]:
    horizon = Horizon(START, months)
    return chances(edition, family, horizon, rates_of(rates), sold(edition, family), adhoc=True)


def rates_of(rates: Sequence[tuple[str, int, str]]) -> list[Rate]:
    return [Rate(level, minutes, Fraction(per_month)) for level, minutes, per_month in rates]


def beyond(edition: Catalogue, level: str, minutes: int) -> int:
    incident = edition.incident_for(level)
    if incident is None or (minutes > incident.max_minutes.value and edition.rules.over_hour == "separate_agreement"):
        return AGREED
    return -(-minutes // incident.max_minutes.value) * incident.price.value.minor


class Spending:
    """One plan, repeated from the first month on, serving requests as they come."""

    def __init__(self, plan: Plan, months: int, kinds: Sequence[tuple[str, int]]) -> None:
        assert plan.months
        assert plan.price.value
        self.terms = -(-months // plan.months)
        self.price = plan.price.value.minor * self.terms
        self.term_of = [month // plan.months for month in range(months)]
        self.place_of = [
            next((at for at, quota in enumerate(plan.quotas) if level in quota.levels), None) for level, _ in kinds
        ]
        self.caps = [(*_cap(quota.month), *_cap(quota.period)) for quota in plan.quotas]

    def serve(self, events: Sequence[tuple[int, int]], minutes_of: Sequence[int], costs: Sequence[int]) -> int:
        """Return the price and the cost of each request that what is left of month and term does not hold."""
        paid = self.price
        left: dict[int, list[int]] = {}
        since: dict[int, tuple[int, int]] = {}
        for month, kind in events:
            place = self.place_of[kind]
            if place is None:
                paid += costs[kind]
                continue
            term = self.term_of[month]
            quota = left.setdefault(place, [0, 0, 0, 0])
            then = since.get(place)
            if then is None or then[1] != term:
                quota[:] = self.caps[place]
                since[place] = (month, term)
            elif then[0] != month:
                quota[:2] = self.caps[place][:2]
                since[place] = (month, term)
            minutes = minutes_of[kind]
            if quota[0] > 0 and quota[2] > 0 and quota[1] >= minutes and quota[3] >= minutes:
                quota[0] -= 1
                quota[2] -= 1
                quota[1] -= minutes
                quota[3] -= minutes
            else:
                paid += costs[kind]
        return paid


def _cap(cap: Cap | None) -> tuple[int, int]:
    return (cap.requests, cap.minutes) if cap else (10**6, 10**6)


def throw(edition: Catalogue, family: str, months: int, rates: Sequence[tuple[str, int, str]]) -> Thrown:
    """Throw requests one after the other, waiting for each at random, and let each option serve them."""
    random = Random(20261201)
    kinds = [(level, minutes) for level, minutes, _ in rates]
    spendings = {plan.id: Spending(plan, months, kinds) for plan in sold(edition, family)}
    file_order = [plan.id for plan in edition.plans]
    ranked = sorted(spendings, key=lambda each: (spendings[each].terms, file_order.index(each)))
    minutes_of = [minutes for _, minutes in kinds]
    costs = [beyond(edition, *kind) for kind in kinds]
    weights = list(accumulate(float(Fraction(rate)) for *_, rate in rates))
    totals: dict[str, list[int]] = {each: [] for each in ("adhoc", *ranked)}
    wins: Counter[str] = Counter()
    numbers = range(len(kinds))
    for _ in range(RUNS):
        events = []
        time = random.expovariate(weights[-1])
        while time < months:
            events.append(int(time))
            time += random.expovariate(weights[-1])
        drawn = random.choices(numbers, cum_weights=weights, k=len(events))
        cheapest = "adhoc"
        least = sum([costs[kind] for kind in drawn])
        totals["adhoc"].append(least)
        requests = list(zip(events, drawn, strict=True))
        for each in ranked:
            cost = spendings[each].serve(requests, minutes_of, costs)
            totals[each].append(cost)
            if cost < least:
                cheapest, least = each, cost
        wins[cheapest] += 1
    return Thrown(totals, wins)


CASES = [
    ("vendor", "softswitch", 12, [("l2", 60, "0.9"), ("dev", 60, "0.3")]),
    ("vendor", "gateway", 12, [("l2", 30, "0.8"), ("l1", 75, "0.3"), ("dev", 45, "0.2")]),
    ("vendor", "pbx", 13, [("l1", 30, "0.3"), ("l2", 90, "0.5"), ("dev", 60, "0.2")]),
    ("agreed", "softswitch", 12, [("l2", 60, "0.4"), ("l2", 90, "0.3"), ("dev", 120, "0.1")]),
    ("second", "telescope", 24, [("look", 45, "0.3"), ("align", 60, "0.2"), ("board", 60, "0.2")]),
    ("second", "dome", 12, [("look", 45, "0.2"), ("board", 100, "0.3"), ("board", 30, "0.4"), ("code", 30, "0.2")]),
]


def edition_of(name: str) -> Catalogue:
    if name == "vendor":
        return vendor_catalogue()
    if name == "agreed":
        return catalogue(choose("A22", "separate_agreement"))
    return catalogue(path=SECOND_VENDOR)


@pytest.mark.parametrize(("name", "family", "months", "rates"), CASES)
def test_a_hundred_thousand_throws_agree_with_the_exact_distribution(
    name: str, family: str, months: int, rates: list[tuple[str, int, str]]
) -> None:
    edition = edition_of(name)
    exact = asked(edition, family, months, *rates)
    thrown = throw(edition, family, months, rates)
    assert set(exact) == set(thrown.totals)
    for option, told in exact.items():
        costs = [cost % AGREED for cost in thrown.totals[option]]
        agreed = [cost // AGREED for cost in thrown.totals[option]]
        assert_mean(costs, told.expected.minor, slack=0.5)
        assert_mean(agreed, told.by_agreement, slack=1e-6)
        for share, point in ((0.5, told.median), (0.9, told.p90), (0.95, told.p95)):
            assert_point(costs, point.minor, share)
        assert_share(thrown.wins[option], told.cheapest)


def assert_mean(values: Sequence[int], told: float, slack: float) -> None:
    mean = fmean(values)
    assert abs(mean - told) <= 5 * stdev(values) / sqrt(RUNS) + slack


def stdev(values: Sequence[int]) -> float:
    return sqrt(fmean([value * value for value in values]) - fmean(values) ** 2)


def assert_point(values: Sequence[int], point: int, share: float) -> None:
    """The point is reached with the share at least, and what lies below it with no more than that."""
    error = 5 * sqrt(share * (1 - share) / RUNS)
    ordered = sorted(values)
    assert bisect_right(ordered, point) / RUNS >= share - error
    assert bisect_left(ordered, point) / RUNS <= share + error


def assert_share(count: int, told: float) -> None:
    assert abs(count / RUNS - told) <= 5 * sqrt(told * (1 - told) / RUNS) + 1e-9


rows = st.lists(
    st.tuples(
        st.sampled_from(["l1", "l2", "dev"]),
        st.sampled_from([15, 30, 60, 75]),
        st.sampled_from(["0", "0.01", "0.2", "0.75"]),
    ),
    max_size=2,
)
families = st.sampled_from([family.id for family in vendor_catalogue().families])


@settings(max_examples=20, deadline=None)
@given(families, st.sampled_from([12, 24, 36]), rows)
def test_the_chances_of_being_cheapest_add_up_and_points_are_in_order(
    family: str, months: int, rates: list[tuple[str, int, str]]
) -> None:
    told = asked(vendor_catalogue(), family, months, *rates)
    assert abs(sum(each.cheapest for each in told.values()) - 1) < 1e-12
    assert all(each.median <= each.p90 <= each.p95 for each in told.values())
    assert all(each.expected <= told["adhoc"].expected + price(plan, months) for plan, each in with_plans(told))


@settings(max_examples=20, deadline=None)
@given(families, st.sampled_from([12, 24, 36]), rows, st.sampled_from(["l1", "l2", "dev"]), st.sampled_from([30, 60]))
def test_more_requests_never_cost_less_on_average_where_all_are_alike(
    family: str, months: int, rates: list[tuple[str, int, str]], level: str, minutes: int
) -> None:
    alike = [(level, minutes, rate) for *_, rate in rates]
    fewer, more = (
        asked(vendor_catalogue(), family, months, *those) for those in (alike, [*alike, (level, minutes, "0.3")])
    )
    for option, told in fewer.items():
        assert told.expected <= more[option].expected
        assert told.median <= more[option].median
        assert told.p90 <= more[option].p90
        assert told.p95 <= more[option].p95


@settings(max_examples=20, deadline=None)
@given(families, st.sampled_from([12, 36]), rows)
def test_less_than_a_million_millionth_is_left_out_of_a_distribution(
    family: str, months: int, rates: list[tuple[str, int, str]]
) -> None:
    for pool, kinds in kinds_by_pool(vendor_catalogue(), rates_of(rates)).items():
        for plan in sold(vendor_catalogue(), family):
            quota = next(each for each in plan.quotas if each.pool == pool)
            cover = cover_of(quota, plan.months or 0)
            taken = [kind for kind in kinds if cover.takes(kind)]
            if taken:
                masses = (
                    chain_of(taken, [cover], lambda weight, takes: weight * (not takes[0]), months, Effort())
                    .outcome()
                    .masses
                )
                assert 0 <= 1 - sum(masses.values()) + 1e-13 <= 1e-12


def with_plans(told: Mapping[str, Chances]) -> list[tuple[Plan, Chances]]:
    return [(vendor_catalogue().plan(option), each) for option, each in told.items() if option != "adhoc"]


def price(plan: Plan, months: int) -> Money:
    assert plan.price.value
    assert plan.months
    return plan.price.value * -(-months // plan.months)
