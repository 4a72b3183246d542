"""What an uncertain workload costs with each option: the exact distribution of the total, as requests come (R28).

Requests of each kind arrive as independent Poisson processes. Nothing is sampled: distributions are followed month by
month, and what is left out of them is at most 1e-12 in all, or so little that no total told can be another one. Floats
are probabilities and averages only; every total is a whole number of minor units (decision 0017).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import gcd

from plandesk.domain.advice_chances_arrivals import Effort, Masses, WorkloadTooVaried, kinds_by_pool, weighed
from plandesk.domain.advice_chances_cheapest import Bid, cheapest_chances
from plandesk.domain.advice_chances_month import Taken
from plandesk.domain.advice_chances_savings import Ledger
from plandesk.domain.advice_chances_sums import convolved
from plandesk.domain.advice_chances_terms import LEFT_OUT, Chain, Cover, chain_of, cover_of
from plandesk.domain.advice_quota import UNPRICED
from plandesk.domain.advice_workload import Horizon, Rate
from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.domain.money import Money, Rounding

_NONE = 1e-9  # Fewer requests than this are the rounding of floats.
_ROUNDING = 1e-12  # Of a sum of probabilities.
_AT_ONCE = 30_000_000  # Products for how several plans meet the same requests.
_ROUGH = (1e-4, 1e-7)  # What a distribution may leave out of a pool as long as that moves no point.


@dataclass(frozen=True, slots=True)
class Chances:
    """What one option costs: the average (half-up), and the least totals that hold with 50, 90 and 95 % probability.

    `by_agreement` is the average number of requests that no price is stated for (A22): the totals hold without them.
    `cheapest` is the chance, from 0 to 1, that it comes first for the requests that come. Options compare as they are
    ranked: fewer requests by agreement first, then less money, then fewer terms, then catalogue order; so an exact tie
    counts for one of the tied only, and the chances of all options add up to 1. It is None
    where all the other figures can be told in time, but not how several plans meet the same requests.
    """

    expected: Money
    median: Money
    p90: Money
    p95: Money
    by_agreement: float
    cheapest: float | None


def chances(
    catalogue: Catalogue,
    family: str,
    horizon: Horizon,
    rates: Sequence[Rate],
    plans: Sequence[Plan],
    *,
    adhoc: bool,
    running: Collection[str] | None = None,
) -> Mapping[str, Chances]:
    """Return the chances of each plan, repeated back to back until the horizon is covered, and of "adhoc" if asked for.

    Every term's price counts in full, requests arrive inside the horizon only. The quota's months turn with the
    horizon's, also where the catalogue lets them turn with the calendar (A4): the two differ only for a horizon that
    does not start on the first of a month. Only options in `running`, by default all, can be the cheapest.

    Raises:
        UnknownFamily: the catalogue does not have the family.
        UnknownLevel: a rate names a level that it does not have.
        WorkloadTooVaried: its many lengths and large quotas would take more than a person waits for.
        ValueError: a plan is of another family, or has no price or no length.
    """
    family_id = catalogue.family(family).id
    kinds = kinds_by_pool(catalogue, rates)
    order = sorted(plans, key=lambda plan: (-(-horizon.months // _length(plan)), catalogue.plans.index(plan)))
    bids = [Bid("adhoc", 0, {})] if adhoc else []
    bids += [_bid(plan, family_id, horizon.months) for plan in order]
    ledger, effort = Ledger(kinds, horizon.months), Effort()
    told = [(bid, *_costs(bid, ledger, effort)) for bid in bids]
    cheapest = _cheapest([bid for bid in bids if running is None or bid.id in running], ledger)
    return {
        bid.id: _chances(bid, pools, points, catalogue.currency, cheapest.get(bid.id, 0.0))
        for bid, pools, points in told
    }


def _cheapest(racing: Sequence[Bid], ledger: Ledger) -> Mapping[str, float | None]:
    """Return the chance of each option in the running to be the cheapest, or None for all if it takes too long."""
    try:
        return cheapest_chances(racing, ledger, Effort(_AT_ONCE)) if racing else {}
    except WorkloadTooVaried:
        return dict.fromkeys((bid.id for bid in racing), None)


def _length(plan: Plan) -> int:
    if plan.months is None:
        raise ValueError(f"{plan.id} has no length")
    return plan.months


def _bid(plan: Plan, family: str, horizon: int) -> Bid:
    price, months = plan.price.value, _length(plan)
    if price is None or plan.family != family:
        raise ValueError(f"{plan.id} has no price or is of another family than {family}")
    covers = {quota.pool: cover_of(quota, months) for quota in plan.quotas if quota.levels}
    return Bid(plan.id, price.minor * -(-horizon // months), covers)


@dataclass(frozen=True, slots=True)
class _Overflow:
    """What one pool costs beyond one plan's quota: averages in minor units and in requests, and how to tell more.

    What the quota never takes and what it refuses on the way count in units of `unit` minor units.
    """

    unit: int
    never: Masses
    refused: Chain | None
    expected: Fraction
    by_agreement: Fraction

    def costs(self, left_out: float) -> Masses:
        """Return the distribution in minor units, but for `left_out` at most."""
        refused = [self.refused.outcome(left_out).masses] if self.refused else []
        return {units * self.unit: mass for units, mass in convolved([self.never, *refused]).items()}


def _costs(bid: Bid, ledger: Ledger, effort: Effort) -> tuple[list[_Overflow], list[int]]:
    """Return what each pool costs beyond quota, and the points of their sum."""
    pools = [_overflow(pool, bid.covers.get(pool), ledger, effort) for pool in ledger.kinds]
    return pools, _points(pools, (0.5, 0.9, 0.95))


def _chances(
    bid: Bid, pools: Sequence[_Overflow], points: Sequence[int], currency: str, cheapest: float | None
) -> Chances:
    expected = bid.price + sum((pool.expected for pool in pools), Fraction(0))
    agreed = float(sum(pool.by_agreement for pool in pools))
    median, p90, p95 = (Money(bid.price + each, currency) for each in points)
    return Chances(
        Money(1, currency).share(expected.numerator, expected.denominator, Rounding.HALF_UP),
        median,
        p90,
        p95,
        by_agreement=agreed if agreed > _NONE else 0.0,
        cheapest=cheapest,
    )


def _overflow(pool: str, cover: Cover | None, ledger: Ledger, effort: Effort) -> _Overflow:
    kinds, horizon = ledger.kinds[pool], ledger.horizon
    unit = gcd(*(kind.price for kind in kinds)) or 1
    inside = [kind for kind in kinds if cover and cover.takes(kind)]
    never = convolved(
        weighed(float(kind.per_month * horizon), kind.price // unit)
        for kind in kinds
        if kind not in inside and kind.price
    )
    prices = {kind.weight: kind.price for kind in kinds}
    expected = sum((kind.per_month * kind.price for kind in kinds), Fraction(0)) * horizon
    agreed = sum((kind.per_month for kind in kinds if kind.by_agreement), Fraction(0)) * horizon
    if not cover or not inside:
        return _Overflow(unit, never, None, expected, agreed)
    for stream, taken in ledger.saved(pool, (None, cover), effort).taken:
        expected -= prices[stream.weight] * Fraction(taken)
        agreed -= Fraction(taken) * (stream.weight == UNPRICED)

    def refused(weight: int, taken: Taken) -> int:
        return 0 if taken[0] else prices[weight] // unit

    return _Overflow(unit, never, chain_of(inside, [cover], refused, horizon, effort), expected, agreed)


def _points(pools: Sequence[_Overflow], shares: Sequence[float]) -> list[int]:
    """Return the least sums of the pools' costs, in minor units, that are not exceeded with these probabilities.

    A distribution that leaves out more is told sooner. A point of it holds if one less would not reach the share even
    with all that is left out; else the next finer one is asked.
    """
    points = [0 for _ in shares]
    for left_out in (*_ROUGH, LEFT_OUT) if pools else ():
        reached, highest = _reached([pool.costs(left_out) for pool in pools])
        points = [bisect_left(range(highest), share, key=reached) for share in shares]
        missing = 1 - reached(highest) + _ROUNDING
        if all(reached(point - 1) + missing < share for point, share in zip(points, shares, strict=True)):
            break
    return points


def _reached(costs: Sequence[Masses]) -> tuple[Callable[[int], float], int]:
    """Return a function that tells how probable it is that the costs' sum is at most so much, and its highest value."""
    *few, most = sorted(costs, key=len)
    others = convolved(few)
    values = sorted(most)
    sums = [0.0, *accumulate(most[value] for value in values)]

    def reached(total: int) -> float:
        return sum(mass * sums[bisect_right(values, total - other)] for other, mass in others.items())

    return reached, values[-1] + max(others)
