"""What of the total of what is advised a quote holds: further terms of a chain, and incidents, are bought later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plandesk.domain.advice import Option
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.advice_chains import unmet
from plandesk.domain.money import total
from plandesk.domain.pricing import Extension, Incidents, Line, NewInstallation
from plandesk.services.advice import Advised
from plandesk.services.advice_details import units_of, use_to_come
from plandesk.services.advice_links import begins_ad_hoc, begun_of
from plandesk.text import quote_advice_terms_en as words


@dataclass(frozen=True, slots=True)
class _Part:
    """Of an option's terms, those that a quote holds, and the others.

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

    Of options that cost the same it is about the one that the lines are of; one of which a term has begun is passed
    over.
    """
    if advised.over or not advised.details:
        return ()
    horizon, today = advised.question.horizon, advised.today
    parts = [_part(each, advised, lines) for each in advised.tied if begun_of(each, horizon, today) is None]
    part = max(parts, key=lambda each: (bool(each.held), bool(each.moved), not each.others))
    due = _due(part.option, advised, lines)
    several = part.option.kind == "chain" or len(part.held) + len(part.others) > 1
    told = several if part.others else bool(part.held) and due.something
    return tuple(_sentences(part, due, advised)) if told or part.moved else ()


def _sentences(part: _Part, due: words.Due, advised: Advised) -> Iterator[str]:
    question = advised.question
    if part.moved:
        yield words.moved(part.moved[0], part.before, question.horizon)
    elif not part.held and begins_ad_hoc(part.option, question.horizon, advised.today):
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
    terms = option.terms
    if not terms or begins_ad_hoc(option, advised.question.horizon, advised.today):
        return _Part(option, (), terms)
    for first in range(len(terms)):
        end = first + _held(terms[first:], lines)
        if end > first:
            return _placed(option, first, end)
    return _Part(option, (), terms)


def _placed(option: Option, first: int, end: int) -> _Part:
    terms = option.terms
    if not first:
        return _Part(option, terms[:end], terms[end:])
    others, before = (*terms[:first], *terms[end:]), terms[first - 1]
    return _Part(option, (), others, terms[first:end], before if before.until == terms[first].month else None)


def _due(option: Option, advised: Advised, lines: Sequence[Line]) -> words.Due:
    """Return what an option's total has for requests yet to come: as its details and its average show it."""
    quoted = {each.level for each in lines if isinstance(each, Incidents)}
    if advised.chances is not None:
        average = advised.chances[option.id]
        return words.Due(average.expected - option.price, None, average.by_agreement, quoted=bool(quoted))
    known = next(each.use for each in advised.details if each.option.id == option.id)
    use = use_to_come(advised.catalogue, advised.question.horizon, advised.past, option, known)
    units = units_of(advised.catalogue, use)
    return words.Due(
        money=total((each.best.money for each in use), advised.catalogue.currency),
        units=sum(units.values()),
        by_agreement=sum(each.best.by_agreement for each in use),
        quoted=any(units.get(each) for each in quoted),
    )


def _held(terms: Sequence[PlacedTerm], lines: Sequence[Line]) -> int:
    """Return how many terms from the first on an installation gets: those of its plan that stand back to back."""
    plan = terms[0].plan.id
    bought = max((_terms(each) for each in lines if not isinstance(each, Incidents) and each.plan == plan), default=0)
    return min(bought, len(_runs(terms)[0]))


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
