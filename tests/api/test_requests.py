"""Support requests over HTTP: recording, correcting, the question, and who may."""

from dataclasses import replace
from typing import Any

import pytest
from werkzeug.test import TestResponse

from plandesk.services.books.terms import IncidentUnits
from tests.api.conftest import UNITS, Caller, Desk, problem
from tests.api.seeding import Seeded
from tests.factories import usd

CASE = {"level": "l1", "hours": 0.75, "when": "2026-11-23", "reference": "T-1", "use": "quota"}


def path(seeded: Seeded) -> str:
    """Return the address of the first installation's requests."""
    return f"/installations/{seeded.installations[0].id}/requests"


def recorded(caller: Caller, seeded: Seeded, **changes: Any) -> dict[str, Any]:
    """Record a case that must be taken, and return it."""
    reply = caller.post(path(seeded), {**CASE, **changes})
    assert reply.status_code in (200, 201), reply.text
    body: dict[str, Any] = reply.get_json()
    return body


def asked(caller: Caller, seeded: Seeded, query: str) -> TestResponse:
    """Ask what is covered."""
    return caller.get(f"/installations/{seeded.installations[0].id}/coverage?{query}")


def give_units(desk: Desk, seeded: Seeded, units: int = 2) -> None:
    """Let the customer own incident units, bought by an order."""
    token = desk.placed(UNITS)
    with desk.ports.uow() as unit:
        order = unit.orders.by_token(token)
        assert order is not None
        version, customer = desk.world.catalogue.version, seeded.customer.id
        unit.terms.add_incidents([IncidentUnits("units-1", order.id, 0, "l12", units, None, version, customer)])
        unit.commit()


def test_a_request_is_recorded_and_answered_as_it_stands(desk: Desk) -> None:
    seeded = desk.customer()
    reply = desk.program("help_desk").post(path(seeded), {**CASE, "note": "Door"})
    body = reply.get_json()
    assert reply.status_code == 201
    assert body.pop("id")
    assert body.pop("recorded_by").startswith("program:")
    assert body == {
        "installation_id": seeded.installations[0].id,
        "reference": "T-1",
        "level": "l1",
        "hours": 0.75,
        "when": "2026-11-23",
        "use": "quota",
        "term": seeded.terms[0].id,
        "units": 0,
        "note": "Door",
        "corrections": [],
        "recorded_at": "2026-11-23T12:00:00+00:00",
        "voided": False,
    }


def test_the_same_request_is_answered_again_and_another_of_its_reference_refused(desk: Desk) -> None:
    seeded, staff = desk.customer(), desk.staff("sales")
    first = recorded(staff, seeded)
    again = staff.post(path(seeded), {**CASE, "hours": 0.750})
    assert (again.status_code, again.get_json()) == (200, first)
    problem(staff.post(path(seeded), {**CASE, "hours": 1}), 409, "reference-taken")


@pytest.mark.parametrize("hours", [0, 0.1, 0.3, -1, 24.25, 1e300, "1", True, None, [1]])
def test_hours_are_told_in_quarters(desk: Desk, hours: object) -> None:
    body = problem(desk.staff("sales").post(path(desk.customer()), {**CASE, "hours": hours}), 422, "invalid-payload")
    assert [each["pointer"] for each in body["errors"]] == ["/hours"]


@pytest.mark.parametrize("hours", [0.25, 1, 2.0])
def test_every_quarter_is_taken_exactly(desk: Desk, hours: float) -> None:
    assert recorded(desk.staff("sales"), desk.customer(), hours=hours)["hours"] == hours


@pytest.mark.parametrize(
    ("change", "slug"), [({"when": "2026-11-24"}, "request-in-future"), ({"level": "l9"}, "unknown-level")]
)
def test_a_refused_rule_is_told(desk: Desk, change: dict[str, Any], slug: str) -> None:
    problem(desk.staff("sales").post(path(desk.customer()), {**CASE, **change}), 409, slug)


def test_beyond_quota_the_priced_choices_are_told(desk: Desk) -> None:
    seeded, staff = desk.customer(), desk.staff("sales")
    give_units(desk, seeded)
    for number in range(5):
        recorded(staff, seeded, reference=f"T-{number}", hours=0.25)
    body = problem(staff.post(path(seeded), {**CASE, "reference": "T-9"}), 409, "beyond-quota")
    installation = seeded.installations[0].id
    assert [(each["kind"], each["day"], each["price"], each["href"]) for each in body["choices"]] == [
        ("wait", "2026-12-23", None, None),
        ("use_incident", None, None, None),
        ("buy_incident", None, {"minor": 9000, "currency": "USD"}, "/configure/?incidents=l12:1"),
        ("upgrade", None, {"minor": 1200000, "currency": "USD"}, f"/account/{installation}/extend/"),
    ]
    assert [each["text"] for each in body["choices"]] == [
        "Wait until 23 December 2026: a new month of the quota begins then.",
        "Use 1 × Level 1 and 2 incident, bought before.",
        "Buy 1 × Level 1 and 2 incident, for USD 90.00.",
        "Upgrade to Dedicated support (Windows PBX) for USD 12,000.00. "
        "Its quota serves from the day the payment counts.",
    ]


def test_who_asks_for_units_that_nobody_has_is_told_of_the_quota(desk: Desk) -> None:
    seeded = desk.customer()
    body = problem(desk.staff("sales").post(path(seeded), {**CASE, "use": "incident"}), 409, "beyond-quota")
    assert [each["kind"] for each in body["choices"]] == ["use_quota", "buy_incident"]
    assert body["choices"][0]["text"] == (
        "The quota of Standard support (Windows PBX) still holds it: record it against the quota."
    )


def test_an_upgrade_is_told_with_what_is_paid_after_the_credit(desk: Desk) -> None:
    seeded, staff = desk.customer(), desk.staff("sales")
    with desk.ports.uow() as unit:
        (term,) = unit.terms.chain(seeded.installations[0].id).terms
        unit.terms.save_term(replace(term, value=usd(100_000)))
        unit.commit()
    for number in range(5):
        recorded(staff, seeded, reference=f"T-{number}", hours=0.25)
    body = problem(staff.post(path(seeded), {**CASE, "reference": "T-9"}), 409, "beyond-quota")
    upgrade = body["choices"][-1]
    assert upgrade["price"] == {"minor": 1_200_000 - 76_923, "currency": "USD"}  # 1500 of 1950 dollars of requests.
    assert "for USD 11,230.77, after the credit of USD 769.23. " in upgrade["text"]


def test_an_installation_whose_cover_ended_may_buy_or_extend(desk: Desk) -> None:
    seeded = desk.customer(installations={"PBX-1": [("pbx.standard", "2025-01-01", "2025-12-31")]})
    body = problem(desk.staff("sales").post(path(seeded), CASE), 409, "beyond-quota")
    assert [(each["kind"], each["plan"]) for each in body["choices"]] == [
        ("buy_incident", None),
        ("extend", "pbx.standard"),
    ]


def test_incident_units_serve_what_is_put_on_them(desk: Desk) -> None:
    seeded, staff = desk.customer(), desk.staff("sales")
    give_units(desk, seeded)
    body = recorded(staff, seeded, use="incident", hours=1.25)
    assert (body["use"], body["units"], body["term"]) == ("incident", 2, None)
    problem(staff.post(path(seeded), {**CASE, "use": "incident", "reference": "T-2"}), 409, "beyond-quota")


def test_a_correction_and_a_voiding_are_told(desk: Desk) -> None:
    seeded, staff = desk.customer(), desk.staff("admin")
    address = f"/requests/{recorded(staff, seeded)['id']}/corrections"
    corrected = staff.post(address, {"hours": 0.5, "level": "l2", "reason": "Mistyped"}).get_json()
    assert (corrected["hours"], corrected["level"], corrected["voided"]) == (0.5, "l2", False)
    assert staff.post(address, {"void": True, "reason": "Another customer's"}).get_json()["voided"] is True
    problem(staff.post(address, {"hours": 1, "reason": "Again"}), 409, "request-voided")
    problem(staff.post(address, {"hours": 1}), 422, "invalid-payload")
    problem(staff.post("/requests/nobody/corrections", {"reason": "x"}), 404, "not-found")


def test_contacts_read_their_requests_and_do_not_learn_who_recorded_them(desk: Desk) -> None:
    technical, seeded = desk.contact("technical")
    first = recorded(desk.staff("sales"), seeded)
    assert first["recorded_by"] == "staff:sales@vendor.example"
    later = recorded(desk.program("help_desk"), seeded, reference="T-2")
    listed = technical.get(path(seeded)).get_json()["requests"]
    assert listed == [{**each, "recorded_by": None} for each in (later, first)]


def test_who_records_corrects_reads_and_asks(desk: Desk) -> None:
    own, seeded = desk.contact("owner")
    foreign, _ = desk.contact("owner", "Other")
    question = f"/installations/{seeded.installations[0].id}/coverage?at=2026-11-23"
    correction = f"/requests/{recorded(desk.staff('sales'), seeded)['id']}/corrections"
    callers = [
        Caller(desk.client),
        own,
        foreign,
        desk.staff("finance"),
        desk.program("help_desk"),
        desk.program("shop"),
    ]
    body = {"reason": "Typo"}
    assert [each.post(path(seeded), CASE).status_code for each in callers] == [401, 404, 404, 200, 200, 403]
    assert [each.post(correction, body).status_code for each in callers] == [401, 404, 404, 200, 200, 403]
    assert [each.get(path(seeded)).status_code for each in callers] == [401, 200, 404, 200, 200, 403]
    assert [each.get(question).status_code for each in callers] == [401, 200, 404, 200, 200, 403]


def test_the_question_is_answered_with_what_is_left_after(desk: Desk) -> None:
    owner, seeded = desk.contact("owner")
    give_units(desk, seeded)
    recorded(desk.staff("sales"), seeded)
    reply = asked(owner, seeded, "at=2026-11-30&level=l2&hours=1.5")
    term = seeded.terms[0].id
    lane = {"covered": True, "until": "2027-11-22", "by": [term]}
    assert reply.get_json() == {
        "at": "2026-11-30",
        "lanes": {
            "support": lane,
            "maintenance_upgrades": lane,
            "critical_updates": {**lane, "until": "2028-11-22"},
        },
        "request": {
            "covered": True,
            "by": "quota",
            "term": term,
            "plan": "pbx.standard",
            "left": {"month": {"requests": 4, "minutes": 135}, "period": {"requests": 14, "minutes": 555}},
            "left_after": {"month": {"requests": 3, "minutes": 45}, "period": {"requests": 13, "minutes": 465}},
            "units_left": 2,
            "units_left_after": 2,
            "choices": [],
        },
    }


def test_a_day_without_cover_is_answered_too(desk: Desk) -> None:
    owner, seeded = desk.contact("owner")
    body = asked(owner, seeded, "at=2031-01-01&level=dev&hours=1").get_json()
    assert body["lanes"]["critical_updates"] == {"covered": False, "until": None, "by": []}
    assert (body["request"]["covered"], body["request"]["term"], body["request"]["left"]) == (False, None, None)
    assert asked(owner, seeded, "at=2026-11-23").get_json()["request"] is None


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("", "/at"),
        ("at=23.11.2026", "/at"),
        ("at=2026-11-23&level=l1", "/hours"),
        ("at=2026-11-23&hours=1", "/hours"),
        ("at=2026-11-23&level=l1&hours=0.1", "/hours"),
        ("at=2026-11-23&level=l1&hours=1e9999", "/hours"),
        ("at=2026-11-23&level=l1&hours=NaN", "/hours"),
        ("at=2026-11-23&colour=blue", "/colour"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(desk: Desk, query: str, pointer: str) -> None:
    owner, seeded = desk.contact("owner")
    body = problem(asked(owner, seeded, query), 422, "invalid-payload")
    assert [each["pointer"] for each in body["errors"]] == [pointer]
