"""Advice on an uncertain workload: the options ranked by what they cost on average, with their exact chances (R28)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from plandesk.domain.advice import (
    ADHOC,
    Advice,
    FirstBy,
    NeedCost,
    Needs,
    NeedsTogether,
    Option,
    Question,
    advise,
    first_of,
    needed,
    rank,
    without,
)
from plandesk.domain.advice_chains import unmet
from plandesk.domain.advice_chances import Chances, chances
from plandesk.domain.advice_workload import Horizon, Rate
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money

_SAME = 6  # Averages of counts that differ after so many decimals are the rounding of floats.


@dataclass(frozen=True, slots=True)
class ExpectedAdvice:
    """Ad hoc and single plans, the least average first, and the chances of these and of what must-haves leave out.

    The options' own totals are those of no request at all: what costs money on average stands in the chances.
    """

    advice: Advice
    chances: Mapping[str, Chances]


def advise_on_rates(
    catalogue: Catalogue, family: str, horizon: Horizon, rates: Sequence[Rate], needs: Needs
) -> ExpectedAdvice:
    """Rank ad hoc and each plan by requests by agreement, average total, terms and catalogue order.

    Raises:
        UnknownFamily, UnknownLevel, UnknownNeed: the catalogue has no such thing.
    """
    bare = advise(catalogue, Question(family, horizon, (), needs))
    every = [each for each in rank(catalogue, Question(family, horizon, ()), ()) if each.kind != "chain"]
    order = [each.id for each in catalogue.plans]
    every.sort(key=lambda each: order.index(each.id) if each.terms else -1)
    met = _meeting(every, needs, horizon, catalogue)
    known = _chances(catalogue, family, horizon, rates, every, {each.id for each in met})
    options = _ranked(met, known)
    costs = tuple(
        _need_cost(need, options, _ranked(_meeting(every, without(needs, need), horizon, catalogue), known), known)
        for need in needed(needs)
    )
    together = _together(options, _ranked(every, known), known) if len(costs) > 1 else None
    return ExpectedAdvice(Advice(bare.question, options, bare.left_out, costs, together), known)


def _chances(
    catalogue: Catalogue,
    family: str,
    horizon: Horizon,
    rates: Sequence[Rate],
    options: Sequence[Option],
    running: Collection[str],
) -> Mapping[str, Chances]:
    plans = [each.terms[0].plan for each in options if each.terms]
    adhoc = any(each.id == ADHOC for each in options)
    return chances(catalogue, family, horizon, rates, plans, adhoc=adhoc, running=running)


def _meeting(options: Iterable[Option], needs: Needs, horizon: Horizon, catalogue: Catalogue) -> list[Option]:
    return [each for each in options if not unmet(each.terms, needs, horizon, catalogue)]


def _ranked(options: Sequence[Option], known: Mapping[str, Chances]) -> tuple[Option, ...]:
    return tuple(sorted(options, key=lambda each: (*average_of(known[each.id]), len(each.terms))))


def average_of(known: Chances) -> tuple[float, int]:
    """Return what options are compared by: requests by agreement and minor units, both on average."""
    return round(known.by_agreement, _SAME), known.expected.minor


def _need_cost(
    need: str, options: Sequence[Option], others: Sequence[Option], known: Mapping[str, Chances]
) -> NeedCost:
    if not others:
        return NeedCost(need, None, None)
    return NeedCost(need, _difference(options, others, known), others[0], first_on_average(others, known))


def _together(options: Sequence[Option], others: Sequence[Option], known: Mapping[str, Chances]) -> NeedsTogether:
    return NeedsTogether(_difference(options, others, known), others[0], first_on_average(others, known))


def _difference(options: Sequence[Option], others: Sequence[Option], known: Mapping[str, Chances]) -> Money | None:
    """Return what the first of some options costs more than that of others; None as of `difference`."""
    if not options:
        return None
    one, other = known[options[0].id], known[others[0].id]
    return one.expected - other.expected if average_of(one)[0] == average_of(other)[0] else None


def first_on_average(options: Sequence[Option], known: Mapping[str, Chances]) -> FirstBy:
    """Tell by what the first of some ranked options comes first, all on average."""
    return first_of([average_of(known[each.id]) for each in options])
