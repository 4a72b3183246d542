"""Orders that one contact prepares and another one pays."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields

from plandesk.api.auth import acting_contact, contact
from plandesk.api.document import Routes, answer
from plandesk.api.fields import VERSION, MoneyInput, MoneyView, Pattern, Payload, Text, View, identifier, one_of
from plandesk.api.limits import Wrap
from plandesk.api.orders import KEY_PARAMETER, order_key, read_asked, request_digest
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.api.selections import OneOfLines, selection_lines
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.money import Money
from plandesk.services.customers import find_contact
from plandesk.services.orders import PlaceOrder, buyer_of, place_order


class PreparedOrderView(View):
    """An order that another contact was asked to pay."""

    number = fields.String()
    total = fields.Nested(MoneyView())
    sent_to = fields.String()
    expires_at = fields.DateTime()


def prepared_schema(shape: OneOfLines) -> Payload:
    """Return the schema of an order that another contact pays; who pays accepts the terms."""
    members: dict[str, fields.Field[Any]] = {
        "lines": selection_lines(shape),
        "terms_version": Text(required=True, validate=Pattern(VERSION, "Must be 64 hex digits.")),
        "expected_total": fields.Nested(MoneyInput(), required=True),
        "pay_by": identifier(note="The contact who pays; one who may order."),
        "country": one_of(COUNTRIES, required=False, note="Where the books know no country of your company."),
    }
    schema: Payload = Payload.from_dict(members, name="PreparedOrderInput")()  # type: ignore[assignment]  # It keeps the base.
    return schema


def prepare(payload: Mapping[str, Any]) -> Response:
    """Prepare an order that another contact of your company pays.

    The other one is mailed its address; whoever prepares it is told the number, and not the address, which is its key.
    """
    asking, expected = acting_contact(), payload["expected_total"]
    payer = find_contact(payload["pay_by"], asking, ports=ports())
    file = place_order(
        PlaceOrder(
            selection=read_asked(payload["lines"]),
            buyer=buyer_of(asking.customer, payer, payload["country"]),
            terms_version=payload["terms_version"],
            expected_total=Money(expected["minor"], expected["currency"]),
            idempotency_key=order_key(),
            request_digest=request_digest(),
            customer_id=asking.customer.id,
            prepared_by=asking.contact.name,
        ),
        ports=ports(),
    )
    order = file.order
    body = {
        "number": order.number,
        "total": show_money(order.total),
        "sent_to": payer.email,
        "expires_at": order.expires_at.isoformat(),
    }
    return answer(body, 201, Cache_Control="no-store")


def routes(shape: OneOfLines, limit: Wrap) -> Routes:
    """Return the route of prepared orders, whose lines have the shape of an order's; `limit` guards writes."""
    orders = Routes("prepared_orders", "Orders that another contact pays.")
    orders.add(
        "POST",
        "/prepared-orders",
        prepare,
        takes=prepared_schema(shape),
        answers={201: PreparedOrderView()},
        problems=(404, 409, 422, 429),
        parameters=[KEY_PARAMETER],
        wrap=limit,
        who=contact("prepare_order"),
    )
    return orders
