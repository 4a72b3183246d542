"""Small steps every repository takes: insert once, read money back."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Table, Update
from sqlalchemy.dialects import postgresql, sqlite

from plandesk.domain.money import Money

Values = Mapping[str, Any]


def insert_new(connection: Connection, table: Table, rows: Sequence[Values], *, key: Sequence[str] = ()) -> int:
    """Insert the rows whose unique keys are free and return how many those were.

    A taken key leaves the transaction usable on both databases, where a failed INSERT would end it on PostgreSQL.
    With `key` only that unique key may be taken; any other clash is still a fault.
    """
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table).on_conflict_do_nothing(index_elements=list(key) or None)
    # SQLAlchemy compiles a list of rows anew each time, but a single row only once.
    values = dict(rows[0]) if len(rows) == 1 else [dict(row) for row in rows]
    inserted = statement.values(values).returning(*table.primary_key)
    return len(connection.execute(inserted).all())  # PostgreSQL's driver gives no count for an INSERT.


def update_one(connection: Connection, statement: Update) -> None:
    """Run an update that must meet its row; LookupError means the caller saved what it never added."""
    result: CursorResult[Any] = connection.execute(statement)
    if result.rowcount != 1:
        raise LookupError(f"no row to update in {statement.table}")


def money_columns(amount: Money) -> dict[str, Any]:
    """Return the two columns an amount is kept in."""
    return {"amount_minor": amount.minor, "currency": amount.currency}
