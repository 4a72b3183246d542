"""Another mail address for the contact who is signed in."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import acting_contact, contact
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Payload, View, email_address, line
from plandesk.api.limits import Count, Wrap
from plandesk.api.ports import ports
from plandesk.domain.access import NewAddress
from plandesk.domain.customers import address_key
from plandesk.services.addresses import (
    ask_new_address,
    cancel_new_address,
    confirm_new_address,
    pending_address,
    show_new_address,
)

SIDES: Final = ("old", "new")


class AddressInput(Payload):
    """The new address."""

    email = email_address()


class AddressTokenInput(Payload):
    """The token of one of the two links."""

    token = line(200)


class PendingAddressView(View):
    """A change that waits for one or both mailboxes; its links work until `expires_at`."""

    new_email = fields.String()
    old_confirmed = fields.Boolean()
    new_confirmed = fields.Boolean()
    expires_at = fields.DateTime()


class AddressChangeView(View):
    """The change of one's own address that waits, or null."""

    pending = fields.Nested(PendingAddressView(), allow_none=True)


class AddressLinkView(View):
    """What a link would confirm, and for which of the two mailboxes; it works until `expires_at`."""

    old_email = fields.String()
    new_email = fields.String()
    side = fields.String(validate=validate.OneOf(SIDES))
    expires_at = fields.DateTime()


class AddressConfirmedView(View):
    """One mailbox has confirmed; `changed` once both have."""

    changed = fields.Boolean()
    old_email = fields.String()
    new_email = fields.String()


def read() -> Response:
    """Tell which change of the own address waits."""
    return _show_pending(pending_address(acting_contact(), ports=ports()))


def cancel() -> Response:
    """Take the wish for another address back; its links work no more."""
    asking = acting_contact()
    cancel_new_address(asking, ports=ports())
    return _show_pending(pending_address(asking, ports=ports()))


def show(payload: Mapping[str, Any]) -> Response:
    """Tell what a link would confirm, and confirm nothing; whoever reads its mail may, signed in or not."""
    told = show_new_address(payload["token"], ports=ports())
    return answer(
        {
            "old_email": told.wish.old_email,
            "new_email": told.wish.new_email,
            "side": told.side,
            "expires_at": told.wish.expires_at.isoformat(),
        },
        Cache_Control="no-store",
    )


def confirm(payload: Mapping[str, Any]) -> Response:
    """Confirm for one of the two mailboxes; whoever reads its mail may, signed in or not."""
    wish = confirm_new_address(payload["token"], ports=ports())
    body = {"changed": wish.is_confirmed, "old_email": wish.old_email, "new_email": wish.new_email}
    return answer(body, Cache_Control="no-store")


def routes(limit: Wrap, networks: Wrap, addresses: Count) -> Routes:
    """Return the routes of changing one's address; `networks` and `addresses` count the mails."""

    def ask(payload: Mapping[str, Any]) -> Response:
        """Ask the old and the new mailbox whether the address shall change."""
        asking = acting_contact()
        addresses(address_key(payload["email"]))
        ask_new_address(asking, payload["email"], ports=ports())
        return Response(status=202)

    changes = Routes("addresses", "Another mail address to sign in with.")
    own = "/account/email"
    changes.add("GET", own, read, answers={200: AddressChangeView()}, who=contact())
    changes.add(
        "POST",
        own,
        ask,
        takes=AddressInput(),
        answers={202: None},
        problems=(409, 422, 429),
        wrap=networks,
        who=contact(),
    )
    changes.add(
        "POST",
        f"{own}/cancel",
        cancel,
        answers={200: AddressChangeView()},
        problems=(429,),
        wrap=limit,
        who=contact(),
    )
    for rule, view, shown in (("show", show, AddressLinkView()), ("confirm", confirm, AddressConfirmedView())):
        changes.add(
            "POST",
            f"{own}/{rule}",
            view,
            takes=AddressTokenInput(),
            answers={200: shown},
            problems=(409, 422, 429),
            wrap=limit,
        )
    return changes


def _show_pending(wish: NewAddress | None) -> Response:
    pending = (
        None
        if wish is None
        else {
            "new_email": wish.new_email,
            "old_confirmed": wish.old_confirmed_at is not None,
            "new_confirmed": wish.new_confirmed_at is not None,
            "expires_at": wish.expires_at.isoformat(),
        }
    )
    return answer({"pending": pending})
