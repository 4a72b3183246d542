"""Where the advice turns: flip points, the break-even map and cost curves, over workloads that grow one way (R27)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from plandesk.domain.advice import Option, Question, Ranking, first_by
from plandesk.domain.advice_books import PlacedTerm, PoolBook
from plandesk.domain.advice_chains import figures_of
from plandesk.domain.advice_workload import ExpectedRequest, by_date, grown, of_pool
from plandesk.domain.catalogue import Catalogue, Pool

LOOKED_AHEAD: Final = 40
"""How many requests of a pool are looked at, or twice as many as there are, whichever is more."""
FROM_NOTHING: Final = 60
"""With up to so many requests of a pool its curve begins at 0, and goes as far as flip points are looked for."""


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
        return self._ranking.options(self._books_of(counts))

    def best(self, terms: Sequence[PlacedTerm], counts: Mapping[str, int]) -> int:
        """Return the best possible total of some terms with these requests, also where they are no option (R23)."""
        return figures_of(terms, self._books_of(counts)).best

    def most(self, pool: Pool) -> int:
        """Return up to how many requests of a pool flip points are looked for."""
        return max(LOOKED_AHEAD, 2 * self.own[pool.id])

    def all_with(self, pool: Pool, count: int) -> tuple[ExpectedRequest, ...]:
        """Return the whole workload with so many requests of a pool, by date."""
        others = (each for each in self.question.requests if each.level not in pool.levels)
        return by_date((*others, *self.requests(pool, count)))

    def _books_of(self, counts: Mapping[str, int]) -> list[PoolBook]:
        return [self._book(pool, counts.get(pool.id, self.own[pool.id])) for pool in self.catalogue.pools]

    def _book(self, pool: Pool, count: int) -> PoolBook:
        key = (pool.id, count)
        if key not in self._books:
            requests = self.requests(pool, count)
            self._books[key] = PoolBook(self.catalogue, self.question.horizon, pool, requests)
        return self._books[key]


@dataclass(frozen=True, slots=True)
class Flip:
    """The number of a pool's requests at which another option becomes the first; one step before, it is not.

    `count` lies above one's own number, or below it. `firsts` are what comes first there and beyond, as far as was
    looked; `ties` tells of each number whether what came first before costs as much there, so that the rest of the
    order decides (R25). `requests` is the whole workload at the flip point, to be asked again.
    """

    pool: Pool
    count: int
    before: Option
    firsts: tuple[Option, ...]
    ties: tuple[bool, ...]
    requests: tuple[ExpectedRequest, ...]

    @property
    def after(self) -> Option:
        """Return what comes first at the flip point."""
        return self.firsts[0]

    @property
    def stays(self) -> bool:
        """Tell whether it comes first beyond the flip point too, as far as was looked."""
        return all(each.id == self.after.id for each in self.firsts)

    @property
    def tied_for(self) -> int:
        """Return for how many numbers, from the flip point on, both cost the same."""
        return next((at for at, tied in enumerate(self.ties) if not tied), len(self.ties))


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The first option for so many requests of two pools; `cells`, `tied` and one's own cell `here` by their places.

    `tied` holds the others that share the first one's total, where there are any. `by_money` tells that in every cell
    the first option's total has a price, and that no other's can be lower.
    """

    rows: Pool
    columns: Pool
    down: range
    across: range
    cells: tuple[tuple[Option, ...], ...]
    tied: Mapping[tuple[int, int], tuple[Option, ...]]
    here: tuple[int, int]
    by_money: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """Each option by the number of a pool's requests; None where a chain is no option of its own."""

    pool: Pool
    counts: range
    options: Mapping[str, tuple[Option | None, ...]]


@dataclass(frozen=True, slots=True)
class Fall:
    """So many requests, the last of which lowers what an option comes to as requests come: its total before, after."""

    count: int
    before: Option
    after: Option


def flips(workloads: Workloads) -> tuple[Flip, ...]:
    """Return the nearest flip point above and below one's own number of requests, by pool; may be empty."""
    return tuple(flip for pool in _asked_pools(workloads) for flip in _flips_of(workloads, pool))


def window(own: int, length: int) -> range:
    """Return so many numbers of requests, one's own among them: from 0 where it fits, else with it in the middle."""
    first = own - length // 2 if own >= length else 0
    return range(first, first + length)


def break_even(workloads: Workloads, rows: int, columns: int) -> BreakEven | None:
    """Return the map of the two pools that the family's plans serve, the first across, the second down (R27).

    None where there are not two such pools, where nothing meets the must-haves, and where one plan alone does.
    """
    pools = _asked_pools(workloads)
    if len(pools) < 2 or not workloads.options({}):
        return None
    columns_of, rows_of = pools[0], pools[1]
    own = (workloads.own[rows_of.id], workloads.own[columns_of.id])
    down, across = window(own[0], rows), window(own[1], columns)
    ranked = [[workloads.options({columns_of.id: column, rows_of.id: row}) for column in across] for row in down]
    met = {each.id: each.kind for line in ranked for options in line for each in options}
    if list(met.values()) == ["plan"]:
        return None
    return BreakEven(
        rows=rows_of,
        columns=columns_of,
        down=down,
        across=across,
        cells=tuple(tuple(options[0] for options in line) for line in ranked),
        tied={
            (row, column): others
            for row, line in enumerate(ranked)
            for column, options in enumerate(line)
            if (others := tuple(each for each in options[1:] if each.figures.best == options[0].figures.best))
        },
        here=(own[0] - down.start, own[1] - across.start),
        by_money=all(first_by(options) == "total" for line in ranked for options in line),
    )


def curves(workloads: Workloads) -> tuple[Curve, ...]:
    """Return the cost curves of each pool that the family's plans serve."""
    return tuple(_curve(workloads, pool) for pool in _asked_pools(workloads))


def falls(curve: Curve) -> Mapping[str, tuple[Fall, ...]]:
    """Return by option where one more request lowers its total as requests come, by number; may be empty (R22).

    One that comes earlier may take what a later, longer one would have taken, and leave room for several short ones.
    Of a chain only the numbers are compared that have the same terms.
    """
    found = {id_: tuple(_falls_of(curve, options)) for id_, options in curve.options.items()}
    return {id_: each for id_, each in found.items() if each}


def _falls_of(curve: Curve, options: Sequence[Option | None]) -> Iterator[Fall]:
    for count, (before, after) in zip(curve.counts[1:], pairwise(options), strict=True):
        if before and after and before.terms == after.terms and after.figures.came < before.figures.came:
            yield Fall(count, before, after)


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
    # Whether must-haves are met does not depend on the number: there is an option at each or at none.
    firsts = [options[0] for count in counts if (options := workloads.options({pool.id: count}))]
    for at, (before, after) in enumerate(pairwise(firsts), start=1):
        if before.id != after.id:
            beyond = zip(counts[at:], firsts[at:], strict=True)
            ties = (workloads.best(before.terms, {pool.id: count}) == first.figures.best for count, first in beyond)
            requests = workloads.all_with(pool, counts[at])
            return Flip(pool, counts[at], before, tuple(firsts[at:]), tuple(ties), requests)
    return None


def _curve(workloads: Workloads, pool: Pool) -> Curve:
    own = workloads.own[pool.id]
    counts = range(workloads.most(pool) + 1) if own <= FROM_NOTHING else window(own, LOOKED_AHEAD + 1)
    steps = [{each.id: each for each in workloads.options({pool.id: count})} for count in counts]
    ids = dict.fromkeys(each for step in steps for each in step)
    return Curve(pool, counts, {each: tuple(step.get(each) for step in steps) for each in ids})
