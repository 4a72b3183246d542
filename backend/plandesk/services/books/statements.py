"""Uploaded bank statements, their lines and the saved mappings of CSV columns, as the use cases ask the database."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from plandesk.domain.bank_lines import Line, StatementFormat
from plandesk.domain.money import Money
from plandesk.domain.wires import Owed, Verdict

StatementState = Literal["draft", "booking", "booked", "discarded"]
Choice = Literal["none", "orders", "skip"]
"""What a person decided about a line: nothing, to which orders its money goes, or that it is not for the books."""


@dataclass(frozen=True, slots=True)
class CsvMapping:
    """How the columns of a bank's CSV are read; columns are named as in the file's header, or None.

    With `debit`, `amount` is the column of money in and `debit` that of money out; without, `amount` carries a sign.
    `currency` holds for every line unless there is a `currency_column`. `skip_rows` stand before the header.
    """

    encoding: str
    delimiter: str
    decimal: Literal[",", "."]
    date_format: str
    value_date: str
    amount: str
    text: tuple[str, ...]
    currency: str
    booked_on: str | None = None
    debit: str | None = None
    currency_column: str | None = None
    payer: str | None = None
    payer_account: str | None = None
    bank_reference: str | None = None
    skip_rows: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """List the columns that are read, each once."""
        single = (self.value_date, self.booked_on, self.amount, self.debit, self.currency_column)
        named = (*single, *self.text, self.payer, self.payer_account, self.bank_reference)
        return tuple(dict.fromkeys(each for each in named if each))


@dataclass(frozen=True, slots=True)
class CsvPreview:
    """The first rows of a CSV file, and how each is read; nothing is read while columns are `missing`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UploadedStatement:
    """A file that was uploaded: first a draft that books nothing; then booked, line by line, or discarded."""

    id: str
    name: str
    format: StatementFormat
    sha256: str
    account: str | None
    lines: int
    state: StatementState
    uploaded_at: datetime
    uploaded_by: str
    confirmed_at: datetime | None = None
    confirmed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A share of a line's money, and the number of the order it is for."""

    number: str
    amount: Money


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line of an uploaded statement, how it is judged, and what became of it.

    `facts` say why, in plain strings. `parts` are the orders its money goes to; empty where it goes to none. `outcome`
    is the verdict under which it was booked, or None while it waits.
    """

    statement_id: str
    line: Line
    verdict: Verdict
    facts: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    choice: Choice = "none"
    outcome: Verdict | None = None

    @property
    def position(self) -> int:
        """Return which line of the file it is, from 1."""
        return self.line.position


@dataclass(frozen=True, slots=True)
class LineSum:
    """How many lines have a verdict, and their money in one currency; None for lines that could not be read."""

    verdict: Verdict
    count: int
    amount: Money | None


@dataclass(frozen=True, slots=True)
class NamedOrder:
    """An order that lines name, the wire money that is held for it, and the last value date of that."""

    order: Owed
    held: Money
    latest: date | None = None


class StatementRepository(Protocol):
    """Statements, their lines, and what those are judged by, in few queries for many lines."""

    def add(self, statement: UploadedStatement, lines: Sequence[StatementLine]) -> None:
        """Insert a statement with all its lines."""
        ...

    def statement(self, statement_id: str, *, lock: bool = False) -> UploadedStatement | None:
        """Find by id."""
        ...

    def save(self, statement: UploadedStatement) -> None:
        """Write a changed statement."""
        ...

    def recent(self, before: str | None, limit: int) -> Sequence[UploadedStatement]:
        """List statements, the newest first, after the one with the id `before`."""
        ...

    def being_booked(self, idle_since: datetime) -> Sequence[UploadedStatement]:
        """List statements that were confirmed before `idle_since` and are not booked to their end."""
        ...

    def line(self, statement_id: str, position: int, *, lock: bool = False) -> StatementLine | None:
        """Find a line by its place in the file."""
        ...

    def lines(
        self, statement_id: str, verdicts: Collection[Verdict], after: int, limit: int
    ) -> Sequence[StatementLine]:
        """List lines with one of the verdicts (any, where none is given) behind a position, in the file's order.

        A line that was booked is listed by its outcome.
        """
        ...

    def waiting(self, statement_id: str, limit: int) -> Sequence[int]:
        """List the positions of lines that are not booked yet, in the file's order."""
        ...

    def settle_idle(self, statement_id: str) -> None:
        """Give every line whose verdict books nothing, and which nothing can change any more, that as its outcome."""
        ...

    def save_line(self, line: StatementLine) -> None:
        """Write a changed line."""
        ...

    def sums(self, statement_id: str) -> Sequence[LineSum]:
        """Count the lines and add up their money by verdict and currency; booked ones count by their outcome."""
        ...

    def waiting_count(self, statement_id: str) -> int:
        """Count the lines that are not booked yet."""
        ...

    def orders_named(self, numbers: Collection[str]) -> Mapping[str, NamedOrder]:
        """Return the orders with these numbers, by number, each with the wire money held for it."""
        ...

    def booked_already(self, digests: Collection[str]) -> Collection[str]:
        """Return those of the digests that are in the ledger."""
        ...

    def mappings(self) -> Mapping[str, CsvMapping]:
        """Return the saved mappings by name, in the order of the names."""
        ...

    def save_mapping(self, name: str, mapping: CsvMapping) -> None:
        """Save a mapping under a name, in place of the one that has it."""
        ...

    def remove_mapping(self, name: str) -> bool:
        """Remove a mapping; False where there is none of the name."""
        ...
