"""The cover that rests on an order line: what of it a refund would end, what would not come back, and ending it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from plandesk.domain.coverage import LANES, BookedTerm, Chain, TermState, state_of
from plandesk.domain.orders import Order
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.terms import IncidentUnits, TermEventRow
from plandesk.services.ports import Ports, UnitOfWork


@dataclass(frozen=True, slots=True)
class TermAtStake:
    """A term of the line that still covers something, as it stands: days and requests, used and left."""

    term: BookedTerm
    state: TermState
    days: int
    days_left: int
    requests_used: int


@dataclass(frozen=True, slots=True)
class UnitsAtStake:
    """Incident units of the line: what was used is not taken back, what is left ends."""

    units: IncidentUnits
    used: int

    @property
    def left(self) -> int:
        """Return how many are unused."""
        return max(0, self.units.units - self.used)


@dataclass(frozen=True, slots=True)
class LineCover:
    """What a refund that ends a line's cover would do, and what it would not.

    `terms` and `units` end on the day it is asked for. `behind` are terms of other orders that are queued behind them:
    they stay where they are. `closed` are terms that this order closed, by an upgrade or by starting today: they are
    not opened again, since their days were given up or credited. `moved` are terms that it moved on: they stay too.
    """

    terms: Sequence[TermAtStake]
    units: Sequence[UnitsAtStake]
    behind: Sequence[BookedTerm]
    closed: Sequence[BookedTerm]
    moved: Sequence[BookedTerm]


def cover_of_line(unit: UnitOfWork, order: Order, position: int, *, ports: Ports) -> LineCover:
    """Tell what cover rests on a line of an order today."""
    today = _today(ports)
    own = [each for each in unit.terms.terms_of(order.id) if each.position == position]
    chain = _chain(unit, own)
    at_stake = [_at_stake(unit, each, chain, today, ports) for each in own if _is_open(each, today)]
    changed = [
        each for schedule in order.schedules if schedule.position == position for each in schedule.chosen.changes
    ]
    now = [found for each in changed if (found := unit.terms.term(each.id)) is not None]
    return LineCover(
        terms=at_stake,
        units=_units(unit, order, position, today),
        behind=_behind(at_stake, own, chain),
        closed=[each for each in now if each.closed_on is not None],
        moved=[each for each in now if each.closed_on is None],
    )


def end_cover(unit: UnitOfWork, order: Order, position: int, *, staff: str, reason: str, ports: Ports) -> LineCover:
    """End what rests on a line, terms with their windows and unused units, from today on; returns it as it was.

    The caller holds the order and commits.
    """
    today, now = _today(ports), ports.clock.now()
    if order.customer_id is not None:  # Order first, then customer: as everywhere.
        unit.customers.by_id(order.customer_id, lock=True)
    cover = cover_of_line(unit, order, position, ports=ports)
    for each in cover.terms:
        ended = replace(each.term, closed_on=today, closed_because="revoked", suspended_on=None)
        unit.terms.save_term(ended)
        facts = {"order": order.number, "closed_on": today.isoformat(), "reason": reason}
        unit.terms.record_change(TermEventRow(ended.id, now, "revoked", staff, facts))
        before = {"last_covered_day": each.term.term.period.last_day.isoformat(), "state": each.state}
        last = ended.support.last_day.isoformat() if ended.support else "never begins"
        after = {"last_covered_day": last, "state": "revoked", "order": order.number}
        unit.audit.add(AuditRow(now, staff, "term_revoked", f"term:{ended.id}", before, after, reason))
    for each_units in cover.units:
        if each_units.left:
            unit.terms.save_incidents(replace(each_units.units, ends_on=today))
            before = {"left": str(each_units.left), "used": str(each_units.used)}
            subject = f"units:{each_units.units.id}"
            unit.audit.add(
                AuditRow(
                    now,
                    staff,
                    "units_ended",
                    subject,
                    before,
                    {"left": "0", "used": before["used"], "order": order.number},
                    reason,
                )
            )
    return cover


def suspend_cover(unit: UnitOfWork, order: Order, *, why: str, ports: Ports) -> tuple[str, ...]:
    """Serve no request on an order's terms while its money is in dispute; returns the terms this suspends."""
    today, now = _today(ports), ports.clock.now()
    suspended = []
    for term in unit.terms.terms_of(order.id):
        if _is_open(term, today) and term.suspended_on is None:
            unit.terms.save_term(replace(term, suspended_on=today))
            unit.terms.record_change(TermEventRow(term.id, now, "suspended", "system", {"reason": why}))
            suspended.append(term.id)
    return tuple(suspended)


def resume_cover(unit: UnitOfWork, term_ids: Sequence[str], *, actor: str, why: str, ports: Ports) -> int:
    """Serve requests again on terms that a dispute suspended and nobody has closed or resumed since; counts them."""
    resumed = 0
    for term in (unit.terms.term(each) for each in term_ids):
        if term is not None and term.suspended_on is not None and term.closed_on is None:
            unit.terms.save_term(replace(term, suspended_on=None))
            unit.terms.record_change(TermEventRow(term.id, ports.clock.now(), "resumed", actor, {"reason": why}))
            resumed += 1
    return resumed


def _is_open(term: BookedTerm, today: date) -> bool:
    """Tell whether a term still gives anything from today on. What was closed before is history; its windows stay."""
    if term.closed_on is not None:
        return False
    ends = [span.end for lane in LANES if (span := term.window(lane)) is not None]
    return bool(ends) and max(ends) > today


def _at_stake(unit: UnitOfWork, term: BookedTerm, chain: Chain, today: date, ports: Ports) -> TermAtStake:
    support = term.support
    left = (support.end - max(today, support.start)).days if support is not None else 0
    used = sum(not each.voided for each in unit.requests.of_term(term.id))
    rules = ports.editions(term.catalogue_version).rules
    return TermAtStake(term, state_of(term, chain, rules, today), support.days if support else 0, max(0, left), used)


def _units(unit: UnitOfWork, order: Order, position: int, today: date) -> list[UnitsAtStake]:
    own = [each for each in unit.terms.incidents_of(order.id) if each.position == position]
    valid = [each for each in own if each.ends_on is None or each.ends_on > today]
    customers = {each.customer_id for each in valid if each.customer_id is not None}
    used = {name: count for each in customers for name, count in unit.requests.units_used(each).items()}
    return [UnitsAtStake(each, used.get(each.id, 0)) for each in valid]


def _behind(at_stake: Sequence[TermAtStake], own: Sequence[BookedTerm], chain: Chain) -> list[BookedTerm]:
    mine = {each.id for each in own}
    starts = [each.term.term.period.start for each in at_stake if each.term.support is not None]
    if not starts:
        return []
    return [each for each in chain.terms if each.id not in mine and each.support and each.support.start > min(starts)]


def _chain(unit: UnitOfWork, own: Sequence[BookedTerm]) -> Chain:
    installation = next((each.installation_id for each in own if each.installation_id is not None), None)
    return unit.terms.chain(installation) if installation is not None else Chain("", tuple(own))


def _today(ports: Ports) -> date:
    return ports.clock.today(ports.catalogue.rules.time_zone)
