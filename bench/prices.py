"""`POST /api/v1/prices` beside a bare Flask JSON route on the same server, under the same middleware."""

import itertools
import json
import statistics
import tempfile
from pathlib import Path

from bench.load import Result, hammer, post
from bench.server import BARE, serving, settings
from plandesk.adapters.plans_file import load
from plandesk.resources import default_plans

REQUESTS = 1500
CLIENTS = 4
ROUNDS = 7


def run() -> None:
    """Print the two ratios, each the middle of rounds that alternate, so that a noisy moment hits both sides."""
    bodies = configurations(REQUESTS * ROUNDS)
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder:
        home = Path(folder)
        with serving(home, settings(home, f"sqlite:///{home}/bench.db")) as port:
            rows = [_round(port, bodies[index * REQUESTS : (index + 1) * REQUESTS]) for index in range(ROUNDS)]
    bare, fresh, repeated = (statistics.median(row[index] for row in rows) for index in range(3))
    share, again = (statistics.median(row[index] / row[0] for row in rows) for index in (1, 2))
    print("Prices: answers a second, as a ratio of a bare Flask JSON route under the same middleware")
    print(f"  bare route                  {bare:8.0f}/s")
    print(f"  configurations not seen     {fresh:8.0f}/s   ratio {share:5.2f}   (target 0.35)")
    print(f"  repeated configurations     {repeated:8.0f}/s   ratio {again:5.2f}   (target 0.90)")


def configurations(count: int) -> list[bytes]:
    """Return so many different selections: a plan for one to three periods, and incidents beside it."""
    catalogue = load(default_plans())
    plans = [plan.id for plan in catalogue.plans if plan.sold_new]
    periods = range(1, catalogue.rules.max_periods + 1)
    levels = [incident.id for incident in catalogue.incidents]
    units = range(1, catalogue.rules.max_incident_units + 1)
    picks = itertools.product(plans, periods, levels, units, levels, units)
    return [_body(*pick) for pick in itertools.islice(picks, count)]


def _body(plan: str, periods: int, level: str, units: int, other: str, more: int) -> bytes:
    lines = [
        {"kind": "new_installation", "plan": plan, "periods": periods},
        {"kind": "incidents", "level": level, "units": units},
        {"kind": "incidents", "level": other, "units": more},
    ]
    return json.dumps({"lines": lines}).encode()


def _round(port: int, bodies: list[bytes]) -> tuple[float, float, float]:
    bare = _ok(hammer(port, [post(BARE, body) for body in bodies], CLIENTS))
    fresh = _ok(hammer(port, [post("/api/v1/prices", body) for body in bodies], CLIENTS))
    repeated = _ok(hammer(port, [post("/api/v1/prices", bodies[-1])] * len(bodies), CLIENTS))
    return bare.rate, fresh.rate, repeated.rate


def _ok(result: Result) -> Result:
    if result.statuses != {200}:
        raise RuntimeError(f"answers other than 200: {sorted(result.statuses)}")
    return result
