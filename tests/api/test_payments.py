"""Attempts over HTTP, and the way back from a provider's page."""

import pytest

from plandesk.domain.money import Money
from plandesk.services.wire_money import confirm_wire
from tests.api.conftest import UNITS, Desk, problem


def test_an_attempt_sends_the_buyer_to_the_provider(desk: Desk) -> None:
    token = desk.placed()
    reply = desk.post(f"/orders/{token}/attempts", {"method": "card"})
    body = reply.get_json()
    assert (reply.status_code, body["state"]) == (201, "pending")
    assert body["redirect_url"].startswith("https://")
    again = desk.post(f"/orders/{token}/attempts", {"method": "card"})
    assert (again.status_code, again.get_json()) == (200, body)
    assert desk.get(f"/orders/{token}").get_json()["attempts"] == [body]


def test_a_wire_shows_its_instructions(desk: Desk) -> None:
    token = desk.placed()
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "wire"}).get_json()
    wire = desk.get(f"/orders/{token}").get_json()["wire"]
    assert attempt["redirect_url"] is None
    assert wire["reference"].startswith("RF")
    assert wire["amount"] == {"minor": 290000, "currency": "USD"}
    assert (wire["due"], wire["honoured_until"]) == ("2026-12-07", "2026-12-21")


def test_without_an_attempt_by_wire_no_bank_is_shown(desk: Desk) -> None:
    token = desk.placed()
    desk.post(f"/orders/{token}/attempts", {"method": "card"})
    assert desk.get(f"/orders/{token}").get_json()["wire"] is None


def test_a_declined_card_is_an_answer(desk: Desk) -> None:
    token = desk.placed()
    first = desk.post(f"/orders/{token}/attempts", {"method": "card"}).get_json()
    desk.world.card.report(f"page-{first['id']}", "declined")
    desk.client.get(f"/pay/card/return?attempt={first['id']}")
    order = desk.get(f"/orders/{token}").get_json()
    assert (order["state"], order["attempts"][0]["state"]) == ("awaiting_payment", "declined")
    assert desk.post(f"/orders/{token}/attempts", {"method": "card"}).status_code in (200, 201)


def test_leaving_the_pay_page_gives_the_attempt_up(desk: Desk) -> None:
    token = desk.placed()
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "paypal"}).get_json()
    reply = desk.client.get(f"/pay/paypal/cancel?token=page-{attempt['id']}")
    assert (reply.status_code, reply.headers["Location"]) == (303, f"/orders/{token}/")
    assert desk.get(f"/orders/{token}").get_json()["attempts"][0]["state"] == "abandoned"


def test_a_closed_order_cannot_be_paid(desk: Desk) -> None:
    token = desk.placed()
    desk.post(f"/orders/{token}/cancel")
    problem(desk.post(f"/orders/{token}/attempts", {"method": "card"}), 409, "order-not-payable")


def test_a_provider_that_does_not_answer_is_told(desk: Desk) -> None:
    token = desk.placed(UNITS)
    desk.world.card.break_down("start")
    problem(desk.post(f"/orders/{token}/attempts", {"method": "card"}), 502, "provider-unavailable")
    assert desk.post(f"/orders/{token}/attempts", {"method": "card"}).status_code == 200


def test_a_method_is_one_of_three(desk: Desk) -> None:
    token = desk.placed()
    problem(desk.post(f"/orders/{token}/attempts", {"method": "cash"}), 422, "invalid-payload")
    problem(desk.post("/orders/nobody-has-this/attempts", {"method": "card"}), 404, "not-found")


@pytest.mark.parametrize(
    "path",
    [
        "/pay/card/return",
        "/pay/card/return?attempt=unknown",
        "/pay/card/cancel?attempt=%00",
        "/pay/paypal/return?token=unknown",
        "/pay/wire/return?attempt=1",
    ],
)
def test_a_return_that_fits_nothing_is_not_found(desk: Desk, path: str) -> None:
    assert desk.client.get(path).status_code == 404


def test_while_money_is_on_its_way_no_other_method_is_offered(desk: Desk) -> None:
    token = desk.placed()
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "paypal"}).get_json()
    assert attempt["in_flight"] is False
    desk.world.paypal.report(f"page-{attempt['id']}", "pending")
    desk.client.get(f"/pay/paypal/return?token=page-{attempt['id']}")
    order = desk.get(f"/orders/{token}").get_json()
    assert order["attempts"][0]["in_flight"] is True
    assert order["methods"] == []
    problem(desk.post(f"/orders/{token}/attempts", {"method": "card"}), 409, "payment-in-flight")
    desk.world.paypal.pay(f"page-{attempt['id']}")
    desk.client.get(f"/pay/paypal/return?token=page-{attempt['id']}")
    order = desk.get(f"/orders/{token}").get_json()
    assert (order["state"], order["attempts"][0]["in_flight"]) == ("fulfilled", False)


def test_a_paid_wire_tells_the_day_the_bank_names(desk: Desk) -> None:
    token = desk.placed()
    desk.post(f"/orders/{token}/attempts", {"method": "wire"})
    order = desk.get(f"/orders/{token}").get_json()
    received = desk.ports.clock.today(desk.ports.catalogue.rules.time_zone)
    confirm_wire(order["number"], Money(290000, "USD"), received, "BANK-1", staff="finance", ports=desk.ports)
    paid = desk.get(f"/orders/{token}").get_json()["paid"]
    assert (paid["method"], paid["received_on"]) == ("wire", received.isoformat())
