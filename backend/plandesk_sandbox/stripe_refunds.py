"""Stripe refunds: of part or all of a charge, at once or pending, and failing late."""

from plandesk_sandbox.answers import Json
from plandesk_sandbox.state import Sandbox
from plandesk_sandbox.stripe_errors import invalid, missing
from plandesk_sandbox.stripe_events import emit
from plandesk_sandbox.stripe_form import fields, integer, listing, metadata, one_of, text
from plandesk_sandbox.stripe_objects import refund_object

_REFUND = fields(
    {
        "payment_intent": text(),
        "charge": text(),
        "amount": integer(1, 99_999_999),
        "reason": one_of("duplicate", "fraudulent", "requested_by_customer"),
        "metadata": metadata,
        "expand": listing(text()),
    }
)


def create_refund(box: Sandbox, form: Json) -> Json:
    """Refund a charge, named itself or by its PaymentIntent.

    Raises:
        Refusal: unknown or unpaid, already refunded, or more than is left.
    """
    params = _REFUND(form, "")
    charge = _charge(box, params)
    left = charge["amount"] - charge["amount_refunded"]
    if left == 0:
        raise invalid(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if charge["disputed"]:
        raise invalid(f"Charge {charge['id']} has been charged back.", code="charge_disputed")
    amount = params.get("amount", left)
    if amount > left:
        raise invalid(f"Refund amount ({amount}) is greater than the unrefunded amount ({left}).", param="amount")
    refund = refund_object(charge, amount, params, box.stripe.refund_status, box.clock.now())
    box.stripe.refunds[refund["id"]] = refund
    _add_refunded(charge, amount)
    emit(box, "refund.created", refund)
    emit(box, "charge.refunded", charge)
    return refund


def _charge(box: Sandbox, params: Json) -> Json:
    if ("charge" in params) == ("payment_intent" in params):
        raise invalid("Name one of charge and payment_intent.", code="parameter_missing", param="payment_intent")
    charge_id = params.get("charge")
    if charge_id is None:
        intent = box.stripe.intents.get(params["payment_intent"])
        if intent is None:
            raise missing("payment_intent", params["payment_intent"])
        charge_id = intent["latest_charge"]
        if charge_id is None:
            raise invalid("This PaymentIntent has no successful charge to refund.", param="payment_intent")
    if charge_id not in box.stripe.charges:
        raise missing("charge", charge_id)
    return box.stripe.charges[charge_id]


def _add_refunded(charge: Json, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]


def fail_refund(box: Sandbox, refund_id: str) -> Json:
    """Let a refund fail, even after it succeeded: banks return money days later.

    Raises:
        Refusal: unknown, or already failed.
    """
    refund = find_refund(box, refund_id)
    if refund["status"] == "failed":
        raise invalid("This refund has already failed.")
    refund |= {"status": "failed", "failure_reason": "lost_or_stolen_card"}
    _add_refunded(box.stripe.charges[refund["charge"]], -refund["amount"])
    emit(box, "refund.updated", refund)
    emit(box, "refund.failed", refund)
    return refund


def finish_refund(box: Sandbox, refund_id: str) -> Json:
    """Let a pending refund succeed.

    Raises:
        Refusal: unknown, or not pending.
    """
    refund = find_refund(box, refund_id)
    if refund["status"] != "pending":
        raise invalid("This refund is not pending.")
    refund["status"] = "succeeded"
    emit(box, "refund.updated", refund)
    return refund


def find_refund(box: Sandbox, refund_id: str) -> Json:
    """Return a refund.

    Raises:
        Refusal: 404, there is none.
    """
    if refund_id not in box.stripe.refunds:
        raise missing("refund", refund_id)
    return box.stripe.refunds[refund_id]
