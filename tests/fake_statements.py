"""Bank statements, and how wires came, of the database in memory."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from plandesk.domain.bank_lines import BankLine
from plandesk.domain.money import Money
from plandesk.domain.wires import BOOKING, VERDICTS, Verdict, owed
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.statements import CsvMapping, LineSum, NamedOrder, StatementLine, UploadedStatement
from plandesk.services.part_payments import part_payments

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeArrivals:
    """What the bank told of wires in one transaction."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def add(self, arrival: Arrival) -> None:
        if arrival.entry_id in self._tables.wire_arrivals:
            raise LookupError(f"entry {arrival.entry_id} came already")
        self._tables.wire_arrivals[arrival.entry_id] = arrival

    def of(self, entry_ids: Collection[str]) -> Mapping[str, Arrival]:
        return {key: each for key, each in self._tables.wire_arrivals.items() if key in entry_ids}

    def reversed_lines(self, digests: Collection[str]) -> Collection[str]:
        names = {each.payment_ref for each in self._tables.ledger if each.method == "wire"}
        wires = [each for each in self._tables.ledger if each.method == "wire" and each.payment_ref in digests]
        return {each.payment_ref for each in wires if f"reversed:{each.id}" in names}


class FakeStatements:
    """Statements, their lines and the mappings in one transaction."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def add(self, statement: UploadedStatement, lines: Sequence[StatementLine]) -> None:
        self._tables.statements[statement.id] = statement
        self._tables.statement_lines |= {(statement.id, each.position): each for each in lines}

    def statement(self, statement_id: str, *, lock: bool = False) -> UploadedStatement | None:
        return self._tables.statements.get(statement_id)

    def save(self, statement: UploadedStatement) -> None:
        if statement.id not in self._tables.statements:
            raise LookupError(f"no statement {statement.id} to write over")
        self._tables.statements[statement.id] = statement

    def recent(self, before: str | None, limit: int) -> Sequence[UploadedStatement]:
        newest = list(reversed(self._tables.statements.values()))
        ids = [each.id for each in newest]
        start = 0 if before is None else ids.index(before) + 1
        return newest[start : start + limit]

    def being_booked(self, idle_since: datetime) -> Sequence[UploadedStatement]:
        booking = [each for each in self._tables.statements.values() if each.state == "booking"]
        return [each for each in booking if each.confirmed_at and each.confirmed_at <= idle_since]

    def line(self, statement_id: str, position: int, *, lock: bool = False) -> StatementLine | None:
        return self._tables.statement_lines.get((statement_id, position))

    def lines(
        self, statement_id: str, verdicts: Collection[Verdict], after: int, limit: int
    ) -> Sequence[StatementLine]:
        behind = [each for each in self._of(statement_id) if each.position > after]
        return [each for each in behind if not verdicts or (each.outcome or each.verdict) in verdicts][:limit]

    def waiting(self, statement_id: str, limit: int) -> Sequence[int]:
        return [each.position for each in self._of(statement_id) if each.outcome is None][:limit]

    def waiting_count(self, statement_id: str) -> int:
        return len([each for each in self._of(statement_id) if each.outcome is None])

    def settle_idle(self, statement_id: str) -> None:
        for each in self._of(statement_id):
            if each.outcome is None and each.verdict not in BOOKING and each.verdict != "not_yet":
                self.save_line(replace(each, outcome=each.verdict))

    def save_line(self, line: StatementLine) -> None:
        if (line.statement_id, line.position) not in self._tables.statement_lines:
            raise LookupError(f"no line {line.position} to write over")
        self._tables.statement_lines[line.statement_id, line.position] = line

    def sums(self, statement_id: str) -> Sequence[LineSum]:
        counted: dict[tuple[Verdict, str], list[int]] = defaultdict(list)
        for each in self._of(statement_id):
            amount = each.line.amount if isinstance(each.line, BankLine) else None
            counted[each.outcome or each.verdict, amount.currency if amount else ""].append(
                amount.minor if amount else 0
            )
        ordered = sorted(counted.items(), key=lambda each: (VERDICTS.index(each[0][0]), each[0][1]))
        return [
            LineSum(verdict, len(minors), Money(sum(minors), currency) if currency else None)
            for (verdict, currency), minors in ordered
        ]

    def orders_named(self, numbers: Collection[str]) -> Mapping[str, NamedOrder]:
        named = {}
        for order in self._tables.orders.values():
            if order.number in numbers:
                open_items = [each for each in self._tables.reviews.values() if each.order_id == order.id]
                ledger = [each for each in self._tables.ledger if each.order_id == order.id]
                refunds = [each for each in self._tables.refunds.values() if each.order_id == order.id]
                parts = part_payments(order, open_items, ledger, refunds)
                named[order.number] = NamedOrder(owed(order), parts.amount, parts.latest)
        return named

    def booked_already(self, digests: Collection[str]) -> Collection[str]:
        return {each.payment_ref for each in self._tables.ledger if each.method == "wire"} & set(digests)

    def mappings(self) -> Mapping[str, CsvMapping]:
        return dict(sorted(self._tables.csv_mappings.items()))

    def save_mapping(self, name: str, mapping: CsvMapping) -> None:
        self._tables.csv_mappings[name] = mapping

    def remove_mapping(self, name: str) -> bool:
        return self._tables.csv_mappings.pop(name, None) is not None

    def _of(self, statement_id: str) -> list[StatementLine]:
        own = [line for (statement, _), line in self._tables.statement_lines.items() if statement == statement_id]
        return sorted(own, key=lambda each: each.position)
