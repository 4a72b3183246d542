"""What staff see of a quote beyond what its buyer sees."""

from typing import Any

from marshmallow import fields, validate

from plandesk.api.fields import MoneyView, View
from plandesk.api.prices import show_money
from plandesk.api.quotes_advice import AGAINST, QuoteAdviceView, show_quote_advice
from plandesk.api.quotes_asked import show_asked
from plandesk.api.quotes_shown import (
    KINDS,
    ORDER_STANDINGS,
    STATES,
    AddresseeView,
    QuoteOptionView,
    QuoteSignatureView,
    order_standing,
    pdf_url,
    show_addressee,
    show_changes,
    show_options,
    show_signature,
)
from plandesk.domain.discounts import Discount, list_total
from plandesk.domain.orders import Order
from plandesk.domain.quotes import ALTERNATIVES, Picked, Quote
from plandesk.services.ports import Ports
from plandesk.services.quotes import DeskQuote
from plandesk.services.quotes_advice import warning
from plandesk.text.prices_en import line_at_a_glance
from plandesk.text.quotes_history_en import describe


class ApprovalView(View):
    """Where a discount stands that a second person has to approve."""

    state = fields.String(validate=validate.OneOf(("needed", "asked", "given", "refused")))
    percent = fields.String(metadata={"description": "Of the list total, for the pick that gains most."})
    asked_by = fields.String(allow_none=True)
    decided_by = fields.String(allow_none=True)
    reason = fields.String(allow_none=True)


class DeskOptionView(QuoteOptionView):
    """One line that is offered, as it was asked for too."""

    asked = fields.Dict(keys=fields.String(), metadata={"additionalProperties": True})


class DeskDiscountView(View):
    """A discount as it was given."""

    position = fields.Integer(allow_none=True)
    percent = fields.String(allow_none=True)
    amount = fields.Nested(MoneyView(), allow_none=True)
    reason = fields.String()


class PickTotalView(View):
    """What an alternative, or all that everybody takes, comes to without optional lines."""

    alternative = fields.String(allow_none=True, validate=validate.OneOf(ALTERNATIVES))
    list_total = fields.Nested(MoneyView())
    total = fields.Nested(MoneyView())


class QuoteCustomerView(View):
    """The customer whom a quote is for."""

    id = fields.String()
    name = fields.String()


class QuoteOrderView(View):
    """The order that a quote became: what was taken of it, and how it stands."""

    token = fields.String()
    number = fields.String()
    standing = fields.String(validate=validate.OneOf(ORDER_STANDINGS))
    total = fields.Nested(MoneyView())
    taken = fields.List(fields.String(), metadata={"description": "What was picked, by name."})


class QuoteRevisionView(View):
    """One revision of a quote."""

    id = fields.String()
    revision = fields.Integer()
    state = fields.String(validate=validate.OneOf(("draft", *STATES)))


class QuoteEventView(View):
    """One line of a quote's history."""

    at = fields.DateTime()
    event = fields.String()
    actor = fields.String()
    text = fields.String()


class DeskQuoteView(View):
    """A quote as staff see it, a draft too."""

    id = fields.String()
    number = fields.String()
    revision = fields.Integer()
    version = fields.Integer(metadata={"description": "Counts writes; sent along to change or issue a draft."})
    token = fields.String()
    state = fields.String(validate=validate.OneOf(("draft", *STATES)))
    kind = fields.String(validate=validate.OneOf(KINDS))
    seller = fields.String(allow_none=True)
    changed_by = fields.String(allow_none=True)
    customer = fields.Nested(QuoteCustomerView(), allow_none=True)
    addressee = fields.Nested(AddresseeView())
    note = fields.String(allow_none=True)
    advice = fields.Nested(QuoteAdviceView(), allow_none=True)
    advice_warning = fields.String(allow_none=True, metadata=AGAINST)
    currency = fields.String()
    net_of_tax = fields.Boolean()
    options = fields.List(fields.Nested(DeskOptionView()))
    discounts = fields.List(fields.Nested(DeskDiscountView()))
    totals = fields.List(fields.Nested(PickTotalView()))
    approval = fields.Nested(ApprovalView(), allow_none=True)
    valid_until = fields.Date(allow_none=True)
    created_at = fields.DateTime()
    issued_at = fields.DateTime(allow_none=True)
    sent_at = fields.DateTime(allow_none=True)
    opened_at = fields.DateTime(allow_none=True)
    accepted_at = fields.DateTime(allow_none=True)
    order = fields.Nested(QuoteOrderView(), allow_none=True)
    replaced_by = fields.String(allow_none=True, metadata={"description": "The token of the revision that holds."})
    changes = fields.List(fields.String())
    revisions = fields.List(fields.Nested(QuoteRevisionView()))
    signature = fields.Nested(QuoteSignatureView(), allow_none=True)
    pdf_url = fields.String(allow_none=True)
    catalogue_version = fields.String()
    history = fields.List(fields.Nested(QuoteEventView()))


def show_desk_quote(found: DeskQuote, here: Ports) -> dict[str, Any]:
    """Show a quote to staff, with all that became of it."""
    file, quote = found.file, found.file.quote
    options = show_options(quote, file.options, here)
    moments = ("created_at", "issued_at", "sent_at", "opened_at", "accepted_at")
    return {
        **{name: getattr(quote, name) for name in ("id", "number", "revision", "version", "token", "kind")},
        **{name: getattr(quote, name) for name in ("seller", "changed_by", "note", "currency", "net_of_tax")},
        **{name: moment.isoformat() if (moment := getattr(quote, name)) else None for name in moments},
        "state": file.state,
        "customer": {"id": found.customer.id, "name": found.customer.name} if found.customer else None,
        "addressee": show_addressee(quote.addressee),
        "options": [
            {**shown, "asked": show_asked(option.line)} for shown, option in zip(options, quote.options, strict=True)
        ],
        "discounts": [_show_discount(each) for each in quote.discounts],
        "totals": show_totals(quote),
        "approval": show_approval(quote),
        "advice": show_quote_advice(quote.advice),
        "advice_warning": warning(quote, here.catalogue) if quote.state == "draft" else None,
        "valid_until": quote.valid_until.isoformat() if quote.valid_until else None,
        "order": _show_order(file.order, here) if file.order else None,
        "replaced_by": file.replaced_by,
        "changes": show_changes(file, here),
        "revisions": [{"id": each.id, "revision": each.revision, "state": each.state} for each in found.revisions],
        "signature": show_signature(quote),
        "pdf_url": pdf_url(quote),
        "catalogue_version": quote.catalogue_version,
        "history": [
            {
                "at": each.at.isoformat(),
                "event": each.event,
                "actor": each.actor,
                "text": describe(each.event, each.facts),
            }
            for each in reversed(found.history)
        ],
    }


def _show_order(order: Order, here: Ports) -> dict[str, Any]:
    edition = here.editions(order.catalogue_version)
    sold = [line for line in order.breakdown.lines if not line.is_taken_off]
    return {
        "token": order.token,
        "number": order.number,
        "standing": order_standing(order),
        "total": show_money(order.total),
        "taken": [line_at_a_glance(line, edition) for line in sold],
    }


def _show_discount(discount: Discount) -> dict[str, Any]:
    return {
        "position": discount.position,
        "percent": discount.percent,
        "amount": show_money(discount.amount) if discount.amount else None,
        "reason": discount.reason,
    }


def show_totals(quote: Quote) -> list[dict[str, Any]]:
    """Show what each alternative, or all that everybody takes, comes to."""
    offers = [(each, quote.offer(Picked(each)).breakdown) for each in quote.alternatives or (None,)]
    return [
        {
            "alternative": alternative,
            "list_total": show_money(list_total(breakdown)),
            "total": show_money(breakdown.total),
        }
        for alternative, breakdown in offers
    ]


def show_approval(quote: Quote) -> dict[str, Any] | None:
    """Show where a discount stands that a second person has to approve."""
    approval = quote.approval
    if approval is None:
        return None
    return {name: getattr(approval, name) for name in ("state", "percent", "asked_by", "decided_by", "reason")}
