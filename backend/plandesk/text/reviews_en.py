"""The words of refusals about refunds and about what needs a person."""

from collections.abc import Mapping
from typing import Any

from plandesk.text.formats import day, price

_REFUND: Mapping[str, str] = {
    "not-refundable": "In its state this order has no money that may go back. One that waits is rejected instead.",
    "no-payment": "No money has paid this order, so none can go back.",
    "no-such-line": "The order has no such line, or is in another currency.",
    "nothing": "Nothing is left to give back, or no amount was named.",
    "disputed": "The payment is in dispute: the bank may take it back, so nothing is given back until it is decided.",
    "other-way": "A refund goes back the way it was paid; only one that failed can be sent again by wire.",
    "changed": "What is left of this order has changed since it was shown. Look at it again first.",
}
_REVIEW: Mapping[str, str] = {
    "holds-money": "This holds money: send it back, use it or keep it, so that the books say where it went.",
    "holds-no-money": "This holds no money that could be moved.",
    "under-way": "Its money is on its way back. Wait until that has arrived or failed.",
    "other-currency": "The money is in another currency than the order; it is never converted silently.",
    "not-by-hand": "Only a wire that was entered by hand can be reversed: all other money did come.",
    "has-paid": (
        "A part of this wire has paid its order, and cover follows from that, so it cannot be reversed. Give the "
        "order’s money back by a refund, and say there that its cover ends."
    ),
    "awaits-rest": "The order is open and waits for the rest of this money. Send it back, or cancel the order first.",
    "no-notice": "There is no notice that could be tried again.",
}
REFUND_MISSING = "There is no such refund."
REVIEW_MISSING = "There is nothing of this id on the list."
DISPUTE_MISSING = "There is no dispute of an order behind this."
UNDECIDED = "The dispute is not decided yet. It leaves the list once the bank has said whose the money is."
REFUND_MOVED = "The refund is no longer in a state in which this can be done."


def refund_refused(facts: Mapping[str, Any]) -> str:
    """Say why no money goes back."""
    if facts["reason"] == "too-much":
        left = facts.get("left")
        return f"No more than {price(left)} is left to give back." if left else "So much is not left to give back."
    return _REFUND.get(facts["reason"], "This money cannot go back now.")


def refund_date_refused(facts: Mapping[str, Any]) -> str:
    """Say why a wire back cannot have been sent on a day."""
    if facts["reason"] == "ahead":
        return "The day lies ahead. Confirm the wire once the bank has sent it."
    return f"The refund was asked for on {day(facts['asked_on'])}: its wire was not sent before that."


def review_refused(facts: Mapping[str, Any]) -> str:
    """Say why something cannot be settled in this way."""
    return _REVIEW.get(facts["reason"], "This cannot be settled in this way.")


def review_closed(facts: Mapping[str, Any]) -> str:
    """Say that somebody was faster."""
    return f"{facts['by']} has settled this already."
