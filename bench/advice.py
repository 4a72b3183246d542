"""Advice in this process, on one core: one answer, the break-even map, the distribution, and how they grow."""

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from random import Random

from plandesk.adapters.plans_file import load
from plandesk.domain.advice import Question, advise, plans_on_sale
from plandesk.domain.advice_best import forget
from plandesk.domain.advice_chances import chances
from plandesk.domain.advice_flips import Workloads, break_even
from plandesk.domain.advice_workload import ExpectedRequest, Horizon, PatternRow, Rate, pattern_requests
from plandesk.domain.catalogue import Catalogue
from plandesk.resources import default_plans

START = date(2026, 12, 1)
ROUNDS = 7
ROWS, COLUMNS = 20, 40


def run() -> None:
    """Print medians in milliseconds; nothing is kept from one round to the next."""
    catalogue = load(default_plans())
    print(f"Advice: medians of {ROUNDS} rounds in one process, in milliseconds; nothing is kept between rounds")
    for family in catalogue.families:
        _print_family(catalogue, family.id)
    _print_growth(catalogue, catalogue.families[0].id)


def _print_family(catalogue: Catalogue, family: str) -> None:
    question = pattern(catalogue, family, 36)
    year = pattern(catalogue, family, 12)
    rates = [
        Rate(pool.levels[-1], 60, Fraction(2 - index, 1) or Fraction(1, 2))
        for index, pool in enumerate(catalogue.pools)
    ]
    varied = [*rates, Rate(rates[0].level, 30, Fraction(2))]
    told: list[tuple[str, Callable[[], object], int, int]] = [
        ("an answer over 36 months", lambda: advise(catalogue, question), 20, ROUNDS),
        (f"the map of {COLUMNS} × {ROWS} cells, 12 months", lambda: _map(catalogue, year), 500, ROUNDS),
        (f"the map of {COLUMNS} × {ROWS} cells, 36 months", lambda: _map(catalogue, question), 500, ROUNDS),
        ("the distribution over 36 months", lambda: _chances(catalogue, family, rates), 1000, ROUNDS),
        ("the same with two lengths, one round", lambda: _chances(catalogue, family, varied), 1000, 1),
    ]
    for title, work, target, rounds in told:
        print(f"  {family:12} {title:38} {_median(work, rounds):9.1f}   (target {target})")


def _map(catalogue: Catalogue, question: Question) -> object:
    return break_even(Workloads(catalogue, question), ROWS, COLUMNS)


def _chances(catalogue: Catalogue, family: str, rates: Sequence[Rate]) -> object:
    return chances(catalogue, family, Horizon(START, 36), rates, plans_on_sale(catalogue, family), adhoc=True)


def _print_growth(catalogue: Catalogue, family: str) -> None:
    base = _median(lambda: advise(catalogue, scattered(catalogue, family, 12, 100)))
    print(f"  {family}: requests on any day and of any length, against 100 of them in 12 months ({base:.1f} ms)")
    for months, count in ((12, 1000), (12, 10_000), (24, 100), (36, 100), (36, 1000)):
        question = scattered(catalogue, family, months, count)
        rounds = ROUNDS if count <= 1000 else 1
        cost = _median(lambda question=question: advise(catalogue, question), rounds)
        print(f"    {count:6} requests, {months} months   {cost:9.1f}   {cost / base:7.1f} times")


def pattern(catalogue: Catalogue, family: str, months: int) -> Question:
    """Return a question about two requests a month of each level, and one of the last level every fourth month."""
    horizon = Horizon(START, months)
    *usual, last = catalogue.levels
    rows = [PatternRow(level.id, 30 * (at + 1), 2, tuple(range(months))) for at, level in enumerate(usual)]
    rows.append(PatternRow(last.id, 60, 1, tuple(range(0, months, 4))))
    return Question(family, horizon, pattern_requests(rows, horizon))


def scattered(catalogue: Catalogue, family: str, months: int, count: int) -> Question:
    """Return a question about requests on any days, of any level, from a quarter to three hours long."""
    random, horizon = Random(count), Horizon(START, months)
    days = (horizon.end - START).days
    levels = [each.id for each in catalogue.levels]
    requests = (
        ExpectedRequest(
            date.fromordinal(START.toordinal() + random.randrange(days)),
            random.choice(levels),
            15 * random.randint(1, 12),
        )
        for _ in range(count)
    )
    return Question(family, horizon, tuple(requests))


def _median(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return statistics.median(_timed(work) for _ in range(rounds))


def _timed(work: Callable[[], object]) -> float:
    forget()
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
