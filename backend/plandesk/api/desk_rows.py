"""The rows of the desk's lists as they are answered."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from marshmallow import fields, validate

from plandesk.api.desk_quote_rows import DeskQuoteRowView, DeskReviewView, show_quote_row, show_review_row
from plandesk.api.fields import MoneyView, View
from plandesk.api.orders import STATES
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.domain.payments import wire_closes, wire_due
from plandesk.domain.period import day_before
from plandesk.domain.remittance import reference_for
from plandesk.services.books.desk import CustomerRow, DeskList, OrderRow, TermRow
from plandesk.services.ports import Ports


class DeskOrderView(View):
    """An order at a glance; `received` is all money booked for it in its currency."""

    number = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))
    company = fields.String()
    contact = fields.String()
    email = fields.String()
    country = fields.String()
    tax_id = fields.String(allow_none=True)
    purchase_order = fields.String(allow_none=True)
    placed_at = fields.DateTime()
    total = fields.Nested(MoneyView())
    received = fields.Nested(MoneyView())
    customer_id = fields.String(allow_none=True)


class DeskWireView(View):
    """An order that waits for a wire: asked for by `due`, honoured at its price up to `honoured_until`."""

    number = fields.String()
    reference = fields.String(metadata={"description": "What the payer was asked to write on the wire."})
    company = fields.String()
    email = fields.String()
    total = fields.Nested(MoneyView())
    received = fields.Nested(MoneyView())
    ordered_on = fields.Date()
    due = fields.Date()
    honoured_until = fields.Date()
    overdue = fields.Boolean()


class DeskApprovalView(View):
    """A paid order whose stated lines staff must check."""

    number = fields.String()
    company = fields.String()
    contact = fields.String()
    email = fields.String()
    country = fields.String()
    total = fields.Nested(MoneyView())
    paid_at = fields.DateTime(allow_none=True)


class DeskCustomerView(View):
    """A customer at a glance; `last_covered_day` is the latest of any of its installations."""

    id = fields.String()
    name = fields.String()
    reference = fields.String(allow_none=True)
    country = fields.String(allow_none=True)
    tax_id = fields.String(allow_none=True)
    installations = fields.Integer()
    last_covered_day = fields.Date(allow_none=True)
    created_at = fields.DateTime()


class DeskTermView(View):
    """A term that nothing follows; of a guest's order the customer is not known."""

    id = fields.String()
    installation = fields.String()
    reference = fields.String(allow_none=True)
    plan = fields.String()
    plan_name = fields.String()
    last_covered_day = fields.Date()
    days_left = fields.Integer(metadata={"description": "Covered days from today on; 0 once it is over."})
    customer = fields.String(allow_none=True)
    customer_id = fields.String(allow_none=True)
    installation_id = fields.String(allow_none=True)
    order_number = fields.String(allow_none=True)


def _order(row: OrderRow, here: Ports) -> dict[str, Any]:
    buyer = row.buyer
    return {
        "number": row.number,
        "state": row.state,
        "company": buyer.company,
        "contact": buyer.contact,
        "email": buyer.email,
        "country": buyer.country,
        "tax_id": buyer.tax_id,
        "purchase_order": buyer.purchase_order,
        "placed_at": row.placed_at.isoformat(),
        "total": show_money(row.total),
        "received": show_money(row.received),
        "customer_id": row.customer_id,
    }


def _wire(row: OrderRow, here: Ports) -> dict[str, Any]:
    rules = here.editions(row.catalogue_version).rules
    due = wire_due(rules, row.ordered_on)
    return {
        "number": row.number,
        "reference": reference_for(row.number),
        "company": row.buyer.company,
        "email": row.buyer.email,
        "total": show_money(row.total),
        "received": show_money(row.received),
        "ordered_on": row.ordered_on.isoformat(),
        "due": due.isoformat(),
        "honoured_until": wire_closes(rules, row.ordered_on).isoformat(),
        "overdue": due < here.clock.today(rules.time_zone),
    }


def _approval(row: OrderRow, here: Ports) -> dict[str, Any]:
    buyer = row.buyer
    return {
        "number": row.number,
        "company": buyer.company,
        "contact": buyer.contact,
        "email": buyer.email,
        "country": buyer.country,
        "total": show_money(row.total),
        "paid_at": row.captured_at.isoformat() if row.captured_at else None,
    }


def _customer(row: CustomerRow, here: Ports) -> dict[str, Any]:
    customer = row.customer
    return {
        "id": customer.id,
        "name": customer.name,
        "reference": customer.reference,
        "country": customer.country,
        "tax_id": customer.tax_id,
        "installations": row.installations,
        "last_covered_day": day_before(row.covered_until).isoformat() if row.covered_until else None,
        "created_at": customer.created_at.isoformat(),
    }


def _term(row: TermRow, here: Ports) -> dict[str, Any]:
    today = here.clock.today(here.catalogue.rules.time_zone)
    return {
        "id": row.term_id,
        "installation": row.installation,
        "reference": row.reference,
        "plan": row.plan,
        "plan_name": here.editions(row.catalogue_version).plan(row.plan).name.value,
        "last_covered_day": day_before(row.ends_on).isoformat(),
        "days_left": max(0, (row.ends_on - today).days),
        "customer": row.customer_name,
        "customer_id": row.customer_id,
        "installation_id": row.installation_id,
        "order_number": row.order_number,
    }


VIEWS: Final[Mapping[DeskList, View]] = {
    "orders": DeskOrderView(),
    "wires": DeskWireView(),
    "approvals": DeskApprovalView(),
    "customers": DeskCustomerView(),
    "terms": DeskTermView(),
    "quotes": DeskQuoteRowView(),
    "reviews": DeskReviewView(),
}

_SHOWN: Final[Mapping[DeskList, Callable[[Any, Ports], dict[str, Any]]]] = {
    "orders": _order,
    "wires": _wire,
    "approvals": _approval,
    "customers": _customer,
    "terms": _term,
    "quotes": show_quote_row,
    "reviews": show_review_row,
}


def show_row(name: DeskList, row: object, here: Ports | None = None) -> dict[str, Any]:
    """Show a row of a list."""
    return _SHOWN[name](row, here or ports())
