"""Signing in by a mailed link or code, and the cookies that remember the browser and the session."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar, Final

from flask import Response, current_app, request
from marshmallow import ValidationError, fields, validates_schema

from plandesk.api.access import SessionView, show_session
from plandesk.api.auth import HTTPS, session_cookie
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Pattern, Payload, Text, View, email_address, line, optional
from plandesk.api.limits import Count, Wrap
from plandesk.api.ports import ports
from plandesk.domain.customers import address_key
from plandesk.services.access import read_session
from plandesk.services.sign_in import Browser, SignedIn, ask_to_sign_in, sign_in_by_code, sign_in_by_link

SECRET: Final = re.compile(r"[A-Za-z0-9_-]{20,64}")
CODE: Final = r"^[0-9]{6}$"
LONGEST_BROWSER_NAME: Final = 300


class AskInput(Payload):
    """Who wants to sign in."""

    email = email_address()


class AskedView(View):
    """A mail is on its way, if the address is known; until when it signs in."""

    expires_at = fields.DateTime()


class ConfirmInput(Payload):
    """The token of the mail's link, or the address and the code: one of the two."""

    JSON_SCHEMA: ClassVar = {
        "oneOf": [
            {"required": ["token"], "not": {"anyOf": [{"required": ["email"]}, {"required": ["code"]}]}},
            {"required": ["email", "code"], "not": {"required": ["token"]}},
        ]
    }

    token = optional(line(200))
    email = optional(email_address())
    code = optional(Text(validate=Pattern(CODE, "Must be six digits.")))

    @validates_schema
    def _one_way(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if set(data) not in ({"token"}, {"email", "code"}):
            raise ValidationError("Send the token of the link, or the address and the code.")


def browser_cookie() -> str:
    """Return the name of the cookie that knows the browser which asked."""
    return "__Host-plandesk-browser" if current_app.config[HTTPS] else "plandesk_browser"


def confirm(payload: Mapping[str, Any]) -> Response:
    """Sign in, in the browser that asked. Opening the link does nothing by itself: mail scanners open links too."""
    here = ports()
    if "token" in payload:
        signed_in = sign_in_by_link(payload["token"], _browser(), ports=here)
    else:
        signed_in = sign_in_by_code(payload["email"], payload["code"], _browser(), ports=here)
    return _answer(signed_in)


def routes(limit: Wrap, networks: Wrap, addresses: Count) -> Routes:
    """Return the routes of signing in; `networks` and `addresses` count how often a mail is asked for."""

    def ask(payload: Mapping[str, Any]) -> Response:
        """Ask for a mail with a link and a code; the answer is the same whether the address is known or not."""
        addresses(address_key(payload["email"]))
        kept = request.cookies.get(browser_cookie(), "")
        secret = kept if SECRET.fullmatch(kept) else ports().ids.secret()
        expires_at = ask_to_sign_in(payload["email"], secret, ports=ports())
        reply = answer({"expires_at": expires_at.isoformat()}, 202, Cache_Control="no-store")
        set_cookie(reply, browser_cookie(), secret, ports().access.sign_in)
        return reply

    sign_in = Routes("sign_in", "Signing in by mail: there are no passwords.")
    sign_in.add(
        "POST", "/sign-in", ask, takes=AskInput(), answers={202: AskedView()}, problems=(422, 429), wrap=networks
    )
    sign_in.add(
        "POST",
        "/sign-in/confirm",
        confirm,
        takes=ConfirmInput(),
        answers={200: SessionView()},
        problems=(409, 422, 429),
        wrap=limit,
    )
    return sign_in


def set_cookie(reply: Response, name: str, value: str, lifetime: timedelta) -> None:
    """Set a cookie that no script reads, that no other site's form sends along, and that no other host gets."""
    reply.set_cookie(
        name,
        value,
        max_age=lifetime,
        secure=bool(current_app.config[HTTPS]),
        httponly=True,
        samesite="Lax",
    )


def _browser() -> Browser:
    named = request.headers.get("User-Agent", "")[:LONGEST_BROWSER_NAME].replace("\x00", "")
    return Browser(request.cookies.get(browser_cookie(), ""), named, request.cookies.get(session_cookie()))


def _answer(signed_in: SignedIn) -> Response:
    here, session = ports(), signed_in.session
    reply = answer(show_session(read_session(signed_in.secret, ports=here)), Cache_Control="no-store")
    longest = here.access.staff_longest if session.staff is not None else here.access.contact_longest
    set_cookie(reply, session_cookie(), signed_in.secret, longest)
    return reply
