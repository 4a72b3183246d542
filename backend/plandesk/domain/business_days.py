"""Business days: how far money travels in them, and the last day to send it so that it arrives in time."""

from collections.abc import Callable
from datetime import date, timedelta

IsBusinessDay = Callable[[date], bool]

_DAY = timedelta(days=1)


def add_business_days(day: date, count: int, is_business_day: IsBusinessDay) -> date:
    """Return the day on which something sent on `day` and `count` business days under way arrives.

    Sent on a day without business, it leaves on the next business day. A count of 0 arrives the day it leaves.
    """
    arrival = _nearest(day, _DAY, is_business_day)
    for _ in range(count):
        arrival = _nearest(arrival + _DAY, _DAY, is_business_day)
    return arrival


def last_safe_day(end: date, business_days: int, is_business_day: IsBusinessDay) -> date:
    """Return the latest day to send money that is `business_days` under way and must arrive before `end` (exclusive).

    It is always a business day: whatever is sent on a day off leaves, and arrives, with the next business day's.
    """
    sent = _nearest(end - _DAY, -_DAY, is_business_day)
    for _ in range(business_days):
        sent = _nearest(sent - _DAY, -_DAY, is_business_day)
    return sent


def _nearest(day: date, step: timedelta, is_business_day: IsBusinessDay) -> date:
    while not is_business_day(day):
        day += step
    return day
