"""What a quote says of the terms of its advice that it holds, and of the terms and incidents that are bought later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plandesk.domain.advice import Horizon, Needs, Option
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money, total
from plandesk.text.advice_en import number_on_average, said
from plandesk.text.formats import count, day, listed, price
from plandesk.text.quote_advice_en import needs_named


@dataclass(frozen=True, slots=True)
class Due:
    """What a total has for requests yet to come: incidents, and requests that no price is stated for.

    `units` is None where requests are uncertain: then all is on average. `quoted` tells that a quote has such incidents
    itself; as its lines may be optional or alternatives, how many are left cannot be said.
    """

    money: Money
    units: int | None
    by_agreement: float
    quoted: bool

    @property
    def something(self) -> bool:
        """Tell whether there is anything to be named."""
        return bool(self.money.minor or self.by_agreement)


def held(option: Option, number: int, others: int, horizon: Horizon) -> str:
    """Say how many of an option's terms a quote holds."""
    of, terms = _called(option, horizon), number + others
    if not number:
        none = "does not hold the term" if terms == 1 else f"holds none of the {terms} terms"
        return f"This quote {none} of {of}."
    if not others:
        return f"This quote holds {'the term' if terms == 1 else f'all {terms} terms'} of {of}."
    first = "the first" if number == 1 else f"the first {number}"
    return f"This quote holds {first} of the {terms} terms of {of}, and no more."


def waits(option: Option, first: PlacedTerm, horizon: Horizon) -> str:
    """Say that an option begins with months served ad hoc, so that none of its terms is bought yet."""
    starts = day(horizon.turn(first.month))
    return (
        f"Nothing of {_called(option, horizon)} is bought with this quote: its first term begins on {starts}, and a "
        "plan begins when it is paid."
    )


def _called(option: Option, horizon: Horizon) -> str:
    return said(option, horizon) if option.kind == "chain" else option.terms[0].plan.name.value


def moved(first: PlacedTerm, before: PlacedTerm | None, horizon: Horizon) -> str:
    """Say that a quote holds a later plan of a chain, and from another day; `before` None is a time served ad hoc."""
    return (
        f"This quote holds {first.plan.name.value} from its own first day, and not as worked out here, where it begins "
        f"on {day(horizon.turn(first.month))} after {before.plan.name.value if before else 'a time served ad hoc'}."
    )


def others(runs: Sequence[Sequence[PlacedTerm]], due: Due, horizon: Horizon, today: date) -> Iterator[str]:
    """Say what a quote does not hold: terms, from when they run, and incidents, and what they cost by today's list."""
    told, listed_at = "; ".join(_run(each, horizon) for each in runs), f"at the list prices of {day(today)}"
    beside = due.money.minor and not due.quoted
    if beside:
        told = f"{told}; and {_incidents(due)}" if told else _incidents(due)
    if told:
        when = _when([each for run in runs for each in run], due if beside else None, horizon, today)
        yield f"Not part of the quote, but in the totals: {told}, {listed_at}. {when}."
    if due.money.minor and due.quoted:
        them = "it" if due.units == 1 else "them"
        yield f"Also in the totals: {_incidents(due)}, {listed_at}. The incidents of this quote count towards {them}."
    yield from _agreed(due)


def _incidents(due: Due) -> str:
    if due.units is None:
        return f"{price(due.money)} for incidents on average"
    return f"{price(due.money)} for {count(due.units, 'incident')}"


def _agreed(due: Due) -> Iterator[str]:
    if not due.by_agreement:
        return
    if due.units is None:
        told = f"On average {number_on_average(due.by_agreement)} requests by agreement with the vendor"
    else:
        told = f"{count(int(due.by_agreement), 'request')} by agreement with the vendor"
    is_, it = ("is", "it") if due.units is not None and due.by_agreement == 1 else ("are", "them")
    yield f"{told} {is_} not part of the quote: no price is stated for {it}."


def _when(terms: Sequence[PlacedTerm], due: Due | None, horizon: Horizon, today: date) -> str:
    """Say when that is bought; `due` None leaves incidents out."""
    at_request = "when its request comes" if due and due.units == 1 else "when requests come"
    if not terms:
        return f"{'It is' if due and due.units == 1 else 'They are'} bought {at_request}"
    parts = _when_terms(terms, horizon.turn(terms[0].month) <= today, "term" if due else "")
    if due:
        parts.append(f"{'the incident' if due.units == 1 else 'incidents'} {at_request}")
    return f"{', '.join(parts[:-1])}, and {parts[-1]}" if len(parts) > 1 else parts[0]


def _when_terms(terms: Sequence[PlacedTerm], now: bool, noun: str) -> list[str]:
    """Return when terms are bought, the first of them perhaps `now`; without a `noun` they are meant by themselves."""
    one = len(terms) == 1
    if now and not one:
        rest = "the other" if len(terms) == 2 else "the others"
        return ["The first term is to be bought now", f"{rest} when the time comes"]
    subject = (f"The {noun} is" if one else f"The {noun}s are") if noun else ("It is" if one else "They are")
    return [f"{subject} to be bought now" if now else f"{subject} bought when the time comes"]


def _run(terms: Sequence[PlacedTerm], horizon: Horizon) -> str:
    first, prices = terms[0], [each.plan.price.required for each in terms]
    cost = price(total(prices, prices[0].currency))
    return f"{count(len(terms), 'term')} of {first.plan.name.value} from {day(horizon.turn(first.month))}, {cost}"


def met_by_others(lacking: Sequence[str], needs: Needs, catalogue: Catalogue, *, one: bool) -> Iterator[str]:
    """Say which must-haves are met only with the terms that a quote does not hold; nothing where it meets all."""
    named = needs_named(needs, catalogue, lacking)
    if named:
        which = "is this must-have" if len(named) == 1 else "are these must-haves"
        yield f"Only with {'that term' if one else 'these terms'} {which} met: {listed(named)}."


def not_met(lacking: Sequence[str], needs: Needs, catalogue: Catalogue) -> Iterator[str]:
    """Say which must-haves a quote does not meet by itself; nothing where it meets all."""
    named = needs_named(needs, catalogue, lacking)
    if named:
        which = "this must-have" if len(named) == 1 else "these must-haves"
        yield f"By itself the quote does not meet {which}: {listed(named)}."
