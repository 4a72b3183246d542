"""CAMT.053 statements: opened by `pycamt`, and read out of its tree where the schema puts things.

What pycamt itself makes of an entry is not used: it takes the amount that the payer instructed in another currency, the
side of a fee, and the first of several references, and looks through the whole file again for every entry.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from pycamt.parser import Camt053ParseError, Camt053Parser

from plandesk.domain.bank_lines import (
    BankLine,
    Line,
    Statement,
    StatementRefused,
    Unread,
    UnreadableLine,
    own_reference,
)
from plandesk.domain.errors import InexactAmount
from plandesk.domain.money import Money

_AMOUNT = re.compile(r"[0-9]{1,18}(\.[0-9]{1,5})?")
_CURRENCY = re.compile("[A-Z]{3}")
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})([T+Z-].*)?")
_SIDES: Final = {"CRDT": 1, "DBIT": -1}
# What a payer may have written, and what only some banks fill in.
_TEXTS = ("RmtInf/Ustrd", "RmtInf/Strd//Ref", "RmtInf/Strd/AddtlRmtInf", "Refs/EndToEndId", "AddtlTxInf")


class _Unread(Exception):
    """A part of an entry is not certain."""

    def __init__(self, reason: Unread) -> None:
        super().__init__(reason)
        self.reason = reason


def read_camt(content: bytes) -> Statement:
    """Read all statements of a file as one; an entry with several payments gives a line for each of them.

    Raises:
        StatementRefused: the file is not well-formed, holds a document type or entities, or is not CAMT.053.
    """
    parser = _open(content)
    lines: list[Line] = []
    for statement in parser.tree.iter("Stmt"):
        for entry in statement.iterfind("Ntry"):
            lines += _lines(entry, entry.findall("NtryDtls/TxDtls"), start=len(lines) + 1)
    return Statement("camt.053", ", ".join(_accounts(parser)) or None, tuple(lines))


def _open(content: bytes) -> Any:
    try:
        parser = Camt053Parser(content)
    except (SyntaxError, ValueError) as fault:  # Its parser's faults are SyntaxErrors.
        raise StatementRefused(reason="malformed") from fault
    # A statement has no use for a document type, and what it declares could read files or grow without bound.
    if parser.tree.getroottree().docinfo.internalDTD is not None:
        raise StatementRefused(reason="document-type")
    if ":camt.053." not in str(parser.tree.tag):
        raise StatementRefused(reason="not-camt.053")
    # pycamt finds nothing where the bank writes the namespace as a prefix: names alone are left.
    for node in parser.tree.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.rpartition("}")[2]
    parser.namespaces = {}
    return parser


def _accounts(parser: Any) -> list[str]:
    try:
        told = parser.get_statement_info()
    except Camt053ParseError as fault:
        raise StatementRefused(reason="no-lines") from fault
    return sorted({each["IBAN"].strip() for each in told if each["IBAN"]})


def _lines(entry: Any, details: list[Any], start: int) -> Iterator[Line]:
    """Read one entry. With several payments in it, each needs its own amount, and they must add up to the entry's."""
    try:
        whole = _money(entry.find("Amt"), entry)
        amounts = [whole] if len(details) < 2 else [_part(each, entry) for each in details]
        if sum(each.minor for each in amounts) != whole.minor:
            raise _Unread("parts")
        booked_on, value_date = _days(entry)
    except _Unread as fault:
        yield UnreadableLine(start, fault.reason, _as_it_stands(entry))
        return
    for offset, amount in enumerate(amounts):
        detail = details[offset] if details else None
        yield BankLine(
            position=start + offset,
            booked_on=booked_on,
            value_date=value_date,
            amount=amount,
            text=_text(entry, detail),
            payer=_words(detail, "RltdPties/Dbtr//Nm"),
            payer_account=_words(detail, "RltdPties/DbtrAcct/Id/IBAN"),
            bank_reference=_reference(entry, detail, offset if len(details) > 1 else None),
            booked=_status(entry) == "BOOK",
        )


def _money(node: Any, entry: Any) -> Money:
    """Read an amount on the side of its entry: `CdtDbtInd` further inside is that of the bank's own fees."""
    text, currency = (node.text or "").strip() if node is not None else "", "" if node is None else node.get("Ccy", "")
    side = _SIDES.get((entry.findtext("CdtDbtInd") or "").strip())
    if not _AMOUNT.fullmatch(text) or side is None:
        raise _Unread("amount")
    if not _CURRENCY.fullmatch(currency):
        raise _Unread("currency")
    try:
        money = Money.from_decimal(side * Decimal(text), currency)
    except InexactAmount as fault:
        raise _Unread("amount") from fault
    if not money.minor:
        raise _Unread("amount")
    return money


def _part(detail: Any, entry: Any) -> Money:
    """Read the amount of one of several payments; what the payer instructed may be another, in another currency."""
    node = detail.find("Amt")
    node = detail.find("AmtDtls/TxAmt/Amt") if node is None else node
    money = _money(node, entry)
    if money.currency != entry.find("Amt").get("Ccy"):
        raise _Unread("parts")
    return money


def _days(entry: Any) -> tuple[date, date]:
    booked = _day(entry.find("BookgDt"))
    value = _day(entry.find("ValDt"))
    if booked is None and value is None:
        raise _Unread("date")
    return (booked or value, value or booked)  # type: ignore[return-value]  # One of them is there.


def _day(node: Any) -> date | None:
    if node is None:
        return None
    found = _DATE.fullmatch((node.findtext("Dt") or node.findtext("DtTm") or "").strip())
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError as fault:
        raise _Unread("date") from fault


def _reference(entry: Any, detail: Any, place: int | None) -> str | None:
    own = None if detail is None else own_reference(detail.findtext("Refs/AcctSvcrRef"))
    whole = own_reference(entry.findtext("AcctSvcrRef"))
    # Of the one payment in an entry the entry's reference is the one MT940 shows too.
    if place is None:
        return whole or own
    # Payments that share the entry's reference are told apart by their place in it: two of them may be alike.
    return own or (whole and f"{whole}/{place + 1}")


def _status(entry: Any) -> str:
    return (entry.findtext("Sts/Cd") or entry.findtext("Sts") or "BOOK").strip()


def _words(detail: Any, path: str) -> str | None:
    return None if detail is None else (detail.findtext(path) or "").strip() or None


def _as_it_stands(entry: Any) -> str:
    """Return every word of an entry: a person reads its amount, days and payer there, and enters it by hand."""
    plain = ("".join(each.splitlines()).strip() for each in entry.itertext())
    return "\n".join(dict.fromkeys(each for each in plain if each))


def _text(entry: Any, detail: Any) -> str:
    inner = [] if detail is None else [node.text for path in _TEXTS for node in detail.iterfind(path)]
    plain = ("".join(each.splitlines()).strip() for each in (*inner, entry.findtext("AddtlNtryInf")) if each)
    return "\n".join(dict.fromkeys(each for each in plain if own_reference(each)))
