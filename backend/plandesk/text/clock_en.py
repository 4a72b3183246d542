"""The words of the demo's clock."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from plandesk.text.formats import day

TITLE: Final = "The clock of the demo"
STEPS: Final[Mapping[str, str]] = {
    "day": "One day on",
    "week": "One week on",
    "month": "One month on",
    "year": "One year on",
}
GO_TO: Final = "Go to this day"
GO: Final = "Go"
RESET: Final = "Back to the real time"
MAILS: Final = "Mails of the demo"
HOME: Final = "Support plans"
FOLLOWS: Final = "The server, its background worker and the payment sandbox follow at once, and run on from there."
ONE_WAY: Final = (
    "The clock moves forward, or back to the real time. What was ordered, paid or mailed on the way keeps its dates, "
    "and what falls due later waits for its day."
)
HELD: Final = "The clock was set where the server was started (plandesk --now), so it cannot be moved here."


def shows(now: datetime, zone: str) -> str:
    """Say what the clock shows; `now` is in `zone`."""
    return f"It is {day(now.date())}, {now:%H:%M} ({zone})."


def refused(today: date) -> str:
    """Say why the clock was not moved."""
    return f"The clock was not moved: name a day after {day(today)}, at most 31 years from the real one."
