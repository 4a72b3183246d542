"""Reads a file of rows: encoding, separator, quotes, and the physical line each row begins on."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from plandesk.domain.imports import COLUMNS, ImportFileRefused

_BOM = "\ufeff"


class ImportFile:
    """One pass over a file's lines of bytes; only the row at hand is kept.

    After the last row `digest` is that of the whole file (SHA-256).
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        """Read the header.

        Raises:
            ImportFileRefused: there is none, or it names a column that is unknown, twice there, or not enough.
        """
        self._hash = hashlib.sha256()
        decoded = self._decode(lines)
        first = next(decoded, "").removeprefix(_BOM)
        self._reader = csv.reader(chain([first], decoded), delimiter=_separator(first), strict=True)
        self.header: Sequence[str] = _columns(self._next() or [])

    @property
    def digest(self) -> str:
        """Return the digest of what was read so far."""
        return self._hash.hexdigest()

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each row's first physical line, from 1, and its cells; rows without any text are passed over.

        Raises:
            ImportFileRefused: a quote is not closed, or a line is not UTF-8.
        """
        while True:
            line = self._reader.line_num + 1
            cells = self._next()
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield line, cells

    def _next(self) -> Sequence[str] | None:
        line = self._reader.line_num + 1
        try:
            return next(self._reader, None)
        except csv.Error as fault:
            raise ImportFileRefused(reason="quotes", line=line) from fault

    def _decode(self, lines: Iterable[bytes]) -> Iterator[str]:
        for number, line in enumerate(lines, 1):
            self._hash.update(line)
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError as fault:
                raise ImportFileRefused(reason="not-utf-8", line=number) from fault


def _separator(header: str) -> str:
    try:
        return csv.Sniffer().sniff(header, delimiters=",;").delimiter
    except csv.Error:
        return ","  # A single column has none.


def _columns(cells: Sequence[str]) -> Sequence[str]:
    header = [cell.strip() for cell in cells]
    unknown = [name for name in header if name not in COLUMNS]
    twice = sorted({name for name in header if header.count(name) > 1})
    if not any(header):
        raise ImportFileRefused(reason="empty", line=1)
    if unknown:
        raise ImportFileRefused(reason="unknown-columns", line=1, columns=unknown)
    if twice:
        raise ImportFileRefused(reason="columns-twice", line=1, columns=twice)
    if "customer" not in header:
        raise ImportFileRefused(reason="no-customer", line=1)
    return header
