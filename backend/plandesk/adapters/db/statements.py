"""Bank statements as rows: one look-up of each kind for a whole batch of lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from plandesk.adapters.db.rows import update_one
from plandesk.adapters.db.statement_tables import csv_mappings, statement_lines, statements
from plandesk.adapters.db.tables import ledger, orders, refunds, reviews
from plandesk.domain.bank_lines import BankLine
from plandesk.domain.money import Money
from plandesk.domain.wires import BOOKING, VERDICTS, Owed, Verdict
from plandesk.services.books.statements import (
    CsvMapping,
    LineSum,
    NamedOrder,
    StatementLine,
    UploadedStatement,
)

_STATEMENT: Final = (
    *("id", "name", "format", "sha256", "account", "lines", "state"),
    *("uploaded_at", "uploaded_by", "confirmed_at", "confirmed_by"),
)
# The columns beside the documents: a statement names many orders, and is judged by little of each.
_OWED: Final = [
    orders.c[name]
    for name in ("id", "number", "state", "total_minor", "currency", "ordered_on", "captured_at", "catalogue_version")
]
_IDLE: Final = [verdict for verdict in VERDICTS if verdict not in BOOKING and verdict != "not_yet"]
# A line counts by what became of it, and until then by what would.
_STANDS = func.coalesce(statement_lines.c.outcome, statement_lines.c.verdict)


class SqlStatements:
    """Statements, their lines and the mappings in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, statement: UploadedStatement, lines: Sequence[StatementLine]) -> None:
        """Insert a statement with all its lines."""
        self._connection.execute(insert(statements).values(_statement_values(statement)))
        self._connection.execute(insert(statement_lines), [_line_values(each) for each in lines])

    def statement(self, statement_id: str, *, lock: bool = False) -> UploadedStatement | None:
        """Find by id; `lock` holds the row until the transaction ends."""
        query = select(statements).where(statements.c.id == statement_id)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else _to_statement(row)

    def save(self, statement: UploadedStatement) -> None:
        """Write a changed statement."""
        values = _statement_values(statement)
        update_one(self._connection, update(statements).where(statements.c.id == statement.id).values(values))

    def recent(self, before: str | None, limit: int) -> Sequence[UploadedStatement]:
        """List statements, the newest first, after the one with the id `before`."""
        query = select(statements).order_by(statements.c.seq.desc()).limit(limit)
        if before is not None:
            seq = select(statements.c.seq).where(statements.c.id == before).scalar_subquery()
            query = query.where(statements.c.seq < seq)
        return [_to_statement(row) for row in self._connection.execute(query)]

    def being_booked(self, idle_since: datetime) -> Sequence[UploadedStatement]:
        """List statements that were confirmed before `idle_since` and are not booked to their end."""
        left = (statements.c.state == "booking") & (statements.c.confirmed_at <= idle_since)
        rows = self._connection.execute(select(statements).where(left).order_by(statements.c.seq))
        return [_to_statement(row) for row in rows]

    def line(self, statement_id: str, position: int, *, lock: bool = False) -> StatementLine | None:
        """Find a line by its place in the file; `lock` holds the row until the transaction ends."""
        here = (statement_lines.c.statement_id == statement_id) & (statement_lines.c.position == position)
        query = select(statement_lines).where(here)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else _to_line(row)

    def lines(
        self, statement_id: str, verdicts: Collection[Verdict], after: int, limit: int
    ) -> Sequence[StatementLine]:
        """List lines with one of the verdicts (any, where none is given) behind a position, in the file's order."""
        wanted = [statement_lines.c.statement_id == statement_id, statement_lines.c.position > after]
        if verdicts:
            wanted.append(_STANDS.in_(verdicts))
        query = select(statement_lines).where(*wanted).order_by(statement_lines.c.position).limit(limit)
        return [_to_line(row) for row in self._connection.execute(query)]

    def waiting(self, statement_id: str, limit: int) -> Sequence[int]:
        """List the positions of lines that are not booked yet, in the file's order."""
        query = select(statement_lines.c.position).where(*_waits(statement_id))
        return list(self._connection.execute(query.order_by(statement_lines.c.position).limit(limit)).scalars())

    def waiting_count(self, statement_id: str) -> int:
        """Count the lines that are not booked yet."""
        return self._connection.execute(select(func.count()).where(*_waits(statement_id))).scalar_one()

    def settle_idle(self, statement_id: str) -> None:
        """Give every line whose verdict books nothing, and which nothing can change any more, that as its outcome."""
        idle = [*_waits(statement_id), statement_lines.c.verdict.in_(_IDLE)]
        self._connection.execute(update(statement_lines).where(*idle).values(outcome=statement_lines.c.verdict))

    def save_line(self, line: StatementLine) -> None:
        """Write a changed line."""
        here = [statement_lines.c.statement_id == line.statement_id, statement_lines.c.position == line.position]
        update_one(self._connection, update(statement_lines).where(*here).values(_line_values(line)))

    def sums(self, statement_id: str) -> Sequence[LineSum]:
        """Count the lines and add up their money by verdict and currency; booked ones count by their outcome."""
        currency = statement_lines.c.currency
        query = (
            select(
                _STANDS.label("stands"),
                currency,
                func.count().label("number"),
                func.sum(statement_lines.c.amount_minor).label("minor"),
            )
            .where(statement_lines.c.statement_id == statement_id)
            .group_by(_STANDS, currency)
        )
        sums = [
            LineSum(row.stands, row.number, None if row.currency is None else Money(int(row.minor), row.currency))
            for row in self._connection.execute(query)
        ]
        return sorted(
            sums, key=lambda each: (VERDICTS.index(each.verdict), each.amount.currency if each.amount else "")
        )

    def orders_named(self, numbers: Collection[str]) -> Mapping[str, NamedOrder]:
        """Return the orders with these numbers, by number, each with the wire money held for it."""
        if not numbers:
            return {}
        found = self._connection.execute(select(*_OWED).where(orders.c.number.in_(numbers))).all()
        held = self._held([row.id for row in found if row.state == "awaiting_payment"])
        named = {}
        for row in found:
            parts = [(money, on) for money, on in held[row.id] if money.currency == row.currency]
            amount = Money(sum(money.minor for money, _ in parts), row.currency)
            named[row.number] = NamedOrder(_to_owed(row), amount, max((on for _, on in parts), default=None))
        return named

    def booked_already(self, digests: Collection[str]) -> Collection[str]:
        """Return those of the digests that are in the ledger."""
        if not digests:
            return ()
        booked = (ledger.c.method == "wire") & ledger.c.payment_ref.in_(digests)
        return set(self._connection.execute(select(ledger.c.payment_ref).where(booked)).scalars())

    def mappings(self) -> Mapping[str, CsvMapping]:
        """Return the saved mappings by name, in the order of the names."""
        rows = self._connection.execute(select(csv_mappings).order_by(csv_mappings.c.name))
        return {row.name: row.mapping for row in rows}

    def save_mapping(self, name: str, mapping: CsvMapping) -> None:
        """Save a mapping under a name, in place of the one that has it."""
        self.remove_mapping(name)
        self._connection.execute(insert(csv_mappings).values(name=name, mapping=mapping))

    def remove_mapping(self, name: str) -> bool:
        """Remove a mapping; False where there is none of the name."""
        return bool(self._connection.execute(delete(csv_mappings).where(csv_mappings.c.name == name)).rowcount)

    def _held(self, order_ids: Iterable[str]) -> Mapping[str, list[tuple[Money, date]]]:
        held: dict[str, list[tuple[Money, date]]] = defaultdict(list)
        query = (
            select(reviews.c.order_id, reviews.c.amount_minor, reviews.c.currency, ledger.c.counted_on)
            .join(ledger, ledger.c.id == reviews.c.entry_id)
            .where(
                reviews.c.order_id.in_(list(order_ids)),
                reviews.c.kind == "short",
                reviews.c.closed_at.is_(None),
                ledger.c.method == "wire",
                ~exists().where(refunds.c.review_id == reviews.c.id, refunds.c.state.in_(["requested", "pending"])),
            )
        )
        for row in self._connection.execute(query):
            held[row.order_id].append((Money(row.amount_minor, row.currency), row.counted_on))
        return held


def _waits(statement_id: str) -> list[Any]:
    return [statement_lines.c.statement_id == statement_id, statement_lines.c.outcome.is_(None)]


def _to_owed(row: Row[Any]) -> Owed:
    total = Money(row.total_minor, row.currency)
    paid = row.captured_at is not None
    return Owed(row.number, row.state, total, row.ordered_on, paid, row.catalogue_version)


def _statement_values(statement: UploadedStatement) -> dict[str, Any]:
    return {name: getattr(statement, name) for name in _STATEMENT}


def _to_statement(row: Row[Any]) -> UploadedStatement:
    return UploadedStatement(**{name: getattr(row, name) for name in _STATEMENT})


def _line_values(row: StatementLine) -> dict[str, Any]:
    amount = row.line.amount if isinstance(row.line, BankLine) else None
    return {
        "statement_id": row.statement_id,
        "position": row.position,
        "amount_minor": amount and amount.minor,
        "currency": amount and amount.currency,
        "line": row.line,
        "verdict": row.verdict,
        "facts": dict(row.facts),
        "parts": row.parts,
        "choice": row.choice,
        "outcome": row.outcome,
    }


def _to_line(row: Row[Any]) -> StatementLine:
    return StatementLine(row.statement_id, row.line, row.verdict, row.facts, row.parts, row.choice, row.outcome)
