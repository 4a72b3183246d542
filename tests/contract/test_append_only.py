"""What was written down stays as it was: the database itself refuses to rewrite it, whoever asks."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from plandesk.adapters.db.append_only import APPEND_ONLY

pytest_plugins = ["tests.contract.database_fixtures"]

SAMPLES: Final[Mapping[str, object]] = {
    "INTEGER": 1,
    "BIGINT": 1,
    "BOOLEAN": True,
    "DATE": "2026-11-23",
    "DATETIME": "2026-11-23 12:00:00",
    "BLOB": b"x",
}
HISTORIES: Final = ("_events", "_history", "_log")
"""How the names of tables end that keep a history, and must be listed."""


def put_a_row(database: Engine, table: str) -> None:
    """Put some row into a table of SQLite, whose triggers look at rows; PostgreSQL's look at statements."""
    if database.dialect.name == "postgresql":
        return
    # By the driver itself, which does not ask for the rows that a real one would refer to.
    driver = sqlite3.connect(str(database.url.database))
    names = [column[1] for column in driver.execute(f"PRAGMA table_info({table})")]
    kinds = [column[2].partition("(")[0] for column in driver.execute(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" * len(names))
    driver.execute(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [SAMPLES.get(kind, "x") for kind in kinds]
    )
    driver.commit()
    driver.close()


def rows(database: Engine, table: str) -> list[tuple[object, ...]]:
    """Return all rows of a table."""
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]


def guarded(database: Engine) -> set[str]:
    """Return the tables whose rows the database refuses to change."""
    query = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%is append-only%'",
        "postgresql": "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE tgname LIKE '%append_only'",
    }[database.dialect.name]
    with database.connect() as connection:
        return set(connection.scalars(text(query)))


def test_the_list_names_every_table_that_is_only_added_to(database: Engine) -> None:
    assert guarded(database) == set(APPEND_ONLY), "list each in adapters/db/append_only.py"


def test_every_history_is_guarded(database: Engine) -> None:
    tables = inspect(database).get_table_names()
    assert "order_events" in tables
    assert {each for each in tables if each.endswith(HISTORIES)} <= set(APPEND_ONLY)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_no_row_is_changed_or_removed(database: Engine, table: str) -> None:
    put_a_row(database, table)
    before = rows(database, table)
    column = inspect(database).get_columns(table)[-1]["name"]
    statements = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    if database.dialect.name == "postgresql":
        statements += [f"TRUNCATE {table} CASCADE"]
    else:
        assert before
        # Without recursive triggers SQLite replaces a row past the trigger that refuses to remove it.
        statements += [f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"]
    for statement in statements:
        with database.connect() as connection, pytest.raises(IntegrityError, match="is append-only"):
            connection.execute(text(statement))
    assert rows(database, table) == before


def test_the_list_is_told_in_the_architecture() -> None:
    page = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text()
    assert [table for table in APPEND_ONLY if f"`{table}`" not in page] == []
