"""The sandbox's Stripe, driven by the real SDK and held against Stripe's specification."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import stripe

from plandesk_sandbox.server import Running, running
from tests.contract.provider_specs import (
    OLDER_STRIPE_FILE,
    SpecViolation,
    check_event,
    check_exchange,
    check_exchanges,
    needs_specs,
    spec,
)
from tests.contract.webhook_receiver import Receiver


@pytest.fixture
def client(sandbox: Running) -> stripe.StripeClient:
    return stripe.StripeClient(
        sandbox.credentials.stripe_secret_key,
        base_addresses={"api": sandbox.stripe_url},
        http_client=stripe.RequestsClient(timeout=10),
        max_network_retries=0,
    )


def session_params(**changes: Any) -> Any:
    return {
        "mode": "payment",
        "success_url": "http://127.0.0.1:9/return?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://127.0.0.1:9/cancel",
        "client_reference_id": "attempt-1",
        "customer_email": "buyer@example.com",
        "metadata": {"attempt": "attempt-1"},
        "payment_intent_data": {"metadata": {"attempt": "attempt-1"}},
        "allowed_payment_method_types": ["card"],
        "line_items": [
            {
                "quantity": 2,
                "price_data": {"currency": "eur", "unit_amount": 59500, "product_data": {"name": "Support"}},
            }
        ],
    } | changes


def event_types(sandbox: Running) -> list[str]:
    return [event["type"] for event in sandbox.control.state()["stripe"]["events"]]


def choose(url: str, choice: str) -> requests.Response:
    """Press a button of a pay page without following where it leads."""
    with requests.Session() as browser:
        return browser.post(url, data={"choice": choice}, allow_redirects=False, timeout=10)


@needs_specs
def test_a_whole_payment_and_refund_fit_stripes_specification(sandbox: Running, client: stripe.StripeClient) -> None:
    created = client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-1"})
    sandbox.control.session(created.id, "decline")
    sandbox.control.session(created.id, "pay")
    paid = client.v1.checkout.sessions.retrieve(created.id, {"expand": ["payment_intent", "line_items"]})
    intent = client.v1.payment_intents.retrieve(paid["payment_intent"]["id"])
    client.v1.charges.retrieve(intent["latest_charge"])
    refund = client.v1.refunds.create({"payment_intent": intent.id, "amount": 500, "metadata": {"why": "test"}})
    client.v1.refunds.retrieve(refund.id)
    sandbox.control.act("refunds", refund.id, "fail")
    sandbox.control.session(created.id, "dispute")
    events = client.v1.events.list({"limit": 20})
    client.v1.events.retrieve(events.data[0].id)
    client.v1.checkout.sessions.line_items.list(created.id)
    dispute = next(event for event in events.data if event.type == "charge.dispute.created")
    client.v1.disputes.retrieve(dispute["data"]["object"]["id"])

    other = client.v1.checkout.sessions.create(session_params())
    client.v1.checkout.sessions.expire(other.id)

    exchanges = sandbox.control.exchanges("stripe")
    assert len(exchanges) == 12
    check_exchanges(exchanges)
    for event in sandbox.control.state()["stripe"]["events"]:
        check_event("stripe", event)


@needs_specs
def test_stripes_own_older_specification_agrees(sandbox: Running, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    sandbox.control.session(session.id, "pay")
    intent = str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)
    client.v1.refunds.create({"payment_intent": intent, "amount": 500})
    sandbox.control.session(session.id, "dispute")

    # Open: what Stripe added since is unknown to it.
    rules = spec(OLDER_STRIPE_FILE, closed=False)
    state = sandbox.control.state()["stripe"]
    carried = [event["data"]["object"] for event in state["events"]]
    for wire in (*state["events"], *state["intents"], *carried):
        rules.check(wire, {"$ref": f"#/components/schemas/{wire['object']}"}, wire["object"])
    assert {wire["object"] for wire in carried} == {"checkout.session", "refund", "charge", "dispute"}


@needs_specs
def test_every_refusal_is_an_error_of_the_specification(sandbox: Running, client: stripe.StripeClient) -> None:
    wrong = [
        session_params(line_items=[]),
        session_params(expires_at=1),
        session_params(client_reference_id="x" * 201),
    ]
    for params in wrong:
        with pytest.raises(stripe.InvalidRequestError):
            client.v1.checkout.sessions.create(params)
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.retrieve("re_unknown")

    exchanges = sandbox.control.exchanges("stripe")
    assert [exchange["status"] for exchange in exchanges] == [400, 400, 400, 404]
    check_exchanges(exchanges)


@needs_specs
def test_the_check_finds_a_misspelt_parameter_of_a_request(sandbox: Running, client: stripe.StripeClient) -> None:
    client.v1.checkout.sessions.create(session_params())
    (exchange,) = sandbox.control.exchanges("stripe")
    exchange["request_body"] = exchange["request_body"].replace("product_data", "product_date")
    with pytest.raises(SpecViolation, match=r"/line_items/0/price_data.*product_date"):
        check_exchange(exchange)


def test_session_carries_what_was_asked_and_leads_to_its_pay_page(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())

    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    assert (session.amount_total, session.currency) == (119000, "eur")
    assert session.client_reference_id == "attempt-1"
    assert session.url is not None
    with requests.Session() as browser:
        page = browser.get(session.url, timeout=10)
    assert page.status_code == 200
    for text in ("Sandbox: no real money", "EUR 1,190.00", "buyer@example.com", "Support"):
        assert text in page.text
    assert "<script" not in page.text


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"payment_method_types": ["card"]}, "parameter_unknown", "payment_method_types"),
        ({"colour": "red"}, "parameter_unknown", "colour"),
        ({"payment_intent_data": {"metadat": {"a": "b"}}}, "parameter_unknown", "payment_intent_data[metadat]"),
        ({"client_reference_id": "x" * 201}, None, "client_reference_id"),
        ({"expires_at": 2**33}, None, "expires_at"),
        ({"ui_mode": "hosted"}, None, "ui_mode"),
        ({"line_items": [{"quantity": 1}]}, "parameter_missing", "line_items[0][price_data]"),
    ],
)
def test_parameters_stripe_refuses_are_refused(
    client: stripe.StripeClient, changes: Any, code: str | None, param: str | None
) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.checkout.sessions.create(session_params(**changes))
    assert refused.value.http_status == 400
    assert (refused.value.code, refused.value.param) == (code, param)


def test_a_total_below_the_minimum_is_refused(client: stripe.StripeClient) -> None:
    item = {"price_data": {"currency": "eur", "unit_amount": 49, "product_data": {"name": "Support"}}, "quantity": 1}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.checkout.sessions.create(session_params(line_items=[item]))
    assert refused.value.code == "amount_too_small"


def test_same_key_and_parameters_give_the_same_session(sandbox: Running, client: stripe.StripeClient) -> None:
    first = client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-1"})
    second = client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-1"})

    assert second.id == first.id
    assert second.last_response is not None
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert len(sandbox.control.state()["stripe"]["sessions"]) == 1


def test_same_key_with_other_parameters_is_an_error(client: stripe.StripeClient) -> None:
    client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-1"})
    with pytest.raises(stripe.IdempotencyError) as refused:
        client.v1.checkout.sessions.create(session_params(cancel_url="http://x/"), {"idempotency_key": "key-1"})
    assert refused.value.http_status == 400


def test_a_refused_request_leaves_its_key_unused(client: stripe.StripeClient) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create(session_params(expires_at=1), {"idempotency_key": "key-1"})
    assert client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-1"}).status == "open"


def test_a_wrong_key_is_unauthorised(sandbox: Running) -> None:
    client = stripe.StripeClient("sk_test_wrong", base_addresses={"api": sandbox.stripe_url})
    with pytest.raises(stripe.AuthenticationError) as refused:
        client.v1.checkout.sessions.create(session_params())
    assert refused.value.http_status == 401


def test_paying_on_the_page_leads_back_with_the_session_id(sandbox: Running, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())

    answer = choose(str(session.url), "pay")

    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.headers["Location"]).query) == {"session": [session.id]}
    paid = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert paid["payment_intent"]["metadata"].to_dict() == {"attempt": "attempt-1"}
    assert paid["payment_intent"]["latest_charge"]["amount"] == 119000
    assert event_types(sandbox) == ["checkout.session.completed"]


def test_a_declined_card_leaves_the_session_payable(sandbox: Running, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())

    declined = choose(str(session.url), "decline")

    assert "declined" in declined.text
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    choose(str(session.url), "pay")
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


@pytest.mark.parametrize(("choice", "status"), [("confirm", "complete"), ("fail", "open")])
def test_three_d_secure_is_a_second_page(client: stripe.StripeClient, choice: str, status: str) -> None:
    session = client.v1.checkout.sessions.create(session_params())

    step = choose(str(session.url), "authenticate").headers["Location"]
    during = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    choose(step, choice)

    assert during["payment_intent"]["status"] == "requires_action"
    assert client.v1.checkout.sessions.retrieve(session.id).status == status


def test_cancelling_leads_to_the_cancel_address(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    assert choose(str(session.url), "cancel").headers["Location"] == "http://127.0.0.1:9/cancel"
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"


def test_paying_without_returning_stays_on_the_page(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    answer = choose(str(session.url), "pay-without-returning")
    assert answer.status_code == 200
    assert "Paid. You may close this page." in answer.text
    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"


@pytest.mark.parametrize(
    ("act", "payment_status", "event"),
    [
        ("settle", "paid", "checkout.session.async_payment_succeeded"),
        ("fail", "unpaid", "checkout.session.async_payment_failed"),
    ],
)
def test_a_delayed_payment_is_complete_before_it_is_paid(
    sandbox: Running, client: stripe.StripeClient, act: str, payment_status: str, event: str
) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    choose(str(session.url), "pay-later")
    waiting = client.v1.checkout.sessions.retrieve(session.id)
    assert (waiting.status, waiting.payment_status) == ("complete", "unpaid")

    sandbox.control.session(session.id, act)

    assert client.v1.checkout.sessions.retrieve(session.id).payment_status == payment_status
    assert event_types(sandbox) == ["checkout.session.completed", event]


def test_a_session_expires_by_itself_and_can_no_longer_be_paid(sandbox: Running, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())

    sandbox.control.advance(24 * 60 * 60 + 1)

    assert event_types(sandbox) == ["checkout.session.expired"]
    assert choose(str(session.url), "pay").status_code == 404
    assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"


def test_a_session_expires_when_the_clock_file_of_the_demo_moves_on(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    with running(clock_file=file) as sandbox:
        client = stripe.StripeClient(
            sandbox.credentials.stripe_secret_key,
            base_addresses={"api": sandbox.stripe_url},
            http_client=stripe.RequestsClient(timeout=10),
        )
        session = client.v1.checkout.sessions.create(session_params())
        file.write_text(f"{25 * 60 * 60}\n")
        assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
        assert client.v1.checkout.sessions.create(session_params()).created > session.created + 24 * 60 * 60


def test_only_an_open_session_can_be_expired(client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    assert client.v1.checkout.sessions.expire(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.expire(session.id)


def test_refunds_never_exceed_the_charge(sandbox: Running, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    sandbox.control.session(session.id, "pay")
    intent = str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)

    first = client.v1.refunds.create({"payment_intent": intent, "amount": 100000}, {"idempotency_key": "r1"})
    again = client.v1.refunds.create({"payment_intent": intent, "amount": 100000}, {"idempotency_key": "r1"})
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": intent, "amount": 19001})
    client.v1.refunds.create({"payment_intent": intent})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": intent})

    assert again.id == first.id
    assert refused.value.code == "charge_already_refunded"
    charge = sandbox.control.state()["stripe"]["charges"][0]
    assert (charge["amount_refunded"], charge["refunded"]) == (119000, True)
    assert event_types(sandbox)[1:] == ["refund.created", "charge.refunded"] * 2


def test_a_refund_can_fail_late_and_the_money_is_refundable_again(
    sandbox: Running, client: stripe.StripeClient
) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    sandbox.control.session(session.id, "pay")
    sandbox.control.settings(stripe_refund_status="pending")
    intent = str(client.v1.checkout.sessions.retrieve(session.id).payment_intent)
    refund = client.v1.refunds.create({"payment_intent": intent})
    assert refund.status == "pending"

    sandbox.control.act("refunds", refund.id, "finish")
    sandbox.control.act("refunds", refund.id, "fail")

    assert client.v1.refunds.retrieve(refund.id).status == "failed"
    assert event_types(sandbox)[-3:] == ["refund.updated", "refund.updated", "refund.failed"]
    assert client.v1.refunds.create({"payment_intent": intent}).amount == 119000


def test_webhooks_pass_the_sdks_verification(sandbox: Running, client: stripe.StripeClient, receiver: Receiver) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    sandbox.control.session(session.id, "pay")
    sandbox.control.wait()

    (received,) = receiver.received
    header, secret = received.headers["stripe-signature"], sandbox.credentials.stripe_webhook_secret
    event = stripe.Webhook.construct_event(received.body, header, secret)
    assert event.type == "checkout.session.completed"
    assert event["data"]["object"]["id"] == session.id
    for body, tried in ((received.body + b" ", secret), (received.body, "whsec_other")):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(body, header, tried)
    assert json.loads(received.body)["data"]["object"]["payment_status"] == "paid"
