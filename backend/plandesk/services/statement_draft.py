"""Judges the lines of a statement over the books, in few queries for many lines; nothing is booked here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plandesk.domain.bank_lines import BankLine, Line, UnreadableLine
from plandesk.domain.money import Money
from plandesk.domain.payments import wire_closes
from plandesk.domain.remittance import find_bare_numbers, find_order_numbers
from plandesk.domain.wires import Verdict, WireJudgement, judge_wire
from plandesk.services.arrivals import free_name
from plandesk.services.books.statements import NamedOrder, Part, StatementLine
from plandesk.services.ports import Editions, UnitOfWork

BATCH = 500
"""Lines that are looked up together."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, why in plain strings, and the orders that the money would go to."""

    verdict: Verdict
    facts: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()


@dataclass
class Draft:
    """What the lines so far would have done: each line is judged as if those before it in the file were booked."""

    today: date
    editions: Editions
    orders: dict[str, NamedOrder] = field(default_factory=dict)
    booked: set[str] = field(default_factory=set)

    def know(self, unit: UnitOfWork, lines: Iterable[StatementLine]) -> None:
        """Look up what a batch of lines names, in one query of each kind."""
        readable = [(each, each.line) for each in lines if isinstance(each.line, BankLine)]
        digests = {line.digest for _, line in readable} - self.booked
        numbers = {number for each, line in readable for number in named(each, line)} - self.orders.keys()
        undone = unit.arrivals.reversed_lines(digests)
        free = {digest for digest in undone if free_name(unit, digest) is not None}
        self.booked |= set(unit.statements.booked_already(digests)) - free
        self.orders |= unit.statements.orders_named(numbers)

    def judge(self, row: StatementLine) -> StatementLine:
        """Return the line with its verdict, and remember what it would do."""
        judged = self._judge(row)
        return replace(row, verdict=judged.verdict, facts=judged.facts, parts=judged.parts)

    def _judge(self, row: StatementLine) -> Judged:
        line = row.line
        if isinstance(line, UnreadableLine):
            return Judged("unreadable", {"why": line.reason})
        if line.amount.minor < 0:
            return Judged("outgoing")
        if line.digest in self.booked:
            return Judged("duplicate")
        if row.choice == "skip":
            return Judged("skipped")
        if not line.booked or line.value_date > self.today:
            return Judged("not_yet", {"why": "ahead" if line.booked else "expected"})
        self.booked.add(line.digest)
        if row.choice == "orders":
            return self._chosen(line, row.parts)
        return self._by_text(line)

    def _by_text(self, line: BankLine) -> Judged:
        numbers = find_order_numbers(line.text)
        known = [number for number in numbers if number in self.orders]
        if len(known) == 1 and len(numbers) == 1:
            return self._one(line, line.amount, known[0])
        if len(numbers) > 1:
            return Judged("unknown", {"why": "several", "orders": " ".join(numbers)})
        if numbers:
            return Judged("unknown", {"why": "no-order", "orders": numbers[0]})
        hints = [number for number in find_bare_numbers(line.text) if number in self.orders]
        if hints:
            return Judged("unknown", {"why": "hint", "orders": " ".join(hints)})
        return Judged("unknown", {"why": "no-reference"})

    def _chosen(self, line: BankLine, parts: Sequence[Part]) -> Judged:
        if len(parts) == 1:
            return self._one(line, line.amount, parts[0].number)
        each = [self._one(line, part.amount, part.number) for part in parts]
        facts = {
            "orders": " ".join(part.number for part in parts),
            "currency": line.amount.currency,
            "amounts": " ".join(str(part.amount.minor) for part in parts),
            "verdicts": " ".join(judged.verdict for judged in each),
            "missing": " ".join(judged.facts["missing"] for judged in each),
        }
        return Judged("split", facts, tuple(parts))

    def _one(self, line: BankLine, amount: Money, number: str) -> Judged:
        named_order = self.orders[number]
        order, rules = named_order.order, self.editions(named_order.order.catalogue_version).rules
        judged = judge_wire(rules, order, named_order.held, amount, line.value_date, named_order.latest)
        facts = {
            "order": order.number,
            "state": order.state,
            "currency": order.total.currency,
            "held": str(named_order.held.minor),
            "missing": str(judged.missing.minor),
            "surplus": str(judged.surplus.minor),
            "written_off": str(judged.written_off.minor),
            "honoured_until": wire_closes(rules, order.ordered_on).isoformat(),
        }
        self.orders[number] = _after(named_order, judged, amount, line.value_date)
        return Judged(judged.verdict, facts, (Part(number, amount),))


def named(row: StatementLine, line: BankLine) -> set[str]:
    """Return the numbers of all orders that a line may be about."""
    return {
        *find_order_numbers(line.text),
        *find_bare_numbers(line.text),
        *(part.number for part in row.parts),
    }


def judge_lines(
    unit: UnitOfWork, rows: Sequence[StatementLine], *, today: date, editions: Editions
) -> list[StatementLine]:
    """Judge lines in the file's order, each over the books with those before it booked."""
    draft, judged = Draft(today, editions), []
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        draft.know(unit, batch)
        judged += [draft.judge(row) for row in batch]
    return judged


def fresh_lines(statement_id: str, lines: Iterable[Line]) -> list[StatementLine]:
    """Return the lines of a file before they are judged."""
    return [StatementLine(statement_id, line, "unknown") for line in lines]


def _after(before: NamedOrder, judged: WireJudgement, amount: Money, value_date: date) -> NamedOrder:
    """Return what the next line of the file meets: money that is held for the order, or an order that is paid."""
    if judged.pays:
        return replace(before, order=replace(before.order, is_paid=True), held=Money.zero(before.held.currency))
    if judged.verdict == "short":
        latest = max(value_date, before.latest or value_date)
        return replace(before, held=before.held + amount, latest=latest)
    return before
