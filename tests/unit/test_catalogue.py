"""A catalogue answers by id, computes what a term gives, and notices what looks wrong."""

from collections.abc import Callable
from typing import Any

import pytest

from plandesk.domain import errors
from plandesk.domain.catalogue import Cap, Duration, canonical, digest
from plandesk.domain.catalogue_lint import lint_report
from plandesk.domain.money import Money
from plandesk.domain.sourced import Sourced
from plandesk.services.catalogue import view
from tests.plans import SECOND_VENDOR, catalogue, choose, content, plan_of


@pytest.mark.parametrize(
    ("lookup", "known", "error"),
    [
        ("level", "dev", errors.UnknownLevel),
        ("pool", "l12", errors.UnknownPool),
        ("family", "gateway", errors.UnknownFamily),
        ("plan", "pbx.standard", errors.UnknownPlan),
        ("incident", "dev", errors.UnknownIncident),
        ("reading", "A5", errors.UnknownReading),
    ],
)
def test_entries_are_found_by_id_and_unknown_ids_are_refused(
    lookup: str, known: str, error: type[errors.DomainError]
) -> None:
    find = getattr(catalogue(), lookup)
    assert find(known).id == known
    with pytest.raises(error) as refused:
        find("nowhere")
    assert refused.value.facts == {"id": "nowhere"}


def test_finding_without_insisting_answers_none() -> None:
    assert catalogue().find_plan("nowhere") is None
    assert catalogue().find_incident("nowhere") is None


def test_plans_of_a_family_rise_by_tier() -> None:
    plans = catalogue().plans_of("softswitch")
    assert [plan.tier for plan in plans] == ["none", "minimal", "standard", "advanced", "gold"]
    assert [plan.rank for plan in plans] == [0, 1, 2, 3, 4]


def test_a_value_not_stated_cannot_be_required() -> None:
    assert Sourced(7, (1,)).required == 7
    with pytest.raises(errors.NotStated) as refused:
        _ = catalogue().plan("gateway.basic").price.required
    assert refused.value.facts == {"lines": (74,)}


def test_a_term_gives_the_lesser_of_period_cap_and_month_cap_times_months() -> None:
    plan = catalogue(path=SECOND_VENDOR).plan("telescope.observatory")
    assert [plan.total(quota) for quota in plan.quotas] == [Cap(24, 1200), Cap(9, 540), Cap(36, 1080)]
    assert plan.included_requests == 69


def test_computed_prices_round_half_up_and_stay_away_from_what_is_not_sold() -> None:
    standard = catalogue().plan("softswitch.standard")
    assert standard.price_per_month == Money(11667, "USD")
    assert standard.price_per_request == Money(10769, "USD")
    minimal = catalogue().plan("softswitch.minimal")
    assert (minimal.price_per_month, minimal.price_per_request) == (None, None)


def _term(plan: str) -> Callable[[Any], object]:
    return lambda shown: shown.plan(plan).buys.value


@pytest.mark.parametrize(
    ("reading", "option", "look", "before", "after"),
    [
        ("A4", "calendar_month", lambda c: c.rules.quota_month, "term_month", "calendar_month"),
        ("A5", "support_period", _term("softswitch.gold"), Duration(12), Duration(24)),
        ("A7", "one_year", _term("gateway.dedicated"), Duration(24), Duration(12)),
        ("A8", "extension_only", lambda c: c.plan("gateway.standard").sold_new, True, False),
        ("A9", "ask", lambda c: c.plan("gateway.basic").sale.state, "with_licence_only", "not_for_sale"),
        ("A10", "free_extension", lambda c: c.plan("softswitch.minimal").sold_as_extension, False, True),
        ("A12", "included", lambda c: c.family("pbx").included.value, False, True),
        ("A20", "first_term", lambda c: c.rules.update_windows, "every_term", "first_term"),
        ("A21", "level_1_and_2", lambda c: c.plan("pbx.basic").quotas[0].levels, ("l1",), ("l1", "l2")),
        ("A22", "separate_agreement", lambda c: c.rules.over_hour, "per_started_hour", "separate_agreement"),
        ("A26", "through_the_day", lambda c: f"{c.policies.legacy.before.value}", "2012-12-31", "2013-01-01"),
        ("A27", "at_least", lambda c: c.policies.legacy.above.value.minor, 500000, 499999),
        ("A34", "usd_gross", lambda c: c.net_of_tax.value, True, False),
        ("A35", "wire_paypal_card", lambda c: c.rules.payment_methods[0], "paypal", "wire"),
    ],
)
def test_another_reading_changes_the_product(
    reading: str, option: str, look: Callable[[Any], object], before: object, after: object
) -> None:
    changed = catalogue(choose(reading, option))
    assert (look(catalogue()), look(changed)) == (before, after)
    assert changed.version != catalogue().version


def test_a_value_that_depends_on_a_reading_names_it() -> None:
    assert catalogue().plan("softswitch.gold").buys.readings == ("A5",)
    assert catalogue().plan("softswitch.minimal").sale.readings == ("A10", "A18")


def test_the_vendors_catalogue_has_nothing_suspicious() -> None:
    assert lint_report(catalogue()) == []
    assert lint_report(catalogue(path=SECOND_VENDOR)) == []


def test_quotas_per_month_make_gateway_standard_beat_advanced() -> None:
    (finding,) = lint_report(catalogue(choose("A1", "per_month")))
    assert finding.pointer == "/plans/6"
    assert finding.rule == "cheaper-plan-gives-more"
    assert "Standard support gives for 900.00 USD" in finding.text
    assert "Level 1 and 2: 48 requests, 24 h; Level 3 (development): 12 requests, 12 h" in finding.text
    assert "Advanced support gives for 1700.00 USD" in finding.text
    assert "Level 1 and 2: 10 requests, 5 h; Level 3 (development): 4 requests, 4 h" in finding.text


def test_a_cheaper_plan_with_equal_quotas_is_not_suspicious() -> None:
    def equal(raw: dict[str, Any]) -> None:
        plan_of(raw, "softswitch.standard")["quotas"] = plan_of(raw, "softswitch.advanced")["quotas"]

    assert lint_report(catalogue(equal)) == []


def test_a_cheaper_plan_that_covers_fewer_levels_is_not_suspicious() -> None:
    def more_of_level_1_alone(raw: dict[str, Any]) -> None:
        plan_of(raw, "pbx.basic")["quotas"]["l12"] = {
            "value": {"levels": ["l1"], "month": None, "period": {"requests": 99, "minutes": 9999}},
            "lines": [130],
        }

    assert lint_report(catalogue(more_of_level_1_alone)) == []


def test_month_caps_that_never_bind_are_reported_number_by_number() -> None:
    def widen(raw: dict[str, Any]) -> None:
        quota = plan_of(raw, "softswitch.standard")["quotas"]["l12"]["value"]
        quota["month"] = {"requests": 10, "minutes": 630}

    findings = lint_report(catalogue(widen))
    assert [(each.pointer, each.rule) for each in findings] == [("/plans/2/quotas/l12", "month-cap-never-binds")] * 2
    assert "10 requests a month, 10 in the whole period" in findings[0].text
    assert "10 h 30 min a month, 10 h in the whole period" in findings[1].text


def test_the_version_is_the_digest_of_the_content_and_not_of_its_layout() -> None:
    raw = content()
    shuffled = dict(reversed(raw.items()))
    del shuffled["$schema"]
    assert canonical(raw) == canonical(shuffled)
    assert catalogue().version == digest(canonical(raw))
    assert len(catalogue().version) == 64
    assert " :" not in canonical({"a": 1, "b": [1, 2]})
    assert canonical({"b": "é", "a": 1}) == '{"a":1,"b":"é"}'


def test_the_view_holds_the_resolved_plan_with_its_sources() -> None:
    shown: Any = view(catalogue())
    gold = next(plan for plan in shown["plans"] if plan["id"] == "softswitch.gold")
    assert gold["buys"] == {"value": {"months": 12}, "lines": [62, 65], "readings": ["A5"], "family": False}
    assert gold["sale"] == {"state": "buyable", "reason": None, "lines": [65], "readings": []}
    assert gold["quotas"][1] == {
        "pool": "dev",
        "levels": ["dev"],
        "month": {"requests": 5, "minutes": 300},
        "period": {"requests": 15, "minutes": 900},
        "lines": [64],
        "readings": ["A4", "A21"],
    }
    assert gold["computed"] == {
        "price_per_month": {"minor": 74167, "currency": "USD"},
        "price_per_request": {"minor": 13692, "currency": "USD"},
        "included_requests": 65,
    }
    assert shown["policies"]["legacy"]["readings"] == ["A26", "A27"]
    assert shown["policies"]["legacy"]["before"] == "2012-12-31"
    assert shown["policies"]["payment"]["methods"] == ["paypal", "card", "wire"]
    assert shown["rules"]["reinstatement_fee"] == {"minor": 0, "currency": "USD"}


def test_the_view_of_a_second_vendor_has_its_own_families_levels_and_currency() -> None:
    shown: Any = view(catalogue(path=SECOND_VENDOR))
    assert [family["id"] for family in shown["families"]] == ["telescope", "dome"]
    assert [level["id"] for level in shown["levels"]] == ["look", "align", "board", "code"]
    assert shown["plans"][1]["computed"]["price_per_month"] == {"minor": 4000, "currency": "JPY"}
    assert list(shown["plans"][1]["features"]) == ["visit", "manual", "hotline", "spare_parts"]
