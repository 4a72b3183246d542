"""PayPal's endpoints: the token, the request id, the JSON body, and one line per route."""

import base64
import copy
import hmac
import json
import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from plandesk_sandbox import paypal_errors
from plandesk_sandbox.answers import Answer, Json, Refusal
from plandesk_sandbox.idempotency import KeptAnswers, KeyReused
from plandesk_sandbox.identifiers import paypal_id
from plandesk_sandbox.paypal_disputes import find_dispute
from plandesk_sandbox.paypal_objects import order_minimal
from plandesk_sandbox.paypal_orders import capture, create_order, find_capture, find_order, whole
from plandesk_sandbox.paypal_refunds import create_refund, find_refund
from plandesk_sandbox.paypal_webhooks import verify
from plandesk_sandbox.provider_api import provider_blueprint
from plandesk_sandbox.state import PayPalOrder, Sandbox

_TOKEN_PATH = "/paypal/v1/oauth2/token"


def paypal_blueprint(box: Sandbox) -> Blueprint:
    """Return the endpoints below `/paypal`."""
    api = provider_blueprint(box, "paypal", paypal_errors.error(500), paypal_errors.too_many())

    @api.before_request
    def authenticate() -> Response | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        with box.lock:
            valid = scheme == "Bearer" and box.paypal.tokens.get(token, 0) > box.clock.now()
        return None if valid or request.path == _TOKEN_PATH else paypal_errors.error(401).response()

    @api.after_request
    def name_request(response: Response) -> Response:
        response.headers["PayPal-Debug-Id"] = paypal_id(13).lower()
        return response

    @api.post("/v1/oauth2/token")
    def post_token() -> Response:
        with box.lock:
            return _token(box).response()

    @api.post("/v1/notifications/verify-webhook-signature")
    def post_verify() -> Response:
        genuine = verify(box, request.get_data())
        return Answer(200, {"verification_status": "SUCCESS" if genuine else "FAILURE"}).response()

    _add_order_routes(box, api)
    _add_payment_routes(box, api)
    return api


def _token(box: Sandbox) -> Answer:
    """Answer a client-credentials request with a token that expires."""
    credentials = box.credentials
    pair = f"{credentials.paypal_client_id}:{credentials.paypal_client_secret}"
    expected = "Basic " + base64.b64encode(pair.encode()).decode()
    if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected.encode()):
        return Answer(401, {"error": "invalid_client", "error_description": "Client Authentication failed"})
    if request.form.get("grant_type") != "client_credentials":
        return Answer(400, {"error": "unsupported_grant_type", "error_description": "Use client_credentials"})
    token = "A21AA" + secrets.token_urlsafe(48)
    box.paypal.tokens[token] = box.clock.now() + box.paypal.token_seconds
    return Answer(
        200,
        {
            "scope": "sandbox",
            "access_token": token,
            "token_type": "Bearer",
            "app_id": "APP-SANDBOX",
            "expires_in": box.paypal.token_seconds,
            "nonce": f"{box.clock.stamp()}{secrets.token_urlsafe(16)}",
        },
    )


def _add_order_routes(box: Sandbox, api: Blueprint) -> None:
    @api.post("/v2/checkout/orders")
    def post_order() -> Response:
        def effect(body: Json) -> Answer:
            if "payment_source" in body and not request.headers.get("PayPal-Request-Id"):
                raise paypal_errors.malformed("PAYPAL_REQUEST_ID_REQUIRED")
            order = create_order(box, body, request.host_url.rstrip("/") + "/paypal")
            return Answer(201 if order.status == "CREATED" else 200, _wanted(box, order, order_minimal(order)))

        return _once(box, box.paypal_order_keys, effect, repeated_status=200)

    @api.get("/v2/checkout/orders/<order_id>")
    def get_order(order_id: str) -> Response:
        with box.lock:
            return Answer(200, whole(box, find_order(box, order_id))).response()

    @api.post("/v2/checkout/orders/<order_id>/capture")
    def post_capture(order_id: str) -> Response:
        def effect(_body: Json) -> Answer:
            order = find_order(box, order_id)
            capture(box, order)
            full = whole(box, order)
            unit = {name: full["purchase_units"][0][name] for name in ("reference_id", "payments")}
            minimal = order_minimal(order) | {"purchase_units": [unit], "payer": full["payer"]}
            return Answer(201, _wanted(box, order, minimal))

        return _once(box, box.paypal_order_keys, effect, repeated_status=200)


def _add_payment_routes(box: Sandbox, api: Blueprint) -> None:
    @api.get("/v2/payments/captures/<capture_id>")
    def get_capture(capture_id: str) -> Response:
        with box.lock:
            return Answer(200, find_capture(box, capture_id)).response()

    @api.post("/v2/payments/captures/<capture_id>/refund")
    def post_refund(capture_id: str) -> Response:
        def effect(body: Json) -> Answer:
            refund = create_refund(box, capture_id, body)
            minimal = {name: refund[name] for name in ("id", "status", "links")}
            return Answer(201, refund if _wants_all() else minimal)

        return _once(box, box.paypal_refund_keys, effect, repeated_status=201)

    @api.get("/v1/customer/disputes/<dispute_id>")
    def get_dispute(dispute_id: str) -> Response:
        with box.lock:
            return Answer(200, find_dispute(box, dispute_id)).response()

    @api.get("/v2/payments/refunds/<refund_id>")
    def get_refund(refund_id: str) -> Response:
        with box.lock:
            return Answer(200, find_refund(box, refund_id)).response()


def _once(box: Sandbox, keys: KeptAnswers, effect: Callable[[Json], Answer], repeated_status: int) -> Response:
    """Run a POST under its request id; a decline is final under its id, other refusals leave the id unused."""
    raw, key, now = request.get_data(as_text=True), request.headers.get("PayPal-Request-Id", ""), box.clock.now()
    if len(key) > 108:
        raise paypal_errors.malformed("INVALID_STRING_LENGTH")
    body = _body(raw)
    # The same parameters in another order are the same request.
    sent = json.dumps(body, sort_keys=True)
    with box.lock:
        known = _known(keys, key, sent, now)
        if known is not None:
            return Answer(repeated_status if known.status < 300 else known.status, known.body).response()
        try:
            made = effect(body)
        except Refusal as refusal:
            if not refusal.kept:
                raise
            made = refusal.answer
        answer = copy.deepcopy(made)
        if key:
            keys.keep(request.path, key, sent, answer, now)
        return answer.response()


def _known(keys: KeptAnswers, key: str, sent: str, now: int) -> Answer | None:
    try:
        return keys.find(request.path, key, sent, now) if key else None
    except KeyReused as reused:
        raise paypal_errors.unprocessable("DUPLICATE_REQUEST_ID") from reused


def _body(raw: str) -> Json:
    """Read a JSON object; a capture or refund may come without a body.

    Raises:
        Refusal: 400, it is something else.
    """
    try:
        body: Any = json.loads(raw) if raw else {}
    except ValueError as error:
        raise paypal_errors.malformed("MALFORMED_REQUEST_JSON") from error
    if not isinstance(body, dict):
        raise paypal_errors.malformed("MALFORMED_REQUEST_JSON")
    return body


def _wants_all() -> bool:
    return request.headers.get("Prefer") == "return=representation"


def _wanted(box: Sandbox, order: PayPalOrder, minimal: Json) -> Json:
    return whole(box, order) if _wants_all() else minimal
