"""What a draft of a quote says, read from a payload."""

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, validate, validates_schema

from plandesk.api.fields import (
    Day,
    MoneyInput,
    Pattern,
    Payload,
    Text,
    Whole,
    email_address,
    identifier,
    line,
    one_of,
    optional,
    paragraphs,
)
from plandesk.api.quotes_shown import CHOICES
from plandesk.api.selections import MOST_LINES, OneOfLines, currency_field, read_lines
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.discounts import Discount
from plandesk.domain.money import Money
from plandesk.domain.quotes import Addressee
from plandesk.services.quotes_drafts import QuoteContent

PERCENT = r"^(?:100(?:\.0{1,2})?|[0-9]{1,2}(?:\.[0-9]{1,2})?)$"
MOST_DISCOUNTS = 20
MOST_OF_AN_ADDRESS = 8000
"""Three hundred dated requests take some four thousand characters."""


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
        "advice": line(MOST_OF_AN_ADDRESS, required=False, note="The address of an advice, carried as an appendix."),
        "valid_until": Day(
            load_default=None, allow_none=True, metadata={"description": "The last day; null for the usual."}
        ),
        "currency": currency_field(catalogue),
    }


def read_content(payload: Mapping[str, Any]) -> QuoteContent:
    """Return what a draft says."""
    lines = read_lines(each["line"] for each in payload["options"])
    return QuoteContent(
        options=[(each["choice"], asked) for each, asked in zip(payload["options"], lines, strict=True)],
        discounts=tuple(_discount(each) for each in payload["discounts"]),
        addressee=Addressee(**payload["addressee"]),
        customer_id=payload["customer_id"],
        note=payload.get("note"),
        advice=payload["advice"],
        valid_until=payload["valid_until"],
        currency=payload["currency"],
    )


def _discount(stated: Mapping[str, Any]) -> Discount:
    amount = stated["amount"]
    money = Money(amount["minor"], amount["currency"]) if amount else None
    return Discount(stated["reason"], stated["percent"], money, stated["position"])
