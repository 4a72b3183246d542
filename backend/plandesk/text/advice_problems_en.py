"""The sentences of what advice refuses."""

from collections.abc import Mapping
from typing import Any

from plandesk.domain.period import day_before
from plandesk.text.formats import count, day, whole

Facts = Mapping[str, Any]

UNKNOWN_FAMILY = "There is no such plan family in the catalogue."


def unknown_need(facts: Facts) -> str:
    """Say that a must-have is nothing that plans offer."""
    return f"No plan can offer “{facts['id']}”: the catalogue has no such service."


def outside_horizon(facts: Facts) -> str:
    """Say which days are looked at."""
    start, last = day(facts["start"]), day(day_before(facts["end"]))
    return f"A request on {day(facts['on'])} is not within the time looked at, {start} to {last}."


TOO_VARIED = (
    "The chances of so many lengths of requests, at so many a month, take too long to work out against such large "
    "quotas. Ask with fewer lengths for each level, or with a pattern of months instead."
)


def too_large(facts: Facts) -> str:
    """Say how many requests are looked at."""
    return f"Advice looks at no more than {count(facts['most'], 'request')}; these are {whole(facts['requests'])}."


_PARTS = {"flips": "Flip points", "map": "The break-even map", "curves": "Cost curves"}


def too_large_to_grow(facts: Facts) -> str:
    """Say how many requests a part that takes longer is worked out for."""
    part, worked = _PARTS[facts["part"]], "is" if facts["part"] == "map" else "are"
    return (
        f"{part} {worked} worked out for at most {count(facts['most'], 'request')}; "
        f"these are {whole(facts['requests'])}. Ask without “{facts['part']}”."
    )
