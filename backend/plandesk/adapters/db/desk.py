"""The lists of the desk as rows: every page is one range of an index, however many rows there are."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, func, literal, select, tuple_

from plandesk.adapters.db.desk_source import Condition, Sort, Source
from plandesk.adapters.db.desk_sources import SOURCES
from plandesk.adapters.db.lookup_tables import lookup_keys
from plandesk.adapters.db.tables import UtcTime
from plandesk.services.books.desk import Placed, Position, Scalar, Wanted

_BEYOND: Final = "\U0010ffff"
"""Sorts behind every letter and digit, so that with it the range of what begins with a key ends."""

_FOUND = Sort((lookup_keys.c.key, lookup_keys.c.rank))


class SqlDesk:
    """Pages of lists in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, wanted: Wanted) -> Sequence[Placed]:
        """Return one page in the list's own order; never more than the limit.

        Raises:
            ValueError: the position cannot be one of this list.
        """
        query, sort, seq = _ordered(SOURCES[wanted.list], wanted)
        falling = sort.falling is not wanted.back
        by = [*sort.columns, seq]
        if wanted.beside is not None:
            query = query.where(_beyond(by, wanted.beside, falling=falling))
        query = query.order_by(*(each.desc() if falling else each for each in by)).limit(wanted.limit)
        query = query.add_columns(*(each.label(f"by_{index}") for index, each in enumerate(by)))
        rows = [_placed(row, len(by), SOURCES[wanted.list]) for row in self._connection.execute(query)]
        return rows[::-1] if wanted.back else rows

    def count(self, wanted: Wanted) -> int:
        """Count a list's rows, not beyond the limit."""
        query, sort, seq = _ordered(SOURCES[wanted.list], wanted)
        # In the list's order, whose index brings the first ones without the others.
        some = query.with_only_columns(seq).order_by(*sort.columns, seq).limit(wanted.limit).subquery()
        return self._connection.scalar(select(func.count()).select_from(some)) or 0


def _ordered(source: Source, wanted: Wanted) -> tuple[Select[Any], Sort, Column[Any]]:
    query = source.query
    if source.holds is not None:
        query = query.where(source.holds(wanted))
    if wanted.state is not None:
        query = query.where(source.states[wanted.state](wanted))
    if wanted.key is None:
        return query, source.sorts[wanted.sort], source.seq
    if source.id is None or source.subject is None:
        raise ValueError(f"nothing can be looked for in {wanted.list}")
    named = lookup_keys.c.subject == source.subject
    if source.also is not None:
        named = named | (lookup_keys.c.subject == source.also)
    found = _begins(lookup_keys.c.key, wanted.key) & named
    query = query.join(lookup_keys, lookup_keys.c.subject_id == source.id).where(found, ~_found_before(wanted.key))
    return query, _FOUND, source.seq


def _begins(column: Column[Any], key: str) -> Condition:
    return (column >= key) & (column < key + _BEYOND)


def _found_before(key: str) -> Condition:
    """Tell whether an earlier key found the same thing: what two of its keys find is one row all the same."""
    other = lookup_keys.alias("other")
    same = (other.c.subject_id == lookup_keys.c.subject_id) & (other.c.key < lookup_keys.c.key)
    return select(other.c.seq).where(same, other.c.key >= key).exists()


def _beyond(by: Sequence[Column[Any]], beside: Position, *, falling: bool) -> ColumnElement[bool]:
    if len(beside.keys) != len(by) - 1:
        raise ValueError("a position of another order")
    values = [literal(_read(each, column), column.type) for each, column in zip(beside.keys, by, strict=False)]
    here, there = tuple_(*by), tuple_(*values, literal(beside.seq, by[-1].type))
    return here < there if falling else here > there


def _placed(row: Row[Any], count: int, source: Source) -> Placed:
    *keys, seq = (row._mapping[f"by_{index}"] for index in range(count))
    return Placed(source.read(row), Position(tuple(map(_write, keys)), seq))


def _write(value: Any) -> Scalar:
    return value.isoformat() if isinstance(value, date) else value


def _read(value: Scalar, column: Column[Any]) -> Any:
    kind = datetime if isinstance(column.type, UtcTime) else column.type.python_type
    if kind is datetime or kind is date:
        read = kind.fromisoformat(str(value))
        return read.replace(tzinfo=UTC) if isinstance(read, datetime) and read.tzinfo is None else read
    if not isinstance(value, kind):
        raise ValueError("a position of another order")
    return value
