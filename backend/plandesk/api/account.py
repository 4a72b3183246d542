"""A customer's account: what is covered until when, what is left, and what was ordered."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import acting_contact, contact
from plandesk.api.document import Routes, answer
from plandesk.api.documents import DocumentLinkView, show_link
from plandesk.api.fields import MoneyView, View
from plandesk.api.installations import StandingView, show_standing
from plandesk.api.orders import STATES
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.api.requests import OwnedUnitsView, show_units
from plandesk.domain.customers import ROLES
from plandesk.domain.documents import Document
from plandesk.domain.orders import Order
from plandesk.services.customers import list_payers
from plandesk.services.documents import list_documents_of
from plandesk.services.installations import read_account
from plandesk.services.orders import list_orders
from plandesk.text.prices_en import line_at_a_glance


class AccountCustomerView(View):
    """The organisation, and what its papers need."""

    id = fields.String()
    name = fields.String()
    reference = fields.String(allow_none=True)
    country = fields.String(allow_none=True)


class AccountView(View):
    """Everything a customer has; installations by what ends soonest, those without cover last."""

    customer = fields.Nested(AccountCustomerView())
    today = fields.Date()
    time_zone = fields.String()
    installations = fields.List(fields.Nested(StandingView()))
    units = fields.List(fields.Nested(OwnedUnitsView()))


class OrderSummaryView(View):
    """An order at a glance; `token` is its address."""

    number = fields.String()
    token = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))
    placed_at = fields.DateTime()
    total = fields.Nested(MoneyView())
    lines = fields.List(fields.String(), metadata={"description": "What was ordered, and how much of it."})
    documents = fields.List(fields.Nested(DocumentLinkView()), metadata={"description": "Oldest first."})


class OrdersView(View):
    """A customer's orders, newest first."""

    orders = fields.List(fields.Nested(OrderSummaryView()))


class PayerView(View):
    """A contact who may pay what another one prepared."""

    id = fields.String()
    name = fields.String()
    email = fields.String()
    role = fields.String(validate=validate.OneOf(ROLES))


class PayersView(View):
    """The contacts who may order and pay."""

    payers = fields.List(fields.Nested(PayerView()))


def read() -> Response:
    """Read your account."""
    here = ports()
    account = read_account(acting_contact().customer.id, ports=here)
    customer = account.customer
    body = {
        "customer": {
            "id": customer.id,
            "name": customer.name,
            "reference": customer.reference,
            "country": customer.country,
        },
        "today": account.today.isoformat(),
        "time_zone": here.catalogue.rules.time_zone,
        "installations": [show_standing(each, here) for each in account.standings],
        "units": [show_units(each, here.editions(each.units.catalogue_version)) for each in account.units],
    }
    return answer(body, Cache_Control="no-store")


def orders() -> Response:
    """List your company's orders, newest first."""
    customer_id, here = acting_contact().customer.id, ports()
    found, issued = list_orders(customer_id, ports=here), list_documents_of(customer_id, ports=here)
    body = [show_summary(each, issued.get(each.id, ())) for each in found]
    return answer({"orders": body}, Cache_Control="no-store")


def payers() -> Response:
    """List the contacts of your company who may pay an order that you prepare."""
    found = list_payers(acting_contact().customer.id, ports=ports())
    body = [{"id": each.id, "name": each.name, "email": each.email, "role": each.role} for each in found]
    return answer({"payers": body}, Cache_Control="no-store")


def routes() -> Routes:
    """Return the routes of the account."""
    account = Routes("account", "What a customer has.")
    account.add("GET", "/account", read, answers={200: AccountView()}, who=contact("see_cover"))
    account.add("GET", "/account/orders", orders, answers={200: OrdersView()}, who=contact("see_orders"))
    account.add("GET", "/account/payers", payers, answers={200: PayersView()}, who=contact("prepare_order"))
    return account


def show_summary(order: Order, issued: Sequence[Document]) -> dict[str, Any]:
    """Show an order at a glance, with the documents that were issued for it."""
    edition = ports().editions(order.catalogue_version)
    return {
        "number": order.number,
        "token": order.token,
        "state": order.state,
        "placed_at": order.placed_at.isoformat(),
        "total": show_money(order.total),
        "lines": [line_at_a_glance(line, edition) for line in order.breakdown.lines],
        "documents": [show_link(order.token, each) for each in issued],
    }
