"""Another mail address for the contact who is signed in."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields

from plandesk.api.auth import acting_contact, contact
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Payload, View, email_address, line
from plandesk.api.limits import Count, Wrap
from plandesk.api.ports import ports
from plandesk.domain.customers import address_key
from plandesk.services.addresses import ask_new_address, confirm_new_address


class AddressInput(Payload):
    """The new address."""

    email = email_address()


class AddressConfirmInput(Payload):
    """The token of one of the two links."""

    token = line(200)


class AddressConfirmedView(View):
    """One mailbox has confirmed; `changed` once both have."""

    changed = fields.Boolean()


def confirm(payload: Mapping[str, Any]) -> Response:
    """Confirm for one of the two mailboxes; whoever reads its mail may, signed in or not."""
    return answer({"changed": confirm_new_address(payload["token"], ports=ports())}, Cache_Control="no-store")


def routes(limit: Wrap, networks: Wrap, addresses: Count) -> Routes:
    """Return the routes of changing one's address; `networks` and `addresses` count the mails."""

    def ask(payload: Mapping[str, Any]) -> Response:
        """Ask the old and the new mailbox whether the address shall change."""
        asking = acting_contact()
        addresses(address_key(payload["email"]))
        ask_new_address(asking, payload["email"], ports=ports())
        return Response(status=202)

    changes = Routes("addresses", "Another mail address to sign in with.")
    changes.add(
        "POST",
        "/account/email",
        ask,
        takes=AddressInput(),
        answers={202: None},
        problems=(422, 429),
        wrap=networks,
        who=contact(),
    )
    changes.add(
        "POST",
        "/account/email/confirm",
        confirm,
        takes=AddressConfirmInput(),
        answers={200: AddressConfirmedView()},
        problems=(409, 422, 429),
        wrap=limit,
    )
    return changes
