"""Attempts to pay an order, and the instructions for a wire."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields, validate

from plandesk.api.document import Routes, answer
from plandesk.api.epc import epc_picture
from plandesk.api.fields import MoneyView, Payload, View, identifier, one_of
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import Attempt
from plandesk.services.payments import start_attempt
from plandesk.services.ports import BankAccount
from plandesk.services.wires import wire_instructions

METHODS = ("paypal", "card", "wire")
STATES = ("created", "pending", "captured", "declined", "failed", "abandoned", "expired")


class AttemptView(View):
    """One try to pay; `redirect_url` is the provider's page, where there is one."""

    id = fields.String()
    method = fields.String(validate=validate.OneOf(METHODS))
    state = fields.String(validate=validate.OneOf(STATES))
    created_at = fields.DateTime()
    expires_at = fields.DateTime()
    in_flight = fields.Boolean(metadata={"description": "Paid at the provider; the money is on its way."})
    redirect_url = fields.String(allow_none=True)


class WireInstructionsView(View):
    """What a buyer tells the bank; both days are the bank's value date."""

    beneficiary = fields.String()
    bank = fields.String()
    iban = fields.String()
    bic = fields.String()
    reference = fields.String(metadata={"description": "ISO 11649; the transfer must carry it."})
    amount = fields.Nested(MoneyView(), metadata={"description": "What is still owed."})
    received = fields.Nested(MoneyView(), metadata={"description": "What came by wire before; 0 where nothing did."})
    qr = fields.String(
        allow_none=True, metadata={"description": "For euros the EPC QR code, an SVG as a data address."}
    )
    due = fields.Date(metadata={"description": "Up to this day it counts from the day of the order."})
    honoured_until = fields.Date(metadata={"description": "Up to this day it pays the order at its price."})


class AttemptInput(Payload):
    """How the buyer wants to pay, and what the buyer was shown."""

    method = one_of(METHODS)
    shown = identifier(required=False, note="`shown` of the order as it was read; anything else is refused.")


def is_in_flight(attempt: Attempt) -> bool:
    """Tell whether an attempt's money is on its way; nothing else may be paid until it has come or not."""
    return attempt.in_flight and attempt.is_open


def show_attempt(attempt: Attempt) -> dict[str, Any]:
    """Show an attempt, with the provider's page only while one can pay there."""
    payable = attempt.is_open or attempt.state == "declined"
    return {
        "id": attempt.id,
        "method": attempt.method,
        "state": attempt.state,
        "created_at": attempt.created_at.isoformat(),
        "expires_at": attempt.expires_at.isoformat(),
        "in_flight": is_in_flight(attempt),
        "redirect_url": attempt.redirect_url if payable else None,
    }


def show_wire(order: Order, bank: BankAccount, catalogue: Catalogue, received: Money | None = None) -> dict[str, Any]:
    """Show how to pay an order by wire, or the rest of it."""
    wire = wire_instructions(order, bank, catalogue, received)
    return {
        "beneficiary": wire.account.beneficiary,
        "bank": wire.account.bank,
        "iban": wire.account.iban,
        "bic": wire.account.bic,
        "reference": wire.reference,
        "amount": show_money(wire.amount),
        "received": show_money(wire.received),
        "qr": epc_picture(wire),
        "due": wire.due.isoformat(),
        "honoured_until": wire.honoured_until.isoformat(),
    }


def start(payload: Mapping[str, Any], token: str) -> Response:
    """Start to pay an order.

    201 with a new attempt, or 200 with the one of this method that is still open. Send the buyer to `redirect_url`,
    where there is one, as a top-level navigation. A declined card is no error: ask again for the next try.
    """
    attempt, fresh = start_attempt(token, payload["method"], ports=ports(), shown=payload["shown"])
    return answer(show_attempt(attempt), 201 if fresh else 200, Cache_Control="no-store")


def routes(limit: Wrap) -> Routes:
    """Return the routes of payments; `limit` guards writes."""
    payments = Routes("payments", "Ways to pay an order.")
    payments.add(
        "POST",
        "/orders/<string:token>/attempts",
        start,
        takes=AttemptInput(),
        answers={201: AttemptView(), 200: AttemptView()},
        problems=(404, 409, 429, 502),
        wrap=limit,
    )
    return payments
