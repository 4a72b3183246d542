"""Which plans follow each other over the horizon: each plan repeated, and the cheapest chain of any (R23, R24)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import reduce
from itertools import accumulate
from operator import sub
from typing import Final, Literal, NamedTuple

from plandesk.domain.advice_best import best_saved
from plandesk.domain.advice_quota import Ask, Months, caps_of, saved_as_it_comes, weight_beyond_quota
from plandesk.domain.advice_workload import ExpectedRequest, Horizon
from plandesk.domain.catalogue import Catalogue, Plan, Pool, Quota
from plandesk.domain.coverage import Term
from plandesk.domain.period import Period
from plandesk.domain.requests import quota_months

Lane = Literal["critical_updates", "maintenance_upgrades"]
LANES: Final[tuple[Lane, ...]] = ("critical_updates", "maintenance_upgrades")
SERVED_ANSWERS_NOT: Final = (None, "no")
"""What is not stated does not meet a must-have (R24)."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be there: services by their feature ids, for the whole horizon, and years of updates from its start."""

    services: tuple[str, ...] = ()
    critical_years: int = 0
    maintenance_years: int = 0

    def months_of(self, lane: Lane) -> int:
        """Return for how many months a lane of updates has to be covered."""
        return 12 * (self.critical_years if lane == "critical_updates" else self.maintenance_years)


@dataclass(frozen=True, slots=True)
class PlacedTerm:
    """One term of a plan from a month of the horizon on, the first of which is 0; it may reach beyond the horizon."""

    plan: Plan
    month: int
    months: int

    @property
    def until(self) -> int:
        """Return the month after its last."""
        return self.month + self.months


class Figures(NamedTuple):
    """What a chain comes to, in minor units with what has no price as `UNPRICED`: at best, as it comes; its terms.

    They are compared in this order (R25).
    """

    best: int = 0
    came: int = 0
    terms: int = 0

    def plus(self, other: "Figures") -> "Figures":
        """Return the sum of both."""
        return Figures(self.best + other.best, self.came + other.came, self.terms + other.terms)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a term's quota saves, in minor units: at best, and as it comes."""

    best: int
    came: int


@dataclass(frozen=True, slots=True)
class _Slice:
    """The requests of a quota month whose level a quota covers, by position, and what they take."""

    positions: tuple[int, ...]
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class _Sums:
    """Of some levels: what all requests before a position weigh, and the heaviest and the densest request of all."""

    weights: tuple[int, ...]
    heaviest: int
    densest: Ask


class PoolBook:
    """The requests of one pool over the horizon, and what each term would save of them; every answer is kept."""

    def __init__(self, catalogue: Catalogue, horizon: Horizon, pool: Pool, requests: Sequence[ExpectedRequest]) -> None:
        """Take the pool's requests by date; those outside the horizon are the caller's to refuse."""
        self.pool = pool
        self.horizon = horizon
        self.requests = tuple(requests)
        self._turn = catalogue.rules.quota_month
        self._days = [each.on for each in self.requests]
        kinds = {(each.level, each.minutes) for each in self.requests}
        asks = {kind: Ask(kind[1], weight_beyond_quota(catalogue, *kind)) for kind in kinds}
        self._asks = [asks[each.level, each.minutes] for each in self.requests]
        self._saved: dict[tuple[str, int], Saved] = {}
        self._sums: dict[tuple[str, ...], _Sums] = {}
        self._cuts: dict[date, int] = {}
        self._slices: dict[tuple[int, int, tuple[str, ...]], _Slice] = {}
        self.total = sum(ask.weight for ask in self._asks)

    def ask(self, position: int) -> Ask:
        """Return what a request takes of a quota."""
        return self._asks[position]

    def spans(self, placed: PlacedTerm) -> tuple[Period, ...]:
        """Return the quota months of a term (A4)."""
        start, end = self.horizon.turn(placed.month), self.horizon.turn(placed.until)
        return quota_months(Term(placed.plan.id, Period(start, end), self.horizon.start, None, None), self._turn)

    def months(self, placed: PlacedTerm) -> tuple[range, ...]:
        """Return the positions of the requests of each of a term's quota months."""
        return tuple(range(self._cut(each.start), self._cut(each.end)) for each in self.spans(placed))

    def quota(self, plan: Plan) -> Quota | None:
        """Return the plan's quota of this pool, or None where it includes nothing of it."""
        return next((each for each in plan.quotas if each.pool == self.pool.id and each.levels), None)

    def eligible(self, placed: PlacedTerm, quota: Quota) -> tuple[tuple[int, ...], ...]:
        """Return the positions, by quota month, of the requests whose level the quota covers.

        A pool that the plan caps by no month is one long month.
        """
        return tuple(each.positions for each in self._of(placed, quota))

    def asked(self, placed: PlacedTerm, quota: Quota) -> Months:
        """Return what the eligible requests take, by quota month."""
        return tuple(each.asks for each in self._of(placed, quota))

    def saved(self, placed: PlacedTerm) -> Saved:
        """Return what a term saves, exactly."""
        key = (placed.plan.id, placed.month)
        if key not in self._saved:
            self._saved[key] = self._save(placed)
        return self._saved[key]

    def knows(self, placed: PlacedTerm) -> bool:
        """Tell whether it is known what a term saves."""
        return (placed.plan.id, placed.month) in self._saved

    def most_saved(self, placed: PlacedTerm) -> int:
        """Return what a term cannot save more than: quickly, by its period's caps and by all that is asked in it."""
        quota = self.quota(placed.plan)
        if quota is None:
            return 0
        sums = self._sums_of(quota.levels)
        start, end = (self._cut(self.horizon.turn(month)) for month in (placed.month, placed.until))
        cap = caps_of(quota).period
        return min(
            sums.weights[end] - sums.weights[start],
            sums.heaviest * min(cap.requests, end - start),
            sums.densest.weight * cap.minutes // sums.densest.minutes,
        )

    def _save(self, placed: PlacedTerm) -> Saved:
        quota = self.quota(placed.plan)
        if quota is None:
            return Saved(0, 0)
        caps, asked = caps_of(quota), self.asked(placed, quota)
        return Saved(best_saved(caps, asked), saved_as_it_comes(caps, asked))

    def _of(self, placed: PlacedTerm, quota: Quota) -> Iterator[_Slice]:
        months = self.months(placed)
        for month in months if quota.month else (range(months[0].start, months[-1].stop),):
            yield self._slice(month, quota.levels)

    def _slice(self, month: range, levels: tuple[str, ...]) -> _Slice:
        key = (month.start, month.stop, levels)
        if key not in self._slices:
            positions = tuple(at for at in month if self.requests[at].level in levels)
            self._slices[key] = _Slice(positions, tuple(self._asks[at] for at in positions))
        return self._slices[key]

    def _sums_of(self, levels: tuple[str, ...]) -> _Sums:
        if levels not in self._sums:
            every = self._slice(range(len(self.requests)), levels)
            asks = dict(zip(every.positions, every.asks, strict=True))
            weights = (asks[at].weight if at in asks else 0 for at in range(len(self.requests)))
            densest = max(every.asks, key=lambda ask: Fraction(ask.weight, ask.minutes), default=Ask(1, 0))
            heaviest = max((ask.weight for ask in every.asks), default=0)
            self._sums[levels] = _Sums(tuple(accumulate(weights, initial=0)), heaviest, densest)
        return self._sums[levels]

    def _cut(self, day: date) -> int:
        if day not in self._cuts:
            self._cuts[day] = bisect_left(self._days, day)
        return self._cuts[day]


def repeated(plan: Plan, months: int, horizon: Horizon) -> tuple[PlacedTerm, ...]:
    """Return a plan's terms back to back until the horizon is covered; the last one counts in full."""
    return tuple(PlacedTerm(plan, month, months) for month in range(0, horizon.months, months))


def serves(plan: Plan, service: str) -> bool:
    """Tell whether the terms state that a plan offers a service."""
    return plan.features[service].value not in SERVED_ANSWERS_NOT


def reach(terms: Sequence[PlacedTerm], lane: Lane, catalogue: Catalogue) -> int:
    """Return for how many months from the start a lane of updates is covered without a day's gap (R7, A20)."""
    covered = 0
    for index, placed in enumerate(terms):
        covered = _reached(covered, placed, lane, opens=catalogue.rules.update_windows == "every_term" or not index)
    return covered


def _reached(covered: int, placed: PlacedTerm, lane: Lane, *, opens: bool) -> int:
    window = (placed.plan.critical_updates if lane == "critical_updates" else placed.plan.maintenance_upgrades).value
    if window is None or not opens or placed.month > covered:
        return covered
    return max(covered, placed.month + window.months)


def unmet(terms: Sequence[PlacedTerm], needs: Needs, horizon: Horizon, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the must-haves that a chain does not meet: feature ids and lanes, in the order of the question (R24)."""
    gap = _has_gap(terms, horizon)
    services = (each for each in needs.services if gap or not all(serves(placed.plan, each) for placed in terms))
    lanes = (each for each in LANES if reach(terms, each, catalogue) < needs.months_of(each))
    return (*services, *lanes)


def _has_gap(terms: Sequence[PlacedTerm], horizon: Horizon) -> bool:
    covered = 0
    for placed in terms:
        if placed.month > covered:
            return True
        covered = placed.until
    return covered < horizon.months


_State = tuple[int, bool, tuple[int, ...]]
"""Where a chain stands: the month, whether any term came before, and how far each lane reaches that is needed."""


class _Found(NamedTuple):
    """The cheapest way on from a state: what it comes to, its next term or None for a month ad hoc, and the rest."""

    figures: Figures
    placed: PlacedTerm | None = None
    rest: "_Found | None" = None

    @property
    def terms(self) -> Iterator[PlacedTerm]:
        """Yield its terms, the earliest first."""
        found: _Found | None = self
        while found is not None:
            if found.placed is not None:
                yield found.placed
            found = found.rest


_Offers = Sequence[Sequence[tuple[PlacedTerm, Figures]]]
"""By month, the terms that may begin, in the catalogue's order, and what each comes to."""


class ChainSearch:
    """The cheapest chain of terms and months served ad hoc, exactly: dynamic programming over the months.

    Which chains there are does not depend on the requests, so that one search serves many workloads.
    """

    def __init__(self, catalogue: Catalogue, horizon: Horizon, lengths: Mapping[str, int], needs: Needs) -> None:
        """Take the plans on sale by id with the months that each one's term lasts."""
        self._months = range(horizon.months)
        self._services = needs.services
        self._lanes = tuple(lane for lane in LANES if needs.months_of(lane))
        self._wanted = tuple(needs.months_of(lane) for lane in self._lanes)
        self._every = catalogue.rules.update_windows == "every_term"
        plans = [(catalogue.plan(each), months) for each, months in lengths.items()]
        allowed = [(plan, months) for plan, months in plans if all(serves(plan, each) for each in needs.services)]
        self._terms = [PlacedTerm(plan, month, months) for month in self._months for plan, months in allowed]
        self._prices = [price_of(placed.plan) for placed in self._terms]
        self._most: dict[PoolBook, list[int]] = {}

    def cheaper(self, books: Sequence[PoolBook], than: Figures | None) -> tuple[PlacedTerm, ...] | None:
        """Return the cheapest chain that meets the must-haves, or None where none comes to less than these figures.

        What a term saves is worked out only where it matters: a chain is looked for as if every other term saved the
        most it could. A chain whose terms are all exact is then the cheapest of all.
        """
        asked = asked_for(books)
        open_ = self._open(books)
        while True:
            offers = [[(placed, _cost(placed, least, books)) for placed, least in month] for month in open_]
            found = self._from((0, False, tuple(0 for _ in self._lanes)), offers, {})
            if found is None or (than is not None and found.figures.plus(asked) >= than):
                return None
            terms = tuple(found.terms)
            unknown = [placed for placed in terms if not _known(placed, books)]
            if not unknown:
                return terms
            for placed in unknown:
                cost_of(placed, books)

    def _open(self, books: Sequence[PoolBook]) -> list[list[tuple[PlacedTerm, int]]]:
        """Return by month the terms that the cheapest chain may hold, and what they come to if they save the most.

        Without must-haves it holds only those that may save their price.
        """
        needed = self._services or self._lanes
        least: Iterable[int] = self._prices
        for book in books:
            least = map(sub, least, self._most_saved(book))
        open_: list[list[tuple[PlacedTerm, int]]] = [[] for _ in self._months]
        for placed, cost in zip(self._terms, least, strict=True):
            if needed or cost <= 0:
                open_[placed.month].append((placed, cost))
        return open_

    def _most_saved(self, book: PoolBook) -> list[int]:
        if book not in self._most:
            self._most[book] = [book.most_saved(placed) for placed in self._terms]
        return self._most[book]

    def _from(self, state: _State, offers: _Offers, known: dict[_State, _Found | None]) -> _Found | None:
        """Return the cheapest way on; of equals the first in the order of `_steps`."""
        if state in known:
            return known[state]
        month, _, reached = state
        best: _Found | None = None
        if month in self._months:
            for placed, cost in self._steps(month, reached, offers[month]):
                rest = self._from(self._after(state, placed), offers, known)
                if rest is not None and (best is None or rest.figures.plus(cost) < best.figures):
                    best = _Found(rest.figures.plus(cost), placed, rest)
        elif all(have >= want for have, want in zip(reached, self._wanted, strict=True)):
            best = _Found(Figures())
        known[state] = best
        return best

    def _steps(
        self, month: int, reached: Sequence[int], offered: Sequence[tuple[PlacedTerm, Figures]]
    ) -> Sequence[tuple[PlacedTerm | None, Figures]]:
        """Return what may come next, of equals the first: a month ad hoc, then each plan in the catalogue's order.

        On the start date the plans come first, since cover from today for as much money is worth more.
        """
        if self._services or self._hole(month, reached):
            return offered
        adhoc = (None, Figures())
        return (*offered, adhoc) if month == 0 else (adhoc, *offered)

    def _hole(self, month: int, reached: Sequence[int]) -> bool:
        """Tell whether a term from the next month on comes too late to close a must-have lane without a gap."""
        return any(have < want and month >= have for have, want in zip(reached, self._wanted, strict=True))

    def _after(self, state: _State, placed: PlacedTerm | None) -> _State:
        month, begun, reached = state
        if placed is None:
            return month + 1, begun, reached
        opens = self._every or not begun
        reached = tuple(
            min(want, _reached(have, placed, lane, opens=opens))
            for have, want, lane in zip(reached, self._wanted, self._lanes, strict=True)
        )
        # Under "every term", or without lanes, it does not matter whether one came before: fewer states are looked at.
        return placed.until, bool(self._lanes) and not self._every, reached


def asked_for(books: Sequence[PoolBook]) -> Figures:
    """Return what all requests come to without any term."""
    asked = sum(book.total for book in books)
    return Figures(asked, asked)


def figures_of(terms: Sequence[PlacedTerm], books: Sequence[PoolBook]) -> Figures:
    """Return what a chain comes to."""
    return reduce(Figures.plus, (cost_of(placed, books) for placed in terms), asked_for(books))


def cost_of(placed: PlacedTerm, books: Sequence[PoolBook]) -> Figures:
    """Return what a term comes to: its price less what its quota saves."""
    saved = [book.saved(placed) for book in books]
    price = price_of(placed.plan)
    return Figures(price - sum(each.best for each in saved), price - sum(each.came for each in saved), 1)


def _cost(placed: PlacedTerm, least: int, books: Sequence[PoolBook]) -> Figures:
    return cost_of(placed, books) if _known(placed, books) else Figures(least, least, 1)


def _known(placed: PlacedTerm, books: Sequence[PoolBook]) -> bool:
    return all(book.knows(placed) for book in books)


def price_of(plan: Plan) -> int:
    """Return the price of one term in minor units; only plans that have one are options."""
    if plan.price.value is None:
        raise ValueError(f"{plan.id} has no price")
    return plan.price.value.minor
