"""Terms that staff enter by hand or import (R17): the dates a stated term has, and what stands in its way."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plandesk.domain.catalogue import Duration, Plan, Rules
from plandesk.domain.coverage import BookedTerm, Chain, Term
from plandesk.domain.errors import DomainError
from plandesk.domain.period import Period, anchor_for, span
from plandesk.domain.upgrades import moved

FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2199, 12, 31)
"""The days a term, and whatever is stated of one, may name."""


class DayOutOfReach(DomainError):
    """What is stated of a term lies within the calendar that is counted with. Facts: `first`, `last`."""


class TermNotFound(DomainError):
    """A term is reached by its id. Facts: `term`."""


class TermEndsBeforeStart(DomainError):
    """A term covers at least one day. Facts: `start`, `end`."""


class TermEndNotStated(DomainError):
    """Without a stated end a term has its plan's support period, if the vendor states one. Facts: `plan`."""


class TermsOverlap(DomainError):
    """Two terms never support one installation on a day. Facts: `start`, `last_covered_day` of the one in the way."""


class PlanOfAnotherFamily(DomainError):
    """An installation is covered by plans of its own family. Facts: `plan`, `family` of the installation."""


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


def insist_within_reach(*days: date | None) -> None:
    """Refuse days that nobody means.

    Raises:
        DayOutOfReach: one of them is.
    """
    if any(day is not None and not FIRST_DAY <= day <= LAST_DAY for day in days):
        raise DayOutOfReach(first=FIRST_DAY, last=LAST_DAY)


def insist_free(period: Period, others: Iterable[BookedTerm]) -> None:
    """Refuse a period on a day of which another term gives support.

    Raises:
        TermsOverlap: one does.
    """
    for each in others:
        support = each.support
        if support is not None and support.start < period.end and period.start < support.end:
            raise TermsOverlap(start=support.start, last_covered_day=support.last_day)


def corrected(term: Term, start: date, end: date) -> Term:
    """Return a term with other dates: with another start its windows open there, and stay as long.

    Raises:
        TermEndsBeforeStart: it would cover no day.
    """
    if end <= start:
        raise TermEndsBeforeStart(start=start, end=end)
    if start != term.period.start:
        term = moved(term, start, start)
    return replace(term, period=Period(start, end))


def directly_behind(term: BookedTerm, chain: Chain, day: date) -> tuple[BookedTerm, ...]:
    """Return the terms queued behind one without a gap, earliest first; only those that begin after `day`."""
    behind: list[BookedTerm] = []
    end = term.term.period.end
    for each in chain.queued(day):
        if each.id != term.id and each.term.period.start == end:
            behind.append(each)
            end = each.term.period.end
    return tuple(behind)


def _anchor(start: date, others: Iterable[BookedTerm]) -> date:
    before = next((each for each in others if each.support is not None and each.support.end == start), None)
    return start if before is None else anchor_for(before.term.anchor, start)


def _window(anchor: date, start: date, length: Duration | None) -> Period | None:
    return None if length is None else span(anchor, start, length.months)
