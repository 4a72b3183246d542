"""The parts of an order that only staff see: attempts, ledger, refunds, what is listed, and who did what."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from marshmallow import fields, validate

from plandesk.api.fields import MoneyView, View
from plandesk.api.payments import METHODS, STATES
from plandesk.api.prices import show_money
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.payments import Attempt, Refund, RefundState, Resolution, ReviewItem
from plandesk.domain.period import day_before
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.orders import OrderEventRow
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.desk_files import GoesBack, Stated
from plandesk.text.orders_en import describe


class DeskAttemptView(View):
    """One try to pay, with what the provider calls it."""

    id = fields.String()
    method = fields.String(validate=validate.OneOf(METHODS))
    state = fields.String(validate=validate.OneOf(STATES))
    amount = fields.Nested(MoneyView())
    created_at = fields.DateTime()
    provider_ref = fields.String(allow_none=True)
    payment_ref = fields.String(allow_none=True)


class ArrivalView(View):
    """What the bank told of a wire, and whether a person typed it or a statement brought it."""

    bank_reference = fields.String(allow_none=True)
    payer = fields.String(allow_none=True)
    payer_account = fields.String(allow_none=True)
    by_hand = fields.Boolean()
    statement_id = fields.String(allow_none=True)
    line = fields.Integer(allow_none=True)


class DeskEntryView(View):
    """One booking in the ledger; money that leaves is below zero."""

    id = fields.String()
    method = fields.String()
    amount = fields.Nested(MoneyView())
    on = fields.Date()
    recorded_at = fields.DateTime()
    payment_ref = fields.String()
    arrival = fields.Nested(ArrivalView(), allow_none=True)


class DeskRefundView(View):
    """Money on its way back."""

    id = fields.String()
    method = fields.String(validate=validate.OneOf(METHODS))
    amount = fields.Nested(MoneyView())
    state = fields.String(validate=validate.OneOf(get_args(RefundState)))
    reason = fields.String()
    created_at = fields.DateTime()
    provider_ref = fields.String(allow_none=True)


class DeskListedView(View):
    """Something of an order that needs, or needed, a person."""

    id = fields.String()
    kind = fields.String()
    created_at = fields.DateTime()
    amount = fields.Nested(MoneyView(), allow_none=True)
    detail = fields.String()
    value_date = fields.Date(allow_none=True)
    arrival = fields.Nested(ArrivalView(), allow_none=True)
    resolution = fields.String(allow_none=True, validate=validate.OneOf(get_args(Resolution)))


class DeskEventView(View):
    """One line of an order's history, with who did it and why."""

    at = fields.DateTime()
    event = fields.String()
    text = fields.String()
    actor = fields.String(metadata={"description": "buyer, system, staff:ADDRESS, contact:ID or program:NAME."})
    reason = fields.String(allow_none=True)
    reference = fields.String(allow_none=True, metadata={"description": "What the bank calls a wire."})


class StatedView(View):
    """A line, counted from 1, and what a guest stated of the plan it extends."""

    line = fields.Integer()
    plan = fields.String()
    plan_name = fields.String()
    last_covered_day = fields.Date()
    reference = fields.String(allow_none=True, metadata={"description": "Licence key or host name."})
    label = fields.String(allow_none=True)


class GoesBackView(View):
    """The money that goes back if staff reject an order, and the way it goes."""

    amount = fields.Nested(MoneyView())
    method = fields.String(validate=validate.OneOf(METHODS))


def show_attempts(attempts: Sequence[Attempt]) -> list[dict[str, Any]]:
    """Show attempts."""
    return [
        {
            "id": each.id,
            "method": each.method,
            "state": each.state,
            "amount": show_money(each.amount),
            "created_at": each.created_at.isoformat(),
            "provider_ref": each.provider_ref,
            "payment_ref": each.payment_ref,
        }
        for each in attempts
    ]


def show_arrival(arrival: Arrival | None) -> dict[str, Any] | None:
    """Show what the bank told of a wire."""
    if arrival is None:
        return None
    return {
        "bank_reference": arrival.bank_reference,
        "payer": arrival.payer,
        "payer_account": arrival.payer_account,
        "by_hand": arrival.by_hand,
        "statement_id": arrival.statement_id,
        "line": arrival.position,
    }


def show_entries(ledger: Sequence[LedgerEntry], arrivals: Mapping[str, Arrival]) -> list[dict[str, Any]]:
    """Show bookings."""
    return [
        {
            "id": each.id,
            "method": each.method,
            "amount": show_money(each.amount),
            "on": each.on.isoformat(),
            "recorded_at": each.recorded_at.isoformat(),
            "payment_ref": each.payment_ref,
            "arrival": show_arrival(arrivals.get(each.id)),
        }
        for each in ledger
    ]


def show_refunds(refunds: Sequence[Refund]) -> list[dict[str, Any]]:
    """Show refunds."""
    return [
        {
            "id": each.id,
            "method": each.method,
            "amount": show_money(each.amount),
            "state": each.state,
            "reason": each.reason,
            "created_at": each.created_at.isoformat(),
            "provider_ref": each.provider_ref,
        }
        for each in refunds
    ]


def show_listed(
    reviews: Sequence[ReviewItem], ledger: Sequence[LedgerEntry], arrivals: Mapping[str, Arrival]
) -> list[dict[str, Any]]:
    """Show what of an order was ever listed for a person, newest first."""
    days = {each.id: each.on.isoformat() for each in ledger}
    return [
        {
            "id": each.id,
            "kind": each.kind,
            "created_at": each.created_at.isoformat(),
            "amount": show_money(each.amount) if each.amount else None,
            "detail": each.detail,
            "value_date": days.get(each.entry_id or ""),
            "arrival": show_arrival(arrivals.get(each.entry_id or "")),
            "resolution": each.closed.resolution if each.closed else None,
        }
        for each in reversed(reviews)
    ]


def show_events(history: Sequence[OrderEventRow]) -> list[dict[str, Any]]:
    """Show the history, newest first."""
    return [
        {
            "at": each.at.isoformat(),
            "event": each.event,
            "text": describe(each.event, each.facts),
            "actor": each.actor,
            "reason": each.facts.get("reason"),
            "reference": each.facts.get("reference"),
        }
        for each in reversed(history)
    ]


def show_stated(stated: Sequence[Stated], edition: Catalogue) -> list[dict[str, Any]]:
    """Show what a guest stated."""
    return [
        {
            "line": each.position + 1,
            "plan": each.plan,
            "plan_name": edition.plan(each.plan).name.value,
            "last_covered_day": day_before(each.end).isoformat(),
            "reference": each.installation.reference if each.installation else None,
            "label": each.installation.label if each.installation else None,
        }
        for each in stated
    ]


def show_goes_back(found: GoesBack | None) -> dict[str, Any] | None:
    """Show what a rejection sends back."""
    return {"amount": show_money(found.amount), "method": found.method} if found else None
