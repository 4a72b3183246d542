"""Calendar spans know their last covered day, and months turn on their anchor without drift."""

from datetime import date

import pytest

from plandesk.domain.period import Period, anchor_for, day_after, month_turn, months_to, span, union, years_after


def test_a_period_covers_its_first_day_and_not_its_end() -> None:
    period = Period(date(2026, 12, 31), date(2027, 1, 2))
    assert not period.covers(date(2026, 12, 30))
    assert period.covers(date(2026, 12, 31))
    assert period.covers(date(2027, 1, 1))
    assert not period.covers(date(2027, 1, 2))
    assert period.days == 2


def test_the_last_covered_day_leads_back_to_the_exclusive_end() -> None:
    period = Period(date(2028, 2, 1), date(2028, 3, 1))
    assert period.last_day == date(2028, 2, 29)
    assert day_after(period.last_day) == period.end


@pytest.mark.parametrize("end", [date(2026, 1, 1), date(2025, 12, 31)])
def test_a_period_without_days_is_refused(end: date) -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Period(date(2026, 1, 1), end)


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        (date(2027, 1, 31), 0, date(2027, 1, 31)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 31), 2, date(2027, 3, 31)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
    ],
)
def test_months_turn_on_the_anchor_clamped_to_the_month(anchor: date, months: int, expected: date) -> None:
    assert month_turn(anchor, months) == expected


def test_a_month_boundary_is_counted_and_any_other_day_is_none() -> None:
    assert months_to(date(2027, 1, 31), date(2027, 2, 28)) == 1
    assert months_to(date(2027, 1, 31), date(2027, 3, 28)) is None


def test_a_boundary_keeps_the_anchor_and_any_other_day_starts_a_new_one() -> None:
    anchor = date(2027, 1, 31)
    assert anchor_for(anchor, date(2027, 2, 28)) == anchor
    assert anchor_for(anchor, date(2027, 3, 28)) == date(2027, 3, 28)


def test_a_span_returns_to_the_anchors_day_after_a_short_month() -> None:
    assert span(date(2027, 1, 31), date(2027, 2, 28), 1) == Period(date(2027, 2, 28), date(2027, 3, 31))


def test_a_span_starts_on_a_month_boundary_only() -> None:
    with pytest.raises(ValueError, match="no month boundary"):
        span(date(2027, 1, 31), date(2027, 2, 27), 1)


def test_a_year_after_29_february_is_28_february() -> None:
    assert years_after(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert years_after(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_periods_that_touch_or_overlap_are_one_and_a_gap_parts_them() -> None:
    january = Period(date(2027, 1, 1), date(2027, 2, 1))
    february = Period(date(2027, 2, 1), date(2027, 3, 1))
    inside = Period(date(2027, 1, 5), date(2027, 1, 9))
    april = Period(date(2027, 4, 1), date(2027, 5, 1))
    assert union([april, february, inside, january]) == (Period(january.start, february.end), april)
    assert union([]) == ()
