"""Terms by the hand of staff over HTTP: who may, what is answered, and what contacts see of it."""

from typing import Any

import pytest

from tests.api.conftest import Caller, Desk, problem


def entered(desk: Desk, **changes: Any) -> tuple[Any, str]:
    """Enter a term behind the one that is there, and return the answer and the id of the first."""
    seeded = desk.customer()
    body = {"plan": "pbx.standard", "start": "2027-11-23", "origin": "entered", "reason": "agreed", **changes}
    reply = desk.staff("sales").post(f"/installations/{seeded.installations[0].id}/terms", body)
    return reply, seeded.terms[0].id


def test_a_term_is_entered_corrected_suspended_resumed_and_revoked(desk: Desk) -> None:
    reply, first = entered(desk, value={"minor": 290000, "currency": "USD"})
    told = reply.get_json()
    assert (reply.status_code, told["moved"]) == (201, [])
    assert (told["term"]["state"], told["term"]["last_covered_day"]) == ("queued", "2028-11-22")
    assert (told["term"]["value"], told["term"]["reason"]) == ({"minor": 290000, "currency": "USD"}, "agreed")
    sales = desk.staff("sales")
    corrected = sales.post(f"/terms/{first}/correct", {"last_covered_day": "2027-12-31", "reason": "licence"})
    told = corrected.get_json()
    assert (told["term"]["last_covered_day"], [each["start"] for each in told["moved"]]) == (
        "2027-12-31",
        ["2028-01-01"],
    )
    states = [
        sales.post(f"/terms/{first}/{act}", {"reason": "dispute"}).get_json()["term"]["state"]
        for act in ("suspend", "resume", "revoke")
    ]
    assert states == ["suspended", "active", "revoked"]


@pytest.mark.parametrize(
    ("changes", "status", "slug"),
    [
        ({"start": "2027-11-22"}, 409, "terms-overlap"),
        ({"last_covered_day": "2027-11-22"}, 409, "term-ends-before-start"),
        ({"plan": "gateway.standard"}, 409, "plan-of-another-family"),
        ({"plan": "pbx.platinum"}, 409, "unknown-plan"),
        ({"start": "9999-12-31"}, 409, "day-out-of-reach"),
        ({"last_covered_day": "9999-12-31"}, 409, "day-out-of-reach"),
        ({"value": {"minor": 1, "currency": "EUR"}}, 409, "currency-mismatch"),
        ({"origin": "order"}, 422, "invalid-payload"),
        ({"reason": " "}, 422, "invalid-payload"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, changes: dict[str, Any], status: int, slug: str) -> None:
    reply, _ = entered(desk, **changes)
    problem(reply, status, slug)


def test_what_does_not_fit_the_state_is_refused_in_words(desk: Desk) -> None:
    seeded, sales = desk.customer(), desk.staff("sales")
    path = f"/terms/{seeded.terms[0].id}"
    told = problem(sales.post(f"{path}/resume", {"reason": "x"}), 409, "term-move-refused")
    assert told["detail"] == "The term is active, so it cannot be resumed."
    problem(sales.post(f"{path}/correct", {"reason": "x"}), 409, "nothing-to-correct")
    problem(sales.post("/terms/none/revoke", {"reason": "x"}), 404, "not-found")
    body = {"plan": "pbx.standard", "start": "2027-01-01", "origin": "entered", "reason": "x"}
    problem(sales.post("/installations/none/terms", body), 404, "not-found")


def test_terms_are_moved_by_staff_alone(desk: Desk) -> None:
    owner, seeded = desk.contact()
    body, path = {"reason": "x"}, f"/terms/{seeded.terms[0].id}/revoke"
    problem(Caller(desk.client).post(path, body), 401, "sign-in-needed")
    problem(owner.post(path, body), 404, "not-found")
    problem(desk.program("help_desk").post(path, body), 403, "not-allowed")
    finance = desk.staff("finance")
    problem(finance.post(f"/terms/{seeded.terms[0].id}/correct", body), 403, "not-allowed")
    assert finance.post(path, body).status_code == 200
