"""What every request and answer carries: an id, the security headers, and the guard against other sites."""

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import Forbidden, NotFound

from plandesk.api.problems import REQUEST_ID

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; trusted-types 'none'; "
    "require-trusted-types-for 'script'"
)

_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    # An order's address is its key, so no other site may learn it from a link.
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_UNLESS_SAID = (
    # Some answers have brought their own: a page of its own needs, such as the interactive document, or a picture that
    # other sites show.
    ("Content-Security-Policy", CSP),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
_HSTS = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Envelope:
    """Wraps the whole application, static files and errors included: no answer leaves without its headers."""

    def __init__(self, app: "WSGIApplication", *, https: bool) -> None:
        self._app = app
        self._headers = (*_ALWAYS, _HSTS) if https else _ALWAYS

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer as the application does, with the headers added."""
        request_id = secrets.token_hex(16)
        environ[REQUEST_ID] = request_id

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            said = {name for name, _ in headers}
            usual = [each for each in _UNLESS_SAID if each[0] not in said]
            headers = [*headers, ("X-Request-Id", request_id), *self._headers, *usual]
            return start_response(status, headers, exc_info)

        return self._app(environ, start)


def guard_requests(app: Flask, *, exempt: str) -> None:
    """Refuse what another site's page makes a browser send; `exempt` is a path prefix that signs its requests."""

    @app.before_request
    def guard() -> None:
        if "\x00" in request.path:  # PostgreSQL fails on it, so no address of ours has one.
            raise NotFound
        if request.method in _SAFE or request.path.startswith(exempt):
            return
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        if site is not None:
            allowed = site in ("same-origin", "none")
        else:  # An older browser, or a program; a program sends no Origin.
            allowed = origin is None or urlsplit(origin).netloc == request.host
        if not allowed:
            raise Forbidden
