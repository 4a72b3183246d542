"""Lines for installations in the books: read with their chains when asked for, and again when their money counts."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from plandesk.domain.access import ContactSession, LinkHolder, Principal
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.customers import Installation, InstallationNotFound
from plandesk.domain.money import Money
from plandesk.domain.orders import Order, Overtaken, schedule
from plandesk.domain.payments import wire_counts_on
from plandesk.domain.pricing import (
    Extension,
    Incidents,
    InstallationName,
    Line,
    NewInstallation,
    Refusal,
    Selection,
    SelectionRefused,
    StartId,
    Upgrade,
)
from plandesk.domain.requests import Unused, unused_requests
from plandesk.domain.terms import Schedule
from plandesk.services.part_payments import part_payments_of
from plandesk.services.ports import Ports, UnitOfWork


class CoverChanged(SelectionRefused):
    """A line for an installation holds only for the cover that was shown: another chain is shown and confirmed anew."""


@dataclass(frozen=True, slots=True)
class KnownExtension:
    """An extension of an installation in the books, as asked for; `cover_version` is of the chain that was shown."""

    installation_id: str
    plan: str
    periods: int = 1
    start: StartId | None = None
    confirmed_days_given_up: int | None = None
    cover_version: str | None = None


@dataclass(frozen=True, slots=True)
class KnownUpgrade:
    """A higher plan in mid-term for an installation in the books, as asked for (R9; with `keeps_end`, R10)."""

    installation_id: str
    plan: str
    cover_version: str | None = None
    keeps_end: bool = False


@dataclass(frozen=True, slots=True)
class FirstPlan:
    """A plan for an installation in the books that never had a term."""

    installation_id: str
    plan: str
    periods: int = 1


KnownLine = KnownExtension | KnownUpgrade | FirstPlan
AskedLine = Line | KnownLine


@dataclass(frozen=True, slots=True)
class Reach:
    """Which installations somebody may order for: a customer's own, or a single one of them; None reaches nothing."""

    customer_id: str | None = None
    installation_id: str | None = None

    def reaches(self, installation: Installation) -> bool:
        """Tell whether an installation is within reach."""
        one = self.installation_id
        return installation.customer_id == self.customer_id and (one is None or installation.id == one)


NOWHERE = Reach()


def reach_of(principal: Principal) -> Reach:
    """Tell which installations somebody may order for: a contact the customer's own, the holder of a link its one."""
    match principal:
        case ContactSession():
            return Reach(principal.customer.id)
        case LinkHolder():
            return Reach(principal.customer.id, principal.installation_id)
    return NOWHERE


class Redated(NamedTuple):
    """An order dated by the chains as they are now; `overtaken` where it must not be paid or put in force any more.

    `counted_on` is the day its money counts on, or is taken to count on while it is unpaid.
    """

    order: Order
    overtaken: Overtaken | None
    counted_on: date


def read_selection(asked: Sequence[AskedLine], reach: Reach, *, currency: str | None = None, ports: Ports) -> Selection:
    """Turn what is asked for into a selection, with the chains of its installations as they are now.

    Raises:
        InstallationNotFound: there is no such installation within reach.
        CoverChanged: a chain is no longer the one that was shown.
        SelectionRefused: a line does not fit its installation's cover.
    """
    if reach == NOWHERE and not any(isinstance(each, KnownLine) for each in asked):
        return Selection(tuple(asked), currency)  # type: ignore[arg-type]  # None of them is a known line.
    with ports.uow(read_only=True) as unit:
        return replace(_read(unit, asked, reach, ports), currency=currency)


def require_current(unit: UnitOfWork, selection: Selection, *, ports: Ports) -> None:
    """Refuse a selection whose chains have changed since it was read; the caller holds the customer's row.

    Raises:
        CoverChanged: a term or its use is no longer as it was priced.
    """
    changed = [
        _changed(position, line.installation)
        for position, line in enumerate(selection.lines)
        if isinstance(line, Extension | Upgrade) and _now(unit, line, ports.catalogue, ports) != line
    ]
    if changed:
        raise CoverChanged(changed)


def redate(unit: UnitOfWork, order: Order, *, ports: Ports) -> Redated:
    """Date a paid order by the chains as they are now, for the day its money counts (R3, R5).

    The caller holds the order's row; the customer's is taken here.
    """
    if order.paid is None:
        raise ValueError(f"order {order.number} is dated without money")
    if order.customer_id is not None:
        unit.customers.by_id(order.customer_id, lock=True)
    return _redate(unit, order, order.paid.counted_on, order.paid.received_on, ports)


def date_as_if_paid_today(unit: UnitOfWork, order: Order, *, ports: Ports) -> Redated:
    """Date an unpaid order by the chains as they are now, as if its money came today: what its page shows.

    Where a part came by wire, the rest does too, and counts as wires do (R5).
    """
    rules = ports.editions(order.catalogue_version).rules
    today = ports.clock.today(rules.time_zone)
    by_wire = bool(part_payments_of(unit, order).amount.minor)
    counted_on = wire_counts_on(rules, order.ordered_on, today) if by_wire else None
    return _redate(unit, order, counted_on or today, today, ports)


def shown_version(order: Order) -> str:
    """Return a digest of what a buyer is shown of an order's total and dates: another digest means another promise."""
    return promise(order.total, order.schedules)


def promise(total: Money, schedules: Sequence[Schedule]) -> str:
    """Return a digest of a total and the dates told with it."""
    facts = (total, [(each.position, each.chosen.id, each.terms) for each in schedules])
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def _redate(unit: UnitOfWork, order: Order, counted_on: date, received_on: date, ports: Ports) -> Redated:
    catalogue = ports.editions(order.catalogue_version)
    lines = lines_now(unit, order.selection.lines, catalogue, ports=ports)
    selection = replace(order.selection, lines=lines)
    schedules = schedule(catalogue, selection, order.ordered_on, counted_on, received_on)
    return Redated(replace(order, selection=selection, schedules=schedules), _overtaken(lines, counted_on), counted_on)


def lines_now(unit: UnitOfWork, lines: Iterable[Line], catalogue: Catalogue, *, ports: Ports) -> tuple[Line, ...]:
    """Return lines with the chains of their installations as they are now; the others stay as they are."""
    return tuple(_now(unit, line, catalogue, ports) for line in lines)


def _overtaken(lines: Iterable[Line], day: date) -> Overtaken | None:
    for line in lines:
        if isinstance(line, Upgrade) and line.closing.closed_on is not None:
            return "upgraded"
        if isinstance(line, Upgrade) and line.keeps_end and day >= line.closing.term.period.end:
            return "ended"
        chain = line.chain if isinstance(line, Upgrade | Extension) else None
        if chain is not None and chain.last is not None and chain.last.is_suspended(day):
            return "suspended"
    return None


def unused_of(unit: UnitOfWork, term: BookedTerm, catalogue: Catalogue, *, ports: Ports) -> Unused:
    """Return what is left of a term's requests, at the prices of single incidents in `catalogue`."""
    plan = ports.editions(term.catalogue_version).plan(term.term.plan)
    return unused_requests(term, plan, unit.requests.of_term(term.id), catalogue)


def _read(unit: UnitOfWork, asked: Sequence[AskedLine], reach: Reach, ports: Ports) -> Selection:
    lines: list[Line] = []
    refused: list[Refusal] = []
    changed: list[Refusal] = []
    for position, each in enumerate(asked):
        if not isinstance(each, KnownLine):
            lines.append(each)
            refused.extend(_covered_already(unit, position, each, reach))
            continue
        installation = _reached(unit, each.installation_id, reach)
        chain = unit.terms.chain(installation.id)
        name = InstallationName(installation.reference, installation.label, installation.id)
        version = None if isinstance(each, FirstPlan) else each.cover_version
        if version is not None and version != chain.version:
            changed.append(_changed(position, name))
        line = _line(unit, position, each, chain, name, ports)
        (refused if isinstance(line, Refusal) else lines).append(line)  # type: ignore[arg-type]  # Told apart here.
    if changed:
        raise CoverChanged(changed)
    if refused:
        raise SelectionRefused(refused)
    return Selection(tuple(lines))


def _covered_already(unit: UnitOfWork, position: int, line: Line, reach: Reach) -> Iterator[Refusal]:
    """Refuse to sell a customer a new plan for what is covered under the same name: two terms would run at once."""
    name = line.installation if isinstance(line, NewInstallation) else None
    if name is None or name.reference is None or reach.customer_id is None:
        return
    known = unit.customers.installation_by_reference(reach.customer_id, name.reference)
    if known is not None and unit.terms.chain(known.id).last is not None:
        yield Refusal(position, "installation/reference", "covered-already", (("installation", known.name),))


def _reached(unit: UnitOfWork, installation_id: str, reach: Reach) -> Installation:
    installation = unit.customers.installation(installation_id)
    if installation is None or not reach.reaches(installation):
        raise InstallationNotFound(id=installation_id)
    return installation


def _changed(position: int, name: InstallationName | None) -> Refusal:
    facts = (("installation", name.name if name else None),)
    return Refusal(position, "cover_version", "cover-changed", facts)


def _line(
    unit: UnitOfWork, position: int, asked: KnownLine, chain: Chain, name: InstallationName, ports: Ports
) -> Line | Refusal:
    catalogue = ports.catalogue
    today = ports.clock.today(catalogue.rules.time_zone)
    match asked:
        case FirstPlan():
            if chain.last is not None:
                return Refusal(position, "plan", "covered-already", (("installation", name.name),))
            return NewInstallation(asked.plan, asked.periods, name)
        case KnownUpgrade():
            running = chain.running(today)
            if running is None:
                return Refusal(position, "plan", "nothing-to-upgrade", (("installation", name.name),))
            unused = unused_of(unit, running, catalogue, ports=ports)
            return Upgrade(asked.plan, running.id, chain, unused, name, asked.keeps_end)
        case KnownExtension():
            if chain.last is None or chain.end is None:
                return Refusal(position, "plan", "never-covered", (("installation", name.name),))
            return Extension(
                current_plan=chain.last.term.plan,
                end=chain.end,
                plan=asked.plan,
                periods=asked.periods,
                start=asked.start,
                confirmed_days_given_up=asked.confirmed_days_given_up,
                installation=name,
                chain=chain,
            )


def _now(unit: UnitOfWork, line: Line, catalogue: Catalogue, ports: Ports) -> Line:
    """Return a line with its installation's chain as it is now; lines without one stay as they are."""
    match line:
        case Incidents():
            return line
        case NewInstallation():
            return _first_plan_now(unit, line)
        case Upgrade():
            chain = unit.terms.chain(line.chain.installation_id)
            closing = next(each for each in chain.terms if each.id == line.closes)
            return replace(line, chain=chain, unused=unused_of(unit, closing, catalogue, ports=ports))
        case Extension():
            return line if line.chain is None else _extend_now(line, unit.terms.chain(line.chain.installation_id))


def _extend_now(line: Extension, chain: Chain) -> Extension:
    if chain.last is None or chain.end is None:  # Every term was revoked: the cover that was told is all there is.
        return line
    return replace(line, current_plan=chain.last.term.plan, end=chain.end, chain=chain)


def _first_plan_now(unit: UnitOfWork, line: NewInstallation) -> Line:
    """Queue a first plan behind one that was bought a moment earlier: two never cover the same days."""
    name = line.installation
    chain = unit.terms.chain(name.id) if name and name.id else None
    if chain is None or chain.last is None or chain.end is None:
        return line
    return Extension(chain.last.term.plan, chain.end, line.plan, line.periods, "at_end", None, name, chain)
