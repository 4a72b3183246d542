"""What requests use up: a quota's months, the units a request takes, and what is left unused."""

from datetime import date
from typing import Any

import pytest

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.period import Period, month_turn
from plandesk.domain.requests import Stock, SupportRequest, UnitUse, take_units, unused_requests
from plandesk.domain.terms import open_term
from tests.factories import noon, second_catalogue, usd, vendor_catalogue
from tests.plans import catalogue

FIRST = date(2026, 1, 31)


def booked(plan: str, start: date = FIRST, anchor: date | None = None, **changes: Any) -> BookedTerm:
    """Return a term in the books, as long as the vendor's catalogue says."""
    edition = vendor_catalogue() if "." in plan and plan.split(".")[0] != "telescope" else second_catalogue()
    term = open_term(edition.plan(plan), start, anchor or start, windows=True)
    return BookedTerm("term-1", None, None, "PBX", term, start, edition.version, (), "i-1", origin="entered", **changes)


def used(level: str = "l1", minutes: int = 60, on: date = FIRST, **changes: Any) -> SupportRequest:
    """Return a request against the term."""
    return SupportRequest("r", "i-1", "T", level, minutes, on, noon(on), "desk", term_id="term-1", **changes)


@pytest.mark.parametrize(
    ("plan", "uses", "unused", "every"),
    [
        ("softswitch.standard", [], 10 * 9000 + 3 * 20000, 10 * 9000 + 3 * 20000),
        ("softswitch.standard", [used(), used("l2", 15)], 8 * 9000 + 3 * 20000, 10 * 9000 + 3 * 20000),
        ("softswitch.standard", [used("dev")] * 3, 10 * 9000, 10 * 9000 + 3 * 20000),
        ("softswitch.minimal", [used()], 2 * 9000, 3 * 9000),
        ("gateway.standard", [used(), used("dev")], 3 * 9000, 4 * 9000 + 20000),
        ("softswitch.gold", [], 50 * 9000 + 15 * 20000, 50 * 9000 + 15 * 20000),
    ],
)
def test_unused_requests_are_weighed_by_the_price_of_an_incident(
    plan: str, uses: list[SupportRequest], unused: int, every: int
) -> None:
    found = unused_requests(booked(plan), vendor_catalogue().plan(plan), uses, vendor_catalogue())
    assert (found.unused, found.total) == (usd(unused), usd(every))


def test_voided_requests_and_those_of_other_terms_leave_a_term_unused() -> None:
    plan = vendor_catalogue().plan("pbx.standard")
    others = [used(voided=True), SupportRequest("r", "i-1", "T", "l1", 15, FIRST, noon(FIRST), "x", term_id="term-2")]
    found = unused_requests(booked(plan.id), plan, others, vendor_catalogue())
    assert found.unused == found.total


def test_a_short_term_gives_no_more_requests_than_its_own_months() -> None:
    plan = vendor_catalogue().plan("softswitch.standard")
    term = booked(plan.id)
    short = Period(FIRST, month_turn(FIRST, 2))
    two_months = BookedTerm("term-1", None, None, "x", _lasting(term, short), FIRST, "v", ())
    found = unused_requests(two_months, plan, [used()], vendor_catalogue())
    assert (found.unused, found.total) == (usd(5 * 9000 + 2 * 20000), usd(6 * 9000 + 2 * 20000))


def test_of_caps_that_became_smaller_than_what_was_used_nothing_is_left() -> None:
    def tighten(raw: dict[str, Any]) -> None:
        plan = next(each for each in raw["plans"] if each["id"] == "gateway.standard")
        plan["quotas"]["l12"] = {
            "value": {"levels": ["l1"], "month": None, "period": {"requests": 1, "minutes": 60}},
            "lines": [99],
        }

    plan = catalogue(tighten).plan("gateway.standard")
    found = unused_requests(booked(plan.id), plan, [used(), used()], vendor_catalogue())
    assert (found.unused, found.total) == (usd(20000), usd(9000 + 20000))


def test_a_pool_without_an_incident_has_no_price() -> None:
    plan = second_catalogue().plan("telescope.observer")
    found = unused_requests(booked(plan.id), plan, [], second_catalogue())
    assert found.total.minor == 6 * 7000 + 2 * 12000


def stock(units_id: str, left: int, **changes: Any) -> Stock:
    """Return a purchase of units for level 1 and 2."""
    facts = {"levels": ("l1", "l2"), "minutes_each": 60, "over_hour": "per_started_hour", "ends_on": None}
    return Stock(units_id, "l12", left=left, **{**facts, **changes})


@pytest.mark.parametrize(
    ("minutes", "taken"),
    [
        (15, [("a", 1)]),
        (60, [("a", 1)]),
        (75, [("a", 1), ("b", 1)]),
        (180, [("a", 1), ("b", 2)]),
        (181, None),
    ],
)
def test_each_started_hour_takes_one_more_unit_oldest_purchase_first(
    minutes: int, taken: list[tuple[str, int]] | None
) -> None:
    found = take_units([stock("a", 1), stock("empty", 0), stock("b", 2)], "l2", minutes, FIRST)
    assert found == (None if taken is None else tuple(UnitUse(*each) for each in taken))


def test_units_of_other_levels_and_those_that_ended_are_passed_over() -> None:
    ended, dev = stock("ended", 5, ends_on=FIRST), stock("dev", 5, levels=("dev",))
    assert take_units([ended, dev], "l1", 15, FIRST) is None
    assert take_units([ended, dev, stock("a", 1)], "l1", 15, FIRST) == (UnitUse("a", 1),)


def test_units_under_a_separate_agreement_serve_no_longer_request() -> None:
    agreed = stock("a", 5, over_hour="separate_agreement")
    assert take_units([agreed], "l1", 60, FIRST) == (UnitUse("a", 1),)
    assert take_units([agreed], "l1", 75, FIRST) is None


def _lasting(booked: BookedTerm, period: Period) -> Any:
    return type(booked.term)(booked.term.plan, period, booked.term.anchor, None, None)
