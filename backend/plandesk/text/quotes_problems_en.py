"""Why something about a quote is refused, in sentences."""

from collections.abc import Mapping
from typing import Final

NOT_FOUND: Final = "No quote has this address. Check that the link is whole."
NOT_PAYABLE: Final = (
    "The quote that this order was made from does not stand behind it, so nothing can be paid. Write to us; money that "
    "is on its way is looked at by a person."
)
CHANGED: Final = "Somebody changed the quote since you read it. Read it again, and then decide."
ADDRESSEE: Final = "The quote names no mail address. Say where to send it."

CLOSED: Final[Mapping[str, str]] = {
    "draft": "The quote is still a draft.",
    "issued": "The quote is issued: it is frozen, and can be accepted as it is.",
    "accepted": "The quote was accepted already.",
    "ordered": "The quote was accepted already; its order can be looked at and paid.",
    "replaced": "The quote was replaced by a newer one, to which its address leads.",
    "declined": "The quote was declined.",
    "expired": "The quote has run out. You can ask for a new one.",
    "revoked": "The quote was taken back.",
}

OFFER: Final[Mapping[str, str]] = {
    "no-lines": "A quote offers at least one line.",
    "only-optional": "A quote offers more than optional lines: something that everybody takes, or a choice of A and B.",
    "one-alternative": "Where there is an alternative A there is a B too, and the other way round.",
}

PICK: Final[Mapping[str, str]] = {
    "alternative-needed": "Choose alternative A or B.",
    "no-alternatives": "This quote has no alternatives to choose between.",
    "no-such-option": "One of the picked lines is not an optional line of this quote.",
}

VALIDITY: Final[Mapping[str, str]] = {
    "past": "The last valid day has passed.",
    "too-far": "The last valid day is more than a year ahead.",
    "not-later": "The last valid day is not later than the one the quote has.",
}

APPROVAL: Final[Mapping[str, str]] = {
    "own-quote": "A discount is approved or refused by somebody who neither sells nor wrote this quote.",
    "not-asked": "No approval is being asked for.",
}

_DISCOUNT: Final[Mapping[str, str]] = {
    "reason-missing": "it has no reason",
    "not-a-percentage": "its percentage is not above 0 and at most 100",
    "no-amount": "its amount is not above 0",
    "other-currency": "its amount is in another currency than the prices",
    "no-such-line": "the line that it is off is not there, or costs nothing",
    "too-large": "it takes off more than the price",
}


def repriced(was: str, now: str) -> str:
    """Say that a draft was priced anew instead of being issued."""
    return (
        f"Prices, the cover that it extends, or its advice have changed since you wrote it. It came to {was}, now to "
        f"{now}. Look at it again, and then issue it."
    )


def discount(index: int, rule: str) -> str:
    """Say which discount cannot be given, and why."""
    return f"Discount {index + 1} cannot be given: {_DISCOUNT[rule]}."


def approval_needed(percent: str) -> str:
    """Say that a discount waits for a second person."""
    return f"The discounts take up to {percent} % off the list price. Ask somebody else to approve them first."
