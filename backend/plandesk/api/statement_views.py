"""How a bank statement and its lines are shown."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import fields, validate

from plandesk.api.fields import MoneyInput, MoneyView, Pattern, Payload, View
from plandesk.api.prices import show_money
from plandesk.domain.bank_lines import BankLine
from plandesk.domain.money import Money
from plandesk.domain.wires import BOOKING, VERDICTS, SplitRefused
from plandesk.services.books.statements import StatementLine
from plandesk.services.ports import Ports
from plandesk.services.reconciliation import StatementView as Statement
from plandesk.text import wires_en as words

NUMBER = r"^[1-9][0-9]{9}$"
FORMATS = ("camt.053", "mt940", "csv")
STATES = ("draft", "booking", "booked", "discarded")
CHOICES = ("none", "orders", "skip")


class PartInput(Payload):
    """A share of money, and the order it is for."""

    number = fields.String(required=True, validate=Pattern(NUMBER, "Must be an order number of ten digits."))
    amount = fields.Nested(MoneyInput(), required=True)


class PartView(View):
    """A share of money, and the order it is for."""

    number = fields.String()
    amount = fields.Nested(MoneyView())


class SumView(View):
    """How many lines stand under a verdict, with their money in one currency; null where it cannot be read."""

    verdict = fields.String(validate=validate.OneOf(VERDICTS))
    count = fields.Integer()
    amount = fields.Nested(MoneyView(), allow_none=True)
    books = fields.Boolean(metadata={"description": "Whether this money goes into the books."})


class StatementView(View):
    """A statement: a draft books nothing, and is then booked line by line. What is booked counts by its outcome."""

    id = fields.String()
    name = fields.String()
    format = fields.String(validate=validate.OneOf(FORMATS))
    account = fields.String(allow_none=True)
    other_account = fields.Boolean(metadata={"description": "It is of another account than wires are asked for."})
    lines = fields.Integer()
    state = fields.String(validate=validate.OneOf(STATES))
    uploaded_at = fields.DateTime()
    uploaded_by = fields.String()
    confirmed_at = fields.DateTime(allow_none=True)
    confirmed_by = fields.String(allow_none=True)
    waiting = fields.Integer(metadata={"description": "Lines that are not booked yet."})
    sums = fields.List(fields.Nested(SumView()))


class StatementPageView(View):
    """Statements, the newest first."""

    rows = fields.List(fields.Nested(StatementView()))
    next = fields.String(allow_none=True, metadata={"description": "What `after` asks the next page by."})


class StatementLineView(View):
    """A line of a statement, its verdict and why. What cannot be read has its text alone."""

    position = fields.Integer()
    verdict = fields.String(validate=validate.OneOf(VERDICTS))
    outcome = fields.String(validate=validate.OneOf(VERDICTS), allow_none=True)
    reason = fields.String()
    choice = fields.String(validate=validate.OneOf(CHOICES))
    orders = fields.List(fields.Nested(PartView()), metadata={"description": "Where its money goes."})
    hints = fields.List(fields.String(), metadata={"description": "Orders it names, for a person to choose from."})
    value_date = fields.Date(allow_none=True)
    booked_on = fields.Date(allow_none=True)
    amount = fields.Nested(MoneyView(), allow_none=True)
    payer = fields.String(allow_none=True)
    payer_account = fields.String(allow_none=True)
    bank_reference = fields.String(allow_none=True)
    text = fields.String()


class StatementLinesView(View):
    """Lines in the file's order."""

    rows = fields.List(fields.Nested(StatementLineView()))
    next = fields.Integer(allow_none=True, metadata={"description": "What `after` asks the next page by."})


def show_statement(view: Statement, here: Ports) -> dict[str, Any]:
    """Show a statement with its counts and sums."""
    statement = view.statement
    return {
        "id": statement.id,
        "name": statement.name,
        "format": statement.format,
        "account": statement.account,
        "other_account": _is_of_another(statement.account, here),
        "lines": statement.lines,
        "state": statement.state,
        "uploaded_at": statement.uploaded_at.isoformat(),
        "uploaded_by": statement.uploaded_by,
        "confirmed_at": statement.confirmed_at and statement.confirmed_at.isoformat(),
        "confirmed_by": statement.confirmed_by,
        "waiting": view.waiting,
        "sums": [
            {
                "verdict": each.verdict,
                "count": each.count,
                "amount": show_money(each.amount) if each.amount else None,
                "books": each.verdict in BOOKING,
            }
            for each in view.sums
        ],
    }


def show_line(row: StatementLine) -> dict[str, Any]:
    """Show a line with its verdict and why."""
    read = row.line if isinstance(row.line, BankLine) else None
    facts = row.facts
    told = row.verdict if row.outcome is None else row.outcome
    why = words.explain(row.verdict, facts) if told == row.verdict else words.changed(told)
    return {
        "position": row.position,
        "verdict": row.verdict,
        "outcome": row.outcome,
        "reason": why,
        "choice": row.choice,
        "orders": [{"number": part.number, "amount": show_money(part.amount)} for part in row.parts],
        "hints": facts["orders"].split() if row.verdict == "unknown" and "orders" in facts else [],
        "value_date": read and read.value_date.isoformat(),
        "booked_on": read and read.booked_on.isoformat(),
        "amount": show_money(read.amount) if read else None,
        "payer": read and read.payer,
        "payer_account": read and read.payer_account,
        "bank_reference": read and read.bank_reference,
        "text": row.line.text,
    }


def amounts_by_order(parts: Iterable[Mapping[str, Any]]) -> dict[str, Money]:
    """Read shares of money by order.

    Raises:
        SplitRefused: an order stands twice.
    """
    amounts: dict[str, Money] = {}
    for part in parts:
        if part["number"] in amounts:
            raise SplitRefused(reason="twice")
        amounts[part["number"]] = Money(part["amount"]["minor"], part["amount"]["currency"])
    return amounts


def _is_of_another(account: str | None, here: Ports) -> bool:
    """Tell whether a statement is of an account that no wire is asked to; one that names none may be ours."""
    if account is None or here.bank is None:
        return False
    return _plain(here.bank.iban) not in _plain(account) and not _within(account, here.bank.iban)


def _within(account: str, iban: str) -> bool:
    # MT940 often has the bank's sort code and the account's own number, which the IBAN ends with.
    return any(_plain(iban).endswith(part.lstrip("0")) for part in account.split("/")[-1:] if len(part) > 5)


def _plain(account: str) -> str:
    return "".join(account.split()).upper()
