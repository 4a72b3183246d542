"""The requests of one pool over the horizon, and what each term would save of them."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate

from plandesk.domain.advice_best import best_saved, bound_saved
from plandesk.domain.advice_quota import Ask, Months, caps_of, saved_as_it_comes, weight_beyond_quota
from plandesk.domain.advice_workload import ExpectedRequest, Horizon
from plandesk.domain.catalogue import Catalogue, Plan, Pool, Quota
from plandesk.domain.coverage import Term
from plandesk.domain.period import Period
from plandesk.domain.requests import quota_months


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
        self._bounds: dict[tuple[str, int], int] = {}
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

    def bound(self, placed: PlacedTerm) -> int:
        """Return what a term cannot save more than: closely, by all of its caps, and far quicker than what it saves."""
        key = (placed.plan.id, placed.month)
        if key not in self._bounds:
            quota = self.quota(placed.plan)
            self._bounds[key] = 0 if quota is None else bound_saved(caps_of(quota), self.asked(placed, quota))
        return self._bounds[key]

    def knows_bound(self, placed: PlacedTerm) -> bool:
        """Tell whether the close bound of what a term saves is known."""
        return (placed.plan.id, placed.month) in self._bounds

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
