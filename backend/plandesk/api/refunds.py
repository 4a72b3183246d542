"""Refunds at the desk over HTTP: shown first with the cover that ends, then asked for, confirmed and taken back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import principal, staff
from plandesk.api.coverage import CLOSINGS, STATES
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Day, Flag, MoneyInput, MoneyView, Payload, View, line, whole
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.domain.coverage import BookedTerm
from plandesk.domain.disputes import Dispute
from plandesk.domain.money import Money, total
from plandesk.domain.payments import Refund, RefundLine
from plandesk.domain.period import day_before
from plandesk.services.ports import Ports
from plandesk.services.refund_cover import LineCover, TermAtStake
from plandesk.services.refunds import RefundWish
from plandesk.services.sent_refunds import confirm_sent
from plandesk.services.staff_refunds import RefundPreview, preview_refund, refund_order, take_wire_back
from plandesk.text.refunds_en import position_title
from plandesk.text.reviews_en import refund_refused

WHO: Final = staff("finance", "admin")
REFUND_STATES: Final = ("requested", "pending", "succeeded", "failed")
DISPUTE_STATES: Final = ("open", "under_review", "won", "lost")
WAYS: Final = ("paypal", "card", "wire")
_MOST_LINES: Final = 50


class RefundLineInput(Payload):
    """What shall go back of one line, tax included, and whether its cover ends."""

    position = whole(0, 999)
    amount = fields.Nested(MoneyInput(), required=True)
    ends_cover = Flag(required=True)


class RefundPreviewInput(Payload):
    """What to show; of everything that is left, where no lines are named."""

    lines = fields.List(
        fields.Nested(RefundLineInput()), load_default=None, allow_none=True, validate=validate.Length(1, _MOST_LINES)
    )


class RefundInput(Payload):
    """What shall go back and why; `expected_left` is what was shown as left of the order, for comparison."""

    lines = fields.List(fields.Nested(RefundLineInput()), required=True, validate=validate.Length(1, _MOST_LINES))
    reason = line(500)
    expected_left = fields.Nested(MoneyInput(), required=True)


class WireSentInput(Payload):
    """The day the bank sent a wire, and what it calls it."""

    sent_on = Day(required=True)
    bank_reference = line(140)


class ResolveInput(Payload):
    """Why it is done; kept."""

    reason = line(500)


class RefundedLineView(View):
    """What went back of one line, tax included."""

    position = fields.Integer()
    amount = fields.Nested(MoneyView())
    ends_cover = fields.Boolean()


class RefundView(View):
    """Money on its way back, or that went or failed to; `listed` where it was on the list and paid no order."""

    id = fields.String()
    state = fields.String(validate=validate.OneOf(REFUND_STATES))
    method = fields.String(validate=validate.OneOf(WAYS))
    amount = fields.Nested(MoneyView())
    reason = fields.String()
    requested_by = fields.String()
    created_at = fields.DateTime()
    reference = fields.String(allow_none=True)
    replaces = fields.String(allow_none=True)
    listed = fields.Boolean()
    lines = fields.List(fields.Nested(RefundedLineView()))


class DisputeView(View):
    """A payment in dispute; `answer_by` is the last day on which the vendor may answer."""

    id = fields.String()
    state = fields.String(validate=validate.OneOf(DISPUTE_STATES))
    amount = fields.Nested(MoneyView())
    reason = fields.String()
    opened_at = fields.DateTime()
    answer_by = fields.Date(allow_none=True)


class TermAtStakeView(View):
    """A term that ends; `ends_on` is the last day it would cover then, null where it would never begin."""

    id = fields.String()
    plan_name = fields.String()
    state = fields.String(validate=validate.OneOf(STATES))
    first_day = fields.Date()
    last_covered_day = fields.Date()
    ends_on = fields.Date(allow_none=True)
    days_left = fields.Integer()
    requests_used = fields.Integer()


class UnitsAtStakeView(View):
    """Incident units that end as far as they are unused."""

    name = fields.String()
    units = fields.Integer()
    used = fields.Integer()
    left = fields.Integer()


class TermBesideView(View):
    """A term that the refund leaves as it is; `closed_because` where this order closed it."""

    plan_name = fields.String()
    first_day = fields.Date()
    last_covered_day = fields.Date()
    closed_on = fields.Date(allow_none=True)
    closed_because = fields.String(allow_none=True, validate=validate.OneOf(CLOSINGS))


class LineCoverAtStakeView(View):
    """What ends with a line's cover, and what neither ends nor comes back."""

    terms = fields.List(fields.Nested(TermAtStakeView()))
    units = fields.List(fields.Nested(UnitsAtStakeView()))
    behind = fields.List(fields.Nested(TermBesideView()))
    closed = fields.List(fields.Nested(TermBesideView()))
    moved = fields.List(fields.Nested(TermBesideView()))


class RefundShareView(View):
    """What would go back of a line: the amount, its net and its tax."""

    amount = fields.Nested(MoneyView())
    net = fields.Nested(MoneyView())
    tax = fields.Nested(MoneyView())
    ends_cover = fields.Boolean()


class RefundableLineView(View):
    """One line of the order: what was paid for it, what went back, what can still go, and its cover."""

    position = fields.Integer()
    title = fields.String()
    net = fields.Nested(MoneyView())
    tax = fields.Nested(MoneyView())
    paid = fields.Nested(MoneyView())
    gone = fields.Nested(MoneyView())
    under_way = fields.Nested(MoneyView())
    left = fields.Nested(MoneyView())
    asked = fields.Nested(RefundShareView(), allow_none=True)
    cover = fields.Nested(LineCoverAtStakeView())


class RefundRefusedView(View):
    """Why nothing of the order can go back now."""

    reason = fields.String()
    text = fields.String()


class RefundPreviewView(View):
    """What a refund would do; the sums are of the lines asked for."""

    number = fields.String()
    state = fields.String()
    method = fields.String(allow_none=True, validate=validate.OneOf(WAYS))
    left = fields.Nested(MoneyView())
    amount = fields.Nested(MoneyView())
    net = fields.Nested(MoneyView())
    tax = fields.Nested(MoneyView())
    refused = fields.Nested(RefundRefusedView(), allow_none=True)
    lines = fields.List(fields.Nested(RefundableLineView()))
    refunds = fields.List(fields.Nested(RefundView()))
    disputes = fields.List(fields.Nested(DisputeView()))


def preview(payload: Mapping[str, Any], number: str) -> Response:
    """Show what of an order can go back, line by line, and what cover ends with it."""
    stated = payload["lines"]
    shown = preview_refund(number, _lines(stated) if stated is not None else None, ports=ports())
    return answer(_show_preview(shown, ports()))


def request(payload: Mapping[str, Any], number: str) -> Response:
    """Give a part or all of an order back by the way it was paid."""
    wish = RefundWish(_lines(payload["lines"]), payload["reason"], principal().actor)
    refund = refund_order(number, wish, _money(payload["expected_left"]), ports=ports())
    return answer(show_refund(refund), 201)


def confirm_wire(payload: Mapping[str, Any], refund_id: str) -> Response:
    """Book that a wire back was sent."""
    by = principal().actor
    refund = confirm_sent(refund_id, payload["sent_on"], payload["bank_reference"], staff=by, ports=ports())
    return answer(show_refund(refund))


def returned(payload: Mapping[str, Any], refund_id: str) -> Response:
    """Record that a wire back was returned by the bank, or could not be sent."""
    return answer(show_refund(take_wire_back(refund_id, payload["reason"], staff=principal().actor, ports=ports())))


def routes(limit: Wrap) -> Routes:
    """Return the routes; `limit` guards them."""
    refunds = Routes("refunds", "Refunds at the desk.")
    order, refund = "/desk/orders/<string:number>", "/desk/refunds/<string:refund_id>"
    doors = (
        (f"{order}/refund-preview", preview, RefundPreviewInput(), 200, RefundPreviewView()),
        (f"{order}/refunds", request, RefundInput(), 201, RefundView()),
        (f"{refund}/confirm-wire", confirm_wire, WireSentInput(), 200, RefundView()),
        (f"{refund}/returned", returned, ResolveInput(), 200, RefundView()),
    )
    for rule, view, takes, status, shape in doors:
        refunds.add(
            "POST",
            rule,
            view,
            takes=takes,
            answers={status: shape},
            problems=(404, 409, 422, 429),
            wrap=limit,
            who=WHO,
        )
    return refunds


def show_refund(refund: Refund) -> dict[str, Any]:
    """Show a refund."""
    return {
        "id": refund.id,
        "state": refund.state,
        "method": refund.method,
        "amount": show_money(refund.amount),
        "reason": refund.reason,
        "requested_by": refund.requested_by,
        "created_at": refund.created_at.isoformat(),
        "reference": refund.provider_ref or None,
        "replaces": refund.replaces,
        "listed": refund.review_id is not None,
        "lines": [
            {"position": each.position, "amount": show_money(each.amount), "ends_cover": each.ends_cover}
            for each in refund.lines
        ],
    }


def show_dispute(dispute: Dispute) -> dict[str, Any]:
    """Show a dispute."""
    return {
        "id": dispute.id,
        "state": dispute.state,
        "amount": show_money(dispute.amount),
        "reason": dispute.reason,
        "opened_at": dispute.opened_at.isoformat(),
        "answer_by": dispute.answer_by.isoformat() if dispute.answer_by else None,
    }


def _show_preview(shown: RefundPreview, here: Ports) -> dict[str, Any]:
    asked = {each.line.position: each for each in shown.shares}
    currency = shown.left.currency
    today = here.clock.today(here.catalogue.rules.time_zone)
    lines = []
    for account, cover in zip(shown.accounts, shown.cover, strict=True):
        share = asked.get(account.position)
        lines.append(
            {
                "position": account.position,
                "title": position_title(shown.order, account.position, here.editions(shown.order.catalogue_version)),
                **{name: show_money(getattr(account, name)) for name in _AMOUNTS},
                "asked": None
                if share is None
                else {
                    "amount": show_money(share.line.amount),
                    "net": show_money(share.net),
                    "tax": show_money(share.tax),
                    "ends_cover": share.line.ends_cover,
                },
                "cover": _show_cover(cover, today, here),
            }
        )
    return {
        "number": shown.order.number,
        "state": shown.order.state,
        "method": shown.method,
        "left": show_money(shown.left),
        "amount": show_money(shown.amount),
        "net": show_money(total((each.net for each in shown.shares), currency)),
        "tax": show_money(total((each.tax for each in shown.shares), currency)),
        "refused": {"reason": shown.refused, "text": refund_refused({"reason": shown.refused})}
        if shown.refused
        else None,
        "lines": lines,
        "refunds": [show_refund(each) for each in shown.refunds],
        "disputes": [show_dispute(each) for each in shown.disputes],
    }


_AMOUNTS = ("net", "tax", "paid", "gone", "under_way", "left")


def _show_cover(cover: LineCover, today: date, here: Ports) -> dict[str, Any]:
    neighbours: Mapping[str, Sequence[BookedTerm]] = {
        "behind": cover.behind,
        "closed": cover.closed,
        "moved": cover.moved,
    }
    return {
        "terms": [_show_stake(each, today, here) for each in cover.terms],
        "units": [
            {
                "name": here.editions(each.units.catalogue_version).incident(each.units.level).name,
                "units": each.units.units,
                "used": each.used,
                "left": each.left,
            }
            for each in cover.units
        ],
        **{name: [_show_neighbour(each, here) for each in terms] for name, terms in neighbours.items()},
    }


def _show_stake(stake: TermAtStake, today: date, here: Ports) -> dict[str, Any]:
    period = stake.term.term.period
    return {
        "id": stake.term.id,
        "plan_name": _plan_name(stake.term, here),
        "state": stake.state,
        "first_day": period.start.isoformat(),
        "last_covered_day": period.last_day.isoformat(),
        "ends_on": day_before(min(today, period.end)).isoformat() if period.start < today else None,
        "days_left": stake.days_left,
        "requests_used": stake.requests_used,
    }


def _show_neighbour(term: BookedTerm, here: Ports) -> dict[str, Any]:
    period = term.term.period
    return {
        "plan_name": _plan_name(term, here),
        "first_day": period.start.isoformat(),
        "last_covered_day": period.last_day.isoformat(),
        "closed_on": term.closed_on.isoformat() if term.closed_on else None,
        "closed_because": term.closed_because,
    }


def _plan_name(term: BookedTerm, here: Ports) -> str:
    return here.editions(term.catalogue_version).plan(term.term.plan).name.value


def _lines(stated: Sequence[Mapping[str, Any]]) -> tuple[RefundLine, ...]:
    return tuple(RefundLine(each["position"], _money(each["amount"]), each["ends_cover"]) for each in stated)


def _money(stated: Mapping[str, Any]) -> Money:
    return Money(stated["minor"], stated["currency"])
