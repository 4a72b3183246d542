"""Stripe disputes of a charge: opened by the buyer's bank, looked into, and decided one way or the other."""

from plandesk_sandbox.answers import Json
from plandesk_sandbox.state import Sandbox
from plandesk_sandbox.stripe_errors import invalid, missing
from plandesk_sandbox.stripe_events import emit

_DECIDED = ("won", "lost")


def review_dispute(box: Sandbox, dispute_id: str) -> Json:
    """Let the bank look into a dispute.

    Raises:
        Refusal: 404 unknown, 400 not waiting.
    """
    made = find_dispute(box, dispute_id)
    if made["status"] != "needs_response":
        raise invalid("This dispute does not wait for a response.")
    made["status"] = "under_review"
    emit(box, "charge.dispute.updated", made)
    return made


def decide_dispute(box: Sandbox, dispute_id: str, *, won: bool) -> Json:
    """Let the bank decide a dispute; a charge that was won back can be refunded again.

    Raises:
        Refusal: 404 unknown, 400 decided before.
    """
    made = find_dispute(box, dispute_id)
    if made["status"] in _DECIDED:
        raise invalid("This dispute is closed.")
    made["status"] = "won" if won else "lost"
    box.stripe.charges[made["charge"]]["disputed"] = not won
    emit(box, "charge.dispute.closed", made)
    return made


def find_dispute(box: Sandbox, dispute_id: str) -> Json:
    """Return a dispute.

    Raises:
        Refusal: 404, there is none.
    """
    if dispute_id not in box.stripe.disputes:
        raise missing("dispute", dispute_id)
    return box.stripe.disputes[dispute_id]
