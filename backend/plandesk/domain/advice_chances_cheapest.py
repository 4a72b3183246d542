"""How often each option is the cheapest, from what all of them save of the same requests."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from math import prod

from plandesk.domain.advice_chances_arrivals import Effort
from plandesk.domain.advice_chances_savings import Ledger, Savings
from plandesk.domain.advice_chances_terms import Cover

_TAIL = 1e-14  # An option that could be the cheapest only beyond such a tail of its savings is not followed.


@dataclass(frozen=True, slots=True)
class Bid:
    """An option in the running: what its terms cost in minor units, and what they cover by pool."""

    id: str
    price: int
    covers: Mapping[str, Cover]


def cheapest_chances(bids: Sequence[Bid], ledger: Ledger, effort: Effort) -> dict[str, float]:
    """Return the chance of each option to be the cheapest; an exact tie counts for the first of the tied.

    They add up to 1: what the truncation leaves out is spread in proportion. Options compare as in the ranking: fewer
    requests by agreement come before less money.
    """
    race = _Race(ledger, effort)
    running = race.contenders(bids)
    chances = dict.fromkeys((bid.id for bid in bids), 0.0)
    if len(running) == 1:
        return chances | {running[0].id: 1.0}
    *folded, last = sorted((race.savings(running, pool) for pool in ledger.kinds), key=len)
    others = _sum_of(folded, len(running) - 1)
    wins = [_wins(running, each, last, others) for each in range(len(running))]
    whole = sum(wins)
    return chances | {bid.id: win / whole for bid, win in zip(running, wins, strict=True)}


@dataclass(frozen=True, slots=True)
class _Race:
    """Options that meet the same requests."""

    ledger: Ledger
    effort: Effort

    def contenders(self, bids: Sequence[Bid]) -> list[Bid]:
        """Leave out each option that another one beats for certain: first by its caps, then by its distribution."""
        for span in (self._widest_span, self._span):
            spans = [span(bid) for bid in bids]
            bids = [bid for each, bid in enumerate(bids) if not _beaten(each, spans)]
        return list(bids)

    def _widest_span(self, bid: Bid) -> tuple[int, int]:
        """Bound what an option saves, less its price, by what all of its caps can take at most."""
        most = sum(
            -(-self.ledger.horizon // cover.months) * cover.most_saved(self.ledger.kinds[pool])
            for pool, cover in bid.covers.items()
            if pool in self.ledger.kinds
        )
        return -bid.price, most - bid.price

    def _span(self, bid: Bid) -> tuple[int, int]:
        """Return the least and the most that an option saves, less its price."""
        low = high = -bid.price
        for pool in self.ledger.kinds:
            saved = sorted((value, mass) for (value,), mass in self.savings((_NOTHING, bid), pool).items())
            low += _reached(saved)
            high += _reached(saved[::-1])
        return low, high

    def savings(self, bids: Sequence[Bid], pool: str) -> Savings:
        """Return what each option but the first saves more of a pool than the first, in minor units."""
        return self.ledger.saved(pool, tuple(bid.covers.get(pool) for bid in bids), self.effort).savings


_NOTHING = Bid("", 0, {})


def _beaten(each: int, spans: Sequence[tuple[int, int]]) -> bool:
    high = spans[each][1]
    return any(high < low or (high == low and other < each) for other, (low, _) in enumerate(spans) if other != each)


def _reached(saved: Sequence[tuple[int, float]]) -> int:
    """Return the first of the values before which next to nothing lies."""
    sums = accumulate(mass for _, mass in saved)
    return next(value for (value, _), so_far in zip(saved, sums, strict=True) if so_far > _TAIL)


def _sum_of(parts: Sequence[Savings], others: int) -> Savings:
    result: Savings = {(0,) * others: 1.0}
    for part in parts:
        sums: Savings = {}
        for (one, mass), (other, more) in product(result.items(), part.items()):
            both = tuple(left + right for left, right in zip(one, other, strict=True))
            sums[both] = sums.get(both, 0.0) + mass * more
        result = sums
    return result


def _wins(bids: Sequence[Bid], winner: int, pool: Savings, others: Savings) -> float:
    """Return how probable it is that an option saves enough more than each other one to make up for its price."""
    rivals = [each for each in range(len(bids)) if each != winner]
    leads: Savings = {}
    for value, mass in pool.items():
        lead = _leads(value, winner, rivals)
        leads[lead] = leads.get(lead, 0.0) + mass
    reaching = _reaching(leads)
    needed = [bids[winner].price - bids[rival].price + (rival < winner) for rival in rivals]
    return sum(
        mass * reaching(tuple(need - lead for need, lead in zip(needed, _leads(value, winner, rivals), strict=True)))
        for value, mass in others.items()
    )


def _leads(value: tuple[int, ...], winner: int, rivals: Sequence[int]) -> tuple[int, ...]:
    saved = (0, *value)
    return tuple(saved[winner] - saved[rival] for rival in rivals)


def _reaching(leads: Savings) -> Callable[[tuple[int, ...]], float]:
    """Return a function that tells how probable it is that each lead reaches its threshold: a table of sums."""
    axes = [sorted({lead[each] for lead in leads}) for each in range(len(next(iter(leads))))]
    sizes = [len(axis) for axis in axes]
    strides = [prod(sizes[each + 1 :]) for each in range(len(sizes))]
    table = [0.0] * prod(sizes)
    for lead, mass in leads.items():
        table[_place(axes, strides, lead)] = mass
    for stride, size in zip(strides, sizes, strict=True):
        for place in range(len(table) - 1, -1, -1):
            if place // stride % size < size - 1:
                table[place] += table[place + stride]

    def reaching(thresholds: tuple[int, ...]) -> float:
        if any(threshold > axis[-1] for axis, threshold in zip(axes, thresholds, strict=True)):
            return 0.0
        return table[_place(axes, strides, thresholds)]

    return reaching


def _place(axes: Sequence[Sequence[int]], strides: Sequence[int], values: tuple[int, ...]) -> int:
    return sum(bisect_left(axis, value) * stride for axis, stride, value in zip(axes, strides, values, strict=True))
