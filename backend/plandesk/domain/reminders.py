"""Reminders: which is due to the contacts of an installation on a day, and what keeps it from going out (R19)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from plandesk.domain.catalogue import Rules
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.customers import Installation, Role, reference_key
from plandesk.domain.orders import Order, OrderState
from plandesk.domain.period import Period, union
from plandesk.domain.pricing import Incidents, InstallationName
from plandesk.domain.requests import QuotaUse, Window, share_used
from plandesk.domain.terms import grace_end

ReminderKind = Literal["before_expiry", "after_expiry", "quota"]
REMINDER_KINDS: tuple[ReminderKind, ...] = ("before_expiry", "after_expiry", "quota")
"""What a contact can stop, each by itself."""

READERS: Mapping[ReminderKind, frozenset[Role]] = {
    "before_expiry": frozenset({"owner", "billing"}),
    "after_expiry": frozenset({"owner", "billing"}),
    "quota": frozenset({"owner", "technical"}),
}
"""Whose reminders they are: cover is extended by those who may order, requests are made by those who run the server."""

OPEN: frozenset[OrderState] = frozenset({"placed", "awaiting_payment", "paid", "awaiting_approval"})
"""States in which an order is neither refused nor in the books yet."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One reminder of a term: what it is called in the books, its kind, and the day it goes out."""

    name: str
    kind: ReminderKind
    day: date


@dataclass(frozen=True, slots=True)
class DueReminder:
    """The step that goes out for a term that nothing follows, and the earlier ones that fell due with it and do not."""

    term: BookedTerm
    step: Step
    skipped: tuple[Step, ...] = ()

    @property
    def last_covered_day(self) -> date:
        """Return the day the reminder is about, as customers are told it."""
        return self.term.term.period.last_day


def due_reminder(chain: Chain, rules: Rules, since: date, today: date) -> DueReminder | None:
    """Return the latest step of a chain's last term that fell due after `since` and not after `today`, if any (R19).

    A step that lies before its term began is none: nobody is reminded of what was just bought.
    """
    last = chain.last
    if last is None or last.closed_on is not None or (last.suspended_on is not None and last.suspended_on <= today):
        return None
    began = max(last.term.period.start, last.money_on)
    due = [each for each in steps(last.term.period.end, rules) if since < each.day <= today and each.day > began]
    return DueReminder(last, due[-1], tuple(due[:-1])) if due else None


def steps(end: date, rules: Rules) -> tuple[Step, ...]:
    """Return every step of a term that ends at `end` (exclusive), in the order they fall due.

    The day after expiry comes before the end of grace even where grace is so short that they are one day.
    """
    before = [
        Step(f"before_{days}", "before_expiry", end - _DAY - timedelta(days=days))
        for days in sorted(rules.reminder_days, reverse=True)
    ]
    grace = [Step("grace_ends", "after_expiry", grace_end(rules, end) - _DAY)] if rules.grace_days else []
    return (*before, Step("expired", "after_expiry", end), *grace)


def ends_due(rules: Rules, since: date, today: date) -> tuple[Period, ...]:
    """Return which ends (exclusive) of terms have a step after `since` and not after `today`: spans in order, apart.

    All that is due lies within, so that nobody has to look at a term whose day it is not.
    """
    some_end = date(2000, 1, 1)
    offsets = {each.day - some_end for each in steps(some_end, rules)}
    return union(Period(since + _DAY - offset, today + _DAY - offset) for offset in offsets)


def windows_used(quota: QuotaUse, percent: int, today: date) -> tuple[Window, ...]:
    """Return the windows of a quota that `today` lies in and that are used up by at least `percent` (R19)."""
    running = [each for each in (quota.month, quota.period) if each is not None and each.span.covers(today)]
    return tuple(each for each in running if share_used(each) >= Fraction(percent, 100))


def window_step(quota: QuotaUse, window: Window) -> Step:
    """Name the reminder of a quota's window; each month of a term has one of its own."""
    scope = "month" if window is quota.month else "period"
    return Step(f"{quota.pool.id}_{scope}", "quota", window.span.start)


def is_ordered(orders: Iterable[Order], installation: Installation, end: date) -> bool:
    """Tell whether an order stands that gives an installation more cover than to `end` (exclusive) (R19).

    A guest's order is told by the reference it states; what it brought is not in the chain until its buyer signs in.
    An order that was cancelled, refused or ran out unpaid stands no more: who gave up needs the later reminders.
    """
    return any(_stands(each, position, end) for each in orders for position in _lines_about(each, installation))


def orders_about(orders: Iterable[Order], installation: Installation) -> tuple[Order, ...]:
    """Return those orders that have a line about an installation, in their order."""
    return tuple(each for each in orders if any(True for _ in _lines_about(each, installation)))


def _lines_about(order: Order, installation: Installation) -> Iterable[int]:
    for position, line in enumerate(order.selection.lines):
        if not isinstance(line, Incidents) and line.installation and _names(line.installation, installation):
            yield position


def _names(name: InstallationName, installation: Installation) -> bool:
    if name.id is not None:
        return name.id == installation.id
    return name.reference is not None and reference_key(name.reference) == reference_key(installation.reference)


def _stands(order: Order, position: int, end: date) -> bool:
    if order.state in OPEN:
        return True
    if order.customer_id is not None or order.state != "fulfilled":
        return False  # What a customer's own order brought is in the chain, as staff may have corrected it since.
    bought = [term for each in order.schedules if each.position == position for term in each.terms]
    return any(term.period.end > end for term in bought)
