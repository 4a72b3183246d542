"""Quotes at the desk: written, approved, issued, sent, revised and taken back by staff."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from flask import Response
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from plandesk.api.auth import Who, principal, staff
from plandesk.api.document import Routes, answer
from plandesk.api.fields import (
    Day,
    MoneyInput,
    MoneyView,
    Pattern,
    Payload,
    Text,
    View,
    Whole,
    email_address,
    identifier,
    line,
    one_of,
    optional,
    paragraphs,
    whole,
)
from plandesk.api.limits import Wrap
from plandesk.api.orders import KEY_PARAMETER, order_key, request_digest
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.api.quotes_asked import show_asked
from plandesk.api.quotes_shown import (
    CHOICES,
    KINDS,
    STATES,
    AddresseeView,
    QuoteOptionView,
    QuoteSignatureView,
    pdf_url,
    show_addressee,
    show_changes,
    show_options,
    show_signature,
)
from plandesk.api.selections import MOST_LINES, OneOfLines, currency_field, read_lines
from plandesk.domain.access import StaffSession
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.discounts import Discount, list_total
from plandesk.domain.money import Money
from plandesk.domain.quotes import ALTERNATIVES, Addressee, Picked, Quote
from plandesk.services.ports import Ports
from plandesk.services.quotes import DeskQuote, read_quote_by_id
from plandesk.services.quotes_approvals import approve_discount, ask_approval, refuse_discount
from plandesk.services.quotes_drafts import QuoteContent, change_draft, draft_quote, duplicate_quote, revise_quote
from plandesk.services.quotes_issue import issue_quote
from plandesk.services.quotes_life import extend_validity, revoke_quote, send_quote
from plandesk.text.quotes_history_en import describe

PERCENT = r"^(?:100(?:\.0{1,2})?|[0-9]{1,2}(?:\.[0-9]{1,2})?)$"
MOST_DISCOUNTS = 20


class DiscountInput(Payload):
    """A discount with its reason: off the option at `position`, or off the whole. A percentage or an amount."""

    position = Whole(load_default=None, allow_none=True, validate=validate.Range(0, MOST_LINES - 1))
    percent = Text(load_default=None, allow_none=True, validate=Pattern(PERCENT, "Must be a percentage, such as 12.5."))
    amount = fields.Nested(MoneyInput(), load_default=None, allow_none=True)
    reason = line(500)

    JSON_SCHEMA: ClassVar[Mapping[str, Any]] = {
        "oneOf": [
            {"properties": {"percent": {"type": "string"}, "amount": {"type": "null"}}, "required": ["percent"]},
            {"properties": {"amount": {"type": "object"}, "percent": {"type": "null"}}, "required": ["amount"]},
        ]
    }

    @validates_schema
    def _one(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data.get("percent") is None) == (data.get("amount") is None):
            raise ValidationError("A discount is a percentage or an amount.", "percent")


class AddresseeInput(Payload):
    """For whom a quote is, as far as it is known."""

    company = line(200, required=False)
    contact = line(200, required=False)
    email = email_address(required=False)
    country = one_of(COUNTRIES, required=False, note="ISO 3166-1 alpha-2.")


class VersionInput(Payload):
    """Which version of the draft was seen: another one is not acted on."""

    version = whole(0, 2_147_483_647)


class DecisionInput(VersionInput):
    """Why a discount is approved; may be left out."""

    reason = line(500, required=False)


class RefusalInput(VersionInput):
    """Why a discount is refused."""

    reason = line(500)


class RevokeQuoteInput(Payload):
    """Why a quote is taken back."""

    reason = line(500)


class ValidityInput(Payload):
    """Until which day a quote shall hold, that day included."""

    valid_until = Day(required=True)
    reason = line(500, required=False)


class SendQuoteInput(Payload):
    """Where the quote's address is mailed; null for the address it names."""

    email = email_address(required=False)


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
    """The order that a quote became."""

    token = fields.String()
    number = fields.String()


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


def content_members(
    catalogue: Catalogue, shape: OneOfLines, option_name: str = "OptionInput"
) -> dict[str, fields.Field[Any]]:
    """Return the members of what a draft says; the document lists its options under a name."""
    option = Payload.from_dict(
        {"choice": one_of(CHOICES), "line": fields.Nested(shape, required=True)}, name=option_name
    )
    return {
        "options": fields.List(fields.Nested(option()), required=True, validate=validate.Length(1, MOST_LINES)),
        "discounts": fields.List(
            fields.Nested(DiscountInput()), load_default=list, validate=validate.Length(0, MOST_DISCOUNTS)
        ),
        "addressee": fields.Nested(AddresseeInput(), required=True),
        "customer_id": identifier(required=False, note="Null for a quote that names no customer in the books."),
        "note": optional(paragraphs(4000)),
        "valid_until": Day(
            load_default=None, allow_none=True, metadata={"description": "The last day; null for the usual."}
        ),
        "currency": currency_field(catalogue),
    }


def draft(payload: Mapping[str, Any]) -> Response:
    """Begin a quote; it can be changed until it is issued."""
    quote = draft_quote(read_content(payload), order_key(), request_digest(), staff=acting(), ports=ports())
    return _answer(quote.id, 201)


def read(quote_id: str) -> Response:
    """Read a quote, a draft too, with its history."""
    return _answer(quote_id)


def change(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Write a draft anew, over the version that was read."""
    change_draft(quote_id, payload["version"], read_content(payload), staff=acting(), ports=ports())
    return _answer(quote_id)


def issue(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Issue a draft: it is frozen and signed, its address opens, and the revision before it gives way."""
    issue_quote(quote_id, payload["version"], staff=acting(), ports=ports())
    return _answer(quote_id)


def ask_for_approval(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Ask a second person to approve a draft's discounts."""
    ask_approval(quote_id, payload["version"], staff=acting(), ports=ports())
    return _answer(quote_id)


def approve(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Approve a draft's discounts, as a second person."""
    approve_discount(quote_id, payload["version"], payload["reason"], staff=acting(), ports=ports())
    return _answer(quote_id)


def refuse(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Refuse a draft's discounts, as a second person, and say why."""
    refuse_discount(quote_id, payload["version"], payload["reason"], staff=acting(), ports=ports())
    return _answer(quote_id)


def revise(quote_id: str) -> Response:
    """Begin the next revision of a quote, at the prices of today; the old one holds until that is issued."""
    return _answer(revise_quote(quote_id, staff=acting(), ports=ports()).id, 201)


def duplicate(quote_id: str) -> Response:
    """Begin a quote of one's own that says the same, at the prices of today."""
    return _answer(duplicate_quote(quote_id, staff=acting(), ports=ports()).id, 201)


def revoke(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Take an issued quote back; doing it again changes nothing."""
    revoke_quote(quote_id, payload["reason"], staff=acting(), ports=ports())
    return _answer(quote_id)


def extend(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Let a quote hold until a later day, at the prices it has."""
    extend_validity(quote_id, payload["valid_until"], payload["reason"], staff=acting(), ports=ports())
    return _answer(quote_id)


def send(payload: Mapping[str, Any], quote_id: str) -> Response:
    """Mail the address of a quote to whom it is for; again, if it was sent before."""
    send_quote(quote_id, payload["email"], staff=acting(), ports=ports())
    return _answer(quote_id)


def routes(catalogue: Catalogue, shape: OneOfLines, limit: Wrap) -> Routes:
    """Return the routes of quotes at the desk; `limit` guards writes."""
    quotes = Routes("desk_quotes", "Quotes at the desk.")
    one, members, writers = "/desk/quotes/<string:quote_id>", content_members(catalogue, shape), staff("sales", "admin")
    content = Payload.from_dict(dict(members), name="DraftQuoteInput")()
    changed = VersionInput.from_dict(dict(members), name="ChangeQuoteInput")()
    quotes.add(
        "POST",
        "/desk/quotes",
        draft,
        takes=content,
        answers={201: DeskQuoteView()},
        problems=(409, 422, 429),
        parameters=[KEY_PARAMETER],
        wrap=limit,
        who=writers,
    )
    quotes.add("GET", one, read, answers={200: DeskQuoteView()}, who=staff())
    acts: Sequence[tuple[str, Callable[..., Response], Schema | None, int]] = (
        ("", change, changed, 200),
        ("/issue", issue, VersionInput(), 200),
        ("/ask-approval", ask_for_approval, VersionInput(), 200),
        ("/approve", approve, DecisionInput(), 200),
        ("/refuse", refuse, RefusalInput(), 200),
        ("/revise", revise, None, 201),
        ("/duplicate", duplicate, None, 201),
        ("/revoke", revoke, RevokeQuoteInput(), 200),
        ("/validity", extend, ValidityInput(), 200),
        ("/send", send, SendQuoteInput(), 200),
    )
    for path, view, takes, status in acts:
        _add_act(quotes, one + path, view, takes, status, limit, writers)
    return quotes


def _add_act(
    quotes: Routes,
    rule: str,
    view: Callable[..., Response],
    takes: Schema | None,
    status: int,
    limit: Wrap,
    who: Who,
) -> None:
    problems = (409, 412, 422, 429) if takes else (409, 429)
    quotes.add(
        "POST", rule, view, takes=takes, answers={status: DeskQuoteView()}, problems=problems, wrap=limit, who=who
    )


def acting() -> str:
    """Return the address of the member of staff who acts."""
    asking = principal()
    if not isinstance(asking, StaffSession):
        raise TypeError("the guard lets in staff alone")
    return asking.email


def read_content(payload: Mapping[str, Any]) -> QuoteContent:
    """Return what a draft says."""
    lines = read_lines(each["line"] for each in payload["options"])
    return QuoteContent(
        options=[(each["choice"], asked) for each, asked in zip(payload["options"], lines, strict=True)],
        discounts=tuple(_discount(each) for each in payload["discounts"]),
        addressee=Addressee(**payload["addressee"]),
        customer_id=payload["customer_id"],
        note=payload.get("note"),
        valid_until=payload["valid_until"],
        currency=payload["currency"],
    )


def _discount(stated: Mapping[str, Any]) -> Discount:
    amount = stated["amount"]
    money = Money(amount["minor"], amount["currency"]) if amount else None
    return Discount(stated["reason"], stated["percent"], money, stated["position"])


def _answer(quote_id: str, status: int = 200) -> Response:
    here = ports()
    return answer(_show(read_quote_by_id(quote_id, ports=here), here), status)


def _show(found: DeskQuote, here: Ports) -> dict[str, Any]:
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
        "valid_until": quote.valid_until.isoformat() if quote.valid_until else None,
        "order": {"token": file.order, "number": found.order_number} if file.order else None,
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
