"""What of the total of what is advised a quote holds: further terms of a chain, and incidents, are bought later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plandesk.domain.advice import Option, pool_books
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.advice_chains import unmet
from plandesk.domain.advice_usage import PoolUse, use_of
from plandesk.domain.money import total
from plandesk.domain.pricing import Extension, Incidents, Line, NewInstallation
from plandesk.services.advice import Advised
from plandesk.services.advice_details import units_of
from plandesk.text import quote_advice_terms_en as words


@dataclass(frozen=True, slots=True)
class _Part:
    """Of an option's terms that are not over, those that a quote holds, and the others.

    It holds the first ones (`held`), or some `moved` to its own first day: those of a later plan, which come behind the
    term `before` as the option was worked out.
    """

    option: Option
    held: tuple[PlacedTerm, ...]
    others: tuple[PlacedTerm, ...]
    moved: tuple[PlacedTerm, ...] = ()
    before: PlacedTerm | None = None


def held_of(advised: Advised, lines: Sequence[Line]) -> tuple[str, ...]:
    """Say what of the total of what is advised these lines hold, and what not; empty where nothing is to be said.

    Of options that cost the same it is about the one that the lines are of.
    """
    if advised.over or not advised.details:
        return ()
    parts = [_part(each, advised, lines) for each in advised.tied]
    part = max(parts, key=lambda each: (bool(each.held), bool(each.moved), not each.others))
    due = _due(part.option, advised, lines)
    several = part.option.kind == "chain" or len(part.held) + len(part.others) > 1
    told = several if part.others else bool(part.held) and due.something
    return tuple(_sentences(part, due, advised)) if told or part.moved else ()


def _sentences(part: _Part, due: words.Due, advised: Advised) -> Iterator[str]:
    question = advised.question
    if part.moved:
        yield words.moved(part.moved[0], part.before, question.horizon)
    elif not part.held and _waits(part.others[0], advised):
        yield words.waits(part.option, part.others[0], question.horizon)
    else:
        yield words.held(part.option, len(part.held), len(part.others), question.horizon)
    yield from words.others(_runs(part.others), due, question.horizon, advised.today)
    yield from _must_haves(part, advised)


def _must_haves(part: _Part, advised: Advised) -> Iterator[str]:
    """Say which must-haves the quote does not meet; where it holds all that can still be bought, there is none."""
    question, catalogue = advised.question, advised.catalogue
    if part.moved:
        lacking = unmet(_from_first_day(part), question.needs, question.horizon, catalogue)
        yield from words.not_met(lacking, question.needs, catalogue)
    elif part.others:
        lacking = unmet(part.held, question.needs, question.horizon, catalogue)
        yield from words.met_by_others(lacking, question.needs, catalogue, one=len(part.others) == 1)


def _from_first_day(part: _Part) -> tuple[PlacedTerm, ...]:
    """Return the moved terms where the quote has them: from the month on in which the option's first term begins."""
    by = part.moved[0].month - part.others[0].month
    return tuple(replace(each, month=each.month - by) for each in part.moved)


def _part(option: Option, advised: Advised, lines: Sequence[Line]) -> _Part:
    horizon, today = advised.question.horizon, advised.today
    left = tuple(each for each in option.terms if horizon.turn(each.until) > today)
    if not left or _waits(left[0], advised):
        return _Part(option, (), left)
    for first in range(len(left)):
        end = first + _held(left[first:], lines)
        if end > first:
            return _placed(option, left, first, end)
    return _Part(option, (), left)


def _placed(option: Option, left: tuple[PlacedTerm, ...], first: int, end: int) -> _Part:
    if not first:
        return _Part(option, left[:end], left[end:])
    others, before = (*left[:first], *left[end:]), left[first - 1]
    return _Part(option, (), others, left[first:end], before if before.until == left[first].month else None)


def _due(option: Option, advised: Advised, lines: Sequence[Line]) -> words.Due:
    """Return what an option's total has for requests yet to come: as its details and its average show it."""
    quoted = {each.level for each in lines if isinstance(each, Incidents)}
    if advised.chances is not None:
        known = advised.chances[option.id]
        return words.Due(known.expected - option.price, None, known.by_agreement, quoted=bool(quoted))
    use = _use_to_come(option, advised)
    units = units_of(advised.catalogue, use)
    return words.Due(
        money=total((each.best.money for each in use), advised.catalogue.currency),
        units=sum(units.values()),
        by_agreement=sum(each.best.by_agreement for each in use),
        quoted=any(units.get(each) for each in quoted),
    )


def _use_to_come(option: Option, advised: Advised) -> tuple[PoolUse, ...]:
    past, catalogue = advised.past, advised.catalogue
    if past.requests:
        return use_of(catalogue, pool_books(catalogue, advised.question.horizon, past.coming), option)
    return next(each.use for each in advised.details if each.option.id == option.id)


def _waits(first: PlacedTerm, advised: Advised) -> bool:
    """Tell whether months served ad hoc come first, so that there is no plan to buy yet."""
    return bool(first.month) and advised.question.horizon.turn(first.month) > advised.today


def _held(left: Sequence[PlacedTerm], lines: Sequence[Line]) -> int:
    """Return how many terms from the first on an installation gets: those of its plan that stand back to back."""
    plan = left[0].plan.id
    bought = max((_terms(each) for each in lines if not isinstance(each, Incidents) and each.plan == plan), default=0)
    return min(bought, len(_runs(left)[0]))


def _terms(line: Line) -> int:
    return line.periods if isinstance(line, NewInstallation | Extension) else 1


def _runs(terms: Sequence[PlacedTerm]) -> Sequence[Sequence[PlacedTerm]]:
    """Return terms of one plan that stand back to back together; none of no terms."""
    if not terms:
        return ()
    starts = [0, *(at for at, (one, next_) in enumerate(pairwise(terms), 1) if not _goes_on(one, next_)), len(terms)]
    return [terms[first:end] for first, end in pairwise(starts)]


def _goes_on(one: PlacedTerm, next_: PlacedTerm) -> bool:
    return one.plan.id == next_.plan.id and one.until == next_.month
