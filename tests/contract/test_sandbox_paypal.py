"""The sandbox's PayPal, driven by the real SDK's transport and held against PayPal's specifications."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import paypalrestsdk
import pytest
import requests
from paypalrestsdk.exceptions import ClientError, ResourceInvalid, ResourceNotFound, UnauthorizedAccess

from plandesk_sandbox.server import Running
from tests.contract.provider_specs import SpecViolation, check_event, check_exchange, check_exchanges, needs_specs
from tests.contract.webhook_receiver import Receiver

RETURN_URL = "http://127.0.0.1:9/return?attempt=1"
CANCEL_URL = "http://127.0.0.1:9/cancel"


@pytest.fixture
def api(sandbox: Running) -> paypalrestsdk.Api:
    return paypalrestsdk.Api(
        mode="sandbox",
        endpoint=sandbox.paypal_url,
        client_id=sandbox.credentials.paypal_client_id,
        client_secret=sandbox.credentials.paypal_client_secret,
    )


def order_request(value: str = "119.00", currency: str = "EUR", **unit: Any) -> dict[str, Any]:
    money = {"currency_code": currency, "value": value}
    amount = money | {"breakdown": {"item_total": money}}
    return {
        "intent": "CAPTURE",
        "purchase_units": [{"custom_id": "attempt-1", "invoice_id": "PD-1", "amount": amount} | unit],
        "payment_source": {
            "paypal": {
                "experience_context": {
                    "return_url": RETURN_URL,
                    "cancel_url": CANCEL_URL,
                    "user_action": "PAY_NOW",
                    "shipping_preference": "NO_SHIPPING",
                    "payment_method_preference": "IMMEDIATE_PAYMENT_REQUIRED",
                }
            }
        },
    }


def create(api: paypalrestsdk.Api, request_id: str = "create-1", body: dict[str, Any] | None = None) -> Any:
    return api.post("v2/checkout/orders", body or order_request(), {"PayPal-Request-Id": request_id})


def capture(api: paypalrestsdk.Api, order_id: str, request_id: str = "capture-1") -> Any:
    return api.post(f"v2/checkout/orders/{order_id}/capture", {}, {"PayPal-Request-Id": request_id})


def captured(order: Any) -> Any:
    return order["purchase_units"][0]["payments"]["captures"][0]


def issue(refused: pytest.ExceptionInfo[ClientError]) -> str:
    return str(json.loads(refused.value.content)["details"][0]["issue"])


def link(resource: Any, rel: str) -> str:
    return str(next(entry["href"] for entry in resource["links"] if entry["rel"] == rel))


def choose(url: str, choice: str) -> requests.Response:
    """Press a button of the pay page without following where it leads."""
    with requests.Session() as browser:
        return browser.post(url, data={"choice": choice}, allow_redirects=False, timeout=10)


def event_types(sandbox: Running) -> list[str]:
    return [event["event_type"] for event in sandbox.control.state()["paypal"]["events"]]


@needs_specs
def test_a_whole_payment_and_refund_fit_paypals_specifications(sandbox: Running, api: paypalrestsdk.Api) -> None:
    for number, approval in enumerate(("approve", "approve-echeck", "approve-declined-capture")):
        order = create(api, f"create-{number}")
        api.get(f"v2/checkout/orders/{order['id']}")
        sandbox.control.order(order["id"], approval)
        taken = captured(capture(api, order["id"], f"capture-{number}"))
        api.get(f"v2/payments/captures/{taken['id']}")
    captures = sandbox.control.state()["paypal"]["captures"]
    paid = captures[0]["id"]
    part = {"amount": {"currency_code": "EUR", "value": "19.00"}, "note_to_payer": "Sorry"}
    headers = {"PayPal-Request-Id": "refund-1", "Prefer": "return=representation"}
    refund = api.post(f"v2/payments/captures/{paid}/refund", part, headers)
    api.post(f"v2/payments/captures/{paid}/refund", {}, {"PayPal-Request-Id": "refund-2"})
    api.get(f"v2/payments/refunds/{refund['id']}")
    api.get(f"v2/checkout/orders/{sandbox.control.state()['paypal']['orders'][0]['id']}")
    sandbox.control.act("captures", captures[1]["id"], "complete")
    sandbox.control.act("captures", captures[1]["id"], "reverse")

    check_exchanges(sandbox.control.exchanges("paypal"))
    events = sandbox.control.state()["paypal"]["events"]
    assert len(events) == 10
    for event in events:
        check_event("paypal", event)


@needs_specs
def test_every_refusal_is_an_error_of_the_specifications(sandbox: Running, api: paypalrestsdk.Api) -> None:
    mismatch = order_request()
    mismatch["purchase_units"][0]["amount"]["breakdown"]["item_total"]["value"] = "1.00"
    with pytest.raises(ResourceInvalid):
        create(api, "create-0", mismatch)
    order = create(api)
    with pytest.raises(ResourceInvalid):
        capture(api, order["id"])
    sandbox.control.order(order["id"], "approve-declined-instrument")
    with pytest.raises(ResourceInvalid):
        capture(api, order["id"])
    with pytest.raises(ResourceNotFound):
        api.get("v2/checkout/orders/UNKNOWN")
    api.post("v2/checkout/orders", order_request())

    answers = [exchange for exchange in sandbox.control.exchanges("paypal") if exchange["status"] >= 400]
    assert [exchange["status"] for exchange in answers] == [422, 422, 422, 404, 400]
    check_exchanges(answers)


@needs_specs
def test_the_check_finds_a_misspelt_field_deep_in_a_request(sandbox: Running, api: paypalrestsdk.Api) -> None:
    body = order_request()
    body["payment_source"]["paypal"]["experience_context"]["retrun_url"] = RETURN_URL
    create(api, body=body)
    exchange = sandbox.control.exchanges("paypal")[-1]
    with pytest.raises(SpecViolation, match=r"experience_context.*retrun_url"):
        check_exchange(exchange)


def test_an_order_leads_to_its_pay_page(api: paypalrestsdk.Api) -> None:
    order = create(api)
    assert order["status"] == "PAYER_ACTION_REQUIRED"
    with requests.Session() as browser:
        page = browser.get(link(order, "payer-action"), timeout=10)
    assert page.status_code == 200
    for text in ("Sandbox: no real money", "EUR 119.00", "Cancel and return"):
        assert text in page.text


def test_the_older_answer_can_be_switched_on(sandbox: Running, api: paypalrestsdk.Api) -> None:
    sandbox.control.settings(paypal_answers_created=True)
    order = create(api)
    assert order["status"] == "CREATED"
    assert choose(link(order, "approve"), "pay").status_code == 303
    assert sandbox.control.exchanges("paypal")[-1]["status"] == 201


def test_create_needs_a_request_id(api: paypalrestsdk.Api) -> None:
    # The SDK returns a 400 instead of raising it.
    answer = api.post("v2/checkout/orders", order_request())
    assert answer["error"]["details"][0]["issue"] == "PAYPAL_REQUEST_ID_REQUIRED"


def test_same_request_id_and_body_give_the_same_order(sandbox: Running, api: paypalrestsdk.Api) -> None:
    assert create(api)["id"] == create(api)["id"]
    assert len(sandbox.control.state()["paypal"]["orders"]) == 1


def test_same_request_id_with_another_body_is_refused(api: paypalrestsdk.Api) -> None:
    create(api)
    with pytest.raises(ResourceInvalid) as refused:
        create(api, body=order_request("120.00"))
    assert issue(refused) == "DUPLICATE_REQUEST_ID"


def test_request_ids_are_forgotten_after_six_hours(sandbox: Running, api: paypalrestsdk.Api) -> None:
    first = create(api)
    sandbox.control.advance(6 * 60 * 60)
    assert create(api)["id"] != first["id"]


def item(unit_amount: str, quantity: str = "1") -> dict[str, Any]:
    return {"name": "Support", "quantity": quantity, "unit_amount": {"currency_code": "EUR", "value": unit_amount}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (order_request(items=[item("50.00", "2")]), "ITEM_TOTAL_MISMATCH"),
        (order_request("119.000"), "DECIMAL_PRECISION"),
        (order_request("100.50", "JPY"), "DECIMAL_PRECISION"),
        (order_request("0.00"), "CANNOT_BE_ZERO_OR_NEGATIVE"),
        (order_request("-1.00"), "CANNOT_BE_NEGATIVE"),
        (order_request("1.00", "XXX"), "INVALID_CURRENCY_CODE"),
    ],
)
def test_amounts_that_do_not_add_up_are_unprocessable(
    api: paypalrestsdk.Api, body: dict[str, Any], expected: str
) -> None:
    with pytest.raises(ResourceInvalid) as refused:
        create(api, body=body)
    assert issue(refused) == expected


def test_a_total_unlike_its_breakdown_is_unprocessable(api: paypalrestsdk.Api) -> None:
    body = order_request()
    body["purchase_units"][0]["amount"]["breakdown"]["item_total"] = {"currency_code": "EUR", "value": "100.00"}
    with pytest.raises(ResourceInvalid) as refused:
        create(api, body=body)
    assert issue(refused) == "AMOUNT_MISMATCH"

    body["purchase_units"][0]["amount"]["breakdown"]["tax_total"] = {"currency_code": "EUR", "value": "19.00"}
    assert create(api, body=body)["status"] == "PAYER_ACTION_REQUIRED"


def test_an_amount_as_a_number_is_malformed(api: paypalrestsdk.Api) -> None:
    body = order_request()
    body["purchase_units"][0]["amount"]["value"] = 119
    answer = create(api, body=body)
    assert answer["error"]["details"][0]["issue"] == "INVALID_PARAMETER_SYNTAX"


def test_paying_leads_back_with_token_and_payer_and_can_be_captured_once(
    sandbox: Running, api: paypalrestsdk.Api
) -> None:
    order = create(api)
    with pytest.raises(ResourceInvalid) as early:
        capture(api, order["id"], "early")
    assert issue(early) == "ORDER_NOT_APPROVED"

    answer = choose(link(order, "payer-action"), "pay")

    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert (query["attempt"], query["token"]) == (["1"], [order["id"]])
    assert api.get(f"v2/checkout/orders/{order['id']}")["status"] == "APPROVED"
    first = capture(api, order["id"])
    assert first["status"] == "COMPLETED"
    assert captured(first)["status"] == "COMPLETED"
    assert captured(first)["amount"] == {"currency_code": "EUR", "value": "119.00"}
    assert capture(api, order["id"]) == first
    with pytest.raises(ResourceInvalid) as twice:
        capture(api, order["id"], "capture-2")
    assert issue(twice) == "ORDER_ALREADY_CAPTURED"
    assert event_types(sandbox) == ["CHECKOUT.ORDER.APPROVED", "PAYMENT.CAPTURE.COMPLETED"]


def test_a_declined_instrument_is_final_under_its_request_id(api: paypalrestsdk.Api) -> None:
    order = create(api)
    choose(link(order, "payer-action"), "decline")
    with pytest.raises(ResourceInvalid) as declined:
        capture(api, order["id"])
    assert issue(declined) == "INSTRUMENT_DECLINED"
    again = link(json.loads(declined.value.content), "redirect")
    assert choose(again, "pay").status_code == 303

    with pytest.raises(ResourceInvalid) as repeated:
        capture(api, order["id"])
    assert issue(repeated) == "INSTRUMENT_DECLINED"
    assert captured(capture(api, order["id"], "capture-2"))["status"] == "COMPLETED"


@pytest.mark.parametrize(
    ("act", "status", "event"),
    [("complete", "COMPLETED", "PAYMENT.CAPTURE.COMPLETED"), ("deny", "DECLINED", "PAYMENT.CAPTURE.DENIED")],
)
def test_an_echeck_leaves_the_capture_pending_in_a_completed_order(
    sandbox: Running, api: paypalrestsdk.Api, act: str, status: str, event: str
) -> None:
    order = create(api)
    choose(link(order, "payer-action"), "echeck")
    taken = capture(api, order["id"])
    assert (taken["status"], captured(taken)["status"]) == ("COMPLETED", "PENDING")

    sandbox.control.act("captures", captured(taken)["id"], act)

    assert api.get(f"v2/payments/captures/{captured(taken)['id']}")["status"] == status
    assert event_types(sandbox)[1:] == ["PAYMENT.CAPTURE.PENDING", event]


def test_cancelling_leads_back_with_the_token(api: paypalrestsdk.Api) -> None:
    order = create(api)
    location = choose(link(order, "payer-action"), "cancel").headers["Location"]
    assert location == f"{CANCEL_URL}?token={order['id']}"


def test_paying_without_returning_stays_on_the_page(sandbox: Running, api: paypalrestsdk.Api) -> None:
    order = create(api)
    answer = choose(link(order, "payer-action"), "pay-without-returning")
    assert "Paid. You may close this page." in answer.text
    assert event_types(sandbox) == ["CHECKOUT.ORDER.APPROVED"]


def test_an_order_nobody_approved_is_gone_after_three_hours(sandbox: Running, api: paypalrestsdk.Api) -> None:
    order = create(api)
    sandbox.control.advance(3 * 60 * 60)
    with pytest.raises(ResourceNotFound):
        api.get(f"v2/checkout/orders/{order['id']}")
    assert choose(link(order, "payer-action"), "pay").status_code == 404


def test_refunds_never_exceed_the_capture(sandbox: Running, api: paypalrestsdk.Api) -> None:
    order = create(api)
    sandbox.control.order(order["id"])
    capture_id = captured(capture(api, order["id"]))["id"]
    path = f"v2/payments/captures/{capture_id}/refund"
    part = {"amount": {"currency_code": "EUR", "value": "100.00"}}

    first = api.post(path, part, {"PayPal-Request-Id": "r1"})
    assert api.post(path, part, {"PayPal-Request-Id": "r1"}) == first
    with pytest.raises(ResourceInvalid) as other:
        api.post(path, {}, {"PayPal-Request-Id": "r1"})
    with pytest.raises(ResourceInvalid) as too_much:
        api.post(path, part, {"PayPal-Request-Id": "r2"})
    assert api.get(f"v2/payments/captures/{capture_id}")["status"] == "PARTIALLY_REFUNDED"
    rest = api.post(path, {}, {"PayPal-Request-Id": "r3"})
    with pytest.raises(ResourceInvalid) as nothing_left:
        api.post(path, {}, {"PayPal-Request-Id": "r4"})

    assert issue(other) == "DUPLICATE_REQUEST_ID"
    assert issue(too_much) == "REFUND_AMOUNT_EXCEEDED"
    assert issue(nothing_left) == "CAPTURE_FULLY_REFUNDED"
    assert api.get(f"v2/payments/refunds/{rest['id']}")["amount"]["value"] == "19.00"
    assert event_types(sandbox)[2:] == ["PAYMENT.CAPTURE.REFUNDED"] * 2


@pytest.mark.parametrize(("act", "status"), [("complete", "REFUNDED"), ("fail", "COMPLETED")])
def test_a_pending_refund_ends_either_way(sandbox: Running, api: paypalrestsdk.Api, act: str, status: str) -> None:
    order = create(api)
    sandbox.control.order(order["id"])
    capture_id = captured(capture(api, order["id"]))["id"]
    sandbox.control.settings(paypal_refund_status="PENDING")
    refund = api.post(f"v2/payments/captures/{capture_id}/refund", {}, {"PayPal-Request-Id": "r1"})
    assert refund["status"] == "PENDING"

    sandbox.control.act("paypal-refunds", refund["id"], act)

    assert api.get(f"v2/payments/captures/{capture_id}")["status"] == status


def test_a_revoked_or_expired_token_is_replaced(sandbox: Running, api: paypalrestsdk.Api) -> None:
    order = create(api)
    sandbox.control.revoke_tokens()
    assert api.get(f"v2/checkout/orders/{order['id']}")["id"] == order["id"]
    sandbox.control.order(order["id"])
    sandbox.control.advance(10 * 60 * 60)
    assert api.get(f"v2/checkout/orders/{order['id']}")["id"] == order["id"]
    statuses = [exchange["status"] for exchange in sandbox.control.exchanges("paypal")]
    assert statuses.count(401) == 2


def test_wrong_credentials_get_no_token(sandbox: Running) -> None:
    api = paypalrestsdk.Api(mode="sandbox", endpoint=sandbox.paypal_url, client_id="who", client_secret="what")
    with pytest.raises(UnauthorizedAccess) as refused:
        api.get_access_token()
    assert json.loads(refused.value.content)["error"] == "invalid_client"


@pytest.fixture
def delivered(sandbox: Running, api: paypalrestsdk.Api, receiver: Receiver) -> dict[str, Any]:
    """Return the verification request for a webhook that came, its event still to be filled in."""
    sandbox.control.order(create(api)["id"])
    sandbox.control.wait()
    (received,) = receiver.received
    names = {"auth_algo": "auth-algo", "cert_url": "cert-url"}
    names |= {f"transmission_{name}": f"transmission-{name}" for name in ("id", "sig", "time")}
    fields = {name: received.headers[f"paypal-{header}"] for name, header in names.items()}
    return fields | {"webhook_id": sandbox.credentials.paypal_webhook_id, "raw": received.body}


def verify(sandbox: Running, api: paypalrestsdk.Api, fields: dict[str, Any], event: bytes) -> str:
    """Send the event's bytes as they are, as a merchant must."""
    members = json.dumps({name: value for name, value in fields.items() if name != "raw"})
    body = members[:-1].encode() + b', "webhook_event": ' + event + b"}"
    headers = {"Authorization": f"Bearer {api.get_access_token()}", "Content-Type": "application/json"}
    with requests.Session() as session:
        url = f"{sandbox.paypal_url}/v1/notifications/verify-webhook-signature"
        answer = session.post(url, data=body, headers=headers, timeout=10)
    return str(answer.json()["verification_status"])


@needs_specs
def test_the_raw_webhook_verifies(sandbox: Running, api: paypalrestsdk.Api, delivered: dict[str, Any]) -> None:
    assert verify(sandbox, api, delivered, delivered["raw"]) == "SUCCESS"
    check_exchange(sandbox.control.exchanges("paypal")[-1])


@pytest.mark.parametrize("separators", [(", ", ": "), (",", ":")])
def test_a_reserialised_webhook_does_not_verify(
    sandbox: Running, api: paypalrestsdk.Api, delivered: dict[str, Any], separators: tuple[str, str]
) -> None:
    again = json.dumps(json.loads(delivered["raw"]), separators=separators, ensure_ascii=False).encode()
    assert verify(sandbox, api, delivered, again) == "FAILURE"


@pytest.mark.parametrize(
    "changes",
    [
        {"webhook_id": "ANOTHER1"},
        {"transmission_sig": "bm9wZQ=="},
        {"transmission_id": "another"},
        {"transmission_time": "2020-01-01T00:00:00Z"},
        {"auth_algo": "MD5"},
    ],
)
def test_a_webhook_with_anything_changed_does_not_verify(
    sandbox: Running, api: paypalrestsdk.Api, delivered: dict[str, Any], changes: dict[str, str]
) -> None:
    assert verify(sandbox, api, delivered | changes, delivered["raw"]) == "FAILURE"
