"""Terms by the hand of staff over HTTP: enter, correct, suspend, resume and revoke, each with a reason (R17)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response
from marshmallow import fields

from plandesk.api.auth import Who, principal, staff
from plandesk.api.coverage import BookedTermView, show_booked
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Day, MoneyInput, MoneyView, Payload, View, line, one_of
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.imports import ENTERED_AS
from plandesk.domain.money import Money
from plandesk.services.ports import Ports
from plandesk.services.terms import (
    Acted,
    CorrectTerm,
    EnterTerm,
    correct_term,
    enter_term,
    resume_term,
    revoke_term,
    suspend_term,
)


class ReasonInput(Payload):
    """Why it is done; kept with the term."""

    reason = line(500)


class EnterTermInput(ReasonInput):
    """A term that staff know of. Without a last covered day it has the plan's support period."""

    plan = line(120)
    start = Day(required=True)
    last_covered_day = Day(load_default=None, allow_none=True)
    origin = one_of(ENTERED_AS)
    value = fields.Nested(MoneyInput(), load_default=None, allow_none=True)


class CorrectTermInput(ReasonInput):
    """What shall stand instead; what is left out stays."""

    start = Day(load_default=None, allow_none=True)
    last_covered_day = Day(load_default=None, allow_none=True)
    value = fields.Nested(MoneyInput(), load_default=None, allow_none=True)


class StaffTermView(BookedTermView):
    """A term in the books as staff see it."""

    value = fields.Nested(MoneyView(), allow_none=True)


class ActedView(View):
    """The term as it is now, and the queued terms that follow its new end."""

    term = fields.Nested(StaffTermView())
    moved = fields.List(fields.Nested(StaffTermView()))


def enter(payload: Mapping[str, Any], installation_id: str) -> Response:
    """Put a term into the books by hand."""
    command = EnterTerm(
        installation_id=installation_id,
        plan=payload["plan"],
        start=payload["start"],
        last_covered_day=payload["last_covered_day"],
        origin=payload["origin"],
        value=_money(payload["value"]),
        reason=payload["reason"],
    )
    return answer(_show(enter_term(command, staff=principal().actor, ports=ports()), ports()), 201)


def correct(payload: Mapping[str, Any], term_id: str) -> Response:
    """Change a term's dates or value; terms queued directly behind it follow its new end."""
    command = CorrectTerm(
        term_id=term_id,
        reason=payload["reason"],
        start=payload["start"],
        last_covered_day=payload["last_covered_day"],
        value=_money(payload["value"]),
    )
    return answer(_show(correct_term(command, staff=principal().actor, ports=ports()), ports()))


def suspend(payload: Mapping[str, Any], term_id: str) -> Response:
    """Serve no request on a term from today on."""
    return _move(suspend_term, payload, term_id)


def resume(payload: Mapping[str, Any], term_id: str) -> Response:
    """Serve requests on a suspended term again."""
    return _move(resume_term, payload, term_id)


def revoke(payload: Mapping[str, Any], term_id: str) -> Response:
    """Take a term back from today on, with its update windows."""
    return _move(revoke_term, payload, term_id)


def routes(limit: Wrap) -> Routes:
    """Return the routes of terms by hand; `limit` guards writes."""
    terms = Routes("staff_terms", "Terms by the hand of staff.")
    terms.add(
        "POST",
        "/installations/<string:installation_id>/terms",
        enter,
        takes=EnterTermInput(),
        answers={201: ActedView()},
        problems=(409, 422, 429),
        wrap=limit,
        who=staff("sales", "admin"),
    )
    doors: tuple[tuple[Callable[..., Response], Payload, Who], ...] = (
        (correct, CorrectTermInput(), staff("sales", "admin")),
        *((view, ReasonInput(), staff()) for view in (suspend, resume, revoke)),
    )
    for view, takes, who in doors:
        terms.add(
            "POST",
            f"/terms/<string:term_id>/{view.__name__}",
            view,
            takes=takes,
            answers={200: ActedView()},
            problems=(409, 422, 429),
            wrap=limit,
            who=who,
        )
    return terms


def _move(act: Callable[..., Acted], payload: Mapping[str, Any], term_id: str) -> Response:
    return answer(_show(act(term_id, payload["reason"], staff=principal().actor, ports=ports()), ports()))


def _money(stated: Mapping[str, Any] | None) -> Money | None:
    return Money(stated["minor"], stated["currency"]) if stated else None


def _show(acted: Acted, here: Ports) -> dict[str, Any]:
    return {
        "term": _show_term(acted.term, acted, here),
        "moved": [_show_term(each, acted, here) for each in acted.moved],
    }


def _show_term(term: BookedTerm, acted: Acted, here: Ports) -> dict[str, Any]:
    rules = here.catalogue.rules
    shown = show_booked(term, acted.chain, rules, here.clock.today(rules.time_zone), acted.orders, here)
    return {**shown, "value": show_money(term.value) if term.value else None}
