"""The API's document and the page to read it on, served from here alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import flask_swagger_ui
import orjson
from flask import Blueprint, Response, redirect, send_from_directory
from werkzeug.exceptions import NotFound

from plandesk.api.document import JSON, PREFIX, conditional

_PAGE: Final = Path(__file__).parent / "static"
_SWAGGER: Final = Path(flask_swagger_ui.__file__).parent / "dist"
_FILES: Final = {
    "docs.js": _PAGE,
    "docs.css": _PAGE,
    "swagger-ui-bundle.js": _SWAGGER,
    "swagger-ui.css": _SWAGGER,
}
CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""For this page alone: Swagger UI writes style attributes and HTML as it renders, and creates no Trusted Types."""


def routes(document: Mapping[str, Any]) -> Blueprint:
    """Return the document's own routes; it is written once."""
    docs = Blueprint("docs", __name__)
    body = orjson.dumps(document)

    @docs.get(f"{PREFIX}/openapi.json")
    def openapi() -> Response:
        reply = Response(body, content_type=JSON)
        reply.add_etag()
        reply.headers["Cache-Control"] = "no-cache"
        return conditional(reply)

    @docs.get("/api/docs/")
    def page() -> Response:
        reply = send_from_directory(_PAGE, "docs.html")
        reply.headers["Content-Security-Policy"] = CSP
        return reply

    @docs.get("/api/docs/<string:name>")
    def asset(name: str) -> Response:
        if name not in _FILES:
            raise NotFound
        return send_from_directory(_FILES[name], name, max_age=3600)

    @docs.get("/api/")
    def front() -> Response:
        return redirect("/api/docs/", 303)  # type: ignore[return-value]  # Werkzeug's class.

    return docs
