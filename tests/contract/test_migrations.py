"""The schema is made once, is the one the code was written for, and keeps the books from being rewritten."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import current_is_head, migrate
from plandesk.adapters.db.tables import metadata
from plandesk.adapters.db.uow import unit_of_work
from plandesk.services.books.orders import OrderEventRow
from tests.contract.book_samples import NOW, entry, order

pytest_plugins = ["tests.contract.database_fixtures"]

STARTS = 8


def test_eight_parallel_starts_upgrade_once(empty_url: str) -> None:
    together = Barrier(STARTS)

    def start(_: int) -> bool:
        engine = open_database(empty_url)
        together.wait()
        try:
            return migrate(engine)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(STARTS) as pool:
        assert sorted(pool.map(start, range(STARTS))) == [False] * (STARTS - 1) + [True]


def test_a_database_file_is_read_by_nobody_else(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/plandesk.db")
    migrate(engine)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        files = {file.name: file.stat().st_mode & 0o077 for file in tmp_path.glob("plandesk.db*")}
    engine.dispose()
    assert {"plandesk.db", "plandesk.db-wal", "plandesk.db-shm"} <= set(files)
    assert not any(files.values())


def test_database_is_ready_only_after_its_migration(empty_url: str) -> None:
    engine = open_database(empty_url)
    before = current_is_head(engine)
    migrate(engine)
    assert (before, current_is_head(engine)) == (False, True)
    engine.dispose()


def test_migrations_make_the_tables_the_code_knows(database: Engine) -> None:
    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_foreign_keys_hold_on_the_connection_that_migrated(empty_url: str) -> None:
    engine = open_database(empty_url)
    migrate(engine)
    with pytest.raises(IntegrityError), unit_of_work(engine)() as uow:
        uow.orders.record(OrderEventRow("nobody", NOW, "open", "system", {}))
    engine.dispose()


@pytest.mark.parametrize("table", ["ledger", "order_events"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET order_id = order_id", "DELETE FROM {}"])
def test_books_refuse_to_be_rewritten(database: Engine, table: str, statement: str) -> None:
    with unit_of_work(database)() as uow:
        uow.orders.add(order())
        uow.orders.record(OrderEventRow(order().id, NOW, "open", "system", {}))
        uow.payments.book(entry())
        uow.commit()
    with database.connect() as connection, pytest.raises(IntegrityError, match=f"{table} is append-only"):
        connection.execute(text(statement.format(table)))
    with database.connect() as connection:
        assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 1


def test_history_cannot_be_emptied_at_once_on_postgresql(database: Engine) -> None:
    if database.dialect.name != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with database.connect() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.execute(text("TRUNCATE ledger"))
