"""The people of a customer, as its owners keep them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import acting_contact, contact, principal
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Payload, View, email_address, line, one_of
from plandesk.api.limits import Count, Wrap
from plandesk.api.ports import ports
from plandesk.domain.customers import ROLES, Contact, address_key
from plandesk.services.contacts import NewContact, add_contact, change_contact, list_contacts, remove_contact


class ContactView(View):
    """A person of a customer, who signs in by the mail address."""

    id = fields.String()
    email = fields.String()
    name = fields.String()
    role = fields.String(validate=validate.OneOf(ROLES))


class ContactsView(View):
    """The people of a customer, oldest first."""

    contacts = fields.List(fields.Nested(ContactView()))


class ContactInput(Payload):
    """A person to invite."""

    email = email_address()
    name = line(200)
    role = one_of(ROLES)


class ContactChangeInput(Payload):
    """What can be changed of a person; the mail address changes by the person's own wish only."""

    name = line(200)
    role = one_of(ROLES)


def list_own() -> Response:
    """List the contacts of the own customer."""
    return answer(show_contacts(list_contacts(acting_contact().customer.id, ports=ports())))


def change(payload: Mapping[str, Any], contact_id: str) -> Response:
    """Change a contact's name and role; what they may do follows at once."""
    changed = change_contact(contact_id, payload["name"], payload["role"], principal(), ports=ports())
    return answer(show_contact(changed))


def remove(contact_id: str) -> Response:
    """Remove a contact, whose sessions end at once, and list those that are left."""
    asking = acting_contact()
    remove_contact(contact_id, asking, ports=ports())
    return answer(show_contacts(list_contacts(asking.customer.id, ports=ports())))


def routes(limit: Wrap, networks: Wrap, addresses: Count) -> Routes:
    """Return the routes of contacts; `networks` and `addresses` count invitations."""

    def add(payload: Mapping[str, Any]) -> Response:
        """Add a contact, who is invited by mail."""
        asking = acting_contact()
        addresses(address_key(payload["email"]))
        return answer(show_contact(add_contact(asking.customer.id, NewContact(**payload), asking, ports=ports())), 201)

    people = Routes("contacts", "The people of a customer.")
    owner, one = contact("manage_contacts"), "/account/contacts/<string:contact_id>"
    people.add("GET", "/account/contacts", list_own, answers={200: ContactsView()}, who=owner)
    people.add(
        "POST",
        "/account/contacts",
        add,
        takes=ContactInput(),
        answers={201: ContactView()},
        problems=(409, 422, 429),
        wrap=networks,
        who=owner,
    )
    people.add(
        "POST",
        one,
        change,
        takes=ContactChangeInput(),
        answers={200: ContactView()},
        problems=(409, 422, 429),
        wrap=limit,
        who=owner,
    )
    people.add(
        "POST", f"{one}/remove", remove, answers={200: ContactsView()}, problems=(409, 429), wrap=limit, who=owner
    )
    return people


def show_contact(person: Contact) -> dict[str, Any]:
    """Show a person."""
    return {"id": person.id, "email": person.email, "name": person.name, "role": person.role}


def show_contacts(people: Sequence[Contact]) -> dict[str, Any]:
    """Show people."""
    return {"contacts": [show_contact(each) for each in people]}
