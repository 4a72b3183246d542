"""The best use of a quota by requests of several weights, exactly: what cannot be better is proved so and left out."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from math import gcd
from typing import Final, NamedTuple

from plandesk.domain.advice_quota import UNPRICED, Ask, Caps, Months
from plandesk.domain.catalogue import Cap


class _Point(NamedTuple):
    """A choice among a month's requests: how many, the units they save, and the least minutes that do so."""

    requests: int
    units: int
    minutes: int
    picks: tuple[Ask, ...]


_States = Mapping[tuple[int, int], int]
"""The least minutes over several months, by requests and units saved."""


_PARTS: Final = 2**20
"""Prices of a quota are told in so many parts of a unit."""


@dataclass(frozen=True, slots=True)
class _Prices:
    """What one request and one minute of a quota are priced at, in parts of a unit."""

    request: int
    minute: int

    def of(self, cap: Cap) -> int:
        """Return the price of a whole quota; where there is no cap it is priced at nothing."""
        return self.request * cap.requests + self.minute * cap.minutes

    def gain(self, point: _Point) -> int:
        """Return what a choice saves beyond the price of what it takes."""
        return point.units * _PARTS - point.requests * self.request - point.minutes * self.minute


@dataclass(frozen=True, slots=True)
class _Scale:
    """Weights as small whole units that add up in the same order; what has no price is more than all that has one."""

    unit: int
    heaviest: int

    @classmethod
    def of(cls, weights: Sequence[int], most: int) -> "_Scale":
        """Return the scale for at most so many requests of these weights together."""
        priced = {weight for weight in weights if weight < UNPRICED}
        unit = gcd(*priced) or 1
        return cls(unit, min(most, len(weights)) * max(priced, default=0) // unit + 1)

    def units(self, weight: int) -> int:
        return weight // UNPRICED * self.heaviest + weight % UNPRICED // self.unit

    def weight(self, units: int) -> int:
        return units // self.heaviest * UNPRICED + units % self.heaviest * self.unit


class WeighedTerm:
    """A term's quota and its requests, the shortest first and several weights among them.

    The quota is priced, so much a request and so much a minute. Whatever the prices, no use saves more than what the
    whole quota is priced at, and by month the most that a choice saves beyond the price of what it takes. This bound is
    rarely a unit above the truth, so that few choices need to be followed.
    """

    def __init__(self, caps: Caps, months: Months) -> None:
        """Take the requests of each quota month."""
        self._cap = caps.period
        self._scale = _Scale.of([ask.weight for asks in months for ask in asks], caps.period.requests)
        self._months = [_points(caps, asks, self._scale) for asks in months]
        units = self._scale.units
        scarce = _prices(caps.period, Counter((units(ask.weight), ask.minutes) for asks in months for ask in asks))
        # Where it is rather the months that are short, lower prices of the period's quota make the bound closer.
        priced = [_Prices(scarce.request * halves // 2, scarce.minute * halves // 2) for halves in (2, 1, 0)]
        self._prices = min(priced, key=lambda prices: self._bounds(prices)[0])
        self._most = self._bounds(self._prices)

    def _bounds(self, prices: _Prices) -> list[int]:
        """Return by month what is never exceeded from it on; after the last one it is the price of the whole quota."""
        most = (max(map(prices.gain, points)) for points in reversed(self._months))
        return list(accumulate(most, initial=prices.of(self._cap)))[::-1]

    def _idle(self) -> list[tuple[int, int]]:
        """Return by month the requests and minutes of the period that no choice from it on can use up."""
        requests, minutes = self._cap.requests, self._cap.minutes
        idle = []
        for points in reversed(self._months):
            requests -= max(point.requests for point in points)
            minutes -= max(point.minutes for point in points)
            idle.append((requests, minutes))
        return idle[::-1]

    def bound(self) -> int:
        """Return a weight that no use saves more than."""
        return self._scale.weight(self._most[0] // _PARTS)

    def most_saved(self) -> int:
        """Return the weight that the best use saves."""
        return self._scale.weight(self._most_units())

    def picks(self) -> Months:
        """Return the requests, by month, that save most; of equals fewer requests, then fewer minutes."""
        needed = self._most_units() * _PARTS
        spare = self._most[0] - needed
        stages: list[_States] = [{(0, 0): 0}]
        choices = []
        for points, (here, later) in zip(self._months, pairwise(self._most), strict=True):
            choices.append([point for point in points if self._prices.gain(point) >= here - later - spare])
            stages.append(self._joined(stages[-1], choices[-1], needed - later))
        return tuple(point.picks for point in _way_back(stages, choices))

    def _most_units(self) -> int:
        """Look at what promises most first, and at nothing that promises no more than was found."""
        cap, prices = self._cap, self._prices
        ranked = [
            sorted(((prices.gain(point), *point[:3]) for point in points), reverse=True) for points in self._months
        ]
        idle = self._idle()
        spent_by: list[dict[tuple[int, int], int]] = [{} for _ in ranked]
        found = 0

        def follow(month: int, requests: int, units: int, minutes: int) -> None:
            nonlocal found
            found = max(found, units)
            if month == len(ranked):
                return
            # What later months cannot use up counts as used: then more ways are alike, and promise less.
            requests, minutes = max(requests, idle[month][0]), max(minutes, idle[month][1])
            if spent_by[month].get((requests, units), minutes + 1) <= minutes:
                return
            spent_by[month][requests, units] = minutes
            promised = units * _PARTS - requests * prices.request - minutes * prices.minute + self._most[month + 1]
            for gain, more, saved, longer in ranked[month]:
                if (promised + gain) // _PARTS <= found:
                    return
                if requests + more <= cap.requests and minutes + longer <= cap.minutes:
                    follow(month + 1, requests + more, units + saved, minutes + longer)

        follow(0, 0, 0, 0)
        return found

    def _joined(self, states: _States, points: Sequence[_Point], least: int) -> _States:
        """Return the states after one more month that the caps of the period hold and that gain no less."""
        cap, prices = self._cap, self._prices
        joined: dict[tuple[int, int], int] = {}
        for (requests, units), spent in states.items():
            for more, saved, longer, _ in points:
                state, minutes = (requests + more, units + saved), spent + longer
                if state[0] > cap.requests or minutes > cap.minutes or joined.get(state, minutes + 1) <= minutes:
                    continue
                if state[1] * _PARTS - state[0] * prices.request - minutes * prices.minute >= least:
                    joined[state] = minutes
        return joined


def _points(caps: Caps, asks: tuple[Ask, ...], scale: _Scale) -> list[_Point]:
    return [
        _Point(count, scale.units(saved), minutes, picks)
        for (count, saved), (minutes, picks) in month_points(caps, asks).items()
    ]


@lru_cache(maxsize=512)
def month_points(caps: Caps, asks: tuple[Ask, ...]) -> Mapping[tuple[int, int], tuple[int, tuple[Ask, ...]]]:
    """Return by numbers of requests and the weight they save the least minutes for it, and the requests that do so."""
    most = min(caps.month.requests, caps.period.requests)
    minutes = min(caps.month.minutes, caps.period.minutes)
    points: dict[tuple[int, int], tuple[int, tuple[Ask, ...]]] = {(0, 0): (0, ())}
    for ask in asks:
        for (count, saved), (spent, picks) in tuple(points.items()):
            if count == most or spent + ask.minutes > minutes:
                continue
            point = (count + 1, saved + ask.weight)
            if point not in points or points[point][0] > spent + ask.minutes:
                points[point] = (spent + ask.minutes, (*picks, ask))
    return points


def _prices(cap: Cap, kinds: Mapping[tuple[int, int], int]) -> _Prices:
    """Return prices at which those who gain by them just use up the quota; kinds are units and minutes, by number."""

    def taken(price: int) -> Iterator[tuple[int, int, int]]:
        """Yield what the kinds gain that take the quota at a price of its minutes, and their minutes and numbers."""
        gains = ((units * _PARTS - minutes * price, minutes, number) for (units, minutes), number in kinds.items())
        left = cap.requests
        for gain, minutes, number in sorted(gains, reverse=True):
            if gain <= 0 or not left:
                return
            yield gain, minutes, min(number, left)
            left -= min(number, left)

    def suffices(price: int) -> bool:
        return sum(minutes * number for _, minutes, number in taken(price)) <= cap.minutes

    highest = max(units * _PARTS // minutes for units, minutes in kinds) + 1
    minute = bisect_left(range(highest), True, key=suffices)
    takers = list(taken(minute))
    used_up = sum(number for *_, number in takers) == cap.requests
    return _Prices(takers[-1][0] if takers and used_up else 0, minute)


def _way_back(stages: Sequence[_States], months: Sequence[Sequence[_Point]]) -> list[_Point]:
    """Return the point of each month on the way to the most units, with the fewest requests of these."""
    units, negative = max((units, -requests) for requests, units in stages[-1])
    requests, minutes = -negative, stages[-1][-negative, units]
    way: list[_Point] = []
    for states, points in zip(reversed(stages[:-1]), reversed(months), strict=True):
        point = next(p for p in points if states.get((requests - p.requests, units - p.units)) == minutes - p.minutes)
        requests, units, minutes = requests - point.requests, units - point.units, minutes - point.minutes
        way.append(point)
    return way[::-1]
