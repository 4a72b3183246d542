"""Bank statements of 10,000 lines: lines a second in the dry run and the booking, with few and with many open orders.

The dry run is the whole upload: the file is read, every line judged over the books, and the draft stored. The booking
takes the first lines of it, each in a transaction of its own that pays and fulfils an order. Every line names another
order, so what grows between the two columns is only how many orders stand open.
"""

import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
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
BOOKED = 50
ROUNDS = 3
MOST = 1.5
"""How much more a line may cost with ten times as many open orders."""
FIRST = 1_000_000_000
BUYER = Buyer("Acme Ltd", "Ann", "ann@acme.example", "NL")


@dataclass(frozen=True, slots=True, eq=False)
class Books:
    """A database in which many orders stand open, and a file in each format that names some of them."""

    ports: Ports
    camt: bytes
    mt940: bytes


def run() -> None:
    """Print rates and ratios for both databases."""
    print(f"Statements: {LINES:,} lines, each naming another of {FEW:,} or of {MANY:,} open orders (medians)")
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder:
        home = Path(folder)
        _measure("SQLite", home, lambda: f"sqlite:///{home}/{uuid.uuid4().hex}.db")
        with postgresql(home) as server, databases(server) as new_database:
            _measure("PostgreSQL", home, new_database)


def _measure(name: str, home: Path, new_database: NewDatabase) -> None:
    few, many = (_books(home, new_database(), orders) for orders in (FEW, MANY))
    ways: tuple[tuple[str, int, Callable[[Books], float]], ...] = (
        ("dry run, CAMT.053", LINES, lambda books: _dry_run(books.camt, books.ports)),
        ("dry run, MT940", LINES, lambda books: _dry_run(books.mt940, books.ports)),
        ("booking", BOOKED, _booking(few, many)),
    )
    for what, lines, act in ways:
        # By turns, so that whatever else the machine does slows both alike.
        rounds = [(act(few), act(many)) for _ in range(ROUNDS)]
        one, other = (statistics.median(lines / each[place] for each in rounds) for place in (0, 1))
        ratio = statistics.median(slow / fast for fast, slow in rounds)
        print(
            f"  {name:<11} {what:<18} {one:7,.0f} and {other:7,.0f} lines/s   "
            f"cost of a line {ratio:4.2f} times (target {MOST:.2f} at most)"
        )


def _books(home: Path, url: str, orders: int) -> Books:
    ports = build_ports(start_settings(settings(home, url)))
    total = _open_orders(ports, url, orders)
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    # From all over the books, as money comes.
    numbers = [str(FIRST + place * (orders // LINES)) for place in range(LINES)]
    dotted, comma = f"{total:.2f}", f"{total:.2f}".replace(".", ",")
    return Books(
        ports,
        camt(*_movements(numbers, dotted, today)),
        mt940(*_movements(numbers, comma, today), dialect="german"),
    )


def _booking(*books: Books) -> Callable[[Books], float]:
    """Return what books the next lines of a draft in each of the books, and says how many seconds that took."""
    drafts = {
        each: upload_statement(each.camt, "bench", staff="bench", ports=each.ports).statement.id for each in books
    }

    def act(chosen: Books) -> float:
        started = time.perf_counter()
        confirm_statement(drafts[chosen], staff="bench", ports=chosen.ports, limit=BOOKED)
        return time.perf_counter() - started

    return act


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
