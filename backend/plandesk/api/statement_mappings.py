"""The saved mappings of CSV columns over HTTP, and how a mapping reads the first rows of a file."""

import base64
from collections.abc import Mapping
from typing import Any, Final

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import Who, principal
from plandesk.api.document import Routes, answer
from plandesk.api.fields import CURRENCY, MoneyView, Pattern, Payload, Text, View, line, one_of, whole
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.domain.bank_lines import BankLine, Line, StatementRefused, UnreadableLine
from plandesk.services.books.statements import CsvMapping
from plandesk.services.reconciliation import list_mappings, preview_mapping, remove_mapping, save_mapping
from plandesk.text.wires_en import file_refused, unread

ENCODINGS: Final = ("utf-8", "cp1252", "iso-8859-15", "cp1250", "utf-16")
DELIMITERS: Final = (",", ";", "\t", "|")
DECIMALS: Final = (",", ".")
DATES: Final = ("YYYY-MM-DD", "DD.MM.YYYY", "DD.MM.YY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "YYYYMMDD")
_SINGLE: Final = ("booked_on", "debit", "currency_column", "payer", "payer_account", "bank_reference")
BASE64: Final = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_MOST_PREVIEWED: Final = 90_000


class MappingInput(Payload):
    """How the columns of a bank's CSV are read; columns are named as in the file's header.

    With `debit`, `amount` is the column of money in; without, it carries a sign.
    """

    encoding = one_of(ENCODINGS)
    delimiter = one_of(DELIMITERS)
    decimal = one_of(DECIMALS)
    date_format = one_of(DATES)
    value_date = line(200)
    amount = line(200)
    text = fields.List(line(200), required=True, validate=validate.Length(1, 6))
    currency = Text(required=True, validate=Pattern(CURRENCY, "Must be an ISO 4217 code, such as USD."))
    booked_on = line(200, required=False)
    debit = line(200, required=False)
    currency_column = line(200, required=False)
    payer = line(200, required=False)
    payer_account = line(200, required=False)
    bank_reference = line(200, required=False)
    skip_rows = whole(0, 50, note="Rows that stand before the header.")


class SaveMappingInput(Payload):
    """A mapping, and the name it is chosen by."""

    name = line(80)
    mapping = fields.Nested(MappingInput(), required=True)


class RemoveMappingInput(Payload):
    """Which mapping goes."""

    name = line(80)


class PreviewInput(Payload):
    """The beginning of a file, in Base64, and a mapping to try on it."""

    content = Text(
        required=True,
        validate=[validate.Length(0, _MOST_PREVIEWED), Pattern(BASE64, "Must be Base64.")],
    )
    mapping = fields.Nested(MappingInput(), required=True)


class MappingView(View):
    """How the columns of a bank's CSV are read."""

    encoding = fields.String()
    delimiter = fields.String()
    decimal = fields.String()
    date_format = fields.String()
    value_date = fields.String()
    amount = fields.String()
    text = fields.List(fields.String())
    currency = fields.String()
    booked_on = fields.String(allow_none=True)
    debit = fields.String(allow_none=True)
    currency_column = fields.String(allow_none=True)
    payer = fields.String(allow_none=True)
    payer_account = fields.String(allow_none=True)
    bank_reference = fields.String(allow_none=True)
    skip_rows = fields.Integer()


class NamedMappingView(View):
    """A saved mapping."""

    name = fields.String()
    mapping = fields.Nested(MappingView())


class MappingsView(View):
    """All saved mappings, by name."""

    mappings = fields.List(fields.Nested(NamedMappingView()))


class PreviewedLineView(View):
    """A row as it is read; `reason` says what of it cannot be, and is null where all can."""

    position = fields.Integer()
    value_date = fields.Date(allow_none=True)
    amount = fields.Nested(MoneyView(), allow_none=True)
    payer = fields.String(allow_none=True)
    text = fields.String()
    reason = fields.String(allow_none=True)


class PreviewView(View):
    """The first rows as they stand, and as they are read; nothing is read while columns are missing."""

    columns = fields.List(fields.String())
    rows = fields.List(fields.List(fields.String()))
    missing = fields.List(fields.String())
    lines = fields.List(fields.Nested(PreviewedLineView()))
    refused = fields.String(allow_none=True, metadata={"description": "Why the file cannot be read so at all."})


def preview(payload: Mapping[str, Any]) -> Response:
    """Show how a mapping reads the beginning of a file."""
    content = base64.b64decode(payload["content"])
    try:
        seen = preview_mapping(content, _mapping(payload["mapping"]), ports=ports())
    except StatementRefused as refused:
        return answer({"columns": [], "rows": [], "missing": [], "lines": [], "refused": file_refused(refused.facts)})
    body = {
        "columns": list(seen.columns),
        "rows": [list(row) for row in seen.rows],
        "missing": list(seen.missing),
        "lines": [_show_line(each) for each in seen.lines],
        "refused": None,
    }
    return answer(body)


def mappings() -> Response:
    """List the saved mappings."""
    return answer({"mappings": _shown()})


def save(payload: Mapping[str, Any]) -> Response:
    """Save a mapping under a name, in place of the one that has it."""
    save_mapping(payload["name"], _mapping(payload["mapping"]), staff=principal().actor, ports=ports())
    return answer({"mappings": _shown()})


def remove(payload: Mapping[str, Any]) -> Response:
    """Remove a saved mapping."""
    remove_mapping(payload["name"], staff=principal().actor, ports=ports())
    return answer({"mappings": _shown()})


def add_mappings(desk: Routes, limit: Wrap, who: Who) -> None:
    """Add the routes of mappings to those of statements."""
    place = "/desk/statement-mappings"
    desk.add("GET", place, mappings, answers={200: MappingsView()}, who=who)
    for rule, view, takes, answers in (
        (place, save, SaveMappingInput(), MappingsView()),
        (f"{place}/remove", remove, RemoveMappingInput(), MappingsView()),
        (f"{place}/preview", preview, PreviewInput(), PreviewView()),
    ):
        desk.add(
            "POST",
            rule,
            view,
            takes=takes,
            answers={200: answers},
            problems=(404, 409, 422, 429),
            wrap=None if view is preview else limit,
            who=who,
        )


def _show_line(line: Line) -> dict[str, Any]:
    read = line if isinstance(line, BankLine) else None
    return {
        "position": line.position,
        "value_date": read and read.value_date.isoformat(),
        "amount": show_money(read.amount) if read else None,
        "payer": read and read.payer,
        "text": line.text,
        "reason": unread(line.reason) if isinstance(line, UnreadableLine) else None,
    }


def _mapping(stated: Mapping[str, Any]) -> CsvMapping:
    return CsvMapping(**{**stated, "text": tuple(stated["text"])})


def _shown() -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "mapping": {each: getattr(mapping, each) for each in CsvMapping.__slots__} | {"text": list(mapping.text)},
        }
        for name, mapping in list_mappings(ports=ports()).items()
    ]
