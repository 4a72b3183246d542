"""One order and one customer at the desk: everything staff look at, and what they do with an order."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask import Response
from marshmallow import fields, validate

from plandesk.api.access import CustomerView, show_customer
from plandesk.api.account import OrderSummaryView, show_summary
from plandesk.api.auth import principal, reach_customer, staff
from plandesk.api.contacts import ContactView, show_contact
from plandesk.api.desk_views import (
    DeskAttemptView,
    DeskEntryView,
    DeskEventView,
    DeskListedView,
    DeskRefundView,
    GoesBackView,
    StatedView,
    show_attempts,
    show_entries,
    show_events,
    show_goes_back,
    show_listed,
    show_refunds,
    show_stated,
)
from plandesk.api.document import Routes, answer
from plandesk.api.documents import DocumentLinkView, show_link
from plandesk.api.fields import Day, Payload, View, line, whole
from plandesk.api.installations import StandingView, show_standing
from plandesk.api.limits import Wrap
from plandesk.api.orders import LineTermsView, OrderView, show_order
from plandesk.api.ports import ports
from plandesk.api.requests import OwnedUnitsView, show_units
from plandesk.api.selections import require_sane_days
from plandesk.api.terms import show_terms
from plandesk.domain.period import day_after
from plandesk.services.approvals import approve_order, preview_approval, reject_order
from plandesk.services.cancellation import cancel_as_staff
from plandesk.services.desk_files import DeskOrder, read_desk_customer, read_desk_order

_MOST_LINES: Final = 200


class NamedView(View):
    """Something by its id and what it is called."""

    id = fields.String()
    name = fields.String()


class DeskOrderFileView(View):
    """An order as its buyer sees it, and what only staff see beside it; everything newest first but the ledger."""

    order = fields.Nested(OrderView())
    customer = fields.Nested(NamedView(), allow_none=True)
    quote = fields.Nested(NamedView(), allow_none=True)
    attempts = fields.List(fields.Nested(DeskAttemptView()))
    ledger = fields.List(fields.Nested(DeskEntryView()), metadata={"description": "All money booked, oldest first."})
    refunds = fields.List(fields.Nested(DeskRefundView()))
    listed = fields.List(fields.Nested(DeskListedView()), metadata={"description": "What of it needs a person."})
    documents = fields.List(fields.Nested(DocumentLinkView()))
    history = fields.List(fields.Nested(DeskEventView()))
    stated = fields.List(
        fields.Nested(StatedView()),
        metadata={"description": "Lines whose last covered day a guest stated, while the order waits for approval."},
    )
    goes_back = fields.Nested(
        GoesBackView(),
        allow_none=True,
        metadata={"description": "What a rejection sends back; null where nothing waits for approval, or can go back."},
    )


class DeskCustomerFileView(View):
    """A customer with its people, how its installations are covered, and its latest orders, newest first."""

    customer = fields.Nested(CustomerView())
    contacts = fields.List(fields.Nested(ContactView()))
    today = fields.Date()
    installations = fields.List(fields.Nested(StandingView()))
    units = fields.List(fields.Nested(OwnedUnitsView()))
    orders = fields.List(fields.Nested(OrderSummaryView()))


class WhyInput(Payload):
    """Why it is done; the history and the audit keep it."""

    reason = line(500)


class CorrectedInput(Payload):
    """The true last covered day of the current plan of a line, counted from 1."""

    line = whole(1, _MOST_LINES)
    last_covered_day = Day(required=True)


class ApprovePreviewInput(Payload):
    """What staff would approve: each line as stated, or with its true last covered day."""

    corrections = fields.List(
        fields.Nested(CorrectedInput()), load_default=list, validate=validate.Length(max=_MOST_LINES)
    )


class ApproveInput(ApprovePreviewInput, WhyInput):
    """Approval of what a guest stated; with a correction the buyer is told and confirms first."""


class ApprovePreviewView(View):
    """The dates that an approval would set, by the line's position from 0."""

    terms = fields.List(fields.Nested(LineTermsView()))


def read_order(number: str) -> Response:
    """Read an order with everything staff look at."""
    return _answer(number)


def approve(payload: Mapping[str, Any], number: str) -> Response:
    """Accept what a guest stated, or correct last covered days."""
    approve_order(number, staff=principal().actor, reason=payload["reason"], ends=_ends(payload), ports=ports())
    return _answer(number)


def preview(payload: Mapping[str, Any], number: str) -> Response:
    """Tell the dates that an approval, or a correction, would set; nothing is done and nobody is told."""
    dated = preview_approval(number, ends=_ends(payload), ports=ports())
    return answer({"terms": [{"line": each.position, "terms": show_terms(each.terms)} for each in dated]})


def _ends(payload: Mapping[str, Any]) -> Mapping[int, date]:
    days = {each["line"] - 1: each["last_covered_day"] for each in payload["corrections"]}
    require_sane_days(days)
    return {position: day_after(day) for position, day in days.items()}


def reject(payload: Mapping[str, Any], number: str) -> Response:
    """Refuse what a guest stated; the money goes back the way it came."""
    reject_order(number, staff=principal().actor, reason=payload["reason"], ports=ports())
    return _answer(number)


def cancel(payload: Mapping[str, Any], number: str) -> Response:
    """Cancel an unpaid order."""
    cancel_as_staff(number, staff=principal().actor, reason=payload["reason"], ports=ports())
    return _answer(number)


def read_customer(customer_id: str) -> Response:
    """Read a customer with everything staff look at."""
    here = ports()
    found = read_desk_customer(reach_customer(customer_id).id, ports=here)
    account = found.account
    body = {
        "customer": show_customer(account.customer),
        "contacts": [show_contact(each) for each in found.contacts],
        "today": account.today.isoformat(),
        "installations": [show_standing(each, here) for each in account.standings],
        "units": [show_units(each, here.editions(each.units.catalogue_version)) for each in account.units],
        "orders": [show_summary(each, found.documents.get(each.id, ())) for each in found.orders],
    }
    return answer(body)


def routes(limit: Wrap) -> Routes:
    """Return the routes; `limit` guards writes."""
    desk, one = Routes("desk_files", "One order, one customer, at the desk."), "/desk/orders/<string:number>"
    shape = DeskOrderFileView()
    desk.add("GET", one, read_order, answers={200: shape}, who=staff())
    acts: Sequence[tuple[Callable[..., Response], Payload]] = (
        (approve, ApproveInput()),
        (reject, WhyInput()),
        (cancel, WhyInput()),
    )
    for view, takes in acts:
        desk.add(
            "POST",
            f"{one}/{view.__name__}",
            view,
            takes=takes,
            answers={200: shape},
            problems=(409, 422, 429, 502),
            wrap=limit,
            who=staff("sales", "admin") if view is not cancel else staff(),
        )
    desk.add(
        "POST",
        f"{one}/approve-preview",
        preview,
        takes=ApprovePreviewInput(),
        answers={200: ApprovePreviewView()},
        problems=(409, 422, 429),
        wrap=limit,
        who=staff("sales", "admin"),
    )
    desk.add(
        "GET",
        "/desk/customers/<string:customer_id>",
        read_customer,
        answers={200: DeskCustomerFileView()},
        who=staff(),
    )
    return desk


def _answer(number: str) -> Response:
    return answer(_show(read_desk_order(number, ports=ports())))


def _show(found: DeskOrder) -> dict[str, Any]:
    file, order = found.file, found.file.order
    return {
        "order": show_order(file, ports()),
        "customer": {"id": found.customer.id, "name": found.customer.name} if found.customer else None,
        "quote": {"id": found.quote.id, "name": found.quote.number} if found.quote else None,
        "attempts": show_attempts(file.attempts),
        "ledger": show_entries(file.ledger, found.arrivals),
        "refunds": show_refunds(file.refunds),
        "listed": show_listed(file.reviews, file.ledger, found.arrivals),
        "documents": [show_link(order.token, each) for each in found.documents],
        "history": show_events(file.history),
        "stated": show_stated(found.stated, ports().editions(order.catalogue_version)),
        "goes_back": show_goes_back(found.goes_back),
    }
