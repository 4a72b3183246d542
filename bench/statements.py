"""Bank statements of 10,000 lines: lines a second in the dry run and the booking, with few and with many open orders.

The dry run is the whole upload: the file is read, every line judged over the books, and the draft stored. The booking
takes the first lines of it, each in a transaction of its own that pays and fulfils an order. Every line names another
order, so what grows between the two columns is only how many orders stand open.
"""

import statistics
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, text
from tests.bank_files import Movement, camt, mt940

from bench.imports import NewDatabase, databases
from bench.orders import postgresql
from bench.server import settings
from plandesk.adapters.db.engine import open_database
from plandesk.app import build_ports, start_settings
from plandesk.domain.orders import Buyer
from plandesk.domain.pricing import NewInstallation, Selection
from plandesk.domain.remittance import reference_for
from plandesk.services.orders import PlaceOrder, place_order, preview
from plandesk.services.ports import Ports
from plandesk.services.reconciliation import confirm_statement, upload_statement

LINES = 10_000
FEW, MANY = 10_000, 100_000
BOOKED = 200
ROUNDS = 3
MOST = 1.5
"""How much more a line may cost with ten times as many open orders."""
FIRST = 1_000_000_000
BUYER = Buyer("Acme Ltd", "Ann", "ann@acme.example", "NL")


@dataclass(frozen=True, slots=True)
class Rates:
    """Lines a second: a dry run of CAMT.053, one of MT940, and the booking."""

    camt: float
    mt940: float
    booking: float


def run() -> None:
    """Print rates and ratios for both databases."""
    print(f"Statements: {LINES:,} lines, each naming another of {FEW:,} or of {MANY:,} open orders (medians)")
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder:
        home = Path(folder)
        _measure("SQLite", home, lambda: f"sqlite:///{home}/{uuid.uuid4().hex}.db")
        with postgresql(home) as server, databases(server) as new_database:
            _measure("PostgreSQL", home, new_database)


def _measure(name: str, home: Path, new_database: NewDatabase) -> None:
    few, many = (_rates(home, new_database(), orders) for orders in (FEW, MANY))
    for what, one, other in (
        ("dry run, CAMT.053", few.camt, many.camt),
        ("dry run, MT940", few.mt940, many.mt940),
        ("booking", few.booking, many.booking),
    ):
        print(
            f"  {name:<11} {what:<18} {one:7,.0f} and {other:7,.0f} lines/s   "
            f"cost of a line {one / other:4.2f} times (target {MOST:.2f} at most)"
        )


def _rates(home: Path, url: str, orders: int) -> Rates:
    ports = build_ports(start_settings(settings(home, url)))
    total = _open_orders(ports, url, orders)
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    # From all over the books, as money comes.
    numbers = [str(FIRST + place * (orders // LINES)) for place in range(LINES)]
    files = (
        camt(*_movements(numbers, f"{total:.2f}", today)),
        mt940(*_movements(numbers, f"{total:.2f}".replace(".", ","), today), dialect="german"),
    )
    reading = [statistics.median(_dry_run(file, ports) for _ in range(ROUNDS)) for file in files]
    draft = upload_statement(files[0], "bench", staff="bench", ports=ports)
    started = time.perf_counter()
    left = confirm_statement(draft.statement.id, staff="bench", ports=ports, limit=BOOKED)
    booking = BOOKED / (time.perf_counter() - started)
    if left.waiting != LINES - BOOKED:
        raise RuntimeError(f"{LINES - left.waiting} lines were booked, not {BOOKED}")
    return Rates(*(LINES / seconds for seconds in reading), booking)


def _dry_run(file: bytes, ports: Ports) -> float:
    started = time.perf_counter()
    view = upload_statement(file, "bench", staff="bench", ports=ports)
    seconds = time.perf_counter() - started
    if [(each.verdict, each.count) for each in view.sums] != [("matched", LINES)]:
        raise RuntimeError(f"the lines are not all matched: {view.sums}")
    return seconds


def _movements(numbers: Sequence[str], amount: str, day: date) -> list[Movement]:
    return [
        Movement(amount, f"Invoice, ref {reference_for(number)}, thank you", day, f"B{number}") for number in numbers
    ]


def _open_orders(ports: Ports, url: str, count: int) -> Decimal:
    """Place one order and copy its row until `count` await their payment, numbered from FIRST; return their total."""
    selection = Selection((NewInstallation("pbx.standard"),))
    total = preview(selection, ports=ports).breakdown.total
    asked = PlaceOrder(selection, BUYER, ports.catalogue.version, total, uuid.uuid4().hex, "bench")
    placed = place_order(asked, ports=ports).order
    engine = open_database(url)
    _copy(engine, placed.id, count)
    engine.dispose()
    return total.to_decimal()


def _copy(engine: Engine, order_id: str, count: int) -> None:
    with engine.begin() as connection:
        row = dict(connection.execute(text("SELECT * FROM orders WHERE id = :id"), {"id": order_id}).mappings().one())
        del row["seq"]
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        statement = text(f"INSERT INTO orders ({names}) VALUES ({values})")
        for start in range(0, count, 5_000):
            copies = [
                row
                | {
                    "id": f"order-{place}",
                    "number": str(FIRST + place),
                    "token": f"token-of-the-bench-{place}",
                    "idempotency_key": f"key-{place}",
                }
                for place in range(start, min(start + 5_000, count))
            ]
            connection.execute(statement, copies)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
