"""What a chat shows of a link to a quote: no price of one that no longer holds."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from plandesk.domain.money import Money
from plandesk.domain.quotes import Alternative, QuoteState
from plandesk.text.formats import day, price

_BECAME: Final[Mapping[QuoteState, tuple[str, str]]] = {
    "accepted": ("Accepted", "This quote was accepted."),
    "ordered": ("Accepted", "This quote was accepted and ordered."),
    "replaced": ("Replaced", "This quote was replaced by a newer revision."),
    "declined": ("Declined", "This quote was declined."),
    "expired": ("Expired", "The last day of this quote is over."),
    "revoked": ("Withdrawn", "This quote was withdrawn."),
}

_MOST_LETTERS: Final = 42
"""How much of a company's name fits into a line of the picture."""


def title(number: str, revision: int, vendor: str) -> str:
    """Name the quote and who makes it."""
    return f"{named(number, revision)} from {vendor}"


def named(number: str, revision: int) -> str:
    """Name the quote."""
    return f"Quote {number}" + (f", revision {revision}" if revision > 1 else "")


def for_company(company: str) -> str:
    """Say for whom it is, in one line of the picture."""
    kept = company if len(company) <= _MOST_LETTERS else f"{company[: _MOST_LETTERS - 1].rstrip()}…"
    return f"for {kept}"


def total(alternative: Alternative | None, amount: Money) -> str:
    """Say what it comes to, or what an alternative of it does."""
    return price(amount) if alternative is None else f"{alternative}: {price(amount)}"


def left_out(*, net_of_tax: bool, optional: bool) -> str:
    """Say what the total leaves out; may be empty."""
    return ", ".join([*(["net of tax"] if net_of_tax else []), *(["without optional lines"] if optional else [])])


def below(left_out: str, last_day: date) -> str:
    """Say in the picture what the total leaves out, and how long it holds."""
    return f"{left_out}, valid until {day(last_day)}" if left_out else f"Valid until {day(last_day)}"


def offer(totals: Sequence[str], left_out: str, last_day: date) -> str:
    """Say in two sentences what is offered and how long it holds."""
    return f"{' or '.join(totals)}{f' {left_out}' if left_out else ''}. Valid until {day(last_day)}."


def became(state: QuoteState) -> tuple[str, str]:
    """Say in a word, and in a sentence, what became of a quote that can no longer be accepted."""
    return _BECAME[state]
