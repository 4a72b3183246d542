"""What the link of a reminder shows before anything is priced."""

from typing import Any, get_args

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import link, principal
from plandesk.api.document import Routes, answer
from plandesk.api.fields import View
from plandesk.api.open_orders import OpenOrderView, show_open_orders
from plandesk.api.ports import ports
from plandesk.domain.access import LinkHolder, NothingHere
from plandesk.services.extend_links import ExtendLink, LinkState, show_extend_link


class LinkedInstallationView(View):
    """The one installation that a link opens."""

    id = fields.String()
    name = fields.String()
    family = fields.String()
    family_name = fields.String()


class LinkedTermView(View):
    """The cover that a link extends, as it stands now."""

    plan_name = fields.String()
    last_covered_day = fields.Date()


class ExtendLinkView(View):
    """What a reminder's link shows: no address, no other installation, nothing that was paid."""

    installation = fields.Nested(LinkedInstallationView())
    term = fields.Nested(LinkedTermView())
    vendor = fields.String()
    company_known = fields.Boolean()
    country_known = fields.Boolean(metadata={"description": "Where it is not, an order asks for it."})
    state = fields.String(
        validate=validate.OneOf(get_args(LinkState)),
        metadata={"description": "`already_extended`: another term follows the one that the mail was about."},
    )
    open_orders = fields.List(
        fields.Nested(OpenOrderView()), metadata={"description": "They stand for the installation already."}
    )


def read() -> Response:
    """Tell what a reminder's link opens."""
    holder = principal()
    if not isinstance(holder, LinkHolder):
        raise NothingHere
    return answer(show(show_extend_link(holder, ports=ports())))


def show(opened: ExtendLink) -> dict[str, Any]:
    """Show what a link opens."""
    known = opened.installation
    return {
        "installation": {
            "id": known.id,
            "name": known.name,
            "family": known.family,
            "family_name": opened.family_name,
        },
        "term": {"plan_name": opened.plan_name, "last_covered_day": opened.last_covered_day.isoformat()},
        "vendor": opened.vendor,
        "company_known": opened.company_known,
        "country_known": opened.country_known,
        "state": opened.state,
        "open_orders": show_open_orders(opened.orders),
    }


def routes() -> Routes:
    """Return the route of reminders' links."""
    links = Routes("extend_links", "The link of a reminder.")
    links.add("GET", "/extend-link", read, answers={200: ExtendLinkView()}, who=link())
    return links
