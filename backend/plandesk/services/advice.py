"""Advises what support costs least: reads what is asked into the domain's question, and works out its answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from plandesk.domain.advice import (
    NO_NEEDS,
    Advice,
    FirstBy,
    Horizon,
    Needs,
    Option,
    Question,
    RequestOutsideHorizon,
    advise,
    first_by,
    never_cheapest,
    pool_books,
)
from plandesk.domain.advice_books import PoolBook
from plandesk.domain.advice_chances import Chances
from plandesk.domain.advice_flips import BreakEven, Curve, Flip, Workloads, break_even, curves, flips
from plandesk.domain.advice_quota import cost_alike
from plandesk.domain.advice_rates import advise_on_rates, average_of, first_on_average
from plandesk.domain.advice_usage import Replayed, replayed
from plandesk.domain.advice_workload import QUARTER, ExpectedRequest, PatternRow, Rate, pattern_requests
from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.domain.errors import DomainError, UnknownLevel
from plandesk.services.advice_details import Detail, Telling
from plandesk.services.advice_past import Past, past_of
from plandesk.services.ports import Ports
from plandesk.text.advice_tense_en import Tense

WorkloadKind = Literal["pattern", "requests", "rates"]
Part = Literal["flips", "map", "curves", "replay"]
MOST_REQUESTS: Final = 10_000
MOST_GROWN: Final = 60
"""Flip points work out an answer for each number up to twice the own one."""
MOST_DRAWN: Final = 200
"""The map and the curves work out an answer for each number around the own one."""
MOST_GROWN_ALIKE: Final = 300
MOST_DRAWN_ALIKE: Final = 1_000
"""The same where a request of a pool costs as much as every other of it, which is quick to work out."""
MAP_ROWS, MAP_COLUMNS = 20, 40
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""A start outside of these is a slip, and month arithmetic ends with the calendar."""


class WorkloadTooLarge(DomainError):
    """Advice looks at so many requests and no more, the fewer over years. Facts: `requests`, `most`, `months`."""


class WorkloadTooLargeToGrow(DomainError):
    """What grows a workload is worked out for so many requests and no more. Facts: `part`, `requests`, `most`."""


class StartOutOfReach(DomainError):
    """Advice is asked for days in the calendar that is counted with. Facts: `first`, `last`."""


@dataclass(frozen=True, slots=True)
class MonthlyPattern:
    """The same requests in each of some months."""

    rows: tuple[PatternRow, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Requests as numbers: days since the start, the place of the level in the catalogue, quarters of an hour."""

    requests: Sequence[tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Rates:
    """How many requests a month brings on average; their number is uncertain."""

    rates: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What advice is asked for; without `start` it begins on the vendor's today."""

    family: str
    months: int
    workload: MonthlyPattern | Listed | Rates
    start: date | None = None
    currency: str | None = None
    needs: Needs = NO_NEEDS
    parts: Collection[Part] = ()


@dataclass(frozen=True, slots=True)
class Parts:
    """What takes longer and is worked out only if asked for; None is not asked for, or does not apply."""

    flips: tuple[Flip, ...] | None = None
    map: BreakEven | None = None
    curves: tuple[Curve, ...] | None = None
    replay: Mapping[str, Replayed] | None = None


@dataclass(frozen=True, slots=True)
class Advised:
    """The answer with what it rests on: the catalogue in the currency asked for, and the vendor's today.

    `details` are in the order of the options. `chances` by option are None unless the workload is uncertain; those of
    options that lack a must-have are among them.
    """

    catalogue: Catalogue
    today: date
    kind: WorkloadKind
    advice: Advice
    details: tuple[Detail, ...]
    never: tuple[Plan, ...]
    parts: Parts
    chances: Mapping[str, Chances] | None = None

    @property
    def question(self) -> Question:
        """Return the question as it was read."""
        return self.advice.question

    @property
    def over(self) -> bool:
        """Tell whether the answer is about what is over: the months, or each request in them."""
        return self.past.over

    @property
    def past(self) -> Past:
        """Return what of the question is past."""
        return past_of(self.question, self.today, dated=self.kind == "requests")

    @property
    def tense(self) -> Tense:
        """Return how the answer is told."""
        return self.past.tense

    @property
    def first_by(self) -> FirstBy | None:
        """Return what puts the first option first; None without one."""
        options = self.advice.options
        if not options:
            return None
        return first_by(options) if self.chances is None else first_on_average(options, self.chances)

    @property
    def tied(self) -> tuple[Option, ...]:
        """Return the options that cost as little as the first, on average where the workload is uncertain."""
        known, options = self.chances, self.advice.options
        if known is None:
            return self.advice.tied
        return tuple(each for each in options if average_of(known[each.id]) == average_of(known[options[0].id]))


def advise_on(asked: Asked, *, ports: Ports) -> Advised:
    """Answer what support costs least, by today's catalogue. Nothing is stored.

    Raises:
        UnknownCurrency, UnknownFamily, UnknownLevel, UnknownNeed: the catalogue has no such thing.
        StartOutOfReach: the horizon leaves the calendar.
        RequestOutsideHorizon: a request is dated outside the months looked at.
        WorkloadTooLarge: there are more requests than advice looks at.
        WorkloadTooLargeToGrow: there are more than the parts asked for look at.
    """
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    catalogue = ports.catalogue.in_currency(asked.currency)
    horizon = Horizon(_start(asked.start or today), asked.months)
    never = never_cheapest(catalogue, asked.family)
    if isinstance(asked.workload, Rates):
        expected = advise_on_rates(catalogue, asked.family, horizon, asked.workload.rates, asked.needs)
        past = past_of(expected.advice.question, today, dated=False)
        told = Telling(catalogue, horizon, today, ports.catalogue.currency, past)
        details = tuple(told.uncertain(each, expected.chances[each.id]) for each in expected.advice.options)
        return Advised(catalogue, today, "rates", expected.advice, details, never, Parts(), expected.chances)
    question = Question(asked.family, horizon, _requests(asked.workload, horizon, catalogue), asked.needs)
    _require_few_for(asked.parts, question.requests, catalogue)
    advice = advise(catalogue, question)
    kind: WorkloadKind = "pattern" if isinstance(asked.workload, MonthlyPattern) else "requests"
    books = pool_books(catalogue, horizon, question.requests)
    past = past_of(question, today, dated=kind == "requests")
    told = Telling(catalogue, horizon, today, ports.catalogue.currency, past)
    details = tuple(told.certain(each, books) for each in advice.options)
    return Advised(catalogue, today, kind, advice, details, never, _parts(catalogue, advice, books, asked.parts))


def _parts(catalogue: Catalogue, advice: Advice, books: Sequence[PoolBook], wanted: Collection[Part]) -> Parts:
    workloads = Workloads(catalogue, advice.question)
    return Parts(
        flips=flips(workloads) if "flips" in wanted else None,
        map=break_even(workloads, MAP_ROWS, MAP_COLUMNS) if "map" in wanted else None,
        curves=curves(workloads) if "curves" in wanted else None,
        replay=_replay(advice, books) if "replay" in wanted else None,
    )


def _replay(advice: Advice, books: Sequence[PoolBook]) -> Mapping[str, Replayed]:
    return {each.id: replayed(books, advice.question, each) for each in advice.options}


def _start(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise StartOutOfReach(first=FIRST_DAY, last=LAST_DAY)
    return day


def _requests(workload: MonthlyPattern | Listed, horizon: Horizon, catalogue: Catalogue) -> tuple[ExpectedRequest, ...]:
    if isinstance(workload, MonthlyPattern):
        return _of_pattern(workload.rows, horizon)
    levels = [each.id for each in catalogue.levels]
    _require_few(len(workload.requests))
    return tuple(
        ExpectedRequest(horizon.start + timedelta(days), _level(levels, level), quarters * QUARTER)
        for days, level, quarters in workload.requests
    )


def _of_pattern(rows: Sequence[PatternRow], horizon: Horizon) -> tuple[ExpectedRequest, ...]:
    late = [month for row in rows for month in row.months if month >= horizon.months]
    if late:
        raise RequestOutsideHorizon(on=horizon.turn(min(late)), start=horizon.start, end=horizon.end)
    _require_few(sum(row.count * len(row.months) for row in rows))
    return pattern_requests(rows, horizon)


def _require_few(requests: int) -> None:
    if requests > MOST_REQUESTS:
        raise WorkloadTooLarge(requests=requests, most=MOST_REQUESTS)


def _require_few_for(parts: Collection[Part], requests: Sequence[ExpectedRequest], catalogue: Catalogue) -> None:
    grown, drawn = most_grown_and_drawn(requests, catalogue)
    limits: Mapping[Part, int] = {"flips": grown, "map": drawn, "curves": drawn}
    for part in parts:
        most = limits.get(part, MOST_REQUESTS)
        if len(requests) > most:
            raise WorkloadTooLargeToGrow(part=part, requests=len(requests), most=most)


def most_grown_and_drawn(requests: Sequence[ExpectedRequest], catalogue: Catalogue) -> tuple[int, int]:
    """Return for how many requests such as these there are flip points, and a map and curves."""
    alike = cost_alike(catalogue, ((each.level, each.minutes) for each in requests))
    return (MOST_GROWN_ALIKE, MOST_DRAWN_ALIKE) if alike else (MOST_GROWN, MOST_DRAWN)


def _level(levels: Sequence[str], place: int) -> str:
    if place >= len(levels):
        raise UnknownLevel(id=str(place))
    return levels[place]
