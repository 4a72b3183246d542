"""Upgrading in mid-term: what the running term is still worth, and what becomes of the terms queued behind it (R9)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from plandesk.domain.coverage import BookedTerm, Term
from plandesk.domain.money import Money, Rounding
from plandesk.domain.period import Period, anchor_for, month_turn, months_to
from plandesk.domain.requests import Unused


@dataclass(frozen=True, slots=True)
class Credit:
    """What a term closed early is still worth, with its arithmetic: `value` times the smaller of two shares.

    The shares are `days_left` of `days`, and `requests.unused` of `requests.total`; `counts` names the smaller one. The
    worth is rounded down to the minor unit; what is above the new plan's price is not credited: then it is `capped`.
    """

    term_id: str
    plan: str
    value: Money
    days_left: int
    days: int
    requests: Unused
    counts: Literal["days", "requests"]
    worth: Money
    amount: Money
    capped: bool


def credit_for(term: BookedTerm, day: date, unused: Unused, price: Money) -> Credit | None:
    """Return what `term` is worth when it closes on `day` and a plan of `price` takes its place (R9).

    None where no money is known to have been captured for it, as for a term that came with a licence, and where its
    period is over. A plan without a quota has no request left to lose, so its days alone count.
    """
    period = term.term.period
    if term.value is None or day >= period.end:
        return None
    days_left, days = (period.end - max(day, period.start)).days, period.days
    left, whole = unused.unused.minor, unused.total.minor
    by_requests = whole > 0 and left * days < days_left * whole
    numerator, denominator = (left, whole) if by_requests else (days_left, days)
    worth = term.value.share(numerator, denominator, Rounding.FLOOR)
    return Credit(
        term_id=term.id,
        plan=term.term.plan,
        value=term.value,
        days_left=days_left,
        days=days,
        requests=unused,
        counts="requests" if by_requests else "days",
        worth=worth,
        amount=min(worth, price),
        capped=worth > price,
    )


def follow(queued: Iterable[BookedTerm], end: date, anchor: date) -> tuple[BookedTerm, ...]:
    """Move queued terms, earliest first, so that they stand back to back from `end`; each keeps its plan and length.

    Their windows open at their new start and stay as long. Months turn on `anchor`'s chain where `end` is on one of its
    boundaries, as everywhere (R16).
    """
    followed: list[BookedTerm] = []
    for each in queued:
        anchor = anchor_for(anchor, end)
        term = moved(each.term, end, anchor)
        followed.append(replace(each, term=term))
        end = term.period.end
    return tuple(followed)


def moved(term: Term, start: date, anchor: date) -> Term:
    """Return a term that starts on another day, on `anchor`'s chain; it and its windows stay as long as they were."""

    def again(span: Period) -> Period:
        return _same_length(span, term.anchor, start, anchor)

    return replace(
        term,
        period=again(term.period),
        anchor=anchor,
        critical_updates=again(term.critical_updates) if term.critical_updates else None,
        maintenance_upgrades=again(term.maintenance_upgrades) if term.maintenance_upgrades else None,
    )


def _same_length(span: Period, old_anchor: date, start: date, anchor: date) -> Period:
    """Return a span from `start` as long as another: in months where that one was whole months, else in days."""
    first, last = months_to(old_anchor, span.start), months_to(old_anchor, span.end)
    if first is None or last is None:
        return Period(start, start + timedelta(days=span.days))
    return Period(start, month_turn(anchor, (months_to(anchor, start) or 0) + last - first))
