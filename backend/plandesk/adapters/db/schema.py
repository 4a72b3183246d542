"""Brings a database to the newest schema, once, however many processes start together."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

import plandesk.migrations

_ADVISORY_LOCK = 0x706C616E  # "plan": names this lock among those of the PostgreSQL database.


def migrate(engine: Engine) -> bool:
    """Upgrade to the newest schema and tell whether anything changed; a second starter waits and finds it done.

    Raises:
        RuntimeError: a migration would leave a reference without its row; the schema stays as it was.
    """
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            return _migrate_sqlite(connection)
        with connection.begin():
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
            return _upgrade(connection)


def current_is_head(engine: Engine) -> bool:
    """Tell whether the database has the schema this code was written for."""
    with engine.connect() as connection:
        return _is_head(connection)


def _migrate_sqlite(connection: Connection) -> bool:
    # With foreign keys on, rebuilding a table deletes the rows that refer to it. The switch works only outside a
    # transaction, hence past SQLAlchemy. The writers' queue is the lock.
    driver = connection.connection.driver_connection
    assert driver is not None, "a connection that was just opened"
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            changed = _upgrade(connection)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RuntimeError("the migration leaves a reference without its row")
            return changed
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _upgrade(connection: Connection) -> bool:
    if _is_head(connection):
        return False
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    return True


def _is_head(connection: Connection) -> bool:
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return set(MigrationContext.configure(connection).get_current_heads()) == set(heads)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(plandesk.migrations.__file__).parent))
    return config
