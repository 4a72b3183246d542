"""MT940 statements, read by `mt940` with its faults mended: each line is read for itself, and none is guessed."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any, ClassVar

import mt940

from plandesk.domain.bank_lines import BankLine, Line, Statement, StatementRefused, UnreadableLine, own_reference
from plandesk.domain.errors import InexactAmount
from plandesk.domain.money import Money

_CURRENCY = re.compile("[A-Z]{3}")
# Its own pattern takes `1400` out of `1400.00` and calls the rest a reference. The comma is mandatory (SWIFT 15d).
_CERTAIN = re.compile(
    r"[0-9]{6}([0-9]{4}| {4})?R?[DC][A-Z]?[\n ]?(?P<amount>[0-9]{1,14},[0-9]{0,4})(?![0-9.,])", re.IGNORECASE
)
_UNREADABLE = "unreadable"
_TEXTS = (
    *("transaction_details", "purpose", "additional_purpose", "end_to_end_reference", "customer_reference"),
    *("extra_details", "non_swift_text", "posting_text", "recipient_name"),
)


class _Line(mt940.tags.Statement):
    """Field 61 in the dialects the library knows; one that none of them reads spoils no other line.

    The library reuses a line without a type for the next one, so that the first is lost: here each has one.
    """

    dialects: ClassVar = (mt940.tags.Statement(), mt940.tags.StatementGLS(), mt940.tags.StatementASNB())

    def parse(self, transactions: Any, value: str) -> dict[str, Any]:
        certain = _CERTAIN.match(value)
        groups = self._groups(value) if certain else None
        if groups is None or certain is None or groups["amount"] != certain["amount"]:
            return {_UNREADABLE: "form" if certain else "amount", "raw": value, "month": "01"}
        return {**groups, "raw": value, "id": groups["id"] or "NONE"}

    def __call__(self, transactions: Any, value: dict[str, Any]) -> dict[str, object]:
        if _UNREADABLE in value:
            return {"id": "NONE", **value}
        try:
            return super().__call__(transactions, value)
        except InvalidOperation:
            return {"id": "NONE", _UNREADABLE: "amount", "raw": value["raw"]}
        except ValueError:
            return {"id": "NONE", _UNREADABLE: "date", "raw": value["raw"]}

    def _groups(self, value: str) -> dict[str, Any] | None:
        first, *others = self.dialects
        found = first.re.match(value)
        if found and (found["bank_reference"] or "//" not in value.split("\n", 1)[0]):
            return dict(found.groupdict())
        # A long reference of the customer's pushes the bank's own out of the standard's place.
        matches = (match for each in others if (match := each.re.match(value)))
        found = next((match for match in matches if match["bank_reference"]), found)
        return dict(found.groupdict()) if found else None


def read_mt940(content: bytes) -> Statement:
    """Read all statements of a file as one.

    Raises:
        StatementRefused: the file is not MT940, or a field beside the lines is broken.
    """
    try:
        # A handle and not the text itself: the library opens a text that happens to be the name of a file.
        blocks = mt940.parse_statements(
            StringIO(_decode(content)), tags={_Line.id: _Line()}, options=mt940.Options.all()
        )
    except (RuntimeError, ValueError, InvalidOperation, KeyError) as fault:
        raise StatementRefused(reason="malformed") from fault
    rows = [(block, row) for block in blocks for row in block.transactions if row.data.get("id")]
    lines = tuple(_line(position, block, row.data) for position, (block, row) in enumerate(rows, start=1))
    accounts = {str(block.data.get("account_identification") or "") for block in blocks} - {""}
    return Statement("mt940", ", ".join(sorted(accounts)) or None, lines)


def _line(position: int, block: Any, data: dict[str, Any]) -> Line:
    text = _text(data)
    if _UNREADABLE in data:
        return UnreadableLine(position, data[_UNREADABLE], f"{data['raw']} {text}".strip())
    currency = str(block.currency or "")
    if not _CURRENCY.fullmatch(currency):
        return UnreadableLine(position, "currency", f"{data['raw']} {text}".strip())
    amount: Decimal = data["amount"].amount
    try:
        money = Money.from_decimal(amount, currency)
    except InexactAmount:
        return UnreadableLine(position, "amount", f"{data['raw']} {text}".strip())
    if not money.minor:
        return UnreadableLine(position, "amount", f"{data['raw']} {text}".strip())
    value_date = _plain(data["date"])
    return BankLine(
        position=position,
        booked_on=_plain(data["entry_date"]) if data.get("entry_date") else value_date,
        value_date=value_date,
        amount=money,
        text=text,
        payer=_words(data.get("applicant_name")),
        # The library calls the payer's account by these names, by how the bank wrote the details.
        payer_account=_words(data.get("applicant_iban")) or _words(data.get("gvc_applicant_iban")),
        bank_reference=own_reference(data.get("bank_reference")),
    )


def _text(data: dict[str, Any]) -> str:
    found = (_words(data.get(name)) for name in _TEXTS)
    return "\n".join(dict.fromkeys(each for each in found if each and own_reference(each)))


def _words(value: object) -> str | None:
    return str(value).strip() or None if value else None


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\x00", "")  # No database keeps it.
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1").replace("\x00", "")
