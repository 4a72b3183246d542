"""Placing an order, and its address."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from flask import Response, current_app, request
from marshmallow import fields, validate

from plandesk.api.auth import asking_reach, principal, require
from plandesk.api.document import PREFIX, Routes, answer, conditional
from plandesk.api.fields import (
    VERSION,
    Flag,
    MoneyInput,
    MoneyView,
    Pattern,
    Payload,
    Text,
    View,
    email_address,
    line,
    one_of,
    whole,
)
from plandesk.api.limits import Wrap
from plandesk.api.order_cover import FulfilledTermView, UnitsView, show_fulfilled, show_units_left
from plandesk.api.payments import METHODS, AttemptView, WireInstructionsView, is_in_flight, show_attempt, show_wire
from plandesk.api.ports import ports
from plandesk.api.prices import PriceBreakdownView, show_breakdown, show_money
from plandesk.api.problems import HeaderInvalid
from plandesk.api.selections import OneOfLines, currency_field, names_installations, read_lines, selection_lines
from plandesk.api.terms import TermView, show_terms
from plandesk.domain.access import LinkHolder, Principal
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, BuyerNeeded, Order, Overtaken
from plandesk.domain.pricing import Selection
from plandesk.services.cancellation import cancel_order
from plandesk.services.chains import reach_of, read_selection, shown_version
from plandesk.services.orders import OrderFile, PlaceOrder, buyer_of, place_order, read_order, reconfirm
from plandesk.services.payments import offered_methods
from plandesk.services.ports import Ports
from plandesk.text.order_cover_en import cover_notes, returned_notes
from plandesk.text.orders_en import describe, notes
from plandesk.text.problems_en import KEY_NEEDED

KEY = re.compile(r"[\x21-\x7e]{8,255}")
STATES = (
    *("awaiting_payment", "paid", "awaiting_approval", "fulfilled", "rejected"),
    *("part_refunded", "refunded", "expired", "cancelled"),
)
KEY_PARAMETER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "New for every order: the same key with the same body gives the same order.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"},
}


class BuyerInput(Payload):
    """Who orders, and where papers go."""

    company = line(200)
    contact = line(200)
    email = email_address()
    country = one_of(COUNTRIES, note="ISO 3166-1 alpha-2.")
    tax_id = line(64, required=False)
    purchase_order = line(64, required=False)
    invoice_email = email_address(required=False)


class BuyerView(View):
    """Who ordered."""

    company = fields.String()
    contact = fields.String()
    email = fields.String()
    country = fields.String()
    tax_id = fields.String(allow_none=True)
    purchase_order = fields.String(allow_none=True)
    invoice_email = fields.String(allow_none=True)


class PaidView(View):
    """The money that moved the order: it came on `received_on` (of a wire, the value date) and counts from R5's day."""

    method = fields.String(validate=validate.OneOf((*METHODS, "credit")))
    at = fields.DateTime()
    received_on = fields.Date()
    counted_on = fields.Date()
    amount = fields.Nested(MoneyView())


class LineTermsView(View):
    """The terms of one line, by its position in the selection from 0."""

    line = fields.Integer()
    terms = fields.List(fields.Nested(TermView()))


class ReconfirmationView(View):
    """Dates that staff corrected, for the buyer to confirm by their revision."""

    revision = fields.Integer()
    reason = fields.String()
    terms = fields.List(fields.Nested(LineTermsView()))


class EventView(View):
    """One line of the order's history."""

    at = fields.DateTime()
    event = fields.String()
    text = fields.String()


class OrderView(View):
    """A selection accepted, owed; everything its page shows."""

    number = fields.String()
    token = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))
    placed_at = fields.DateTime()
    expires_at = fields.DateTime()
    buyer = fields.Nested(BuyerView())
    breakdown = fields.Nested(PriceBreakdownView())
    dated_on = fields.Date(
        allow_none=True, metadata={"description": "The day of payment for which an unpaid order's dates hold."}
    )
    total = fields.Nested(MoneyView())
    catalogue_version = fields.String()
    terms_version = fields.String()
    method = fields.String(allow_none=True, validate=validate.OneOf(METHODS))
    methods = fields.List(
        fields.String(validate=validate.OneOf(METHODS)),
        metadata={"description": "What it can be paid by now; empty once it is closed or while money is on its way."},
    )
    attempts = fields.List(fields.Nested(AttemptView()))
    wire = fields.Nested(WireInstructionsView(), allow_none=True)
    paid = fields.Nested(PaidView(), allow_none=True)
    reconfirmation = fields.Nested(ReconfirmationView(), allow_none=True)
    terms = fields.List(fields.Nested(FulfilledTermView()))
    incidents = fields.List(fields.Nested(UnitsView()))
    dispute = fields.String(
        allow_none=True,
        validate=validate.OneOf(("open", "lost")),
        metadata={"description": "Its payment is in dispute, or the bank took it back; null where it stands."},
    )
    notes = fields.List(fields.String())
    money_waits = fields.Boolean(metadata={"description": "Money came that could not pay it; a person decides."})
    shown = fields.String(metadata={"description": "Names total and dates; sent along when a payment is started."})
    overtaken = fields.String(
        allow_none=True,
        validate=validate.OneOf(("upgraded", "ended", "suspended")),
        metadata={"description": "Why it cannot be paid: its plan was upgraded otherwise, or is suspended."},
    )
    history = fields.List(fields.Nested(EventView()))
    demo = fields.Boolean()


class ReconfirmInput(Payload):
    """Which correction the buyer confirms."""

    revision = whole(0, 2_147_483_647)


def order_schema(shape: OneOfLines, catalogue: Catalogue) -> Payload:
    """Return the schema of an order request."""
    members: dict[str, fields.Field[Any]] = {
        "lines": selection_lines(shape),
        "currency": currency_field(catalogue),
        "buyer": fields.Nested(
            BuyerInput(),
            required=True,
            allow_none=True,
            metadata={"description": "Null with a reminder's link alone: then it is who the link was mailed to."},
        ),
        "country": one_of(COUNTRIES, required=False, note="Where `buyer` is null and the books know no country."),
        "terms_version": Text(required=True, validate=Pattern(VERSION, "Must be 64 hex digits.")),
        "terms_accepted": Flag(required=True, validate=validate.Equal(True), metadata={"enum": [True]}),
        "expected_total": fields.Nested(MoneyInput(), required=True),
    }
    schema: Payload = Payload.from_dict(members, name="OrderInput")()  # type: ignore[assignment]  # It keeps the base.
    return schema


def place(payload: Mapping[str, Any]) -> Response:
    """Place an order.

    The server prices it; `expected_total` is only compared. The answer's Location is the order's address, which is
    also its key: whoever has it can see, pay and cancel the order. What a contact orders is the customer's.
    """
    require("order")
    asking, expected = principal(), payload["expected_total"]
    file = place_order(
        PlaceOrder(
            selection=read_asked(payload["lines"], payload["currency"]),
            buyer=_buyer(payload, asking),
            terms_version=payload["terms_version"],
            expected_total=Money(expected["minor"], expected["currency"]),
            idempotency_key=order_key(),
            request_digest=request_digest(),
            customer_id=reach_of(asking).customer_id,
        ),
        ports=ports(),
    )
    return _answer(file, 201, Location=f"{PREFIX}/orders/{file.order.token}")


def read(token: str) -> Response:
    """Read an order."""
    reply = _answer(read_order(token, ports=ports()))
    reply.add_etag()
    return conditional(reply)


def cancel(token: str) -> Response:
    """Cancel an unpaid order; doing it again changes nothing."""
    cancel_order(token, ports=ports())
    return _answer(read_order(token, ports=ports()))


def confirm_dates(payload: Mapping[str, Any], token: str) -> Response:
    """Confirm the dates that staff corrected, by their revision."""
    reconfirm(token, payload["revision"], ports=ports())
    return _answer(read_order(token, ports=ports()))


def routes(lines: OneOfLines, catalogue: Catalogue, limit: Wrap) -> Routes:
    """Return the routes of orders, whose lines have a shape that others share; `limit` guards writes."""
    orders = Routes("orders", "Selections accepted, owed.")
    shape, one = OrderView(), "/orders/<string:token>"
    orders.add(
        "POST",
        "/orders",
        place,
        takes=order_schema(lines, catalogue),
        answers={201: shape},
        problems=(401, 403, 404, 409, 422, 429),
        parameters=[KEY_PARAMETER],
        wrap=limit,
    )
    orders.add("GET", one, read, answers={200: shape, 304: None}, problems=(404,))
    orders.add("POST", f"{one}/cancel", cancel, answers={200: shape}, problems=(404, 409, 429), wrap=limit)
    orders.add(
        "POST",
        f"{one}/reconfirm",
        confirm_dates,
        takes=ReconfirmInput(),
        answers={200: shape},
        problems=(404, 409, 429),
        wrap=limit,
    )
    return orders


def read_asked(lines: Sequence[Mapping[str, Any]], currency: str | None = None) -> Selection:
    """Read loaded lines, those for installations in the books as far as the asking one reaches."""
    reach = asking_reach() if names_installations(lines) else reach_of(principal())
    return read_selection(read_lines(lines), reach, currency=currency, ports=ports())


def _buyer(payload: Mapping[str, Any], asking: Principal) -> Buyer:
    stated = payload["buyer"]
    if stated is not None:
        return Buyer(**stated)
    if not isinstance(asking, LinkHolder):
        raise BuyerNeeded
    return buyer_of(asking.customer, asking.contact, payload["country"])


def order_key() -> str:
    """Return the key that the request must carry; the same one never places a second order."""
    key = request.headers.get("Idempotency-Key", "")
    if not KEY.fullmatch(key):
        raise HeaderInvalid("Idempotency-Key", KEY_NEEDED)
    return key


def request_digest() -> str:
    """Digest the request so that the same JSON, however it is spaced or ordered, is the same request."""
    canonical = orjson.dumps(orjson.loads(request.get_data(cache=True)), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(canonical).hexdigest()


def _answer(file: OrderFile, status: int = 200, **headers: str) -> Response:
    return answer(show_order(file, ports()), status, Cache_Control="no-store", **headers)


def show_order(file: OrderFile, here: Ports) -> dict[str, Any]:
    """Show an order with everything in the books about it."""
    order = file.order
    edition, today = here.editions(order.catalogue_version), here.clock.today(here.catalogue.rules.time_zone)
    shown, overtaken = file.shown, _overtaken(file)
    wired = any(each.method == "wire" for each in file.attempts)
    coming = any(is_in_flight(each) for each in file.attempts)
    return {
        "number": order.number,
        "token": order.token,
        "state": order.state,
        "placed_at": order.placed_at.isoformat(),
        "expires_at": order.expires_at.isoformat(),
        "buyer": _show_buyer(order.buyer),
        "breakdown": show_breakdown(order.breakdown, shown.schedules, shown.selection, edition),
        "dated_on": file.now.counted_on.isoformat() if file.now else None,
        "total": show_money(order.total),
        "catalogue_version": order.catalogue_version,
        "terms_version": order.terms_version,
        "method": file.attempts[0].method if file.attempts else None,
        "methods": [] if coming or overtaken or not file.quote_stands else _methods(file),
        "attempts": [show_attempt(each) for each in file.attempts],
        "wire": show_wire(order, here.bank, edition, file.part_paid)
        if wired and here.bank and order.paid is None
        else None,
        "paid": _show_paid(order),
        "reconfirmation": _show_reconfirmation(order),
        "terms": show_fulfilled(file.terms, today),
        "incidents": show_units_left(file.incidents, today),
        "dispute": file.dispute,
        "notes": notes(
            shown,
            file.held,
            file.held_because,
            told=order,
            overtaken=overtaken,
            repriced=_repriced(file),
            part_paid=file.part_paid,
        )
        + returned_notes(file.returned)
        + cover_notes(file.terms, file.dispute),
        "money_waits": order.paid is None and bool(file.held),
        "shown": shown_version(shown),
        "overtaken": overtaken,
        "history": _show_history(file),
        "demo": is_demo(),
    }


def _methods(file: OrderFile) -> list[str]:
    """List the ways to pay; once a part came by wire, the rest comes by wire too."""
    offered = offered_methods(file.order, ports=ports())
    return [method for method in offered if method == "wire" or not file.part_paid.minor]


def _overtaken(file: OrderFile) -> Overtaken | None:
    """Tell what overtook an order: before it is paid by the books, afterwards by its history."""
    if file.now is not None:
        return file.now.overtaken
    waits = file.order.state == "awaiting_approval"
    return "upgraded" if waits and any(each.event == "upgrade_conflict" for each in file.history) else None


def _repriced(file: OrderFile) -> tuple[Money, Money] | None:
    """Return the total that was told last and the one that holds, where use changed the credit of an unpaid order."""
    last = next((each for each in reversed(file.history) if each.event == "credit_recomputed"), None)
    if last is None or file.now is None:
        return None
    currency = file.order.total.currency
    return Money(int(last.facts["was"]), currency), Money(int(last.facts["now"]), currency)


def is_demo() -> bool:
    """Tell whether this is the demo, where no real money moves."""
    return bool(current_app.config["PLANDESK_DEMO"])


def _show_buyer(buyer: Buyer) -> dict[str, Any]:
    return {
        "company": buyer.company,
        "contact": buyer.contact,
        "email": buyer.email,
        "country": buyer.country,
        "tax_id": buyer.tax_id,
        "purchase_order": buyer.purchase_order,
        "invoice_email": buyer.invoice_email,
    }


def _show_paid(order: Order) -> dict[str, Any] | None:
    paid = order.paid
    if paid is None:
        return None
    return {
        "method": paid.method,
        "at": paid.captured_at.isoformat(),
        "received_on": paid.received_on.isoformat(),
        "counted_on": paid.counted_on.isoformat(),
        "amount": show_money(paid.amount),
    }


def _show_reconfirmation(order: Order) -> dict[str, Any] | None:
    correction = order.correction
    if correction is None:
        return None
    return {
        "revision": correction.revision,
        "reason": correction.reason,
        "terms": [{"line": each.position, "terms": show_terms(each.terms)} for each in correction.schedules],
    }


def _show_history(file: OrderFile) -> Sequence[dict[str, Any]]:
    """Show the history, newest first; who of the staff acted is not for the buyer."""
    return [
        {"at": each.at.isoformat(), "event": each.event, "text": describe(each.event, each.facts)}
        for each in reversed(file.history)
    ]
