"""Calendar files of all ends."""

from typing import Final

from flask import Response

from plandesk.api.auth import acting_contact, contact
from plandesk.api.document import Routes
from plandesk.api.ports import ports
from plandesk.services.ends_calendar import customer_calendar, installation_calendar

_TYPE: Final = "text/calendar"
_ANSWERS: Final = {
    "200": {"description": "An iCalendar file (RFC 5545)", "content": {_TYPE: {"schema": {"type": "string"}}}}
}


def of_account() -> Response:
    """Return the last covered days of every installation of the customer, and the last days of grace."""
    return _file(customer_calendar(acting_contact().customer, ports=ports()))


def of_installation(installation_id: str) -> Response:
    """Return the last covered days of an installation, and the last day of grace."""
    return _file(installation_calendar(installation_id, ports=ports()))


def _file(written: bytes) -> Response:
    answer = Response(written, content_type=f"{_TYPE}; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="support-ends.ics"'
    return answer


def routes() -> Routes:
    """Return the routes of calendar files."""
    calendars = Routes("ends_calendar", "Calendar files of all ends.")
    who = contact("see_cover")
    calendars.add("GET", "/account/calendar.ics", of_account, answers={}, responses=_ANSWERS, who=who)
    calendars.add(
        "GET",
        "/installations/<string:installation_id>/calendar.ics",
        of_installation,
        answers={},
        responses=_ANSWERS,
        who=who,
    )
    return calendars
