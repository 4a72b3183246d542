"""The audit over HTTP: who did what on which day, page by page and as a file, for admins alone."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from plandesk.services.books.audit import AuditRow
from tests.api.conftest import Caller, Desk, problem

ANN = "staff:ann@vendor.example"


@pytest.fixture
def admin(desk: Desk) -> Caller:
    """Return an admin of a vendor with five acts, an hour apart, the last two on the next day."""
    now = desk.ports.clock.now().replace(hour=21)
    acts = [
        AuditRow(now, ANN, "add-staff", "staff:bob@vendor.example", {}, {"role": "sales"}),
        AuditRow(now + timedelta(hours=1), "program:shop", "add-customer", "customer:1", {}, {"name": "=1+1"}),
        AuditRow(
            now + timedelta(hours=2), ANN, "term_revoked", "term:1", {"state": "active"}, {"state": "revoked"}, "fraud"
        ),
        AuditRow(now + timedelta(hours=3), ANN, "approve-order", "order:1234567890", {}, {}, "@checked"),
        AuditRow(now + timedelta(hours=4), "program:shop", "add-customer", "customer:2", {}, {}),
    ]
    with desk.ports.uow() as unit:
        for act in acts:
            unit.audit.add(act)
        unit.commit()
    return desk.staff("admin")


def whats(reply: Any) -> list[str]:
    """Return what was done, as a page tells it."""
    assert reply.status_code == 200, reply.text
    return [row["what"] for row in reply.get_json()["rows"]]


def test_an_act_says_who_when_what_before_after_and_why(admin: Caller) -> None:
    row = admin.get("/desk/audit?what=term revoked").get_json()["rows"][0]
    assert row.pop("id") == 3
    assert row == {
        "at": "2026-11-23T23:00:00+00:00",
        "who": ANN,
        "what": "term_revoked",
        "about": "term:1",
        "before": {"state": "active"},
        "after": {"state": "revoked"},
        "why": "fraud",
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["add-customer", "approve-order", "term_revoked", "add-customer", "add-staff"]),
        ("who=ann@vendor.example", ["approve-order", "term_revoked", "add-staff"]),
        ("who= Ann@Vendor.example ", ["approve-order", "term_revoked", "add-staff"]),
        ("who=program:shop", ["add-customer", "add-customer"]),
        ("who=shop&what=add customer&first_day=2026-11-24", ["add-customer"]),
        ("about=1234567890", ["approve-order"]),
        ("about=order:1234567890", ["approve-order"]),
        ("about=customer:1234567890", []),
        ("last_day=2026-11-23", ["term_revoked", "add-customer", "add-staff"]),
        ("first_day=2026-11-24&last_day=9999-12-31", ["add-customer", "approve-order"]),
    ],
)
def test_the_audit_is_narrowed_down(admin: Caller, query: str, expected: list[str]) -> None:
    assert whats(admin.get(f"/desk/audit?{query}")) == expected


def test_pages_lead_on_to_the_end_and_back_to_the_beginning(admin: Caller) -> None:
    first = admin.get("/desk/audit?limit=2").get_json()
    assert first["previous"] is None
    second = admin.get(f"/desk/audit?limit=2&after={first['next']}").get_json()
    third = admin.get(f"/desk/audit?limit=2&after={second['next']}").get_json()
    assert third["next"] is None
    assert [row["id"] for page in (first, second, third) for row in page["rows"]] == [5, 4, 3, 2, 1]
    assert admin.get(f"/desk/audit?limit=2&after={third['previous']}").get_json()["rows"] == second["rows"]
    back = admin.get(f"/desk/audit?limit=2&after={second['previous']}").get_json()
    assert (back["rows"], back["previous"]) == (first["rows"], None)


@pytest.mark.parametrize("query", ["after=7", "after=>x", "limit=0", "limit=201", "first_day=today", "whom=x"])
def test_what_is_no_such_question_is_refused(admin: Caller, query: str) -> None:
    problem(admin.get(f"/desk/audit?{query}"), 422, "invalid-payload")


def test_the_file_holds_all_of_it_and_no_formula(admin: Caller) -> None:
    reply = admin.get("/desk/audit.csv?who=ann@vendor.example")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="audit-2026-11-23.csv"'
    head, *rows = csv.reader(io.StringIO(reply.data.decode("utf-8-sig")))
    assert head == ["Id", "When (UTC)", "Who", "What", "About", "Before", "After", "Why"]
    assert [row[0] for row in rows] == ["4", "3", "1"]
    assert rows[0][-1] == "'@checked"
    assert rows[1][5:] == ["state: active", "state: revoked", "fraud"]


@pytest.mark.parametrize("path", ["/desk/audit", "/desk/audit.csv"])
def test_it_is_for_admins_alone(desk: Desk, path: str) -> None:
    problem(desk.staff("finance").get(path), 403, "not-allowed")
    problem(desk.contact()[0].get(path), 404, "not-found")
