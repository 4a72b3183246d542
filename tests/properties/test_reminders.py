"""On whatever days the worker looks, each reminder goes out at most once and cover that goes on is left alone."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plandesk.domain.catalogue import Rules
from plandesk.domain.coverage import Chain
from plandesk.domain.reminders import due_reminder, ends_due, steps
from tests.factories import vendor_catalogue
from tests.unit.test_reminder_days import booked

FIRST = date(2026, 1, 1)
days = st.integers(0, 900).map(lambda count: FIRST + timedelta(days=count))
visits = st.lists(days, min_size=2, max_size=40, unique=True).map(sorted)
rules = st.builds(
    lambda before, grace: replace(vendor_catalogue().rules, reminder_days=tuple(before), grace_days=grace),
    st.lists(st.integers(1, 120), max_size=5, unique=True),
    st.integers(0, 60),
)


@given(visits, days, st.integers(1, 800), rules)
def test_no_step_goes_out_twice_and_none_comes_after_a_later_one(
    visited: list[date], start: date, length: int, settings: Rules
) -> None:
    chain = Chain("one", (booked(start, start + timedelta(days=length)),))
    found = [due_reminder(chain, settings, since, today) for since, today in pairwise(visited)]
    told = [(due, today) for due, today in zip(found, visited[1:], strict=True) if due]
    handled = [step for due, _ in told for step in (*due.skipped, due.step)]
    assert len({each.name for each in handled}) == len(handled)
    assert [each.day for each in handled] == sorted(each.day for each in handled)
    assert all(due.step.day <= today for due, today in told)


@given(visits, days, st.integers(1, 800), rules)
def test_a_look_every_day_sends_every_step_on_its_own_day(
    visited: list[date], start: date, length: int, settings: Rules
) -> None:
    end = start + timedelta(days=length)
    chain = Chain("one", (booked(start, end),))
    sent = {}
    for count in range(length + 70):
        today = start + timedelta(days=count)
        due = due_reminder(chain, settings, today - timedelta(days=1), today)
        if due:
            sent[due.step.name] = today
    last_of_a_day = {each.day: each for each in steps(end, settings) if each.day > start}
    assert sent == {each.name: each.day for each in last_of_a_day.values()}


@given(visits, days, st.integers(1, 400), st.integers(1, 400), rules)
def test_a_followed_term_is_left_alone(
    visited: list[date], start: date, length: int, more: int, settings: Rules
) -> None:
    end = start + timedelta(days=length)
    chain = Chain("one", (booked(start, end), booked(end, end + timedelta(days=more), "next")))
    found = [due_reminder(chain, settings, since, today) for since, today in pairwise(visited)]
    assert all(due.term.id == "next" for due in found if due)


@given(visits, days, st.integers(1, 800), rules)
def test_every_term_with_a_due_step_lies_where_the_books_are_asked(
    visited: list[date], start: date, length: int, settings: Rules
) -> None:
    end = start + timedelta(days=length)
    chain = Chain("one", (booked(start, end),))
    for since, today in pairwise(visited):
        if due_reminder(chain, settings, since, today):
            assert any(span.covers(end) for span in ends_due(settings, since, today))
