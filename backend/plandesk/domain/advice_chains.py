"""Which plans follow each other over the horizon: each plan repeated, and the cheapest chain of any (R23, R24)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import sub
from typing import Final, Literal, NamedTuple

from plandesk.domain.advice_books import PlacedTerm, PoolBook
from plandesk.domain.advice_workload import Horizon
from plandesk.domain.catalogue import Catalogue, Plan

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
        most it could, which is told ever more closely. A chain whose terms are all exact is then the cheapest of all.
        """
        asked, open_ = asked_for(books), self._open(books)
        while True:
            offers = [[(placed, _cost(placed, least, books)) for placed, least in month] for month in open_]
            found = self._from((0, False, tuple(0 for _ in self._lanes)), offers, {})
            if found is None or (than is not None and found.figures.plus(asked) >= than):
                return None
            terms = tuple(found.terms)
            if not _look_closer(terms, books):
                return terms

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
    """Return what a term comes to, or as far as is known what it comes to at least."""
    if _known(placed, books):
        return cost_of(placed, books)
    if _bounded(placed, books):
        least = price_of(placed.plan) - sum(book.bound(placed) for book in books)
    return Figures(least, least, 1)


def _look_closer(terms: Sequence[PlacedTerm], books: Sequence[PoolBook]) -> bool:
    """Work out what terms save at most, or where that is known what they save; False where all of it is known."""
    rough = [placed for placed in terms if not _bounded(placed, books) and not _known(placed, books)]
    for placed in rough:
        for book in books:
            book.bound(placed)
    if rough:
        return True
    unknown = [placed for placed in terms if not _known(placed, books)]
    for placed in unknown:
        cost_of(placed, books)
    return bool(unknown)


def _bounded(placed: PlacedTerm, books: Sequence[PoolBook]) -> bool:
    return all(book.knows_bound(placed) for book in books)


def _known(placed: PlacedTerm, books: Sequence[PoolBook]) -> bool:
    return all(book.knows(placed) for book in books)


def price_of(plan: Plan) -> int:
    """Return the price of one term in minor units; only plans that have one are options."""
    if plan.price.value is None:
        raise ValueError(f"{plan.id} has no price")
    return plan.price.value.minor
