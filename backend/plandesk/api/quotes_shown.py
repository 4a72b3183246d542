"""What quotes look like over HTTP: what buyers and staff see alike."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from marshmallow import fields, validate

from plandesk.api.fields import MoneyView, View
from plandesk.api.prices import PriceBreakdownView, PriceLineView, show_breakdown, show_money
from plandesk.api.quotes_advice import QuoteAdviceView, show_quote_advice
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.orders import Order, Proposal
from plandesk.domain.pricing import PriceLine, Selection, with_lines
from plandesk.domain.quotes import ALTERNATIVES, Addressee, Offer, Quote, QuoteOption
from plandesk.services.ports import Ports
from plandesk.services.quotes import QuoteFile
from plandesk.text.prices_en import line_buys, line_title
from plandesk.text.quotes_changes_en import changes

KINDS = ("sales", "buyer")
CHOICES = ("included", "optional", *ALTERNATIVES)
ORDER_STANDINGS = ("awaiting", "paid", "closed")
STATES = ("issued", "accepted", "ordered", "replaced", "declined", "expired", "revoked")


class AddresseeView(View):
    """For whom a quote is, as far as it is known."""

    company = fields.String(allow_none=True)
    contact = fields.String(allow_none=True)
    email = fields.String(allow_none=True)
    country = fields.String(allow_none=True)


class QuoteDiscountView(View):
    """What a discount, or the credit of an upgrade, takes off one line, and why; below 0."""

    kind = fields.String(validate=validate.OneOf(("discount", "credit")))
    reason = fields.String()
    explanation = fields.String(allow_none=True, metadata={"description": "The arithmetic of a credit."})
    amount = fields.Nested(MoneyView())


class QuoteOptionView(View):
    """One line that is offered, with what it costs by the list and here."""

    choice = fields.String(validate=validate.OneOf(CHOICES))
    line = fields.Nested(PriceLineView())
    list_total = fields.Nested(MoneyView())
    discount = fields.List(fields.Nested(QuoteDiscountView()))
    total = fields.Nested(MoneyView())


class QuoteSignatureView(View):
    """By which key a quote is signed, and where to get the signed document and check it."""

    key_id = fields.String()
    document_url = fields.String()
    verify_url = fields.String()


class SellerView(View):
    """Whose quote it is, by mail address."""

    name = fields.String(allow_none=True)


class QuoteView(View):
    """A fixed, dated price offer; everything its page shows. `valid_until` is the last day it can be accepted on."""

    number = fields.String()
    revision = fields.Integer()
    state = fields.String(validate=validate.OneOf(STATES))
    kind = fields.String(validate=validate.OneOf(KINDS))
    issued_at = fields.DateTime()
    valid_until = fields.Date()
    time_zone = fields.String()
    priced_on = fields.Date()
    dated_on = fields.Date(metadata={"description": "The day of the order for which the dates hold."})
    seller = fields.Nested(SellerView(), allow_none=True)
    vendor = fields.String()
    addressee = fields.Nested(AddresseeView())
    note = fields.String(allow_none=True)
    advice = fields.Nested(
        QuoteAdviceView(),
        allow_none=True,
        metadata={"description": "Which option costs least for the support that was expected, as of its issue."},
    )
    net_of_tax = fields.Boolean()
    total = fields.Nested(MoneyView(), metadata={"description": "Of the first alternative, without optional lines."})
    options = fields.List(fields.Nested(QuoteOptionView()))
    signature = fields.Nested(QuoteSignatureView(), allow_none=True)
    pdf_url = fields.String(allow_none=True)
    changes = fields.List(fields.String(), metadata={"description": "What is new since the revision before."})
    replaced_by = fields.String(allow_none=True, metadata={"description": "The token of the revision that holds."})
    order = fields.String(
        allow_none=True,
        validate=validate.OneOf(ORDER_STANDINGS),
        metadata={"description": "How the order stands that it became; its address is its buyer's alone."},
    )
    today = fields.Nested(
        PriceBreakdownView(),
        allow_none=True,
        metadata={"description": "What an expired one costs today, if it is sold."},
    )
    terms_version = fields.String()
    catalogue_version = fields.String()


def show_quote(file: QuoteFile, here: Ports) -> dict[str, Any]:
    """Show a quote to whoever has its address."""
    quote = file.quote
    edition = here.editions(quote.catalogue_version)
    return {
        "number": quote.number,
        "revision": quote.revision,
        "state": file.state,
        "kind": quote.kind,
        "issued_at": quote.issued_at.isoformat() if quote.issued_at else None,
        "valid_until": quote.valid_until.isoformat() if quote.valid_until else None,
        "time_zone": edition.rules.time_zone,
        "priced_on": quote.priced_on.isoformat(),
        "dated_on": file.dated_on.isoformat(),
        "seller": {"name": quote.seller} if quote.seller else None,
        "vendor": edition.vendor,
        "addressee": show_addressee(quote.addressee),
        "note": quote.note,
        "advice": show_quote_advice(quote.advice),
        "net_of_tax": quote.net_of_tax,
        "total": show_money(quote.total),
        "options": show_options(quote, file.options, here),
        "signature": show_signature(quote),
        "pdf_url": pdf_url(quote),
        "changes": show_changes(file, here),
        "replaced_by": file.replaced_by,
        "order": order_standing(file.order) if file.order else None,
        "today": show_today(file.today, quote.offer(quote.first_pick).selection, here),
        "terms_version": quote.terms_version,
        "catalogue_version": quote.catalogue_version,
    }


def show_options(quote: Quote, options: Sequence[QuoteOption], here: Ports) -> list[dict[str, Any]]:
    """Show every option with its line of a price; what is taken off stands beside it."""
    return [_show_option(quote, index, each, here) for index, each in enumerate(options)]


def show_offer(quote: Quote, offer: Offer, here: Ports) -> dict[str, Any]:
    """Show the price of what was picked."""
    edition = here.editions(quote.catalogue_version)
    return show_breakdown(offer.breakdown, offer.schedules, offer.selection, edition)


def show_today(today: Proposal | None, selection: Selection, here: Ports) -> dict[str, Any] | None:
    """Show what the same costs by the catalogue of today."""
    return show_breakdown(today.breakdown, today.schedules, selection, here.catalogue) if today else None


def order_standing(order: Order) -> str:
    """Tell how an order stands; a quote's address is passed on, so nothing of whose it is."""
    if order.state == "awaiting_payment":
        return "awaiting"
    return "closed" if order.paid is None and order.state in ("expired", "cancelled") else "paid"


def show_addressee(addressee: Addressee) -> dict[str, Any]:
    """Show for whom a quote is."""
    return {name: getattr(addressee, name) for name in ("company", "contact", "email", "country")}


def show_signature(quote: Quote) -> dict[str, Any] | None:
    """Show by which key an issued quote is signed."""
    if quote.signature is None:
        return None
    document = f"/api/v1/quotes/{quote.token}/document.json"
    return {"key_id": quote.signature.key_id, "document_url": document, "verify_url": "/verify/"}


def pdf_url(quote: Quote) -> str | None:
    """Return where an issued quote is had as a PDF."""
    return None if quote.state == "draft" else f"/api/v1/quotes/{quote.token}/quote.pdf"


def show_changes(file: QuoteFile, here: Ports) -> list[str]:
    """Say what is different from the revision before."""
    if file.before is None:
        return []
    then, now = (here.editions(each.catalogue_version) for each in (file.before, file.quote))
    return changes(file.before, file.quote, then, now)


def _show_option(quote: Quote, index: int, option: QuoteOption, here: Ports) -> dict[str, Any]:
    currency = quote.currency
    edition = here.editions(quote.catalogue_version)
    off = [line for line in option.prices if line.is_taken_off]
    return {
        "choice": option.choice,
        "line": _show_line(quote, index, option, here),
        "list_total": show_money(option.list_total(currency)),
        "discount": [_show_taken_off(line, edition) for line in off],
        "total": show_money(option.total(currency)),
    }


def _show_taken_off(line: PriceLine, edition: Catalogue) -> dict[str, Any]:
    return {
        "kind": line.kind,
        "reason": line.reason or line_title(line, edition),
        "explanation": line_buys(line, edition) if line.kind == "credit" else None,
        "amount": show_money(line.total),
    }


def _show_line(quote: Quote, index: int, option: QuoteOption, here: Ports) -> Mapping[str, Any]:
    whole, edition = quote.everything, here.editions(quote.catalogue_version)
    alone = with_lines(whole.breakdown, [replace(option.prices[0], position=index)])
    schedules = (option.schedule,) if option.schedule else ()
    shown: Mapping[str, Any] = show_breakdown(alone, schedules, whole.selection, edition)["lines"][0]
    return shown
