"""Which plan, honestly: what support costs over a horizon by each option, ranked, and what must-haves cost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from plandesk.domain.advice_books import PlacedTerm, PoolBook
from plandesk.domain.advice_chains import (
    LANES,
    ChainSearch,
    Figures,
    Needs,
    figures_of,
    price_of,
    repeated,
    unmet,
)
from plandesk.domain.advice_quota import UNPRICED, caps_of, weight_beyond_quota
from plandesk.domain.advice_workload import QUARTER, ExpectedRequest, Horizon, by_date, of_pool
from plandesk.domain.catalogue import Cap, Catalogue, Plan
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money

__all__ = ["Advice", "Horizon", "LeftOut", "NeedCost", "Needs", "Option", "PlacedTerm", "Question", "Total", "advise"]

Kind = Literal["adhoc", "plan", "chain"]
FirstBy = Literal["total", "stated", "agreements"]
ADHOC: Final = "adhoc"
CHAIN: Final = "chain"


NO_NEEDS: Final = Needs()


class RequestOutsideHorizon(DomainError):
    """Every request is dated within the horizon. Facts: `on`, `start`, `end` (exclusive)."""


class UnknownNeed(DomainError):
    """A must-have service is named by the id of a feature. Facts: `id`."""


@dataclass(frozen=True, slots=True)
class Question:
    """What advice is asked for: a family, the months to look at, the requests expected in them, and the must-haves."""

    family: str
    horizon: Horizon
    requests: tuple[ExpectedRequest, ...]
    needs: Needs = NO_NEEDS


@dataclass(frozen=True, slots=True)
class Total:
    """An amount, and beside it how many requests that no price is stated for; they are never counted as free (R21)."""

    money: Money
    by_agreement: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """One way to be served over the horizon: ad hoc only, a plan repeated, or a chain. Totals hold the price.

    `best` is the best possible use of the quota, `came` its use as requests come (R22).
    """

    id: str
    kind: Kind
    terms: tuple[PlacedTerm, ...]
    price: Money
    best: Total
    came: Total
    figures: Figures

    @property
    def beyond(self) -> tuple[Total, Total]:
        """Return what is paid beside the price: at best, and as it comes."""
        return replace(self.best, money=self.best.money - self.price), replace(
            self.came, money=self.came.money - self.price
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan that is no option: it is not sold for itself, or the terms do not state a must-have of it."""

    plan: Plan
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeedCost:
    """What one must-have adds to the cheapest total, and which option would be cheapest without it.

    `costs` is None where no option meets all must-haves, or none does without it either, or where the two leave unlike
    numbers of requests by agreement. `by` tells what puts `without` first.
    """

    need: str
    costs: Money | None
    without: Option | None
    by: FirstBy = "total"


@dataclass(frozen=True, slots=True)
class NeedsTogether:
    """What several must-haves cost together, and which option would be cheapest without any; `costs` as of one."""

    costs: Money | None
    without: Option
    by: FirstBy


@dataclass(frozen=True, slots=True)
class Advice:
    """The options of a question, the cheapest first; may be empty where nothing meets the must-haves."""

    question: Question
    options: tuple[Option, ...]
    left_out: tuple[LeftOut, ...]
    need_costs: tuple[NeedCost, ...]
    together: NeedsTogether | None = None  # None of fewer than two must-haves.

    @property
    def tied(self) -> tuple[Option, ...]:
        """Return the options whose best possible total is that of the first."""
        return tuple(each for each in self.options if each.figures.best == self.options[0].figures.best)


def advise(catalogue: Catalogue, question: Question) -> Advice:
    """Rank every option of a question by best possible total, total as it comes, terms, catalogue order (R25).

    Raises:
        UnknownFamily: there is no such family.
        UnknownNeed: a must-have is no feature of the catalogue.
        UnknownLevel: a request is of no level of the catalogue.
        RequestOutsideHorizon: a request is dated before or after the horizon.
    """
    require_answerable(catalogue, question)
    books = pool_books(catalogue, question.horizon, question.requests)
    options = rank(catalogue, question, books)
    return Advice(
        question,
        options,
        _left_out(catalogue, question),
        _need_costs(catalogue, question, books, options),
        _together(catalogue, question, books, options),
    )


def require_answerable(catalogue: Catalogue, question: Question) -> None:
    """Raise what `advise` raises, or nothing."""
    catalogue.family(question.family)
    known = {each.id for each in catalogue.features}
    for need in question.needs.services:
        if need not in known:
            raise UnknownNeed(id=need)
    horizon = question.horizon
    for request in question.requests:
        catalogue.level(request.level)
        if not horizon.start <= request.on < horizon.end:
            raise RequestOutsideHorizon(on=request.on, start=horizon.start, end=horizon.end)


def pool_books(catalogue: Catalogue, horizon: Horizon, requests: Sequence[ExpectedRequest]) -> tuple[PoolBook, ...]:
    """Return the requests of each pool, in the catalogue's order."""
    dated = by_date(requests)
    return tuple(PoolBook(catalogue, horizon, pool, of_pool(dated, pool)) for pool in catalogue.pools)


class Ranking:
    """The ways to be served that a question allows; which they are does not depend on its requests."""

    def __init__(self, catalogue: Catalogue, question: Question) -> None:
        """Take the family, the horizon and the must-haves of a question (R23, R24)."""
        horizon, needs = question.horizon, question.needs
        lengths = {plan.id: plan.months for plan in plans_on_sale(catalogue, question.family) if plan.months}
        ways: list[tuple[str, Kind, tuple[PlacedTerm, ...]]] = [(ADHOC, "adhoc", ())]
        ways += [(plan, "plan", repeated(catalogue.plan(plan), months, horizon)) for plan, months in lengths.items()]
        self._catalogue = catalogue
        self._ways = [way for way in ways if not unmet(way[2], needs, horizon, catalogue)]
        self._search = ChainSearch(catalogue, horizon, lengths, needs)

    def options(self, books: Sequence[PoolBook]) -> tuple[Option, ...]:
        """Return the options for these requests, ranked (R25); the chain only where it is one of its own (R23)."""
        options = [self._option(*way, figures_of(way[2], books)) for way in self._ways]
        chain = self._search.cheaper(books, min((each.figures for each in options), default=None))
        if chain is not None:
            options.append(self._option(CHAIN, "chain", chain, figures_of(chain, books)))
        return tuple(sorted(options, key=lambda each: each.figures))

    def _option(self, option: str, kind: Kind, terms: tuple[PlacedTerm, ...], figures: Figures) -> Option:
        return Option(
            id=option,
            kind=kind,
            terms=terms,
            price=Money(sum(price_of(each.plan) for each in terms), self._catalogue.currency),
            best=total_of(self._catalogue, figures.best),
            came=total_of(self._catalogue, figures.came),
            figures=figures,
        )


def rank(catalogue: Catalogue, question: Question, books: Sequence[PoolBook]) -> tuple[Option, ...]:
    """Return the options that meet the must-haves, ranked (R23 to R25)."""
    return Ranking(catalogue, question).options(books)


def plans_on_sale(catalogue: Catalogue, family: str) -> tuple[Plan, ...]:
    """Return the plans that can be bought for an installation without cover, the lowest tier first (R23)."""
    return tuple(each for each in catalogue.plans_of(family) if each.sold_new and each.price.value and each.months)


def total_of(catalogue: Catalogue, minor: int) -> Total:
    """Return a figure as money and as the requests without a price in it."""
    by_agreement, money = divmod(minor, UNPRICED)
    return Total(Money(money, catalogue.currency), by_agreement)


def _left_out(catalogue: Catalogue, question: Question) -> tuple[LeftOut, ...]:
    sold = {each.id for each in plans_on_sale(catalogue, question.family)}
    told = []
    for plan in catalogue.plans_of(question.family):
        if plan.id not in sold:
            told.append(LeftOut(plan))
        elif missing := unmet(
            repeated(plan, plan.months or 1, question.horizon), question.needs, question.horizon, catalogue
        ):
            told.append(LeftOut(plan, missing))
    return tuple(told)


def _need_costs(
    catalogue: Catalogue, question: Question, books: Sequence[PoolBook], options: Sequence[Option]
) -> tuple[NeedCost, ...]:
    told = []
    for need in needed(question.needs):
        others = rank(catalogue, replace(question, needs=without(question.needs, need)), books)
        costs = difference(options[0].best, others[0].best) if options and others else None
        told.append(NeedCost(need, costs, others[0], first_by(others)) if others else NeedCost(need, None, None))
    return tuple(told)


def _together(
    catalogue: Catalogue, question: Question, books: Sequence[PoolBook], options: Sequence[Option]
) -> NeedsTogether | None:
    if len(needed(question.needs)) < 2:
        return None
    others = rank(catalogue, replace(question, needs=NO_NEEDS), books)
    costs = difference(options[0].best, others[0].best) if options else None
    return NeedsTogether(costs, others[0], first_by(others))


def needed(needs: Needs) -> tuple[str, ...]:
    """Return every must-have by its name: features first, then lanes of updates."""
    return (*needs.services, *(lane for lane in LANES if needs.months_of(lane)))


def without(needs: Needs, need: str) -> Needs:
    """Return the must-haves without one of them."""
    return Needs(
        services=tuple(each for each in needs.services if each != need),
        critical_years=0 if need == "critical_updates" else needs.critical_years,
        maintenance_years=0 if need == "maintenance_upgrades" else needs.maintenance_years,
    )


def first_by(options: Sequence[Option]) -> FirstBy:
    """Tell by what the first of some ranked options, of which there is one, comes first (R25)."""
    return first_of([(each.best.by_agreement, each.best.money.minor) for each in options])


def first_of(sums: Sequence[tuple[float, int]]) -> FirstBy:
    """Tell by what the first of some sums comes first; each is its requests by agreement, and money in minor units.

    "total": no other can cost less. "stated": no other is lower of what has a price, but not all of the first has one.
    "agreements": another is lower of what has a price, but leaves more at none, so that nobody knows which costs less.
    """
    (agreed, least), *others = sums
    if any(money < least for _, money in others):
        return "agreements"
    return "stated" if agreed else "total"


def difference(one: Total, other: Total) -> Money | None:
    """Return what one total is more than another; None where they leave unlike numbers of requests at no price."""
    return one.money - other.money if one.by_agreement == other.by_agreement else None


def quota_worth(catalogue: Catalogue, plan: Plan) -> Money:
    """Return what a term's quota is worth at ad-hoc prices: its requests, each as one incident."""
    worth = Money.zero(catalogue.currency)
    for quota in plan.quotas:
        incident = catalogue.incident_of(quota.pool)
        if incident is not None and quota.levels:
            worth += incident.price.value * plan.total(quota).requests
    return worth


def most_a_quota_saves(catalogue: Catalogue, plan: Plan) -> Money:
    """Return an amount that no workload can save by one term's quota, however long its requests are (R26).

    The shortest request that costs u units lasts one quarter longer than u - 1 units do. So c requests of m minutes
    in all cost at most (m + c × (unit - quarter)) / unit units.
    """
    most = Money.zero(catalogue.currency)
    for quota in plan.quotas:
        incident = catalogue.incident_of(quota.pool)
        if incident is not None and quota.levels:
            most += incident.price.value * _most_units(plan.total(quota), incident.max_minutes.value)
    return most


def _most_units(cap: Cap, unit: int) -> int:
    return (cap.minutes + cap.requests * max(0, unit - QUARTER)) // unit


def never_cheapest(catalogue: Catalogue, family: str) -> tuple[Plan, ...]:
    """Return the plans on sale that no number of requests makes cheaper than ad hoc (R26); the lowest tier first.

    One that covers requests without a stated price can be: what these cost nobody knows.
    """
    return tuple(
        each
        for each in plans_on_sale(catalogue, family)
        if most_a_quota_saves(catalogue, each).minor < price_of(each) and not _covers_unpriced(catalogue, each)
    )


def _covers_unpriced(catalogue: Catalogue, plan: Plan) -> bool:
    """Tell whether the longest request that a quota holds is one that costs no stated price beyond it (A22)."""
    held = ((level, caps_of(quota)) for quota in plan.quotas for level in quota.levels)
    return any(
        weight_beyond_quota(catalogue, level, min(caps.month.minutes, caps.period.minutes)) == UNPRICED
        for level, caps in held
    )
