"""The shape of orders that stand for an installation, for everybody who might order again."""

from collections.abc import Sequence
from typing import Any

from marshmallow import fields, validate

from plandesk.api.auth import permissions, principal
from plandesk.api.fields import View
from plandesk.domain.orders import Order
from plandesk.domain.reminders import OPEN


class OpenOrderView(View):
    """An order for an installation that waits for its money, or whose money waits for a check."""

    number = fields.String()
    state = fields.String(validate=validate.OneOf(sorted(OPEN)))
    expires_at = fields.DateTime(metadata={"description": "Until when it can be paid."})
    token = fields.String(
        allow_none=True,
        metadata={"description": "The order's address, for contacts who may see orders; null for everybody else."},
    )


def show_open_orders(orders: Sequence[Order]) -> list[dict[str, Any]]:
    """Show orders to who asks; the address of one that no customer has claimed yet is shown to nobody."""
    sees = "see_orders" in permissions(principal())
    return [
        {
            "number": each.number,
            "state": each.state,
            "expires_at": each.expires_at.isoformat(),
            "token": each.token if sees and each.customer_id is not None else None,
        }
        for each in orders
    ]
