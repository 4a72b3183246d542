"""Whatever the holidays: the last safe day is safe, and it is the last."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.business_days import add_business_days, last_safe_day

DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 31))
COUNTS = st.integers(0, 10)
OPEN = st.frozensets(DAYS, max_size=40).map(lambda closed: lambda day: day.weekday() < 5 and day not in closed)
IsOpen = Callable[[date], bool]
ONE_DAY = timedelta(days=1)
quick = settings(max_examples=150, deadline=None, derandomize=True)


@quick
@given(DAYS, COUNTS, OPEN)
def test_a_wire_of_the_last_safe_day_arrives_in_time_and_one_a_day_later_does_not(
    end: date, count: int, is_open: IsOpen
) -> None:
    safe = last_safe_day(end, count, is_open)
    assert add_business_days(safe, count, is_open) < end
    assert add_business_days(safe + ONE_DAY, count, is_open) >= end


@quick
@given(DAYS, COUNTS, OPEN)
def test_money_is_as_many_business_days_under_way_as_it_takes(sent: date, count: int, is_open: IsOpen) -> None:
    arrival = add_business_days(sent, count, is_open)
    span = [sent + timedelta(days=passed) for passed in range((arrival - sent).days + 1)]
    assert is_open(arrival)
    assert sum(map(is_open, span)) == count + 1


@quick
@given(DAYS, st.integers(0, 30), COUNTS, OPEN)
def test_a_later_end_never_has_an_earlier_last_safe_day(end: date, later: int, count: int, is_open: IsOpen) -> None:
    assert last_safe_day(end, count, is_open) <= last_safe_day(end + timedelta(days=later), count, is_open)
