"""The English sentences about passkeys: what was refused, and what to do instead."""

from collections.abc import Mapping
from typing import Any

SECOND_STEP: Mapping[str, str] = {
    "use": "The mail is the first step. Show your passkey on the sign-in page, and try again.",
    "register": "Staff need a passkey here, and you have none yet. Register one on the sign-in page, and try again.",
}
REFUSED = (
    "It did not prove itself: it is not one of yours, was made for another address, or took too long. Try again; each "
    "question is good for one answer, within five minutes."
)
KNOWN = "This key is registered already. Use another one."
NO_PASSKEY = "There is no such passkey. If you have none, an admin can tell you why."
LAST = "Passkeys are required here, so your last one cannot be removed. Register another one first."
UNAVAILABLE = (
    "Browsers have passkeys only under a domain name reached over https, or under `localhost`. At this address they "
    "cannot work."
)


def copied(facts: Mapping[str, Any]) -> str:
    """Say that a passkey's count of uses went back."""
    return (
        f"“{facts['name']}” counts its uses, and its count went back: there is a copy of it. It was refused, and "
        "admins see so in the audit. Use another passkey, or ask an admin to remove this one."
    )


def too_many(facts: Mapping[str, Any]) -> str:
    """Say how many passkeys one may have."""
    return f"You have {facts['most']} passkeys, which is as many as one may have. Remove one first."
