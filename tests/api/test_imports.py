"""Importing customers over HTTP: who may, what is answered, and that a refusal writes nothing."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api.conftest import V1, Caller, Desk, problem

ROWS = "customer,company,installation,plan,term_start\nC-1,Acme Ltd,PBX 1,pbx.standard,2026-01-31\n"


def send(caller: Caller, content: str | bytes = ROWS, mode: str = "mode=check", kind: str = "text/csv") -> TestResponse:
    """Send a file."""
    known = {"Authorization": caller.authorization} if caller.authorization else {}
    return caller.client.post(f"{V1}/imports/customers?{mode}", data=content, content_type=kind, headers=known)


def verdicts(reply: TestResponse) -> list[str]:
    """Return the verdict of every row."""
    told: dict[str, Any] = reply.get_json()
    return [row["verdict"] for row in told["rows"]]


@pytest.mark.parametrize("role", ["sales", "admin"])
def test_a_file_is_checked_then_written_and_then_leaves_nothing_to_do(desk: Desk, role: Any) -> None:
    caller = desk.staff(role)
    checked = send(caller)
    assert checked.get_json() == {
        "rows": [
            {
                "line": 2,
                "verdict": "add",
                "errors": [],
                "notes": [],
                "adds": ["customer", "installation", "term"],
                "changes": [],
            }
        ],
        "counts": {"add": 1, "change": 0, "nothing": 0, "ask_us": 0, "error": 0},
        "written": False,
    }
    written = send(caller, mode="mode=write")
    assert (written.status_code, written.get_json()["written"]) == (200, True)
    assert written.get_json()["rows"] == checked.get_json()["rows"]
    again = send(caller, mode="mode=write")
    assert (verdicts(again), again.get_json()["written"]) == (["nothing"], False)


def test_a_row_in_error_refuses_the_writing_and_the_report_says_why(desk: Desk) -> None:
    caller = desk.staff("sales")
    content = f"{ROWS}C-2,Beta Ltd,PBX 2,pbx.platinum,2026-01-31\n"
    assert (send(caller, content).status_code, verdicts(send(caller, content))) == (200, ["add", "error"])
    refused = problem(send(caller, content, "mode=write"), 409, "import-refused")
    (error,) = refused["report"]["rows"][1]["errors"]
    assert error == {"column": "plan", "rule": "no-plan", "detail": "The catalogue has no plan of this id."}
    assert verdicts(send(caller)) == ["add"]


@pytest.mark.parametrize(
    ("content", "mode", "kind", "status", "slug"),
    [
        (ROWS, "mode=check", "application/json", 415, "unsupported-media-type"),
        (ROWS, "mode=both", "text/csv", 422, "invalid-payload"),
        (ROWS, "", "text/csv", 422, "invalid-payload"),
        ("", "mode=check", "text/csv", 422, "import-unreadable"),
        ("customer,phone\n", "mode=write", "text/csv", 422, "import-unreadable"),
        (b"customer\nM\xfcller\n", "mode=write", "text/csv", 422, "import-unreadable"),
        ("customer\n" + "x" * 300_000, "mode=check", "text/csv", 413, "too-large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    desk: Desk, content: str | bytes, mode: str, kind: str, status: int, slug: str
) -> None:
    problem(send(desk.staff("sales"), content, mode, kind), status, slug)


def test_an_import_is_for_sales_and_admin_alone(desk: Desk) -> None:
    contact, _ = desk.contact()
    problem(send(Caller(desk.client)), 401, "sign-in-needed")
    problem(send(contact), 404, "not-found")
    problem(send(desk.staff("finance")), 403, "not-allowed")
    problem(send(desk.program("help_desk")), 403, "not-allowed")
