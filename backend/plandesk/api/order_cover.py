"""What an order brought and what of it is in force now: after refunds, upgrades and disputes, not as it was sold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from marshmallow import fields, validate

from plandesk.api.coverage import CLOSINGS
from plandesk.api.fields import View
from plandesk.api.terms import TermView, show_term
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.period import day_before
from plandesk.services.books.terms import IncidentUnits


class FulfilledTermView(View):
    """A term in the books. `term` has the dates it was sold with, and the update windows as they are now."""

    line = fields.Integer()
    installation = fields.String()
    term = fields.Nested(TermView())
    last_supported_day = fields.Date(
        allow_none=True, metadata={"description": "The last day of its support as it is now; null if it never began."}
    )
    ended = fields.Boolean(metadata={"description": "It was closed early, and that day has come."})
    closed_because = fields.String(allow_none=True, validate=validate.OneOf(CLOSINGS))
    suspended_on = fields.Date(allow_none=True, metadata={"description": "No request is served from this day on."})


class UnitsView(View):
    """Incident units in the books; `last_day` is the last on which they may be used, null until they are used up."""

    level = fields.String()
    units = fields.Integer()
    last_day = fields.Date(allow_none=True)
    ended = fields.Boolean(metadata={"description": "What was unused of them cannot be used any more."})


def show_fulfilled(terms: Sequence[BookedTerm], today: date) -> list[dict[str, Any]]:
    """Show an order's terms as they are now."""
    return [_show_fulfilled(each, today) for each in terms]


def show_units_left(units: Sequence[IncidentUnits], today: date) -> list[dict[str, Any]]:
    """Show an order's incident units, and whether they can still be used."""
    return [
        {
            "level": each.level,
            "units": each.units,
            "last_day": None if each.ends_on is None else day_before(each.ends_on).isoformat(),
            "ended": each.ends_on is not None and each.ends_on <= today,
        }
        for each in units
    ]


def _show_fulfilled(booked: BookedTerm, today: date) -> dict[str, Any]:
    support = booked.support
    now = replace(
        booked.term,
        critical_updates=booked.window("critical_updates"),
        maintenance_upgrades=booked.window("maintenance_upgrades"),
    )
    return {
        "line": booked.position,
        "installation": booked.installation,
        "term": show_term(now),
        "last_supported_day": None if support is None else support.last_day.isoformat(),
        "ended": booked.closed_on is not None and booked.closed_on <= today,
        "closed_because": booked.closed_because,
        "suspended_on": booked.suspended_on.isoformat() if booked.suspended_on else None,
    }
