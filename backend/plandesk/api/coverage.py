"""The shapes of what is covered: lanes, terms in the books, and until when a wire is safe."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from marshmallow import fields, validate

from plandesk.api.fields import View
from plandesk.api.terms import TermView, WindowView, show_term
from plandesk.domain.catalogue import Rules
from plandesk.domain.coverage import LANES, BookedTerm, Chain, Lanes, gaps, state_of
from plandesk.domain.period import Period
from plandesk.services.ports import Ports
from plandesk.services.wires import LastSafeWire
from plandesk.text.coverage_en import LANE_NAMES

STATES = (
    *("queued", "active", "suspended", "grace", "lapsed", "ended"),
    *("closed_by_upgrade", "closed_by_start_today", "revoked"),
)
ORIGINS = ("order", "licence", "entered")
CLOSINGS = ("upgrade", "start_today", "revoked")


class GapView(View):
    """Days without cover; `end` is exclusive."""

    start = fields.Date()
    end = fields.Date()
    last_day = fields.Date()
    days = fields.Integer()
    open = fields.Boolean(metadata={"description": "It has not ended yet: the days are those up to today."})


class LaneView(View):
    """The days one kind of cover holds, merged over all terms, and the gaps between them and up to today."""

    lane = fields.String(validate=validate.OneOf(LANES))
    name = fields.String()
    covered = fields.List(fields.Nested(WindowView()))
    gaps = fields.List(fields.Nested(GapView()))


class BookedTermView(TermView):
    """A term in the books; `end` is exclusive. Closed early, it still says the dates it was sold with."""

    id = fields.String()
    plan_name = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))
    origin = fields.String(validate=validate.OneOf(ORIGINS))
    money_on = fields.Date(metadata={"description": "Requests dated earlier are not covered."})
    last_supported_day = fields.Date(
        allow_none=True, metadata={"description": "The last day of its support, also where it was closed early."}
    )
    closed_on = fields.Date(allow_none=True, metadata={"description": "The first day without its support."})
    closed_because = fields.String(allow_none=True, validate=validate.OneOf(CLOSINGS))
    suspended_on = fields.Date(allow_none=True)
    order_number = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)


class HolidayView(View):
    """A day on which banks do not work."""

    day = fields.Date()
    name = fields.String()


class SafeWireView(View):
    """The latest day to order and send a wire that arrives before the cover ends."""

    last_safe_day = fields.Date()
    in_time = fields.Boolean(metadata={"description": "Whether a wire sent today still arrives before the cover ends."})
    arrives_on = fields.Date()
    business_days = fields.Integer()
    holidays = fields.List(fields.Nested(HolidayView()))


def show_lanes(covered: Lanes, today: date) -> list[dict[str, Any]]:
    """Show the three lanes; their gaps are told up to today."""
    return [
        {
            "lane": lane,
            "name": LANE_NAMES[lane],
            "covered": [_show_window(each) for each in covered[lane]],
            "gaps": [_show_gap(each, covered[lane], today) for each in _gaps(covered[lane], today)],
        }
        for lane in LANES
    ]


def _gaps(covered: Sequence[Period], today: date) -> Sequence[Period]:
    return gaps(covered, max(today, covered[-1].end)) if covered else ()


def show_booked(
    term: BookedTerm, chain: Chain, rules: Rules, today: date, orders: Mapping[str, str], here: Ports
) -> dict[str, Any]:
    """Show a term in the books; `orders` are the numbers of orders by id."""
    plan = here.editions(term.catalogue_version).plan(term.term.plan)
    return {
        **show_term(term.term),
        "id": term.id,
        "plan_name": plan.name.value,
        "state": state_of(term, chain, rules, today),
        "origin": term.origin,
        "money_on": term.money_on.isoformat(),
        "last_supported_day": term.support.last_day.isoformat() if term.support else None,
        "closed_on": term.closed_on.isoformat() if term.closed_on else None,
        "closed_because": term.closed_because,
        "suspended_on": term.suspended_on.isoformat() if term.suspended_on else None,
        "order_number": orders.get(term.order_id or ""),
        "reason": term.reason,
    }


def show_safe_wire(wire: LastSafeWire | None, rules: Rules, today: date) -> dict[str, Any] | None:
    """Show until when a wire is safe, and whether one that is sent today is."""
    if wire is None:
        return None
    return {
        "last_safe_day": wire.day.isoformat(),
        "in_time": wire.in_time(today),
        "arrives_on": wire.arrives_on.isoformat(),
        "business_days": rules.wire_business_days,
        "holidays": [{"day": each.day.isoformat(), "name": each.name} for each in wire.holidays],
    }


def _show_window(window: Period) -> dict[str, Any]:
    return {
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "last_covered_day": window.last_day.isoformat(),
    }


def _show_gap(gap: Period, covered: Sequence[Period], today: date) -> dict[str, Any]:
    return {
        "start": gap.start.isoformat(),
        "end": gap.end.isoformat(),
        "last_day": gap.last_day.isoformat(),
        "days": gap.days,
        "open": gap.end == today and gap.start >= covered[-1].end,
    }
