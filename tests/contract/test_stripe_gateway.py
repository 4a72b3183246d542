"""Card payments against the sandbox's Stripe and Stripe's own specification."""

import json
import logging
import time
from dataclasses import replace
from typing import Any

import pytest
import stripe

from plandesk.domain.payments import (
    ProviderRefused,
    ProviderUnavailable,
    WebhookMalformed,
    WebhookNotAuthentic,
    WebhookRouteOff,
)
from plandesk_sandbox.server import Running
from tests.contract.gateway_suite import GatewaySuite
from tests.contract.payment_houses import (
    BASE_URL,
    CATALOGUE,
    StripeHouse,
    a_refund,
    a_taxed_order,
    an_order,
    reference,
    stripe_gateway,
    stripe_signature,
)
from tests.contract.provider_specs import check_exchanges, needs_specs, unnest
from tests.contract.scripted_provider import serving
from tests.contract.webhook_receiver import Receiver


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK waits before it repeats a request; here it need not."""
    for name in ("INITIAL_DELAY", "MAX_DELAY"):
        monkeypatch.setattr(stripe.HTTPClient, name, 0)


@pytest.fixture
def house(sandbox: Running, receiver: Receiver) -> StripeHouse:
    return StripeHouse(sandbox, receiver)


class TestStripeGateway(GatewaySuite):
    pass


@needs_specs
def test_every_request_of_a_payments_life_fits_stripes_specification(house: StripeHouse) -> None:
    house.gateway.close(house.started())
    attempt = house.captured()
    house.gateway.close(attempt)
    report = house.gateway.refund(a_refund(attempt, 100), attempt)
    house.gateway.look_up_refund(replace(a_refund(attempt), provider_ref=report.provider_ref))
    exchanges = house.control.exchanges("stripe")
    assert {exchange["status"] for exchange in exchanges} == {200, 400}  # 400: closing what is complete.
    check_exchanges(exchanges)


def test_a_session_says_what_is_sold_to_whom_and_where_to_return(house: StripeHouse) -> None:
    attempt = house.started()
    [request] = house.control.exchanges("stripe")
    names = {"attempt": attempt.id, "order": "1234567890"}
    assert unnest(request["request_body"]) == {
        "mode": "payment",
        "allowed_payment_method_types": {"0": "card"},
        "client_reference_id": attempt.id,
        "customer_email": "ada@example.com",
        "metadata": names,
        "payment_intent_data": {"metadata": names},
        "expires_at": str(int(attempt.expires_at.timestamp())),
        "success_url": f"{BASE_URL}/pay/card/return?attempt={attempt.id}&session_id={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{BASE_URL}/pay/card/cancel?attempt={attempt.id}",
        "line_items": {
            "0": _item("pbx.standard, bought here", 290_000, 1),
            "1": _item("l12, bought here", 9_000, 2),
        },
    }
    assert request["request_headers"]["Idempotency-Key"] == attempt.id


def _item(name: str, minor: int, quantity: int) -> dict[str, Any]:
    price = {"currency": "usd", "unit_amount": str(minor), "product_data": {"name": name}}
    return {"quantity": str(quantity), "price_data": price}


def test_every_request_that_changes_something_carries_a_key_of_ours(house: StripeHouse) -> None:
    attempt = house.captured()
    house.gateway.close(attempt)
    house.gateway.refund(a_refund(attempt), attempt)
    changes = [each for each in house.control.exchanges("stripe") if each["method"] == "POST"]
    keys = [each["request_headers"]["Idempotency-Key"] for each in changes]
    assert keys == [attempt.id, f"{attempt.id}-close", "refund-1"]


def test_a_key_with_other_parameters_is_refused(house: StripeHouse) -> None:
    attempt = house.attempt(an_order())
    house.gateway.start(attempt, an_order(), CATALOGUE)
    with pytest.raises(ProviderRefused):
        house.gateway.start(attempt, an_order("9999999999"), CATALOGUE)


def test_a_refusal_carries_stripes_code_and_none_of_its_sentences(house: StripeHouse) -> None:
    attempt = replace(house.started(), provider_ref="cs_unknown")
    with pytest.raises(ProviderRefused) as refused:
        house.gateway.settle(attempt)
    assert refused.value.facts == {"provider": "stripe", "call": "settle", "code": "resource_missing"}


@pytest.mark.parametrize("fault", ["error_before", "error_after", "rate_limit", "close_after"])
def test_a_provider_that_stays_broken_is_unavailable(house: StripeHouse, fault: str) -> None:
    house.control.fault("stripe", fault, times=None)
    with pytest.raises(ProviderUnavailable):
        house.gateway.start(house.attempt(an_order()), an_order(), CATALOGUE)


def test_a_wrong_key_of_ours_fails_no_attempt(sandbox: Running, house: StripeHouse) -> None:
    attempt = house.started()
    gateway = stripe_gateway(sandbox, secret_key="sk_test_replaced")
    with pytest.raises(ProviderUnavailable):
        gateway.settle(attempt)


def test_an_answer_that_takes_too_long_is_given_up(sandbox: Running, house: StripeHouse) -> None:
    gateway = stripe_gateway(sandbox, timeout=(1.0, 0.05))
    house.control.fault("stripe", "hang_after", times=None)
    with pytest.raises(ProviderUnavailable):
        gateway.start(house.attempt(an_order()), an_order(), CATALOGUE)
    assert house.happened()["start"] == 1


def test_no_secret_is_logged(house: StripeHouse, sandbox: Running, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        gateway = stripe_gateway(sandbox)
        attempt = house.started()
        with pytest.raises(ProviderRefused):
            gateway.settle(replace(attempt, provider_ref="cs_unknown"))
    assert "resource_missing" in caplog.text
    for secret in (sandbox.credentials.stripe_secret_key, "ada@example.com", "Bearer"):
        assert secret not in caplog.text


def test_a_notice_signed_with_either_of_two_secrets_is_genuine(sandbox: Running, house: StripeHouse) -> None:
    body, headers = house.notice(house.started())
    replaced = sandbox.credentials.stripe_webhook_secret
    for secrets in (("whsec_new", replaced), (replaced, "whsec_new")):
        stripe_gateway(sandbox, webhook_secrets=secrets).read_webhook(body, headers)
    with pytest.raises(WebhookNotAuthentic):
        stripe_gateway(sandbox, webhook_secrets=("whsec_new",)).read_webhook(body, headers)


def test_without_a_secret_the_route_is_off(sandbox: Running, house: StripeHouse) -> None:
    body, headers = house.notice(house.started())
    with pytest.raises(WebhookRouteOff):
        stripe_gateway(sandbox, webhook_secrets=()).read_webhook(body, headers)


def test_a_notice_five_minutes_old_is_no_longer_authentic(sandbox: Running, house: StripeHouse) -> None:
    body, _ = house.notice(house.started())
    secret, now = sandbox.credentials.stripe_webhook_secret, int(time.time())
    house.gateway.read_webhook(body, {"stripe-signature": stripe_signature(body, secret, now - 290)})
    with pytest.raises(WebhookNotAuthentic):
        house.gateway.read_webhook(body, {"stripe-signature": stripe_signature(body, secret, now - 310)})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"id": "evt_1", "type": "x", "data": {}}',
        b'{"id": "evt_1", "type": "x", "data": {"object": []}}',
        b'{"id": 1, "type": "x", "data": {"object": {"object": "charge"}}}',
        b'{"id": "evt_1", "type": "x", "data": {"object": {"object": "charge", "payment_intent": {}}}}',
        b'{"id": "evt_1", "type": "x", "data": {"object": {"object": "charge", "metadata": ["x"]}}}',
        b'{"id": "evt_1", "type": "x", "data": {"object": {"object": {}}}}',
        b"[" * 100_000,
    ],
)
def test_a_signed_notice_of_another_shape_is_malformed(house: StripeHouse, sandbox: Running, body: bytes) -> None:
    signature = stripe_signature(body, sandbox.credentials.stripe_webhook_secret)
    with pytest.raises(WebhookMalformed):
        house.gateway.read_webhook(body, {"Stripe-Signature": signature})


def test_notices_of_refunds_and_disputes_name_the_money(house: StripeHouse, receiver: Receiver) -> None:
    attempt = house.captured()
    refunded = house.gateway.refund(a_refund(attempt, 100), attempt)
    house.fail_refund(refunded.provider_ref)
    house.control.session(reference(attempt), "dispute")
    house.control.wait()
    notices = {}
    for sent in receiver.received:
        notice = house.gateway.read_webhook(sent.body, sent.headers)
        assert notice.event_id == json.loads(sent.body)["id"]
        notices[notice.event_type] = notice
    assert {notice.payment_ref for notice in notices.values()} == {attempt.payment_ref}
    for event in ("refund.created", "refund.updated", "refund.failed"):
        assert notices[event].refund_ref == refunded.provider_ref
        assert notices[event].attempt_id == attempt.id
    assert notices["charge.refunded"].attempt_id == attempt.id
    disputed = notices["charge.dispute.created"]
    assert (disputed.refund_ref, str(disputed.dispute_ref)[:3]) == (None, "du_")


def test_a_notice_about_something_else_is_read_and_names_nothing(house: StripeHouse, sandbox: Running) -> None:
    body = json.dumps({"id": "evt_1", "type": "payout.paid", "data": {"object": {"object": "payout", "id": "po_1"}}})
    signature = stripe_signature(body.encode(), sandbox.credentials.stripe_webhook_secret)
    notice = house.gateway.read_webhook(body.encode(), {"Stripe-Signature": signature})
    assert (notice.event_id, notice.provider_ref, notice.attempt_id, notice.payment_ref) == ("evt_1", None, None, None)


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "something_new"},
        {"payment_status": "no_payment_required", "status": "complete"},
        {"payment_status": "paid", "status": "complete"},  # Paid by no payment.
    ],
)
def test_a_session_in_an_unknown_state_tells_nothing(
    house: StripeHouse, sandbox: Running, changed: dict[str, object]
) -> None:
    attempt = house.started()
    [session] = house.control.state()["stripe"]["sessions"]
    with serving() as provider:
        provider.routes = {f"/v1/checkout/sessions/{attempt.provider_ref}": (200, session | changed)}
        with pytest.raises(ProviderUnavailable) as unknown:
            stripe_gateway(sandbox, api_base=provider.url).settle(attempt)
    assert unknown.value.facts["reason"] == "unknown-state"


def test_an_answer_of_an_unknown_shape_is_as_good_as_none(house: StripeHouse, sandbox: Running) -> None:
    attempt = house.started()
    with serving() as provider:
        provider.routes = {f"/v1/checkout/sessions/{attempt.provider_ref}": (200, {"object": "checkout.session"})}
        with pytest.raises(ProviderUnavailable) as unknown:
            stripe_gateway(sandbox, api_base=provider.url).settle(attempt)
    assert unknown.value.facts["reason"] == "unreadable"


def test_tax_is_one_item_at_order_level(house: StripeHouse) -> None:
    order = a_taxed_order()
    house.open(house.attempt(order), order)
    [request] = house.control.exchanges("stripe")
    last = list(unnest(request["request_body"])["line_items"].values())[-1]
    assert (last["quantity"], last["price_data"]["product_data"]) == ("1", {"name": "Tax 19 %"})
