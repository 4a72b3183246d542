"""Which terms of what is advised a quote holds: an order takes only the first of a chain, and the others come later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plandesk.domain.advice import Option
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.advice_chains import unmet
from plandesk.domain.pricing import Extension, Incidents, Line, NewInstallation
from plandesk.services.advice import Advised
from plandesk.text import quote_advice_terms_en as words


@dataclass(frozen=True, slots=True)
class _Part:
    """Of an option's terms that are not over, the first ones that a quote holds, and those that it does not."""

    option: Option
    held: tuple[PlacedTerm, ...]
    others: tuple[PlacedTerm, ...]


def held_of(advised: Advised, lines: Sequence[Line]) -> tuple[str, ...]:
    """Say which terms of what is advised these lines hold, and which they do not; empty where nothing is to be said.

    Of options that cost the same it is about the one that the lines are of.
    """
    if advised.over or not advised.details:
        return ()
    parts = [_part(each, advised, lines) for each in advised.tied]
    part = max(parts, key=lambda each: (bool(each.held), not each.others))
    several = part.option.kind == "chain" or len(part.held) + len(part.others) > 1
    return tuple(_sentences(part, advised)) if part.others and several else ()


def _sentences(part: _Part, advised: Advised) -> Iterator[str]:
    question, catalogue = advised.question, advised.catalogue
    if not part.held and _waits(part.others[0], advised):
        yield words.waits(part.option, part.others[0], question.horizon)
    else:
        yield words.held(part.option, len(part.held), len(part.others), question.horizon)
    yield words.others(_runs(part.others), question.horizon, advised.today)
    lacking = unmet(part.held, question.needs, question.horizon, catalogue)
    yield from words.met_by_others(lacking, question.needs, catalogue, one=len(part.others) == 1)


def _part(option: Option, advised: Advised, lines: Sequence[Line]) -> _Part:
    horizon, today = advised.question.horizon, advised.today
    left = tuple(each for each in option.terms if horizon.turn(each.until) > today)
    held = _held(left, lines) if left and not _waits(left[0], advised) else 0
    return _Part(option, left[:held], left[held:])


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
    """Return terms of one plan that stand back to back together."""
    starts = [0, *(at for at, (one, next_) in enumerate(pairwise(terms), 1) if not _goes_on(one, next_)), len(terms)]
    return [terms[first:end] for first, end in pairwise(starts)]


def _goes_on(one: PlacedTerm, next_: PlacedTerm) -> bool:
    return one.plan.id == next_.plan.id and one.until == next_.month
