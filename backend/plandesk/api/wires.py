"""Wires at the desk over HTTP: one entered by hand, and listed money given to its orders."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import principal, staff
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Day, MoneyInput, MoneyView, Pattern, Payload, View, line
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.api.statement_views import NUMBER, PartInput, amounts_by_order
from plandesk.domain.money import Money
from plandesk.domain.wires import BOOKING, VERDICTS
from plandesk.services.allocations import use_listed_money
from plandesk.services.wire_look import look_at_wire
from plandesk.services.wire_money import WireEntry, enter_wire
from plandesk.text.wires_en import explain

_WHO: Final = staff("finance", "admin")


class WireInput(Payload):
    """A wire as the bank shows it; `received_on` is its value date."""

    number = fields.String(required=True, validate=Pattern(NUMBER, "Must be an order number of ten digits."))
    amount = fields.Nested(MoneyInput(), required=True)
    received_on = Day(required=True)
    bank_reference = line(140)


class EnterInput(WireInput):
    """A wire to book, and the verdict that was shown for it: under another one nothing is booked."""

    expected = fields.String(load_default=None, validate=validate.OneOf(VERDICTS))


class LookView(View):
    """What a wire would do; nothing is booked."""

    number = fields.String()
    verdict = fields.String(validate=validate.OneOf(VERDICTS))
    reason = fields.String()
    books = fields.Boolean(metadata={"description": "Whether money would go into the books."})
    pays = fields.Boolean(metadata={"description": "Whether the order is paid by it: then it cannot be reversed."})


class EnteredWireView(View):
    """What a wire did for its order: it is paid, still waits for what is missing, or the money is listed."""

    number = fields.String()
    state = fields.String()
    verdict = fields.String(validate=validate.OneOf(VERDICTS))
    missing = fields.Nested(MoneyView())
    surplus = fields.Nested(MoneyView())
    written_off = fields.Nested(MoneyView())


class UseInput(Payload):
    """The orders that listed money is given to, and why."""

    orders = fields.List(fields.Nested(PartInput()), required=True, validate=validate.Length(1, 50))
    reason = line(500)


class UsedView(View):
    """The item of the list that is closed by it."""

    id = fields.String()
    orders = fields.List(fields.String())


def look(payload: Mapping[str, Any]) -> Response:
    """Say what a wire would do; nothing is booked."""
    stated = payload["amount"]
    amount = Money(stated["minor"], stated["currency"])
    row = look_at_wire(payload["number"], amount, payload["received_on"], payload["bank_reference"], ports=ports())
    return answer(
        {
            "number": payload["number"],
            "verdict": row.verdict,
            "reason": explain(row.verdict, row.facts),
            "books": row.verdict in BOOKING,
            "pays": row.verdict in ("matched", "over"),
        }
    )


def enter(payload: Mapping[str, Any]) -> Response:
    """Enter a wire by hand."""
    stated = payload["amount"]
    entered = enter_wire(
        payload["number"],
        Money(stated["minor"], stated["currency"]),
        payload["received_on"],
        payload["bank_reference"],
        expected=payload["expected"],
        staff=principal().actor,
        ports=ports(),
    )
    return answer(_show(entered), 201)


def use(payload: Mapping[str, Any], review_id: str) -> Response:
    """Give wired money from the list to the orders it was meant for."""
    parts = amounts_by_order(payload["orders"])
    item = use_listed_money(review_id, parts, reason=payload["reason"], staff=principal().actor, ports=ports())
    return answer({"id": item.id, "orders": list(parts)})


def routes(limit: Wrap) -> Routes:
    """Return the routes; `limit` guards them."""
    wires = Routes("wires", "Wires at the desk.")
    doors = (
        ("/desk/wires", enter, EnterInput(), 201, EnteredWireView()),
        ("/desk/wires/look", look, WireInput(), 200, LookView()),
        ("/desk/money/<string:review_id>/orders", use, UseInput(), 200, UsedView()),
    )
    for rule, view, takes, status, shape in doors:
        wires.add(
            "POST",
            rule,
            view,
            takes=takes,
            answers={status: shape},
            problems=(404, 409, 422, 429),
            wrap=limit,
            who=_WHO,
        )
    return wires


def _show(entered: WireEntry) -> dict[str, Any]:
    judged = entered.judgement
    return {
        "number": entered.order.number,
        "state": entered.order.state,
        "verdict": judged.verdict,
        "missing": show_money(judged.missing),
        "surplus": show_money(judged.surplus),
        "written_off": show_money(judged.written_off),
    }
