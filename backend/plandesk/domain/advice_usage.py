"""What becomes of an option's quota: used and lapsed by month, the caps that bind, and the requests beyond quota."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import combinations
from typing import Final

from plandesk.domain.advice import Option, Question, Total, total_of
from plandesk.domain.advice_best import best_saved, best_use
from plandesk.domain.advice_books import PlacedTerm, PoolBook
from plandesk.domain.advice_quota import (
    CAPS,
    Ask,
    CapName,
    Caps,
    cap_value,
    caps_of,
    cost_alike,
    refusals,
)
from plandesk.domain.advice_workload import ExpectedRequest
from plandesk.domain.catalogue import Cap, Catalogue, Plan, Pool, Quota
from plandesk.domain.money import Money
from plandesk.domain.period import Period

MOST_BOUND: Final = 300


@dataclass(frozen=True, slots=True)
class Spent:
    """So many requests, and the minutes they take in all."""

    requests: int
    minutes: int


@dataclass(frozen=True, slots=True)
class MonthUse:
    """One quota month of a term: what is asked, and what the quota covers of it at best and as it comes.

    `lapsed` is what the best use leaves with the month: what the caps of the later months can take no more. What lapses
    in all months is what the term gives less its best use.
    """

    span: Period
    asked: Spent
    best: Spent
    came: Spent
    lapsed: Spent


@dataclass(frozen=True, slots=True)
class TermUse:
    """One term's quota of a pool: what it gives in all, and what is used of it."""

    placed: PlacedTerm
    given: Cap
    best: Spent
    came: Spent
    months: tuple[MonthUse, ...]


@dataclass(frozen=True, slots=True)
class Overflow:
    """What lies beyond quota: incident units and their price, and requests that no price is stated for."""

    units: int
    money: Money
    by_agreement: int


@dataclass(frozen=True, slots=True)
class PoolUse:
    """One pool over the horizon: the terms whose quota covers any of it, and what is paid beside them."""

    pool: Pool
    terms: tuple[TermUse, ...]
    best: Overflow
    came: Overflow


@dataclass(frozen=True, slots=True)
class Binding:
    """Caps of a plan that bind: without them, the best possible total would be lower by `saves`.

    One cap, unless several bind only together; `values` are theirs, in requests or minutes.
    """

    plan: Plan
    pool: Pool
    caps: tuple[CapName, ...]
    values: tuple[int, ...]
    saves: Total


@dataclass(frozen=True, slots=True)
class Beyond:
    """A request beyond quota as it comes, by its position in the question, and the caps that refused it.

    None did where no term runs, or where the quota does not hold its level.
    """

    position: int
    refused: tuple[CapName, ...]


@dataclass(frozen=True, slots=True)
class CapHit:
    """The first day on which a cap of a term, the first of which is 0, refused a request as it came."""

    pool: Pool
    cap: CapName
    term: int
    on: date


@dataclass(frozen=True, slots=True)
class Replayed:
    """What an option would have done with each request, by position, earliest first."""

    beyond: tuple[Beyond, ...]
    hits: tuple[CapHit, ...]
    beyond_best: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Served:
    """The requests of a pool that a term covers at best and as they come, and those it refused, by position."""

    best: frozenset[int]
    came: frozenset[int]
    refused: Mapping[int, tuple[CapName, ...]]


def use_of(catalogue: Catalogue, books: Iterable[PoolBook], option: Option) -> tuple[PoolUse, ...]:
    """Return what becomes of an option's quota, by pool in the catalogue's order."""
    return tuple(_pool_use(catalogue, book, option) for book in books)


def binding_caps(catalogue: Catalogue, books: Sequence[PoolBook], option: Option) -> tuple[Binding, ...]:
    """Return the caps that bind an option, by pool, plan and cap; may be empty.

    Only where lifting none of them alone would save anything, those are told that bind together, as few as do. None is
    told where `caps_are_told` says so.
    """
    if not caps_are_told(catalogue, [each for book in books for each in book.requests]):
        return ()
    return tuple(
        binding
        for book in books
        for plan in dict.fromkeys(placed.plan.id for placed in option.terms)
        for binding in _bindings(catalogue, book, [each for each in option.terms if each.plan.id == plan])
    )


def caps_are_told(catalogue: Catalogue, requests: Sequence[ExpectedRequest]) -> bool:
    """Tell whether it is looked at which caps bind: without a cap, many unlike requests are too much to choose from."""
    return len(requests) <= MOST_BOUND or cost_alike(catalogue, ((each.level, each.minutes) for each in requests))


def replayed(books: Iterable[PoolBook], question: Question, option: Option) -> Replayed:
    """Return which requests of a question lie beyond an option's quota, and when each cap was hit."""
    beyond: list[Beyond] = []
    beyond_best: list[int] = []
    hits: list[CapHit] = []
    for book in books:
        at = positions_in(question, book.pool)
        served = [_serve(book, placed) for placed in option.terms]
        refused = {local: caps for each in served for local, caps in each.refused.items()}
        came, best = _united(each.came for each in served), _united(each.best for each in served)
        beyond += [Beyond(at[local], refused.get(local, ())) for local in range(len(at)) if local not in came]
        beyond_best += [at[local] for local in range(len(at)) if local not in best]
        hits += _hits(book, served)
    return Replayed(
        tuple(sorted(beyond, key=lambda each: each.position)),
        tuple(sorted(hits, key=lambda each: (each.on, each.term))),
        tuple(sorted(beyond_best)),
    )


def positions_in(question: Question, pool: Pool) -> tuple[int, ...]:
    """Return the positions in the question of a pool's requests by date, as the pool's book holds them."""
    every = range(len(question.requests))
    dated: list[int] = sorted(every, key=lambda at: question.requests[at].on)
    return tuple(at for at in dated if question.requests[at].level in pool.levels)


def _pool_use(catalogue: Catalogue, book: PoolBook, option: Option) -> PoolUse:
    served = [(placed, _serve(book, placed)) for placed in option.terms]
    best, came = _united(each.best for _, each in served), _united(each.came for _, each in served)
    return PoolUse(
        pool=book.pool,
        terms=tuple(
            _term_use(book, placed, quota, each)
            for placed, each in served
            if (quota := book.quota(placed.plan)) is not None
        ),
        best=_overflow(catalogue, book, best),
        came=_overflow(catalogue, book, came),
    )


def _term_use(book: PoolBook, placed: PlacedTerm, quota: Quota, served: _Served) -> TermUse:
    given, months = placed.plan.total(quota), book.months(placed)
    best = [_spent(book, served.best.intersection(month)) for month in months]
    lapsed = _lapsed(given, quota.month, best)
    return TermUse(
        placed,
        given,
        _spent(book, served.best),
        _spent(book, served.came),
        tuple(
            MonthUse(span, _spent(book, month), used, _spent(book, served.came.intersection(month)), lost)
            for span, month, used, lost in zip(book.spans(placed), months, best, lapsed, strict=True)
        ),
    )


def _lapsed(given: Cap, cap: Cap | None, used: Sequence[Spent]) -> Iterator[Spent]:
    """Yield by month what is lost with it: what the term still has, less all that later months can take of it."""
    requests, minutes = given.requests, given.minutes
    for later, month in zip(range(len(used) - 1, -1, -1), used, strict=True):
        requests, minutes = requests - month.requests, minutes - month.minutes
        lost = Spent(
            _lost(requests, cap.requests if cap else None, later), _lost(minutes, cap.minutes if cap else None, later)
        )
        requests, minutes = requests - lost.requests, minutes - lost.minutes
        yield lost


def _lost(left: int, cap: int | None, later: int) -> int:
    kept = left if cap is None and later else (cap or 0) * later
    return max(0, left - kept)


def _serve(book: PoolBook, placed: PlacedTerm) -> _Served:
    quota = book.quota(placed.plan)
    if quota is None:
        return _Served(frozenset(), frozenset(), {})
    positions = book.eligible(placed, quota)
    caps, asked = caps_of(quota), book.asked(placed, quota)
    told = {
        at: refused
        for month, refusals_ in zip(positions, refusals(caps, asked), strict=True)
        for at, refused in zip(month, refusals_, strict=True)
    }
    chosen = best_use(caps, asked).months
    best = (at for month, picks in zip(positions, chosen, strict=True) for at in _earliest(book, month, picks))
    came = frozenset(at for at, refused in told.items() if not refused)
    return _Served(frozenset(best), came, {at: refused for at, refused in told.items() if refused})


def _earliest(book: PoolBook, month: Sequence[int], picks: Iterable[Ask]) -> list[int]:
    """Return the earliest requests of a month that take what the picks take: equal ones are the same to a quota."""
    waiting = defaultdict(list)
    for at in reversed(month):
        waiting[book.ask(at)].append(at)
    return [waiting[pick].pop() for pick in picks]


def _bindings(catalogue: Catalogue, book: PoolBook, terms: Sequence[PlacedTerm]) -> list[Binding]:
    plan = terms[0].plan
    quota = book.quota(plan)
    if quota is None:
        return []
    caps = caps_of(quota)
    asked = [book.asked(placed, quota) for placed in terms]
    values = {name: value for name in CAPS if (value := cap_value(caps, name)) is not None}
    for size in range(1, len(values) + 1):
        told = []
        for names in combinations(values, size):
            lifted = reduce(Caps.lifted, names, caps)
            if saves := sum(best_saved(lifted, each) - best_saved(caps, each) for each in asked):
                bound = tuple(values[name] for name in names)
                told.append(Binding(plan, book.pool, names, bound, total_of(catalogue, saves)))
        if told:
            return told
    return []


def _hits(book: PoolBook, served: Sequence[_Served]) -> list[CapHit]:
    first: dict[tuple[int, CapName], date] = {}
    for term, each in enumerate(served):
        for at in sorted(each.refused):
            for name in each.refused[at]:
                first.setdefault((term, name), book.requests[at].on)
    return [CapHit(book.pool, name, term, on) for (term, name), on in first.items()]


def _overflow(catalogue: Catalogue, book: PoolBook, covered: Collection[int]) -> Overflow:
    weights = [book.ask(at).weight for at in range(len(book.requests)) if at not in covered]
    total = total_of(catalogue, sum(weights))
    incident = catalogue.incident_of(book.pool.id)
    units = total.money.minor // incident.price.value.minor if incident and incident.price.value.minor else 0
    return Overflow(units, total.money, total.by_agreement)


def _spent(book: PoolBook, positions: Iterable[int]) -> Spent:
    requests: list[ExpectedRequest] = [book.requests[at] for at in positions]
    return Spent(len(requests), sum(each.minutes for each in requests))


def _united(parts: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*parts)
