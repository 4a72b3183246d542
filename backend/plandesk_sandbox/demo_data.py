"""The demo's made-up customers, in every state a term can be in; their dates follow today, so the demo never ages."""

import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from sqlalchemy import Engine, select

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.tables import customers, orders
from plandesk.app import StartRefused, build_ports, start_settings
from plandesk.domain.errors import DomainError
from plandesk.domain.period import day_before, month_turn
from plandesk.domain.pricing import Incidents, InstallationName, NewInstallation
from plandesk.services.chains import FirstPlan
from plandesk.services.ports import Ports
from plandesk_sandbox import demo_desk
from plandesk_sandbox.demo_companies import (
    ALDER,
    BIRCH,
    CEDAR,
    DOGWOOD,
    ELM,
    FIR,
    GINKGO,
    HAZEL,
    IVY,
    JUNIPER,
    KAPOK,
    LARCH,
    MAPLE,
    NUTMEG,
    OLIVE,
)
from plandesk_sandbox.demo_desk import STATEMENT
from plandesk_sandbox.demo_stage import ENTERED, LICENCE, DemoDataRefused, Row, Stage


class Made(NamedTuple):
    """How many customers were made up, and the bank statement that brings the wires they still owe."""

    customers: int
    statement: bytes


def seed(ports: Ports, engine: Engine) -> Made | None:
    """Let everything have happened in the ports' database; None, without effect, where it is not empty.

    Money comes by wire, for which no provider is needed, and the mails of the past are not delivered.

    Raises:
        DemoDataRefused, DomainError: rules or catalogue no longer allow what the demo shows.
    """
    if not _is_empty(engine):
        return None
    stage = Stage(ports)
    for story in STORIES:
        story(stage)
    demo_desk.quotes(stage)
    demo_desk.stated_extension(stage)
    statement = demo_desk.wires(stage)
    stage.drop_mail()
    return Made(len(STORIES), statement)


def _is_empty(engine: Engine) -> bool:
    """Tell whether a database knows no customer and no order."""
    with engine.connect() as connection:
        return all(connection.execute(select(table.c.id).limit(1)).first() is None for table in (customers, orders))


def _alder(stage: Stage) -> None:
    """Three installations of three families, all three roles, units left; the first has 45 days of cover left."""
    end = stage.ago(-46)
    second = month_turn(end, -12)
    bought = month_turn(second, -12)
    switch = _licensed("softswitch.standard", bought, day_before(second), "4800.00")
    stage.bring(ALDER, bought, {**switch, "installation": "ALD-SW-0001", "label": "Main switch"})
    extended = day_before(second) - timedelta(days=30)
    wanted = stage.extension(ALDER, "ALD-SW-0001", "softswitch.standard", extended)
    stage.buy(ALDER, extended, wanted, role="billing")
    office = InstallationName("ALD-PBX-0002", "Office PBX")
    stage.buy(ALDER, stage.ago(months=8), NewInstallation("pbx.standard", 1, office))
    gateway = InstallationName("gw7.alder-telecom.example", "Rooftop gateway")
    stage.buy(ALDER, stage.ago(months=5), NewInstallation("gateway.advanced", 1, gateway), Incidents("l12", 5))
    for days in (200, 140, 75):
        stage.use(ALDER, "ALD-SW-0001", stage.ago(days))
    stage.use(ALDER, "ALD-SW-0001", stage.ago(3), level="dev", minutes=45)
    stage.use(ALDER, "gw7.alder-telecom.example", stage.ago(60), level="l2", minutes=60)
    stage.use(ALDER, "ALD-PBX-0002", stage.ago(100), minutes=45)
    for days in (50, 20):
        stage.use(ALDER, "ALD-PBX-0002", stage.ago(days), level="l2", unit=True)


def _birch(stage: Stage) -> None:
    """Cover that ends in 5 days, and in 7 days, of which the worker reminds at once."""
    for name, days in (("BIR-PBX-0001", 5), ("BIR-PBX-0002", 7)):
        end = stage.ago(-days - 1)
        term = _term("pbx.standard", month_turn(end, -12), day_before(end))
        stage.bring(BIRCH, month_turn(end, -12), {**term, "installation": name, "value": "2900.00"})
    stage.use(BIRCH, "BIR-PBX-0001", stage.ago(40))


def _cedar(stage: Stage) -> None:
    """Three stacked periods, queued behind a term that runs."""
    end = stage.ago(-61)
    term = _term("softswitch.advanced", month_turn(end, -12), day_before(end))
    stage.bring(CEDAR, month_turn(end, -12), {**term, "installation": "CED-SW-0001", "value": "4900.00"})
    ordered = stage.ago(10)
    stage.buy(CEDAR, ordered, stage.extension(CEDAR, "CED-SW-0001", "softswitch.advanced", ordered, periods=3))


def _dogwood(stage: Stage) -> None:
    """In grace: cover ended 10 days ago, and an extension can still begin where it ended."""
    end = stage.ago(9)
    term = _term("gateway.standard", month_turn(end, -12), day_before(end))
    stage.bring(DOGWOOD, month_turn(end, -12), {**term, "installation": "gw1.dogwood.example", "product": "MRTC"})


def _elm(stage: Stage) -> None:
    """Lapsed 70 days ago, after two terms back to back."""
    end = stage.ago(69)
    second = month_turn(end, -12)
    first = _licensed("softswitch.standard", month_turn(second, -12), day_before(second), "3900.00")
    stage.bring(ELM, month_turn(second, -12), {**first, "installation": "ELM-SW-0001"})
    later = _term("softswitch.standard", second, day_before(end))
    stage.bring(ELM, second, {**later, "installation": "ELM-SW-0001", "value": "1400.00"})


def _fir(stage: Stage) -> None:
    """Upgraded in mid-term: the old term is closed, and its credit was taken off the price."""
    name = InstallationName("gw1.fir-relay.example", "Branch tunnel")
    stage.bring(FIR, stage.ago(months=6))
    stage.buy(FIR, stage.ago(months=5), NewInstallation("gateway.standard", 1, name))
    stage.use(FIR, "gw1.fir-relay.example", stage.ago(40))
    stage.buy(FIR, stage.ago(20), stage.upgrade(FIR, "gw1.fir-relay.example", "gateway.advanced"))


def _ginkgo(stage: Stage) -> None:
    """Started anew on the day of the order: the days left of the old term were given up."""
    start = stage.ago(months=10)
    term = _term("pbx.standard", start, day_before(month_turn(start, 12)))
    stage.bring(GINKGO, start, {**term, "installation": "GIN-PBX-0001", "value": "2900.00"})
    ordered = stage.ago(25)
    stage.buy(GINKGO, ordered, stage.extension(GINKGO, "GIN-PBX-0001", "pbx.standard", ordered, start="today"))


def _hazel(stage: Stage) -> None:
    """Suspended while its bank disputes the payment."""
    start = stage.ago(months=4)
    term = _term("softswitch.standard", start, day_before(month_turn(start, 12)))
    stage.bring(HAZEL, start, {**term, "installation": "HAZ-SW-0001", "value": "1400.00"})
    stage.suspend(HAZEL, "HAZ-SW-0001", stage.ago(6), "The bank disputes the payment.")


def _ivy(stage: Stage) -> None:
    """Revoked: the term was entered for the wrong company."""
    start = stage.ago(months=3)
    term = _term("pbx.standard", start, day_before(month_turn(start, 12)))
    stage.bring(IVY, start, {**term, "installation": "IVY-PBX-0001"})
    stage.revoke(IVY, "IVY-PBX-0001", stage.ago(30), "Entered for the wrong company.")


def _juniper(stage: Stage) -> None:
    """Nothing left of this month's quota on one PBX, a fifth left of the period's on the other."""
    for name, start in (
        ("JUN-PBX-0001", month_turn(stage.ago(12), -5)),
        ("JUN-PBX-0002", stage.ago(months=9)),
    ):
        term = _term("pbx.standard", start, day_before(month_turn(start, 12)))
        stage.bring(JUNIPER, start, {**term, "installation": name, "value": "2900.00"})
        if name == "JUN-PBX-0001":
            for days in (11, 9, 6, 4, 1):
                stage.use(JUNIPER, name, stage.ago(days))
            continue
        for month in (1, 3, 5):
            for days in (2, 7, 12, 17):
                stage.use(JUNIPER, name, month_turn(start, month) + timedelta(days=days), level="l2")


def _kapok(stage: Stage) -> None:
    """A gap of two months in the cover: extended only after grace was over."""
    end = stage.ago(months=8)
    term = _term("softswitch.standard", month_turn(end, -12), day_before(end))
    stage.bring(KAPOK, month_turn(end, -12), {**term, "installation": "KAP-SW-0001", "value": "1400.00"})
    ordered = stage.ago(months=6)
    stage.buy(KAPOK, ordered, stage.extension(KAPOK, "KAP-SW-0001", "softswitch.standard", ordered))


def _larch(stage: Stage) -> None:
    """An old server: bought in 2011 for more than $5000, so that it had a Standard plan by the vendor's terms."""
    old = {"installation": "LAR-SW-0001", "label": "The old server", "family": "softswitch", "product": "Softswitch"}
    stage.bring(LARCH, stage.ago(months=2), {**old, "purchased_on": "2011-05-16", "price": "6500.00"})


def _maple(stage: Stage) -> None:
    """An installation that never had a plan, and an order for its first one that is not paid yet."""
    stage.bring(MAPLE, stage.ago(20), {"installation": "MAP-PBX-0001", "label": "Reception", "family": "pbx"})
    installation = stage.installation(MAPLE, "MAP-PBX-0001")
    stage.place(MAPLE, stage.ago(2), FirstPlan(installation.id, "pbx.standard"))


def _nutmeg(stage: Stage) -> None:
    """Plans that came with their licences: Minimal for three months, Gold for two years."""
    for name, plan, bought, months, price in (
        ("NUT-SW-0001", "softswitch.minimal", stage.ago(40), 3, "1900.00"),
        ("NUT-SW-0002", "softswitch.gold", stage.ago(months=7), 24, "15000.00"),
    ):
        term = _licensed(plan, bought, day_before(month_turn(bought, months)), price)
        stage.bring(NUTMEG, bought, {**term, "installation": name})


def _olive(stage: Stage) -> None:
    """A guest's order, paid and waiting: it becomes a customer's when its buyer signs in."""
    ordered = stage.ago(15)
    line = NewInstallation("pbx.standard", 1, InstallationName("OLI-PBX-0001", "Front desk"))
    stage.wire(stage.place_as_guest(ordered, OLIVE, line), ordered)


STORIES: Final[tuple[Callable[[Stage], None], ...]] = (
    _alder,
    _birch,
    _cedar,
    _dogwood,
    _elm,
    _fir,
    _ginkgo,
    _hazel,
    _ivy,
    _juniper,
    _kapok,
    _larch,
    _maple,
    _nutmeg,
    _olive,
)
"""One made-up company each."""


def _term(plan: str, start: date, last_covered_day: date) -> Row:
    return {"plan": plan, "term_start": start, "last_covered_day": last_covered_day, "origin": ENTERED}


def _licensed(plan: str, bought: date, last_covered_day: date, price: str) -> Row:
    """Return a term that came with a licence, together with its purchase."""
    term = _term(plan, bought, last_covered_day)
    return {**term, "origin": LICENCE, "purchased_on": bought, "price": price}


def main() -> None:
    """Seed the database of the environment's settings, if it is the demo's and empty."""
    try:
        settings = start_settings(os.environ)
        if not settings.demo:
            sys.exit("Made-up customers are for the demo alone (PLANDESK_ENV=demo).")
        ports = build_ports(settings)
    except StartRefused as refusal:
        sys.exit(str(refusal))
    engine = open_database(settings.database_url.reveal())
    try:
        if made := seed(ports, engine):
            STATEMENT.parent.mkdir(exist_ok=True)
            STATEMENT.write_bytes(made.statement)
            sys.stdout.write(f"Made up {made.customers} customers.\n")
    except (DomainError, DemoDataRefused) as refusal:
        sys.exit(f"Some made-up customers do not fit this catalogue ({type(refusal).__name__}: {refusal}).")
    finally:
        engine.dispose()


if __name__ == "__main__":
    main()
