"""Random histories of requests: nothing is ever overdrawn, and what is used and left is always the cap."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from plandesk.domain.beyond_quota import BeyondQuota
from plandesk.domain.catalogue import QuotaMonth
from plandesk.domain.coverage import Term
from plandesk.domain.period import Period
from plandesk.domain.requests import (
    RequestVoided,
    SupportRequest,
    UnitUse,
    Window,
    hours_started,
    quota_months,
    quotas_on,
    unused_requests,
)
from tests.covered import CUSTOMER, TERM, Covered
from tests.factories import FIRST_DAY, vendor_catalogue

PLANS = [plan.id for plan in vendor_catalogue().plans if plan.months and any(quota.levels for quota in plan.quotas)]
LEVELS = st.sampled_from([level.id for level in vendor_catalogue().levels])
MINUTES = st.integers(1, 12).map(lambda quarters: quarters * 15)
AGO = st.integers(0, 80).map(lambda days: FIRST_DAY - timedelta(days=days))
UNITS = 2

RECORD = st.tuples(st.just("record"), LEVELS, MINUTES, AGO, st.sampled_from(["quota", "incident"]))
ONE_UNIT = ("record", "l1", 60, FIRST_DAY, "incident")
CORRECT = st.tuples(st.just("correct"), st.integers(0, 20), st.none() | LEVELS, st.none() | MINUTES, st.none() | AGO)
VOID = st.tuples(st.just("void"), st.integers(0, 20))
quick = settings(max_examples=100, deadline=None, derandomize=True)
HISTORIES = st.lists(st.one_of(RECORD, RECORD, CORRECT, VOID), max_size=30)


def act(covered: Covered, recorded: list[SupportRequest], step: tuple[Any, ...]) -> None:
    """Take one step of a history; what is refused changes nothing."""
    with suppress(BeyondQuota, RequestVoided):
        match step:
            case ("record", level, minutes, on, use):
                recorded.append(covered.record(level=level, minutes=minutes, on=on, use=use))
            case ("correct", which, level, minutes, on) if recorded:
                covered.correct(recorded[which % len(recorded)], level=level, minutes=minutes, on=on)
            case ("void", which) if recorded:
                covered.correct(recorded[which % len(recorded)], void=True)


def windows(covered: Covered) -> list[Window]:
    """Return every month and every period of the term."""
    with covered.books(read_only=True) as unit:
        booked, uses = unit.terms.term(TERM), unit.requests.of_term(TERM)
    assert booked is not None
    months = quota_months(booked.term, covered.catalogue.rules.quota_month)
    quotas = [quota for month in months for quota in quotas_on(booked, covered.catalogue, uses, month.start)]
    return [window for quota in quotas for window in (quota.month, quota.period) if window is not None]


@quick
@given(st.sampled_from(PLANS), st.integers(0, 60), HISTORIES)
@example(PLANS[0], 0, [ONE_UNIT, ONE_UNIT, ("correct", 0, None, 120, None)])  # Rare, and where a use is freed twice.
def test_no_history_overdraws_a_quota_or_the_units(plan: str, age: int, history: list[tuple[Any, ...]]) -> None:
    covered = Covered(plan, FIRST_DAY - timedelta(days=age), units=UNITS)
    recorded: list[SupportRequest] = []
    for step in history:
        act(covered, recorded, step)
        for window in windows(covered):
            for count in (window.requests, window.minutes):
                assert 0 <= count.used <= count.cap
                assert count.used + count.left == count.cap
        assert 0 <= covered.left_of_units()["units"] <= UNITS


@quick
@given(st.sampled_from(PLANS), HISTORIES)
def test_the_books_agree_with_the_requests_that_stand(plan: str, history: list[tuple[Any, ...]]) -> None:
    covered = Covered(plan, FIRST_DAY - timedelta(days=60), units=UNITS)
    recorded: list[SupportRequest] = []
    for step in history:
        act(covered, recorded, step)
    standing = [each for each in covered.books.tables.requests.values() if not each.voided]
    on_units = [each for each in standing if each.use == "incident"]
    assert [each.units for each in on_units] == [
        (UnitUse("units", hours_started(each.minutes, 60)),) for each in on_units
    ]
    with covered.books(read_only=True) as unit:
        taken = sum(unit.requests.units_used(CUSTOMER).values())
        booked, uses = unit.terms.term(TERM), unit.requests.of_term(TERM)
    assert taken == sum(use.units for each in on_units for use in each.units)
    assert booked is not None
    assert all(booked.serves(each.on) for each in uses)
    left = unused_requests(booked, covered.catalogue.plan(plan), uses, covered.catalogue)
    assert 0 <= left.unused.minor <= left.total.minor
    assert (left.unused == left.total) == (not uses)


@quick
@given(
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.integers(1, 800),
    st.dates(date(2020, 1, 1), date(2031, 1, 1)),
    st.sampled_from(["term_month", "calendar_month"]),
)
def test_months_cover_a_term_without_gap_or_overlap(start: date, days: int, anchor: date, turn: QuotaMonth) -> None:
    period = Period(start, start + timedelta(days=days))
    months = quota_months(Term("pbx.standard", period, anchor, None, None), turn)
    assert (months[0].start, months[-1].end) == (period.start, period.end)
    assert all(first.end == second.start for first, second in pairwise(months))
    assert all(month.days <= 31 for month in months)
    assert all(month.days >= 28 for month in months[1:-1])
