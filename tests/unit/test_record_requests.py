"""Recording and correcting requests: once for each reference, never beyond what is left, with R14's choices."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from plandesk.domain.beyond_quota import BeyondQuota
from plandesk.domain.customers import InstallationNotFound
from plandesk.domain.errors import UnknownLevel
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.reasons import ReasonMissing
from plandesk.domain.requests import (
    ReferenceTaken,
    RequestInFuture,
    RequestNotFound,
    RequestVoided,
    UnitUse,
)
from plandesk.services.chains import KnownUpgrade, Reach, read_selection
from plandesk.services.orders import place_order, preview
from plandesk.services.questions import ask_coverage
from plandesk.services.requests import CorrectRequest, correct_request, record_request
from tests.covered import CUSTOMER, DESK, INSTALLATION, TERM, Covered
from tests.factories import FIRST_DAY, order_request, second_catalogue, usd, with_rules

START = FIRST_DAY - timedelta(days=20)


def refused(covered: Covered, **request: Any) -> list[tuple[Any, ...]]:
    """Return the choices with which a request is refused, each without what it does not tell."""
    with pytest.raises(BeyondQuota) as caught:
        covered.record(**request)
    told = [(each.kind, each.day, each.price, each.level, each.units, each.plan) for each in caught.value.choices]
    return [tuple(part for part in each if part is not None) for each in told]


def left(covered: Covered, level: str = "l1") -> tuple[Any, ...]:
    """Return the requests and minutes left in the month and in the period."""
    answer = ask_coverage(INSTALLATION, covered.today, (level, 15), ports=covered.ports).request
    assert answer is not None
    quota = answer.before
    assert quota is not None
    windows = [window for window in (quota.month, quota.period) if window is not None]
    return tuple((window.requests.left, window.minutes.left) for window in windows)


# Recording.


def test_a_request_uses_up_its_month_and_its_period() -> None:
    covered = Covered("softswitch.standard", START)
    recorded = covered.record(minutes=45)
    assert (recorded.term_id, recorded.units, recorded.recorded_by) == (TERM, (), DESK)
    assert left(covered) == ((2, 15), (9, 555))


def test_the_same_request_is_recorded_once() -> None:
    covered = Covered("softswitch.standard", START)
    command = covered.command(reference="T-1", note="Door")
    first, second = (record_request(command, actor=DESK, ports=covered.ports) for _ in range(2))
    assert (first.is_new, second.is_new) == (True, False)
    assert second.request == first.request
    assert left(covered) == ((2, 0), (9, 540))


def test_a_repeat_is_answered_with_what_the_request_has_become() -> None:
    covered = Covered("softswitch.standard", START)
    command = covered.command(reference="T-1")
    first = record_request(command, actor=DESK, ports=covered.ports).request
    corrected = covered.correct(first, minutes=15)
    assert record_request(command, actor=DESK, ports=covered.ports).request == corrected


@pytest.mark.parametrize(
    "change", [{"level": "l2"}, {"minutes": 30}, {"on": START}, {"use": "incident"}, {"note": "Another"}]
)
def test_a_reference_names_one_request(change: dict[str, Any]) -> None:
    covered = Covered("softswitch.standard", START)
    covered.record(reference="T-1", minutes=15)
    with pytest.raises(ReferenceTaken):
        covered.record(**{"reference": "T-1", "minutes": 15, **change})


def test_only_what_has_happened_is_recorded() -> None:
    covered = Covered("softswitch.standard", START)
    with pytest.raises(RequestInFuture):
        covered.record(on=covered.today + timedelta(days=1))


def test_any_past_day_that_the_term_served_may_be_named() -> None:
    covered = Covered("softswitch.standard", START - timedelta(days=300))
    assert covered.record(on=START - timedelta(days=300)).term_id == TERM


def test_unknown_installations_and_levels_are_refused() -> None:
    covered = Covered("softswitch.standard", START)
    with pytest.raises(InstallationNotFound):
        covered.record(installation_id="nobody")
    with pytest.raises(UnknownLevel):
        covered.record(level="l9")


@pytest.mark.parametrize(
    "change",
    [
        {"money_on": FIRST_DAY + timedelta(days=1)},
        {"closed_on": FIRST_DAY, "closed_because": "upgrade"},
        {"suspended_on": FIRST_DAY},
    ],
)
def test_a_day_the_term_does_not_serve_is_beyond_quota(change: dict[str, Any]) -> None:
    covered = Covered("softswitch.standard", START, **change)
    with pytest.raises(BeyondQuota):
        covered.record()


def test_a_quota_of_level_1_alone_serves_no_level_2() -> None:
    covered = Covered("pbx.basic", START)
    covered.record(level="l1")
    with pytest.raises(BeyondQuota):
        covered.record(level="l2")


def test_a_request_is_never_split() -> None:
    covered = Covered("softswitch.standard", START, units=1)
    covered.record(minutes=15)
    assert ("use_incident", "l12", 1) in refused(covered, minutes=60)


# Beyond quota: the choices of R14.


def test_every_choice_that_applies_is_told_with_its_price() -> None:
    covered = Covered("softswitch.standard", START, units=2)
    for _ in range(3):
        covered.record(minutes=15)
    assert refused(covered, minutes=15) == [
        ("wait", date(2026, 12, 3)),
        ("use_incident", "l12", 1),
        ("buy_incident", usd(9000), "l12", 1),
        ("upgrade", usd(490000), "softswitch.advanced"),
        ("upgrade", usd(890000), "softswitch.gold"),
    ]


def test_nobody_waits_for_a_month_when_the_period_is_used_up() -> None:
    start = FIRST_DAY - timedelta(days=150)
    covered = Covered("softswitch.standard", start)
    for nth in range(10):
        covered.record(minutes=15, on=start + timedelta(days=31 * (nth // 3)))
    assert refused(covered, minutes=15)[0] == ("buy_incident", usd(9000), "l12", 1)


def test_nobody_waits_for_a_month_in_which_the_term_has_ended() -> None:
    covered = Covered("softswitch.standard", date(2025, 12, 20))
    for _ in range(3):
        covered.record(minutes=15)
    assert "wait" not in {each[0] for each in refused(covered, minutes=15)}


def test_nobody_waits_for_hours_that_no_month_has() -> None:
    covered = Covered("softswitch.standard", START)
    kinds = [each[0] for each in refused(covered, minutes=75)]
    assert kinds == ["buy_incident", "upgrade", "upgrade"]


def test_a_plan_whose_quota_would_not_hold_the_request_is_no_upgrade() -> None:
    covered = Covered("softswitch.standard", START)
    upgrades = [each[-1] for each in refused(covered, level="dev", minutes=180) if each[0] == "upgrade"]
    assert upgrades == ["softswitch.gold"]


def test_the_top_tier_has_nothing_above_it() -> None:
    covered = Covered("softswitch.gold", START)
    assert [each[0] for each in refused(covered, level="dev", minutes=360)] == ["buy_incident"]


def test_units_that_are_left_leave_fewer_to_buy() -> None:
    covered = Covered("softswitch.gold", START, units=2)
    for _ in range(20):
        covered.record(minutes=15)
    assert refused(covered, minutes=200, use="incident")[-1] == ("buy_incident", usd(18000), "l12", 2)


def test_an_installation_without_a_running_term_may_buy_or_extend() -> None:
    lapsed = Covered("softswitch.standard", date(2025, 10, 1))
    assert refused(lapsed) == [
        ("buy_incident", usd(9000), "l12", 1),
        ("extend", usd(140000), "softswitch.standard"),
    ]


def test_a_plan_that_is_not_sold_is_extended_by_the_lowest_that_is() -> None:
    lapsed = Covered("softswitch.minimal", date(2025, 10, 1))
    assert refused(lapsed)[-1] == ("extend", usd(140000), "softswitch.standard")


# Incident units.


def test_units_of_several_purchases_serve_one_request_those_that_end_first_before_others() -> None:
    covered = Covered("softswitch.minimal", START, units=2)
    covered.add_units("soon", 1, ends_on=FIRST_DAY + timedelta(days=1))
    recorded = covered.record(minutes=120, use="incident", level="l2")
    assert recorded.units == (UnitUse("soon", 1), UnitUse("units", 1))
    assert covered.left_of_units() == {"soon": 0, "units": 1}


def test_units_serve_any_installation_of_the_customer() -> None:
    covered = Covered("softswitch.minimal", START, units=1)
    covered.add_installation("i-2")
    assert covered.record(installation_id="i-2", use="incident").units == (UnitUse("units", 1),)
    with pytest.raises(BeyondQuota):
        covered.record(use="incident")


def test_a_long_request_under_a_separate_agreement_is_not_put_on_units() -> None:
    agreed = with_rules(Covered("softswitch.minimal", START).catalogue, over_hour="separate_agreement")
    covered = Covered("softswitch.minimal", START, units=5, catalogue=agreed)
    with pytest.raises(BeyondQuota) as caught:
        covered.record(use="incident", minutes=75)
    assert caught.value.by_agreement is True
    assert {each.kind for each in caught.value.choices} == {"use_quota"}
    assert covered.record(use="incident", minutes=60).units == (UnitUse("units", 1),)


# Corrections.


def test_a_correction_frees_what_it_replaces() -> None:
    covered = Covered("softswitch.standard", START)
    first = covered.record(minutes=60)
    corrected = covered.correct(first, minutes=45, level="l2")
    assert (corrected.minutes, corrected.level, corrected.id) == (45, "l2", first.id)
    assert left(covered) == ((2, 15), (9, 555))


def test_a_correction_does_not_overdraw() -> None:
    covered = Covered("softswitch.standard", START)
    first = covered.record(minutes=30)
    covered.record(minutes=30)
    with pytest.raises(BeyondQuota):
        covered.correct(first, minutes=45)
    assert left(covered) == ((1, 0), (8, 540))


def test_a_corrected_day_moves_the_use_to_its_month() -> None:
    covered = Covered("softswitch.standard", START - timedelta(days=60))
    covered.correct(covered.record(), on=covered.today - timedelta(days=40))
    assert left(covered) == ((3, 60), (9, 540))


def test_a_voided_request_uses_nothing_up_and_changes_no_more() -> None:
    covered = Covered("softswitch.standard", START)
    first = covered.record()
    voided = covered.correct(first, void=True)
    assert (voided.voided, left(covered)) == (True, ((3, 60), (10, 600)))
    assert covered.correct(first, void=True) == voided
    with pytest.raises(RequestVoided):
        covered.correct(first, minutes=15)


def test_a_voided_request_gives_its_units_back() -> None:
    covered = Covered("softswitch.minimal", START, units=2)
    covered.correct(covered.record(use="incident", minutes=120), void=True)
    assert covered.left_of_units() == {"units": 2}


def test_a_corrected_length_takes_or_frees_units() -> None:
    covered = Covered("softswitch.minimal", START, units=2)
    first = covered.record(use="incident")
    assert covered.correct(first, minutes=90).units == (UnitUse("units", 2),)
    assert covered.correct(first, minutes=60).units == (UnitUse("units", 1),)
    with pytest.raises(BeyondQuota):
        covered.correct(first, minutes=121)


def test_a_request_keeps_its_term_though_that_was_closed_on_its_day() -> None:
    covered = Covered("softswitch.standard", START)
    first = covered.record()
    covered.change_term(closed_on=covered.today, closed_because="upgrade")
    assert covered.correct(first, minutes=30).term_id == TERM


def test_a_correction_says_why() -> None:
    covered = Covered("softswitch.standard", START)
    first = covered.record()
    with pytest.raises(ReasonMissing):
        correct_request(CorrectRequest(first.id, " ", void=True), actor=DESK, ports=covered.ports)
    assert left(covered) == ((2, 0), (9, 540))


def test_an_unknown_request_and_a_day_ahead_are_refused() -> None:
    covered = Covered("softswitch.standard", START)
    with pytest.raises(RequestNotFound):
        correct_request(CorrectRequest("nobody", "Typo"), actor=DESK, ports=covered.ports)
    with pytest.raises(RequestInFuture):
        covered.correct(covered.record(), on=covered.today + timedelta(days=1))


def test_the_history_tells_who_changed_what_and_why() -> None:
    covered = Covered("softswitch.standard", START)
    first = covered.record()
    covered.correct(first, minutes=15)
    covered.correct(first, minutes=15)
    covered.correct(first, void=True)
    rows = [each for each in covered.books.tables.request_events if each.request_id == first.id]
    told = [(each.event, each.actor, each.before.get("minutes"), each.after["minutes"], each.reason) for each in rows]
    assert told == [
        ("recorded", DESK, None, "60", None),
        ("corrected", DESK, "60", "15", "Typo"),
        ("voided", DESK, "15", "15", "Typo"),
    ]
    assert rows[-1].after["voided"] == "yes"


# The question.


def test_the_answer_tells_what_serves_and_what_is_left_after() -> None:
    covered = Covered("softswitch.standard", START, units=2)
    answer = ask_coverage(INSTALLATION, covered.today, ("l2", 45), ports=covered.ports).request
    assert answer is not None
    assert answer.before is not None
    assert answer.after is not None
    assert (answer.by, answer.before.term_id, answer.choices) == ("quota", TERM, ())
    assert (answer.before.month, answer.after.month) != (None, None)
    assert answer.after == answer.before.with_request(45)
    assert (answer.units_before, answer.units_after) == (2, 2)


def test_units_serve_what_the_quota_cannot() -> None:
    covered = Covered("softswitch.standard", START, units=3)
    answer = ask_coverage(INSTALLATION, covered.today, ("l2", 90), ports=covered.ports).request
    assert answer is not None
    assert (answer.by, answer.units_before, answer.units_after) == ("incident", 3, 1)
    assert answer.choices[0].kind == "use_incident"
    assert answer.after == answer.before


def test_nothing_serves_where_nothing_is_left() -> None:
    covered = Covered("softswitch.minimal", START)
    answer = ask_coverage(INSTALLATION, covered.today, ("dev", 15), ports=covered.ports).request
    assert answer is not None
    assert (answer.by, answer.before, answer.units_before) == (None, None, 0)


def test_each_lane_tells_its_terms_and_its_end() -> None:
    covered = Covered("softswitch.standard", START)
    day = START + timedelta(days=400)
    answer = ask_coverage(INSTALLATION, day, ports=covered.ports)
    told = {lane: (each.covered, each.until, each.by) for lane, each in answer.lanes.items()}
    assert answer.request is None
    assert told == {
        "support": (False, None, ()),
        "maintenance_upgrades": (False, None, ()),
        "critical_updates": (True, date(2028, 11, 3), (TERM,)),
    }


def test_a_vendor_with_other_hours_and_levels_is_served_alike() -> None:
    covered = Covered("telescope.observer", START, catalogue=second_catalogue(), units=2, incident="mirror")
    assert covered.record(level="align", minutes=45).term_id == TERM
    assert covered.record(level="align", minutes=60, use="incident").units == (UnitUse("units", 2),)
    assert refused(covered, level="code", minutes=45) == [("upgrade", Money(150_000, "JPY"), "telescope.observatory")]
    assert ("wait", date(2026, 12, 1)) in refused(covered, level="look", minutes=30)


# Unpaid upgrades.


def upgrade_of(covered: Covered) -> Order:
    """Order an upgrade of the term, not paid yet, at the credit of today."""
    asked = [KnownUpgrade(INSTALLATION, "softswitch.gold")]
    selection = read_selection(asked, Reach(CUSTOMER), ports=covered.ports)
    total = preview(selection, ports=covered.ports).breakdown.total
    request = order_request(selection, total, covered.catalogue.version)
    return place_order(replace(request, customer_id=CUSTOMER), ports=covered.ports).order


def test_use_that_is_recorded_and_voided_changes_the_credit_of_an_unpaid_upgrade() -> None:
    covered = Covered("softswitch.standard", START, value=usd(140_000))
    order = upgrade_of(covered)
    recorded = covered.record(level="dev")
    assert order.total == usd(890_000 - 132_328)  # 345 of 365 days are left of 1400.00.
    # Now 1300 of 1500 dollars' worth of requests, which is less.
    assert covered.books.tables.orders[order.id].total == usd(890_000 - 121_333)
    covered.correct(recorded, void=True)
    assert covered.books.tables.orders[order.id].total == order.total
