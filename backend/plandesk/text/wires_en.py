"""The sentences about wires: why a line of a statement is judged as it is, and what cannot be read of a file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from plandesk.domain.bank_lines import BankLine, Line, Unread
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.wires import Verdict, WireJudgement
from plandesk.text.formats import day, listed, money, price

REST_CAME = "The rest of the money came."
UNKNOWN_MONEY = "wire that names no order"

BOOK_THIS = "Book this?"
MAPPING_INVALID = "The amount needs a column of its own."
NOTHING_BOOKED = "Nothing was booked."

NAMES: Mapping[Verdict, str] = {
    "matched": "matched",
    "short": "short",
    "over": "over",
    "late": "late",
    "early": "early",
    "already_paid": "already paid",
    "wrong_currency": "wrong currency",
    "split": "split",
    "unknown": "unknown",
    "unreadable": "unreadable",
    "not_yet": "not yet",
    "duplicate": "duplicate",
    "outgoing": "outgoing",
    "skipped": "left out",
}

Facts = Mapping[str, str]


class Counted(Protocol):
    """Lines of one verdict, with their money in one currency."""

    @property
    def verdict(self) -> Verdict:
        """Return the verdict."""
        ...

    @property
    def count(self) -> int:
        """Return how many lines have it."""
        ...

    @property
    def amount(self) -> Money | None:
        """Return their money; None where none could be read."""
        ...


def line(position: int, read: Line, verdict: Verdict, facts: Facts) -> str:
    """Show a line with its verdict, for a terminal."""
    amount = money(read.amount) if isinstance(read, BankLine) else "-"
    return f"line {position}: {NAMES[verdict]}, {amount}: {explain(verdict, facts)}"


def entered(order: Order, judged: WireJudgement) -> str:
    """Say what a wire that was entered did for its order, for a terminal."""
    told = f"Order {order.number} is {order.state.replace('_', ' ')}."
    if judged.missing.minor:
        told += f" {money(judged.missing)} is still missing; the buyer was told how to pay it."
    if judged.surplus.minor:
        told += f" {money(judged.surplus)} is left and waits in `plandesk orders list`."
    if judged.written_off.minor:
        told += f" {money(judged.written_off)} was written off as a fee."
    return told


def summary(sums: Sequence[Counted]) -> str:
    """Count the lines and add up their money by verdict."""
    told = (f"{NAMES[each.verdict]} {each.count}{f' ({money(each.amount)})' if each.amount else ''}" for each in sums)
    return ", ".join(told) + "."


def progress(done: int, lines: int) -> str:
    """Say how far the booking is."""
    return f"{done} of {lines} lines are done."


def explain(verdict: Verdict, facts: Facts) -> str:
    """Say in one sentence why a line has its verdict, and what follows."""
    told = _VERDICTS[verdict]
    return told if isinstance(told, str) else told(facts)


def unread(reason: Unread) -> str:
    """Say what of a line cannot be read."""
    return _UNREAD[reason]


def changed(outcome: Verdict) -> str:
    """Say that a line was booked under another verdict than the dry run told."""
    return f"It was booked as {NAMES[outcome]}: the books had changed since the dry run."


def file_refused(facts: Mapping[str, Any]) -> str:
    """Say why a file is not taken."""
    told = _FILES[str(facts["reason"])]
    return f"{told} Missing: {facts['column']}." if "column" in facts else told


def no_mapping(facts: Mapping[str, Any]) -> str:
    """Say that no mapping has the name."""
    return f"No mapping is called {facts['name']}. They are saved at the desk, under Wires."


def statement_closed(facts: Mapping[str, Any]) -> str:
    """Say why a statement cannot be changed any more."""
    return _CLOSED[str(facts["reason"])]


def split_refused(facts: Mapping[str, Any]) -> str:
    """Say why money cannot be divided in this way."""
    return _SPLITS[str(facts["reason"])]


def wire_refused(facts: Mapping[str, Any]) -> str:
    """Say why a wire was not entered; nothing was booked."""
    return _WIRES[str(facts["reason"])]


def _money(facts: Facts, name: str) -> str:
    return price(Money(int(facts[name]), facts["currency"]))


def _matched(facts: Facts) -> str:
    found = f"It pays order {facts['order']}."
    if int(facts.get("written_off", "0")):
        return f"{found} {_money(facts, 'written_off')} is missing, within the tolerance for fees, and is written off."
    if int(facts.get("held", "0")):
        return f"With {_money(facts, 'held')} that came before, it pays order {facts['order']}."
    return found


def _unknown(facts: Facts) -> str:
    why = _UNKNOWN[facts["why"]].format(orders=listed(facts.get("orders", "-").split()))
    return f"{why} The money is booked without an order and waits for a person."


def _short(facts: Facts) -> str:
    return (
        f"It is less than what order {facts['order']} needs: {_money(facts, 'missing')} is still missing. It is held "
        "for the order, and the buyer is told."
    )


def _over(facts: Facts) -> str:
    return f"It pays order {facts['order']}; {_money(facts, 'surplus')} is left and waits for a person."


def _why_late(facts: Facts) -> str:
    if facts["state"] == "awaiting_payment":
        return f"The money for order {facts['order']} came after {_last(facts)}."
    return f"Order {facts['order']} is {facts['state'].replace('_', ' ')}."


def _split(facts: Facts) -> str:
    """Say how much each order gets, and how it stands then."""
    names = ("orders", "amounts", "verdicts", "missing")
    shares = zip(*(facts.get(name, "").split() for name in names), strict=False)
    told = [
        f"{price(Money(int(amount), facts['currency']))} {_share(number, verdict, missing, facts['currency'])}"
        for number, amount, verdict, missing in shares
    ]
    return f"It is divided: {'; '.join(told)}." if told else f"It is divided between {listed(facts['orders'].split())}."


def _share(number: str, verdict: str, missing: str, currency: str) -> str:
    if verdict == "matched":
        return f"pays order {number}"
    if verdict == "over":
        return f"pays order {number}, and what is left waits for a person"
    if verdict == "short":
        return f"is held for order {number}, which then still lacks {price(Money(int(missing), currency))}"
    return f"for order {number} waits for a person"


_UNKNOWN: Mapping[str, str] = {
    "no-reference": "No reference of ours is in its text.",
    "hint": "Without check digits it names {orders}, which may be a typo: choose the order yourself if it is right.",
    "no-order": "Its reference names no order we have ({orders}).",
    "several": "It names several orders ({orders}): divide it between them.",
}

_NOT_YET: Mapping[str, str] = {
    "ahead": "Its value date lies ahead.",
    "expected": "The bank only expects it and has not booked it.",
}

_UNREAD: Mapping[Unread, str] = {
    "amount": "Its amount cannot be read for certain.",
    "currency": "Its currency cannot be read.",
    "date": "Its date cannot be read.",
    "columns": "It has fewer columns than the mapping needs.",
    "parts": "It holds several payments that do not add up to its amount.",
    "form": "It is not in the form of its format.",
}

_VERDICTS: Mapping[Verdict, str | Callable[[Facts], str]] = {
    "matched": _matched,
    "short": _short,
    "over": _over,
    "late": lambda facts: f"{_why_late(facts)} It is booked and waits for a person.",
    "early": lambda facts: f"It is dated before order {facts['order']}. It is booked and waits for a person.",
    "already_paid": lambda facts: f"Order {facts['order']} is paid already. It is booked and waits for a person.",
    "wrong_currency": lambda facts: (
        f"Order {facts['order']} is in another currency. It is booked and waits for a person."
    ),
    "split": _split,
    "unknown": _unknown,
    "unreadable": lambda facts: (
        f"{_UNREAD.get(facts['why'], _UNREAD['form'])} Nothing is booked: enter it by hand."  # type: ignore[call-overload]  # Unread is what the reader writes.
    ),
    "not_yet": lambda facts: f"{_NOT_YET[facts['why']]} Nothing is booked: import it again when it has come.",
    "duplicate": "This line is booked already, by this file, another one or by hand. Nothing is booked twice.",
    "outgoing": "Money that went out is not for us here.",
    "skipped": "You left it out. Nothing is booked.",
}

_FILES: Mapping[str, str] = {
    "no-known-format": "This is neither CAMT.053 nor MT940. For a CSV file, choose how its columns are read.",
    "no-lines": "There is no line in this file.",
    "malformed": "The file is broken and cannot be read to its end.",
    "document-type": "The file declares a document type, which a statement has no use for. It was not read.",
    "not-camt.053": "This XML is not a CAMT.053 statement.",
    "encoding": "The file is not in the encoding that was chosen.",
    "column-missing": "The file lacks a column that the mapping names, or has it twice.",
}

_CLOSED: Mapping[str, str] = {
    "discarded": "This statement was discarded. Upload it again.",
    "booked": "This statement is booked already.",
    "booking": "This statement is confirmed already.",
}

_SPLITS: Mapping[str, str] = {
    "no-orders": "Name at least one order.",
    "currency": "Each part is in the currency of the money.",
    "no-money": "Each part is above zero.",
    "sum": "The parts must add up to the money, to the cent.",
    "twice": "An order stands here twice.",
    "no-order": "There is no such order.",
    "not-open": "An order no longer awaits its payment.",
    "order-currency": "An order is in another currency; money is never converted.",
    "on-its-way": "The money is on its way back.",
    "holds-nothing": "Nothing is held here that could be given to an order.",
    "not-dividable": "A line that brings no money cannot be given to an order.",
}

_WIRES: Mapping[str, str] = {
    "no-money": "Only an amount above zero can be booked; nothing was booked.",
    "already-booked": "This line of the bank is booked already; nothing was booked twice.",
    "changed": "The books have changed since the look; nothing was booked. Look at it again.",
    "dated-ahead": "The value date lies ahead; money is booked on the day it is here.",
}


def _last(facts: Facts) -> str:
    return day(date.fromisoformat(facts["honoured_until"]))
