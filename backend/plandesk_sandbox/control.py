"""The sandbox's own endpoints below `/_sandbox`: read everything, move time, set faults, act for buyer and bank."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from plandesk_sandbox import (
    paypal_disputes,
    paypal_orders,
    paypal_refunds,
    paypal_webhooks,
    stripe_checkout,
    stripe_disputes,
    stripe_events,
    stripe_refunds,
)
from plandesk_sandbox.answers import Json, Refusal
from plandesk_sandbox.faults import Fault
from plandesk_sandbox.state import Sandbox
from plandesk_sandbox.stripe_objects import session_object

# Every act of a buyer, a bank or a provider: (noun, act) -> what happens to the object with this id.
Act = Callable[[Sandbox, str], object]


def _session(act: Callable[..., object], **options: Any) -> Act:
    return lambda box, object_id: act(box, stripe_checkout.find_session(box, object_id), **options)


def _order(funding: str) -> Act:
    return lambda box, object_id: paypal_orders.approve(box, paypal_orders.find_order(box, object_id), funding)


ACTS: dict[tuple[str, str], Act] = {
    ("sessions", "pay"): _session(stripe_checkout.pay),
    ("sessions", "pay-short"): _session(stripe_checkout.pay_short),
    ("sessions", "decline"): _session(stripe_checkout.decline),
    ("sessions", "pay-later"): _session(stripe_checkout.pay_later),
    ("sessions", "settle"): _session(stripe_checkout.settle, succeeded=True),
    ("sessions", "fail"): _session(stripe_checkout.settle, succeeded=False),
    ("sessions", "expire"): _session(stripe_checkout.expire_session),
    ("sessions", "dispute"): _session(stripe_checkout.dispute),
    ("disputes", "review"): stripe_disputes.review_dispute,
    ("disputes", "win"): lambda box, key: stripe_disputes.decide_dispute(box, key, won=True),
    ("disputes", "lose"): lambda box, key: stripe_disputes.decide_dispute(box, key, won=False),
    ("refunds", "fail"): stripe_refunds.fail_refund,
    ("refunds", "finish"): stripe_refunds.finish_refund,
    ("orders", "approve"): _order("balance"),
    ("orders", "approve-echeck"): _order("echeck"),
    ("orders", "approve-declined-instrument"): _order("declined_instrument"),
    ("orders", "approve-declined-capture"): _order("declined_capture"),
    ("orders", "approve-short"): lambda box, key: paypal_orders.approve_short(box, paypal_orders.find_order(box, key)),
    ("captures", "complete"): lambda box, key: paypal_orders.settle(box, key, completed=True),
    ("captures", "deny"): lambda box, key: paypal_orders.settle(box, key, completed=False),
    ("captures", "reverse"): paypal_orders.reverse,
    ("captures", "dispute"): paypal_disputes.open_dispute,
    ("paypal-disputes", "review"): paypal_disputes.review_dispute,
    ("paypal-disputes", "win"): lambda box, key: paypal_disputes.resolve_dispute(box, key, won=True),
    ("paypal-disputes", "lose"): lambda box, key: paypal_disputes.resolve_dispute(box, key, won=False),
    ("paypal-refunds", "complete"): lambda box, key: paypal_refunds.settle_refund(box, key, completed=True),
    ("paypal-refunds", "fail"): lambda box, key: paypal_refunds.settle_refund(box, key, completed=False),
}

# The acts worth a button in each state; anything else would only be refused.
OFFERED: dict[str, dict[str, tuple[str, ...]]] = {
    "sessions": {
        "open unpaid": ("pay", "pay-short", "decline", "pay-later", "expire"),
        "complete unpaid": ("settle", "fail"),
        "complete paid": ("dispute",),
    },
    "refunds": {"pending": ("finish", "fail"), "succeeded": ("fail",)},
    "orders": dict.fromkeys(
        ("CREATED", "PAYER_ACTION_REQUIRED", "APPROVED"),
        ("approve", "approve-short", "approve-echeck", "approve-declined-instrument", "approve-declined-capture"),
    ),
    "captures": {
        "PENDING": ("complete", "deny"),
        "COMPLETED": ("dispute", "reverse"),
        "PARTIALLY_REFUNDED": ("dispute",),
    },
    "disputes": {"needs_response": ("review", "win", "lose"), "under_review": ("win", "lose")},
    "paypal-disputes": {"WAITING_FOR_SELLER_RESPONSE": ("review", "win", "lose"), "UNDER_REVIEW": ("win", "lose")},
    "paypal-refunds": {"PENDING": ("complete", "fail")},
}

# Settings by name: where the value is kept and the values it takes.
_SETTINGS: dict[str, tuple[str, str, tuple[object, ...]]] = {
    "stripe_refund_status": ("stripe", "refund_status", ("succeeded", "pending")),
    "paypal_refund_status": ("paypal", "refund_status", ("COMPLETED", "PENDING")),
    "paypal_answers_created": ("paypal", "answers_created", (True, False)),
    "paypal_denied_event": ("paypal", "denied_event", ("PAYMENT.CAPTURE.DENIED", "PAYMENT.CAPTURE.DECLINED")),
}


def control_blueprint(box: Sandbox) -> Blueprint:
    """Return the endpoints; a person's form is answered with the overview page, a program with JSON."""
    control = Blueprint("control", __name__, url_prefix="/_sandbox")

    @control.errorhandler(ValueError)
    def bad_value(error: ValueError) -> tuple[Response | str, int]:
        if _is_person():
            return render_template("message.html", title="That cannot be done", text=f"The sandbox says: {error}."), 400
        return jsonify({"error": str(error)}), 400

    @control.errorhandler(KeyError)
    def missing_value(error: KeyError) -> tuple[Response, int]:
        return jsonify({"error": f"missing: {error}"}), 400

    @control.errorhandler(Refusal)
    def refused(refusal: Refusal) -> tuple[Response, int]:
        return jsonify(refusal.answer.body), 409

    _add_state_routes(box, control)
    _add_setting_routes(box, control)
    _add_fault_routes(box, control)
    _add_delivery_routes(box, control)

    @control.post("/<noun>/<object_id>/<act>")
    def act(noun: str, object_id: str, act: str) -> BaseResponse:
        if (noun, act) not in ACTS:
            raise ValueError(f"{noun} cannot be told to {act}")
        with box.lock:
            ACTS[noun, act](box, object_id)
        return _done()

    return control


def _given() -> Json:
    """Return the parameters of the request, from JSON or a person's form."""
    return dict(request.get_json()) if request.is_json else request.form.to_dict()


def _is_person() -> bool:
    return request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"


def _whole(name: str, value: object) -> int:
    try:
        return int(str(value))
    except ValueError as fault:
        raise ValueError(f"{name} takes a whole number, not {value!r}") from fault


def _done(**facts: object) -> BaseResponse:
    if _is_person():
        return redirect("/_sandbox/", 303)
    return jsonify({"ok": True} | facts)


def _add_state_routes(box: Sandbox, control: Blueprint) -> None:
    @control.get("/state")
    def state() -> Response:
        return jsonify(overview(box))

    @control.get("/exchanges")
    def exchanges() -> Response:
        return jsonify(box.exchanges.listed())

    @control.delete("/exchanges")
    def forget_exchanges() -> BaseResponse:
        box.exchanges.clear()
        return _done()

    @control.post("/reset")
    def reset() -> BaseResponse:
        box.reset()
        return _done()


def _add_setting_routes(box: Sandbox, control: Blueprint) -> None:
    @control.post("/clock")
    def clock() -> BaseResponse:
        box.clock.advance(_whole("advance", _given()["advance"]))
        box.tick()
        return _done(now=box.clock.now())

    @control.post("/settings")
    def settings() -> BaseResponse:
        for name, value in _given().items():
            if name not in _SETTINGS:
                raise ValueError(f"unknown setting {name!r}")
            owner, attribute, allowed = _SETTINGS[name]
            if value not in allowed:
                raise ValueError(f"{name} must be one of {allowed}")
            with box.lock:
                setattr(getattr(box, owner), attribute, value)
        return _done()

    @control.post("/tokens/revoke")
    def revoke_tokens() -> BaseResponse:
        with box.lock:
            box.paypal.tokens.clear()
        return _done()


def _add_fault_routes(box: Sandbox, control: Blueprint) -> None:
    @control.post("/faults")
    def switch_on() -> BaseResponse:
        given = _given()
        numbers: dict[str, Any] = {
            name: _whole(name, given[name]) for name in ("times", "seconds") if given.get(name) not in (None, "")
        }
        # A form's empty field and JSON's null both mean until cleared; an absent field means once.
        if "times" in given and "times" not in numbers:
            numbers["times"] = None
        box.faults.switch_on(Fault(given["provider"], given["kind"], path=given.get("path", ""), **numbers))
        return _done()

    @control.post("/faults/clear")
    def clear() -> BaseResponse:
        box.faults.clear(_given().get("provider"))
        return _done()


def _add_delivery_routes(box: Sandbox, control: Blueprint) -> None:
    @control.post("/webhooks")
    def addresses() -> BaseResponse:
        for provider, url in _given().items():
            if provider not in ("stripe", "paypal"):
                raise ValueError(f"unknown provider {provider!r}")
            box.courier.urls[provider] = url or None
        return _done()

    @control.post("/deliveries/release")
    def release() -> BaseResponse:
        return _done(released=box.courier.release(_given().get("provider")))

    @control.post("/deliveries/wait")
    def wait() -> BaseResponse:
        return _done(idle=box.courier.wait_idle(float(_given().get("timeout", 10))))

    @control.post("/events/<event_id>/resend")
    def resend(event_id: str) -> BaseResponse:
        with box.lock:
            if event_id in box.stripe.events:
                stripe_events.send(box, box.stripe.events[event_id])
            elif event_id in box.paypal.events:
                paypal_webhooks.send(box, box.paypal.events[event_id])
            else:
                raise ValueError(f"no event {event_id!r}")
        return _done()


def overview(box: Sandbox) -> Json:
    """Return everything the sandbox knows, as plain data."""
    with box.lock:
        return {
            "now": box.clock.now(),
            "webhooks": dict(box.courier.urls),
            "faults": box.faults.listed(),
            "stripe": {
                "sessions": [
                    session_object(session) | {"pay_url": session.url} for session in box.stripe.sessions.values()
                ],
                "intents": list(box.stripe.intents.values()),
                "charges": list(box.stripe.charges.values()),
                "refunds": list(box.stripe.refunds.values()),
                "disputes": list(box.stripe.disputes.values()),
                "events": list(box.stripe.events.values()),
            },
            "paypal": {
                "orders": [
                    paypal_orders.whole(box, order) | {"funding": order.funding} for order in box.paypal.orders.values()
                ],
                "captures": list(box.paypal.captures.values()),
                "refunds": list(box.paypal.refunds.values()),
                "disputes": list(box.paypal.disputes.values()),
                "events": list(box.paypal.events.values()),
            },
            "deliveries": box.courier.listed(),
        }
