"""What is covered: the terms of one installation, the lanes they draw, and how their chain stands on a day."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from plandesk.domain.catalogue import Rules
from plandesk.domain.money import Money
from plandesk.domain.period import Period, union

Lane = Literal["support", "maintenance_upgrades", "critical_updates"]
LANES: tuple[Lane, ...] = ("support", "maintenance_upgrades", "critical_updates")

Origin = Literal["order", "licence", "entered"]
"""Where a term comes from: an order, the licence it was included with, or the hand of staff (R17)."""

Closing = Literal["upgrade", "start_today", "revoked"]
"""Why a term ended before its end: R9, R2, or because it was taken back."""

TermState = Literal[
    "queued", "active", "suspended", "grace", "lapsed", "ended", "closed_by_upgrade", "closed_by_start_today", "revoked"
]
"""`ended` is over and followed by another term; `grace` and `lapsed` are over and not followed (rules §3)."""


@dataclass(frozen=True, slots=True)
class Term:
    """One plan covering one installation for `period`; its months and windows turn on `anchor` (rules R7, R16).

    A window is None where the vendor's terms do not state one.
    """

    plan: str
    period: Period
    anchor: date
    critical_updates: Period | None
    maintenance_upgrades: Period | None


@dataclass(frozen=True, slots=True)
class BookedTerm:
    """A term in the books, with what it rests on: order line, catalogue version, readings in force (rules §3, 5).

    Cover is never active before `money_on`, whatever `term.period` says (R5). `value` is the money captured for it, or
    what staff entered in its stead; None gives no credit (R9). `closed_on` is the first day without its support.
    """

    id: str
    order_id: str | None
    position: int | None
    installation: str
    term: Term
    money_on: date
    catalogue_version: str
    readings: tuple[str, ...]
    installation_id: str | None = None
    value: Money | None = None
    origin: Origin = "order"
    reason: str | None = None
    closed_on: date | None = None
    closed_because: Closing | None = None
    suspended_on: date | None = None

    @property
    def support(self) -> Period | None:
        """Return the days of support that are left of its period once it is closed, or None if it never began."""
        start, end = self.term.period.start, self.term.period.end
        if self.closed_on is not None:
            end = min(end, self.closed_on)
        return Period(start, end) if end > start else None

    def window(self, lane: Lane) -> Period | None:
        """Return what the term adds to a lane. Closing leaves its update windows; revoking ends them too (R7)."""
        if lane == "support":
            return self.support
        window = self.term.critical_updates if lane == "critical_updates" else self.term.maintenance_upgrades
        if window is None or self.closed_because != "revoked" or self.closed_on is None:
            return window
        return Period(window.start, min(window.end, self.closed_on)) if self.closed_on > window.start else None

    def covers(self, lane: Lane, day: date) -> bool:
        """Tell whether the term covers `day` in a lane; while it is suspended it gives no support."""
        window = self.window(lane)
        return window is not None and window.covers(day) and not (lane == "support" and self.is_suspended(day))

    def serves(self, day: date) -> bool:
        """Tell whether a request dated `day` may be served: within support, not before the money, not suspended."""
        return self.covers("support", day) and day >= self.money_on

    def is_suspended(self, day: date) -> bool:
        """Tell whether the term is suspended on `day`."""
        return self.suspended_on is not None and self.suspended_on <= day


@dataclass(frozen=True, slots=True)
class Chain:
    """The terms of one installation as the books hold them; earliest first, may be empty."""

    installation_id: str
    terms: tuple[BookedTerm, ...] = ()

    @property
    def version(self) -> str:
        """Return a digest of everything a buyer is shown of the cover: another digest means that it changed."""
        facts = [
            (each.id, each.term.plan, each.term.period, each.closed_on, each.suspended_on, each.value)
            for each in self.terms
        ]
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]

    @property
    def last(self) -> BookedTerm | None:
        """Return the term whose support ends last, or None where there never was any."""
        supported = [each for each in self.terms if each.support is not None]
        return max(supported, key=lambda each: each.support.end if each.support else date.min, default=None)

    @property
    def end(self) -> date | None:
        """Return the first day after all support in the books (exclusive end), or None where there never was any."""
        return self.last.support.end if self.last and self.last.support else None

    def running(self, day: date) -> BookedTerm | None:
        """Return the term whose support covers `day`; the later one where two do."""
        covering = [each for each in self.terms if each.support is not None and each.support.covers(day)]
        return covering[-1] if covering else None

    def queued(self, day: date) -> tuple[BookedTerm, ...]:
        """Return the terms that begin after `day`, earliest first."""
        return tuple(each for each in self.terms if each.support is not None and each.support.start > day)

    def with_changes(self, changed: Iterable[BookedTerm], added: Iterable[BookedTerm] = ()) -> "Chain":
        """Return the chain with some terms in their changed form and others added."""
        by_id = {each.id: each for each in changed}
        terms = [*(by_id.get(each.id, each) for each in self.terms), *added]
        return replace(self, terms=tuple(sorted(terms, key=lambda each: (each.term.period.start, each.id))))


Lanes = Mapping[Lane, tuple[Period, ...]]


def lanes(terms: Iterable[BookedTerm]) -> Lanes:
    """Return each lane's covered days: the union over all terms, earliest first, each may be empty (R7)."""
    terms = tuple(terms)
    return {lane: union(window for each in terms if (window := each.window(lane)) is not None) for lane in LANES}


def gaps(covered: Sequence[Period], until: date) -> tuple[Period, ...]:
    """Return the days without cover between a lane's spans, and from its last one to `until` (exclusive).

    `covered` is ordered and disjoint, as `lanes` gives it.
    """
    starts = [each.end for each in covered]
    ends = [*(each.start for each in covered[1:]), until]
    return tuple(Period(start, end) for start, end in zip(starts, ends, strict=bool(covered)) if end > start)


def days_lost(before: Lanes, after: Lanes, from_day: date) -> Mapping[Lane, int]:
    """Count, by lane, the days from `from_day` on that were covered and no longer are; only lanes that lose any."""
    lost = {lane: _days_only_in(before[lane], after[lane], from_day) for lane in LANES}
    return {lane: days for lane, days in lost.items() if days}


def state_of(term: BookedTerm, chain: Chain, rules: Rules, day: date) -> TermState:
    """Return the state of one term of a chain on a day (rules §3)."""
    support = term.support
    if term.closed_because == "revoked" and (term.closed_on or day) <= day:
        return "revoked"
    if support is None or (term.closed_on is not None and support.end <= day):
        return "closed_by_start_today" if term.closed_because == "start_today" else "closed_by_upgrade"
    if day < support.start:
        return "queued"
    if day < support.end:
        return "suspended" if term.is_suspended(day) else "active"
    if chain.end is not None and support.end < chain.end:
        return "ended"
    return "grace" if day < support.end + timedelta(days=rules.grace_days) else "lapsed"


def chain_state(chain: Chain, rules: Rules, day: date) -> TermState | None:
    """Return the state of an installation's cover: that of the running term, else of the next, else of the last."""
    told = chain.running(day) or next(iter(chain.queued(day)), None) or chain.last
    return None if told is None else state_of(told, chain, rules, day)


def _days_only_in(before: Sequence[Period], after: Sequence[Period], from_day: date) -> int:
    kept = [each for each in before if each.end > from_day]
    count = 0
    for span in kept:
        start = max(span.start, from_day)
        count += (span.end - start).days
        for other in after:
            overlap = (min(span.end, other.end) - max(start, other.start)).days
            count -= max(0, overlap)
    return count
