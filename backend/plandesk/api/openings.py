"""Whether a request shows a quote to a person, by what browsers and programs say of themselves."""

from typing import Final

from crawleruseragents import is_crawler  # type: ignore[import-untyped]  # It ships no types.
from flask import request

from plandesk.api.auth import principal
from plandesk.api.ports import ports
from plandesk.domain.access import StaffSession
from plandesk.domain.openings import Reading
from plandesk.services.openings import record_opening

_AHEAD: Final = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""Headers in which browsers say that nobody has asked for it yet."""


def note_opening(token: str) -> None:
    """Write down an opening of the quote at an address, if this request is one."""
    if _reading().is_opening:
        record_opening(token, ports=ports())


def _reading() -> Reading:
    agent, site = request.headers.get("User-Agent", ""), request.headers.get("Sec-Fetch-Site")
    # Every browser calls itself Mozilla, and no page of ours sends credentials other than its cookie here.
    person = agent.startswith("Mozilla/") and not is_crawler(agent) and "Authorization" not in request.headers
    return Reading(
        program=not person,
        by_page=None if site is None else site == "same-origin",
        ahead=any("prefetch" in request.headers.get(name, "").lower() for name in _AHEAD),
        by_staff=person and isinstance(principal(), StaffSession),
    )
