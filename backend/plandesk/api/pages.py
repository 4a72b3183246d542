"""The built pages: served as files around the application, compressed where the browser takes it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from flask import Flask, Response, request
from werkzeug.exceptions import MethodNotAllowed, NotFound
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from plandesk.api.problems import http_problem

if TYPE_CHECKING:
    from wsgiref.headers import Headers

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TOKEN: Final = "[A-Za-z0-9_-]{16,64}"
_ID: Final = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class Shell(NamedTuple):
    """A page that many addresses show; its script asks the API for what the address names."""

    built_at: str
    addresses: re.Pattern[str]
    stands_alone: bool = False
    headed: bool = False
    """True where the application serves it, with a head of its own for each address."""


SHELLS: Final = (
    Shell("/orders/", re.compile(f"/orders/{TOKEN}/")),
    Shell("/quotes/", re.compile(f"/quotes/{TOKEN}/"), headed=True),
    Shell("/account/installation/", re.compile(f"/account/{_ID}/")),
    Shell("/account/extend/", re.compile(f"/account/{_ID}/extend/"), stands_alone=True),
    Shell("/desk/orders/order/", re.compile("/desk/orders/[1-9][0-9]{9}/")),
    Shell("/desk/customers/customer/", re.compile(f"/desk/customers/{_ID}/")),
    Shell("/desk/quotes/quote/", re.compile(f"/desk/quotes/{_ID}/")),
    Shell("/desk/money/item/", re.compile(f"/desk/money/{_ID}/")),
    Shell("/desk/wires/statement/", re.compile(f"/desk/wires/{_ID}/")),
)
# Each shows what is one buyer's, customer's or the vendor's alone, and some of their addresses are keys.
_PRIVATE: Final = re.compile("/(?:orders|quotes|account|desk|sign-in|extend|stop)/")
_READS: Final = ("GET", "HEAD")
# The names that the build gives to hashed files; only they may be kept for ever.
_IMMUTABLE: Final = re.compile(r"^/assets/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")


def _is_hashed(url: str) -> bool:
    return _IMMUTABLE.match(url) is not None


def _say_how_to_keep(headers: "Headers", _path: str, url: str) -> None:
    """A new build takes effect at once, for an unchanged page is asked for again and is a 304."""
    if not _is_hashed(url):
        headers["Cache-Control"] = "no-cache"
    if _PRIVATE.match(url):
        headers["Cache-Control"] = "no-store"
        headers["X-Robots-Tag"] = "noindex, nofollow"
    elif url.startswith("/checkout/"):
        headers["X-Robots-Tag"] = "noindex"


class Site(WhiteNoise):  # type: ignore[misc]  # WhiteNoise ships no types.
    """The pages of one build, and the addresses that share a page."""

    def __init__(self, app: "WSGIApplication", root: Path, *, demo: bool) -> None:
        super().__init__(
            app,
            str(root),
            index_file=True,
            add_headers_function=_say_how_to_keep,
            allow_all_origins=False,
            immutable_file_test=lambda _path, url: _is_hashed(url),
        )
        built = [(shell, self.files[shell.built_at]) for shell in SHELLS if shell.built_at in self.files]
        self._shells = [(shell, file) for shell, file in built if not shell.headed]
        self.missing: bytes | None = (root / "404.html").read_bytes() if (root / "404.html").exists() else None
        hidden = tuple(shell.built_at.rstrip("/") for shell in SHELLS if not shell.stands_alone)
        for url in list(self.files):
            unlisted = url.startswith(hidden) or url in ("/404.html", "/build.json")
            if unlisted or (url.startswith("/dev/") and not demo):
                del self.files[url]

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer with a file, a shell, or what the application says."""
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in _READS:
            return self.application(environ, start_response)  # type: ignore[no-any-return]
        answer: Iterable[bytes]
        if shell := self._shell(path):
            answer = self.serve(shell, environ, start_response)
            return answer
        slashed = f"{path}/"
        # WhiteNoise knows no shells, and would send the browser on without what the address says.
        if self._shell(slashed) or (query and slashed in self.files):
            target = f"{slashed}?{query}" if query else slashed
            start_response("308 Permanent Redirect", [("Location", target), ("Content-Length", "0")])
            return [b""]
        answer = super().__call__(environ, start_response)
        return answer

    def has(self, path: str) -> bool:
        """Tell whether a page or file is at an address."""
        return path in self.files or self._shell(path) is not None

    def _shell(self, path: str) -> StaticFile | None:
        return next((page for shell, page in self._shells if shell.addresses.fullmatch(path)), None)


def serve_site(app: Flask, root: Path, *, demo: bool) -> None:
    """Put the built pages around an application, and its 404 page where a browser asks for something unknown."""
    site = Site(app.wsgi_app, root, demo=demo)
    app.wsgi_app = site  # type: ignore[method-assign]  # Flask's own way to add middleware.

    @app.errorhandler(404)
    def unknown_page(error: NotFound) -> Response:
        if request.method not in _READS and site.has(request.path):
            return http_problem(MethodNotAllowed(_READS))
        if site.missing is None or request.path.startswith("/api/") or not _is_browser():
            return http_problem(error)
        return Response(site.missing, 404, content_type="text/html; charset=utf-8")


def _is_browser() -> bool:
    best = request.accept_mimetypes.best_match(["application/problem+json", "application/json", "text/html"])
    return best == "text/html"
