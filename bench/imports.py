"""An import of customers beside a bare bulk insert of the same rows, and its memory from 10,000 to 100,000 rows.

The import is measured as `plandesk import customers --yes` goes, which checks and writes in one pass over the file and
one transaction; and with a dry run before that, which is the same pass again and rolled back. The bare insert takes
what the import left in the tables, with every value at hand, and puts it into an empty database with one executemany a
table in one transaction: no file, no checks, no look-ups, no ids made.

Memory is the peak of a process of its own that writes a file, beside what it held before it began.
"""

import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, create_engine, make_url, select

from bench.orders import postgresql
from bench.server import ROOT, settings
from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate
from plandesk.adapters.db.tables import contacts, customers, installations, term_events, terms
from plandesk.app import build_ports, start_settings
from plandesk.services.imports import ImportRequest, import_customers
from plandesk.services.ports import Ports

ROWS = 10_000
MANY_ROWS = 100_000
ROUNDS = 3
TABLES = (customers, contacts, installations, terms, term_events)
HEADER = "customer,company,country,contact_email,contact_role,installation,label,purchased_on,price,plan,value"

NewDatabase = Callable[[], str]


def run() -> None:
    """Print rate, ratio and memory for both databases."""
    print(f"Imports: {ROWS:,} rows checked and written in one pass, beside a bare bulk insert of the same rows")
    print("  (a row is a customer or one more installation of it, with a contact and a term; four rows a customer)")
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder:
        home = Path(folder)
        files = {count: _file(home / f"{count}.csv", count) for count in (ROWS, MANY_ROWS)}
        _measure("SQLite", home, lambda: f"sqlite:///{home}/{uuid.uuid4().hex}.db", files)
        with postgresql(home) as server, databases(server) as new_database:
            _measure("PostgreSQL", home, new_database, files)


def _measure(name: str, home: Path, new_database: NewDatabase, files: Mapping[int, Path]) -> None:
    rounds = [_round(home, new_database, files[ROWS]) for _ in range(ROUNDS)]
    bare = statistics.median(each.bare for each in rounds)
    once = statistics.median(each.once for each in rounds)
    ratio = statistics.median(each.once / each.bare for each in rounds)
    twice = statistics.median(each.twice / each.bare for each in rounds)
    print(
        f"  {name:<11} bare insert {bare:7,.0f} rows/s   import {once:7,.0f} rows/s   ratio {ratio:5.2f} (target 0.20)"
        f"   with a dry run before it {twice:5.2f}"
    )
    few, many = (_memory(home, new_database(), files[count]) for count in (ROWS, MANY_ROWS))
    print(
        f"  {'':<11} peak memory {few[1]:5.0f} MB (of which {few[1] - few[0]:3.0f} by the import) at {ROWS:,} rows, "
        f"{many[1]:5.0f} MB ({many[1] - many[0]:3.0f}) at {MANY_ROWS:,}   "
        f"ratio {many[1] / few[1]:4.2f} (target 1.20 at most)"
    )


@dataclass(frozen=True, slots=True)
class Rates:
    """Rows a second: inserted bare, imported in one pass, and imported with a dry run before that."""

    bare: float
    once: float
    twice: float


def _round(home: Path, new_database: NewDatabase, file: Path) -> Rates:
    url = new_database()
    ports = build_ports(start_settings(settings(home, url)))
    checking, writing = (_pass(file, ports, write=write) for write in (False, True))
    inserting = _insert(new_database(), _left_in(url))
    return Rates(ROWS / inserting, ROWS / writing, ROWS / (checking + writing))


def _pass(file: Path, ports: Ports, *, write: bool) -> float:
    """Read a file once and return how many seconds that took."""
    started = time.perf_counter()
    with file.open("rb") as lines:
        result = import_customers(ImportRequest(lines, file.name, "bench", write), lambda report: None, ports=ports)
    if result.written is not write or result.counts != {"add": result.rows}:
        raise RuntimeError(f"the file was not imported: {result.counts}")
    return time.perf_counter() - started


def _left_in(url: str) -> Sequence[tuple[Table, list[dict[str, Any]]]]:
    engine = open_database(url)
    with engine.connect() as connection:
        kept = [
            (table, [dict(row) for row in connection.execute(select(table).order_by(table.c.seq)).mappings()])
            for table in TABLES
        ]
    engine.dispose()
    return kept


def _insert(url: str, rows: Sequence[tuple[Table, list[dict[str, Any]]]]) -> float:
    engine = open_database(url)
    migrate(engine)
    started = time.perf_counter()
    with engine.begin() as connection:
        for table, values in rows:
            connection.execute(table.insert(), values)
    took = time.perf_counter() - started
    engine.dispose()
    return took


def _memory(home: Path, url: str, file: Path) -> tuple[float, float]:
    """Return the megabytes a process held before it imported a file, and at its peak."""
    command = [sys.executable, "-m", "bench.imports", str(home), url, str(file)]
    told = subprocess.run(command, cwd=ROOT, env=settings(home, url), check=True, capture_output=True, text=True)
    before, peak = told.stdout.split()
    return float(before), float(peak)


def _peak() -> float:
    # Not getrusage: what it tells of a child begins with the memory of its parent.
    told = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("VmHWM:"))) / 1024


def _file(path: Path, rows: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        print(HEADER, file=file)
        for row in range(rows):
            customer, nth = divmod(row, 4)
            role = "technical" if nth else "owner"
            day = f"20{10 + row % 14}-{row % 12 + 1:02}-{row % 28 + 1:02}"
            print(
                f"C-{customer:06},Company {customer:06} Ltd,NL,person-{row}@company-{customer}.example,{role},"
                f"SERVER-{row:06},Server {row},{day},2900.00,pbx.standard,2900.00",
                file=file,
            )
    return path


@contextmanager
def databases(server: str) -> Iterator[NewDatabase]:
    """Return what makes databases on a server; they are removed at the end."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    admin, made = create_engine(url, isolation_level="AUTOCOMMIT"), list[str]()

    def new_database() -> str:
        made.append(f"plandesk_bench_{uuid.uuid4().hex}")
        with admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {made[-1]}")
        named = url.set(drivername="postgresql", database=made[-1])
        return named.render_as_string(hide_password=False)

    try:
        yield new_database
    finally:
        with admin.connect() as connection:
            for name in made:
                connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()


if __name__ == "__main__":
    _home, _url, _csv = sys.argv[1:]
    _ports = build_ports(start_settings(settings(Path(_home), _url)))
    _before = _peak()
    _pass(Path(_csv), _ports, write=True)
    print(_before, _peak())
