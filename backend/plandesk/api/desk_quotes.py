"""Quotes at the desk: written, approved, issued, sent, revised and taken back by staff."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Response
from marshmallow import Schema

from plandesk.api.auth import Who, principal, staff
from plandesk.api.desk_quotes_read import content_members, read_content
from plandesk.api.desk_quotes_shown import DeskQuoteView, show_desk_quote
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Day, Payload, email_address, line, whole
from plandesk.api.limits import Wrap
from plandesk.api.orders import KEY_PARAMETER, order_key, request_digest
from plandesk.api.ports import ports
from plandesk.api.selections import OneOfLines
from plandesk.domain.access import StaffSession
from plandesk.domain.catalogue import Catalogue
from plandesk.services.quotes import read_quote_by_id
from plandesk.services.quotes_approvals import approve_discount, ask_approval, refuse_discount
from plandesk.services.quotes_drafts import change_draft, draft_quote, duplicate_quote, revise_quote
from plandesk.services.quotes_issue import issue_quote
from plandesk.services.quotes_life import extend_validity, revoke_quote, send_quote


class VersionInput(Payload):
    """Which version of the draft was seen: another one is not acted on."""

    version = whole(0, 2_147_483_647)


class DecisionInput(VersionInput):
    """Why a discount is approved; may be left out."""

    reason = line(500, required=False)


class RefusalInput(VersionInput):
    """Why a discount is refused."""

    reason = line(500)


class RevokeQuoteInput(Payload):
    """Why a quote is taken back."""

    reason = line(500)


class ValidityInput(Payload):
    """Until which day a quote shall hold, that day included."""

    valid_until = Day(required=True)
    reason = line(500, required=False)


class SendQuoteInput(Payload):
    """Where the quote's address is mailed; null for the address it names."""

    email = email_address(required=False)


def draft(payload: Mapping[str, Any]) -> Response:
    """Begin a quote; it can be changed until it is issued."""
    quote = draft_quote(read_content(payload), order_key(), request_digest(), staff=acting(), ports=ports())
    return _answer(quote.id, 201)


def read(quote_id: str) -> Response:
    """Read a quote, a draft too, with its history."""
    return _answer(quote_id)


def change(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Write a draft anew, over the version that was read."""
    change_draft(quote_id, payload["version"], read_content(payload), staff=acting(), ports=ports())
    return _answer(quote_id)


def issue(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Issue a draft: it is frozen and signed, its address opens, and the revision before it gives way."""
    issue_quote(quote_id, payload["version"], staff=acting(), ports=ports())
    return _answer(quote_id)


def ask_for_approval(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Ask a second person to approve a draft's discounts."""
    ask_approval(quote_id, payload["version"], staff=acting(), ports=ports())
    return _answer(quote_id)


def approve(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Approve a draft's discounts, as a second person."""
    approve_discount(quote_id, payload["version"], payload["reason"], staff=acting(), ports=ports())
    return _answer(quote_id)


def refuse(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Refuse a draft's discounts, as a second person, and say why."""
    refuse_discount(quote_id, payload["version"], payload["reason"], staff=acting(), ports=ports())
    return _answer(quote_id)


def revise(quote_id: str) -> Response:
    """Begin the next revision of a quote, at the prices of today; the old one holds until that is issued."""
    return _answer(revise_quote(quote_id, staff=acting(), ports=ports()).id, 201)


def duplicate(quote_id: str) -> Response:
    """Begin a quote of one's own that says the same, at the prices of today."""
    return _answer(duplicate_quote(quote_id, staff=acting(), ports=ports()).id, 201)


def revoke(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Take an issued quote back; doing it again changes nothing."""
    revoke_quote(quote_id, payload["reason"], staff=acting(), ports=ports())
    return _answer(quote_id)


def extend(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Let a quote hold until a later day, at the prices it has."""
    extend_validity(quote_id, payload["valid_until"], payload["reason"], staff=acting(), ports=ports())
    return _answer(quote_id)


def send(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Mail the address of a quote to whom it is for; again, if it was sent before."""
    send_quote(quote_id, payload["email"], staff=acting(), ports=ports())
    return _answer(quote_id)


def routes(catalogue: Catalogue, shape: OneOfLines, limit: Wrap) -> Routes:
    """Return the routes of quotes at the desk; `limit` guards writes."""
    quotes = Routes("desk_quotes", "Quotes at the desk.")
    one, members, writers = "/desk/quotes/<string:quote_id>", content_members(catalogue, shape), staff("sales", "admin")
    content = Payload.from_dict(dict(members), name="DraftQuoteInput")()
    changed = VersionInput.from_dict(dict(members), name="ChangeQuoteInput")()
    quotes.add(
        "POST",
        "/desk/quotes",
        draft,
        takes=content,
        answers={201: DeskQuoteView()},
        problems=(409, 422, 429),
        parameters=[KEY_PARAMETER],
        wrap=limit,
        who=writers,
    )
    quotes.add("GET", one, read, answers={200: DeskQuoteView()}, who=staff())
    acts: Sequence[tuple[str, Callable[..., Response], Schema | None, int]] = (
        ("", change, changed, 200),
        ("/issue", issue, VersionInput(), 200),
        ("/ask-approval", ask_for_approval, VersionInput(), 200),
        ("/approve", approve, DecisionInput(), 200),
        ("/refuse", refuse, RefusalInput(), 200),
        ("/revise", revise, None, 201),
        ("/duplicate", duplicate, None, 201),
        ("/revoke", revoke, RevokeQuoteInput(), 200),
        ("/validity", extend, ValidityInput(), 200),
        ("/send", send, SendQuoteInput(), 200),
    )
    for path, view, takes, status in acts:
        _add_act(quotes, one + path, view, takes, status, limit, writers)
    return quotes


def _add_act(
    quotes: Routes,
    rule: str,
    view: Callable[..., Response],
    takes: Schema | None,
    status: int,
    limit: Wrap,
    who: Who,
) -> None:
    problems = (409, 412, 422, 429) if takes else (409, 429)
    quotes.add(
        "POST", rule, view, takes=takes, answers={status: DeskQuoteView()}, problems=problems, wrap=limit, who=who
    )


def acting() -> str:
    """Return the address of the member of staff who acts."""
    asking = principal()
    if not isinstance(asking, StaffSession):
        raise TypeError("the guard lets in staff alone")
    return asking.email


def _answer(quote_id: str, status: int = 200) -> Response:
    here = ports()
    return answer(show_desk_quote(read_quote_by_id(quote_id, ports=here), here), status)
