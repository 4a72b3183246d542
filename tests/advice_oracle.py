"""A judge of the advice, written from rules §4 alone: it tries every use of a quota and every chain of plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from plandesk.domain.catalogue import Cap, Catalogue, Plan, Quota
from plandesk.domain.coverage import Term
from plandesk.domain.period import Period, month_turn
from plandesk.domain.requests import quota_months

if TYPE_CHECKING:  # The judge reads the question, and nothing else of what it judges.
    from plandesk.domain.advice import Question
    from plandesk.domain.advice_workload import ExpectedRequest


class Figure(NamedTuple):
    """What an option costs; a request that no price is stated for weighs more than any money."""

    by_agreement: int
    minor: int


NOTHING = Figure(0, 0)
Placed = tuple[tuple[Plan, int], ...]
"""The terms of a chain, each with the month it starts in, counted from 0."""


class Judged(NamedTuple):
    """One option with both figures, and its terms as plan ids with their months."""

    id: str
    best: Figure
    came: Figure
    terms: tuple[tuple[str, int], ...]


class Judgement(NamedTuple):
    """One term by itself: what it is bought for, and what its quota leaves over for incidents."""

    period: Period
    price: Figure
    best: Figure
    came: Figure


def added(figures: Sequence[Figure]) -> Figure:
    """Add up figures."""
    return Figure(sum(each.by_agreement for each in figures), sum(each.minor for each in figures))


@dataclass(frozen=True)
class Oracle:
    """All that is true of one question."""

    catalogue: Catalogue
    question: Question
    terms: dict[tuple[str, int], Judgement] = field(default_factory=dict)

    def options(self) -> list[Judged]:
        """Return ad hoc and each plan repeated, as far as they meet the must-haves, in the order of §4, 5."""
        months, plans = self.question.horizon.months, self._sold()
        repeated = [(each.id, tuple((each, month) for month in range(0, months, length(each)))) for each in plans]
        met = [self._judged(id_, placed) for id_, placed in [("adhoc", ()), *repeated] if self._meets(placed)]
        return sorted(met, key=_order)  # The sort is stable: ad hoc has no term, the plans come in catalogue order.

    def cheapest_chains(self) -> list[Judged]:
        """Return the first of all chains in the order of §4, 5 with its equals; empty where none meets the needs."""
        met = [self._judged("chain", placed) for placed in self._chains(0) if self._meets(placed)]
        first = min(map(_order, met), default=None)
        return [each for each in met if _order(each) == first]

    def _sold(self) -> list[Plan]:
        plans = self.catalogue.plans_of(self.question.family)
        return [each for each in plans if each.sold_new and each.price.value is not None]

    def _chains(self, month: int) -> Iterator[Placed]:
        """Yield every way to serve the horizon from a month on: that month ad hoc, or a term of any plan."""
        if month >= self.question.horizon.months:
            yield ()
            return
        yield from self._chains(month + 1)
        for plan in self._sold():
            for rest in self._chains(month + length(plan)):
                yield ((plan, month), *rest)

    def _meets(self, placed: Placed) -> bool:
        needs = self.question.needs
        return (
            all(self._serves_throughout(placed, service) for service in needs.services)
            and self._updates(placed, "critical_updates", needs.critical_years)
            and self._updates(placed, "maintenance_upgrades", needs.maintenance_years)
        )

    def _serves_throughout(self, placed: Placed, service: str) -> bool:
        """Tell whether every month of the horizon lies in a term whose plan states the service."""
        stating = [(plan, month) for plan, month in placed if plan.features[service].value not in (None, "no")]
        served = {month + each for plan, month in stating for each in range(length(plan))}
        return served >= set(range(self.question.horizon.months))

    def _updates(self, placed: Placed, lane: str, years: int) -> bool:
        """Tell whether the windows together cover the years; reading A20 says which terms open one."""
        opening = placed if self.catalogue.rules.update_windows == "every_term" else placed[:1]
        covered = set()
        for plan, month in opening:
            window = getattr(plan, lane).value
            covered |= {month + each for each in range(window.months if window else 0)}
        return covered >= set(range(12 * years))

    def _judged(self, id_: str, placed: Placed) -> Judged:
        """Add up the prices, what the terms leave over, and what falls into no term."""
        terms = [self._term(plan, month) for plan, month in placed]
        outside = [each for each in self._in_turn() if not any(term.period.covers(each.on) for term in terms)]
        fixed = [*(term.price for term in terms), *(self._incidents(each) for each in outside)]
        best = added([*fixed, *(term.best for term in terms)])
        came = added([*fixed, *(term.came for term in terms)])
        return Judged(id_, best, came, tuple((plan.id, month) for plan, month in placed))

    def _term(self, plan: Plan, month: int) -> Judgement:
        """Judge one term by itself: no term knows of another, so each is judged once."""
        if (plan.id, month) not in self.terms:
            start = self.question.horizon.start
            period = Period(month_turn(start, month), month_turn(start, month + length(plan)))
            inside = [each for each in self._in_turn() if period.covers(each.on)]
            every = quota_months(Term(plan.id, period, start, None, None), self.catalogue.rules.quota_month)
            months = [month for month in every if any(month.covers(each.on) for each in inside)]
            price = Figure(0, plan.price.value.minor) if plan.price.value else NOTHING
            best, came = self._best(plan, months, inside), self._came(plan, months, inside)
            self.terms[plan.id, month] = Judgement(period, price, best, came)
        return self.terms[plan.id, month]

    def _in_turn(self) -> list[ExpectedRequest]:
        """Return the requests by date; those of one day stay as listed."""
        return sorted(self.question.requests, key=lambda each: each.on)

    def _best(self, plan: Plan, months: Sequence[Period], requests: Sequence[ExpectedRequest]) -> Figure:
        """Try every set of requests that the quota might cover; return the incidents of the rest."""
        figures = []
        for covered in product((True, False), repeat=len(requests)):
            if _fits(plan, months, [each for each, on_quota in zip(requests, covered, strict=True) if on_quota]):
                beyond = [each for each, on_quota in zip(requests, covered, strict=True) if not on_quota]
                figures.append(added([self._incidents(each) for each in beyond]))
        return min(figures)

    def _came(self, plan: Plan, months: Sequence[Period], requests: Sequence[ExpectedRequest]) -> Figure:
        """Cover each request in turn if it still fits; return the incidents of the rest."""
        on_quota: list[ExpectedRequest] = []
        beyond: list[ExpectedRequest] = []
        for request in requests:
            fits = _fits(plan, months, [*on_quota, request])
            (on_quota if fits else beyond).append(request)
        return added([self._incidents(each) for each in beyond])

    def _incidents(self, request: ExpectedRequest) -> Figure:
        """Price a request beyond quota: each started hour is one incident, if a price is stated for it (A22)."""
        incident = self.catalogue.incident_for(request.level)
        if incident is None:
            return Figure(1, 0)
        hour = incident.max_minutes.value
        if request.minutes > hour and self.catalogue.rules.over_hour == "separate_agreement":
            return Figure(1, 0)
        units = request.minutes // hour + (1 if request.minutes % hour else 0)
        return Figure(0, units * incident.price.value.minor)


def length(plan: Plan) -> int:
    """Return the months of one term."""
    assert plan.months is not None, f"{plan.id} is sold without a length"
    return plan.months


def _order(judged: Judged) -> tuple[Figure, Figure, int]:
    return judged.best, judged.came, len(judged.terms)


def _fits(plan: Plan, months: Sequence[Period], requests: Sequence[ExpectedRequest]) -> bool:
    """Tell whether all these requests are in scope and within the caps of each month and of the period (§4, 1)."""
    scope = set(chain.from_iterable(quota.levels for quota in plan.quotas))
    return all(each.level in scope for each in requests) and all(
        _holds(quota, months, [each for each in requests if each.level in quota.levels]) for quota in plan.quotas
    )


def _holds(quota: Quota, months: Sequence[Period], requests: Sequence[ExpectedRequest]) -> bool:
    by_month = ([each for each in requests if month.covers(each.on)] for month in months)
    return _within(quota.period, requests) and all(_within(quota.month, each) for each in by_month)


def _within(cap: Cap | None, requests: Sequence[ExpectedRequest]) -> bool:
    return cap is None or (len(requests) <= cap.requests and sum(each.minutes for each in requests) <= cap.minutes)
