"""The demo's mails, readable in the browser; no route of production."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, send_from_directory
from markupsafe import Markup, escape
from werkzeug.exceptions import NotFound

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.eml")
_LINK: Final = re.compile(r"https?://[^\s<>\"]+")
_HEADERS: Final = ("From", "To", "Reply-To", "Subject", "Date")
_STATIC: Final = Path(__file__).parent / "static"


def routes(folder: Path) -> Blueprint:
    """Return the pages that show the mails written into `folder`, the newest first."""
    dev = Blueprint("dev", __name__, url_prefix="/dev")

    @dev.get("/mail", strict_slashes=False)
    def mails() -> Response:
        names = sorted((each.name for each in folder.glob("*.eml")), reverse=True)
        rows = Markup().join(_row(name, _read(folder, name)) for name in names)
        listed = Markup("<ul>{}</ul>").format(rows) if names else Markup("<p>None yet.</p>")
        return page("Mails of the demo", Markup('<p><a href="/dev/clock">The clock of the demo</a></p>') + listed)

    @dev.get("/mail/<string:name>")
    def mail(name: str) -> Response:
        if not _NAME.fullmatch(name) or not (folder / name).is_file():
            raise NotFound
        message = _read(folder, name)
        rows = Markup().join(
            Markup("<dt>{}</dt><dd>{}</dd>").format(header, message[header]) for header in _HEADERS if message[header]
        )
        body = Markup('<p><a href="/dev/mail">All mails</a></p><dl>{}</dl><pre>{}</pre>')
        return page(str(message["Subject"]), body.format(rows, _linked(_text(message))))

    @dev.get("/mail.css")
    def style() -> Response:
        return send_from_directory(_STATIC, "dev.css")

    return dev


def _read(folder: Path, name: str) -> EmailMessage:
    return message_from_bytes((folder / name).read_bytes(), policy=policy.default)


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    return part.get_content() if part else ""


def _row(name: str, message: EmailMessage) -> Markup:
    return Markup('<li><a href="/dev/mail/{}">{}</a> to {}, {}</li>').format(
        name, message["Subject"], message["To"], message["Date"]
    )


def _linked(text: str) -> Markup:
    """Escape a text and turn its addresses into links, as a mail reader does."""
    told, at = Markup(), 0
    for found in _LINK.finditer(text):
        told += escape(text[at : found.start()]) + Markup('<a href="{0}">{0}</a>').format(found[0])
        at = found.end()
    return told + escape(text[at:])


def page(title: str, body: Markup) -> Response:
    """Return a plain page of the demo."""
    html = Markup(
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{0}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/dev/mail.css"></head>'
        "<body><main><h1>{0}</h1>{1}</main></body></html>\n"
    )
    return Response(str(html.format(title, body)), content_type="text/html; charset=utf-8")
