"""Bank statements: a dry run lists what every line would do, and only confirming it books."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from operator import attrgetter
from typing import Final

from plandesk.domain.bank_lines import BankLine, MappingInvalid, MappingNotFound
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.wires import BOOKING, SplitRefused, Verdict, require_split
from plandesk.services.arrivals import free_name
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.statements import (
    Choice,
    CsvMapping,
    CsvPreview,
    LineSum,
    Part,
    StatementLine,
    UploadedStatement,
)
from plandesk.services.claims import lock_customers
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.reviews import list_unknown
from plandesk.services.statement_draft import fresh_lines, judge_lines
from plandesk.services.wire_money import take_wire, tell_short, wire_entry
from plandesk.text.wires_en import UNKNOWN_MONEY

ABANDONED: Final = timedelta(minutes=2)
"""After so long without its end, the worker books a confirmed statement on: whoever confirmed it may be gone."""

DETAIL: Final = 300
"""How much of a line's text is kept with unknown money."""


class StatementNotFound(DomainError):
    """A statement, and a line of it, is found by its id and place. Facts: `statement`."""


class StatementClosed(DomainError):
    """What was confirmed or discarded is a draft no more. Facts: `reason`, its state."""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement as it stands: its lines counted by verdict, and how many of them wait to be booked."""

    statement: UploadedStatement
    sums: Sequence[LineSum]
    waiting: int


def upload_statement(
    content: bytes, name: str, *, mapping: CsvMapping | None = None, staff: str, ports: Ports
) -> StatementView:
    """Read a file and judge all its lines; nothing is booked. The draft is kept until it is confirmed or discarded.

    Raises:
        StatementRefused: the file cannot be read to its end.
    """
    read = ports.statements.read(content, mapping)
    statement = UploadedStatement(
        id=ports.ids.new_id(),
        name=name,
        format=read.format,
        sha256=hashlib.sha256(content).hexdigest(),
        account=read.account,
        lines=len(read.lines),
        state="draft",
        uploaded_at=ports.clock.now(),
        uploaded_by=staff,
    )
    with ports.uow() as unit:
        judged = _judge(unit, fresh_lines(statement.id, read.lines), ports)
        unit.statements.add(statement, judged)
        told = {"file": name, "sha256": statement.sha256, "format": read.format, "lines": str(statement.lines)}
        _note(unit, statement, "statement_uploaded", staff, {}, told, ports)
        view = _view(unit, statement)
        unit.commit()
    return view


def read_statement(statement_id: str, *, ports: Ports) -> StatementView:
    """Return a statement with its counts.

    Raises:
        StatementNotFound: there is none.
    """
    with ports.uow(read_only=True) as unit:
        return _view(unit, _found(unit.statements.statement(statement_id), statement_id))


def list_statements(before: str | None, limit: int, *, ports: Ports) -> Sequence[StatementView]:
    """List statements with their counts, the newest first, after the one with the id `before`."""
    with ports.uow(read_only=True) as unit:
        return [_view(unit, each) for each in unit.statements.recent(before, limit)]


def list_lines(
    statement_id: str, verdicts: Collection[Verdict], after: int, limit: int, *, ports: Ports
) -> Sequence[StatementLine]:
    """List lines of a statement with one of the verdicts (any, where none is given) behind a position.

    Raises:
        StatementNotFound: there is no such statement.
    """
    with ports.uow(read_only=True) as unit:
        _found(unit.statements.statement(statement_id), statement_id)
        return unit.statements.lines(statement_id, verdicts, after, limit)


def choose(
    statement_id: str, position: int, choice: Choice, parts: Mapping[str, Money], *, staff: str, ports: Ports
) -> StatementLine:
    """Let a person decide where the money of a line goes, or that it is left out; the line is judged anew.

    Raises:
        StatementNotFound: there is no such line.
        StatementClosed: the statement is a draft no more.
        SplitRefused: the line brings no money, an order is unknown, or the parts do not add up.
    """
    with ports.uow() as unit:
        statement = _found(unit.statements.statement(statement_id, lock=True), statement_id)
        _require_draft(statement)
        row = unit.statements.line(statement_id, position, lock=True)
        if row is None:
            raise StatementNotFound(statement=statement_id)
        chosen = replace(row, choice=choice, parts=_parts(unit, row, choice, parts))
        (judged,) = _judge(unit, [chosen], ports)
        unit.statements.save_line(judged)
        shares = (f"{number} {amount.to_decimal()} {amount.currency}" for number, amount in parts.items())
        told = {"choice": choice, "orders": ", ".join(shares)}
        before = {"choice": row.choice, "verdict": row.verdict}
        _note(unit, statement, "line_chosen", staff, before, {"line": str(position), **told}, ports)
        unit.commit()
    return judged


def confirm_statement(statement_id: str, *, staff: str, ports: Ports, limit: int = 100) -> StatementView:
    """Book the lines of a statement, at most `limit` of those that bring money; asked again, it books on.

    Each line is judged anew and booked in a transaction of its own, under the locks of its orders, so that what
    happened since the dry run counts, and a standstill loses and doubles nothing.

    Raises:
        StatementNotFound: there is none.
        StatementClosed: it was discarded.
    """
    with ports.uow() as unit:
        statement = _found(unit.statements.statement(statement_id, lock=True), statement_id)
        if statement.state == "discarded":
            raise StatementClosed(reason="discarded")
        if statement.state == "draft":
            now = ports.clock.now()
            statement = replace(statement, state="booking", confirmed_at=now, confirmed_by=staff)
            unit.statements.save(statement)
            unit.statements.settle_idle(statement_id)
            _note(unit, statement, "statement_confirmed", staff, {"state": "draft"}, _told(unit, statement), ports)
        waiting = unit.statements.waiting(statement_id, limit)
        unit.commit()
    for position in waiting:
        _book_line(statement_id, position, statement.confirmed_by or staff, ports)
    return _finish(statement_id, ports)


def book_confirmed(*, ports: Ports, limit: int = 100) -> int:
    """Book on what was confirmed and left; returns how many statements that were. For the worker."""
    with ports.uow(read_only=True) as unit:
        left = unit.statements.being_booked(ports.clock.now() - ABANDONED)
    for statement in left:
        confirm_statement(statement.id, staff=statement.confirmed_by or "system", ports=ports, limit=limit)
    return len(left)


def discard_statement(statement_id: str, *, staff: str, ports: Ports) -> None:
    """Drop a draft; its lines stay to be looked at.

    Raises:
        StatementNotFound: there is none.
        StatementClosed: it is a draft no more.
    """
    with ports.uow() as unit:
        statement = _found(unit.statements.statement(statement_id, lock=True), statement_id)
        _require_draft(statement)
        unit.statements.save(replace(statement, state="discarded"))
        _note(unit, statement, "statement_discarded", staff, {"state": "draft"}, {"state": "discarded"}, ports)
        unit.commit()


def preview_mapping(content: bytes, mapping: CsvMapping, *, ports: Ports) -> CsvPreview:
    """Show how the first rows of a CSV file are read by a mapping.

    Raises:
        StatementRefused: the file is not in the encoding, or is no CSV.
    """
    return ports.statements.preview(content, mapping)


def list_mappings(*, ports: Ports) -> Mapping[str, CsvMapping]:
    """Return the saved mappings by name, in the order of the names."""
    with ports.uow(read_only=True) as unit:
        return unit.statements.mappings()


def find_mapping(name: str, *, ports: Ports) -> CsvMapping:
    """Return a saved mapping.

    Raises:
        MappingNotFound: there is none of the name.
    """
    mapping = list_mappings(ports=ports).get(name)
    if mapping is None:
        raise MappingNotFound(name=name)
    return mapping


def save_mapping(name: str, mapping: CsvMapping, *, staff: str, ports: Ports) -> None:
    """Save how the columns of a bank's CSV are read.

    Raises:
        MappingInvalid: two things are read from one column that cannot share it.
    """
    if mapping.amount in (mapping.debit, mapping.value_date):
        raise MappingInvalid(reason="same-column")
    with ports.uow() as unit:
        known = unit.statements.mappings().get(name)
        unit.statements.save_mapping(name, mapping)
        before = {} if known is None else {"columns": ", ".join(known.columns)}
        after = {"columns": ", ".join(mapping.columns)}
        unit.audit.add(AuditRow(ports.clock.now(), staff, "mapping_saved", f"mapping:{name}", before, after))
        unit.commit()


def remove_mapping(name: str, *, staff: str, ports: Ports) -> None:
    """Remove a saved mapping.

    Raises:
        MappingNotFound: there is none of the name.
    """
    with ports.uow() as unit:
        known = unit.statements.mappings().get(name)
        if known is None or not unit.statements.remove_mapping(name):
            raise MappingNotFound(name=name)
        before = {"columns": ", ".join(known.columns)}
        unit.audit.add(AuditRow(ports.clock.now(), staff, "mapping_removed", f"mapping:{name}", before, {}))
        unit.commit()


def _judge(unit: UnitOfWork, rows: Sequence[StatementLine], ports: Ports) -> list[StatementLine]:
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    return judge_lines(unit, rows, today=today, editions=ports.editions)


def _parts(unit: UnitOfWork, row: StatementLine, choice: Choice, parts: Mapping[str, Money]) -> tuple[Part, ...]:
    if choice != "orders":
        return ()
    if not isinstance(row.line, BankLine) or row.line.amount.minor <= 0:
        raise SplitRefused(reason="not-dividable")
    require_split(row.line.amount, parts)
    known = unit.statements.orders_named(parts.keys())
    if known.keys() != parts.keys():
        raise SplitRefused(reason="no-order")
    return tuple(Part(number, amount) for number, amount in parts.items())


def _book_line(statement_id: str, position: int, staff: str, ports: Ports) -> None:
    """Book one line that waits, by what holds now."""
    with ports.uow() as unit:
        row = unit.statements.line(statement_id, position, lock=True)
        if row is None or row.outcome is not None:
            return  # Another window or the worker was faster.
        (row,) = _judge(unit, [row], ports)
        # Locked in one order, so that two lines never wait for each other; then judged again under the locks.
        orders = {part.number: unit.orders.by_number(part.number, lock=True) for part in _in_order(row.parts)}
        if orders:
            (row,) = _judge(unit, [row], ports)
        lock_customers(unit, orders.values())
        outcome = _book(unit, row, orders, staff, ports)
        unit.statements.save_line(replace(row, outcome=outcome))
        unit.commit()


def _book(
    unit: UnitOfWork, row: StatementLine, orders: Mapping[str, Order | None], staff: str, ports: Ports
) -> Verdict:
    line = row.line
    if not isinstance(line, BankLine) or row.verdict not in BOOKING:
        return row.verdict
    owner = orders[row.parts[0].number] if len(row.parts) == 1 else None
    name = free_name(unit, line.digest)
    if name is None:
        return "duplicate"
    entry = wire_entry(name, line.amount, line.value_date, owner.id if owner else None, ports=ports)
    if not unit.payments.book(entry):
        return "duplicate"
    told = (line.bank_reference, line.payer, line.payer_account)
    unit.arrivals.add(Arrival(entry.id, *told, statement_id=row.statement_id, position=line.position))
    reference = line.bank_reference or f"{row.statement_id}/{line.position}"
    if owner is not None:
        return take_wire(unit, owner, entry, reference, staff=staff, ports=ports, tell=False).verdict
    if not row.parts:
        list_unknown(unit, entry, _detail(line), ports=ports)
        return "unknown"
    out = wire_entry(f"{name}:split", -line.amount, line.value_date, None, ports=ports, source_id=entry.id)
    unit.payments.book(out)
    for part in row.parts:
        order = orders[part.number]
        if order is None:
            raise LookupError(f"order {part.number} was there and is not")
        share = wire_entry(
            f"{name}:{part.number}", part.amount, line.value_date, order.id, ports=ports, source_id=entry.id
        )
        unit.payments.book(share)
        take_wire(unit, order, share, reference, staff=staff, ports=ports, tell=False)
    return "split"


def _finish(statement_id: str, ports: Ports) -> StatementView:
    with ports.uow() as unit:
        statement = _found(unit.statements.statement(statement_id, lock=True), statement_id)
        view = _view(unit, statement)
        if statement.state == "booking" and not view.waiting:
            statement = replace(statement, state="booked")
            unit.statements.save(statement)
            told = _told(unit, statement)
            _note(unit, statement, "statement_booked", statement.confirmed_by or "system", {}, told, ports)
            _tell_short(unit, statement, ports)
            view = replace(view, statement=statement)
            unit.commit()
    return view


def _tell_short(unit: UnitOfWork, statement: UploadedStatement, ports: Ports) -> None:
    """Tell the buyers of orders that still lack money after every line: what one left short, a later one may pay."""
    lines = unit.statements.lines(statement.id, ("short", "split"), 0, statement.lines)
    for number in dict.fromkeys(part.number for line in lines for part in line.parts):
        order = unit.orders.by_number(number)
        if order is not None:
            tell_short(unit, order, ports=ports)


def _detail(line: BankLine) -> str:
    payer = f" from {line.payer}" if line.payer else ""
    words = " ".join(line.text.split())
    return f"{UNKNOWN_MONEY}{payer}, dated {line.value_date.isoformat()}: {words}"[:DETAIL]


def _in_order(parts: Sequence[Part]) -> list[Part]:
    return sorted(parts, key=attrgetter("number"))


def _view(unit: UnitOfWork, statement: UploadedStatement) -> StatementView:
    sums = unit.statements.sums(statement.id)
    return StatementView(statement, sums, unit.statements.waiting_count(statement.id))


def _told(unit: UnitOfWork, statement: UploadedStatement) -> dict[str, str]:
    counts: dict[str, int] = {}
    for each in unit.statements.sums(statement.id):
        counts[each.verdict] = counts.get(each.verdict, 0) + each.count
    return {"state": statement.state, **{verdict: str(count) for verdict, count in counts.items()}}


def _note(
    unit: UnitOfWork,
    statement: UploadedStatement,
    action: str,
    staff: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
    ports: Ports,
) -> None:
    subject = f"statement:{statement.id}"
    unit.audit.add(AuditRow(ports.clock.now(), staff, action, subject, before, after))


def _require_draft(statement: UploadedStatement) -> None:
    if statement.state != "draft":
        raise StatementClosed(reason=statement.state)


def _found(statement: UploadedStatement | None, name: str) -> UploadedStatement:
    if statement is None:
        raise StatementNotFound(statement=name)
    return statement
