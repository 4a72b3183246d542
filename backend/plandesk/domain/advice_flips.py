"""Where the advice turns: flip points, the break-even map and cost curves, over workloads that grow one way (R27)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from plandesk.domain.advice import Option, Question, Ranking, first_by
from plandesk.domain.advice_chains import PoolBook
from plandesk.domain.advice_workload import ExpectedRequest, by_date, grown, of_pool
from plandesk.domain.catalogue import Catalogue, Pool

LOOKED_AHEAD: Final = 40
"""How many requests of a pool are looked at, or twice as many as there are, whichever is more."""


class Workloads:
    """A question with more or fewer requests of some pools; what is worked out for one is kept for the next."""

    def __init__(self, catalogue: Catalogue, question: Question) -> None:
        """Take the question as it was asked."""
        self.catalogue = catalogue
        self.question = question
        self._ranking = Ranking(catalogue, question)
        self.own = {pool.id: len(of_pool(question.requests, pool)) for pool in catalogue.pools}
        self._endless = {
            pool.id: grown(question.requests, pool, question.horizon, catalogue) for pool in catalogue.pools
        }
        self._drawn: dict[str, list[ExpectedRequest]] = {pool.id: [] for pool in catalogue.pools}
        self._books: dict[tuple[str, int], PoolBook] = {}

    def requests(self, pool: Pool, count: int) -> tuple[ExpectedRequest, ...]:
        """Return the first so many requests of a pool, by date."""
        drawn = self._drawn[pool.id]
        drawn.extend(islice(self._endless[pool.id], max(0, count - len(drawn))))
        return by_date(drawn[:count])

    def options(self, counts: Mapping[str, int]) -> tuple[Option, ...]:
        """Return the ranked options with so many requests of the pools named, the others as they are."""
        books = [self._book(pool, counts.get(pool.id, self.own[pool.id])) for pool in self.catalogue.pools]
        return self._ranking.options(books)

    def most(self, pool: Pool) -> int:
        """Return up to how many requests of a pool flip points are looked for."""
        return max(LOOKED_AHEAD, 2 * self.own[pool.id])

    def all_with(self, pool: Pool, count: int) -> tuple[ExpectedRequest, ...]:
        """Return the whole workload with so many requests of a pool, by date."""
        others = (each for each in self.question.requests if each.level not in pool.levels)
        return by_date((*others, *self.requests(pool, count)))

    def _book(self, pool: Pool, count: int) -> PoolBook:
        key = (pool.id, count)
        if key not in self._books:
            requests = self.requests(pool, count)
            self._books[key] = PoolBook(self.catalogue, self.question.horizon, pool, requests)
        return self._books[key]


@dataclass(frozen=True, slots=True)
class Flip:
    """The number of a pool's requests at which another option becomes the first; one step before, it is not.

    `count` lies above one's own number, or below it. `tied` tells that both cost the same there, and the rest of the
    order decides (R25). `stays` tells that nothing changes beyond it, as far as was looked. `requests` is the whole
    workload at the flip point, to be asked again.
    """

    pool: Pool
    count: int
    before: Option
    after: Option
    tied: bool
    stays: bool
    requests: tuple[ExpectedRequest, ...]


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The first option for so many requests of two pools, both counted from 0; `here` is one's own cell, or None.

    `by_money` tells that in every cell the first option's total has a price, and that no other's can be lower.
    """

    rows: Pool
    columns: Pool
    cells: tuple[tuple[Option, ...], ...]
    tied: tuple[tuple[int, int], ...]
    here: tuple[int, int] | None
    by_money: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Each option by the number of a pool's requests, counted from 0; None where a chain is no option of its own."""

    pool: Pool
    options: Mapping[str, tuple[Option | None, ...]]


def flips(workloads: Workloads) -> tuple[Flip, ...]:
    """Return the nearest flip point above and below one's own number of requests, by pool; may be empty."""
    return tuple(flip for pool in _asked_pools(workloads) for flip in _flips_of(workloads, pool))


def break_even(workloads: Workloads, rows: int, columns: int) -> BreakEven | None:
    """Return the map of the two pools that the family's plans serve, the first across, the second down.

    None where there are not two such pools, or where nothing meets the must-haves.
    """
    pools = _asked_pools(workloads)
    if len(pools) < 2 or not workloads.options({}):
        return None
    across, down = pools[0], pools[1]
    cells = []
    tied = []
    by_money = True
    for row in range(rows):
        line = []
        for column in range(columns):
            first, *others = workloads.options({across.id: column, down.id: row})
            line.append(first)
            by_money = by_money and first_by((first, *others)) == "total"
            if others and others[0].figures.best == first.figures.best:
                tied.append((row, column))
        cells.append(tuple(line))
    own = (workloads.own[down.id], workloads.own[across.id])
    return BreakEven(
        rows=down,
        columns=across,
        cells=tuple(cells),
        tied=tuple(tied),
        here=own if own[0] < rows and own[1] < columns else None,
        by_money=by_money,
    )


def curves(workloads: Workloads) -> tuple[Curve, ...]:
    """Return the cost curves of each pool that the family's plans serve."""
    return tuple(_curve(workloads, pool) for pool in _asked_pools(workloads))


def _asked_pools(workloads: Workloads) -> tuple[Pool, ...]:
    """Return the pools that any plan of the family includes, in the catalogue's order."""
    plans = workloads.catalogue.plans_of(workloads.question.family)
    served = {quota.pool for plan in plans for quota in plan.quotas if quota.levels}
    return tuple(pool for pool in workloads.catalogue.pools if pool.id in served)


def _flips_of(workloads: Workloads, pool: Pool) -> Iterator[Flip]:
    own = workloads.own[pool.id]
    for counts in (range(own, workloads.most(pool) + 1), range(own, -1, -1)):
        flip = _first_flip(workloads, pool, counts)
        if flip is not None:
            yield flip


def _first_flip(workloads: Workloads, pool: Pool, counts: range) -> Flip | None:
    ranked = [workloads.options({pool.id: count}) for count in counts]
    firsts = [options[0] if options else None for options in ranked]
    for at, (before, after) in enumerate(pairwise(firsts), start=1):
        if before is None or after is None or before.id == after.id:
            continue
        stays = all(each is not None and each.id == after.id for each in firsts[at:])
        tied = any(each.id == before.id and each.figures.best == after.figures.best for each in ranked[at])
        return Flip(pool, counts[at], before, after, tied, stays, workloads.all_with(pool, counts[at]))
    return None


def _curve(workloads: Workloads, pool: Pool) -> Curve:
    steps = [{each.id: each for each in workloads.options({pool.id: n})} for n in range(workloads.most(pool) + 1)]
    ids = dict.fromkeys(each for step in steps for each in step)
    return Curve(pool, {each: tuple(step.get(each) for step in steps) for each in ids})
