"""Customers as staff and the vendor's programs see and enter them."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Response, request
from marshmallow import fields

from plandesk.api.access import CustomerView, show_customer
from plandesk.api.auth import principal, program, reach_customer, staff
from plandesk.api.contacts import ContactInput, ContactView, show_contact
from plandesk.api.document import Routes, answer
from plandesk.api.fields import UNSTORABLE, Day, MoneyInput, MoneyView, Payload, View, email_address, line, one_of
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.api.problems import PayloadInvalid
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.customers import Installation
from plandesk.domain.money import Money
from plandesk.services.contacts import NewContact, add_contact
from plandesk.services.customers import (
    NewCustomer,
    NewInstallation,
    add_customer,
    add_installation,
    read_customer,
    search_customers,
)

LONGEST_QUERY: Final = 200
QUERY: Final = {
    "name": "query",
    "in": "query",
    "required": False,
    "description": "A part of the name, the reference, a contact's address or an installation's reference.",
    "schema": {"type": "string", "maxLength": LONGEST_QUERY},
}


class CustomersView(View):
    """Customers found, by name; at most 50."""

    customers = fields.List(fields.Nested(CustomerView()))


class RegisteredInstallationView(View):
    """An installation as it is registered, without its cover. `reference` is its licence key or host name."""

    id = fields.String()
    family = fields.String()
    reference = fields.String()
    label = fields.String(allow_none=True)
    product = fields.String(allow_none=True)
    purchased_on = fields.Date(allow_none=True)
    price = fields.Nested(MoneyView(), allow_none=True)


class CustomerFileView(View):
    """A customer with its people and installations, oldest first."""

    customer = fields.Nested(CustomerView())
    contacts = fields.List(fields.Nested(ContactView()))
    installations = fields.List(fields.Nested(RegisteredInstallationView()))


class CustomerInput(Payload):
    """An organisation to enter. `reference` is the vendor's own number of it."""

    name = line(200)
    reference = line(100, required=False)
    country = one_of(COUNTRIES, required=False, note="ISO 3166-1 alpha-2.")
    tax_id = line(64, required=False)
    invoice_email = email_address(required=False)


def search() -> Response:
    """Find customers by a part of what people know of them."""
    query = request.args.get("query", "")
    if len(query) > LONGEST_QUERY or UNSTORABLE.search(query):
        raise PayloadInvalid({"query": [f"Must be text of at most {LONGEST_QUERY} characters."]})
    return answer({"customers": [show_customer(each) for each in search_customers(query, ports=ports())]})


def read(customer_id: str) -> Response:
    """Read a customer with its people and installations."""
    file = read_customer(reach_customer(customer_id).id, ports=ports())
    return answer(
        {
            "customer": show_customer(file.customer),
            "contacts": [show_contact(each) for each in file.contacts],
            "installations": [show_registered(each) for each in file.installations],
        }
    )


def add(payload: Mapping[str, Any]) -> Response:
    """Enter a customer."""
    return answer(show_customer(add_customer(NewCustomer(**payload), principal(), ports=ports())), 201)


def add_person(payload: Mapping[str, Any], customer_id: str) -> Response:
    """Add a contact of a customer, who is invited by mail."""
    return answer(show_contact(add_contact(customer_id, NewContact(**payload), principal(), ports=ports())), 201)


def register(payload: Mapping[str, Any], customer_id: str) -> Response:
    """Register an installation of a customer."""
    price = payload["price"]
    paid = Money(price["minor"], price["currency"]) if price else None
    added = add_installation(customer_id, NewInstallation(**{**payload, "price": paid}), principal(), ports=ports())
    return answer(show_registered(added), 201)


def routes(catalogue: Catalogue, limit: Wrap) -> Routes:
    """Return the routes of customers; `limit` guards writes."""
    customers = Routes("customers", "Customers, for staff and the vendor's programs.")
    one, sells = "/customers/<string:customer_id>", staff("sales", "admin") | program("shop")
    finds = staff() | program("help_desk", "shop")
    customers.add(
        "GET", "/customers", search, answers={200: CustomersView()}, problems=(422,), parameters=[QUERY], who=finds
    )
    customers.add("GET", one, read, answers={200: CustomerFileView()}, who=finds)
    for rule, view, takes, shown in (
        ("/customers", add, CustomerInput(), CustomerView()),
        (f"{one}/contacts", add_person, ContactInput(), ContactView()),
        (f"{one}/installations", register, installation_schema(catalogue), RegisteredInstallationView()),
    ):
        customers.add(
            "POST", rule, view, takes=takes, answers={201: shown}, problems=(409, 422, 429), wrap=limit, who=sells
        )
    return customers


def installation_schema(catalogue: Catalogue) -> Payload:
    """Return the schema of an installation to register."""
    members = {
        "family": one_of(family.id for family in catalogue.families),
        "reference": line(200, note="The licence key or host name."),
        "label": line(200, required=False),
        "product": line(200, required=False),
        "purchased_on": Day(load_default=None, allow_none=True),
        "price": fields.Nested(MoneyInput(), load_default=None, allow_none=True),
    }
    schema: Payload = Payload.from_dict(members, name="RegisteredInstallationInput")()  # type: ignore[arg-type, assignment]  # Its stub wants invariant values; it keeps the base.
    return schema


def show_registered(installation: Installation) -> dict[str, Any]:
    """Show an installation as it is registered."""
    bought = installation.purchased_on
    return {
        **{name: getattr(installation, name) for name in ("id", "family", "reference", "label", "product")},
        "purchased_on": bought.isoformat() if bought else None,
        "price": show_money(installation.price) if installation.price else None,
    }
