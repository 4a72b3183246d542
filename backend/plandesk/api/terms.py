"""The shapes of dates: terms, the windows they open, and the starts to choose from."""

from collections.abc import Iterable
from typing import Any

from marshmallow import fields, validate

from plandesk.api.fields import View
from plandesk.domain.coverage import Term
from plandesk.domain.period import Period
from plandesk.domain.pricing import Extension
from plandesk.domain.terms import Schedule, StartChoice
from plandesk.text.prices_en import explain_start

STARTS = ("at_end", "today", "continuous", "from_payment")


class WindowView(View):
    """A span of update cover; `end` is exclusive, `last_covered_day` is what people read."""

    start = fields.Date()
    end = fields.Date()
    last_covered_day = fields.Date()


class TermView(View):
    """One plan covering one installation; `end` is exclusive. A window is null where the terms do not state one."""

    plan = fields.String()
    start = fields.Date()
    end = fields.Date()
    last_covered_day = fields.Date()
    days = fields.Integer()
    critical_updates = fields.Nested(WindowView(), allow_none=True)
    maintenance_upgrades = fields.Nested(WindowView(), allow_none=True)


class StartChoiceView(View):
    """One way an extension may start, with the days it costs."""

    id = fields.String(validate=validate.OneOf(STARTS))
    start = fields.Date()
    last_covered_day = fields.Date()
    days_given_up = fields.Integer()
    gap_days = fields.Integer()
    explanation = fields.String()


def show_terms(terms: Iterable[Term]) -> list[dict[str, Any]]:
    """Show terms, earliest first."""
    return [show_term(term) for term in terms]


def show_term(term: Term) -> dict[str, Any]:
    """Show one term with its windows."""
    return {
        "plan": term.plan,
        **_show_period(term.period),
        "days": term.period.days,
        "critical_updates": _show_window(term.critical_updates),
        "maintenance_upgrades": _show_window(term.maintenance_upgrades),
    }


def show_choices(schedule: Schedule, line: Extension) -> list[dict[str, Any]]:
    """Show the open starts of an extension."""
    return [_show_choice(choice, line) for choice in schedule.choices]


def _show_choice(choice: StartChoice, line: Extension) -> dict[str, Any]:
    return {
        "id": choice.id,
        "start": choice.terms[0].period.start.isoformat(),
        "last_covered_day": choice.terms[-1].period.last_day.isoformat(),
        "days_given_up": choice.days_given_up,
        "gap_days": choice.gap_days,
        "explanation": explain_start(choice, line.end),
    }


def _show_window(window: Period | None) -> dict[str, Any] | None:
    return None if window is None else _show_period(window)


def _show_period(period: Period) -> dict[str, Any]:
    return {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "last_covered_day": period.last_day.isoformat(),
    }
