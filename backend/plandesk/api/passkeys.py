"""Passkeys of staff over HTTP: asking for a challenge, answering it, and taking a key away."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Response
from marshmallow import fields, validate

from plandesk.api.access import SessionView, show_session
from plandesk.api.auth import passkey_holder, principal, staff
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Pattern, Payload, Text, View, line
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.domain.access import NothingHere, StaffHalfway, StaffSession
from plandesk.domain.passkeys import ALGORITHMS, CHALLENGE_LASTS, Passkey
from plandesk.services.passkeys import (
    Asked,
    Person,
    ask_to_register,
    ask_to_show,
    list_every_passkey,
    list_passkeys,
    register_passkey,
    remove_lost_passkey,
    remove_own_passkey,
    show_passkey,
)

BASE64URL: Final = r"^[A-Za-z0-9_-]+$"
LONGEST_NAME: Final = 60
HELD: Final = "/desk/passkeys"


def _bytes(most: int, note: str) -> Text:
    """Return a field for bytes in base64url without padding, of at most `most` characters."""
    rules = [validate.Length(1, most), Pattern(BASE64URL, "Must be base64url without padding.")]
    return Text(required=True, validate=rules, metadata={"description": note})


class MadeInput(Payload):
    """What `navigator.credentials.create` answered; all is base64url."""

    id = _bytes(1400, "The credential's id.")
    client_data = _bytes(4096, "`clientDataJSON`.")
    attestation_object = _bytes(32_768, "`attestationObject`.")


class ShownInput(Payload):
    """What `navigator.credentials.get` answered; all is base64url."""

    id = _bytes(1400, "The credential's id.")
    client_data = _bytes(4096, "`clientDataJSON`.")
    authenticator_data = _bytes(4096, "`authenticatorData`.")
    signature = _bytes(2048, "`signature`.")


class RegisterInput(Payload):
    """A new passkey and how the person calls it."""

    name = line(LONGEST_NAME)
    passkey = fields.Nested(MadeInput(), required=True)


class ShowInput(Payload):
    """A passkey that signed the challenge."""

    passkey = fields.Nested(ShownInput(), required=True)


class RemoveInput(Payload):
    """Nothing to say: the path names what goes."""


class RemoveLostInput(Payload):
    """Why somebody else's passkey is removed; kept in the audit."""

    reason = line(500)


class RegistrationView(View):
    """What `navigator.credentials.create` is asked; bytes are base64url."""

    challenge = fields.String()
    domain = fields.String(metadata={"description": "The relying party's id."})
    vendor = fields.String()
    person_id = fields.String(metadata={"description": "Tells people apart, and tells nothing of them."})
    person = fields.String()
    algorithms = fields.List(fields.Integer(), metadata={"description": "COSE numbers, the preferred first."})
    known = fields.List(fields.String(), metadata={"description": "Credentials that are registered already."})
    timeout_seconds = fields.Integer()


class ChallengeView(View):
    """What `navigator.credentials.get` is asked; bytes are base64url."""

    challenge = fields.String()
    domain = fields.String(metadata={"description": "The relying party's id."})
    known = fields.List(fields.String(), metadata={"description": "The person's credentials."})
    timeout_seconds = fields.Integer()


class PasskeyView(View):
    """One passkey, as its person sees it."""

    id = fields.String()
    name = fields.String()
    created_at = fields.DateTime()
    used_at = fields.DateTime(allow_none=True)
    current = fields.Boolean(metadata={"description": "This session was opened with it."})


class PasskeysView(View):
    """A person's own passkeys, oldest first, and whether any can be made here."""

    passkeys = fields.List(fields.Nested(PasskeyView()))
    required = fields.Boolean(metadata={"description": "Staff must have one."})
    origin = fields.String(
        allow_none=True, metadata={"description": "Where alone passkeys work; null where this address has none."}
    )


class HeldPasskeyView(View):
    """A passkey of any member of staff, as admins see it."""

    id = fields.String()
    staff = fields.String()
    name = fields.String()
    created_at = fields.DateTime()
    used_at = fields.DateTime(allow_none=True)


class HeldPasskeysView(View):
    """Everybody's passkeys, oldest first."""

    passkeys = fields.List(fields.Nested(HeldPasskeyView()))


def list_own() -> Response:
    """List the person's own passkeys."""
    return _own(_signed_in())


def ask_registration() -> Response:
    """Give a challenge for a new passkey; it is answered once, within five minutes, by this session."""
    asked = ask_to_register(_person(), ports=ports())
    return answer(
        {
            **_show_asked(asked),
            "vendor": asked.vendor,
            "person_id": asked.person_id,
            "person": asked.person,
            "algorithms": list(ALGORITHMS),
        }
    )


def register(payload: Mapping[str, Any]) -> Response:
    """Register a passkey; whoever lacked one is signed in thereby."""
    return answer(show_session(register_passkey(_person(), payload["name"], payload["passkey"], ports=ports())), 201)


def ask_challenge() -> Response:
    """Give a challenge for one of the person's passkeys; it is answered once, within five minutes, by this session."""
    return answer(_show_asked(ask_to_show(_person(), ports=ports())))


def show(payload: Mapping[str, Any]) -> Response:
    """Take the second step of signing in."""
    return answer(show_session(show_passkey(_person(), payload["passkey"], ports=ports())))


def remove_own(payload: Mapping[str, Any], passkey_id: str) -> Response:
    """Remove one of the person's own passkeys, and list those that are left."""
    asking = _signed_in()
    remove_own_passkey(asking, passkey_id, ports=ports())
    return _own(asking)


def list_held() -> Response:
    """List everybody's passkeys."""
    return _held()


def remove_lost(payload: Mapping[str, Any], passkey_id: str) -> Response:
    """Remove a passkey that somebody else has lost; their sessions which it opened ask for another one."""
    remove_lost_passkey(_signed_in(), passkey_id, payload["reason"], ports=ports())
    return _held()


def routes(limit: Wrap) -> Routes:
    """Return the routes of passkeys; `limit` guards writes."""
    passkeys = Routes("passkeys", "Passkeys of staff: the second step of signing in.")
    passkeys.add("GET", "/passkeys", list_own, answers={200: PasskeysView()}, who=staff())
    steps = passkey_holder()
    for rule, view, takes, answers in (
        ("/passkeys/registration", ask_registration, None, {200: RegistrationView()}),
        ("/passkeys", register, RegisterInput(), {201: SessionView()}),
        ("/passkeys/challenge", ask_challenge, None, {200: ChallengeView()}),
        ("/passkeys/show", show, ShowInput(), {200: SessionView()}),
    ):
        problems = (409, 422, 429) if takes else (409, 429)
        passkeys.add("POST", rule, view, takes=takes, answers=answers, problems=problems, wrap=limit, who=steps)
    for rule, remove, wanted, left, who in (
        ("/passkeys/<string:passkey_id>/remove", remove_own, RemoveInput(), PasskeysView(), staff()),
        (f"{HELD}/<string:passkey_id>/remove", remove_lost, RemoveLostInput(), HeldPasskeysView(), staff("admin")),
    ):
        problems = (409, 422, 429)
        passkeys.add("POST", rule, remove, takes=wanted, answers={200: left}, problems=problems, wrap=limit, who=who)
    passkeys.add("GET", HELD, list_held, answers={200: HeldPasskeysView()}, who=staff("admin"))
    return passkeys


def _person() -> Person:
    """Return who acts, on a route that lets in nobody but staff."""
    asking = principal()
    if not isinstance(asking, StaffSession | StaffHalfway):
        raise NothingHere
    return asking


def _signed_in() -> StaffSession:
    asking = principal()
    if not isinstance(asking, StaffSession):
        raise NothingHere
    return asking


def _own(asking: StaffSession) -> Response:
    here = ports()
    listed = list_passkeys(asking, ports=here)
    shown = [{**_show(each), "current": each.id == asking.passkey_id} for each in listed]
    required = here.access.staff_passkey == "required"
    return answer({"passkeys": shown, "required": required, "origin": here.passkeys.domain and here.passkeys.origin})


def _held() -> Response:
    return answer({"passkeys": [{**_show(each), "staff": each.staff} for each in list_every_passkey(ports=ports())]})


def _show_asked(asked: Asked) -> dict[str, Any]:
    seconds = int(CHALLENGE_LASTS.total_seconds())
    return {
        "challenge": asked.challenge,
        "domain": asked.domain,
        "known": list(asked.known),
        "timeout_seconds": seconds,
    }


def _show(passkey: Passkey) -> dict[str, Any]:
    return {
        "id": passkey.id,
        "name": passkey.name,
        "created_at": passkey.created_at.isoformat(),
        "used_at": passkey.used_at and passkey.used_at.isoformat(),
    }
