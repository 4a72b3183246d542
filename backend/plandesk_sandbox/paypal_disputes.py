"""PayPal disputes of a capture: opened by the payer, looked into, and decided one way or the other."""

from decimal import Decimal

from plandesk_sandbox.answers import Json
from plandesk_sandbox.identifiers import paypal_id
from plandesk_sandbox.money import paypal_value
from plandesk_sandbox.paypal_errors import missing, unprocessable
from plandesk_sandbox.paypal_objects import stamp
from plandesk_sandbox.paypal_orders import find_capture, is_disputed
from plandesk_sandbox.paypal_refunds import refunded
from plandesk_sandbox.paypal_webhooks import emit
from plandesk_sandbox.state import Sandbox

_ANSWER_SECONDS = 10 * 24 * 60 * 60


def open_dispute(box: Sandbox, capture_id: str) -> Json:
    """Let the payer dispute a completed capture, for all of it that was not given back.

    Raises:
        Refusal: 404 unknown, 422 not completed or in dispute.
    """
    capture = find_capture(box, capture_id)
    if capture["status"] not in ("COMPLETED", "PARTIALLY_REFUNDED"):
        raise unprocessable("TRANSACTION_REFUSED")
    if is_disputed(box, capture_id):
        raise unprocessable("TRANSACTION_DISPUTED")
    now, currency = box.clock.now(), capture["amount"]["currency_code"]
    left = Decimal(capture["amount"]["value"]) - refunded(box, capture_id)
    made: Json = {
        "dispute_id": f"PP-R-{paypal_id(9)}",
        "create_time": stamp(now),
        "update_time": stamp(now),
        "disputed_transactions": [
            {"seller_transaction_id": capture_id, "custom": capture.get("custom_id"), "gross_amount": capture["amount"]}
        ],
        "reason": "UNAUTHORISED",
        "status": "WAITING_FOR_SELLER_RESPONSE",
        "dispute_amount": {"currency_code": currency, "value": paypal_value(left, currency)},
        "dispute_life_cycle_stage": "CHARGEBACK",
        "dispute_channel": "INTERNAL",
        "seller_response_due_date": stamp(now + _ANSWER_SECONDS),
        "links": [],
    }
    box.paypal.disputes[made["dispute_id"]] = made
    emit(box, "CUSTOMER.DISPUTE.CREATED", "dispute", made)
    return made


def review_dispute(box: Sandbox, dispute_id: str) -> Json:
    """Let PayPal look into a dispute.

    Raises:
        Refusal: 404 unknown, 422 not waiting.
    """
    made = find_dispute(box, dispute_id)
    if made["status"] != "WAITING_FOR_SELLER_RESPONSE":
        raise unprocessable("ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE")
    made |= {"status": "UNDER_REVIEW", "update_time": stamp(box.clock.now())}
    emit(box, "CUSTOMER.DISPUTE.UPDATED", "dispute", made)
    return made


def resolve_dispute(box: Sandbox, dispute_id: str, *, won: bool) -> Json:
    """Let PayPal decide a dispute, for the merchant or for the payer.

    Raises:
        Refusal: 404 unknown, 422 resolved before.
    """
    made = find_dispute(box, dispute_id)
    if made["status"] == "RESOLVED":
        raise unprocessable("ACTION_NOT_ALLOWED_IN_CURRENT_DISPUTE_STATE")
    outcome: Json = {"outcome_code": "RESOLVED_SELLER_FAVOUR" if won else "RESOLVED_BUYER_FAVOUR"}
    if not won:
        outcome["amount_refunded"] = made["dispute_amount"]
    made |= {"status": "RESOLVED", "dispute_outcome": outcome, "update_time": stamp(box.clock.now())}
    emit(box, "CUSTOMER.DISPUTE.RESOLVED", "dispute", made)
    return made


def find_dispute(box: Sandbox, dispute_id: str) -> Json:
    """Return a dispute.

    Raises:
        Refusal: 404, there is none.
    """
    if dispute_id not in box.paypal.disputes:
        raise missing()
    return box.paypal.disputes[dispute_id]
