"""The catalogue file: it loads whole, matches its schema, and every fault of a broken one is told at once."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from plandesk.adapters.plans_file import json_schema, load, parse
from plandesk.domain.errors import CatalogueInvalid
from plandesk.services.catalogue import view
from tests.plans import PLANS, ROOT, SECOND_VENDOR, catalogue, content, plan_of

SCHEMA = ROOT / "backend" / "plandesk" / "plans.schema.json"


def problems(raw: dict[str, Any] | bytes) -> dict[str, str]:
    """Return the problems of a broken catalogue by pointer."""
    with pytest.raises(CatalogueInvalid) as refused:
        parse(raw if isinstance(raw, bytes) else json.dumps(raw).encode())
    told = str(refused.value)
    for problem in refused.value.problems:
        assert problem.detail in told
    return {problem.pointer: problem.detail for problem in refused.value.problems}


@pytest.mark.parametrize("path", [PLANS, SECOND_VENDOR], ids=["vendor", "second vendor"])
def test_the_file_loads_and_matches_its_schema(path: Path) -> None:
    assert load(path).plans
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert [error.message for error in validator.iter_errors(content(path))] == []


def test_the_committed_schema_is_the_generated_one() -> None:
    assert SCHEMA.read_text("utf-8") == json_schema()
    Draft202012Validator.check_schema(json.loads(json_schema()))


def test_an_editor_finds_the_schema_from_the_file() -> None:
    for path in (PLANS, SECOND_VENDOR):
        assert (path.parent / content(path)["$schema"]).resolve() == SCHEMA


def test_the_file_holds_all_plans_incidents_and_readings() -> None:
    shown = catalogue()
    assert len(shown.plans) == 12
    assert [each.price.value.minor for each in shown.incidents] == [9000, 20000]
    numbers = (1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18, 20, 21, 22, 24, 25, 26, 27, 29, 34, 35)
    assert [reading.id for reading in shown.readings] == [f"A{number}" for number in numbers]


def test_every_reading_is_cited_where_it_matters() -> None:
    text = json.dumps(view(catalogue()) | {"readings": []})
    assert [each.id for each in catalogue().readings if f'"{each.id}"' not in text] == []


def test_the_canonical_content_loads_to_the_same_version_and_view() -> None:
    for path in (PLANS, SECOND_VENDOR):
        first = load(path)
        again = parse(first.content.encode())
        assert again == first
        assert json.dumps(view(again)) == json.dumps(view(first))


def test_a_version_stored_before_wires_had_a_last_safe_day_still_loads() -> None:
    raw = content()
    del raw["rules"]["wire_business_days"], raw["rules"]["holiday_calendar"]
    rules = parse(json.dumps(raw).encode()).rules
    assert (rules.wire_business_days, rules.holiday_calendar) == (3, "ECB")


def test_a_version_stored_before_there_were_reminders_still_loads() -> None:
    raw = content()
    del raw["rules"]["reminder_days"], raw["rules"]["quota_alert_percent"]
    rules = parse(json.dumps(raw).encode()).rules
    assert (rules.reminder_days, rules.quota_alert_percent) == ((60, 30, 7, 1), 80)


def test_a_version_stored_before_quotas_were_counted_still_loads() -> None:
    raw = content()
    del raw["rules"]["quota_month"]
    assert parse(json.dumps(raw).encode()).rules.quota_month == "term_month"


def test_one_file_with_many_faults_tells_them_all_with_their_places() -> None:
    raw = content()
    raw["colour"] = "blue"
    raw["rules"]["time_zone"] = "Mars/Olympus"
    raw["rules"]["wire_honoured_days"] = 99
    raw["rules"]["wire_business_days"] = 29
    raw["rules"]["holiday_calendar"] = "Mars"
    raw["rules"]["reminder_days"] = [30, 7, 30]
    raw["rules"]["quota_alert_percent"] = 101
    raw["rules"]["grace_days"] = -1
    raw["rules"]["payment_methods"]["values"]["paypal_card_wire"] = ["card", "card"]
    del raw["rules"]["max_periods"]
    raw["families"][0]["tiers"].append("platinum")
    raw["pools"][0]["levels"].append("l9")
    raw["incidents"][1]["pool"] = "l9"
    raw["incidents"][1]["id"] = "l12"
    raw["policies"]["legacy"]["plan"] = "softswitch.copper"
    raw["policies"]["contact"]["lines"] = [228]
    raw["policies"]["payment"]["lines"] = []
    raw["readings"][0]["chosen"] = "per_decade"
    plans = raw["plans"]
    plans[2]["price"]["value"]["currency"] = "EUR"
    plans[2]["price"]["value"]["minor"] = 1400.5
    plans[2]["quotas"]["l12"]["value"]["month"] = {"requests": 3, "minutes": 0}
    plans[2]["quotas"]["dev"]["value"]["period"]["requests"] = -3
    plans[3]["features"]["chat"]["value"] = "sometimes"
    plans[3]["features"]["telepathy"] = {"value": "yes", "lines": [44]}
    del plans[3]["features"]["phone"]
    plans[3]["quotas"]["dev"]["value"]["levels"] = ["l1"]
    plans[4]["buys"]["values"]["for_ever"] = plans[4]["buys"]["values"].pop("support_period")
    plans[4]["price"]["readings"] = ["A99"]
    plans[5]["sale"]["by_reading"] = "A98"
    plans[6]["id"] = "gateway.advanced"
    plans[7]["price"] = {"value": None, "lines": [101]}
    del plans[8]["name"]
    plans[9]["tier"] = "huge"
    plans[10]["support_period"]["value"]["months"] = "12"
    plans[11]["family"] = "toaster"
    told = problems(raw)
    assert set(told) == {
        "/colour",
        "/rules/time_zone",
        "/rules/wire_honoured_days",
        "/rules/wire_business_days",
        "/rules/holiday_calendar",
        "/rules/reminder_days",
        "/rules/quota_alert_percent",
        "/rules/grace_days",
        "/rules/payment_methods/values/paypal_card_wire",
        "/rules/max_periods",
        "/families/0/tiers/5",
        "/families/1/tiers/1",
        "/pools/0/levels/2",
        "/incidents/1/pool",
        "/incidents/1/id",
        "/policies/legacy/plan",
        "/policies/contact/lines/0",
        "/policies/payment/lines",
        "/readings/0/chosen",
        "/plans/2/price/value/currency",
        "/plans/2/price/value/minor",
        "/plans/2/quotas/l12/value/month/minutes",
        "/plans/2/quotas/dev/value/period/requests",
        "/plans/3/features/chat/value",
        "/plans/3/features/telepathy",
        "/plans/3/features/phone",
        "/plans/3/quotas/dev/value/levels/0",
        "/plans/4/buys/values/for_ever",
        "/plans/4/buys/values/support_period",
        "/plans/4/price/readings/0",
        "/plans/5/sale/by_reading",
        "/plans/6/id",
        "/plans/7/id",
        "/plans/7/price",
        "/plans/8/name",
        "/plans/9/tier",
        "/plans/9/id",
        "/plans/10/support_period/value/months",
        "/plans/11/family",
        "/plans/11/id",
    }


@pytest.mark.parametrize(
    ("quota", "place", "detail"),
    [
        ({"levels": ["l1"], "month": None, "period": {"requests": -1, "minutes": 60}}, "/period/requests", "greater"),
        ({"levels": ["l1"], "month": None, "period": {"requests": 1, "minutes": -60}}, "/period/minutes", "greater"),
        (
            {"levels": ["l1"], "month": None, "period": {"requests": 1, "minutes": 0}},
            "/period/minutes",
            "without hours",
        ),
        ({"levels": ["l1"], "month": None, "period": {"requests": 1}}, "/period/minutes", "required"),
        ({"levels": ["l1"], "month": None, "period": {"requests": 0, "minutes": 9}}, "/period/requests", "without"),
        ({"levels": ["l1"], "month": None, "period": {"requests": 0, "minutes": 0}}, "/period", "a cap of nothing"),
        ({"levels": ["l1"], "month": None, "period": None}, "", "has a cap"),
        ({"levels": [], "month": None, "period": {"requests": 1, "minutes": 9}}, "/levels", "names the levels"),
    ],
)
def test_an_impossible_cap_is_refused(quota: dict[str, Any], place: str, detail: str) -> None:
    raw = content()
    plan_of(raw, "softswitch.minimal")["quotas"]["l12"] = {"value": quota, "lines": [24]}
    ((pointer, told),) = problems(raw).items()
    assert pointer == "/plans/1/quotas/l12/value" + place
    assert detail in told


def test_a_month_cap_needs_a_stated_length() -> None:
    raw = content()
    plan = plan_of(raw, "gateway.basic")
    plan["support_period"] = {"value": None, "lines": []}
    plan["quotas"]["l12"] = {
        "value": {"levels": ["l1"], "month": {"requests": 1, "minutes": 9}, "period": None},
        "lines": [78],
    }
    ((pointer, told),) = problems(raw).items()
    assert pointer == "/plans/5/quotas/l12/value/month"
    assert "needs a stated length" in told


def test_the_option_not_chosen_is_checked_too() -> None:
    raw = content()
    plan_of(raw, "gateway.standard")["quotas"]["l12"]["values"]["per_month"]["month"]["minutes"] = 0
    assert list(problems(raw)) == ["/plans/6/quotas/l12/values/per_month/month/minutes"]


def test_the_options_of_a_quota_hold_the_same_numbers() -> None:
    for plan in content()["plans"]:
        for quota in plan["quotas"].values():
            told = [value["month"] or value["period"] for value in quota.get("values", {}).values()]
            assert all(each == told[0] for each in told)


def test_a_price_without_a_length_buys_one_support_period_or_one_year() -> None:
    for plan in content()["plans"]:
        if plan["buys"].get("by_reading") == "A7":
            assert plan["buys"]["values"] == {
                "support_period": plan["support_period"]["value"],
                "one_year": {"months": 12},
            }


def test_a_plan_that_is_not_sold_says_why() -> None:
    raw = content()
    plan_of(raw, "softswitch.none")["sale"]["value"]["reason"] = None
    assert list(problems(raw)) == ["/plans/0/sale/value/reason"]


def test_a_missing_section_is_one_fault_and_not_one_at_every_reference() -> None:
    raw = content()
    del raw["pools"]
    assert problems(raw) == {"/pools": "Field required"}


def test_a_key_given_twice_is_refused_with_its_place() -> None:
    text = PLANS.read_text("utf-8").replace('"grace_days": 30,', '"grace_days": 30, "grace_days": 60,')
    told = problems(text.encode())
    assert told == {"/rules/grace_days": "the key stands twice in its object"}


NO_OBJECTS = [b"", b"{", b"[]", b"\xff\xfe", b'{"a": NaN}', b'{"a": 1e999}', b'{"vendor": "\\ud800"}', b"[" * 100_000]


@pytest.mark.parametrize("data", NO_OBJECTS, ids=lambda data: repr(data[:20]))
def test_what_is_no_json_object_in_utf_8_is_refused_as_a_whole(data: bytes) -> None:
    assert list(problems(data)) == [""]


def test_an_empty_object_misses_every_section() -> None:
    assert set(problems({})) == {f"/{key}" for key in content() if key != "$schema"}


def test_a_byte_order_mark_is_no_fault() -> None:
    assert parse(b"\xef\xbb\xbf" + PLANS.read_bytes()).version == catalogue().version
