"""What became different from one revision of a quote to the next, as facts for sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from plandesk.domain.pricing import Incidents
from plandesk.domain.quotes import Quote, QuoteOption

What = Literal["added", "removed", "choice", "quantity", "price", "total", "valid_until", "note", "advice"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `was` and `now` are the line it is about, before and after; None where it is the whole quote."""

    what: What
    was: QuoteOption | None = None
    now: QuoteOption | None = None


def changes_between(before: Quote, after: Quote) -> tuple[Change, ...]:
    """List what a buyer who saw one revision finds different in the next; the lines first, may be empty.

    Lines are the same where they sell the same for the same installation.
    """
    left = list(before.options)
    found: list[Change] = []
    for option in after.options:
        same = next((each for each in left if _sold(each) == _sold(option)), None)
        if same is None:
            found.append(Change("added", None, option))
        else:
            left.remove(same)
            found += _of_line(same, option, after.currency)
    found += [Change("removed", each) for each in left]
    if before.total != after.total:
        found.append(Change("total"))
    if before.valid_until != after.valid_until:
        found.append(Change("valid_until"))
    if before.note != after.note:
        found.append(Change("note"))
    if _advised(before) != _advised(after):
        found.append(Change("advice"))
    return tuple(found)


def _of_line(was: QuoteOption, now: QuoteOption, currency: str) -> Sequence[Change]:
    found = []
    if was.choice != now.choice:
        found.append(Change("choice", was, now))
    if was.prices[0].quantity != now.prices[0].quantity:
        found.append(Change("quantity", was, now))
    if was.prices[0].total.currency != currency or was.total(currency) != now.total(currency):
        found.append(Change("price", was, now))
    return found


def _advised(quote: Quote) -> object:
    return quote.advice.promise if quote.advice else None


def _sold(option: QuoteOption) -> object:
    line = option.line
    if isinstance(line, Incidents):
        return line.kind, line.level
    name = line.installation
    return line.kind, line.plan, (name.id or name.name) if name else None
