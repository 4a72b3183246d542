"""What a quote says of the terms of its advice that it holds, and of those that are bought later."""

from collections.abc import Iterator, Sequence
from datetime import date

from plandesk.domain.advice import Horizon, Needs, Option
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import total
from plandesk.text.advice_en import said
from plandesk.text.formats import count, day, listed, price
from plandesk.text.quote_advice_en import needs_named


def held(option: Option, number: int, others: int, horizon: Horizon) -> str:
    """Say how many of the terms that can still be bought a quote holds."""
    of, terms = _called(option, horizon), number + others
    if not number:
        none = "does not hold the term" if terms == 1 else f"holds none of the {terms} terms"
        return f"This quote {none} of {of}."
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


def others(runs: Sequence[Sequence[PlacedTerm]], horizon: Horizon, today: date) -> str:
    """Say which terms a quote does not hold, from when they run, and what they cost by today's list."""
    told = "; ".join(_run(each, horizon) for each in runs)
    one = sum(len(each) for each in runs) == 1
    listed_at = f"at the list prices of {day(today)}"
    when = f"{'It is' if one else 'They are'} bought when the time comes"
    return f"Not part of the quote, but in the totals: {told}, {listed_at}. {when}."


def _run(terms: Sequence[PlacedTerm], horizon: Horizon) -> str:
    first, prices = terms[0], [each.plan.price.required for each in terms]
    cost = price(total(prices, prices[0].currency))
    return f"{count(len(terms), 'term')} of {first.plan.name.value} from {day(horizon.turn(first.month))}, {cost}"


def met_by_others(lacking: Sequence[str], needs: Needs, catalogue: Catalogue, *, one: bool) -> Iterator[str]:
    """Say which must-haves are met only with the terms that a quote does not hold; nothing where it meets all."""
    named = needs_named(needs, catalogue, lacking)
    if named:
        which = "is this must-have" if len(named) == 1 else "are these must-haves"
        yield f"Only with {'it' if one else 'them'} {which} met: {listed(named)}."
