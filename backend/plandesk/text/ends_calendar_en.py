"""The English words of the calendar of ends."""

from collections.abc import Mapping
from datetime import date

from plandesk.domain.coverage import Lane
from plandesk.text.formats import day

_LANES: Mapping[Lane, str] = {
    "support": "support",
    "maintenance_upgrades": "maintenance upgrades",
    "critical_updates": "critical updates",
}


def calendar_name(of: str) -> str:
    """Name the calendar of a customer or of an installation."""
    return f"Support of {of}: last covered days"


def last_day_of(installation: str, lane: Lane) -> str:
    """Say what ends with a day."""
    return f"{installation}: last day of {_LANES[lane]}"


def explain_end(lane: Lane, covered_from: date, plan: str) -> str:
    """Say what a lane's last covered day means."""
    return f"Covered from {day(covered_from)} through this day. The plan is {plan}."


def last_day_of_grace(installation: str) -> str:
    """Say what ends with the last day of grace."""
    return f"{installation}: last day to continue support without a gap"


def explain_grace(last_covered_day: date) -> str:
    """Say what the last day of grace means."""
    return (
        f"Support is covered until {day(last_covered_day)}. An extension that is paid by this day can start where it "
        "ends; after it, the days in between stay without cover."
    )
