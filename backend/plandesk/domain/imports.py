"""Rows of an import: what each column holds, how a cell is read, and which ones cannot be."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.countries import COUNTRIES
from plandesk.domain.coverage import Origin
from plandesk.domain.customers import EMAIL_ADDRESS, ROLES, Role
from plandesk.domain.entered_terms import FIRST_DAY, LAST_DAY
from plandesk.domain.errors import DomainError, InexactAmount
from plandesk.domain.money import Money

Verdict = Literal["add", "change", "nothing", "ask_us", "error"]
"""`ask_us`: what is plain is added, and a person decides the rest."""

VERDICTS: tuple[Verdict, ...] = ("add", "change", "nothing", "ask_us", "error")
ENTERED_AS: tuple[Origin, ...] = ("licence", "entered")

_MOST = {"installation": 120, "label": 120, "contact_email": 254}
_MOST_OF_OTHERS = 200
_EMAIL = re.compile(EMAIL_ADDRESS)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]+)?")
_UNREADABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")


class ImportFileRefused(DomainError):
    """A file is read only where its form leaves no doubt. Facts: `reason`, `line`, `columns`."""


class ImportFileChanged(DomainError):
    """What is written is the file that was checked."""


class BooksChanged(DomainError):
    """An import is written over the books it was judged by. Facts: `what`."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of one cell: its column, the rule, and the facts for the sentence."""

    column: str
    rule: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that would overwrite what the books hold."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowReport:
    """The verdict on one row. `line` is the file's physical line, from 1, on which the row begins.

    `customer` and `installation` are what the row names, None where it names none that can be read.
    """

    line: int
    verdict: Verdict
    errors: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    adds: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    customer: str | None = None
    installation: str | None = None

    @property
    def needs_attention(self) -> bool:
        """Tell whether a person should look at it: an error, a question, a note, or what would be overwritten."""
        return self.verdict not in ("add", "nothing") or bool(self.notes or self.changes)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row as it was read; a blank cell, and one in `faults`, is None."""

    line: int
    customer: str | None = None
    company: str | None = None
    country: str | None = None
    contact_email: str | None = None
    contact_name: str | None = None
    contact_role: Role | None = None
    family: str | None = None
    product: str | None = None
    installation: str | None = None
    label: str | None = None
    purchased_on: date | None = None
    price: Money | None = None
    plan: str | None = None
    term_start: date | None = None
    last_covered_day: date | None = None
    origin: Origin | None = None
    value: Money | None = None
    tax_id: str | None = None
    faults: tuple[Remark, ...] = ()


COLUMNS: tuple[str, ...] = tuple(each.name for each in fields(ImportRow) if each.name not in ("line", "faults"))
"""The columns a file may have, in the order of the documentation."""


class _Unreadable(Exception):
    def __init__(self, rule: str, **facts: str) -> None:
        super().__init__(rule)
        self.rule, self.facts = rule, facts


class RowReader:
    """Reads the rows of one file by a catalogue. Cells of a few kinds repeat from row to row and are read once."""

    def __init__(self, header: Sequence[str], catalogue: Catalogue) -> None:
        self._header = header
        self._catalogue = catalogue
        self._repeated = lru_cache(maxsize=4096)(self._read)

    def read(self, line: int, cells: Sequence[str]) -> ImportRow:
        """Read one row; every cell that cannot be read is a fault of its own."""
        values: dict[str, Any] = {}
        faults: list[Remark] = []
        if len(cells) != len(self._header):
            facts = {"cells": str(len(cells)), "columns": str(len(self._header))}
            faults.append(Remark("", "cells", facts))
        for column, cell in zip(self._header, cells, strict=False):
            if not cell or not (text := " ".join(cell.split())):
                continue
            try:
                values[column] = (self._repeated if column in _REPEATED else self._read)(column, text)
            except _Unreadable as fault:
                faults.append(Remark(column, fault.rule, fault.facts))
        if "customer" not in values and not any(each.column == "customer" for each in faults):
            faults.append(Remark("customer", "needed"))
        return ImportRow(line, **values, faults=tuple(faults))

    def _read(self, column: str, text: str) -> object:
        most = _MOST.get(column, _MOST_OF_OTHERS)
        if len(text) > most:
            raise _Unreadable("too-long", most=str(most))
        if _UNREADABLE.search(text):
            raise _Unreadable("unstorable")
        reader = _READERS.get(column)
        return text if reader is None else reader(text, self._catalogue)


def _country(text: str, _: Catalogue) -> str:
    if text.upper() not in _COUNTRIES:
        raise _Unreadable("no-country")
    return text.upper()


def _email(text: str, _: Catalogue) -> str:
    if not _EMAIL.fullmatch(text):
        raise _Unreadable("no-address")
    return text


def _day(text: str, _: Catalogue) -> date:
    if not _DAY.fullmatch(text):
        raise _Unreadable("no-date")
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise _Unreadable("no-date") from fault
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _Unreadable("far-date", first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())
    return day


def _amount(text: str, catalogue: Catalogue) -> Money:
    if not _AMOUNT.fullmatch(text):
        raise _Unreadable("no-amount")
    try:
        return Money.from_decimal(Decimal(text), catalogue.currency)
    except InexactAmount as fault:
        raise _Unreadable("inexact-amount", currency=catalogue.currency) from fault


def _plan(text: str, catalogue: Catalogue) -> str:
    if catalogue.find_plan(text) is None:
        raise _Unreadable("no-plan")
    return text


def _family(text: str, catalogue: Catalogue) -> str:
    return _one_of(text, [each.id for each in catalogue.families])


def _one_of(text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        raise _Unreadable("not-one-of", choices=", ".join(choices))
    return text


_COUNTRIES = frozenset(COUNTRIES)
_READERS: Mapping[str, Callable[[str, Catalogue], object]] = {
    "country": _country,
    "contact_email": _email,
    "contact_role": lambda text, _: _one_of(text, ROLES),
    "family": _family,
    "purchased_on": _day,
    "price": _amount,
    "plan": _plan,
    "term_start": _day,
    "last_covered_day": _day,
    "origin": lambda text, _: _one_of(text, ENTERED_AS),
    "value": _amount,
}
_REPEATED = frozenset(_READERS) - {"contact_email"}
