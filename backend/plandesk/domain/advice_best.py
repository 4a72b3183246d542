"""The best possible use of a quota, exactly: dynamic programming over the months and caps of a term (R22)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import gcd
from typing import Final

from plandesk.domain.advice_quota import UNPRICED, Ask, Caps, Months
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
_Steps = Sequence[tuple[int, int, int]]
"""The points of a month with their minutes: requests, weight saved in units, minutes."""
_Table = list[list[int]]
"""The least minutes by requests and units saved over several months; `_NEVER` where it cannot be, or not be best."""

_NEVER: Final = 10**12


def best_use(caps: Caps, months: Months) -> Chosen:
    """Return the use of a quota that saves most; within a month the dates do not matter (R22).

    What takes more minutes than another choice of as many requests, and saves no more, is left out. Equal savings take
    fewer requests, then fewer minutes.
    """
    most = min(caps.month.requests, caps.period.requests)
    return _best_use(caps, tuple(_worth_trying(asks, most) for asks in months))


@lru_cache(maxsize=2048)  # A pattern asks the same of every month, and of terms that begin on any of them.
def _best_use(caps: Caps, months: Months) -> Chosen:
    units = _units([ask.weight for asks in months for ask in asks], caps.period.requests)
    found = [_month_points(caps, asks) for asks in months]
    steps = [_steps(points, units) for points in found]
    tables = [[[0]]]
    for each in steps:
        tables.append(_joined(tables[-1], each, caps.period))
    picks = tuple(points[point][1] for points, point in zip(found, _way_back(tables, steps, found), strict=True))
    return Chosen(sum(ask.weight for asks in picks for ask in asks), picks)


def _units(weights: Sequence[int], most: int) -> Mapping[int, int]:
    """Return weights as small whole units that add up in the same order: of at most so many requests, all together.

    What has no price weighs more than all that has one.
    """
    priced = {weight for weight in weights if weight < UNPRICED}
    unit = gcd(*priced) or 1
    heaviest = min(most, len(weights)) * max(priced, default=0) // unit + 1
    return {weight: heaviest if weight >= UNPRICED else weight // unit for weight in weights}


def _steps(points: _Month, units: Mapping[int, int]) -> _Steps:
    return [(count, sum(units[ask.weight] for ask in asks), spent) for (count, _), (spent, asks) in points.items()]


def _joined(table: _Table, steps: _Steps, cap: Cap) -> _Table:
    """Return the table after one more month, within the caps of the period."""
    longest = len(table) + max(count for count, _, _ in steps)
    joined: _Table = [[] for _ in range(min(cap.requests + 1, longest))]
    for count, row in enumerate(table):
        for more, gain, minutes in steps:
            if row and count + more <= cap.requests:
                _merge(joined[count + more], row, gain, minutes)
    return [_undominated(row, cap.minutes) for row in joined]


def _merge(into: list[int], row: Sequence[int], gain: int, minutes: int) -> None:
    """Take over what a row reaches with so many more units and minutes, where that takes fewer minutes."""
    end = gain + len(row)
    into.extend(_NEVER for _ in range(end - len(into)))
    into[gain:end] = [
        spent + minutes if spent + minutes < known else known for spent, known in zip(row, into[gain:end], strict=True)
    ]


def _undominated(row: list[int], most: int) -> list[int]:
    """Leave out what takes too many minutes, or no fewer than what saves more."""
    least = most + 1
    for units in range(len(row) - 1, -1, -1):
        if row[units] < least:
            least = row[units]
        else:
            row[units] = _NEVER
    while row and row[-1] == _NEVER:
        row.pop()
    return row


def _way_back(tables: Sequence[_Table], steps: Sequence[_Steps], found: Sequence[_Month]) -> list[_Point]:
    """Return the point of each month on the way to the most units."""
    units, _, count = max((len(row) - 1, -count, count) for count, row in enumerate(tables[-1]) if row)
    minutes = tables[-1][count][units]
    way: list[_Point] = []
    for table, months, points in zip(reversed(tables[:-1]), reversed(steps), reversed(found), strict=True):
        for (more, gain, spent), point in zip(months, points, strict=True):
            before = table[count - more] if 0 <= count - more < len(table) else []
            if 0 <= units - gain < len(before) and before[units - gain] == minutes - spent:
                count, units, minutes = count - more, units - gain, minutes - spent
                way.append(point)
                break
    return way[::-1]


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
    return points


def forget() -> None:
    """Forget every answer that was kept, as a measure of the work itself needs it."""
    _best_use.cache_clear()
    _month_points.cache_clear()
