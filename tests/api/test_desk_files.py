"""One order and one customer at the desk, and what staff do with an order: each act with a reason, and audited."""

from datetime import timedelta
from typing import Any

import pytest

from plandesk.domain.customers import StaffRole
from plandesk.services.payments import settle_attempt, start_attempt
from tests.api.conftest import Desk, extension, problem
from tests.factories import page_of

WHY = {"reason": "seen in the books"}


@pytest.fixture
def held(desk: Desk) -> str:
    """Return the number of a paid order whose stated end waits for staff."""
    today = desk.ports.clock.today("UTC")
    stated = (today + timedelta(days=40)).isoformat()
    token = desk.placed(extension(stated, installation={"reference": "K-1"}))
    with desk.ports.uow(read_only=True) as unit:
        order = unit.orders.by_token(token)
    assert order is not None
    attempt, _ = start_attempt(token, "card", ports=desk.ports)
    desk.world.card.pay(page_of(attempt))
    settle_attempt(attempt.id, ports=desk.ports)
    return order.number


def file(desk: Desk, number: str, role: StaffRole = "sales") -> dict[str, Any]:
    reply = desk.staff(role).get(f"/desk/orders/{number}")
    assert reply.status_code == 200, reply.text
    told: dict[str, Any] = reply.get_json()
    return told


def audited(desk: Desk, number: str) -> list[tuple[str, str, str | None]]:
    with desk.ports.uow(read_only=True) as unit:
        return [(row.actor, row.action, row.reason) for row in unit.audit.of(f"order:{number}")]


def test_order_is_shown_with_what_only_staff_see(desk: Desk, held: str) -> None:
    told = file(desk, held, "finance")
    assert (told["order"]["number"], told["order"]["state"]) == (held, "awaiting_approval")
    (attempt,) = told["attempts"]
    assert attempt["state"] == "captured"
    assert attempt["payment_ref"]
    (entry,) = told["ledger"]
    assert entry["amount"] == told["order"]["total"]
    assert {each["actor"] for each in told["history"]} == {"buyer", "system"}
    (stated,) = told["stated"]
    assert (stated["line"], stated["plan"], stated["reference"]) == (1, "pbx.standard", "K-1")
    assert told["goes_back"] == {"amount": told["order"]["total"], "method": "card"}


@pytest.mark.parametrize("number", ["1234567890", "x", "0"])
def test_order_that_is_not_there_is_missing(desk: Desk, number: str) -> None:
    problem(desk.staff("sales").get(f"/desk/orders/{number}"), 404, "not-found")
    problem(desk.staff("sales").post(f"/desk/orders/{number}/cancel", WHY), 404, "not-found")


def test_staff_approve_what_was_stated(desk: Desk, held: str) -> None:
    reply = desk.staff("sales").post(f"/desk/orders/{held}/approve", WHY)
    assert reply.status_code == 200, reply.text
    told = reply.get_json()
    assert (told["order"]["state"], told["stated"]) == ("fulfilled", [])
    approved = next(each for each in told["history"] if each["event"] == "approved")
    assert (approved["actor"], approved["reason"]) == ("staff:sales@vendor.example", "seen in the books")
    assert audited(desk, held) == [("staff:sales@vendor.example", "order_approved", "seen in the books")]
    problem(desk.staff("sales").post(f"/desk/orders/{held}/approve", WHY), 409, "order-move-refused")


def test_corrected_day_is_the_last_covered_one(desk: Desk, held: str) -> None:
    true_day = (desk.ports.clock.today("UTC") + timedelta(days=60)).isoformat()
    body = {**WHY, "corrections": [{"line": 1, "last_covered_day": true_day}]}
    told = desk.staff("admin").post(f"/desk/orders/{held}/approve", body).get_json()
    assert told["order"]["state"] == "awaiting_approval"
    (line,) = told["order"]["reconfirmation"]["terms"]
    assert line["terms"][0]["start"] == (desk.ports.clock.today("UTC") + timedelta(days=61)).isoformat()
    missing = {**WHY, "corrections": [{"line": 2, "last_covered_day": true_day}]}
    problem(desk.staff("admin").post(f"/desk/orders/{held}/approve", missing), 409, "order-move-refused")


def test_dates_are_shown_before_anybody_is_told_them(desk: Desk, held: str) -> None:
    true_day = (desk.ports.clock.today("UTC") + timedelta(days=60)).isoformat()
    body = {"corrections": [{"line": 1, "last_covered_day": true_day}]}
    told = desk.staff("sales").post(f"/desk/orders/{held}/approve-preview", body).get_json()
    (line,) = told["terms"]
    assert line["terms"][0]["start"] == (desk.ports.clock.today("UTC") + timedelta(days=61)).isoformat()
    assert file(desk, held)["order"]["reconfirmation"] is None
    assert audited(desk, held) == []


@pytest.mark.parametrize("path", ["approve", "approve-preview"])
@pytest.mark.parametrize(
    ("day", "rule"),
    [
        ("2035-01-01", "extension-too-early"),
        ("1999-12-31", "day-out-of-range"),
        ("0001-01-01", "day-out-of-range"),
        ("9999-12-31", "day-out-of-range"),
    ],
)
def test_corrected_day_is_one_that_could_have_been_ordered_with(
    desk: Desk, held: str, path: str, day: str, rule: str
) -> None:
    body = {"corrections": [{"line": 1, "last_covered_day": day}]} | (WHY if path == "approve" else {})
    told = problem(desk.staff("sales").post(f"/desk/orders/{held}/{path}", body), 409, "selection-refused")
    assert [(each["pointer"], each["rule"]) for each in told["errors"]] == [("/lines/0/last_covered_day", rule)]
    assert file(desk, held)["order"]["reconfirmation"] is None


def test_rejected_money_goes_back(desk: Desk, held: str) -> None:
    told = desk.staff("sales").post(f"/desk/orders/{held}/reject", WHY).get_json()
    assert told["order"]["state"] in ("rejected", "refunded")
    (refund,) = told["refunds"]
    assert refund["amount"] == told["order"]["total"]
    assert audited(desk, held)[0][1] == "order_rejected"


def test_unpaid_order_is_cancelled_by_staff(desk: Desk) -> None:
    number = desk.get(f"/orders/{desk.placed()}").get_json()["number"]
    told = desk.staff("finance").post(f"/desk/orders/{number}/cancel", WHY).get_json()
    assert told["order"]["state"] == "cancelled"
    assert audited(desk, number) == [("staff:finance@vendor.example", "order_cancelled", "seen in the books")]


@pytest.mark.parametrize("act", ["approve", "reject", "cancel"])
@pytest.mark.parametrize("body", [{}, {"reason": ""}, {"reason": " "}, {"reason": 1}, {**WHY, "actor": "me"}])
def test_every_act_says_why(desk: Desk, held: str, act: str, body: dict[str, Any]) -> None:
    problem(desk.staff("admin").post(f"/desk/orders/{held}/{act}", body), 422, "invalid-payload")
    assert audited(desk, held) == []


@pytest.mark.parametrize(("role", "act"), [("finance", "approve"), ("finance", "reject")])
def test_finance_does_not_judge_what_was_stated(desk: Desk, held: str, role: StaffRole, act: str) -> None:
    problem(desk.staff(role).post(f"/desk/orders/{held}/{act}", WHY), 403, "not-allowed")


def test_customer_is_shown_with_people_cover_and_orders(desk: Desk) -> None:
    acme = desk.customer("Acme")
    told = desk.staff("sales").get(f"/desk/customers/{acme.customer.id}").get_json()
    assert told["customer"]["name"] == "Acme"
    assert {each["role"] for each in told["contacts"]} == {"owner", "billing", "technical"}
    (room,) = told["installations"]
    assert (room["reference"], room["state"]) == ("PBX-1", "active")
    assert told["orders"] == []
    problem(desk.staff("sales").get("/desk/customers/nobody"), 404, "not-found")


def test_order_of_a_customer_leads_to_it(desk: Desk) -> None:
    caller, acme = desk.contact("owner")
    reply = caller.post("/orders", desk.order_body(), Idempotency_Key="key-00000009")
    assert reply.status_code == 201, reply.text
    number = reply.get_json()["number"]
    assert file(desk, number)["customer"] == {"id": acme.customer.id, "name": "Acme"}
    (order,) = desk.staff("sales").get(f"/desk/customers/{acme.customer.id}").get_json()["orders"]
    assert order["number"] == number
