"""PayPal refunds of a capture, in part or whole, at once or pending."""

from decimal import Decimal

from plandesk_sandbox.answers import Json
from plandesk_sandbox.money import paypal_value
from plandesk_sandbox.paypal_amounts import read_money
from plandesk_sandbox.paypal_errors import malformed, missing, unprocessable
from plandesk_sandbox.paypal_objects import refund_object, stamp
from plandesk_sandbox.paypal_orders import find_capture, is_disputed
from plandesk_sandbox.paypal_webhooks import emit
from plandesk_sandbox.state import Sandbox


def create_refund(box: Sandbox, capture_id: str, request: Json) -> Json:
    """Refund an amount, or all that is left when the request names none.

    Raises:
        Refusal: 400 for a broken request; 422 pending, refunded, in dispute, another currency, or more than is left.
    """
    capture = find_capture(box, capture_id)
    if capture["status"] == "PENDING":
        raise unprocessable("PENDING_CAPTURE")
    if capture["status"] not in ("COMPLETED", "PARTIALLY_REFUNDED"):
        raise unprocessable("CAPTURE_FULLY_REFUNDED" if capture["status"] == "REFUNDED" else "REFUND_NOT_ALLOWED")
    if is_disputed(box, capture_id):
        raise unprocessable("TRANSACTION_DISPUTED")
    for name, most in {"custom_id": 127, "invoice_id": 127, "note_to_payer": 255}.items():
        if name in request and not (isinstance(request[name], str) and 1 <= len(request[name]) <= most):
            raise malformed("INVALID_STRING_LENGTH", f"/{name}")
    currency, before = capture["amount"]["currency_code"], refunded(box, capture_id)
    left = Decimal(capture["amount"]["value"]) - before
    amount = _asked(request, currency, left)
    wire_amount = {"currency_code": currency, "value": paypal_value(amount, currency)}
    now = box.clock.now()
    refund = refund_object(capture, wire_amount, request, box.paypal.refund_status, now, before + amount)
    box.paypal.refunds[refund["id"]] = refund
    _restate(box, capture)
    if refund["status"] == "COMPLETED":
        emit(box, "PAYMENT.CAPTURE.REFUNDED", "refund", refund)
    return refund


def _asked(request: Json, currency: str, left: Decimal) -> Decimal:
    if "amount" not in request:
        return left
    amount = read_money(request["amount"], "/amount")
    if request["amount"]["currency_code"] != currency:
        raise unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH", "/amount/currency_code")
    if amount == 0:
        raise unprocessable("CANNOT_BE_ZERO_OR_NEGATIVE", "/amount/value")
    if amount > left:
        raise unprocessable("REFUND_AMOUNT_EXCEEDED", "/amount/value")
    return amount


def refunded(box: Sandbox, capture_id: str) -> Decimal:
    """Return how much of a capture was given back, refunds under way included."""
    return sum(
        (
            Decimal(refund["amount"]["value"])
            for refund in box.paypal.refunds.values()
            if refund["links"][1]["href"].endswith(capture_id) and refund["status"] in ("COMPLETED", "PENDING")
        ),
        Decimal(0),
    )


def _restate(box: Sandbox, capture: Json) -> None:
    """Give a capture the status its refunds leave it with."""
    back = refunded(box, capture["id"])
    partly = "PARTIALLY_REFUNDED" if back else "COMPLETED"
    capture["status"] = "REFUNDED" if back == Decimal(capture["amount"]["value"]) else partly
    capture["update_time"] = stamp(box.clock.now())


def find_refund(box: Sandbox, refund_id: str) -> Json:
    """Return a refund.

    Raises:
        Refusal: 404, there is none.
    """
    if refund_id not in box.paypal.refunds:
        raise missing()
    return box.paypal.refunds[refund_id]


def settle_refund(box: Sandbox, refund_id: str, *, completed: bool) -> Json:
    """End the waiting of a pending refund: PayPal sends an event only for a completed one.

    Raises:
        Refusal: 404 unknown, 422 not pending.
    """
    refund = find_refund(box, refund_id)
    if refund["status"] != "PENDING":
        raise unprocessable("REFUND_NOT_ALLOWED")
    del refund["status_details"]
    refund |= {"status": "COMPLETED" if completed else "FAILED", "update_time": stamp(box.clock.now())}
    _restate(box, box.paypal.captures[refund["links"][1]["href"].rpartition("/")[2]])
    if completed:
        emit(box, "PAYMENT.CAPTURE.REFUNDED", "refund", refund)
    return refund
