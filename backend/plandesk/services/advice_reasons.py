"""Why an answer of advice is as it is, in sentences and in order: the least, the next, the caps, must-haves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from plandesk.domain.advice import ADHOC, Horizon
from plandesk.domain.advice_chances import Chances
from plandesk.domain.advice_unmet import can_meet, failing_alone
from plandesk.domain.advice_usage import MOST_BOUND, caps_are_told
from plandesk.services.advice import MOST_REQUESTS, Advised
from plandesk.services.advice_address import HORIZONS
from plandesk.text import advice_en as words
from plandesk.text import advice_options_en as option_words
from plandesk.text import advice_unmet_en as unmet_words

ReasonKind = Literal["cheapest", "tie", "past", "runner_up", "cap", "order", "chain", "horizon", "need", "never"]
REASON_KINDS: tuple[ReasonKind, ...] = (
    "cheapest",
    "tie",
    "past",
    "runner_up",
    "cap",
    "order",
    "chain",
    "horizon",
    "need",
    "never",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, ready to print; `months` is a longer time that it speaks of."""

    kind: ReasonKind
    sentence: str
    months: int | None = None


def reasons(advised: Advised) -> tuple[Reason, ...]:
    """Return the reasons of an answer."""
    if not advised.details:
        return (*_of_nothing(advised), *_of_needs(advised))
    told = _of_averages(advised, advised.chances) if advised.chances else _of_totals(advised)
    return (*told, *_of_limits(advised), *_of_needs(advised), *(Reason("never", each) for each in nevers(advised)))


def _of_totals(advised: Advised) -> Iterator[Reason]:
    advice, tense = advised.advice, advised.tense
    first = advice.options[0]
    if len(advice.tied) > 1:
        yield Reason("tie", words.tie(advice, tense))
    else:
        yield Reason("cheapest", words.cheapest(advice, advised.details[0].use, tense))
    yield from _of_past(advised)
    if len(advice.options) > len(advice.tied):
        yield Reason("runner_up", words.runner_up(advice, advice.options[len(advice.tied)], tense))
    yield from _of_cap(advised)
    if first.figures.came != first.figures.best:
        yield Reason("order", words.order(advice, tense))


def _of_averages(advised: Advised, chances: Mapping[str, Chances]) -> Iterator[Reason]:
    options, tied, tense = advised.advice.options, advised.tied, advised.tense
    if len(tied) > 1:
        yield Reason("tie", words.tie_on_average(advised.advice, tied, chances[options[0].id], tense))
    else:
        yield Reason("cheapest", words.cheapest_on_average(advised.advice, chances, tense))
    yield from _of_past(advised)
    if len(options) > len(tied):
        second = options[len(tied)]
        yield Reason("runner_up", words.runner_up_on_average(advised.advice, second, chances, tense))


def _of_past(advised: Advised) -> Iterator[Reason]:
    """Tell how much of what was asked is past, where not all is."""
    past, question = advised.past, advised.question
    if past.over:
        return
    if past.requests:
        yield Reason("past", option_words.part_past(past.requests, len(question.requests), "request"))
    elif advised.chances is not None and past.months:
        yield Reason("past", option_words.part_past(past.months, question.horizon.months, "month"))


def _of_cap(advised: Advised) -> Iterator[Reason]:
    """Tell the cap that costs most of what is advised; where that is ad hoc only, of the first plan, as such."""
    bound = next((each for each in advised.details if each.option.terms), None)
    if bound is None:
        return
    if not caps_are_told(advised.catalogue, advised.question.requests):
        yield Reason("cap", words.no_caps(MOST_BOUND))
    elif bound.binding:
        most = max(bound.binding, key=lambda each: (each.saves.by_agreement, each.saves.money))
        told = option_words.binding(most, bound.option, advised.tense, advised=bound.option in advised.tied)
        yield Reason("cap", told)


def _of_limits(advised: Advised) -> Iterator[Reason]:
    """Tell what was not looked at, and might cost less."""
    past = words.lanes_past(advised.advice, advised.catalogue, advised.tense)
    if past is not None:
        yield Reason("horizon", past)


def _of_needs(advised: Advised) -> Iterator[Reason]:
    advice, tense = advised.advice, advised.tense
    if advice.together is not None:
        yield Reason("need", words.together(advice.together, advice, tense, advised.chances))
    for cost in advice.need_costs:
        yield Reason("need", words.need(cost, advice, advised.catalogue, tense, advised.chances))


def _of_nothing(advised: Advised) -> Iterator[Reason]:
    """Tell which must-haves fail where no option meets them, and what can be asked instead."""
    question, catalogue = advised.question, advised.catalogue
    if advised.chances is not None and _meets(advised, question.horizon, chains=True):
        yield Reason("need", unmet_words.no_single_plan(question.needs, catalogue))
        yield Reason("chain", unmet_words.CHAINS_MEET)
    else:
        alone = failing_alone(catalogue, question.family, question.horizon, question.needs)
        yield Reason("need", unmet_words.nothing_on_sale(alone, question.needs, catalogue))
    longer = next((each for each in HORIZONS if _meets_over(advised, each)), None)
    if longer is not None:
        yield Reason("horizon", unmet_words.longer(question, longer), months=longer)


def _meets_over(advised: Advised, months: int) -> bool:
    """Tell whether a longer time has an answer with options; a pattern may bring as many in each month of it."""
    horizon, requests = advised.question.horizon, len(advised.question.requests)
    if advised.kind == "pattern":
        requests = -(-requests * months // horizon.months)
    if months <= horizon.months or requests > MOST_REQUESTS:
        return False
    return _meets(advised, replace(horizon, months=months), chains=advised.chances is None)


def _meets(advised: Advised, horizon: Horizon, *, chains: bool) -> bool:
    question = advised.question
    return can_meet(advised.catalogue, question.family, horizon, question.needs, chains=chains)


def nevers(advised: Advised) -> tuple[str, ...]:
    """Return a sentence for each plan that no number of requests makes cheaper than ad hoc (R26)."""
    if all(each.id != ADHOC for each in advised.advice.options):
        return ()
    return tuple(option_words.never(plan, advised.catalogue) for plan in advised.never)
