"""The built pages: served as files around the application, compressed where the browser takes it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Flask, Response, redirect, request
from werkzeug.exceptions import MethodNotAllowed, NotFound
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from plandesk.api.problems import http_problem

if TYPE_CHECKING:
    from wsgiref.headers import Headers

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TOKEN: Final = "[A-Za-z0-9_-]{16,64}"
_ORDER: Final = re.compile(f"/orders/{TOKEN}/")
_SHELL: Final = "/orders/"
_READS: Final = ("GET", "HEAD")
# The names that the build gives to hashed files; only they may be kept for ever.
_IMMUTABLE: Final = re.compile(r"^/assets/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")


def _is_hashed(url: str) -> bool:
    return _IMMUTABLE.match(url) is not None


def _say_how_to_keep(headers: "Headers", _path: str, url: str) -> None:
    """A new build takes effect at once, for an unchanged page is asked for again and is a 304."""
    if not _is_hashed(url):
        headers["Cache-Control"] = "no-cache"
    if url.startswith("/checkout/"):
        headers["X-Robots-Tag"] = "noindex"


class Site(WhiteNoise):  # type: ignore[misc]  # WhiteNoise ships no types.
    """The pages of one build. Every order's address shows the same page, which asks the API for its order."""

    def __init__(self, app: "WSGIApplication", root: Path, *, demo: bool) -> None:
        super().__init__(
            app,
            str(root),
            index_file=True,
            add_headers_function=_say_how_to_keep,
            allow_all_origins=False,
            immutable_file_test=lambda _path, url: _is_hashed(url),
        )
        self._order: StaticFile | None = self.files.pop(_SHELL, None)
        self.missing: bytes | None = (root / "404.html").read_bytes() if (root / "404.html").exists() else None
        for url in list(self.files):
            hidden = url.startswith(_SHELL.rstrip("/")) or url in ("/404.html", "/build.json")
            if hidden or (url.startswith("/dev/") and not demo):
                del self.files[url]

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer with a file, an order's page, or what the application says."""
        if environ["REQUEST_METHOD"] not in _READS:
            return self.application(environ, start_response)  # type: ignore[no-any-return]
        if self._order is not None and _ORDER.fullmatch(environ.get("PATH_INFO", "")):
            return self._serve_order(self._order, environ, start_response)
        if query := environ.get("QUERY_STRING"):
            path = f"{environ.get('PATH_INFO', '')}/"
            if path in self.files:  # WhiteNoise would send the browser on without what the address says.
                start_response("308 Permanent Redirect", [("Location", f"{path}?{query}"), ("Content-Length", "0")])
                return [b""]
        answer: Iterable[bytes] = super().__call__(environ, start_response)
        return answer

    def has(self, path: str) -> bool:
        """Tell whether a page or file is at an address."""
        return path in self.files or (self._order is not None and _ORDER.fullmatch(path) is not None)

    def _serve_order(
        self, page: StaticFile, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]]) -> object:
            # The address is the order's key: no search engine and no shared cache may keep it.
            kept = [each for each in headers if each[0].lower() != "cache-control"]
            return start_response(status, [*kept, ("Cache-Control", "no-store"), ("X-Robots-Tag", "noindex, nofollow")])

        answer: Iterable[bytes] = self.serve(page, environ, start)
        return answer


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

    pages = Blueprint("pages", __name__)

    @pages.get("/orders/<string:token>")
    def add_slash(token: str) -> Response:
        if not re.fullmatch(TOKEN, token):
            raise NotFound
        return redirect(f"/orders/{token}/", 308)  # type: ignore[return-value]  # Werkzeug's class.

    app.register_blueprint(pages)


def _is_browser() -> bool:
    best = request.accept_mimetypes.best_match(["application/problem+json", "application/json", "text/html"])
    return best == "text/html"
