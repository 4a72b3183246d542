"""Calendar days as the pages write them, worked out apart from the product."""

from datetime import UTC, date, datetime, timedelta


def today() -> date:
    """Return the vendor's day, which is that of UTC by default."""
    return datetime.now(UTC).date()


def in_days(count: int) -> date:
    """Return the day so many days from today; negative ones lie in the past."""
    return today() + timedelta(days=count)


def year_of_cover_from(start: date) -> date:
    """Return the last covered day of one year that begins on `start`."""
    leap_day = (start.month, start.day) == (2, 29)
    return start.replace(year=start.year + 1, day=28 if leap_day else start.day) - timedelta(days=1)


def next_month(first: date) -> date:
    """Return the first day of the month after that of `first`, itself the first day of one."""
    return (first + timedelta(days=31)).replace(day=1)


def words(day: date) -> str:
    """Write a day as the pages do: `31 December 2026`."""
    return f"{day.day} {day:%B} {day.year}"
