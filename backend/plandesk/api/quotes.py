"""Quotes as whoever has their address sees them: read, priced, accepted, declined, asked about; and made by buyers."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import asking_reach, principal
from plandesk.api.document import PREFIX, Routes, answer
from plandesk.api.fields import (
    Flag,
    MoneyInput,
    Pattern,
    Payload,
    Text,
    View,
    email_address,
    line,
    one_of,
    optional,
    paragraphs,
    whole,
)
from plandesk.api.limits import Wrap
from plandesk.api.openings import note_opening
from plandesk.api.orders import KEY_PARAMETER, BuyerInput, OrderView, order_key, request_digest, show_order
from plandesk.api.ports import ports
from plandesk.api.prices import PriceBreakdownView
from plandesk.api.quotes_shown import QuoteView, show_offer, show_quote, show_today
from plandesk.api.selections import (
    MOST_LINES,
    OneOfLines,
    currency_field,
    names_installations,
    read_lines,
    selection_lines,
)
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer
from plandesk.domain.quotes import ALTERNATIVES, Addressee, Picked
from plandesk.services.chains import reach_of, read_selection
from plandesk.services.quotes import price_pick, read_quote, shown_offer
from plandesk.services.quotes_acceptance import AcceptQuote, accept_quote
from plandesk.services.quotes_answers import ask_about_quote, ask_fresh_quote, decline_quote
from plandesk.services.quotes_made import MakeQuote, make_quote
from plandesk.text.problems_en import explain

SHOWN = r"^[0-9a-f]{32}$"


class PickInput(Payload):
    """What of a quote is taken: one alternative where there are two, and optional lines by their place from 0."""

    alternative = one_of(ALTERNATIVES, required=False, note="Null where there is nothing to choose between.")
    options = fields.List(whole(0, MOST_LINES - 1), load_default=list, validate=validate.Length(0, MOST_LINES))


class PriceQuoteInput(PickInput):
    """What is priced, and where the buyer is: without a country there is no tax."""

    country = one_of(COUNTRIES, required=False, note="ISO 3166-1 alpha-2.")
    tax_id = line(64, required=False)


class AcceptQuoteInput(PickInput):
    """Who accepts what of a quote, at which total; the server compares it and sets the price itself."""

    buyer = fields.Nested(BuyerInput(), required=True)
    terms_accepted = Flag(required=True, validate=validate.Equal(True), metadata={"enum": [True]})
    expected_total = fields.Nested(MoneyInput(), required=True)
    shown = Text(
        load_default=None,
        allow_none=True,
        validate=Pattern(SHOWN, "Must be the `shown` of a price."),
        metadata={"description": "`shown` of the price, so that nobody accepts other dates than those they saw."},
    )


class QuotePriceView(View):
    """What a pick costs by the quote, dated as if it were accepted and paid today, and what the same costs today."""

    breakdown = fields.Nested(PriceBreakdownView())
    today = fields.Nested(PriceBreakdownView(), allow_none=True)
    dated_on = fields.Date(metadata={"description": "The day of the order for which the dates hold."})
    refused = fields.List(
        fields.String(), metadata={"description": "Why an open quote cannot be ordered so today; empty where it can."}
    )
    shown = fields.String(metadata={"description": "Names price and dates; sent along when the quote is accepted."})


class DeclineQuoteInput(Payload):
    """Why a quote is declined."""

    reason = paragraphs(2000)


class QuoteQuestionInput(Payload):
    """What somebody wants to know, and where to answer."""

    email = email_address()
    text = paragraphs(4000)


class FreshQuoteInput(Payload):
    """Where to send a new quote, if it is another address, and what shall be different."""

    email = email_address(required=False)
    text = optional(paragraphs(4000))


class MadeQuoteView(View):
    """A quote that a buyer made: its number, and the token of its address."""

    token = fields.String()
    number = fields.String()


def quote_schema(catalogue: Catalogue, shape: OneOfLines) -> Payload:
    """Return the schema of a quote that a buyer makes alone."""
    members: dict[str, fields.Field[Any]] = {
        "lines": selection_lines(shape),
        "currency": currency_field(catalogue),
        "company": line(200, required=False),
        "contact": line(200, required=False),
        "email": email_address(required=False),
        "country": one_of(COUNTRIES, required=False, note="ISO 3166-1 alpha-2."),
    }
    schema: Payload = Payload.from_dict(members, name="MakeQuoteInput")()  # type: ignore[assignment]  # It keeps the base.
    return schema


def make(payload: Mapping[str, Any]) -> Response:
    """Make an official quote at list price, for whoever signs off on it; it needs no account.

    Its token is its address and its key. Where a mail address is named, the quote is mailed to it.
    """
    known = names_installations(payload["lines"])
    reach = asking_reach() if known else reach_of(principal())
    selection = read_selection(read_lines(payload["lines"]), reach, currency=payload["currency"], ports=ports())
    addressee = Addressee(*(payload[name] for name in ("company", "contact", "email", "country")))
    request = MakeQuote(selection, addressee, order_key(), request_digest(), reach.customer_id)
    quote = make_quote(request, ports=ports())
    body = {"token": quote.token, "number": quote.number}
    return answer(body, 201, Cache_Control="no-store", Location=f"{PREFIX}/quotes/{quote.token}")


def read(token: str) -> Response:
    """Read a quote. Where its page shows it to a person, its seller learns that it was opened, and nothing of whom."""
    shown = _answer(token)
    note_opening(token)
    return shown


def price(payload: Mapping[str, Any], token: str) -> Response:
    """Price what would be taken of a quote; nothing is stored."""
    here = ports()
    priced = price_pick(token, _picked(payload), ports=here, country=payload["country"], tax_id=payload["tax_id"])
    body = {
        "breakdown": show_offer(priced.quote, priced.offer, here),
        "today": show_today(priced.today, priced.offer.selection, here),
        "dated_on": priced.dated_on.isoformat(),
        "refused": [explain(each, here.editions(priced.quote.catalogue_version)) for each in priced.refused],
        "shown": shown_offer(priced.offer),
    }
    return answer(body, Cache_Control="no-store")


def accept(payload: Mapping[str, Any], token: str) -> Response:
    """Accept a quote, which orders it at its own prices; the answer is the order, to be paid."""
    expected = payload["expected_total"]
    request = AcceptQuote(
        token=token,
        picked=_picked(payload),
        buyer=Buyer(**payload["buyer"]),
        expected_total=Money(expected["minor"], expected["currency"]),
        idempotency_key=order_key(),
        request_digest=request_digest(),
        shown=payload["shown"],
    )
    file = accept_quote(request, ports=ports())
    headers = {"Cache_Control": "no-store", "Location": f"{PREFIX}/orders/{file.order.token}"}
    return answer(show_order(file, ports()), 201, **headers)


def decline(payload: Mapping[str, Any], token: str) -> Response:
    """Decline a quote and say why; doing it again changes nothing."""
    decline_quote(token, payload["reason"], ports=ports())
    return _answer(token)


def question(payload: Mapping[str, Any], token: str) -> Response:
    """Ask the seller about a quote; the question is mailed, and answered by mail."""
    ask_about_quote(token, payload["email"], payload["text"], ports=ports())
    return Response(status=202)


def fresh(payload: Mapping[str, Any], token: str) -> Response:
    """Ask the seller for a new quote in place of one that holds no more."""
    ask_fresh_quote(token, payload["email"], payload.get("text"), ports=ports())
    return Response(status=202)


def routes(catalogue: Catalogue, shape: OneOfLines, writes: Wrap, asks: Wrap) -> Routes:
    """Return the routes of quotes; `writes` and `asks` guard what writes and what mails."""
    quotes = Routes("quotes", "Fixed, dated price offers; who has the address of one may accept it.")
    one, found = "/quotes/<string:token>", QuoteView()
    quotes.add(
        "POST",
        "/quotes",
        make,
        takes=quote_schema(catalogue, shape),
        answers={201: MadeQuoteView()},
        problems=(401, 403, 404, 409, 422, 429),
        parameters=[KEY_PARAMETER],
        wrap=asks,
    )
    quotes.add("GET", one, read, answers={200: found}, problems=(404,))
    quotes.add(
        "POST",
        f"{one}/price",
        price,
        takes=PriceQuoteInput(),
        answers={200: QuotePriceView()},
        problems=(404, 409, 422),
    )
    quotes.add(
        "POST",
        f"{one}/accept",
        accept,
        takes=AcceptQuoteInput(),
        answers={201: OrderView()},
        problems=(404, 409, 422, 429),
        parameters=[KEY_PARAMETER],
        wrap=writes,
    )
    quotes.add(
        "POST",
        f"{one}/decline",
        decline,
        takes=DeclineQuoteInput(),
        answers={200: found},
        problems=(404, 409, 422, 429),
        wrap=writes,
    )
    for view, takes in ((question, QuoteQuestionInput()), (fresh, FreshQuoteInput())):
        problems = (404, 409, 422, 429)
        quotes.add(
            "POST", f"{one}/{view.__name__}", view, takes=takes, answers={202: None}, problems=problems, wrap=asks
        )
    return quotes


def _picked(payload: Mapping[str, Any]) -> Picked:
    return Picked(payload["alternative"], tuple(payload["options"]))


def _answer(token: str) -> Response:
    here = ports()
    return answer(show_quote(read_quote(token, ports=here), here), Cache_Control="no-store")
