"""What staff are told of an import: a verdict and a sentence for every row, and why a file is refused."""

from collections.abc import Callable, Mapping

from plandesk.domain.imports import COLUMNS, Remark, RowReport, Verdict
from plandesk.text.formats import count, listed

VERDICTS: Mapping[Verdict, str] = {
    "add": "add",
    "change": "change",
    "nothing": "nothing to do",
    "ask_us": "ask us",
    "error": "error",
}

_A_PERSON_DECIDES = "a person decides. The installation comes in without a term; enter one with `plandesk terms enter`."
_Facts = Mapping[str, str]
_RULES: Mapping[str, str | Callable[[_Facts], str]] = {
    "cells": lambda facts: f"The row has {facts['cells']} cells, but the header names {facts['columns']} columns.",
    "needed": "Every row names its customer.",
    "needed-for-new": "A customer that is not in the books yet needs a company name.",
    "needed-for-contact": "A contact’s name or role needs the contact’s mail address.",
    "needed-for-new-contact": "A new contact needs a role: owner, billing or technical.",
    "needed-for-installation": "What is said of an installation needs its licence key or host name.",
    "needed-for-new-installation": "A new installation needs a family, or a plan that tells it.",
    "needed-for-term": "A term needs a plan, and a first day or the day of purchase.",
    "too-long": lambda facts: f"The text is longer than {facts['most']} characters.",
    "unstorable": "The text holds characters that cannot be kept.",
    "no-country": "This is not a country’s code of two letters, such as DE.",
    "no-address": "This is not a mail address, such as name@example.com.",
    "no-date": "This is not a date such as 2026-12-31.",
    "far-date": lambda facts: f"Dates lie between {facts['first']} and {facts['last']}.",
    "no-amount": "This is not an amount such as 1400.00: digits, and at most one decimal point.",
    "inexact-amount": lambda facts: f"The amount has more decimals than {facts['currency']} has.",
    "no-plan": "The catalogue has no plan of this id.",
    "not-one-of": lambda facts: f"This must be one of: {facts['choices']}.",
    "contradicts-line": lambda facts: f"Line {facts['line']} of this file says {facts['known']!r}.",
    "differs": lambda facts: f"The books say {facts['known']!r}; an import does not change it.",
    "other-family": lambda facts: f"The installation is of the family {facts['known']}.",
    "contact-of-another": "This mail address belongs to a contact of another customer.",
    "contact-is-staff": "This mail address is staff’s, and signs in as staff alone.",
    "contact-removed": "This contact was removed. Invite the person again by hand if that was wrong.",
    "owner-stays": "An owner’s role is changed by hand, so that no customer is left without one.",
    "term-differs": lambda facts: (
        f"The books have a term from that day with {facts['known'] or 'none'!r}. "
        "Terms are corrected with `plandesk terms correct`."
    ),
    "before-start": lambda facts: f"The last covered day lies before the first, {facts['start']}.",
    "no-support-period": lambda facts: f"The vendor states no support period for {facts['plan']}; state the last day.",
    "overlaps": lambda facts: (
        f"The installation is already covered from {facts['start']} to {facts['last_day']}. Terms do not overlap."
    ),
    "old-server": lambda facts: f"An old server: lines {facts['lines']} of the terms give it {facts['plan']}.",
    "old-server-unsure": lambda facts: (
        f"Just on the boundary of lines {facts['lines']} of the terms ({facts['plan']}): {_A_PERSON_DECIDES}"
    ),
    "old-server-price": lambda facts: (
        f"Lines {facts['lines']} of the terms give it {facts['plan']} only above a price, and none is stated: "
        f"{_A_PERSON_DECIDES}"
    ),
    "old-server-day": lambda facts: (
        f"Lines {facts['lines']} of the terms give it {facts['plan']} only if it was bought before a day, and none is "
        f"stated: {_A_PERSON_DECIDES}"
    ),
}
_FILES: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    "empty": lambda facts: "The file has no header.",
    "unknown-columns": lambda facts: (
        f"The header names columns that are unknown: {_names(facts)}. Known are: {', '.join(COLUMNS)}."
    ),
    "columns-twice": lambda facts: f"The header names a column twice: {_names(facts)}.",
    "no-customer": lambda facts: "The header lacks the column customer.",
    "quotes": lambda facts: f"From line {facts['line']} on the quotes or line ends make no sense. Nothing was written.",
    "not-utf-8": lambda facts: f"Line {facts['line']} is not UTF-8. Save the file as UTF-8. Nothing was written.",
}

FILE_CHANGED = "The file is not the one that was checked. Nothing was written; check it again."
BOOKS_CHANGED = "Something else was written to the books meanwhile. Nothing was imported; try again."
CHECKING, WRITING = "Checking: row", "Writing: row"
ASK = "Write this?"
NOTHING_TO_DO = "There is nothing to do."
NOTHING_WRITTEN = "Nothing was written."
WRITTEN = "Written."
STOPPED = "Stopped. Nothing was written."
NOT_CSV = "Send the file as text/csv."
REFUSED = "At least one row is in error, so nothing was written."


def explain(remark: Remark) -> str:
    """Return one sentence about a cell."""
    told = _RULES[remark.rule]
    return told if isinstance(told, str) else told(remark.facts)


def file_refused(facts: Mapping[str, object]) -> str:
    """Say why a file cannot be read."""
    return _FILES[str(facts["reason"])](facts)


def row_lines(report: RowReport) -> list[str]:
    """Return what is told of a row: line, verdict, customer and installation, and below it what is to say of cells."""
    named = (("customer", report.customer), ("installation", report.installation))
    told = ", ".join([VERDICTS[report.verdict], *(f"{what} {name}" for what, name in named if name)])
    adds = f": {listed(list(report.adds))}" if report.adds else ""
    changes = [f"    {each.column}: {each.before!r} becomes {each.after!r}" for each in report.changes]
    remarks = [f"    {_cell(each)}{explain(each)}" for each in (*report.errors, *report.notes)]
    return [f"line {report.line}: {told}{adds}", *changes, *remarks]


REPORT_COLUMNS = ("line", "verdict", "adds", "changes", "errors", "notes")


def report_cells(report: RowReport) -> list[str]:
    """Return a row of the report."""
    changes = "; ".join(f"{each.column}: {each.before!r} becomes {each.after!r}" for each in report.changes)
    errors = "; ".join(_cell(each) + explain(each) for each in report.errors)
    notes = "; ".join(_cell(each) + explain(each) for each in report.notes)
    return [str(report.line), VERDICTS[report.verdict], ", ".join(report.adds), changes, errors, notes]


def summary(counts: Mapping[Verdict, int]) -> str:
    """Count the rows by verdict, in one line."""
    told = [f"{VERDICTS[verdict]} {rows:,}" for verdict in VERDICTS if (rows := counts.get(verdict, 0))]
    return f"{count(sum(counts.values()), 'row')}: {', '.join(told) or 'none'}."


def _cell(remark: Remark) -> str:
    return f"{remark.column}: " if remark.column else ""


def _names(facts: Mapping[str, object]) -> str:
    columns = facts["columns"]
    return ", ".join(map(repr, columns)) if isinstance(columns, list) else str(columns)
