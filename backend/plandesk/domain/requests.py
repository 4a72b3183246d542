"""What support requests use up: the quota of a term, by month and by period, and prepaid incident units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from plandesk.domain.catalogue import Cap, Catalogue, OverHour, Plan, Pool, Quota, QuotaMonth
from plandesk.domain.coverage import BookedTerm, Term
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money, total
from plandesk.domain.period import Period, month_turn

Use = Literal["quota", "incident"]


class RequestNotFound(DomainError):
    """A request is reached through its own installation only; a foreign one is not told from none."""


class ReferenceTaken(DomainError):
    """A reference names one request of an installation, always with the same content. Facts: `reference`."""


class RequestInFuture(DomainError):
    """Only what has happened is recorded. Facts: `on`, `today`."""


class RequestVoided(DomainError):
    """A request that was voided is changed no more. Facts: `id`."""


@dataclass(frozen=True, slots=True)
class UnitUse:
    """So many incident units of one purchase."""

    units_id: str
    units: int


@dataclass(frozen=True, slots=True)
class SupportRequest:
    """One support case of an installation, dated `on`; it counts against a term's quota or takes incident units.

    `reference` is the help desk's own name of it, unique to the installation. One that was voided uses nothing up.
    """

    id: str
    installation_id: str
    reference: str
    level: str
    minutes: int
    on: date
    recorded_at: datetime
    recorded_by: str
    note: str | None = None
    term_id: str | None = None
    units: tuple[UnitUse, ...] = ()
    voided: bool = False

    @property
    def use(self) -> Use:
        """Return what serves it."""
        return "quota" if self.term_id is not None else "incident"


@dataclass(frozen=True, slots=True)
class Count:
    """How much of a cap is used up."""

    used: int
    cap: int

    @property
    def left(self) -> int:
        """Return what is left; nothing where staff changed a term so that more was used than it now gives."""
        return max(0, self.cap - self.used)


@dataclass(frozen=True, slots=True)
class Window:
    """The requests and minutes of a month or a whole term, both binding; `turns_on` is when the next month begins.

    `turns_on` is None for a whole term, and for a month after which the term gives none.
    """

    span: Period
    requests: Count
    minutes: Count
    turns_on: date | None = None

    def holds(self, minutes: int) -> bool:
        """Tell whether one more request of so many minutes fits; it is never split (rules §4, 1)."""
        return self.requests.left >= 1 and self.minutes.left >= minutes

    def with_request(self, minutes: int) -> "Window":
        """Return the window after one more request."""
        requests = Count(self.requests.used + 1, self.requests.cap)
        return replace(self, requests=requests, minutes=Count(self.minutes.used + minutes, self.minutes.cap))


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """One pool of a term as it stands on a day: a window is None where the plan caps nothing at that scope."""

    term_id: str
    plan: Plan
    pool: Pool
    quota: Quota
    month: Window | None
    period: Window | None

    def holds(self, minutes: int) -> bool:
        """Tell whether one more request of so many minutes fits the month and the period alike."""
        return all(window.holds(minutes) for window in (self.month, self.period) if window is not None)

    def with_request(self, minutes: int) -> "QuotaUse":
        """Return the quota after one more request."""
        month = self.month and self.month.with_request(minutes)
        return replace(self, month=month, period=self.period and self.period.with_request(minutes))


def share_used(window: Window) -> Fraction:
    """Return the share of a window that is used up: of requests or of minutes, whichever is more."""
    counts = (window.requests, window.minutes)
    return max((Fraction(each.used, each.cap) for each in counts if each.cap), default=Fraction(0))


def quota_months(term: Term, turn: QuotaMonth) -> tuple[Period, ...]:
    """Return the months that a term's quota is counted by, earliest first; nothing carries over (A4).

    They turn on the term's anchor or with the calendar; the first begins and the last ends with the term.
    """
    start, end = term.period.start, term.period.end
    anchor = term.anchor if turn == "term_month" else start.replace(day=1)
    index = (start.year - anchor.year) * 12 + start.month - anchor.month
    if month_turn(anchor, index) > start:
        index -= 1
    months = [Period(start, min(end, month_turn(anchor, index + 1)))]
    while months[-1].end < end:
        index += 1
        months.append(Period(months[-1].end, min(end, month_turn(anchor, index + 1))))
    return tuple(months)


def quotas_on(term: BookedTerm, edition: Catalogue, uses: Iterable[SupportRequest], day: date) -> tuple[QuotaUse, ...]:
    """Return each pool a term includes, as it stands in the month of `day`; in the catalogue's order, may be empty.

    `edition` is the catalogue version the term was sold by, `uses` are all requests of the term. On a day before the
    term the first month is told, on one after it the last.
    """
    plan = edition.plan(term.term.plan)
    counted = [each for each in uses if each.term_id == term.id and not each.voided]
    month = _month_on(term, edition.rules.quota_month, day)
    return tuple(
        QuotaUse(
            term_id=term.id,
            plan=plan,
            pool=(pool := edition.pool(quota.pool)),
            quota=quota,
            month=_month(quota.month, month, _of_pool(counted, pool), _turn(term, month)),
            period=_window(quota.period, term.term.period, _of_pool(counted, pool)),
        )
        for quota in plan.quotas
        if quota.levels
    )


def quota_for(quotas: Iterable[QuotaUse], level: str) -> QuotaUse | None:
    """Return the quota that covers a level of work, or None: a quota of level 1 alone does not cover level 2."""
    return next((each for each in quotas if level in each.quota.levels), None)


def months_ahead(term: BookedTerm, edition: Catalogue, after: date) -> tuple[date, ...]:
    """Return the days after `after` on which the term's month turns while it still serves; earliest first."""
    starts = (month.start for month in quota_months(term.term, edition.rules.quota_month))
    return tuple(start for start in starts if start > after and term.serves(start))


@dataclass(frozen=True, slots=True)
class Stock:
    """What is left of one purchase of incident units, and what one of them buys by the catalogue it was sold by.

    `ends_on` is exclusive; None is until used (R13).
    """

    units_id: str
    incident: str
    levels: tuple[str, ...]
    minutes_each: int
    over_hour: OverHour
    ends_on: date | None
    left: int

    def serves(self, level: str, minutes: int, on: date) -> bool:
        """Tell whether its units may be spent on a request (R13); a longer one only where hours add up (A22)."""
        valid = level in self.levels and self.left > 0 and (self.ends_on is None or on < self.ends_on)
        return valid and (minutes <= self.minutes_each or self.over_hour == "per_started_hour")


def take_units(stocks: Iterable[Stock], level: str, minutes: int, on: date) -> tuple[UnitUse, ...] | None:
    """Return the units a request takes, one for each started hour (A22), or None where too few are left.

    `stocks` come in the order in which they are used up; one request may take from several of them.
    """
    taken: list[UnitUse] = []
    missing = minutes
    for stock in (each for each in stocks if each.serves(level, minutes, on)):
        units = min(stock.left, hours_started(missing, stock.minutes_each))
        taken.append(UnitUse(stock.units_id, units))
        missing -= units * stock.minutes_each
        if missing <= 0:
            return tuple(taken)
    return None


def hours_started(minutes: int, minutes_each: int) -> int:
    """Count the units a request costs where each buys so many minutes: one for each begun (A22)."""
    return -(-minutes // minutes_each)


@dataclass(frozen=True, slots=True)
class Unused:
    """What a term's unused requests would cost as incidents, beside what all of its requests would (R9)."""

    unused: Money
    total: Money


def unused_requests(term: BookedTerm, plan: Plan, uses: Sequence[SupportRequest], catalogue: Catalogue) -> Unused:
    """Weigh a term's unused requests by today's price of an incident; hours are ignored (R9).

    `plan` is the term's own version of it, `uses` are the term's requests, `catalogue` is today's. A pool without an
    incident has no price and does not count. Of a pool whose caps were changed to less than was used, nothing is left.
    """
    counted = [each for each in uses if each.term_id == term.id and not each.voided]
    unused, every = [], []
    for quota in (each for each in plan.quotas if each.levels):
        incident = catalogue.incident_of(quota.pool)
        if incident is None:
            continue
        requests = _requests_of_term(term.term, quota)
        used = sum(each.level in quota.levels for each in counted)
        every.append(incident.price.value * requests)
        unused.append(incident.price.value * max(0, requests - used))
    return Unused(total(unused, catalogue.currency), total(every, catalogue.currency))


def _requests_of_term(term: Term, quota: Quota) -> int:
    """Count the most requests a term gives: its own months count, not those of the plan in the catalogue."""
    caps = [quota.period.requests] if quota.period else []
    if quota.month:
        caps.append(quota.month.requests * len(quota_months(term, "term_month")))
    return min(caps, default=0)


def _month_on(term: BookedTerm, turn: QuotaMonth, day: date) -> Period:
    months = quota_months(term.term, turn)
    if day < months[0].start:
        return months[0]
    return next((month for month in months if month.covers(day)), months[-1])


def _turn(term: BookedTerm, month: Period) -> date | None:
    return month.end if term.support is not None and term.support.covers(month.end) else None


def _of_pool(uses: Iterable[SupportRequest], pool: Pool) -> list[SupportRequest]:
    return [each for each in uses if each.level in pool.levels]


def _month(cap: Cap | None, month: Period, uses: Iterable[SupportRequest], turns_on: date | None) -> Window | None:
    window = _window(cap, month, [each for each in uses if month.covers(each.on)])
    return window and replace(window, turns_on=turns_on)


def _window(cap: Cap | None, span: Period, uses: Sequence[SupportRequest]) -> Window | None:
    if cap is None:
        return None
    minutes = sum(each.minutes for each in uses)
    return Window(span, Count(len(uses), cap.requests), Count(minutes, cap.minutes))
