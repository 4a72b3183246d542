"""What staff are told when a term cannot be entered or moved by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from plandesk.text.formats import day

Facts = Mapping[str, Any]

NOTHING_TO_CORRECT = "The term is so already; nothing was changed."
NO_TERM = "There is no such term, or nobody's installation has it yet."

_MOVES: Mapping[str, str] = {
    "correct": "corrected",
    "suspend": "suspended",
    "resume": "resumed",
    "revoke": "revoked",
}
_STATES: Mapping[str, str] = {
    "closed_by_upgrade": "closed by an upgrade",
    "closed_by_start_today": "closed by a start today",
    "grace": "over, in grace",
    "ended": "over and followed by another",
}


def ends_before_start(facts: Facts) -> str:
    """Say that a term would cover no day."""
    return f"A term that starts on {day(facts['start'])} needs a last covered day on or after it."


def end_not_stated(facts: Facts) -> str:
    """Say that an end is needed."""
    return f"The vendor states no support period for {facts['plan']}. State the last covered day."


def terms_overlap(facts: Facts) -> str:
    """Say which cover is in the way."""
    start, last_day = facts["start"], facts["last_covered_day"]
    return f"The installation is already covered from {day(start)} to {day(last_day)}. Terms do not overlap."


def other_family(facts: Facts) -> str:
    """Say that a plan does not fit."""
    return f"{facts['plan']} is no plan for this installation, which is of the family {facts['family']}."


def out_of_reach(facts: Facts) -> str:
    """Say which days may be named."""
    return f"Days lie between {day(facts['first'])} and {day(facts['last'])}."


def other_currency(facts: Facts) -> str:
    """Say which currency is counted in."""
    return f"Amounts are in {facts['right']}, not in {facts['left']}."


def unknown_plan(facts: Facts) -> str:
    """Say that there is no such plan."""
    return f"The catalogue has no plan {facts['id']!r}."


def move_refused(facts: Facts) -> str:
    """Say that the state does not allow it."""
    state = _STATES.get(facts["state"], facts["state"])
    return f"The term is {state}, so it cannot be {_MOVES[facts['move']]}."


def span(start: date, last_day: date) -> str:
    """Write first and last covered day."""
    return f"{day(start)} to {day(last_day)}"
