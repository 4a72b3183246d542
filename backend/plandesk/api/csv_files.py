"""CSV files (RFC 4180) that no spreadsheet takes for formulas, written while they are sent."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from flask import Response

from plandesk.domain.money import Money
from plandesk.text.desk_en import COLUMNS, currency_of

TYPE: Final = "text/csv"
CSV_ANSWER: Final = {
    "200": {
        "description": "A CSV file (RFC 4180) in UTF-8 with a byte order mark, the columns named in its first line. "
        "Text that a spreadsheet would take for a formula begins with an apostrophe.",
        "content": {TYPE: {"schema": {"type": "string"}}},
    }
}
# Excel takes a file without one for the code page of the machine.
_MARK: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], money: frozenset[str]) -> Response:
    """Return rows as a file; the columns of `money` become two, the amount as a plain decimal and its currency."""
    reply = Response(_lines(columns, rows, money), content_type=f"{TYPE}; charset=utf-8; header=present")
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return reply


def _lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], money: frozenset[str]) -> Iterator[str]:
    heads: list[str] = []
    for column in columns:
        heads += [COLUMNS[column], currency_of(COLUMNS[column])] if column in money else [COLUMNS[column]]
    yield _MARK + _line(heads)
    for row in rows:
        cells: list[Any] = []
        for column in columns:
            cells += _amount(row[column]) if column in money else [_cell(row[column])]
        yield _line(cells)


def _line(cells: Sequence[Any]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _amount(shown: Mapping[str, Any] | None) -> list[Any]:
    if shown is None:
        return ["", ""]
    return [str(Money(shown["minor"], shown["currency"]).to_decimal()), shown["currency"]]


def _cell(value: Any) -> Any:
    """Return what stands in a cell: numbers of ours as they are, and text so that it stays text."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
