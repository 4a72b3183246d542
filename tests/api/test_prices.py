"""Prices over HTTP: what is asked, what is refused, and what is remembered."""

from datetime import date, timedelta
from typing import Any

import pytest

from plandesk.domain.pricing import Incidents, NewInstallation, Selection
from plandesk.services.orders import preview
from tests.api.conftest import NEW_PBX, UNITS, Desk, extension, problem
from tests.factories import FIRST_DAY


def pointers(body: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault["pointer"], fault["rule"]) for fault in body["errors"]]


def test_a_price_is_what_the_domain_says(desk: Desk) -> None:
    reply = desk.price(NEW_PBX, UNITS)
    expected = preview(Selection((NewInstallation("pbx.standard"), Incidents("l12", 2))), ports=desk.ports).breakdown
    body = reply.get_json()
    assert reply.status_code == 200
    assert body["total"] == {"minor": expected.total.minor, "currency": expected.total.currency}
    assert [line["total"]["minor"] for line in body["lines"]] == [line.total.minor for line in expected.lines]
    assert body["catalogue_version"] == desk.world.catalogue.version
    assert body["net_of_tax"] is True
    assert reply.headers["Cache-Control"] == "no-store"


def test_a_line_says_what_it_buys_and_for_how_long(desk: Desk) -> None:
    plan, units = desk.price({**NEW_PBX, "periods": 2}, UNITS).get_json()["lines"]
    assert plan["buys"].startswith("2 terms of 1 year each, one after the other, for one installation: 2 years.")
    assert [term["last_covered_day"] for term in plan["terms"]] == ["2027-11-22", "2028-11-22"]
    assert units["buys"] == (
        "2 support requests (Level 1 and Level 2) of at most 1 hour each, valid until used, for any installation."
    )


def test_an_extension_before_expiry_shows_its_starts(desk: Desk) -> None:
    line = desk.price(extension("2026-12-31")).get_json()["lines"][0]
    assert line["stated_by_buyer"] is True
    assert line["start"] == "at_end"
    assert [(each["id"], each["start"], each["days_given_up"]) for each in line["start_choices"]] == [
        ("at_end", "2027-01-01", 0),
        ("today", "2026-11-23", 39),
    ]
    assert "31 December 2027" in line["start_choices"][0]["explanation"]


def test_an_extension_in_grace_shows_the_gap(desk: Desk) -> None:
    line = desk.price(extension("2026-11-01", start="from_payment")).get_json()["lines"][0]
    assert line["start"] == "from_payment"
    assert [(each["id"], each["gap_days"]) for each in line["start_choices"]] == [
        ("continuous", 0),
        ("from_payment", 21),
    ]


def test_every_fault_of_every_line_is_told_in_a_sentence(desk: Desk) -> None:
    reply = desk.price({**UNITS, "units": 0}, {**NEW_PBX, "plan": "gateway.basic", "periods": 4}, NEW_PBX)
    body = problem(reply, 409, "selection-refused")
    assert pointers(body) == [
        ("/lines/0/units", "units-out-of-range"),
        ("/lines/1/plan", "with-licence-only"),
        ("/lines/1/periods", "periods-out-of-range"),
    ]
    assert body["errors"][0]["detail"] == "One line holds 1 to 99 incidents, not 0."


def test_an_extension_too_early_names_the_first_day(desk: Desk) -> None:
    body = problem(desk.price(extension("2027-06-30", start="at_end")), 409, "selection-refused")
    assert pointers(body) == [("/lines/0/last_covered_day", "extension-too-early")]
    assert "from 2 April 2027" in body["errors"][0]["detail"]


@pytest.mark.parametrize("day", ["1999-12-31", "2200-01-01", "9999-12-31", "0001-01-01"])
def test_a_day_far_off_is_refused_and_no_fault_of_ours(desk: Desk, day: str) -> None:
    body = problem(desk.price(extension(day)), 409, "selection-refused")
    assert pointers(body) == [("/lines/0/last_covered_day", "day-out-of-range")]


@pytest.mark.parametrize(
    ("line", "pointer"),
    [
        ({**NEW_PBX, "plan": "pbx.golden"}, "/lines/0/plan"),
        ({**NEW_PBX, "periods": "1"}, "/lines/0/periods"),
        ({**NEW_PBX, "periods": True}, "/lines/0/periods"),
        ({**NEW_PBX, "periods": 1.5}, "/lines/0/periods"),
        ({**NEW_PBX, "price": 1}, "/lines/0/price"),
        ({**UNITS, "kind": "gift"}, "/lines/0/kind"),
        ({**UNITS, "kind": ["incidents"]}, "/lines/0/kind"),
        ({"kind": "incidents", "level": "l12"}, "/lines/0/units"),
        (extension("20261231"), "/lines/0/last_covered_day"),
        (extension("2026-W01-1"), "/lines/0/last_covered_day"),
        (extension("2026-02-30"), "/lines/0/last_covered_day"),
        (extension("2026-12-31", start="soon"), "/lines/0/start"),
        ("pbx.standard", "/lines/0"),
    ],
)
def test_a_broken_payload_is_told_at_its_place(desk: Desk, line: Any, pointer: str) -> None:
    body = problem(desk.price(line), 422, "invalid-payload")
    assert pointers(body) == [(pointer, "schema")]


def test_a_whole_number_may_be_written_as_json_allows(desk: Desk) -> None:
    assert desk.price({**UNITS, "units": 2.0}).get_json()["total"] == desk.price(UNITS).get_json()["total"]


@pytest.mark.parametrize("count", [0, 51])
def test_a_selection_has_one_to_fifty_lines(desk: Desk, count: int) -> None:
    assert pointers(problem(desk.price(*[UNITS] * count), 422, "invalid-payload")) == [("/lines", "schema")]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"lines": NaN}', b'{"lines": ["\\ud800"]}'])
def test_what_is_not_json_is_malformed(desk: Desk, body: bytes) -> None:
    reply = desk.client.post("/api/v1/prices", data=body, content_type="application/json")
    problem(reply, 400, "malformed-request")


def test_another_media_type_is_refused(desk: Desk) -> None:
    problem(desk.client.post("/api/v1/prices", data={"lines": "x"}), 415, "unsupported-media-type")


def test_the_same_question_is_answered_from_memory_and_never_on_another_day(desk: Desk) -> None:
    first, again = desk.price(extension("2026-12-31")), desk.price(extension("2026-12-31"))
    assert again.data == first.data
    assert (again.content_type, again.headers["Cache-Control"]) == (first.content_type, "no-store")
    desk.world.clock.advance(days=1)
    tomorrow = desk.price(extension("2026-12-31")).get_json()
    assert tomorrow["priced_on"] == (FIRST_DAY + timedelta(days=1)).isoformat()
    assert tomorrow["lines"][0]["start_choices"][1]["days_given_up"] == 38


def test_a_refusal_is_not_remembered(desk: Desk) -> None:
    question = extension("2027-06-30", start="at_end")
    assert desk.price(question).status_code == 409
    desk.world.clock.advance(days=(date(2027, 5, 1) - FIRST_DAY).days)
    assert desk.price(question).status_code == 200
