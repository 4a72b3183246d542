"""The ways an installation's cover can go on, each with its price, its dates and what it changes."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import contact, link, reach_installation
from plandesk.api.coverage import STATES, LaneView, SafeWireView, show_lanes, show_safe_wire
from plandesk.api.document import Routes, answer
from plandesk.api.fields import MoneyView, View
from plandesk.api.open_orders import OpenOrderView, show_open_orders
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.api.terms import STARTS, TermView, show_terms
from plandesk.domain.coverage import BookedTerm, lanes, state_of
from plandesk.domain.options import Option
from plandesk.domain.period import Period
from plandesk.domain.pricing import Extension, PlanLine, Upgrade
from plandesk.domain.terms import extension_opens
from plandesk.domain.upgrades import Credit
from plandesk.services.options import OpenOptions, read_options
from plandesk.services.ports import Ports
from plandesk.text.changes_en import changes
from plandesk.text.prices_en import explain_credit, explain_option
from plandesk.text.problems_en import explain

KINDS = ("extension", "upgrade", "new_installation")
LINE_KINDS = ("installation_extension", "upgrade", "new_installation")
RELATIONS = ("same", "higher", "lower", "first")


class CurrentTermView(View):
    """The term that runs, or ended last."""

    plan = fields.String()
    plan_name = fields.String()
    start = fields.Date()
    last_covered_day = fields.Date()
    state = fields.String(validate=validate.OneOf(STATES))
    days_left = fields.Integer()


class QueuedTermView(View):
    """A term queued behind."""

    plan = fields.String()
    plan_name = fields.String()
    start = fields.Date()
    last_covered_day = fields.Date()


class StandingTermView(QueuedTermView):
    """A term of the chain as it stands; closed early, it ends where its support did."""

    id = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))
    suspended_on = fields.Date(allow_none=True)


class CreditView(View):
    """What the running term is still worth: its value times the smaller of two shares, rounded down (R9)."""

    value = fields.Nested(MoneyView())
    days_left = fields.Integer()
    days = fields.Integer()
    requests_left = fields.Nested(MoneyView())
    requests = fields.Nested(MoneyView())
    counts = fields.String(validate=validate.OneOf(("days", "requests")))
    worth = fields.Nested(MoneyView())
    amount = fields.Nested(MoneyView(), metadata={"description": "What is credited: never more than the new price."})
    capped = fields.Boolean()
    explanation = fields.String()


class OptionLineView(View):
    """The line to price or order, as it is sent; what a kind does not take is left out when sending."""

    kind = fields.String(validate=validate.OneOf(LINE_KINDS))
    installation_id = fields.String()
    plan = fields.String()
    periods = fields.Integer(allow_none=True)
    start = fields.String(allow_none=True, validate=validate.OneOf(STARTS))
    cover_version = fields.String(allow_none=True)


class WayOnView(View):
    """One way to go on, as if it were ordered and paid today. `price_per_day` is rounded half up."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    plan = fields.String()
    plan_name = fields.String()
    relation = fields.String(validate=validate.OneOf(RELATIONS))
    periods = fields.Integer()
    start = fields.String(validate=validate.OneOf(STARTS))
    starts_on = fields.Date()
    last_covered_day = fields.Date()
    days_given_up = fields.Integer()
    gap_days = fields.Integer()
    explanation = fields.String()
    covered_days = fields.Integer(metadata={"description": "Days of the new terms that are still ahead."})
    unit_price = fields.Nested(MoneyView())
    total = fields.Nested(MoneyView())
    price_per_day = fields.Nested(MoneyView())
    changes = fields.List(fields.String())
    terms = fields.List(fields.Nested(TermView()))
    moved = fields.List(
        fields.Nested(QueuedTermView()), metadata={"description": "Terms queued behind, as they then stand (R9)."}
    )
    lanes_after = fields.List(fields.Nested(LaneView()))
    credit = fields.Nested(CreditView(), allow_none=True)
    line = fields.Nested(OptionLineView())
    lines = fields.List(fields.Integer())
    readings = fields.List(fields.String())
    rules = fields.List(fields.String())


class RefusedOptionView(View):
    """A plan that cannot be bought for the installation today, and why."""

    plan = fields.String()
    plan_name = fields.String()
    rule = fields.String()
    detail = fields.String()


class OptionsView(View):
    """What is open for an installation today."""

    id = fields.String()
    name = fields.String()
    family = fields.String()
    family_name = fields.String()
    product = fields.String(allow_none=True)
    today = fields.Date()
    cover_version = fields.String()
    catalogue_version = fields.String()
    current = fields.Nested(CurrentTermView(), allow_none=True)
    queued = fields.List(fields.Nested(QueuedTermView()))
    terms = fields.List(
        fields.Nested(StandingTermView()), metadata={"description": "Every term that gave or gives support."}
    )
    opens_on = fields.Date(allow_none=True, metadata={"description": "From when an extension can be queued."})
    lanes = fields.List(fields.Nested(LaneView()))
    wire = fields.Nested(SafeWireView(), allow_none=True)
    choices = fields.List(fields.Nested(WayOnView()))
    refused = fields.List(fields.Nested(RefusedOptionView()))
    open_orders = fields.List(fields.Nested(OpenOrderView()), metadata={"description": "Newest first."})


def read(installation_id: str) -> Response:
    """Read what is open for an installation today."""
    reach_installation(installation_id)
    here = ports()
    return answer(_show(read_options(installation_id, ports=here), here), Cache_Control="no-store")


def routes() -> Routes:
    """Return the route of options."""
    options = Routes("options", "The ways an installation's cover can go on.")
    options.add(
        "GET",
        "/installations/<string:installation_id>/options",
        read,
        answers={200: OptionsView()},
        problems=(404,),
        who=contact("see_cover") | link(),
    )
    return options


def _show(found: OpenOptions, here: Ports) -> dict[str, Any]:
    installation, chain, today, catalogue = found.installation, found.chain, found.today, here.catalogue
    family = next((each.name for each in catalogue.families if each.id == installation.family), installation.family)
    current = chain.running(today) or chain.last
    return {
        "id": installation.id,
        "name": installation.name,
        "family": installation.family,
        "family_name": family,
        "product": installation.product,
        "today": today.isoformat(),
        "cover_version": chain.version,
        "catalogue_version": catalogue.version,
        "current": _show_current(current, found, here) if current else None,
        "queued": [_show_term(each, here) for each in chain.queued(today)],
        "terms": [_show_standing(each, found, here) for each in chain.terms if each.support is not None],
        "opens_on": extension_opens(catalogue.rules, chain.end).isoformat() if chain.end else None,
        "lanes": show_lanes(lanes(chain.terms), today),
        "wire": show_safe_wire(found.wire, catalogue.rules, today),
        "choices": [_show_option(each, found, here) for each in found.options.open],
        "refused": [
            {
                "plan": plan.id,
                "plan_name": plan.name.value,
                "rule": refusal.rule,
                "detail": explain(refusal, catalogue),
            }
            for plan, refusal in found.options.refused
        ],
        "open_orders": show_open_orders(found.orders),
    }


def _show_option(option: Option, found: OpenOptions, here: Ports) -> dict[str, Any]:
    catalogue, line, choice = here.catalogue, option.line, option.choice
    priced = option.proposal.breakdown.lines[0]
    plan = catalogue.plan(line.plan)
    current = found.chain.last and catalogue.find_plan(found.chain.last.term.plan)
    credit = next((each.credit for each in option.proposal.breakdown.lines if each.credit), None)
    return {
        "kind": line.kind,
        "plan": plan.id,
        "plan_name": plan.name.value,
        "relation": option.relation,
        "periods": priced.quantity,
        "start": choice.id,
        "starts_on": choice.terms[0].period.start.isoformat(),
        "last_covered_day": choice.terms[-1].period.last_day.isoformat(),
        "days_given_up": choice.days_given_up,
        "gap_days": choice.gap_days,
        "explanation": explain_option(line, choice),
        "covered_days": option.covered_days,
        "unit_price": show_money(priced.unit_price),
        "total": show_money(option.proposal.breakdown.total),
        "price_per_day": show_money(option.price_per_day),
        "changes": changes(current, plan, catalogue) if current else [],
        "terms": show_terms(choice.terms),
        "moved": [_show_term(each, here) for each in choice.changes if each.closed_on is None],
        "lanes_after": show_lanes(option.lanes, found.today),
        "credit": _show_credit(credit) if credit else None,
        "line": _show_line(line, choice.id, found),
        "lines": priced.lines,
        "readings": priced.readings,
        "rules": priced.rules,
    }


def _show_line(line: PlanLine, start: str, found: OpenOptions) -> dict[str, Any]:
    kind = "installation_extension" if isinstance(line, Extension) else line.kind
    return {
        "kind": kind,
        "installation_id": found.installation.id,
        "plan": line.plan,
        "periods": None if isinstance(line, Upgrade) else line.periods,
        "start": start if isinstance(line, Extension) else None,
        "cover_version": None if kind == "new_installation" else found.chain.version,
    }


def _show_credit(credit: Credit) -> dict[str, Any]:
    return {
        "value": show_money(credit.value),
        "days_left": credit.days_left,
        "days": credit.days,
        "requests_left": show_money(credit.requests.unused),
        "requests": show_money(credit.requests.total),
        "counts": credit.counts,
        "worth": show_money(credit.worth),
        "amount": show_money(credit.amount),
        "capped": credit.capped,
        "explanation": explain_credit(credit),
    }


def _show_current(term: BookedTerm, found: OpenOptions, here: Ports) -> dict[str, Any]:
    left = term.support or term.term.period
    return {
        **_show_term(term, here),
        "state": state_of(term, found.chain, here.catalogue.rules, found.today),
        "days_left": max(0, (left.end - found.today).days),
    }


def _show_standing(term: BookedTerm, found: OpenOptions, here: Ports) -> dict[str, Any]:
    return {
        **_show_term(term, here),
        "id": term.id,
        "state": state_of(term, found.chain, here.catalogue.rules, found.today),
        "suspended_on": term.suspended_on.isoformat() if term.suspended_on else None,
    }


def _show_term(term: BookedTerm, here: Ports) -> dict[str, Any]:
    period: Period = term.support or term.term.period
    return {
        "plan": term.term.plan,
        "plan_name": here.editions(term.catalogue_version).plan(term.term.plan).name.value,
        "start": period.start.isoformat(),
        "last_covered_day": period.last_day.isoformat(),
    }
