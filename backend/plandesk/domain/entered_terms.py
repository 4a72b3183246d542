"""Terms that staff enter by hand or import (R17): the dates a stated term has, and what stands in its way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plandesk.domain.catalogue import Duration, Plan, Rules
from plandesk.domain.coverage import BookedTerm, Term
from plandesk.domain.errors import DomainError
from plandesk.domain.period import Period, anchor_for, month_turn, months_to, span


class TermNotFound(DomainError):
    """A term is reached by its id. Facts: `term`."""


class TermEndsBeforeStart(DomainError):
    """A term covers at least one day. Facts: `start`, `end`."""


class TermEndNotStated(DomainError):
    """Without a stated end a term has its plan's support period, if the vendor states one. Facts: `plan`."""


class TermsOverlap(DomainError):
    """Two terms never support one installation on a day. Facts: `start`, `last_covered_day` of the one in the way."""


class TermMoveRefused(DomainError):
    """A term that is over, revoked or closed is not moved on. Facts: `term`, `state`, `move`."""


class NothingToCorrect(DomainError):
    """A correction changes something. Facts: `term`."""


def entered_term(plan: Plan, start: date, end: date | None, others: Iterable[BookedTerm], rules: Rules) -> Term:
    """Return a term of `plan` for `[start, end)`; without `end` it has the plan's support period.

    A stated end may lie off the months. Months turn on the first day of the term that ends where this one starts, if
    there is one (R16); reading A20 says whether it opens update windows when the installation has `others`.

    Raises:
        TermEndsBeforeStart: it would cover no day.
        TermEndNotStated: the vendor states no support period for the plan.
    """
    others = tuple(others)
    anchor = _anchor(start, others)
    if end is None:
        if plan.support_period.value is None:
            raise TermEndNotStated(plan=plan.id)
        end = span(anchor, start, plan.support_period.value.months).end
    if end <= start:
        raise TermEndsBeforeStart(start=start, end=end)
    opens = rules.update_windows == "every_term" or not others
    return Term(
        plan=plan.id,
        period=Period(start, end),
        anchor=anchor,
        critical_updates=_window(anchor, start, plan.critical_updates.value) if opens else None,
        maintenance_upgrades=_window(anchor, start, plan.maintenance_upgrades.value) if opens else None,
    )


def moved_to(term: Term, start: date) -> Term:
    """Return the term as it is when it starts on another day: as many months as before, or days where they were none.

    Its windows keep their length in the same way.
    """
    if start == term.period.start:
        return term
    anchor = anchor_for(term.anchor, start)
    return replace(
        term,
        anchor=anchor,
        period=_moved(term.period, term.anchor, start, anchor),
        critical_updates=_moved_window(term.critical_updates, term, start, anchor),
        maintenance_upgrades=_moved_window(term.maintenance_upgrades, term, start, anchor),
    )


def insist_free(period: Period, others: Iterable[BookedTerm]) -> None:
    """Refuse a period on a day of which another term gives support.

    Raises:
        TermsOverlap: one does.
    """
    for each in others:
        support = each.support
        if support is not None and support.start < period.end and period.start < support.end:
            raise TermsOverlap(start=support.start, last_covered_day=support.last_day)


def _anchor(start: date, others: Iterable[BookedTerm]) -> date:
    before = next((each for each in others if each.support is not None and each.support.end == start), None)
    return start if before is None else anchor_for(before.term.anchor, start)


def _window(anchor: date, start: date, length: Duration | None) -> Period | None:
    return None if length is None else span(anchor, start, length.months)


def _moved_window(window: Period | None, term: Term, start: date, anchor: date) -> Period | None:
    return None if window is None else _moved(window, term.anchor, start, anchor)


def _moved(period: Period, old_anchor: date, start: date, anchor: date) -> Period:
    first, last = months_to(old_anchor, period.start), months_to(old_anchor, period.end)
    if first is None or last is None:
        return Period(start, start + (period.end - period.start))
    offset = months_to(anchor, start)
    assert offset is not None, "an anchor is chosen so that its chain turns on the start"
    return Period(start, month_turn(anchor, offset + last - first))
