"""Why the address of an advice cannot be followed, in sentences."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from plandesk.services.advice_address import AddressFault
from plandesk.text import advice_past_en
from plandesk.text import advice_problems_en as problems
from plandesk.text.formats import day

Facts = Mapping[str, Any]


def refused(faults: Sequence[AddressFault]) -> str:
    """Say that an address is not followed, by its first fault."""
    return explain(faults[0])


def explain(fault: AddressFault) -> str:
    """Say what of an address cannot be followed."""
    told = _FAULTS[fault.rule]
    return told if isinstance(told, str) else told(fault.facts)


def _months(facts: Facts) -> str:
    known = [str(each) for each in facts["known"]]
    return f"“{facts['text']}” is no number of months to look at: {', '.join(known[:-1])} or {known[-1]}."


def _reach(facts: Facts) -> str:
    return f"Advice starts between {day(facts['first'])} and {day(facts['last'])}."


_FAULTS: Final[Mapping[str, str | Callable[[Facts], str]]] = {
    "asks-nothing": "This is no address of an advice. Open the advice, and copy its whole address from the browser.",
    "family": lambda facts: f"There is no plan family “{facts['text']}”.",
    "months": _months,
    "start": lambda facts: f"“{facts['text']}” is no day to start on; write it as 2026-12-31.",
    "need": lambda facts: f"No plan can offer “{facts['text']}”: the catalogue has no such service.",
    "years": lambda facts: f"“{facts['text']}” is no number of years from 0 to {facts['most']}.",
    "several-ways": "The address tells the expected requests in several ways. Use one of them.",
    "of-a-file": "This advice is about the tickets of a file, which are not in its address, so no quote can carry it.",
    "too-many": lambda facts: f"The address lists more than {facts['most']} entries of one kind.",
    "repeated": lambda facts: f"The address says “{facts['name']}” more than once. Put all of it into one.",
    "item": lambda facts: f"“{facts['text']}” says nothing that can be read about requests.",
    "outside-horizon": problems.outside_horizon,
    "start-out-of-reach": _reach,
    "too-large": problems.too_large,
    "begun": lambda facts: advice_past_en.refused(facts["plan"], facts["began"], facts["last"], facts["anew"]),
}
