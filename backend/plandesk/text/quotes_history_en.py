"""The sentences of a quote's history, for the desk."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from plandesk.text.formats import day, sentence

Facts = Mapping[str, str]


def describe(event: str, facts: Facts) -> str:
    """Say what a line of a quote's history means."""
    return sentence(event, facts, _EVENTS)


def _drafted(facts: Facts) -> str:
    if "revises" in facts:
        return "Begun as a revision."
    return "Begun as a duplicate." if "duplicates" in facts else "Begun."


def _because(sentence: str) -> Callable[[Facts], str]:
    return lambda facts: f"{sentence}: {facts['reason']}" if facts.get("reason") else f"{sentence}."


_EVENTS: Final[Mapping[str, str | Callable[[Facts], str]]] = {
    "drafted": _drafted,
    "changed": "The draft was changed.",
    "repriced": "Prices, cover or the advice had changed, so the draft was priced anew before its issue.",
    "approval_asked": lambda facts: f"Approval was asked for: the discounts take {facts['percent']} % off.",
    "discount_approved": _because("The discounts were approved"),
    "discount_refused": _because("The discounts were refused"),
    "issued": "Issued: frozen, signed, and open to be accepted.",
    "sent": lambda facts: f"Its address was mailed to {facts['to']}.",
    "opened": "Opened for the first time.",
    "opened_again": "Opened on another day.",
    "validity_extended": lambda facts: f"Now valid until {day(date.fromisoformat(facts['valid_until']))}.",
    "asked": lambda facts: f"{facts['email']} asked: {facts['text']}",
    "fresh_asked": lambda facts: (
        f"{facts.get('email', 'Somebody')} wished for a new quote." + (f" {facts['text']}" if facts.get("text") else "")
    ),
    "accepted": lambda facts: f"Accepted by {facts['email']}.",
    "ordered": lambda facts: f"Became order {facts['order']}.",
    "declined": _because("Declined"),
    "replaced": lambda facts: f"Replaced by revision {facts['revision']}.",
    "revoked": _because("Taken back"),
    "expired": "Ran out.",
}
