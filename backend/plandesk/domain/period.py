"""Calendar spans `[start, end)` and month arithmetic that turns on an anchor and never drifts."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` (included) to `end` (excluded); `end` is after `start`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period ends after it starts: [{self.start}, {self.end})")

    @property
    def days(self) -> int:
        """Count the covered days."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """Return the last covered day, the form every person reads."""
        return self.end - _DAY

    def covers(self, day: date) -> bool:
        """Tell whether `day` lies in `[start, end)`."""
        return self.start <= day < self.end


def day_after(day: date) -> date:
    """Turn a last covered day into the exclusive end."""
    return day + _DAY


def day_before(end: date) -> date:
    """Turn an exclusive end into the last covered day."""
    return end - _DAY


@lru_cache(maxsize=4096)  # A price asks for the same few turns again and again.
def month_turn(anchor: date, months: int) -> date:
    """Return the day `months` whole months from `anchor`, clamped to the month's length.

    Counting always starts at the anchor, so a chain begun on 31 January turns on 28 February and again on
    31 March (rule R16: no drift). `months` may be negative.
    """
    index = anchor.year * 12 + anchor.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(anchor.day, monthrange(year, month)[1]))


def months_to(anchor: date, day: date) -> int | None:
    """Count the whole months from `anchor` to `day`, or return None where `day` is no month boundary of the chain."""
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    return months if month_turn(anchor, months) == day else None


def anchor_for(anchor: date, start: date) -> date:
    """Keep the chain's anchor for a term that starts on one of its month boundaries, else start a new one."""
    return start if months_to(anchor, start) is None else anchor


def span(anchor: date, start: date, months: int) -> Period:
    """Return the `months` from `start`, a month boundary of `anchor`'s chain."""
    offset = months_to(anchor, start)
    if offset is None:
        raise ValueError(f"{start} is no month boundary of the chain begun on {anchor}")
    return Period(start, month_turn(anchor, offset + months))


def years_after(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes 28 February."""
    return month_turn(day, 12 * years)


def union(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Merge periods that touch or overlap; ordered by start, may be empty."""
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.start <= merged[-1].end:
            merged[-1] = Period(merged[-1].start, max(merged[-1].end, period.end))
        else:
            merged.append(period)
    return tuple(merged)
