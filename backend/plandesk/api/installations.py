"""What covers an installation: its terms, lanes, quota and requests, as its customer sees them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import contact, reach_installation, staff
from plandesk.api.coverage import (
    STATES,
    BookedTermView,
    LaneView,
    SafeWireView,
    show_booked,
    show_lanes,
    show_safe_wire,
)
from plandesk.api.document import Routes, answer
from plandesk.api.fields import MoneyView, View
from plandesk.api.open_orders import OpenOrderView, show_open_orders
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.api.requests import OwnedUnitsView, QuotaUseView, RequestView, show_quota, show_requests, show_units
from plandesk.domain.catalogue import Catalogue, Rules
from plandesk.domain.coverage import BookedTerm, lanes
from plandesk.domain.terms import grace_end
from plandesk.services.installations import Standing, read_installation
from plandesk.services.ports import Ports


class NextTermView(View):
    """The term that is queued behind the running one."""

    plan = fields.String()
    plan_name = fields.String()
    start = fields.Date()
    last_covered_day = fields.Date()


class StandingView(View):
    """An installation and how its cover stands today; told by the running term, else the next, else the last."""

    id = fields.String()
    name = fields.String()
    reference = fields.String()
    label = fields.String(allow_none=True)
    family = fields.String()
    family_name = fields.String()
    product = fields.String(allow_none=True)
    state = fields.String(allow_none=True, validate=validate.OneOf(STATES))
    plan = fields.String(allow_none=True)
    plan_name = fields.String(allow_none=True)
    start = fields.Date(allow_none=True)
    last_covered_day = fields.Date(allow_none=True, metadata={"description": "Of the whole chain, what is queued too."})
    days_left = fields.Integer(allow_none=True, metadata={"description": "Covered days of the chain from today on."})
    next = fields.Nested(NextTermView(), allow_none=True)
    critical_updates_until = fields.Date(allow_none=True, metadata={"description": "The last covered day."})
    maintenance_upgrades_until = fields.Date(allow_none=True, metadata={"description": "The last covered day."})
    extendable = fields.Boolean(metadata={"description": "Whether an extension may be ordered today."})
    upgradable = fields.Boolean(metadata={"description": "Whether a higher plan may take its place today."})
    grace_until = fields.Date(
        allow_none=True,
        metadata={"description": "The last day to go on without a gap; null unless in grace."},
    )
    opens_on = fields.Date(allow_none=True, metadata={"description": "From when an extension can be queued."})
    quota = fields.List(fields.Nested(QuotaUseView()))


class InstallationView(StandingView):
    """An installation with everything in the books about it; requests newest first."""

    today = fields.Date()
    purchased_on = fields.Date(allow_none=True)
    price = fields.Nested(MoneyView(), allow_none=True)
    cover_version = fields.String()
    terms = fields.List(fields.Nested(BookedTermView()))
    lanes = fields.List(fields.Nested(LaneView()))
    units = fields.List(fields.Nested(OwnedUnitsView()))
    requests = fields.List(fields.Nested(RequestView()))
    wire = fields.Nested(SafeWireView(), allow_none=True)
    open_orders = fields.List(fields.Nested(OpenOrderView()), metadata={"description": "Newest first."})


def read(installation_id: str) -> Response:
    """Read what covers an installation."""
    installation = reach_installation(installation_id)
    here = ports()
    file = read_installation(installation.id, ports=here)
    standing, rules = file.standing, here.catalogue.rules
    chain, today = standing.chain, standing.today
    body = {
        **show_standing(standing, here),
        "today": today.isoformat(),
        "purchased_on": installation.purchased_on.isoformat() if installation.purchased_on else None,
        "price": show_money(installation.price) if installation.price else None,
        "cover_version": chain.version,
        "terms": [show_booked(each, chain, rules, today, file.orders, here) for each in chain.terms],
        "lanes": show_lanes(lanes(chain.terms), today),
        "units": [show_units(each, here.editions(each.units.catalogue_version)) for each in file.units],
        "requests": show_requests(file.requests),
        "wire": show_safe_wire(file.wire, rules, today),
        "open_orders": show_open_orders(file.open_orders),
    }
    return answer(body, Cache_Control="no-store")


def routes() -> Routes:
    """Return the routes of installations."""
    installations = Routes("installations", "What covers an installation.")
    installations.add(
        "GET",
        "/installations/<string:installation_id>",
        read,
        answers={200: InstallationView()},
        problems=(404,),
        who=contact("see_cover") | staff(),
    )
    return installations


def show_standing(standing: Standing, here: Ports) -> dict[str, Any]:
    """Show an installation and how its cover stands today."""
    installation, chain, today = standing.installation, standing.chain, standing.today
    told, end = standing.told, chain.end
    covered = lanes(chain.terms)
    queued = [each for each in chain.queued(today) if each is not told]
    opens_on = standing.opens_on
    return {
        "id": installation.id,
        "name": installation.name,
        "reference": installation.reference,
        "label": installation.label,
        "family": installation.family,
        "family_name": _family_name(installation.family, here.catalogue),
        "product": installation.product,
        "state": standing.state,
        "plan": told.term.plan if told else None,
        "plan_name": _plan_name(told, here) if told else None,
        "start": told.term.period.start.isoformat() if told else None,
        "last_covered_day": chain.last.support.last_day.isoformat() if chain.last and chain.last.support else None,
        "days_left": max(0, (end - today).days) if end else None,
        "next": _show_next(queued[0], here) if queued else None,
        "critical_updates_until": _until(covered["critical_updates"]),
        "maintenance_upgrades_until": _until(covered["maintenance_upgrades"]),
        "extendable": standing.is_extendable,
        "upgradable": standing.is_upgradable(here.catalogue),
        "grace_until": _grace_until(standing, here.catalogue.rules),
        "opens_on": opens_on.isoformat() if opens_on else None,
        "quota": [show_quota(each, here.editions(told.catalogue_version)) for each in standing.quotas] if told else [],
    }


def _grace_until(standing: Standing, rules: Rules) -> str | None:
    end = standing.chain.end
    return (grace_end(rules, end) - timedelta(days=1)).isoformat() if standing.state == "grace" and end else None


def _until(covered: Any) -> str | None:
    return covered[-1].last_day.isoformat() if covered else None


def _show_next(term: BookedTerm, here: Ports) -> Mapping[str, Any]:
    return {
        "plan": term.term.plan,
        "plan_name": _plan_name(term, here),
        "start": term.term.period.start.isoformat(),
        "last_covered_day": term.term.period.last_day.isoformat(),
    }


def _plan_name(term: BookedTerm, here: Ports) -> str:
    return here.editions(term.catalogue_version).plan(term.term.plan).name.value


def _family_name(family_id: str, catalogue: Catalogue) -> str:
    """Name a family; one that is no longer in the catalogue is named by its id."""
    return next((family.name for family in catalogue.families if family.id == family_id), family_id)
