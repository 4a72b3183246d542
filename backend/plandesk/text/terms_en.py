"""What staff are told when a term cannot be entered or moved by hand."""

from collections.abc import Mapping
from typing import Any

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import Installation
from plandesk.text.formats import day

Facts = Mapping[str, Any]

NOTHING_TO_CORRECT = "The term is so already; nothing was changed."
NO_TERM = "There is no such term, or nobody’s installation has it yet."

_MOVES: Mapping[str, str] = {
    "correct": "corrected",
    "suspend": "suspended",
    "resume": "resumed",
    "revoke": "revoked",
}
_CLOSED: Mapping[str | None, str] = {
    "upgrade": "closed by an upgrade",
    "start_today": "closed by a start today",
    "revoked": "revoked",
    None: "closed",
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


def heading(installation: Installation) -> str:
    """Head the terms of an installation: what people call it, and the licence key or host name that commands take."""
    named = installation.reference if installation.label is None else f"{installation.label}, {installation.reference}"
    return f"{named} ({installation.family})"


def line(term: BookedTerm) -> str:
    """Write a term of a list: its plan, its days, and how it was closed."""
    period = term.term.period
    closed = f", {_CLOSED[term.closed_because]} on {day(term.closed_on)}" if term.closed_on else ""
    suspended = f", suspended since {day(term.suspended_on)}" if term.suspended_on else ""
    return f"{term.term.plan} from {day(period.start)} to {day(period.last_day)}{closed}{suspended}"


def acted(term: BookedTerm, state: str) -> str:
    """Say how a term stands after an act."""
    return f"Term {term.id}: {line(term)}. It is {_STATES.get(state, state)}."


def follows(term: BookedTerm) -> str:
    """Say that a queued term follows a corrected end."""
    return f"Term {term.id} follows: {line(term)}."
