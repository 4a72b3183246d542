"""What is said of a term of an answer that began before today: nobody can buy it any more as it was worked out."""

from collections.abc import Sequence
from datetime import date

from plandesk.domain.advice import Horizon
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.period import day_before
from plandesk.text.formats import day


def terms_past(terms: Sequence[PlacedTerm], horizon: Horizon) -> tuple[str, ...]:
    """Say that the first terms of an option are over; empty where none is."""
    if not terms:
        return ()
    last = day_before(horizon.turn(terms[-1].until))
    if len(terms) == 1:
        return (_over(terms[0].plan.name.value, last),)
    return (f"The first {len(terms)} terms ended by {day(last)}: they can no longer be bought.",)


def _over(plan: str, last: date) -> str:
    return f"The term of {plan} ended on {day(last)}: it can no longer be bought."


def begun(plan: str, began: date, last: date, anew: date) -> str:
    """Say why a term does not open: its first and last covered day, and the last one of a term bought today."""
    return (
        f"The term of {plan} began on {day(began)} and is partly over. "
        f"Bought today it would run until {day(anew)}, and not until {day(last)} as worked out here."
    )


def refused(plan: str, began: date, last: date, anew: date | None) -> str:
    """Say why no quote carries an answer whose term has begun, and what can be done; `anew` is None if it is over."""
    why = _over(plan, last) if anew is None else begun(plan, began, last, anew)
    return f"{why} Ask for the advice again from today."
