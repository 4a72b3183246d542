"""PayPal payments against the sandbox's PayPal and PayPal's own specifications."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plandesk.domain.money import Money
from plandesk.domain.payments import (
    Attempt,
    ProviderRefused,
    ProviderReport,
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
    PayPalHouse,
    a_refund,
    an_order,
    paypal_gateway,
    reference,
)
from tests.contract.provider_specs import check_exchanges, needs_specs
from tests.contract.scripted_provider import Provider, serving
from tests.contract.webhook_receiver import Receiver


@pytest.fixture
def house(sandbox: Running, receiver: Receiver) -> PayPalHouse:
    return PayPalHouse(sandbox, receiver)


class TestPayPalGateway(GatewaySuite):
    pass


@needs_specs
def test_every_request_of_a_payments_life_fits_paypals_specifications(house: PayPalHouse) -> None:
    declined = house.started()
    house.decline(declined)
    house.gateway.settle(declined)
    attempt = house.started()
    body, headers = house.notice(attempt)
    house.gateway.read_webhook(body, headers)
    report = house.gateway.settle(attempt)
    attempt = replace(attempt, payment_ref=report.payment_ref)
    refunded = house.gateway.refund(a_refund(attempt, 100), attempt)
    house.gateway.look_up_refund(replace(a_refund(attempt), provider_ref=refunded.provider_ref))
    exchanges = house.control.exchanges("paypal")
    assert {exchange["status"] for exchange in exchanges} == {200, 201, 422}
    check_exchanges(exchanges)


def test_an_order_says_what_is_sold_for_which_attempt_and_where_to_return(house: PayPalHouse) -> None:
    attempt = house.started()
    [_, request] = house.control.exchanges("paypal")
    total = {"currency_code": "USD", "value": "3080.00"}
    assert json.loads(request["request_body"]) == {
        "intent": "CAPTURE",
        "purchase_units": [
            {
                "custom_id": attempt.id,
                "invoice_id": f"1234567890-{attempt.id}",
                "amount": total | {"breakdown": {"item_total": total}},
                "items": [
                    {
                        "name": "pbx.standard, bought here",
                        "quantity": "1",
                        "unit_amount": {"currency_code": "USD", "value": "2900.00"},
                    },
                    {
                        "name": "l12, bought here",
                        "quantity": "2",
                        "unit_amount": {"currency_code": "USD", "value": "90.00"},
                    },
                ],
            }
        ],
        "payment_source": {
            "paypal": {
                "experience_context": {
                    "return_url": f"{BASE_URL}/pay/paypal/return",
                    "cancel_url": f"{BASE_URL}/pay/paypal/cancel",
                    "user_action": "PAY_NOW",
                    "shipping_preference": "NO_SHIPPING",
                    "payment_method_preference": "IMMEDIATE_PAYMENT_REQUIRED",
                }
            }
        },
    }


def test_every_request_that_changes_something_carries_an_id_of_ours(house: PayPalHouse) -> None:
    attempt = house.started()
    house.decline(attempt)
    house.gateway.settle(attempt)
    attempt = replace(attempt, round=2)
    house.pay(attempt)
    attempt = replace(attempt, payment_ref=house.gateway.settle(attempt).payment_ref)
    house.gateway.refund(a_refund(attempt), attempt)
    changes = [each for each in house.control.exchanges("paypal") if each["path"].startswith("/v2/")]
    ids = [each["request_headers"].get("Paypal-Request-Id") for each in changes if each["method"] == "POST"]
    assert ids == [attempt.id, f"{attempt.id}-c1", f"{attempt.id}-c2", "refund-1"]


def test_the_older_answer_leads_to_the_pay_page_too(house: PayPalHouse) -> None:
    house.control.settings(paypal_answers_created=True)
    attempt = house.started()
    assert attempt.redirect_url is not None
    assert attempt.redirect_url.endswith(f"?token={attempt.provider_ref}")
    house.pay(attempt)
    assert house.gateway.settle(attempt).status == "captured"


def test_a_declined_round_stays_declined_even_if_the_buyer_has_chosen_anew(house: PayPalHouse) -> None:
    attempt = house.started()
    house.decline(attempt)
    house.gateway.settle(attempt)
    house.pay(attempt)
    assert house.gateway.settle(attempt).status == "declined"
    assert house.happened()["take"] == 0


def test_a_declined_capture_ends_the_attempt(house: PayPalHouse) -> None:
    attempt = house.started()
    house.control.order(reference(attempt), "approve-declined-capture")
    failed = ProviderReport("failed", reference(attempt), attempt.id)
    assert house.gateway.settle(attempt) == failed
    assert house.gateway.settle(attempt) == failed


def test_money_captured_in_a_forgotten_round_is_found_again(house: PayPalHouse) -> None:
    attempt = house.captured()
    assert house.gateway.settle(replace(attempt, round=7)).payment_ref == attempt.payment_ref
    assert house.happened()["take"] == 1


def test_two_captures_at_once_take_the_money_once(house: PayPalHouse, sandbox: Running) -> None:
    attempt = house.started()
    house.pay(attempt)
    # What a second worker does that read the order as approved while the first was capturing it.
    gateway = paypal_gateway(sandbox)
    first, second = gateway._capture(attempt), gateway._capture(replace(attempt, round=2))
    assert first == second
    assert house.happened()["take"] == 1


def test_money_that_came_late_is_counted_from_the_day_it_came(house: PayPalHouse) -> None:
    attempt = house.started()
    house.pay_later(attempt)
    house.gateway.settle(attempt)
    house.control.advance(3 * 24 * 60 * 60)
    house.end_waiting(attempt, paid=True)
    report = house.gateway.settle(attempt)
    assert report.captured_at is not None
    assert (report.captured_at - attempt.created_at).days >= 2


def test_a_refusal_carries_paypals_issue_and_none_of_its_sentences(house: PayPalHouse) -> None:
    attempt = house.attempt(an_order())
    house.gateway.start(attempt, an_order(), CATALOGUE)
    with pytest.raises(ProviderRefused) as refused:
        house.gateway.start(attempt, an_order("9999999999"), CATALOGUE)
    expected = {"provider": "paypal", "call": "start", "status": 422, "issues": ("DUPLICATE_REQUEST_ID",)}
    assert refused.value.facts == expected


@pytest.mark.parametrize("fault", ["error_before", "error_after", "rate_limit", "close_after"])
def test_a_provider_that_stays_broken_is_unavailable(house: PayPalHouse, fault: str) -> None:
    house.control.fault("paypal", fault, times=None)
    with pytest.raises(ProviderUnavailable):
        house.gateway.start(house.attempt(an_order()), an_order(), CATALOGUE)


def test_a_wrong_secret_of_ours_fails_no_attempt(sandbox: Running, house: PayPalHouse) -> None:
    with pytest.raises(ProviderUnavailable):
        paypal_gateway(sandbox, client_secret="replaced").settle(house.started())


def test_an_answer_that_takes_too_long_is_given_up(sandbox: Running, house: PayPalHouse) -> None:
    gateway = paypal_gateway(sandbox, timeout=(1.0, 0.2))
    gateway.settle(house.started())
    house.control.fault("paypal", "hang_after", times=None)
    with pytest.raises(ProviderUnavailable):
        gateway.start(house.attempt(an_order()), an_order(), CATALOGUE)
    assert house.happened()["start"] == 2


def test_no_secret_is_logged(house: PayPalHouse, sandbox: Running, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        house.captured()
        with pytest.raises(ProviderUnavailable):
            paypal_gateway(sandbox, client_secret="replaced").settle(house.started())
    assert "PayPal POST /v2/checkout/orders: 200" in caplog.text
    credentials = sandbox.credentials
    for secret in (credentials.paypal_client_id, credentials.paypal_client_secret, "replaced", "Bearer", "A21AA"):
        assert secret not in caplog.text


def test_without_a_webhook_id_the_route_is_off(sandbox: Running, house: PayPalHouse) -> None:
    body, headers = house.notice(house.started())
    with pytest.raises(WebhookRouteOff):
        paypal_gateway(sandbox, webhook_id=None).read_webhook(body, headers)


def test_a_notice_for_another_webhook_is_not_authentic(sandbox: Running, house: PayPalHouse) -> None:
    body, headers = house.notice(house.started())
    with pytest.raises(WebhookNotAuthentic):
        paypal_gateway(sandbox, webhook_id="ANOTHERWEBHOOK1").read_webhook(body, headers)


def test_a_notice_is_verified_by_its_bytes_and_not_by_what_they_mean(house: PayPalHouse) -> None:
    body, headers = house.notice(house.started())
    with pytest.raises(WebhookNotAuthentic):
        house.gateway.read_webhook(json.dumps(json.loads(body)).encode(), headers)


def test_a_notice_cannot_be_judged_while_paypal_is_out_of_order(house: PayPalHouse) -> None:
    body, headers = house.notice(house.started())
    house.control.fault("paypal", "error_before", path="verify-webhook-signature")
    with pytest.raises(ProviderUnavailable):
        house.gateway.read_webhook(body, headers)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"id": "WH-1"}, "webhook_id": "SANDBOXWEBHOOK01", "x": {}',
        '{"id": "WH-1"}'.encode("utf-16"),
        b'{"id": 1, "event_type": "x", "resource_type": "capture", "resource": {"id": "1"}}',
        b'{"id": "WH-1", "event_type": "x", "resource_type": "capture", "resource": {"id": 1}}',
        b'{"id": "WH-1", "event_type": "x", "resource_type": "capture", "resource": []}',
        b'{"id": "WH-1", "event_type": "x", "resource_type": "checkout-order", "resource": {"id": "1"}}',
        b'{"id": "WH-1", "event_type": "x", "resource_type": [], "resource": {}}',
        b"[" * 100_000,
        b'"' + b"x" * 300_000 + b'"',
    ],
)
def test_a_notice_of_another_shape_never_reaches_paypal(house: PayPalHouse, body: bytes) -> None:
    _, headers = house.notice(house.started())
    with pytest.raises(WebhookMalformed):
        house.gateway.read_webhook(body, headers)
    assert not [each for each in house.control.exchanges("paypal") if "verify" in each["path"]]


@pytest.mark.parametrize("change", ["missing", "endless"])
@pytest.mark.parametrize("part", ["sig", "id", "time"])
def test_a_notice_with_a_broken_signature_header_never_reaches_paypal(
    house: PayPalHouse, part: str, change: str
) -> None:
    body, sent = house.notice(house.started())
    headers = dict(sent) | {f"paypal-transmission-{part}": "" if change == "missing" else "x" * 10_000}
    with pytest.raises(WebhookNotAuthentic):
        house.gateway.read_webhook(body, headers)
    assert not [each for each in house.control.exchanges("paypal") if "verify" in each["path"]]


@pytest.mark.parametrize("name", ["PAYMENT.CAPTURE.DENIED", "PAYMENT.CAPTURE.DECLINED"])
def test_notices_of_captures_and_refunds_name_the_money(house: PayPalHouse, receiver: Receiver, name: str) -> None:
    house.control.settings(paypal_denied_event=name)
    attempt = house.started()
    house.pay_later(attempt)
    house.gateway.settle(attempt)
    house.end_waiting(attempt, paid=True)
    attempt = replace(attempt, payment_ref=house.gateway.settle(attempt).payment_ref)
    refunded = house.gateway.refund(a_refund(attempt, 100), attempt)
    denied = house.started()
    house.control.order(reference(denied), "approve-declined-capture")
    house.gateway.settle(denied)
    house.control.wait()
    notices = [house.gateway.read_webhook(sent.body, sent.headers) for sent in receiver.received]
    found = {each.event_type: each for each in notices}
    for event in ("PAYMENT.CAPTURE.PENDING", "PAYMENT.CAPTURE.COMPLETED"):
        told = found[event]
        assert (told.provider_ref, told.attempt_id) == (attempt.provider_ref, attempt.id)
        assert told.payment_ref == attempt.payment_ref
    given_back = found["PAYMENT.CAPTURE.REFUNDED"]
    assert (given_back.refund_ref, given_back.payment_ref) == (refunded.provider_ref, attempt.payment_ref)
    # A refund's custom id is that of the refund, so it must not pass for an attempt.
    assert given_back.attempt_id is None
    assert found[name].attempt_id == denied.id


def test_notices_of_disputes_name_the_dispute_and_the_money(house: PayPalHouse, receiver: Receiver) -> None:
    attempt = house.captured()
    ref = house.dispute(attempt)
    with pytest.raises(ProviderRefused):
        house.gateway.refund(a_refund(attempt, 100), attempt)
    house.control.act("paypal-disputes", ref, "review")
    assert house.gateway.look_up_dispute(ref).state == "under_review"
    house.decide_dispute(ref, won=False)
    house.control.wait()
    notices = [house.gateway.read_webhook(sent.body, sent.headers) for sent in receiver.received]
    told = [each for each in notices if each.event_type.startswith("CUSTOMER.DISPUTE")]
    assert [each.event_type.rpartition(".")[2] for each in told] == ["CREATED", "UPDATED", "RESOLVED"]
    assert {(each.dispute_ref, each.payment_ref) for each in told} == {(ref, attempt.payment_ref)}


def test_a_reversal_names_the_money_that_was_taken_back(house: PayPalHouse, receiver: Receiver) -> None:
    attempt = house.captured()
    house.control.act("captures", str(attempt.payment_ref), "reverse")
    house.control.wait()
    notice = house.gateway.read_webhook(receiver.received[-1].body, receiver.received[-1].headers)
    assert (notice.event_type, notice.payment_ref) == ("PAYMENT.CAPTURE.REVERSED", attempt.payment_ref)


APPROVED = {"id": "ORDER1", "status": "APPROVED", "purchase_units": [{"custom_id": "attempt-1"}]}
ORDER = "/v2/checkout/orders/ORDER1"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving() as served:
        yield served


def settle(provider: Provider, sandbox: Running) -> ProviderReport:
    gateway = paypal_gateway(sandbox, api_base=provider.url)
    order = an_order()
    attempt = Attempt(
        "attempt-1", order.id, "paypal", "pending", order.total, order.placed_at, order.expires_at, "ORDER1"
    )
    return gateway.settle(attempt)


@pytest.mark.parametrize(
    ("issue", "status"),
    [
        ("INSTRUMENT_DECLINED", "declined"),
        ("REDIRECT_PAYER_FOR_ALTERNATE_FUNDING", "declined"),
        ("PAYER_ACTION_REQUIRED", "open"),
        ("ORDER_COMPLETION_IN_PROGRESS", "pending"),
        ("PAYER_CANNOT_PAY", "failed"),
        ("TRANSACTION_REFUSED", "failed"),
        ("SOMETHING_NEW", "failed"),
    ],
)
def test_a_refused_capture_is_told_by_its_issue(provider: Provider, sandbox: Running, issue: str, status: str) -> None:
    refusal = {"name": "UNPROCESSABLE_ENTITY", "details": [{"issue": issue}]}
    provider.routes = {ORDER: (200, APPROVED), f"{ORDER}/capture": (422, refusal)}
    assert settle(provider, sandbox) == ProviderReport(status, "ORDER1", "attempt-1")  # type: ignore[arg-type]  # listed above


@pytest.mark.parametrize("status", [401, 403, 409, 429, 500, 503])
def test_an_answer_about_the_moment_or_our_credentials_tells_nothing(
    provider: Provider, sandbox: Running, status: int
) -> None:
    provider.routes = {ORDER: (200, APPROVED), f"{ORDER}/capture": (status, {"name": "X"})}
    with pytest.raises(ProviderUnavailable):
        settle(provider, sandbox)


@pytest.mark.parametrize("error", [{}, [], "text", {"details": "text"}, {"details": [{}]}, {"details": [None]}])
def test_a_refusal_of_an_unknown_shape_has_no_issues(provider: Provider, sandbox: Running, error: object) -> None:
    provider.routes = {ORDER: (200, APPROVED), f"{ORDER}/capture": (400, error)}
    with pytest.raises(ProviderRefused) as refused:
        settle(provider, sandbox)
    assert refused.value.facts["issues"] == ()


def _captured(**changed: object) -> dict[str, object]:
    capture = {
        "id": "CAPTURE1",
        "status": "COMPLETED",
        "amount": {"currency_code": "USD", "value": "3080.00"},
        "custom_id": "attempt-1",
        "create_time": "2026-03-02T12:00:00Z",
        "update_time": "2026-03-02T12:00:00Z",
    }
    unit = {"custom_id": "attempt-1", "payments": {"captures": [capture | changed]}}
    return {"id": "ORDER1", "status": "COMPLETED", "purchase_units": [unit]}


@pytest.mark.parametrize(
    "answer",
    [
        {},
        APPROVED | {"status": "SOMETHING_NEW"},
        APPROVED | {"purchase_units": []},
        APPROVED | {"status": "COMPLETED"},
        _captured(status="SOMETHING_NEW"),
        _captured(amount={"currency_code": "USD"}),
        _captured(amount={"currency_code": "USD", "value": "3080.001"}),
        _captured(amount={"currency_code": "USD", "value": "all of it"}),
        _captured(amount={"currency_code": "USD", "value": None}),
        _captured(update_time="yesterday"),
    ],
)
def test_an_order_of_an_unknown_shape_tells_nothing(provider: Provider, sandbox: Running, answer: object) -> None:
    provider.routes = {ORDER: (200, answer)}
    with pytest.raises(ProviderUnavailable):
        settle(provider, sandbox)


def test_the_money_is_read_from_the_capture_and_not_from_the_order(provider: Provider, sandbox: Running) -> None:
    provider.routes = {ORDER: (200, _captured(amount={"currency_code": "EUR", "value": "1.00"}))}
    report = settle(provider, sandbox)
    assert report.money == Money(100, "EUR")
    assert report.captured_at == datetime(2026, 3, 2, 12, tzinfo=UTC)
