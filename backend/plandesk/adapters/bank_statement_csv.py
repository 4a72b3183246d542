"""CSV statements, read by the columns a person has named; nothing about them is guessed."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import Final

from plandesk.domain.bank_lines import (
    BankLine,
    Line,
    Statement,
    StatementRefused,
    Unread,
    UnreadableLine,
    own_reference,
)
from plandesk.domain.money import Money, exponent
from plandesk.services.books.statements import CsvMapping, CsvPreview

PREVIEWED: Final = 20
_DATES: Final = {
    "YYYY-MM-DD": (re.compile(r"\d{4}-\d{2}-\d{2}"), "%Y-%m-%d"),
    "YYYYMMDD": (re.compile(r"\d{8}"), "%Y%m%d"),
    "DD.MM.YYYY": (re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"), "%d.%m.%Y"),
    "DD.MM.YY": (re.compile(r"\d{1,2}\.\d{1,2}\.\d{2}"), "%d.%m.%y"),
    "DD/MM/YYYY": (re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), "%d/%m/%Y"),
    "MM/DD/YYYY": (re.compile(r"\d{1,2}/\d{1,2}/\d{4}"), "%m/%d/%Y"),
    "DD-MM-YYYY": (re.compile(r"\d{1,2}-\d{1,2}-\d{4}"), "%d-%m-%Y"),
}
_CURRENCY = re.compile("[A-Z]{3}")
_SPACES = str.maketrans("", "", " \u00a0\u202f'’")
_GROUPED: Final = {
    ",": re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?([+-]?)", re.ASCII),
    ".": re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([+-]?)", re.ASCII),
}


class _Unread(Exception):
    """A cell is not certain."""

    def __init__(self, reason: Unread) -> None:
        super().__init__(reason)
        self.reason = reason


def read_csv(content: bytes, mapping: CsvMapping) -> Statement:
    """Read a file by a mapping.

    Raises:
        StatementRefused: it is not in the encoding or lacks a column the mapping names, or is not CSV.
    """
    header, rows = _table(content, mapping)
    places = _places(header, mapping)
    lines = tuple(_line(position, row, places, mapping) for position, row in enumerate(rows, start=1))
    return Statement("csv", None, lines)


def preview_csv(content: bytes, mapping: CsvMapping) -> CsvPreview:
    """Show the columns and first rows of a file, and how each is read if the mapping fits them.

    Raises:
        StatementRefused: it is not in the encoding, or is not CSV.
    """
    header, rows = _table(content, mapping)
    first = list(islice(rows, PREVIEWED))
    missing = sorted(name for name in mapping.columns if name not in header)
    if missing:
        return CsvPreview(tuple(header), tuple(map(tuple, first)), (), tuple(missing))
    places = _places(header, mapping)
    read = tuple(_line(position, row, places, mapping) for position, row in enumerate(first, start=1))
    return CsvPreview(tuple(header), tuple(map(tuple, first)), read, ())


def _table(content: bytes, mapping: CsvMapping) -> tuple[list[str], Iterator[list[str]]]:
    try:
        text = content.decode("utf-8-sig" if mapping.encoding == "utf-8" else mapping.encoding)
    except UnicodeDecodeError as fault:
        raise StatementRefused(reason="encoding") from fault
    if "\x00" in text:
        raise StatementRefused(reason="encoding")
    rows = _rows(text, mapping.delimiter)
    for _ in range(mapping.skip_rows):
        next(rows, None)
    header = next(rows, None)
    if header is None:
        raise StatementRefused(reason="no-lines")
    return [name.strip() for name in header], rows


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        for row in csv.reader(StringIO(text), delimiter=delimiter, strict=True):
            if any(cell.strip() for cell in row):
                yield row
    except csv.Error as fault:
        raise StatementRefused(reason="malformed") from fault


def _places(header: Sequence[str], mapping: CsvMapping) -> dict[str, int]:
    """Return where each named column stands; one that stands twice could be either."""
    for name in mapping.columns:
        if header.count(name) != 1:
            raise StatementRefused(reason="column-missing", column=name)
    return {name: header.index(name) for name in mapping.columns}


def _line(position: int, row: Sequence[str], places: dict[str, int], mapping: CsvMapping) -> Line:
    def cell(name: str | None) -> str:
        return row[places[name]].strip() if name else ""

    try:
        if len(row) <= max(places.values()):
            raise _Unread("columns")
        value_date = _day(cell(mapping.value_date), mapping)
        currency = cell(mapping.currency_column) if mapping.currency_column else mapping.currency
        return BankLine(
            position=position,
            booked_on=_day(cell(mapping.booked_on), mapping) if cell(mapping.booked_on) else value_date,
            value_date=value_date,
            amount=_amount(cell(mapping.amount), cell(mapping.debit), currency, mapping),
            text="\n".join(filter(None, map(cell, mapping.text))),
            payer=cell(mapping.payer) or None,
            payer_account=cell(mapping.payer_account) or None,
            bank_reference=own_reference(cell(mapping.bank_reference)),
        )
    except _Unread as fault:
        return UnreadableLine(position, fault.reason, mapping.delimiter.join(row))


def _day(text: str, mapping: CsvMapping) -> date:
    pattern, form = _DATES[mapping.date_format]
    if not pattern.fullmatch(text) or not text.isascii():
        raise _Unread("date")
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007  # A calendar day has no time zone.
    except ValueError as fault:
        raise _Unread("date") from fault


def _amount(credit: str, debit: str, currency: str, mapping: CsvMapping) -> Money:
    """Read money in or, where that is a column of its own, money out; exactly one of the two is there."""
    if not _CURRENCY.fullmatch(currency):
        raise _Unread("currency")
    money_in = _figure(credit, currency, mapping)
    if mapping.debit is not None:
        money_out = abs(_figure(debit, currency, mapping))  # Some banks write a minus here, some do not.
        if bool(money_in) == bool(money_out) or money_in < 0:
            raise _Unread("amount")
        money_in -= money_out
    if not money_in:
        raise _Unread("amount")
    return Money.from_decimal(money_in, currency)


def _figure(text: str, currency: str, mapping: CsvMapping) -> Decimal:
    if not text and mapping.debit is not None:
        return Decimal(0)  # The other column holds it.
    found = _GROUPED[mapping.decimal].fullmatch(text.translate(_SPACES))
    if found is None or (found[1] and found[4]):
        raise _Unread("amount")
    places = found[3] or ""
    # `1,400` read with a decimal comma would be 1.40: more decimals than the currency has are a mapping gone wrong.
    if len(places) > exponent(currency):
        raise _Unread("amount")
    whole = found[2].replace("." if mapping.decimal == "," else ",", "")
    figure = Decimal(f"{whole}.{places or 0}")
    return -figure if "-" in (found[1], found[4]) else figure
