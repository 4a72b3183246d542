"""Stripe's endpoints: the key, the idempotency key, the form body, and one line per route."""

import copy
import hmac
from collections.abc import Callable

from flask import Blueprint, Response, g, request

from plandesk_sandbox import stripe_errors
from plandesk_sandbox.answers import Answer, Json
from plandesk_sandbox.idempotency import KeyReused
from plandesk_sandbox.identifiers import stripe_id
from plandesk_sandbox.provider_api import provider_blueprint
from plandesk_sandbox.state import Sandbox, Session
from plandesk_sandbox.stripe_checkout import create_session, expire_session, find_session
from plandesk_sandbox.stripe_form import fields, listing, text, unnest
from plandesk_sandbox.stripe_objects import API_VERSION, line_item_object, session_object
from plandesk_sandbox.stripe_refunds import create_refund, find_refund

_EXPAND_ONLY = fields({"expand": listing(text())})


def stripe_blueprint(box: Sandbox) -> Blueprint:
    """Return the endpoints below `/stripe/v1`."""
    api = provider_blueprint(box, "stripe", stripe_errors.server_error(), stripe_errors.too_many())

    @api.before_request
    def authenticate() -> Response | None:
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        right = scheme == "Bearer" and hmac.compare_digest(key.encode(), box.credentials.stripe_secret_key.encode())
        return None if right else stripe_errors.unauthorised(key).response()

    @api.after_request
    def name_request(response: Response) -> Response:
        response.headers["Request-Id"] = stripe_id("req", 14)
        response.headers["Stripe-Version"] = request.headers.get("Stripe-Version", API_VERSION)
        return response

    _add_session_routes(box, api)
    _add_refund_routes(box, api)
    _add_reading_routes(box, api)
    return api


def _add_session_routes(box: Sandbox, api: Blueprint) -> None:
    @api.post("/v1/checkout/sessions")
    def post_session() -> Response:
        def effect(form: Json) -> Json:
            pay_base = request.host_url.rstrip("/") + "/stripe/pay"
            return _expanded(box, create_session(box, form, pay_base))

        return _once(box, effect)

    @api.get("/v1/checkout/sessions")
    def list_sessions() -> Response:
        with box.lock:
            found = [session_object(s) for s in box.stripe.sessions.values()]
        wanted = request.args.get("payment_intent")
        return _list([s for s in reversed(found) if wanted in (None, s["payment_intent"])])

    @api.get("/v1/checkout/sessions/<session_id>")
    def get_session(session_id: str) -> Response:
        with box.lock:
            return Answer(200, _expanded(box, find_session(box, session_id))).response()

    @api.get("/v1/checkout/sessions/<session_id>/line_items")
    def get_line_items(session_id: str) -> Response:
        with box.lock:
            return _list(_line_items(find_session(box, session_id)))

    @api.post("/v1/checkout/sessions/<session_id>/expire")
    def post_expire(session_id: str) -> Response:
        def effect(form: Json) -> Json:
            _EXPAND_ONLY(form, "")
            session = find_session(box, session_id)
            expire_session(box, session)
            return _expanded(box, session)

        return _once(box, effect)


def _add_refund_routes(box: Sandbox, api: Blueprint) -> None:
    @api.post("/v1/refunds")
    def post_refund() -> Response:
        return _once(box, lambda form: create_refund(box, form))

    @api.get("/v1/refunds")
    def list_refunds() -> Response:
        intent, charge = request.args.get("payment_intent"), request.args.get("charge")
        with box.lock:
            found = [
                refund
                for refund in reversed(box.stripe.refunds.values())
                if intent in (None, refund["payment_intent"]) and charge in (None, refund["charge"])
            ]
            return _list(found)

    @api.get("/v1/refunds/<refund_id>")
    def get_refund(refund_id: str) -> Response:
        with box.lock:
            return Answer(200, find_refund(box, refund_id)).response()


def _add_reading_routes(box: Sandbox, api: Blueprint) -> None:
    def one(noun: str, found: dict[str, Json], object_id: str) -> Response:
        if object_id not in found:
            raise stripe_errors.missing(noun, object_id)
        return Answer(200, found[object_id]).response()

    @api.get("/v1/payment_intents/<intent_id>")
    def get_intent(intent_id: str) -> Response:
        with box.lock:
            return one("payment_intent", box.stripe.intents, intent_id)

    @api.get("/v1/charges/<charge_id>")
    def get_charge(charge_id: str) -> Response:
        with box.lock:
            return one("charge", box.stripe.charges, charge_id)

    @api.get("/v1/disputes/<dispute_id>")
    def get_dispute(dispute_id: str) -> Response:
        with box.lock:
            return one("dispute", box.stripe.disputes, dispute_id)

    @api.get("/v1/events/<event_id>")
    def get_event(event_id: str) -> Response:
        with box.lock:
            return one("event", box.stripe.events, event_id)

    @api.get("/v1/events")
    def list_events() -> Response:
        wanted = {value for key, value in request.args.items(multi=True) if key.startswith("type")}
        with box.lock:
            newest_first = list(reversed(box.stripe.events.values()))
        return _list([event for event in newest_first if not wanted or event["type"] in wanted])


def _once(box: Sandbox, effect: Callable[[Json], Json]) -> Response:
    """Run a POST under its idempotency key: parameters Stripe refuses leave the key unused."""
    body, key, now = request.get_data(as_text=True), request.headers.get("Idempotency-Key"), box.clock.now()
    with box.lock:
        if key is not None:
            try:
                # The key belongs to the whole account, so the path is part of what must not differ.
                known = box.stripe_keys.find("", key, request.path + body, now)
            except KeyReused:
                return stripe_errors.key_reused(key).response()
            if known is not None:
                return Answer(
                    known.status, known.body, {"Idempotent-Replayed": "true", "Idempotency-Key": key}
                ).response()
        # A copy: the object lives on, the first answer is repeated as it was.
        answer = Answer(200, copy.deepcopy(effect(unnest(body))), {"Idempotency-Key": key} if key else {})
        if g.fault and g.fault.kind == "error_stored":
            answer = stripe_errors.server_error()
        if key is not None:
            box.stripe_keys.keep("", key, request.path + body, answer, now)
        return answer.response()


def _expanded(box: Sandbox, session: Session) -> Json:
    """Return a session with `line_items`, `payment_intent` and its charge in full where the caller asks for them."""
    wire = session_object(session)
    sent = (*request.args.items(multi=True), *request.form.items(multi=True))
    asked = {value for key, value in sent if key.startswith("expand[")}
    if "line_items" in asked:
        wire["line_items"] = _list_object(_line_items(session), f"/v1/checkout/sessions/{session.id}/line_items")
    if session.intent_id and asked & {"payment_intent", "payment_intent.latest_charge"}:
        intent = dict(box.stripe.intents[session.intent_id])
        if "payment_intent.latest_charge" in asked and intent["latest_charge"]:
            intent["latest_charge"] = box.stripe.charges[intent["latest_charge"]]
        wire["payment_intent"] = intent
    return wire


def _line_items(session: Session) -> list[Json]:
    items = session.params["line_items"]
    return [line_item_object(item, f"li_{session.id[-20:]}{number}") for number, item in enumerate(items)]


def _list(found: list[Json]) -> Response:
    """Return the first page of a list; `limit` is honoured, further pages are not needed here."""
    limit = request.args.get("limit", 10, type=int)
    return Answer(200, _list_object(found[:limit], request.path.removeprefix("/stripe"), len(found) > limit)).response()


def _list_object(found: list[Json], url: str, has_more: bool = False) -> Json:
    return {"object": "list", "data": found, "has_more": has_more, "url": url}
