"""Stripe Checkout Sessions: made by the merchant, paid or left by the buyer, expired by time."""

from plandesk_sandbox.answers import Json
from plandesk_sandbox.identifiers import stripe_id
from plandesk_sandbox.state import Sandbox, Session
from plandesk_sandbox.stripe_errors import invalid, missing
from plandesk_sandbox.stripe_events import emit
from plandesk_sandbox.stripe_form import fields, integer, listing, metadata, one_of, text
from plandesk_sandbox.stripe_objects import charge_object, dispute_object, intent_object, session_object

_SMALLEST = 50
_LARGEST = 99_999_999

_PRODUCT = fields({"name": text(), "description": text(), "metadata": metadata, "tax_code": text()}, ("name",))
_PRICE = fields(
    {
        "currency": text(3),
        "unit_amount": integer(0, _LARGEST),
        "product_data": _PRODUCT,
        "tax_behavior": one_of("exclusive", "inclusive", "unspecified"),
    },
    ("currency", "unit_amount", "product_data"),
)
_LINE_ITEM = fields({"price_data": _PRICE, "quantity": integer(1, 999_999), "metadata": metadata}, ("price_data",))
_INTENT_DATA = fields(
    {
        "description": text(),
        "metadata": metadata,
        "receipt_email": text(),
        "statement_descriptor": text(22),
        "statement_descriptor_suffix": text(22),
    }
)
# What a hosted one-off payment can use. `payment_method_types` is not among them: Stripe removed it.
_SESSION = fields(
    {
        "mode": one_of("payment"),
        "success_url": text(),
        "cancel_url": text(),
        "line_items": listing(_LINE_ITEM),
        "client_reference_id": text(200),
        "customer_email": text(512),
        "metadata": metadata,
        "payment_intent_data": _INTENT_DATA,
        "allowed_payment_method_types": listing(text(50)),
        "expires_at": integer(0, 2**40),
        "locale": text(10),
        "submit_type": one_of("auto", "pay", "book", "donate"),
        "ui_mode": one_of("hosted_page"),
        "expand": listing(text()),
    },
    ("mode", "success_url", "line_items"),
)


def create_session(box: Sandbox, form: Json, pay_base: str) -> Session:
    """Make an open session; `pay_base` is the address its pay page hangs below.

    Raises:
        Refusal: any parameter Stripe would refuse.
    """
    params = _SESSION(form, "")
    now = box.clock.now()
    currency, amount = _total(params["line_items"])
    session_id = stripe_id("cs_test", 58)
    session = Session(
        id=session_id,
        created=now,
        expires_at=_expiry(params.get("expires_at"), now),
        params=params,
        amount=amount,
        currency=currency,
        url=f"{pay_base}/{session_id}",
    )
    box.stripe.sessions[session_id] = session
    return session


def _total(items: list[Json]) -> tuple[str, int]:
    currencies = {item["price_data"]["currency"].lower() for item in items}
    if len(currencies) != 1:
        raise invalid("All line items must be in one currency, and there must be one.", param="line_items")
    amount = sum(item["price_data"]["unit_amount"] * item.get("quantity", 1) for item in items)
    if amount < _SMALLEST:
        message = f"The total must be at least {_SMALLEST} of the currency's smallest unit."
        raise invalid(message, code="amount_too_small", param="line_items")
    if amount > _LARGEST:
        raise invalid(f"The total must be at most {_LARGEST}.", code="amount_too_large", param="line_items")
    return currencies.pop(), amount


def _expiry(asked: int | None, now: int) -> int:
    if asked is None:
        return now + 24 * 60 * 60
    # A minute of grace on both ends: the request was on its way for a moment.
    if not now + 30 * 60 - 60 <= asked <= now + 24 * 60 * 60 + 60:
        raise invalid("The `expires_at` timestamp must be 30 minutes to 24 hours from now.", param="expires_at")
    return asked


def find_session(box: Sandbox, session_id: str) -> Session:
    """Return a session, expired if its time has come.

    Raises:
        Refusal: 404, there is none.
    """
    expire_due(box)
    if session_id not in box.stripe.sessions:
        raise missing("checkout.session", session_id)
    return box.stripe.sessions[session_id]


def expire_due(box: Sandbox) -> None:
    """Expire every open session that is past its time."""
    now = box.clock.now()
    for session in list(box.stripe.sessions.values()):
        if session.status == "open" and session.expires_at <= now:
            _expire(box, session)


def expire_session(box: Sandbox, session: Session) -> None:
    """Expire an open session at the merchant's wish.

    Raises:
        Refusal: 400, it is no longer open.
    """
    _need_open(session)
    _expire(box, session)


def _expire(box: Sandbox, session: Session) -> None:
    session.status = "expired"
    if session.intent_id:
        box.stripe.intents[session.intent_id] |= {"status": "canceled", "canceled_at": box.clock.now()}
    emit(box, "checkout.session.expired", session_object(session))


def pay(box: Sandbox, session: Session) -> None:
    """Pay an open session by card: complete and paid at once.

    Raises:
        Refusal: 400, it is no longer open.
    """
    _need_open(session)
    _capture(box, _intent(box, session))
    session.status, session.payment_status = "complete", "paid"
    emit(box, "checkout.session.completed", session_object(session))


def pay_short(box: Sandbox, session: Session) -> None:
    """Pay an open session a hundred minor units short, as if its amount had been tampered with on the way.

    Raises:
        Refusal: 400, it is no longer open.
    """
    _need_open(session)
    session.amount -= 100
    pay(box, session)


def pay_later(box: Sandbox, session: Session) -> None:
    """Complete a session by a method whose money arrives later: complete, not yet paid.

    Raises:
        Refusal: 400, it is no longer open.
    """
    _need_open(session)
    _intent(box, session)["status"] = "processing"
    session.status = "complete"
    emit(box, "checkout.session.completed", session_object(session))


def settle(box: Sandbox, session: Session, *, succeeded: bool) -> None:
    """End the waiting of a session completed by `pay_later`.

    Raises:
        Refusal: 400, it is not waiting.
    """
    intent = box.stripe.intents.get(session.intent_id or "")
    if intent is None or intent["status"] != "processing":
        raise invalid("This session is not waiting for a delayed payment.")
    if succeeded:
        _capture(box, intent)
        session.payment_status = "paid"
        emit(box, "checkout.session.async_payment_succeeded", session_object(session))
    else:
        intent |= {"status": "requires_payment_method", "last_payment_error": _DECLINED}
        emit(box, "checkout.session.async_payment_failed", session_object(session))


_DECLINED: Json = {
    "type": "card_error",
    "code": "card_declined",
    "decline_code": "generic_decline",
    "message": "Your card was declined.",
}


def decline(box: Sandbox, session: Session) -> None:
    """Decline the buyer's card; the session stays open for another try.

    Raises:
        Refusal: 400, it is no longer open.
    """
    _need_open(session)
    _intent(box, session).update(status="requires_payment_method", last_payment_error=_DECLINED)


def start_authentication(box: Sandbox, session: Session) -> None:
    """Ask the buyer for the 3-D Secure step.

    Raises:
        Refusal: 400, it is no longer open.
    """
    _need_open(session)
    _intent(box, session)["status"] = "requires_action"


def dispute(box: Sandbox, session: Session) -> Json:
    """Let the buyer's bank take a paid session's money back.

    Raises:
        Refusal: 400, it is not paid.
    """
    intent = box.stripe.intents.get(session.intent_id or "")
    if intent is None or intent["status"] != "succeeded":
        raise invalid("Only a paid session can be disputed.")
    charge = box.stripe.charges[intent["latest_charge"]]
    if charge["disputed"]:
        raise invalid("This charge is disputed already.")
    charge["disputed"] = True
    made = dispute_object(charge, box.clock.now())
    box.stripe.disputes[made["id"]] = made
    emit(box, "charge.dispute.created", made)
    return made


def success_url(session: Session) -> str:
    """Return where the buyer goes after paying, with the session's id filled in."""
    return str(session.params["success_url"]).replace("{CHECKOUT_SESSION_ID}", session.id)


def _need_open(session: Session) -> None:
    if session.status != "open":
        raise invalid(f"Only an open Checkout Session can do this; this one is {session.status}.")


def _intent(box: Sandbox, session: Session) -> Json:
    """Return the session's PaymentIntent, made at the buyer's first try."""
    if session.intent_id is None:
        intent = intent_object(session, box.clock.now())
        session.intent_id = intent["id"]
        box.stripe.intents[intent["id"]] = intent
    return box.stripe.intents[session.intent_id]


def _capture(box: Sandbox, intent: Json) -> None:
    charge = charge_object(intent, box.clock.now())
    box.stripe.charges[charge["id"]] = charge
    intent |= {
        "status": "succeeded",
        "amount_received": intent["amount"],
        "latest_charge": charge["id"],
        "last_payment_error": None,
    }
