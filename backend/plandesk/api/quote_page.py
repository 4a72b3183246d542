"""The page of a quote with what a chat shows of a link to it: title, total, validity and a picture."""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from plandesk.api.document import PREFIX, Routes, conditional
from plandesk.api.pages import TOKEN
from plandesk.api.ports import ports
from plandesk.domain.previews import Preview
from plandesk.domain.quotes import QuoteNotFound
from plandesk.services.previews import draw_picture, preview

_PNG: Final = "image/png"
_TITLE: Final = re.compile("<title>.*?</title>", re.DOTALL)
_SIZE: Final = ("1200", "630")
_PICTURE: Final = {
    "200": {
        "description": "A picture of 1200 by 630 pixels",
        "content": {_PNG: {"schema": {"type": "string", "format": "binary"}}},
    }
}


def picture(token: str) -> Response:
    """Return the small picture that a chat shows beside a link to the quote."""
    reply = Response(draw_picture(token, ports=ports()), content_type=_PNG)
    # What became of a quote shows soon, whoever keeps the picture; a chat shows it on its own site.
    reply.headers["Cache-Control"] = "public, max-age=300"
    reply.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    reply.add_etag()
    return conditional(reply)


def routes() -> Routes:
    """Return the route of the picture."""
    previews = Routes("previews", "What a chat shows of a link to a quote.")
    previews.add("GET", "/quotes/<string:token>/picture.png", picture, answers={}, responses=_PICTURE, problems=(404,))
    return previews


def page(shell: bytes) -> Blueprint:
    """Return the addresses of quotes, which all show `shell`, the built page, each with a head of its own."""
    built = shell.decode()
    quote_page = Blueprint("quote_page", __name__)

    @quote_page.get("/quotes/<string(minlength=16, maxlength=64):token>/")
    def show(token: str) -> Response:
        if re.fullmatch(TOKEN, token) is None:
            raise NotFound
        return Response(_with_head(built, token), content_type="text/html; charset=utf-8")

    @quote_page.after_request
    def kept_by_nobody(reply: Response) -> Response:
        reply.headers["Cache-Control"] = "no-store"
        reply.headers["X-Robots-Tag"] = "noindex, nofollow"
        return reply

    return quote_page


def _with_head(built: str, token: str) -> str:
    """Put the preview in place of the title; the page of an unknown quote stays as it was built, and says so."""
    try:
        shown = preview(token, ports=ports())
    except QuoteNotFound:
        return built
    return _TITLE.sub(lambda _: "".join(_head(shown)), built, count=1)


def _head(shown: Preview) -> Iterator[str]:
    """Yield the elements of the head: Open Graph, and the one of Twitter that makes the picture a large one."""
    yield f"<title>{escape(shown.title)}</title>"
    alternative = ". ".join((*shown.picture.figures, shown.picture.below))
    origin = ports().mailbox.base_url
    members = {
        "og:type": "website",
        "og:site_name": shown.picture.vendor,
        "og:title": shown.title,
        "og:description": shown.description,
        "og:url": f"{origin}{shown.path}",
        "og:image": f"{origin}{PREFIX}{shown.path}picture.png",
        "og:image:type": _PNG,
        "og:image:width": _SIZE[0],
        "og:image:height": _SIZE[1],
        "og:image:alt": alternative,
    }
    for name, value in members.items():
        yield f'<meta property="{name}" content="{escape(value)}">'
    yield '<meta name="twitter:card" content="summary_large_image">'
