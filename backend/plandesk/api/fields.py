"""The fields of payloads: as strict as JSON Schema is, so that the document and the code refuse the same."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, missing, validate

from plandesk.domain.customers import EMAIL_ADDRESS

# Patterns mean the same in Python and in ECMA, whose `$` takes no trailing newline: fields match them whole.
TURNING = r"\u202a-\u202e\u2066-\u2069"
"""Signs that turn the direction of what follows: a name with one reads as another, and so does what stands after it."""
LINE = rf"^ *[^\x00-\x20\x7f{TURNING}][^\x00-\x1f\x7f{TURNING}]*$"
PARAGRAPHS = rf"^[\t\n ]*[^\x00-\x20\x7f{TURNING}][^\x00-\x08\x0b-\x1f\x7f{TURNING}]*$"
EMAIL = rf"^ *{EMAIL_ADDRESS} *$"
CURRENCY = r"^[A-Z]{3}$"
VERSION = r"^[0-9a-f]{64}$"
IDENTIFIER = r"^[A-Za-z0-9-]{1,64}$"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Payload(Schema):
    """What a client sends: members that the document does not name are refused."""

    class Meta:
        """Unknown members are faults."""

        unknown = RAISE


class View(Schema):
    """What the server answers: every member is always there."""

    class Meta:
        """Unknown members are faults."""

        unknown = RAISE

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Mark the member as always present."""
        field_obj.required = True


class Whole(fields.Integer):
    """A whole number of JSON: `2` and `2.0`, neither `"2"` nor `true`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
            raise self.make_error("invalid", input=value)
        return int(value)


class Flag(fields.Boolean):
    """`true` or `false` of JSON, and nothing that looks like them."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Rows(fields.List[Any]):
    """Short rows whose places have a shape each, as JSON Schema says it: less to send than so many objects."""

    def __init__(self, *places: Mapping[str, Any], **options: Any) -> None:
        super().__init__(fields.Raw(), **options)
        row = {"type": "array", "prefixItems": list(places), "minItems": len(places), "maxItems": len(places)}
        self.JSON_SCHEMA = {"items": row}


class Text(fields.String):
    """Text that both databases keep: PostgreSQL fails on NUL and on lone surrogates, SQLite stores them."""

    default_error_messages = {"unstorable": "Must not hold NUL characters or half characters."}  # noqa: RUF012  # marshmallow's own form.

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("invalid", input=value)
        if UNSTORABLE.search(value):
            raise self.make_error("unstorable")
        return value


class Words(Text):
    """Text that people type or paste: space around it is no fault, and is taken off once the text is found right."""

    def deserialize(self, *args: Any, **kwargs: Any) -> Any:
        """Read the text without the space around it."""
        value = super().deserialize(*args, **kwargs)
        return value.strip(" \t\n") if isinstance(value, str) else value


class Day(fields.Date):
    """A calendar date written in full, `2026-12-31`."""

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> date:
        # `fromisoformat` also reads week dates and dates without hyphens, which the document does not allow.
        if not isinstance(value, str) or not DATE.fullmatch(value):
            raise self.make_error("invalid", input=value, obj_type="date")
        try:
            return date.fromisoformat(value)
        except ValueError as fault:
            raise self.make_error("invalid", input=value, obj_type="date") from fault


class Pattern(validate.Regexp):
    """A pattern that the whole text must match; the document shows the same pattern."""

    def __init__(self, pattern: str, error: str) -> None:
        super().__init__(pattern, error=error)
        self._whole = re.compile(pattern)

    def __call__(self, value: str) -> str:  # type: ignore[override]  # Narrower on purpose: text only.
        """Return the text, or refuse it."""
        if self._whole.fullmatch(value) is None:
            raise ValidationError(str(self.error))
        return value


def line(most: int, *, required: bool = True, note: str | None = None) -> Words:
    """Return a field for one line of text of 1 to `most` characters; without `required`, null means absent."""
    rules = [validate.Length(1, most), Pattern(LINE, "Must be one line of plain text.")]
    return Words(**_options(rules, required, note))


def paragraphs(most: int) -> Words:
    """Return a field for text of several lines."""
    return Words(**_options([validate.Length(1, most), Pattern(PARAGRAPHS, "Must be plain text.")], required=True))


def email_address(*, required: bool = True) -> Words:
    """Return a field for a mail address."""
    rules = [validate.Length(3, 254), Pattern(EMAIL, "Must be a mail address, such as name@example.com.")]
    return Words(**_options(rules, required))


def one_of(choices: Iterable[str], *, required: bool = True, note: str | None = None) -> Text:
    """Return a field for one of a few words."""
    rule = validate.OneOf(list(choices), error="Must be one of the values the document lists.")
    return Text(**_options([rule], required, note))


def identifier(*, required: bool = True, note: str | None = None) -> Text:
    """Return a field for an id of ours."""
    return Text(**_options([Pattern(IDENTIFIER, "Must be an id.")], required, note))


def optional(field: Text) -> Text:
    """Return the field as one that may be absent, and is not loaded then; null is not absent."""
    field.required = False
    return field


def whole(least: int, most: int, *, note: str | None = None) -> Whole:
    """Return a field for a whole number in `[least, most]`."""
    return Whole(required=True, validate=validate.Range(least, most), metadata=_described(note))


def _options(rules: list[Any], required: bool, note: str | None = None) -> dict[str, Any]:
    return {
        "required": required,
        "allow_none": not required,
        "load_default": missing if required else None,
        "validate": rules,
        "metadata": _described(note),
    }


def _described(note: str | None) -> dict[str, str]:
    return {"description": note} if note else {}


class MoneyInput(Payload):
    """An amount as a client states it, for comparison only."""

    minor = whole(0, 999_999_999_999, note="Whole minor units of the currency, such as cents.")
    currency = Text(required=True, validate=Pattern(CURRENCY, "Must be an ISO 4217 code, such as USD."))


class MoneyView(View):
    """An amount in minor units of a currency."""

    minor = fields.Integer()
    currency = fields.String(validate=Pattern(CURRENCY, ""))
