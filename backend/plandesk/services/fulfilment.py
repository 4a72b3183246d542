"""What follows in the transaction that won: terms and incident units in the books, a line of history, one mail."""

from collections.abc import Iterable
from datetime import datetime

from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.money import Money, total
from plandesk.domain.orders import Order, order_incidents, order_terms
from plandesk.domain.period import month_turn
from plandesk.services.books.orders import OrderEventRow
from plandesk.services.books.terms import IncidentUnits, TermEventRow
from plandesk.services.claims import attach_order
from plandesk.services.notifications import order_fulfilled
from plandesk.services.ports import IdSource, Ports, UnitOfWork

READINGS_OF_EVERY_TERM = ("A4", "A20")
"""Readings that shape every term, whatever it buys: its months, and its windows."""


def record(unit: UnitOfWork, order: Order, event: str, actor: str, at: datetime, **facts: str) -> OrderEventRow:
    """Append one line to the order's history and return it (money rule 4)."""
    row = OrderEventRow(order.id, at, event, actor, facts)
    unit.orders.record(row)
    return row


def fulfil(unit: UnitOfWork, order: Order, actor: str, *, ports: Ports) -> Order:
    """Write what a paid order buys into the books, exactly once (rules §3, 1), and return the fulfilled order.

    The caller holds the order's row and commits.

    Raises:
        OrderMoveRefused: the order is not in a state that can be fulfilled.
    """
    fulfilled = order.on("fulfil")
    if fulfilled is order:
        return order
    catalogue, ids = ports.editions(fulfilled.catalogue_version), ports.ids
    unit.terms.add_terms(_terms(fulfilled, catalogue, ids))
    _apply_changes(unit, fulfilled, actor, ports.clock.now())
    unit.terms.add_incidents(_incidents(fulfilled, catalogue, ids))
    unit.orders.save(fulfilled)
    attach_order(unit, fulfilled, ports=ports)
    now = ports.clock.now()
    record(unit, fulfilled, "fulfilled", actor, now)
    unit.outbox.put(ids.new_id(), order_fulfilled(fulfilled, catalogue, ports.mailbox), now, fulfilled.id)
    return fulfilled


def _apply_changes(unit: UnitOfWork, order: Order, actor: str, at: datetime) -> None:
    """Close and move terms already in the books as the chosen starts say, each with a line of its history (R2, R9)."""
    for schedule in order.schedules:
        for changed in schedule.chosen.changes:
            unit.terms.save_term(changed)
            event = "moved" if changed.closed_on is None else "closed"
            facts = {"order": order.number, "end": (changed.closed_on or changed.term.period.end).isoformat()}
            unit.terms.record_change(TermEventRow(changed.id, at, event, actor, facts))


def installation_name(order: Order, position: int) -> str:
    """Name the installation of a line as the buyer did, else after the order and line."""
    line = order.selection.lines[position]
    installation = getattr(line, "installation", None)
    named = installation and (installation.label or installation.reference)
    return named or f"{order.number}-{position + 1}"


def readings_of_term(plan: Plan, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the readings in force that shape a term of a plan which no order prices."""
    lengths = (plan.support_period, plan.critical_updates, plan.maintenance_upgrades)
    return _in_force((reading for length in lengths for reading in length.readings), catalogue)


def _terms(order: Order, catalogue: Catalogue, ids: IdSource) -> list[BookedTerm]:
    if order.paid is None:
        raise ValueError(f"order {order.number} is fulfilled without money")
    return [
        BookedTerm(
            id=ids.new_id(),
            order_id=order.id,
            position=position,
            installation=installation_name(order, position),
            term=term,
            money_on=order.paid.received_on,
            catalogue_version=order.catalogue_version,
            readings=_readings_in_force(order, position, catalogue),
            installation_id=_installation_id(order, position),
            value=_value(order, position),
        )
        for position, term in order_terms(order)
    ]


def _installation_id(order: Order, position: int) -> str | None:
    installation = getattr(order.selection.lines[position], "installation", None)
    return installation.id if installation else None


def _value(order: Order, position: int) -> Money:
    """Return the money captured for one term of a line: its share of the line, net, less what was credited (R9)."""
    lines = [line for line in order.breakdown.lines if line.position == position and line.kind != "fee"]
    whole = total((line.total for line in lines), order.total.currency)
    return whole.share(1, lines[0].quantity)


def _incidents(order: Order, catalogue: Catalogue, ids: IdSource) -> list[IncidentUnits]:
    validity = catalogue.rules.incident_validity_months
    ends_on = None if validity is None or order.paid is None else month_turn(order.paid.received_on, validity)
    return [
        IncidentUnits(
            ids.new_id(),
            order.id,
            position,
            line.level,
            line.units,
            ends_on,
            order.catalogue_version,
            order.customer_id,
        )
        for position, line in order_incidents(order)
    ]


def _readings_in_force(order: Order, position: int, catalogue: Catalogue) -> tuple[str, ...]:
    named = [reading for line in order.breakdown.lines if line.position == position for reading in line.readings]
    return _in_force(named, catalogue)


def _in_force(named: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    known = {reading.id: reading for reading in catalogue.readings}
    wanted = dict.fromkeys([*named, *READINGS_OF_EVERY_TERM])
    return tuple(f"{each}={known[each].chosen}" for each in wanted if each in known)
