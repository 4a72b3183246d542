"""The dates of every extension and new term are those of the golden tables."""

from datetime import date
from typing import Any

import pytest

from plandesk.domain.coverage import Term
from plandesk.domain.orders import propose, schedule
from plandesk.domain.pricing import SelectionRefused
from plandesk.domain.terms import Schedule
from tests.factories import extension, new, select, vendor_catalogue, with_rules
from tests.golden_tables import day, extension_of, rows


@pytest.mark.parametrize("row", rows("extension_dates", refused=False))
def test_golden_extension(row: dict[str, Any]) -> None:
    dates = propose(vendor_catalogue(), extension_of(row), day(row["ordered_on"])).schedules[0]
    assert dates.chosen.id == row["starts"]
    assert [choice.id for choice in dates.choices] == row["open_starts"]
    assert _days(dates) == row["terms"]
    assert (dates.chosen.days_given_up, dates.chosen.gap_days) == (row["days_given_up"], row["gap_days"])


@pytest.mark.parametrize("row", rows("extension_dates", refused=True))
def test_golden_extension_refused(row: dict[str, Any]) -> None:
    with pytest.raises(SelectionRefused) as refused:
        propose(vendor_catalogue(), extension_of(row), day(row["ordered_on"]))
    assert [(each.rule, each.pointer) for each in refused.value.refusals] == [(row["refused"], row["at"])]


@pytest.mark.parametrize("row", rows("new_terms"))
def test_golden_new_terms(row: dict[str, Any]) -> None:
    selection = select(new(row["plan"], row["periods"]))
    terms = schedule(vendor_catalogue(), selection, day(row["paid_on"]), day(row["paid_on"]))[0].terms
    assert [_term(term) for term in terms] == row["terms"]


@pytest.mark.parametrize(("ordered_on", "refused"), [(date(2026, 12, 31), True), (date(2027, 1, 1), False)])
def test_a_term_may_start_exactly_on_the_last_day_of_the_limit(ordered_on: date, refused: bool) -> None:
    catalogue = with_rules(vendor_catalogue(), start_within_years=2)
    selection = select(extension(date(2026, 12, 31), periods=3))
    if not refused:
        assert propose(catalogue, selection, ordered_on).schedules[0].terms[-1].period.start == date(2029, 1, 1)
        return
    with pytest.raises(SelectionRefused) as refusal:
        propose(catalogue, selection, ordered_on)
    assert refusal.value.refusals[0].facts == (("start", "2029-01-01"), ("latest", "2028-12-31"))


def test_too_early_says_from_which_day_it_is_possible() -> None:
    with pytest.raises(SelectionRefused) as refusal:
        propose(vendor_catalogue(), select(extension(date(2026, 12, 31))), date(2026, 10, 2))
    assert refusal.value.refusals[0].facts == (("opens_on", "2026-10-03"), ("days", 90))


def test_by_the_other_answer_to_a20_only_the_first_term_of_a_new_chain_opens_windows() -> None:
    catalogue = with_rules(vendor_catalogue(), update_windows="first_term")
    ordered_on = date(2026, 11, 23)
    first, second = schedule(catalogue, select(new(periods=2)), ordered_on, ordered_on)[0].terms
    extended = schedule(catalogue, select(extension()), ordered_on, ordered_on)[0].terms[0]
    assert first.critical_updates is not None
    assert second.critical_updates is None
    assert extended.critical_updates is None


def _days(dates: Schedule) -> list[dict[str, str]]:
    return [
        {"first_day": str(term.period.start), "last_covered_day": str(term.period.last_day)} for term in dates.terms
    ]


def _term(term: Term) -> dict[str, str | None]:
    return {
        "first_day": str(term.period.start),
        "last_covered_day": str(term.period.last_day),
        "critical_updates_until": str(term.critical_updates.last_day) if term.critical_updates else None,
        "maintenance_upgrades_until": str(term.maintenance_upgrades.last_day) if term.maintenance_upgrades else None,
    }
