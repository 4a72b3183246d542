"""Reminders fall due on the days of the golden table, and never for cover that goes on or was ended."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from plandesk.domain.coverage import BookedTerm, Chain, Term
from plandesk.domain.period import Period, day_after
from plandesk.domain.reminders import DueReminder, due_reminder, ends_due, steps
from tests.factories import vendor_catalogue
from tests.golden_tables import day, rows

RULES = vendor_catalogue().rules
START, END = date(2026, 1, 1), date(2027, 1, 1)
EXPIRY = END


def booked(start: date = START, end: date = END, name: str = "term-1") -> BookedTerm:
    """Return a term in the books."""
    return BookedTerm(
        id=name,
        order_id=None,
        position=None,
        installation="pbx.example",
        term=Term("pbx.standard", Period(start, end), start, None, None),
        money_on=start,
        catalogue_version="version",
        readings=(),
        installation_id="installation-1",
    )


def due_on(when: date, *terms: BookedTerm, looked_last: date | None = None) -> DueReminder | None:
    """Return what is due on a day, where the worker looked the day before unless told otherwise."""
    chain = Chain("installation-1", terms or (booked(),))
    return due_reminder(chain, RULES, looked_last or when - timedelta(days=1), when)


@pytest.mark.parametrize("row", rows("reminders"))
def test_golden_reminder(row: dict[str, Any]) -> None:
    term = booked(day(row["first_day"]), day_after(day(row["last_covered_day"])))
    looked_last = day(row["looked_last"]) if "looked_last" in row else None
    due = due_on(day(row["day"]), term, looked_last=looked_last)
    assert (due and due.step.name) == row["goes_out"]
    assert [each.name for each in due.skipped] == row.get("left_out", []) if due else "left_out" not in row
    assert due is None or due.last_covered_day == day(row["last_covered_day"])


def test_a_term_that_another_follows_has_none() -> None:
    followed = (booked(), booked(END, date(2028, 1, 1), "term-2"))
    assert due_on(EXPIRY, *followed) is None
    later = due_on(date(2028, 1, 1), *followed)
    assert later is not None
    assert later.term.id == "term-2"


@pytest.mark.parametrize(
    "ended",
    [
        {"closed_on": date(2026, 12, 1), "closed_because": "revoked"},
        {"closed_on": END, "closed_because": "upgrade"},
        {"suspended_on": date(2026, 12, 1)},
    ],
    ids=["revoked", "closed", "suspended"],
)
def test_a_term_that_was_ended_by_hand_has_none(ended: dict[str, Any]) -> None:
    assert due_on(EXPIRY, replace(booked(), **ended)) is None


def test_an_installation_without_a_term_has_none() -> None:
    assert due_reminder(Chain("installation-1"), RULES, EXPIRY - timedelta(days=1), EXPIRY) is None


def test_the_steps_are_settings() -> None:
    rules = replace(RULES, reminder_days=(5,), grace_days=0)
    assert [(each.name, each.day) for each in steps(END, rules)] == [
        ("before_5", date(2026, 12, 26)),
        ("expired", END),
    ]


def test_only_ends_whose_day_it_is_are_looked_at() -> None:
    yesterday, today = date(2026, 12, 31), date(2027, 1, 1)
    ends = [each for span in ends_due(RULES, yesterday, today) for each in (span.start, span.end)]
    assert ends == [
        *(date(2026, 12, 3), date(2026, 12, 4)),  # Grace ends today.
        *(date(2027, 1, 1), date(2027, 1, 2)),  # Expired today.
        *(date(2027, 1, 3), date(2027, 1, 4)),  # Covered to tomorrow.
        *(date(2027, 1, 9), date(2027, 1, 10)),
        *(date(2027, 2, 1), date(2027, 2, 2)),
        *(date(2027, 3, 3), date(2027, 3, 4)),
    ]
