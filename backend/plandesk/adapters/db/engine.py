"""Connections to SQLite and PostgreSQL, and the queue in which SQLite's writers stand."""

import fcntl
import os
import threading
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

READ_ONLY: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"plandesk_read_only": True},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
"""Execution options, by dialect, of a transaction that only reads: one snapshot, no writer's turn, no writes."""

_BUSY_MS = 30_000
_POSTGRESQL_OPTIONS = "-c timezone=UTC -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"
_TURN = "plandesk_turn"


def open_database(url: str) -> Engine:
    """Return an engine for `sqlite:///path` or `postgresql://...`.

    Raises:
        ValueError: the URL names another database, or SQLite without a file.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return _sqlite(parsed)
        case "postgresql":
            return create_engine(
                parsed.set(drivername="postgresql+psycopg"),
                isolation_level="READ COMMITTED",
                pool_size=10,
                max_overflow=20,
                pool_timeout=10,
                pool_pre_ping=True,
                connect_args={"options": _POSTGRESQL_OPTIONS},
            )
    raise ValueError(f"no database of the kind {parsed.get_backend_name()}")


class WriterQueue:
    """Lets one writer at a time at a SQLite file, first come, first served.

    SQLite itself lets waiting writers poll, and some wait very long. Threads of this process stand in line here;
    the first in line then competes with other processes for two file locks. Whoever waits for the second holds the
    first, so a process that has just written cannot step in front of one that waits.
    """

    def __init__(self, database: Path) -> None:
        self._paths = [database.with_name(f"{database.name}-{name}") for name in ("next", "writer")]
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._holder: int | None = None
        self._file: int | None = None

    def enter(self) -> None:
        """Wait for the turn.

        Raises:
            RuntimeError: this thread has the turn already and would wait for itself.
        """
        me, turn = threading.get_ident(), threading.Event()
        with self._guard:
            if self._holder == me:
                raise RuntimeError("this thread is writing already")
            self._waiting.append(turn)
            if len(self._waiting) == 1:
                turn.set()
        turn.wait()
        self._holder = me
        try:
            self._file = self._lock_files()
        except BaseException:
            self._pass_on()
            raise

    def leave(self) -> None:
        """Give the turn to the next."""
        if self._file is not None:
            os.close(self._file)  # Closing also unlocks.
            self._file = None
        self._pass_on()

    def _lock_files(self) -> int:
        # Opened afresh for each turn: a descriptor kept across a fork would share its lock with the child.
        following = _lock_file(self._paths[0])
        try:
            return _lock_file(self._paths[1])
        finally:
            os.close(following)

    def _pass_on(self) -> None:
        with self._guard:
            self._holder = None
            self._waiting.popleft()
            if self._waiting:
                self._waiting[0].set()


def _lock_file(path: Path) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _sqlite(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file: sqlite:///path")
    path = Path(url.database)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Orders are nobody else's on this machine; SQLite gives the files beside the database the same permissions.
    # A file that is there is not even opened: closing it again would drop every lock this process has on it.
    with suppress(FileExistsError):
        path.touch(0o600, exist_ok=False)
    engine = create_engine(url.set(drivername="sqlite+pysqlite"), pool_size=16, max_overflow=48)
    queue = WriterQueue(path)

    @event.listens_for(engine, "connect")
    def connect(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # The driver's own BEGIN comes too late and is always DEFERRED; ours stands below.
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            # SQLite does not wait for a lock here, whatever the busy timeout says.
            queue.enter()
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                queue.leave()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Else REPLACE would remove rows past the triggers that keep the books (`append_only.py`).
        connection.execute("PRAGMA recursive_triggers = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get("plandesk_read_only"):
            connection.exec_driver_sql("PRAGMA query_only = ON")
            connection.exec_driver_sql("BEGIN DEFERRED")
            return
        held = connection.connection.record_info
        if held is not None and _TURN not in held:
            queue.enter()
            held[_TURN] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def checkin(connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        # Here and not at commit: that event comes before the commit itself.
        if (entry.record_info or {}).pop(_TURN, False):
            queue.leave()

    @event.listens_for(engine, "checkout")
    def checkout(connection: DBAPIConnection, _entry: ConnectionPoolEntry, _proxy: object) -> None:
        connection.execute("PRAGMA query_only = OFF")

    return engine
