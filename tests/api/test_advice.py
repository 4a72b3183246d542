"""Advice over HTTP: its figures are the domain's, and a wrong question is told at its place."""

from collections.abc import Mapping
from typing import Any

import pytest
from werkzeug.test import TestResponse

from plandesk.domain.advice import Horizon, Question, advise
from plandesk.domain.advice_workload import PatternRow, pattern_requests
from plandesk.services.advice import MOST_GROWN, MOST_REQUESTS
from tests.api.conftest import Desk, problem
from tests.factories import FIRST_DAY

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
    problem(ask(desk, pattern({**MONTHLY, "count": 900})), 409, "workload-too-large")


def test_what_grows_the_workload_is_refused_for_many_requests(desk: Desk) -> None:
    many = listed(*([at % 365, 1, 4] for at in range(MOST_GROWN + 1)))
    body = problem(ask(desk, many, parts=["map"]), 409, "workload-too-large-to-grow")
    assert "at most 500 requests; these are 501" in body["detail"]
    assert ask(desk, many, parts=["replay"]).status_code == 200


def test_nothing_is_asked_too_often(desk: Desk) -> None:
    app = desk.alone()
    assert app
    limited = desk.start(PLANDESK_RATE_WRITES="1 per minute").test_client()
    body = {"family": "pbx", "months": 12, "workload": listed()}
    assert limited.post("/api/v1/advice", json=body).status_code == 200
    problem(limited.post("/api/v1/advice", json=body), 429, "too-many-requests")
