"""Orders over HTTP."""

from typing import Any

import pytest

from tests.api.conftest import NEW_PBX, UNITS, Desk, extension, problem

EXTENSION = {**extension("2026-12-31"), "installation": {"reference": "PBX-7", "label": "Main office"}}


def test_an_order_is_placed_and_found_at_its_address(desk: Desk) -> None:
    reply = desk.order(NEW_PBX, UNITS)
    body = reply.get_json()
    assert reply.status_code == 201
    assert reply.headers["Location"] == f"/api/v1/orders/{body['token']}"
    assert reply.headers["Cache-Control"] == "no-store"
    assert body["state"] == "awaiting_payment"
    assert body["breakdown"]["lines"] == desk.price(NEW_PBX, UNITS).get_json()["lines"]
    assert body["total"] == body["breakdown"]["total"]
    assert body["methods"] == ["paypal", "card", "wire"]
    assert [each["event"] for each in body["history"]] == ["placed"]
    assert desk.client.get(reply.headers["Location"]).get_json() == body


def test_an_order_unchanged_is_not_sent_again(desk: Desk) -> None:
    token = desk.placed()
    tag = desk.get(f"/orders/{token}").headers["ETag"]
    assert desk.get(f"/orders/{token}", If_None_Match=tag).status_code == 304
    desk.post(f"/orders/{token}/cancel")
    assert desk.get(f"/orders/{token}", If_None_Match=tag).status_code == 200


def test_an_unpaid_order_names_the_day_its_dates_hold_for(desk: Desk) -> None:
    token = desk.placed()
    desk.world.clock.advance(days=3)
    found = desk.get(f"/orders/{token}").get_json()
    assert (found["dated_on"], found["breakdown"]["priced_on"]) == ("2026-11-26", "2026-11-23")
    assert found["breakdown"]["lines"][0]["terms"][0]["start"] == "2026-11-26"
    desk.post(f"/orders/{token}/cancel")
    assert desk.get(f"/orders/{token}").get_json()["dated_on"] is None


def test_the_same_key_and_request_give_the_same_order(desk: Desk) -> None:
    first = desk.order()
    body = desk.order_body()
    shuffled = {name: body[name] for name in reversed(body)}
    again = desk.post("/orders", shuffled, Idempotency_Key="key-00000001")
    assert (again.status_code, again.get_json()["number"]) == (201, first.get_json()["number"])


def test_the_same_key_with_another_request_is_refused(desk: Desk) -> None:
    desk.placed()
    problem(desk.order(UNITS), 409, "idempotency-key-reused")


@pytest.mark.parametrize("key", [None, "short", "key with spaces", "k" * 256, "schlüssel-1"])
def test_a_key_is_needed(desk: Desk, key: str | None) -> None:
    headers = {} if key is None else {"Idempotency_Key": key}
    body = problem(desk.post("/orders", desk.order_body(), **headers), 422, "invalid-header")
    assert body["errors"][0]["rule"] == "header-idempotency-key"


def test_a_total_that_was_tampered_with_is_refused_with_both_figures(desk: Desk) -> None:
    body = problem(desk.order(expected_total={"minor": 1, "currency": "USD"}), 409, "total-changed")
    assert body["expected_total"] == {"minor": 1, "currency": "USD"}
    assert body["total"] == {"minor": 290000, "currency": "USD"}
    assert "US$0.01" in body["detail"]
    assert "US$2,900.00" in body["detail"]


def test_terms_of_another_version_are_refused(desk: Desk) -> None:
    problem(desk.order(terms_version="0" * 64), 409, "terms-changed")


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"terms_accepted": False}, "/terms_accepted"),
        ({"terms_accepted": 1}, "/terms_accepted"),
        ({"terms_version": "latest"}, "/terms_version"),
        ({"expected_total": {"minor": -1, "currency": "USD"}}, "/expected_total/minor"),
        ({"expected_total": {"minor": 1, "currency": "usd\n"}}, "/expected_total/currency"),
        ({"lines": []}, "/lines"),
        ({"paid": True}, "/paid"),
        ({"lines": [extension("2026-12-31")]}, "/lines/0/installation"),
    ],
)
def test_a_broken_order_is_told_at_its_place(desk: Desk, changes: dict[str, Any], pointer: str) -> None:
    body = problem(desk.order(**changes), 422, "invalid-payload")
    assert [fault["pointer"] for fault in body["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("company", ""),
        ("company", "Acme\r\nBcc: all@example.com"),
        ("company", "A\u0000B"),
        ("company", "A" * 201),
        ("email", "ann"),
        ("email", "ann@acme.example\n"),
        ("email", "ann@acme.example, eve@evil.example"),
        ("country", "XX"),
        ("country", "hu"),
        ("tax_id", ""),
        ("nickname", "Annie"),
    ],
)
def test_a_buyer_is_checked(desk: Desk, member: str, value: str) -> None:
    buyer = {"company": "Acme", "contact": "Ann", "email": "ann@acme.example", "country": "HU", member: value}
    body = problem(desk.order(buyer=buyer), 422, "invalid-payload")
    assert {fault["pointer"] for fault in body["errors"]} == {f"/buyer/{member}"}


def test_optional_members_may_be_null(desk: Desk) -> None:
    buyer = {
        "company": "Acme",
        "contact": "Zoë Ångström",
        "email": "a@b.example",
        "country": "SE",
        "tax_id": None,
        "purchase_order": "PO 7",
        "invoice_email": "pay@b.example",
    }
    assert desk.order(buyer=buyer).get_json()["buyer"] == buyer


def test_days_given_up_must_be_confirmed_to_the_day(desk: Desk) -> None:
    today = {**EXTENSION, "start": "today"}
    body = problem(desk.order(today), 409, "selection-refused")
    assert body["errors"][0]["pointer"] == "/lines/0/confirmed_days_given_up"
    assert desk.order({**today, "confirmed_days_given_up": 39}).status_code == 201


def test_an_unpaid_order_can_be_cancelled_and_again(desk: Desk) -> None:
    token = desk.placed()
    for _ in range(2):
        reply = desk.post(f"/orders/{token}/cancel")
        assert (reply.status_code, reply.get_json()["state"]) == (200, "cancelled")
    assert reply.get_json()["methods"] == []


def test_a_paid_order_cannot_be_cancelled(desk: Desk) -> None:
    token = desk.placed()
    pay(desk, token)
    problem(desk.post(f"/orders/{token}/cancel"), 409, "order-move-refused")


def test_a_paid_order_shows_what_it_brought(desk: Desk) -> None:
    named = {**NEW_PBX, "installation": {"reference": "PBX-7", "label": None}}
    token = desk.placed(named, UNITS)
    pay(desk, token)
    body = desk.get(f"/orders/{token}").get_json()
    assert body["state"] == "fulfilled"
    assert body["paid"]["method"] == "card"
    assert [(each["line"], each["installation"]) for each in body["terms"]] == [(0, "PBX-7")]
    assert body["terms"][0]["term"]["last_covered_day"] == "2027-11-22"
    assert [(each["level"], each["units"], each["ended"]) for each in body["incidents"]] == [("l12", 2, False)]
    assert [(each["last_supported_day"], each["ended"]) for each in body["terms"]] == [("2027-11-22", False)]
    assert body["history"][0]["text"] == "Support is in force as listed."


def test_corrected_dates_are_shown_and_confirmed(desk: Desk) -> None:
    from datetime import date

    from plandesk.services.approvals import approve_order

    token = desk.placed(EXTENSION)
    pay(desk, token)
    number = desk.get(f"/orders/{token}").get_json()["number"]
    approve_order(number, staff="Sam", reason="The licence ends later.", ends={0: date(2027, 1, 31)}, ports=desk.ports)
    body = desk.get(f"/orders/{token}").get_json()
    asked = body["reconfirmation"]
    assert (body["state"], asked["reason"]) == ("awaiting_approval", "The licence ends later.")
    assert asked["terms"][0]["terms"][0]["start"] == "2027-01-31"
    assert "Sam" not in str(body)
    wrong = desk.post(f"/orders/{token}/reconfirm", {"revision": asked["revision"] + 1})
    problem(wrong, 409, "nothing-to-reconfirm")
    done = desk.post(f"/orders/{token}/reconfirm", {"revision": asked["revision"]}).get_json()
    assert (done["state"], done["reconfirmation"]) == ("fulfilled", None)
    assert done["terms"][0]["term"]["start"] == "2027-01-31"


@pytest.mark.parametrize("token", ["nobody-has-this-token", "a%00b", "%ff"])
def test_an_unknown_order_is_not_found(desk: Desk, token: str) -> None:
    problem(desk.get(f"/orders/{token}"), 404, "not-found")
    problem(desk.post(f"/orders/{token}/cancel"), 404, "not-found")


def pay(desk: Desk, token: str) -> None:
    """Let the buyer pay by card and come back."""
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "card"}).get_json()
    desk.world.card.pay(f"page-{attempt['id']}")
    reply = desk.client.get(f"/pay/card/return?attempt={attempt['id']}")
    assert (reply.status_code, reply.headers["Location"]) == (303, f"/orders/{token}/")


def test_space_around_what_a_buyer_typed_is_taken_off(desk: Desk) -> None:
    buyer = {"company": "  Acme ", "contact": "Ann ", "email": " ann@acme.example ", "country": "HU"}
    kept = desk.order(buyer=buyer).get_json()["buyer"]
    assert (kept["company"], kept["contact"], kept["email"]) == ("Acme", "Ann", "ann@acme.example")


@pytest.mark.parametrize("company", ["   ", "Ac\tme", "Acme\n", "\x00Acme", " \x1bAcme"])
def test_control_characters_and_space_alone_stay_refused(desk: Desk, company: str) -> None:
    buyer = {"company": company, "contact": "Ann", "email": "ann@acme.example", "country": "HU"}
    problem(desk.order(buyer=buyer), 422, "invalid-payload")


def test_what_a_contact_orders_is_its_customers(desk: Desk) -> None:
    caller, seeded = desk.contact("billing")
    reply = caller.post("/orders", desk.order_body(), Idempotency_Key="key-00000001")
    assert reply.status_code == 201
    with desk.ports.uow(read_only=True) as unit:
        (order,) = unit.orders.of_customer(seeded.customer.id)
    assert order.number == reply.get_json()["number"]


def test_a_technical_contact_may_not_order(desk: Desk) -> None:
    caller, _ = desk.contact("technical")
    problem(caller.post("/orders", desk.order_body(), Idempotency_Key="key-00000001"), 403, "not-allowed")
