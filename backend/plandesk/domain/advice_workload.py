"""The support somebody expects to need: requests over whole months from a start date, or their rates."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plandesk.domain.catalogue import Catalogue, Pool
from plandesk.domain.period import Period, month_turn

QUARTER: int = 15
"""Minutes: the length of a request is told in whole quarters of an hour (R21)."""


@dataclass(frozen=True, slots=True)
class Horizon:
    """The months that advice looks at, counted from `start`; they turn on its day (R16)."""

    start: date
    months: int

    def turn(self, month: int) -> date:
        """Return the first day of a month, the first of which is 0; also of months beyond the horizon."""
        return month_turn(self.start, month)

    @property
    def end(self) -> date:
        """Return the first day after the horizon."""
        return self.turn(self.months)

    def span(self, month: int) -> Period:
        """Return the days of a month."""
        return Period(self.turn(month), self.turn(month + 1))

    def month_of(self, day: date) -> int | None:
        """Return the month of a day, or None for one outside the horizon."""
        if not self.start <= day < self.end:
            return None
        months = (day.year - self.start.year) * 12 + day.month - self.start.month
        return months if self.turn(months) <= day else months - 1


@dataclass(frozen=True, slots=True)
class ExpectedRequest:
    """One support case that is expected, or one of last year's: its day, its level of work and its length."""

    on: date
    level: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How many requests of a level and length a month brings on average; their number is Poisson."""

    level: str
    minutes: int
    per_month: Fraction


@dataclass(frozen=True, slots=True)
class PatternRow:
    """So many equal requests in each of some months, the first of which is 0; they fall on the month's first day."""

    level: str
    minutes: int
    count: int
    months: tuple[int, ...]


def pattern_requests(rows: Sequence[PatternRow], horizon: Horizon) -> tuple[ExpectedRequest, ...]:
    """Return the requests of a monthly pattern by date, those of one month in the order of the rows."""
    return tuple(
        ExpectedRequest(horizon.turn(month), row.level, row.minutes)
        for month in range(horizon.months)
        for row in rows
        if month in row.months
        for _ in range(row.count)
    )


def by_date(requests: Sequence[ExpectedRequest]) -> tuple[ExpectedRequest, ...]:
    """Return requests as they come: by date, those of one day as they are listed."""
    return tuple(sorted(requests, key=lambda each: each.on))


def of_pool(requests: Sequence[ExpectedRequest], pool: Pool) -> tuple[ExpectedRequest, ...]:
    """Return the requests of a pool of levels, in their order."""
    return tuple(each for each in requests if each.level in pool.levels)


def usual_minutes(requests: Sequence[ExpectedRequest], otherwise: int) -> int:
    """Return the most frequent length of requests, the shorter of equals; `otherwise` where there are none."""
    counted = Counter(each.minutes for each in requests)
    return min(counted, key=lambda minutes: (-counted[minutes], minutes)) if counted else otherwise


def usual_request(requests: Sequence[ExpectedRequest], pool: Pool, catalogue: Catalogue) -> tuple[str, int]:
    """Return the level and the minutes of one more request of a pool; each is the most frequent one.

    Where there are none, it is the pool's last level for as long as one incident lasts.
    """
    incident = catalogue.incident_of(pool.id)
    minutes = usual_minutes(requests, incident.max_minutes.value if incident else 4 * QUARTER)
    counted = Counter(each.level for each in requests)
    level = max(pool.levels, key=lambda each: (counted[each], pool.levels.index(each)))
    return level, -(-minutes // QUARTER) * QUARTER


def grown(
    requests: Sequence[ExpectedRequest], pool: Pool, horizon: Horizon, catalogue: Catalogue
) -> Iterator[ExpectedRequest]:
    """Yield a pool's own requests by date, then without end one more at a time: the order of R27.

    One more is the usual request, on the first day of the month that then has the fewest, the earliest of equals. The
    first n of them are the workload with n requests: what is cheaper from the n-th on can be looked up by hand.
    """
    own = by_date(of_pool(requests, pool))
    yield from own
    level, minutes = usual_request(own, pool, catalogue)
    counts = [0] * horizon.months
    for each in own:
        month = horizon.month_of(each.on)
        if month is not None:
            counts[month] += 1
    while True:
        month = counts.index(min(counts))
        counts[month] += 1
        yield ExpectedRequest(horizon.turn(month), level, minutes)
