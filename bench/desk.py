"""A page of each list at the desk with a million orders in PostgreSQL, beside the same page with a thousand.

Both databases are filled by the server itself from one order that was placed before, and analysed. A page is what
`services.desk` reads for it, in a transaction of its own: 50 rows, or ten where a thousand orders have no more. Rounds
of both sizes alternate, so that a noisy moment hits both; medians are compared.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from bench.imports import databases
from bench.orders import postgresql
from bench.seeds import FILLED, fill
from bench.server import settings
from plandesk.adapters.db.engine import open_database
from plandesk.app import build_ports, start_settings
from plandesk.domain.orders import Buyer
from plandesk.domain.pricing import Incidents, Selection
from plandesk.services.books.desk import DeskList, Position
from plandesk.services.desk import Asked, read_page, read_waiting
from plandesk.services.orders import PlaceOrder, place_order, preview
from plandesk.services.ports import Ports

FEW, MANY = 1_000, 1_000_000
ROUNDS = 41
MOST = 2.0


@dataclass(frozen=True, slots=True)
class Filled:
    """A database with so many orders in it."""

    ports: Ports
    engine: Engine
    orders: int


Page = Callable[[Filled], object]


def run() -> None:
    """Print how many times as long each page takes."""
    print(f"Desk: one page of each list with {MANY:,} orders in PostgreSQL, beside the same with {FEW:,} (medians)")
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder:
        home = Path(folder)
        with postgresql(home) as server, databases(server) as new_database:
            few, many = (_filled(home, new_database(), count) for count in (FEW, MANY))
            worst = max(_compare(name, page, few, many) for name, page in PAGES.items())
            for each in (few, many):
                each.engine.dispose()
    print(f"  worst ratio {worst:5.2f} (target {MOST:.2f} at most)")


def _filled(home: Path, url: str, orders: int) -> Filled:
    started = time.perf_counter()
    ports = build_ports(start_settings(settings(home, url)))
    _place_sample(ports)
    engine = open_database(url)
    fill(engine, orders)
    print(f"  {orders:>9,} orders seeded in {time.perf_counter() - started:4.0f} s", flush=True)
    return Filled(ports, engine, orders)


def _place_sample(ports: Ports) -> None:
    selection = Selection((Incidents(ports.catalogue.incidents[0].id, 1),))
    request = PlaceOrder(
        selection=selection,
        buyer=Buyer("Bench", "Bench", "bench@example.com", "NL"),
        terms_version=ports.catalogue.version,
        expected_total=preview(selection, ports=ports).breakdown.total,
        idempotency_key="bench-sample",
        request_digest="bench",
    )
    place_order(request, ports=ports)


def _compare(name: str, page: Page, few: Filled, many: Filled) -> float:
    times: dict[int, list[float]] = {few.orders: [], many.orders: []}
    for _ in range(ROUNDS):
        for filled in (few, many):
            started = time.perf_counter()
            page(filled)
            times[filled.orders].append(time.perf_counter() - started)
    small, large = (statistics.median(times[each.orders]) * 1000 for each in (few, many))
    print(f"  {name:<38} {small:7.2f} ms {large:7.2f} ms   ratio {large / small:5.2f}", flush=True)
    return large / small


def _first(name: DeskList, **asked: Any) -> Page:
    return lambda filled: read_page(name, Asked(**asked), ports=filled.ports)


def _deep(name: DeskList, column: str | None, table: str, *, falling: bool = False, **asked: Any) -> Page:
    """Return the page behind the row in the middle of a list."""
    found: dict[int, Position] = {}

    def page(filled: Filled) -> object:
        if filled.orders not in found:
            found[filled.orders] = _middle(filled, column, table, falling=falling)
        return read_page(name, Asked(after=found[filled.orders], **asked), ports=filled.ports)

    return page


def _middle(filled: Filled, column: str | None, table: str, *, falling: bool) -> Position:
    way = "DESC" if falling else "ASC"
    by = ", ".join(f"{each} {way}" for each in (column, "seq") if each)
    half = f"(SELECT count(*) / 2 FROM {table})"
    query = f"SELECT {column or 'NULL'} AS key, seq FROM {table} ORDER BY {by} OFFSET {half} LIMIT 1"
    with filled.engine.connect() as connection:
        row = connection.execute(text(query)).one()
    if column is None:
        return Position((), row.seq)
    return Position((row.key.isoformat() if hasattr(row.key, "isoformat") else row.key,), row.seq)


def _by_number(filled: Filled) -> object:
    page = read_page("orders", Asked(q=str(FILLED + filled.orders // 3)), ports=filled.ports)
    if len(page.rows) != 1:
        raise RuntimeError("the order was not found by its number")
    return page


PAGES: Mapping[str, Page] = {
    "orders, newest": _first("orders"),
    "orders, deep cursor": _deep("orders", None, "orders", falling=True),
    "orders, in a common state": _first("orders", state="fulfilled"),
    "orders, in a rare state": _first("orders", state="rejected", limit=10),
    "orders, largest total": _first("orders", sort="largest"),
    "orders, largest total, deep": _deep("orders", "total_minor", "orders", falling=True, sort="largest"),
    "orders, largest total in a rare state": _first("orders", sort="largest", state="rejected", limit=10),
    "orders, by number": _by_number,
    "orders, by what nobody has": _first("orders", q="no such number"),
    "orders, by how a company begins": _first("orders", q="company 1"),
    "orders, by what all companies begin with": _first("orders", q="comp"),
    "wires, due first": _first("wires", limit=10),
    "approvals, longest waiting": _first("approvals", limit=10),
    "customers, by name": _first("customers"),
    "customers, deep cursor": _deep("customers", "name", "customers"),
    "customers, by licence key": _first("customers", q="srv-77", limit=1),
    "terms, ending soonest": _first("terms"),
    "terms, within 30 days": _first("terms", state="within_30_days", limit=5),
    "terms, deep cursor": _deep("terms", "ends_on", "terms"),
    "quotes, newest": _first("quotes"),
    "quotes, waiting for approval": _first("quotes", state="to_approve"),
    "quotes, by number": _first("quotes", q="Q100000042"),
    "needs a person": _first("reviews", limit=10),
    "needs a person, settled": _first("reviews", state="closed", limit=10),
    "what waits": lambda filled: read_waiting("admin", ports=filled.ports),
}
