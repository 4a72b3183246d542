"""Orders that stand for an installation: told wherever it could be ordered again, their address to those it is for."""

from typing import Any

import pytest

from plandesk.services.extend_links import extend_address
from tests.api.conftest import Caller, Desk
from tests.api.seeding import Seeded
from tests.api.test_options import ENDING, choice, options, order_body


@pytest.fixture
def acme(desk: Desk) -> Seeded:
    return desk.customer("Acme", installations=ENDING)


def placed(desk: Desk, acme: Seeded) -> dict[str, Any]:
    """Order an extension as the owner, and leave it unpaid."""
    owner = desk.sign_in(acme.contacts["owner"].email)
    chosen = choice(options(owner, acme), "pbx.standard")
    reply = owner.post("/orders", order_body(desk, chosen), Idempotency_Key="key-00000001")
    assert reply.status_code == 201, reply.text
    order: dict[str, Any] = reply.get_json()
    return order


def told(caller: Caller, acme: Seeded) -> list[Any]:
    """Return what the page of the installation and the one that extends it tell, which is the same."""
    shown = caller.get(f"/installations/{acme.installations[0].id}").get_json()["open_orders"]
    assert options(caller, acme)["open_orders"] == shown
    found: list[Any] = shown
    return found


def test_an_unpaid_order_is_told_with_its_address_to_who_may_see_orders(desk: Desk, acme: Seeded) -> None:
    billing = desk.sign_in(acme.contacts["billing"].email)
    assert told(billing, acme) == []
    order = placed(desk, acme)
    (known,) = told(billing, acme)
    assert (known["number"], known["state"], known["token"]) == (order["number"], "awaiting_payment", order["token"])
    assert known["expires_at"] == order["expires_at"]


def test_who_sees_no_orders_is_told_that_one_stands_without_its_address(desk: Desk, acme: Seeded) -> None:
    order = placed(desk, acme)
    technical = desk.sign_in(acme.contacts["technical"].email)
    (known,) = told(technical, acme)
    assert (known["number"], known["token"]) == (order["number"], None)


def test_a_reminders_link_tells_it_without_its_address(desk: Desk, acme: Seeded) -> None:
    order = placed(desk, acme)
    address = extend_address(acme.contacts["owner"], acme.terms[0], desk.ports.clock.today("UTC"), ports=desk.ports)
    holder = Caller(desk.app.test_client(), f"Extend {address.partition('key=')[2]}")
    for opened in (holder.get("/extend-link").get_json(), options(holder, acme)):
        assert [(each["number"], each["token"]) for each in opened["open_orders"]] == [(order["number"], None)]


def test_an_order_that_was_cancelled_stands_no_more(desk: Desk, acme: Seeded) -> None:
    order = placed(desk, acme)
    assert desk.post(f"/orders/{order['token']}/cancel", {}).status_code == 200
    assert told(desk.sign_in(acme.contacts["owner"].email), acme) == []


def test_a_guests_order_is_told_before_it_is_claimed_and_its_address_to_nobody(desk: Desk, acme: Seeded) -> None:
    line = {
        "kind": "extension",
        "current_plan": "pbx.standard",
        "last_covered_day": "2026-12-31",
        "plan": "pbx.standard",
        "periods": 1,
        "start": "at_end",
        "installation": {"reference": acme.installations[0].reference},
    }
    owner = desk.sign_in(acme.contacts["owner"].email)
    body = order_body(desk, choice(options(owner, acme), "pbx.standard"), line)
    body["buyer"]["email"] = acme.contacts["billing"].email
    reply = desk.post("/orders", body, Idempotency_Key="key-00000001")
    assert reply.status_code == 201, reply.text
    (known,) = told(owner, acme)
    assert (known["number"], known["token"]) == (reply.get_json()["number"], None)
