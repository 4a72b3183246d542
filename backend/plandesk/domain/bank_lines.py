"""What a bank statement says, whichever format it came in: its lines, and those that cannot be read."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money

StatementFormat = Literal["camt.053", "mt940", "csv"]
Unread = Literal["amount", "currency", "date", "columns", "parts", "form"]
"""What of a line cannot be read. `parts`: its details do not add up to its amount; `form`: it is no line at all."""

NO_REFERENCE = frozenset({"", "NONREF", "NOTPROVIDED", "NOREF", "NOTAVAILABLE"})
"""What banks write where they have no reference of their own."""


class StatementRefused(DomainError):
    """A file is taken only if it can be read to its end. Facts: `reason`, a slug."""


class MappingNotFound(DomainError):
    """A CSV file is read by a mapping that was saved under a name. Facts: `name`."""


class MappingInvalid(DomainError):
    """A mapping names a date, a text and an amount, or else money in and money out. Facts: `reason`."""


@dataclass(frozen=True, slots=True)
class BankLine:
    """One movement on the vendor's account. `amount` is below zero where money went out.

    `position` counts the lines of the file from 1. `bank_reference` is the bank's own for this line, or None;
    `booked` is False while the bank only expects it. `digest` tells the line again in other files and formats.
    """

    position: int
    booked_on: date
    value_date: date
    amount: Money
    text: str
    payer: str | None = None
    payer_account: str | None = None
    bank_reference: str | None = None
    booked: bool = True
    digest: str = ""


@dataclass(frozen=True, slots=True)
class UnreadableLine:
    """A line that is refused as a whole, since a part of it is not certain; `text` is what stands there."""

    position: int
    reason: Unread
    text: str


Line = BankLine | UnreadableLine


@dataclass(frozen=True, slots=True)
class Statement:
    """A bank statement. `account` is the vendor's account it is of, where the file tells."""

    format: StatementFormat
    account: str | None
    lines: tuple[Line, ...]


def wire_digest(bank_reference: str, value_date: date, amount: Money) -> str:
    """Return what a movement is known by where the bank gave it a reference: the same by hand and in every format.

    Case and spaces say nothing: people type them, and banks space and break a reference as they like.
    """
    reference = "".join(bank_reference.split()).upper()
    line = f"{reference}|{value_date.isoformat()}|{amount.minor}|{amount.currency}"
    return hashlib.sha256(line.encode()).hexdigest()


def with_digests(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Give every readable line its digest.

    Without the bank's reference a line is known by all that it says. Lines of one file that say the same are then
    counted, since two payments may be alike: the second of them is the second one in every file. With a reference, a
    line that stands twice and says the same is one payment; where it says something else, the bank's references are
    not its payments' own.
    """
    seen: Counter[str] = Counter()
    said: dict[tuple[str, str], str] = {}
    told: list[Line] = []
    for line in lines:
        if isinstance(line, BankLine):
            words = _all_it_says(line)
            name = wire_digest(line.bank_reference or words, line.value_date, line.amount)
            known = said.get((name, words)) if line.bank_reference else None
            if known is None:
                seen[name] += 1
                known = name if seen[name] == 1 else hashlib.sha256(f"{name}|{seen[name]}".encode()).hexdigest()
            said[name, words] = known
            line = replace(line, digest=known)
        told.append(line)
    return tuple(told)


def own_reference(written: str | None) -> str | None:
    """Return a bank's reference, or None where it wrote that it has none."""
    reference = (written or "").strip()
    return None if reference.upper() in NO_REFERENCE else reference


def _all_it_says(line: BankLine) -> str:
    # Letters and digits only: banks break and space the same text differently from file to file.
    words = (line.text, line.payer or "", line.payer_account or "", line.booked_on.isoformat())
    return "".join(char for char in "".join(words).upper() if char.isalnum())
