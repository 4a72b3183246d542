"""Advice over HTTP: its figures are the domain's, and a wrong question is told at its place."""

import json
from collections.abc import Mapping
from typing import Any

import orjson
import pytest
from werkzeug.test import TestResponse

from plandesk.api.advice_shown import show_advice
from plandesk.api.advice_views import AdviceView
from plandesk.domain.advice import Horizon, Question, advise
from plandesk.domain.advice_workload import PatternRow, pattern_requests
from plandesk.services.advice import (
    MOST_DRAWN,
    MOST_DRAWN_ALIKE,
    MOST_GROWN,
    MOST_GROWN_ALIKE,
    MOST_REQUESTS,
    Asked,
    MonthlyPattern,
    Part,
    advise_on,
)
from tests.api.conftest import Desk, problem
from tests.euros import BOTH
from tests.factories import FIRST_DAY, World, second_catalogue, vendor_catalogue, with_rules

MONTHLY: Mapping[str, Any] = {"level": "l2", "quarters": 4, "count": 1, "months": None}
DEV: Mapping[str, Any] = {"level": "dev", "quarters": 4, "count": 1, "months": [1, 5, 9]}


def pattern(*rows: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": "pattern", "rows": list(rows)}


def listed(*requests: list[int]) -> dict[str, Any]:
    return {"kind": "requests", "requests": list(requests)}


def ask(desk: Desk, workload: Mapping[str, Any], **more: Any) -> TestResponse:
    return desk.post("/advice", {"family": "softswitch", "months": 12, "workload": workload, **more})


def advised(desk: Desk, workload: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    reply = ask(desk, workload, **more)
    assert reply.status_code == 200, reply.text
    body: dict[str, Any] = reply.get_json()
    return body


def totals(body: Mapping[str, Any]) -> list[tuple[str, int]]:
    return [(each["id"], each["best"]["total"]["minor"]) for each in body["options"]]


def pointers(reply: TestResponse) -> list[str]:
    return [fault["pointer"] for fault in problem(reply, 422, "invalid-payload")["errors"]]


def test_the_totals_are_those_of_the_domain(desk: Desk) -> None:
    body = advised(desk, pattern(MONTHLY, DEV))
    horizon = Horizon(FIRST_DAY, 12)
    rows = (PatternRow("l2", 60, 1, tuple(range(12))), PatternRow("dev", 60, 1, (0, 4, 8)))
    expected = advise(desk.world.catalogue, Question("softswitch", horizon, pattern_requests(rows, horizon)))
    assert totals(body) == [(each.id, each.best.money.minor) for each in expected.options]
    assert totals(body)[:3] == [("softswitch.standard", 158000), ("adhoc", 168000), ("softswitch.advanced", 490000)]
    assert [each["came"]["total"]["minor"] for each in body["options"]] == [
        each.came.money.minor for each in expected.options
    ]


def test_an_answer_says_what_it_rests_on(desk: Desk) -> None:
    body = advised(desk, pattern(MONTHLY), start="2026-12-01")
    assert body["catalogue_version"] == desk.world.catalogue.version
    assert (body["advised_on"], body["start"], body["end"]) == (FIRST_DAY.isoformat(), "2026-12-01", "2027-12-01")
    assert body["workload"]["requests"] == 12
    assert body["workload"]["pools"][0] == {
        "pool": "l12",
        "name": "Level 1 and 2",
        "requests": 12,
        "minutes": 720,
        "typical_minutes": 60,
        "incident": {"minor": 9000, "currency": "USD"},
        "lines": [162],
        "readings": ["A34", "A22"],
    }
    assert [body[part] for part in ("flips", "map", "curves", "replay")] == [None] * 4


def test_without_a_start_it_begins_on_the_vendors_today(desk: Desk) -> None:
    assert advised(desk, pattern(MONTHLY))["start"] == FIRST_DAY.isoformat()


def test_a_total_divides_into_price_and_incidents(desk: Desk) -> None:
    best = advised(desk, pattern(MONTHLY, DEV))["options"][0]["best"]
    assert best == {
        "total": {"minor": 158000, "currency": "USD"},
        "overflow": {"minor": 18000, "currency": "USD"},
        "per_month": {"minor": 13167, "currency": "USD"},
        "by_agreement": 0,
        "incidents": [{"pool": "l12", "units": 2, "money": {"minor": 18000, "currency": "USD"}}],
    }


def test_a_pattern_and_the_same_requests_by_day_get_the_same_answer(desk: Desk) -> None:
    by_day = listed(*([0, 1, 4] for _ in range(10)))
    same = pattern({**MONTHLY, "count": 10, "months": [1]})
    assert advised(desk, by_day)["options"] == advised(desk, same)["options"]


def test_an_option_opens_the_configurator_filled(desk: Desk) -> None:
    options = {each["id"]: each for each in advised(desk, pattern(MONTHLY, DEV))["options"]}
    assert options["softswitch.standard"]["configure"] == "/configure/?plan=softswitch.standard"
    assert options["adhoc"]["configure"] == "/configure/?incidents=l12:12,dev:3"


def test_usage_is_told_by_term_and_quota_month(desk: Desk) -> None:
    standard = advised(desk, pattern(MONTHLY, DEV), start="2026-12-01")["options"][0]
    pool, dev = standard["usage"]
    (term,) = pool["terms"]
    assert (term["month"], term["start"], term["end"]) == (1, "2026-12-01", "2027-12-01")
    assert term["given"] == {"requests": 10, "minutes": 600}
    assert term["best"] == {"requests": 10, "minutes": 600}
    assert len(term["months"]) == 12
    assert dev["terms"][0]["months"][0] == {
        "start": "2026-12-01",
        "end": "2027-01-01",
        "asked": {"requests": 1, "minutes": 60},
        "best": {"requests": 1, "minutes": 60},
        "came": {"requests": 1, "minutes": 60},
        "lapsed": {"requests": 0, "minutes": 0},
    }


def test_a_quota_of_some_levels_only_is_told_with_its_use(desk: Desk) -> None:
    options = {each["id"]: each for each in advised(desk, pattern(MONTHLY), family="pbx")["options"]}
    only = {id_: [use["some_levels"] for use in each["usage"]] for id_, each in options.items()}
    assert only["pbx.basic"] == [["The quota of Basic support covers Level 1 only."], []]
    assert only["pbx.standard"] == [[], []]


def test_caps_that_bind_are_told_with_what_they_cost(desk: Desk) -> None:
    standard = advised(desk, pattern({**MONTHLY, "count": 10, "months": [1]}))["options"][1]
    (binding,) = standard["binding"]
    assert binding["caps"] == [{"scope": "month", "of": "minutes", "cap": 60}]
    assert binding["lifting_saves"] == {"minor": 18000, "currency": "USD"}
    assert binding["sentence"].startswith(
        "Standard support gives 1 hour a month for Level 1 and 2. Without this limit,"
    )


def test_a_price_divides_into_quota_and_what_the_rest_buys(desk: Desk) -> None:
    worth = advised(desk, pattern(MONTHLY, DEV))["options"][2]["worth"]
    assert [worth[part]["minor"] for part in ("quota", "rest", "used")] == [300000, 190000, 168000]
    assert worth["buys"][0]["text"].startswith("Critical updates for ")
    assert all(each["lines"] for each in worth["buys"])


def test_must_haves_leave_plans_out_and_say_what_they_cost(desk: Desk) -> None:
    needs = {"services": ["critical_phone"], "critical_years": 3}
    body = advised(desk, pattern(MONTHLY, DEV), needs=needs)
    assert {each["plan"]: (each["reason"], each["needs"]) for each in body["left_out"]} == {
        "softswitch.none": ("not_sold", []),
        "softswitch.minimal": ("not_sold", []),
        "softswitch.standard": ("need", ["critical_updates"]),
    }
    assert [(each["need"], each["costs"], each["without"]) for each in body["needs"]] == [
        ("critical_phone", {"minor": 0, "currency": "USD"}, "softswitch.advanced"),
        ("critical_updates", {"minor": 332000, "currency": "USD"}, "softswitch.standard"),
    ]


def test_must_haves_are_told_together_where_there_are_several(desk: Desk) -> None:
    needs = {"services": ["critical_phone"], "critical_years": 3}
    body = advised(desk, pattern(MONTHLY, DEV), needs=needs)
    together = body["needs_together"]
    assert (together["costs"], together["without"]) == ({"minor": 332000, "currency": "USD"}, "softswitch.standard")
    assert [each["sentence"] for each in body["reasons"] if each["kind"] == "need"] == [
        each["sentence"] for each in (together, *body["needs"])
    ]
    assert advised(desk, pattern(MONTHLY, DEV), needs={"critical_years": 3})["needs_together"] is None


@pytest.mark.parametrize(
    ("family", "needs", "readings"),
    [
        ("softswitch", {}, ["A4", "A5", "A10", "A11", "A18", "A20", "A21", "A22", "A34"]),
        ("gateway", {}, ["A1", "A4", "A7", "A8", "A9", "A18", "A20", "A21", "A22", "A34"]),
        ("pbx", {}, ["A4", "A7", "A20", "A21", "A22", "A34"]),
    ],
)
def test_an_answer_carries_every_reading_that_its_figures_rest_on(
    desk: Desk, family: str, needs: Mapping[str, Any], readings: list[str]
) -> None:
    body = advised(desk, pattern(MONTHLY, DEV), family=family, needs=needs)
    assert body["readings"] == readings
    marked = (each["readings"] for option in body["options"] for each in option["terms"])
    marked_pools = (each["readings"] for each in body["workload"]["pools"])
    assert {each for those in (*marked, *marked_pools) for each in those} <= set(readings)


def test_a_term_carries_the_readings_of_its_price_length_and_quota(desk: Desk) -> None:
    options = {each["id"]: each for each in advised(desk, pattern(MONTHLY, DEV))["options"]}
    assert options["softswitch.gold"]["terms"][0]["readings"] == ["A34", "A5", "A4", "A21"]


def test_where_nothing_meets_the_must_haves_the_answer_says_so(desk: Desk) -> None:
    body = advised(desk, pattern(MONTHLY), needs={"critical_years": 10}, parts=["flips", "map", "curves", "replay"])
    assert body["options"] == []
    sentence = "Nothing on sale meets your must-have: 10 years of critical updates."
    assert body["reasons"][0] == {"kind": "need", "sentence": sentence, "months": None}
    assert (body["needs"][0]["costs"], body["needs"][0]["without"]) == (None, "adhoc")
    assert (body["flips"], body["map"], body["replay"]) == ([], None, [])
    assert [each["series"] for each in body["curves"]] == [[], []]


def test_asked_again_at_a_flip_point_the_winner_changes_there_and_not_before(desk: Desk) -> None:
    body = advised(desk, pattern(MONTHLY, DEV), parts=["flips"])
    assert body["flips"]
    for flip in body["flips"]:
        assert flip["from"] == body["options"][0]["id"]
        again = advised(desk, listed(*flip["requests"]))
        assert again["options"][0]["id"] == flip["to"]


def test_the_map_holds_the_answer_in_ones_own_cell(desk: Desk) -> None:
    body = advised(desk, pattern(MONTHLY, DEV), parts=["map"])
    map_ = body["map"]
    assert map_["here"] == {"row": 3, "column": 12}
    assert (map_["rows"]["pool"], map_["rows"]["to"], map_["columns"]["pool"], map_["columns"]["to"]) == (
        "dev",
        19,
        "l12",
        39,
    )
    assert [len(line) for line in map_["cells"]] == [40] * 20
    assert map_["options"][map_["cells"][3][12]]["id"] == body["options"][0]["id"]
    assert map_["totals"][3][12] == body["options"][0]["best"]["total"]["minor"]
    assert map_["sentence"].startswith(
        "With 3 Level 3 (development) requests, by the number of Level 1 and 2 requests: "
    )


def test_the_curves_pass_through_the_answer(desk: Desk) -> None:
    body = advised(desk, pattern(MONTHLY, DEV), parts=["curves"])
    first = body["curves"][0]
    assert (first["pool"], first["here"], first["counts"][:2]) == ("l12", 12, [0, 1])
    drawn = {each["id"]: each["totals"][12] for each in first["series"]}
    assert drawn == {**{each["id"]: None for each in first["series"] if each["id"] == "chain"}, **dict(totals(body))}


def test_a_replay_says_which_requests_were_beyond_quota(desk: Desk) -> None:
    body = advised(desk, listed([0, 1, 4], [1, 1, 4], [40, 2, 8]), parts=["replay"], start="2026-12-01")
    standard = next(each for each in body["replay"] if each["id"] == "softswitch.standard")
    assert standard["beyond"] == [[1, ["month_minutes"]], [2, ["month_minutes"]]]
    assert standard["best_beyond"] == [1, 2]
    assert standard["caps"][0] == {
        "pool": "l12",
        "scope": "month",
        "of": "minutes",
        "term": 1,
        "on": "2026-12-02",
    }


def test_requests_without_a_price_are_counted_in_every_part_and_never_as_free() -> None:
    world = World(catalogue=with_rules(vendor_catalogue(), over_hour="separate_agreement"))
    rows = (PatternRow("dev", 120, 5, (2,)),)
    shown = show_advice(
        advise_on(Asked("softswitch", 12, MonthlyPattern(rows), parts=("map", "curves")), ports=world.ports)
    )
    assert AdviceView().validate(json.loads(orjson.dumps(shown))) == {}
    assert shown["first_by"] == "agreements"
    assert [(each["id"], each["best"]["by_agreement"]) for each in shown["options"]][:3] == [
        ("softswitch.gold", 3),
        ("softswitch.advanced", 4),
        ("adhoc", 5),
    ]
    dev = shown["curves"][1]
    own, adhoc = dev["counts"].index(5), next(each for each in dev["series"] if each["id"] == "adhoc")
    assert (adhoc["totals"][own], adhoc["by_agreement"][own], adhoc["came_by_agreement"][own]) == (0, 5, 5)
    here, drawn = shown["map"]["here"], shown["map"]
    assert drawn["by_money"] is False
    assert drawn["by_agreement"][here["row"]][here["column"]] == 3
    assert "is cheapest" not in drawn["sentence"]
    assert "Dedicated Gold support comes first at 0 to 39" in drawn["sentence"]


def test_rates_are_answered_with_chances(desk: Desk) -> None:
    rates = {"kind": "rates", "rates": [{"level": "l2", "quarters": 4, "per_month": "1"}]}
    body = advised(desk, rates, parts=["flips", "map", "curves", "replay"])
    first = body["options"][0]
    assert (first["id"], first["best"], first["came"], first["usage"]) == ("adhoc", None, None, [])
    assert first["chances"]["expected"] == {"minor": 108000, "currency": "USD"}
    assert 0 < float(first["chances"]["cheapest_percent"]) <= 100
    assert (first["chances"]["cheapest_percent"], first["chances"]["cheapest"]) == ("100.0", "100 %")
    assert (body["workload"]["requests"], body["workload"]["pools"][0]["requests"]) == (None, None)
    assert [body[part] for part in ("flips", "map", "curves", "replay")] == [None] * 4


def test_chances_that_would_take_too_long_are_refused(desk: Desk) -> None:
    each = (("l1", 2, "3"), ("l2", 4, "2"), ("l2", 6, "1"))
    rates = [{"level": level, "quarters": quarters, "per_month": rate} for level, quarters, rate in each]
    body = problem(
        ask(desk, {"kind": "rates", "rates": rates}, family="gateway", months=36), 409, "workload-too-varied"
    )
    assert "Ask with fewer lengths for each level" in body["detail"]


def test_a_must_have_never_makes_an_answer_impossible(desk: Desk) -> None:
    rates = [{"level": "l2", "quarters": 2, "per_month": "1.2"}, {"level": "l1", "quarters": 4, "per_month": "0.4"}]
    body = advised(desk, {"kind": "rates", "rates": rates}, family="gateway", months=24, needs={"services": ["chat"]})
    assert [each["chances"]["cheapest"] for each in body["options"]] == ["not told", "not told"]
    assert [each["chances"]["cheapest_percent"] for each in body["options"]] == [None, None]
    assert "takes too long to work out for so many lengths" in body["reasons"][0]["sentence"]


@pytest.mark.parametrize("rate", ["0", "0.0", "0.001", "20.01", "21", "-1", "1,5", "01", "1.", "", "1e1", 1])
def test_a_rate_is_decimal_text_above_nothing_and_at_most_twenty(desk: Desk, rate: Any) -> None:
    row = {"level": "l2", "quarters": 4, "per_month": rate}
    assert pointers(ask(desk, {"kind": "rates", "rates": [row]})) == ["/workload/rates/0/per_month"]


@pytest.mark.parametrize("rate", ["0.01", "0.1", "0.25", "1", "1.5", "10", "10.25", "11", "19.99", "20", "20.00"])
def test_rates_in_range_are_read(desk: Desk, rate: str) -> None:
    row = {"level": "l2", "quarters": 4, "per_month": rate}
    body = advised(desk, {"kind": "rates", "rates": [row]})
    assert body["workload"]["kind"] == "rates"


def test_prices_may_be_asked_for_in_another_currency() -> None:
    ports = World(catalogue=BOTH).ports
    answer = advise_on(Asked("pbx", 12, MonthlyPattern(()), currency="EUR"), ports=ports)
    shown = show_advice(answer)
    assert shown["currency"] == "EUR"
    assert [(each["id"], each["price"]["minor"]) for each in shown["options"]] == [
        ("adhoc", 0),
        ("pbx.standard", 270_000),
        ("pbx.dedicated", 1_100_000),
    ]
    assert all(each["price"]["currency"] == "EUR" for each in shown["options"])


@pytest.mark.parametrize("family", ["telescope", "dome"])
def test_another_vendor_is_advised_as_well(family: str) -> None:
    world = World(catalogue=second_catalogue())
    rows = tuple(PatternRow(each.id, 45, 2, (0, 3, 6)) for each in world.catalogue.levels)
    parts: tuple[Part, ...] = ("flips", "map", "curves", "replay")
    shown = show_advice(advise_on(Asked(family, 24, MonthlyPattern(rows), parts=parts), ports=world.ports))
    assert AdviceView().validate(json.loads(orjson.dumps(shown))) == {}
    assert shown["options"][0]["rank"] == 1
    assert {each["pool"] for each in shown["workload"]["pools"]} == {"optics", "electronics", "software"}


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"family": "fax"}, "/family"),
        ({"months": 13}, "/months"),
        ({"start": "20261201"}, "/start"),
        ({"currency": "XXX"}, "/currency"),
        ({"needs": {"services": ["tea"]}}, "/needs/services/0"),
        ({"needs": {"services": ["chat", "chat"]}}, "/needs/services"),
        ({"needs": {"critical_years": 11}}, "/needs/critical_years"),
        ({"parts": ["poem"]}, "/parts/0"),
        ({"workload": {"kind": "guess"}}, "/workload/kind"),
        ({"workload": pattern({**MONTHLY, "quarters": 97})}, "/workload/rows/0/quarters"),
        ({"workload": pattern({**MONTHLY, "level": "l9"})}, "/workload/rows/0/level"),
        ({"workload": pattern({**MONTHLY, "count": 0})}, "/workload/rows/0/count"),
        ({"workload": pattern({**MONTHLY, "months": [0]})}, "/workload/rows/0/months/0"),
        ({"workload": pattern({**MONTHLY, "months": [1, 1]})}, "/workload/rows/0/months"),
        ({"workload": pattern(*[MONTHLY] * 25)}, "/workload/rows"),
        ({"workload": listed([0, 1, 4], [0, 3, 4])}, "/workload/requests/1"),
        ({"workload": listed([0, 1, True])}, "/workload/requests/0"),
        ({"workload": listed([0, 1, 0.5])}, "/workload/requests/0"),
        ({"workload": listed([0, 1])}, "/workload/requests/0"),
        ({"why": "so"}, "/why"),
    ],
)
def test_a_broken_question_is_told_at_its_place(desk: Desk, changed: Mapping[str, Any], pointer: str) -> None:
    workload = changed.get("workload", pattern(MONTHLY))
    assert pointers(ask(desk, workload, **{name: each for name, each in changed.items() if name != "workload"})) == [
        pointer
    ]


def test_a_request_outside_of_the_months_is_refused(desk: Desk) -> None:
    body = problem(ask(desk, listed([365, 1, 4]), start="2026-12-01"), 409, "request-outside-horizon")
    assert body["detail"] == (
        "A request on 1 December 2027 is not within the time looked at, 1 December 2026 to 30 November 2027."
    )
    late = pattern({**MONTHLY, "months": [13]})
    problem(ask(desk, late), 409, "request-outside-horizon")


@pytest.mark.parametrize("day", ["1999-12-31", "2200-01-01", "9999-12-31"])
def test_a_start_far_off_is_refused_and_no_fault_of_ours(desk: Desk, day: str) -> None:
    problem(ask(desk, pattern(MONTHLY), start=day), 409, "day-out-of-reach")


def test_ten_thousand_requests_are_read_and_no_more(desk: Desk) -> None:
    most = [[at % 365, 1, 4] for at in range(MOST_REQUESTS)]
    assert advised(desk, listed(*most))["workload"]["requests"] == MOST_REQUESTS
    assert pointers(ask(desk, listed(*most, [0, 1, 4]))) == ["/workload/requests"]
    body = problem(ask(desk, pattern({**MONTHLY, "count": 900})), 409, "workload-too-large")
    assert body["detail"] == "Advice looks at no more than 10,000 requests; these are 10,800."


@pytest.mark.parametrize("part", ["flips", "map", "curves"])
def test_what_grows_the_workload_is_refused_for_many_requests(desk: Desk, part: Part) -> None:
    def spread(number: int) -> dict[str, Any]:
        return listed(*([at % 365, 1, 8 if at == 1 else 4] for at in range(number)))

    most = MOST_GROWN if part == "flips" else MOST_DRAWN
    body = problem(ask(desk, spread(most + 1), parts=[part]), 409, "workload-too-large-to-grow")
    assert f"for at most {most} requests; these are {most + 1}. Ask without “{part}”." in body["detail"]
    assert ask(desk, spread(most), parts=[part]).status_code == 200


def test_requests_that_cost_alike_are_drawn_for_more_of_them(desk: Desk) -> None:
    alike = [[at % 365, 1, 1 + at % 4] for at in range(MOST_DRAWN_ALIKE + 1)]
    drawn = advised(desk, listed(*alike[1:]), parts=["map", "curves"])
    most = drawn["workload"]
    assert (most["most_grown"], most["most_drawn"]) == (MOST_GROWN_ALIKE, MOST_DRAWN_ALIKE)
    assert drawn["map"]["columns"] == {"pool": "l12", "name": "Level 1 and 2", "from": 980, "to": 1019}
    problem(ask(desk, listed(*alike), parts=["map"]), 409, "workload-too-large-to-grow")
    assert advised(desk, listed(*alike[:MOST_GROWN_ALIKE]), parts=["flips"])["flips"]
    problem(ask(desk, listed(*alike[: MOST_GROWN_ALIKE + 1]), parts=["flips"]), 409, "workload-too-large-to-grow")


def test_map_and_curves_of_many_requests_are_drawn_around_them(desk: Desk) -> None:
    body = advised(desk, pattern({**MONTHLY, "count": 9}, {**DEV, "count": 8}), parts=["map", "curves"])
    map_ = body["map"]
    assert map_["here"] == {"row": 10, "column": 20}
    assert [(map_[side]["from"], map_[side]["to"]) for side in ("rows", "columns")] == [(14, 33), (88, 127)]
    assert map_["totals"][10][20] == body["options"][0]["best"]["total"]["minor"]
    curve = body["curves"][0]
    assert (curve["here"], curve["counts"][0], curve["counts"][-1]) == (108, 88, 128)
    drawn = {each["id"]: each["totals"][20] for each in curve["series"]}
    assert dict(totals(body)).items() <= drawn.items()


def test_the_cheapest_chain_is_looked_for_past_300_requests_too(desk: Desk) -> None:
    year = list(range(1, 13))
    busy = pattern({**MONTHLY, "count": 24, "months": year}, {**DEV, "months": [1, 5, 9]})
    map_ = advised(desk, busy, months=36, start="2027-01-01", parts=["map"])["map"]
    rows, columns = (map_[side]["from"] for side in ("rows", "columns"))
    drawn = [map_["options"][map_["cells"][3 - rows][number - columns]]["id"] for number in (297, 298, 307)]
    assert drawn == ["chain"] * 3
    totals_ = [map_["totals"][3 - rows][number - columns] for number in (297, 298)]
    assert totals_ == [2_723_000, 2_732_000]


def test_a_map_is_drawn_where_only_chains_meet_the_must_have_of_many_requests(desk: Desk) -> None:
    many = pattern({**MONTHLY, "quarters": 2, "count": 12})
    about = {"family": "gateway", "months": 24, "needs": {"maintenance_years": 4}}
    map_ = advised(desk, many, **about, parts=["map"])["map"]
    assert {each["id"] for each in map_["options"]} == {"chain"}
    assert (map_["columns"]["from"], map_["columns"]["to"]) == (268, 307)


def test_nothing_is_asked_too_often(desk: Desk) -> None:
    limited = desk.start(PLANDESK_RATE_WRITES="1 per minute").test_client()
    body = {"family": "pbx", "months": 12, "workload": listed()}
    assert limited.post("/api/v1/advice", json=body).status_code == 200
    problem(limited.post("/api/v1/advice", json=body), 429, "too-many-requests")
