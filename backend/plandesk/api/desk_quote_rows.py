"""The rows of the desk's lists of quotes and of what needs a person."""

from typing import Any, get_args

from marshmallow import fields, validate

from plandesk.api.fields import MoneyView, View
from plandesk.api.prices import show_money
from plandesk.domain.orders import OrderState
from plandesk.domain.payments import Resolution
from plandesk.domain.quotes import ApprovalState, QuoteKind, QuoteState
from plandesk.services.books.desk import QuoteRow, ReviewRow
from plandesk.services.desk import is_expiring
from plandesk.services.ports import Ports


class DeskQuoteRowView(View):
    """A quote at a glance; `valid_until` is the last day it can be accepted on."""

    id = fields.String()
    number = fields.String()
    revision = fields.Integer()
    state = fields.String(validate=validate.OneOf(get_args(QuoteState)))
    kind = fields.String(validate=validate.OneOf(get_args(QuoteKind)))
    company = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    seller = fields.String(allow_none=True)
    customer_id = fields.String(allow_none=True)
    total = fields.Nested(MoneyView())
    valid_until = fields.Date(allow_none=True)
    expiring = fields.Boolean(metadata={"description": "It can be accepted still, but not for long."})
    approval = fields.String(allow_none=True, validate=validate.OneOf(get_args(ApprovalState)))
    created_at = fields.DateTime()
    sent_at = fields.DateTime(allow_none=True)
    opened_at = fields.DateTime(allow_none=True)
    accepted_at = fields.DateTime(allow_none=True)
    order_number = fields.String(allow_none=True)
    order_state = fields.String(allow_none=True, validate=validate.OneOf(get_args(OrderState)))


class DeskReviewView(View):
    """Something that needs, or needed, a person; `held` is money in the books that no order accounts for."""

    id = fields.String()
    kind = fields.String()
    created_at = fields.DateTime()
    order_number = fields.String(allow_none=True)
    company = fields.String(allow_none=True)
    amount = fields.Nested(MoneyView(), allow_none=True)
    held = fields.Boolean()
    detail = fields.String()
    closed_at = fields.DateTime(allow_none=True)
    closed_by = fields.String(allow_none=True)
    resolution = fields.String(allow_none=True, validate=validate.OneOf(get_args(Resolution)))
    reason = fields.String(allow_none=True)


def show_quote_row(row: QuoteRow, here: Ports) -> dict[str, Any]:
    """Show a quote at a glance, as it stands by the clock."""
    now = here.clock.now()
    over = row.state == "issued" and row.expires_at is not None and row.expires_at <= now
    return {
        "id": row.id,
        "number": row.number,
        "revision": row.revision,
        "state": "expired" if over else row.state,
        "kind": row.kind,
        "company": row.company,
        "email": row.email,
        "seller": row.seller,
        "customer_id": row.customer_id,
        "total": show_money(row.total),
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "expiring": is_expiring(row, ports=here),
        "approval": row.approval_state,
        "created_at": row.created_at.isoformat(),
        "sent_at": row.sent_at.isoformat() if row.sent_at else None,
        "opened_at": row.opened_at.isoformat() if row.opened_at else None,
        "accepted_at": row.accepted_at.isoformat() if row.accepted_at else None,
        "order_number": row.order_number,
        "order_state": row.order_state,
    }


def show_review_row(row: ReviewRow, here: Ports) -> dict[str, Any]:
    """Show something that needs a person."""
    return {
        "id": row.id,
        "kind": row.kind,
        "created_at": row.created_at.isoformat(),
        "order_number": row.order_number,
        "company": row.company,
        "amount": show_money(row.amount) if row.amount else None,
        "held": row.held,
        "detail": row.detail,
        "closed_at": row.closed_at.isoformat() if row.closed_at else None,
        "closed_by": row.closed_by,
        "resolution": row.resolution,
        "reason": row.reason,
    }
