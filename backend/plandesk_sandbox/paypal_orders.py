"""PayPal orders: created by the merchant, approved by the payer, captured by the merchant."""

from decimal import Decimal
from typing import Any

from plandesk_sandbox.answers import Json, Refusal
from plandesk_sandbox.identifiers import paypal_id
from plandesk_sandbox.paypal_amounts import check_unit
from plandesk_sandbox.paypal_errors import error, malformed, missing, unprocessable
from plandesk_sandbox.paypal_objects import (
    capture_object,
    link,
    order_object,
    pay_url,
    receivable,
    refund_object,
    stamp,
)
from plandesk_sandbox.paypal_webhooks import emit
from plandesk_sandbox.state import PayPalOrder, Sandbox

# An order nobody approved is gone after three hours.
_UNAPPROVED_SECONDS = 3 * 60 * 60

FUNDINGS = ("balance", "echeck", "declined_instrument", "declined_capture")

_CONTEXT_WORDS = {
    "shipping_preference": ("GET_FROM_FILE", "NO_SHIPPING", "SET_PROVIDED_ADDRESS"),
    "user_action": ("CONTINUE", "PAY_NOW"),
    "payment_method_preference": ("UNRESTRICTED", "IMMEDIATE_PAYMENT_REQUIRED"),
    "landing_page": ("LOGIN", "GUEST_CHECKOUT", "NO_PREFERENCE"),
}


def create_order(box: Sandbox, request: Json, base_url: str) -> PayPalOrder:
    """Make an order for one purchase unit.

    Raises:
        Refusal: 400 for a broken request, 422 for amounts that do not add up.
    """
    _check(request)
    payer_first = "payment_source" in request and not box.paypal.answers_created
    order = PayPalOrder(
        id=paypal_id(),
        created=box.clock.now(),
        request=request,
        status="PAYER_ACTION_REQUIRED" if payer_first else "CREATED",
        base_url=base_url,
    )
    box.paypal.orders[order.id] = order
    return order


def _check(request: Json) -> None:
    if request.get("intent") != "CAPTURE":
        issue = "INVALID_PARAMETER_VALUE" if "intent" in request else "MISSING_REQUIRED_PARAMETER"
        raise malformed(issue, "/intent")
    units = request.get("purchase_units")
    if not isinstance(units, list) or not units:
        raise malformed("MISSING_REQUIRED_PARAMETER", "/purchase_units")
    if len(units) > 1:
        # PayPal takes ten; this product sends one, and a second would be a mistake worth hearing of.
        raise malformed("INVALID_ARRAY_MAX_ITEMS", "/purchase_units")
    _check_lengths(units[0])
    check_unit(units[0], "/purchase_units/0")
    source = request.get("payment_source")
    if source is not None and (not isinstance(source, dict) or list(source) != ["paypal"]):
        raise malformed("NOT_SUPPORTED", "/payment_source")
    _check_context(return_context(request))


def _check_lengths(unit: Any) -> None:
    if not isinstance(unit, dict):
        raise malformed("INVALID_PARAMETER_SYNTAX", "/purchase_units/0")
    for name, most in {"custom_id": 127, "invoice_id": 127, "description": 127, "soft_descriptor": 22}.items():
        value = unit.get(name, "-")
        if not isinstance(value, str) or not 1 <= len(value) <= most:
            raise malformed("INVALID_STRING_LENGTH", f"/purchase_units/0/{name}")


def _check_context(context: Json) -> None:
    place = "/payment_source/paypal/experience_context"
    for name, words in _CONTEXT_WORDS.items():
        if name in context and context[name] not in words:
            raise malformed("INVALID_PARAMETER_VALUE", f"{place}/{name}")
    for name in ("return_url", "cancel_url"):
        if name in context and not str(context[name]).startswith(("http://", "https://")):
            raise malformed("INVALID_PARAMETER_SYNTAX", f"{place}/{name}")


def return_context(request: Json) -> Json:
    """Return where the payer goes afterwards: the wallet's context, or the older application context."""
    wallet = (request.get("payment_source") or {}).get("paypal") or {}
    context: Json = wallet.get("experience_context") or request.get("application_context") or {}
    return context


def find_order(box: Sandbox, order_id: str) -> PayPalOrder:
    """Return an order.

    Raises:
        Refusal: 404, there is none or nobody approved it in time.
    """
    order = box.paypal.orders.get(order_id)
    if order is None:
        raise missing()
    if order.funding is None and order.created + _UNAPPROVED_SECONDS <= box.clock.now():
        raise missing()
    return order


def whole(box: Sandbox, order: PayPalOrder) -> Json:
    """Return the order in full."""
    return order_object(order, box.paypal.captures, box.paypal.refunds)


def approve(box: Sandbox, order: PayPalOrder, funding: str) -> None:
    """Let the payer approve, paying by one of FUNDINGS; after a declined instrument they may choose again.

    Raises:
        Refusal: 422, the order is captured.
        ValueError: no such funding.
    """
    if funding not in FUNDINGS:
        raise ValueError(f"unknown funding {funding!r}")
    if order.capture_id is not None:
        raise unprocessable("ORDER_ALREADY_CAPTURED")
    order.funding, order.status, order.updated = funding, "APPROVED", box.clock.now()
    emit(box, "CHECKOUT.ORDER.APPROVED", "checkout-order", whole(box, order))


def approve_short(box: Sandbox, order: PayPalOrder) -> None:
    """Let the payer approve one unit of the currency too little, as if the amount had been tampered with on the way.

    Raises:
        Refusal: 422, the order is captured.
    """
    approve(box, order, "balance")
    amount = order.request["purchase_units"][0]["amount"]
    amount["value"] = str(Decimal(amount["value"]) - 1)


def capture(box: Sandbox, order: PayPalOrder) -> None:
    """Take the payer's money, or hear why not.

    Raises:
        Refusal: 422, not approved, captured before, or declined (a final answer under its request id).
    """
    if order.capture_id is not None:
        raise unprocessable("ORDER_ALREADY_CAPTURED")
    if order.funding is None:
        raise unprocessable("ORDER_NOT_APPROVED")
    if order.funding == "declined_instrument":
        links = [link(pay_url(order), "redirect")]
        raise Refusal(error(422, "INSTRUMENT_DECLINED", links=links), kept=True)
    status, reason = {
        "balance": ("COMPLETED", None),
        "echeck": ("PENDING", "ECHECK"),
        "declined_capture": ("DECLINED", "OTHER"),
    }[order.funding]
    made = capture_object(order, status, reason, box.clock.now())
    box.paypal.captures[made["id"]] = made
    order.capture_id, order.status, order.updated = made["id"], "COMPLETED", box.clock.now()
    _emit_capture(box, made)


def _emit_capture(box: Sandbox, made: Json) -> None:
    denied = box.paypal.denied_event
    names = {"COMPLETED": "PAYMENT.CAPTURE.COMPLETED", "PENDING": "PAYMENT.CAPTURE.PENDING", "DECLINED": denied}
    emit(box, names[made["status"]], "capture", made)


def find_capture(box: Sandbox, capture_id: str) -> Json:
    """Return a capture.

    Raises:
        Refusal: 404, there is none.
    """
    if capture_id not in box.paypal.captures:
        raise missing()
    return box.paypal.captures[capture_id]


def is_disputed(box: Sandbox, capture_id: str) -> bool:
    """Tell whether a dispute of a capture waits to be decided."""
    return any(
        each["status"] != "RESOLVED" and each["disputed_transactions"][0]["seller_transaction_id"] == capture_id
        for each in box.paypal.disputes.values()
    )


def settle(box: Sandbox, capture_id: str, *, completed: bool) -> Json:
    """End the waiting of a pending capture.

    Raises:
        Refusal: 404 unknown, 422 not pending.
    """
    made = find_capture(box, capture_id)
    if made["status"] != "PENDING":
        raise unprocessable("TRANSACTION_REFUSED")
    del made["status_details"]
    made |= {"status": "COMPLETED" if completed else "DECLINED", "update_time": stamp(box.clock.now())}
    if completed:
        made["seller_receivable_breakdown"] = receivable(made)
    else:
        made["status_details"] = {"reason": "OTHER"}
    _emit_capture(box, made)
    return made


def reverse(box: Sandbox, capture_id: str) -> Json:
    """Let PayPal take a completed capture's money back after a complaint.

    Raises:
        Refusal: 404 unknown, 422 not completed.
    """
    made = find_capture(box, capture_id)
    if made["status"] != "COMPLETED":
        raise unprocessable("TRANSACTION_REFUSED")
    made |= {"status": "REFUNDED", "status_details": {"reason": "CHARGEBACK"}, "update_time": stamp(box.clock.now())}
    total = Decimal(made["amount"]["value"])
    taken = refund_object(made, made["amount"], {}, "COMPLETED", box.clock.now(), total)
    box.paypal.refunds[taken["id"]] = taken
    emit(box, "PAYMENT.CAPTURE.REVERSED", "refund", taken)
    return taken
