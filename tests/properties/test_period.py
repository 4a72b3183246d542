"""Whatever the day: months turn without drift, in order, and periods merge without losing or adding a day."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.period import Period, anchor_for, day_after, month_turn, months_to, span, union

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
MONTHS = st.integers(0, 240)
PERIODS = st.builds(lambda start, days: Period(start, start + timedelta(days=days)), DAYS, st.integers(1, 2000))
quick = settings(max_examples=100, deadline=None, derandomize=True)


@quick
@given(DAYS, MONTHS)
def test_a_month_turn_keeps_the_anchors_day_or_the_last_of_a_shorter_month(anchor: date, months: int) -> None:
    turned = month_turn(anchor, months)
    assert turned.day == anchor.day or (turned.day < anchor.day and day_after(turned).day == 1)
    assert (turned.year - anchor.year) * 12 + turned.month - anchor.month == months


@quick
@given(DAYS, MONTHS, MONTHS)
def test_later_months_turn_later(anchor: date, one: int, other: int) -> None:
    assert (month_turn(anchor, one) < month_turn(anchor, other)) == (one < other)


@quick
@given(DAYS, MONTHS)
def test_every_turn_is_found_again_as_a_boundary(anchor: date, months: int) -> None:
    assert months_to(anchor, month_turn(anchor, months)) == months
    assert anchor_for(anchor, month_turn(anchor, months)) == anchor


@quick
@given(DAYS, st.lists(st.integers(1, 24), min_size=1, max_size=6))
def test_a_chain_of_spans_ends_where_one_long_span_does(anchor: date, lengths: list[int]) -> None:
    start = anchor
    for months in lengths:
        start = span(anchor, start, months).end
    assert start == span(anchor, anchor, sum(lengths)).end


@quick
@given(st.lists(PERIODS, max_size=6), DAYS)
def test_a_union_covers_exactly_the_days_its_parts_cover(periods: list[Period], day: date) -> None:
    merged = union(periods)
    assert any(each.covers(day) for each in merged) == any(each.covers(day) for each in periods)
    assert all(left.end < right.start for left, right in pairwise(merged))
