"""Which plans follow each other over the horizon: each plan repeated, and the cheapest chain of any (R23, R24)."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from plandesk.domain.advice_best import best_saved
from plandesk.domain.advice_quota import (
    Ask,
    Months,
    caps_of,
    most_saved,
    saved_as_it_comes,
    weight_beyond_quota,
)
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


@dataclass(frozen=True, slots=True)
class Figures:
    """What a chain comes to, in minor units with what has no price as `UNPRICED`: at best, as it comes; its terms.

    They are compared in this order (R25).
    """

    best: int = 0
    came: int = 0
    terms: int = 0

    def plus(self, other: "Figures") -> "Figures":
        """Return the sum of both."""
        return Figures(self.best + other.best, self.came + other.came, self.terms + other.terms)

    @property
    def order(self) -> tuple[int, int, int]:
        """Return what they are compared by."""
        return self.best, self.came, self.terms


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
        self._most: dict[tuple[str, int], int] = {}
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
        """Return what a term cannot save more than."""
        key = (placed.plan.id, placed.month)
        if key not in self._most:
            quota = self.quota(placed.plan)
            self._most[key] = most_saved(caps_of(quota), self.asked(placed, quota)) if quota else 0
        return self._most[key]

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


@dataclass(frozen=True, slots=True)
class _State:
    """Where a chain stands: the month, whether any term came before, and how far each lane reaches."""

    month: int
    begun: bool
    reached: tuple[int, int]


_Step = tuple[Figures, PlacedTerm | None, _State]
"""What a step costs, its term or None for a month ad hoc, and where the chain then stands."""


class ChainSearch:
    """The cheapest chain of terms and months served ad hoc, exactly: dynamic programming over the months."""

    def __init__(
        self,
        catalogue: Catalogue,
        horizon: Horizon,
        lengths: Mapping[str, int],
        books: Sequence[PoolBook],
        needs: Needs,
    ) -> None:
        """Take the plans on sale by id with the months that each one's term lasts."""
        self._catalogue = catalogue
        self._horizon = horizon
        self._needs = needs
        self._books = books
        self._asked = sum(book.total for book in books)
        self._every = catalogue.rules.update_windows == "every_term"
        self._wanted = tuple(needs.months_of(lane) for lane in LANES)
        plans = [(catalogue.plan(each), months) for each, months in lengths.items()]
        allowed = [(plan, months) for plan, months in plans if all(serves(plan, each) for each in needs.services)]
        self._open = [
            [placed for plan, months in allowed if self._may_pay(placed := PlacedTerm(plan, month, months))]
            for month in range(horizon.months)
        ]

    def figures(self, terms: Sequence[PlacedTerm]) -> Figures:
        """Return what a chain comes to."""
        sum_ = Figures(self._asked, self._asked)
        for placed in terms:
            sum_ = sum_.plus(self._exact(placed))
        return sum_

    def cheapest(self) -> tuple[PlacedTerm, ...] | None:
        """Return the cheapest chain, or None where none meets the must-haves; empty where ad hoc is cheapest.

        What a term saves is worked out only where it matters: a chain is looked for as if every other term saved the
        most it could. A chain whose terms are all exact is then the cheapest of all.
        """
        while True:
            chain = self._look()
            unknown = [each for each in chain or () if not all(book.knows(each) for book in self._books)]
            if not unknown:
                return chain
            for placed in unknown:
                self._exact(placed)

    def _may_pay(self, placed: PlacedTerm) -> bool:
        """Tell whether the cheapest chain may hold a term: without must-haves, only where it may save its price."""
        if self._needs != Needs():
            return True
        return price_of(placed.plan) <= self._asked and self._least(placed).best <= 0

    def _look(self) -> tuple[PlacedTerm, ...] | None:
        found = self._from(_State(0, False, (0, 0)), {})
        if found is None:
            return None
        terms, rest = [], found[1]
        while rest is not None:
            placed, rest = rest
            terms.append(placed)
        return tuple(terms)

    def _from(self, state: _State, known: "dict[_State, _Found | None]") -> "_Found | None":
        if state.month >= self._horizon.months:
            met = all(have >= want for have, want in zip(state.reached, self._wanted, strict=True))
            return (Figures(), None) if met else None
        if state not in known:
            known[state] = self._best_of(state, known)
        return known[state]

    def _best_of(self, state: _State, known: "dict[_State, _Found | None]") -> "_Found | None":
        best: _Found | None = None
        for cost, placed, after in self._steps(state):
            found = self._from(after, known)
            if found is None:
                continue
            figures = cost.plus(found[0])
            if best is None or figures.order < best[0].order:
                best = (figures, found[1] if placed is None else (placed, found[1]))
        return best

    def _steps(self, state: _State) -> Iterator[_Step]:
        """Yield what may come next, of equals the first: a month ad hoc, then each plan in the catalogue's order.

        On the start date the plans come first, since cover from today for as much money is worth more.
        """
        adhoc = () if self._needs.services or self._hole(state, state.month + 1) else (self._month_adhoc(state),)
        terms = (self._term(state, placed) for placed in self._open[state.month])
        yield from (*terms, *adhoc) if state.month == 0 else (*adhoc, *terms)

    def _month_adhoc(self, state: _State) -> _Step:
        return Figures(), None, _State(state.month + 1, state.begun, state.reached)

    def _term(self, state: _State, placed: PlacedTerm) -> _Step:
        opens = self._every or not state.begun
        reached = tuple(
            min(want, _reached(have, placed, lane, opens=opens))
            for have, want, lane in zip(state.reached, self._wanted, LANES, strict=True)
        )
        # Under "every term" it does not matter whether one came before, and fewer states are looked at.
        return self._cost(placed), placed, _State(placed.until, not self._every, (reached[0], reached[1]))

    def _hole(self, state: _State, month: int) -> bool:
        """Tell whether a term from `month` on comes too late to close a must-have lane without a gap."""
        return any(have < want and month > have for have, want in zip(state.reached, self._wanted, strict=True))

    def _cost(self, placed: PlacedTerm) -> Figures:
        if all(book.knows(placed) for book in self._books):
            return self._exact(placed)
        return self._least(placed)

    def _least(self, placed: PlacedTerm) -> Figures:
        """Return what a term comes to if it saves the most it could."""
        least = price_of(placed.plan) - sum(book.most_saved(placed) for book in self._books)
        return Figures(least, least, 1)

    def _exact(self, placed: PlacedTerm) -> Figures:
        saved = [book.saved(placed) for book in self._books]
        price = price_of(placed.plan)
        return Figures(price - sum(each.best for each in saved), price - sum(each.came for each in saved), 1)


_Terms = tuple[PlacedTerm, "_Terms | None"]
_Found = tuple[Figures, "_Terms | None"]


def price_of(plan: Plan) -> int:
    """Return the price of one term in minor units; only plans that have one are options."""
    if plan.price.value is None:
        raise ValueError(f"{plan.id} has no price")
    return plan.price.value.minor
