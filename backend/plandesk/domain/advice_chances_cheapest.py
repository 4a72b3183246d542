"""How often each option is the cheapest, from what all of them save of the same requests."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, product
from math import gcd, prod

from plandesk.domain.advice_chances_arrivals import Kind, most
from plandesk.domain.advice_chances_month import Taken, Tally
from plandesk.domain.advice_chances_terms import Cover, chain_of

Savings = dict[tuple[int, ...], float]
"""What each option saves more than the first one, and how probable that is."""

_TAIL = 1e-14  # An option that could be the cheapest only beyond such a tail of its savings is not followed.


@dataclass(frozen=True, slots=True)
class Bid:
    """An option in the running: what its terms cost in minor units, and what they cover by pool."""

    id: str
    price: int
    covers: Mapping[str, Cover]


def cheapest_chances(bids: Sequence[Bid], kinds: Mapping[str, tuple[Kind, ...]], horizon: int) -> dict[str, float]:
    """Return the chance of each option to be the cheapest; an exact tie counts for the first of the tied.

    They add up to 1: what the truncation leaves out is spread in proportion. Options compare as in the ranking: fewer
    requests by agreement come before less money.
    """
    running = _contenders(bids, kinds, horizon)
    chances = dict.fromkeys((bid.id for bid in bids), 0.0)
    if len(running) == 1:
        return chances | {running[0].id: 1.0}
    *folded, last = sorted((_savings(running, pool, those, horizon) for pool, those in kinds.items()), key=len)
    others = _sum_of(folded, len(running) - 1)
    wins = [_wins(running, each, last, others) for each in range(len(running))]
    whole = sum(wins)
    return chances | {bid.id: win / whole for bid, win in zip(running, wins, strict=True)}


def _contenders(bids: Sequence[Bid], kinds: Mapping[str, tuple[Kind, ...]], horizon: int) -> list[Bid]:
    """Leave out each option that another one beats for certain, by the least and the most that each may save."""
    spans = [_net_span(bid, kinds, horizon) for bid in bids]
    return [
        bid
        for each, bid in enumerate(bids)
        if not any(
            spans[each][1] < least or (spans[each][1] == least and other < each)
            for other, (least, _) in enumerate(spans)
            if other != each
        )
    ]


def _net_span(bid: Bid, kinds: Mapping[str, tuple[Kind, ...]], horizon: int) -> tuple[int, int]:
    """Return the least and the most that an option saves, less its price."""
    low = high = -bid.price
    nothing = Bid("", 0, {})
    for pool, those in kinds.items():
        if pool in bid.covers:
            saved = sorted(_savings((nothing, bid), pool, those, horizon).items())
            low += _reached(saved)
            high += _reached(saved[::-1])
    return low, high


def _reached(saved: Sequence[tuple[tuple[int, ...], float]]) -> int:
    """Return the first of the values, one per option, before which next to nothing lies."""
    sums = accumulate(mass for _, mass in saved)
    return next((value[0] for (value, _), mass in zip(saved, sums, strict=True) if mass > _TAIL))


def _savings(bids: Sequence[Bid], pool: str, kinds: Sequence[Kind], horizon: int) -> Savings:
    """Return what each option but the first saves more of a pool than the first, in minor units."""
    covers = {
        each: bid.covers[pool]
        for each, bid in enumerate(bids)
        if pool in bid.covers and any(bid.covers[pool].takes(kind) for kind in kinds)
    }
    taken = [kind for kind in kinds if any(cover.takes(kind) for cover in covers.values())]
    if not taken:
        return {(0,) * (len(bids) - 1): 1.0}
    scale = gcd(*(kind.weight for kind in taken)) or 1
    reach = max(kind.weight for kind in taken) // scale * most(float(sum(kind.per_month for kind in taken)) * horizon)
    base = 4 * reach + 1
    tally = _difference_tally(list(covers), scale, base, len(bids) - 1)
    packed = chain_of(taken, list(covers.values()), tally, horizon).outcome().masses
    return {_unpacked(value, base, scale, len(bids) - 1): mass for value, mass in packed.items()}


def _difference_tally(owners: Sequence[int], scale: int, base: int, others: int) -> Tally:
    """Pack the differences to the first option into one number, a digit of `base` for each other option."""
    digits: dict[int, int] = {other: int(base ** (other - 1)) for other in range(1, others + 1)}
    digits[0] = -sum(digits.values())

    def tally(weight: int, taken: Taken) -> int:
        return weight // scale * sum(digits[owner] for owner, takes in zip(owners, taken, strict=True) if takes)

    return tally


def _unpacked(packed: int, base: int, scale: int, others: int) -> tuple[int, ...]:
    values = []
    for _ in range(others):
        digit = (packed + base // 2) % base - base // 2
        values.append(digit * scale)
        packed = (packed - digit) // base
    return tuple(values)


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
