"""Small steps every repository takes: insert once, read money back."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Table, Update
from sqlalchemy.dialects import postgresql, sqlite

from plandesk.domain.money import Money

Values = Mapping[str, Any]


def insert_new(connection: Connection, table: Table, rows: Sequence[Values], *, key: Sequence[str] = ()) -> int:
    """Insert the rows whose unique keys are free and return how many those were.

    A taken key leaves the transaction usable on both databases, where a failed INSERT would end it on PostgreSQL.
    With `key` only that unique key may be taken; any other clash is still a fault.
    """
    statement = _insert_new(connection.dialect.name, table, tuple(key))
    return sum(len(connection.execute(statement, dict(row)).all()) for row in rows)


@cache
def _insert_new(dialect_name: str, table: Table, key: tuple[str, ...]) -> Executable:
    dialect = sqlite if dialect_name == "sqlite" else postgresql
    statement = dialect.insert(table).on_conflict_do_nothing(index_elements=key or None)
    counted: Executable = statement.returning(*table.primary_key)  # PostgreSQL's driver gives no count for an INSERT.
    return counted


def update_one(connection: Connection, statement: Update) -> None:
    """Run an update that must meet its row; LookupError means the caller saved what it never added."""
    result: CursorResult[Any] = connection.execute(statement)
    if result.rowcount != 1:
        raise LookupError(f"no row to update in {statement.table}")


def money_columns(amount: Money) -> dict[str, Any]:
    """Return the two columns an amount is kept in."""
    return {"amount_minor": amount.minor, "currency": amount.currency}
