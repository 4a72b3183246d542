"""Terms by the hand of staff (R17): entered, corrected, suspended, resumed and revoked, each with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plandesk.domain.coverage import BookedTerm, Chain, Origin, TermState, state_of
from plandesk.domain.customers import CustomerNotFound, Installation, InstallationNotFound
from plandesk.domain.entered_terms import (
    NothingToCorrect,
    PlanOfAnotherFamily,
    TermMoveRefused,
    TermNotFound,
    corrected,
    directly_behind,
    entered_term,
    insist_free,
    insist_within_reach,
)
from plandesk.domain.errors import CurrencyMismatch
from plandesk.domain.money import Money
from plandesk.domain.period import day_after
from plandesk.domain.reasons import read_reason
from plandesk.domain.upgrades import follow
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.terms import TermEventRow
from plandesk.services.fulfilment import readings_of_term
from plandesk.services.ports import Ports, UnitOfWork

Move = Literal["suspend", "resume", "revoke", "correct"]


@dataclass(frozen=True, slots=True)
class EnterTerm:
    """A term that staff know of; without a last covered day it has the plan's support period."""

    installation_id: str
    plan: str
    start: date
    last_covered_day: date | None
    origin: Origin
    value: Money | None
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectTerm:
    """What shall stand instead; None leaves a member as it is."""

    term_id: str
    reason: str
    start: date | None = None
    last_covered_day: date | None = None
    value: Money | None = None


@dataclass(frozen=True, slots=True)
class Acted:
    """The term as it is now, in its chain and state, and the queued terms that follow its new end.

    `orders` are the numbers of the orders that bought them, by id.
    """

    term: BookedTerm
    state: TermState
    chain: Chain
    moved: tuple[BookedTerm, ...]
    orders: Mapping[str, str]


def enter_term(command: EnterTerm, *, staff: str, ports: Ports) -> Acted:
    """Put a term into the books by hand; the engine treats it like any other.

    Raises:
        ReasonMissing: nothing says why.
        InstallationNotFound: there is no such installation.
        UnknownPlan: the catalogue has no such plan.
        PlanOfAnotherFamily: the plan is not for this kind of installation.
        DayOutOfReach, TermEndsBeforeStart, TermEndNotStated: it would have no dates.
        CurrencyMismatch: its value is not in the currency of the catalogue.
        TermsOverlap: another term gives support on one of its days.
    """
    catalogue, hand = ports.catalogue, _Hand(staff, read_reason(command.reason), ports)
    plan = catalogue.plan(command.plan)
    insist_within_reach(command.start, command.last_covered_day)
    _insist_own_currency(command.value, ports)
    with ports.uow() as unit:
        installation, chain = _locked(unit, command.installation_id)
        if plan.family != installation.family:
            raise PlanOfAnotherFamily(plan=plan.id, family=installation.family)
        end = day_after(command.last_covered_day) if command.last_covered_day else None
        term = entered_term(plan, command.start, end, chain.terms, catalogue.rules)
        insist_free(term.period, chain.terms)
        booked = BookedTerm(
            id=ports.ids.new_id(),
            order_id=None,
            position=None,
            installation=installation.reference,
            term=term,
            money_on=term.period.start,
            catalogue_version=catalogue.version,
            readings=readings_of_term(plan, catalogue),
            installation_id=installation.id,
            value=command.value,
            origin=command.origin,
            reason=hand.reason,
        )
        unit.terms.add_terms([booked])
        hand.record(unit, "entered", None, booked)
        return hand.commit(unit, booked, chain.with_changes((), [booked]))


def correct_term(command: CorrectTerm, *, staff: str, ports: Ports) -> Acted:
    """Change a term's dates or value; terms queued directly behind it follow its new end and keep their length.

    Raises:
        ReasonMissing: nothing says why.
        TermNotFound: there is no such term, or nobody's installation has it yet.
        TermMoveRefused: it was closed, and is history.
        NothingToCorrect: it is so already.
        DayOutOfReach, TermEndsBeforeStart: it would have no dates.
        CurrencyMismatch: the value is not in the currency of the catalogue.
        TermsOverlap: another term would give support on the same day.
    """
    hand = _Hand(staff, read_reason(command.reason), ports)
    insist_within_reach(command.start, command.last_covered_day)
    _insist_own_currency(command.value, ports)
    with ports.uow() as unit:
        before, chain = _term(unit, command.term_id)
        if before.closed_on is not None:
            raise hand.refused(before, chain, "correct")
        after = _corrected(before, command)
        if after == before:
            raise NothingToCorrect(term=before.id)
        behind = directly_behind(before, chain, hand.today)
        follows = after.term.period.end != before.term.period.end
        moved = follow(behind, after.term.period.end, after.term.anchor) if follows else ()
        chain = chain.with_changes((after, *moved))
        for each in (after, *moved):
            insist_free(each.term.period, (other for other in chain.terms if other.id != each.id))
        hand.save(unit, "corrected", before, after)
        for was, each in zip(behind, moved, strict=follows):
            hand.save(unit, "moved", was, each)
        return hand.commit(unit, after, chain, moved)


def suspend_term(term_id: str, reason: str, *, staff: str, ports: Ports) -> Acted:
    """Serve no request from today on, while a dispute lasts; its update windows stay.

    Raises:
        ReasonMissing: nothing says why.
        TermNotFound: there is no such term, or nobody's installation has it yet.
        TermMoveRefused: it is over, closed, or suspended already.
    """
    hand = _Hand(staff, read_reason(reason), ports)
    with ports.uow() as unit:
        before, chain = _term(unit, term_id)
        if hand.state(before, chain) not in ("active", "queued") or before.suspended_on is not None:
            raise hand.refused(before, chain, "suspend")
        after = replace(before, suspended_on=hand.today)
        hand.save(unit, "suspended", before, after)
        return hand.commit(unit, after, chain.with_changes([after]))


def resume_term(term_id: str, reason: str, *, staff: str, ports: Ports) -> Acted:
    """Serve requests again.

    Raises:
        ReasonMissing: nothing says why.
        TermNotFound: there is no such term, or nobody's installation has it yet.
        TermMoveRefused: it is not suspended, or was closed meanwhile.
    """
    hand = _Hand(staff, read_reason(reason), ports)
    with ports.uow() as unit:
        before, chain = _term(unit, term_id)
        if before.suspended_on is None or before.closed_on is not None:
            raise hand.refused(before, chain, "resume")
        after = replace(before, suspended_on=None)
        hand.save(unit, "resumed", before, after)
        return hand.commit(unit, after, chain.with_changes([after]))


def revoke_term(term_id: str, reason: str, *, staff: str, ports: Ports) -> Acted:
    """Take a term back from today on, with its update windows; terms queued behind it stay where they are.

    Raises:
        ReasonMissing: nothing says why.
        TermNotFound: there is no such term, or nobody's installation has it yet.
        TermMoveRefused: it was closed before.
    """
    hand = _Hand(staff, read_reason(reason), ports)
    with ports.uow() as unit:
        before, chain = _term(unit, term_id)
        if before.closed_on is not None:
            raise hand.refused(before, chain, "revoke")
        after = replace(before, closed_on=hand.today, closed_because="revoked")
        hand.save(unit, "revoked", before, after)
        return hand.commit(unit, after, chain.with_changes([after]))


def list_terms(customer: str, reference: str | None = None, *, ports: Ports) -> Sequence[tuple[Installation, Chain]]:
    """Return the chains of a customer's installations, by the vendor's number; of one, if its reference is named.

    Raises:
        CustomerNotFound: nobody has the number.
        InstallationNotFound: the customer has no such installation.
    """
    with ports.uow(read_only=True) as unit:
        known = unit.customers.by_reference(customer)
        if known is None:
            raise CustomerNotFound(customer=customer)
        owned = unit.customers.installations_of(known.id)
        if reference is not None:
            one = unit.customers.installation_by_reference(known.id, reference)
            if one is None:
                raise InstallationNotFound(installation=reference)
            owned = [one]
        return [(each, unit.terms.chain(each.id)) for each in owned]


def _insist_own_currency(value: Money | None, ports: Ports) -> None:
    if value is not None and value.currency != ports.catalogue.currency:
        raise CurrencyMismatch(left=value.currency, right=ports.catalogue.currency)


def _locked(unit: UnitOfWork, installation_id: str) -> tuple[Installation, Chain]:
    installation = unit.customers.installation(installation_id)
    if installation is None:
        raise InstallationNotFound(installation=installation_id)
    unit.customers.by_id(installation.customer_id, lock=True)
    return installation, unit.terms.chain(installation.id)


def _term(unit: UnitOfWork, term_id: str) -> tuple[BookedTerm, Chain]:
    """Return a term as it is once its customer is locked, in its chain."""
    found = unit.terms.term(term_id)
    if found is None or found.installation_id is None:
        raise TermNotFound(term=term_id)
    _, chain = _locked(unit, found.installation_id)
    return next(each for each in chain.terms if each.id == term_id), chain


def _corrected(before: BookedTerm, command: CorrectTerm) -> BookedTerm:
    period = before.term.period
    end = day_after(command.last_covered_day) if command.last_covered_day else period.end
    term = corrected(before.term, command.start or period.start, end)
    # What no order paid for is covered from its first day; money of an order keeps its day (R5).
    money_on = before.money_on if before.order_id else term.period.start
    return replace(before, term=term, money_on=money_on, value=command.value or before.value)


def _facts(term: BookedTerm | None) -> Mapping[str, str]:
    if term is None:
        return {}
    period = term.term.period
    facts: dict[str, object] = {
        "plan": term.term.plan,
        "start": period.start,
        "last_covered_day": period.last_day,
        "value": f"{term.value.to_decimal()} {term.value.currency}" if term.value else "",
        "suspended_on": term.suspended_on or "",
        "closed_on": term.closed_on or "",
        "closed_because": term.closed_because or "",
    }
    return {name: str(value) for name, value in facts.items()}


@dataclass(frozen=True, slots=True)
class _Hand:
    """Who acts on a term and why; writes down every act twice: in the term's history and in the audit."""

    staff: str
    reason: str
    ports: Ports

    @property
    def today(self) -> date:
        return self.ports.clock.today(self.ports.catalogue.rules.time_zone)

    def state(self, term: BookedTerm, chain: Chain) -> TermState:
        return state_of(term, chain, self.ports.catalogue.rules, self.today)

    def commit(self, unit: UnitOfWork, term: BookedTerm, chain: Chain, moved: tuple[BookedTerm, ...] = ()) -> Acted:
        found = [unit.orders.by_id(each.order_id) for each in (term, *moved) if each.order_id]
        unit.commit()
        return Acted(term, self.state(term, chain), chain, moved, {each.id: each.number for each in found if each})

    def refused(self, term: BookedTerm, chain: Chain, move: Move) -> TermMoveRefused:
        waits = term.suspended_on is not None and term.closed_on is None
        return TermMoveRefused(term=term.id, state="suspended" if waits else self.state(term, chain), move=move)

    def save(self, unit: UnitOfWork, event: str, before: BookedTerm, after: BookedTerm) -> None:
        unit.terms.save_term(after)
        self.record(unit, event, before, after)

    def record(self, unit: UnitOfWork, event: str, before: BookedTerm | None, after: BookedTerm) -> None:
        now, old, new = self.ports.clock.now(), _facts(before), _facts(after)
        changed = [name for name, value in new.items() if old.get(name, "") != value]
        facts = {name: new[name] for name in changed} | {f"{name}_before": old[name] for name in changed if before}
        unit.terms.record_change(TermEventRow(after.id, now, event, self.staff, {**facts, "reason": self.reason}))
        unit.audit.add(AuditRow(now, self.staff, f"term_{event}", f"term:{after.id}", old, new, self.reason))
