"""The session: who is signed in, where else, and ending it."""

from collections.abc import Mapping
from typing import Any

from flask import Response, current_app
from marshmallow import fields, validate

from plandesk.api.auth import permissions, principal, session_cookie, signed_in
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Flag, Payload, View
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.domain.access import ContactSession, Principal, Session, StaffHalfway, StaffSession, Visitor
from plandesk.domain.customers import ROLES, STAFF_ROLES, Customer
from plandesk.services.access import end_every_session, end_session, list_sessions
from plandesk.text.access_en import browser

KINDS = ("visitor", "contact", "staff")


class CustomerView(View):
    """An organisation that buys. `reference` is the vendor's own number of it."""

    id = fields.String()
    name = fields.String()
    country = fields.String(allow_none=True)
    tax_id = fields.String(allow_none=True)
    invoice_email = fields.String(allow_none=True)
    reference = fields.String(allow_none=True)


class SessionView(View):
    """Who is signed in with this browser; of a visitor everything is null."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    name = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    role = fields.String(allow_none=True, validate=validate.OneOf([*ROLES, *STAFF_ROLES]))
    permissions = fields.List(fields.String(), metadata={"description": "What a contact may do; of others empty."})
    contact_id = fields.String(allow_none=True)
    customer = fields.Nested(CustomerView(), allow_none=True)
    ends_at = fields.DateTime(allow_none=True, metadata={"description": "Unless the session is used before."})
    second_step = fields.String(
        allow_none=True,
        validate=validate.OneOf(["use", "register"]),
        metadata={"description": "What staff must still do before anything else: show a passkey, or register one."},
    )
    demo = fields.Boolean()


class SignedInView(View):
    """One browser somebody is signed in with."""

    id = fields.String()
    browser = fields.String(metadata={"description": "Such as Firefox on Windows."})
    started_at = fields.DateTime()
    seen_at = fields.DateTime(metadata={"description": "To five minutes."})
    ends_at = fields.DateTime()
    current = fields.Boolean()


class SessionsView(View):
    """Where a person is signed in, newest first."""

    sessions = fields.List(fields.Nested(SignedInView()))


class EndInput(Payload):
    """What to end."""

    everywhere = Flag(required=True, metadata={"description": "On every browser, or with this one only."})


def read() -> Response:
    """Tell who is signed in; a visitor is told so."""
    return answer(show_session(principal()), Cache_Control="no-store")


def end(payload: Mapping[str, Any]) -> Response:
    """End this session, or every session of the person; a visitor has none, and is told so."""
    asking = principal()
    if isinstance(asking, ContactSession | StaffSession | StaffHalfway):
        if payload["everywhere"]:
            end_every_session(asking, ports=ports())
        else:
            end_session(asking, asking.session_id, ports=ports())
    reply = answer(show_session(Visitor()), Cache_Control="no-store")
    reply.delete_cookie(session_cookie(), secure=session_cookie().startswith("__Host-"), httponly=True, samesite="Lax")
    return reply


def list_own() -> Response:
    """List where the person is signed in."""
    asking = principal()
    return answer({"sessions": [_show_signed_in(each, asking) for each in list_sessions(asking, ports=ports())]})


def end_own(session_id: str) -> Response:
    """End one session of the person, and list those that are left."""
    end_session(principal(), session_id, ports=ports())
    return list_own()


def routes(limit: Wrap) -> Routes:
    """Return the routes of sessions; `limit` guards writes."""
    access = Routes("access", "Who is signed in.")
    access.add("GET", "/session", read, answers={200: SessionView()})
    access.add("POST", "/session/end", end, takes=EndInput(), answers={200: SessionView()}, problems=(429,), wrap=limit)
    access.add("GET", "/account/sessions", list_own, answers={200: SessionsView()}, who=signed_in())
    access.add(
        "POST",
        "/account/sessions/<string:session_id>/end",
        end_own,
        answers={200: SessionsView()},
        problems=(429,),
        wrap=limit,
        who=signed_in(),
    )
    return access


def show_session(asking: Principal) -> dict[str, Any]:
    """Show who is signed in; programs and links have no session."""
    told: dict[str, Any] = {
        "kind": "visitor",
        **dict.fromkeys(("name", "email", "role", "contact_id", "customer", "ends_at", "second_step")),
        "permissions": permissions(asking),
        "demo": bool(current_app.config["PLANDESK_DEMO"]),
    }
    match asking:
        case ContactSession():
            known = asking.contact
            told |= {"kind": "contact", "name": known.name, "email": known.email, "role": known.role}
            told |= {"contact_id": known.id, "customer": show_customer(asking.customer)}
            told["ends_at"] = asking.ends_at.isoformat()
        case StaffSession() | StaffHalfway():
            told |= {"kind": "staff", "name": asking.email, "email": asking.email, "role": asking.role}
            told["ends_at"] = asking.ends_at.isoformat()
            told["second_step"] = asking.step if isinstance(asking, StaffHalfway) else None
    return told


def show_customer(customer: Customer) -> dict[str, Any]:
    """Show an organisation."""
    return {name: getattr(customer, name) for name in CustomerView().fields}


def _show_signed_in(session: Session, asking: Principal) -> dict[str, Any]:
    current = isinstance(asking, ContactSession | StaffSession) and asking.session_id == session.id
    return {
        "id": session.id,
        "browser": browser(session.browser),
        "started_at": session.created_at.isoformat(),
        "seen_at": session.seen_at.isoformat(),
        "ends_at": session.ends_at(ports().access).isoformat(),
        "current": current,
    }
