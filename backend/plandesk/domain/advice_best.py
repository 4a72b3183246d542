"""The best possible use of a quota, exactly: dynamic programming over the months and caps of a term (R22)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from plandesk.domain.advice_quota import Ask, Caps, Months
from plandesk.domain.catalogue import Cap


@dataclass(frozen=True, slots=True)
class Chosen:
    """The use of a quota that saves most: the weight it saves, and the requests that spend it, by month."""

    saved: int
    months: Months


_Point = tuple[int, int]
"""A number of requests, and the weight they save."""
_Month = Mapping[_Point, tuple[int, tuple[Ask, ...]]]
"""The least minutes that reach a point in one month, and the requests that do so."""
_Term = Mapping[_Point, tuple[int, Months]]
"""The same over several months."""


def best_use(caps: Caps, months: Months) -> Chosen:
    """Return the use of a quota that saves most; within a month the dates do not matter (R22).

    A point that takes more minutes than another of as many requests, and saves no more, is left out. Equal savings take
    fewer requests, then fewer minutes.
    """
    most = min(caps.month.requests, caps.period.requests)
    return _best_use(caps, tuple(_worth_trying(asks, most) for asks in months))


@lru_cache(maxsize=2048)  # A pattern asks the same of every month, and of terms that begin on any of them.
def _best_use(caps: Caps, months: Months) -> Chosen:
    term: _Term = {(0, 0): (0, ())}
    for asks in months:
        term = _joined(term, _month_points(caps, asks), caps.period)
    (_, saved), (_, picks) = max(term.items(), key=lambda each: (each[0][1], -each[0][0], -each[1][0]))
    return Chosen(saved, picks)


def _worth_trying(asks: Iterable[Ask], most: int) -> tuple[Ask, ...]:
    """Return, of every weight, only as many as may be covered, the shortest first: longer ones do no better."""
    kept: dict[int, list[Ask]] = defaultdict(list)
    for ask in sorted(asks):
        if ask.weight and len(kept[ask.weight]) < most:
            kept[ask.weight].append(ask)
    return tuple(sorted(ask for each in kept.values() for ask in each))


@lru_cache(maxsize=512)
def _month_points(caps: Caps, asks: tuple[Ask, ...]) -> _Month:
    most = min(caps.month.requests, caps.period.requests)
    minutes = min(caps.month.minutes, caps.period.minutes)
    points: dict[_Point, tuple[int, tuple[Ask, ...]]] = {(0, 0): (0, ())}
    for ask in asks:
        for (count, saved), (spent, picks) in tuple(points.items()):
            if count == most or spent + ask.minutes > minutes:
                continue
            point = (count + 1, saved + ask.weight)
            if point not in points or points[point][0] > spent + ask.minutes:
                points[point] = (spent + ask.minutes, (*picks, ask))
    return {point: points[point] for point in _undominated({each: spent for each, (spent, _) in points.items()})}


def _joined(term: _Term, month: _Month, cap: Cap) -> _Term:
    joined: dict[_Point, tuple[int, _Point, _Point]] = {}
    for left, (before, _) in term.items():
        for right, (more, _) in month.items():
            point, spent = (left[0] + right[0], left[1] + right[1]), before + more
            if point[0] > cap.requests or spent > cap.minutes:
                continue
            if point not in joined or joined[point][0] > spent:
                joined[point] = (spent, left, right)
    kept = _undominated({each: spent for each, (spent, _, _) in joined.items()})
    return {
        point: (spent, (*term[left][1], month[right][1])) for point in kept for spent, left, right in (joined[point],)
    }


def _undominated(least: Mapping[_Point, int]) -> list[_Point]:
    """Leave out, among points of as many requests, those that save no more and take no fewer minutes."""
    kept: list[_Point] = []
    fewest: dict[int, int] = {}
    for point in sorted(least, key=lambda each: -each[1]):
        if point[0] not in fewest or least[point] < fewest[point[0]]:
            fewest[point[0]] = least[point]
            kept.append(point)
    return kept


def forget() -> None:
    """Forget every answer that was kept, as a measure of the work itself needs it."""
    _best_use.cache_clear()
    _month_points.cache_clear()
