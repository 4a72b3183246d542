"""What needs a person, over HTTP: read whole, and settled in one of the ways that fit; and the accounts of money."""

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from flask import Response
from marshmallow import fields, validate

from plandesk.api.auth import principal
from plandesk.api.desk_views import ArrivalView, show_arrival
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Flag, MoneyView, Pattern, View
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.api.prices import show_money
from plandesk.api.refunds import WHO, DisputeView, RefundView, ResolveInput, show_dispute, show_refund
from plandesk.api.statement_views import NUMBER
from plandesk.domain.accounts import COLUMNS, Account
from plandesk.domain.money import Money
from plandesk.domain.orders import Method
from plandesk.domain.payments import Resolution, ReviewKind
from plandesk.services import resolutions
from plandesk.services.accounts import check_accounts
from plandesk.services.review_files import CHOICES, ReviewFile, read_review
from plandesk.services.staff_refunds import send_again
from plandesk.services.wire_reversal import reverse_wire

KINDS: Final = tuple(dict.fromkeys(get_args(ReviewKind)))


class UseForInput(ResolveInput):
    """The order that listed money shall pay, and why."""

    order = fields.String(required=True, validate=Pattern(NUMBER, "Must be an order number of ten digits."))


class SendAgainInput(ResolveInput):
    """Why a failed refund is sent again, and whether by wire."""

    by_wire = Flag(required=True)


class ConcludeInput(ResolveInput):
    """Whether the cover that lost money had paid for ends, and why."""

    ends_cover = Flag(required=True)


class ReviewClosedView(View):
    """Who settled it, how, why, and what that did."""

    at = fields.DateTime()
    by = fields.String()
    resolution = fields.String(validate=validate.OneOf(get_args(Resolution)))
    reason = fields.String()
    did = fields.String()


class ReviewView(View):
    """Something that needs, or needed, a person, with what may be done about it now."""

    id = fields.String()
    kind = fields.String(validate=validate.OneOf(KINDS))
    created_at = fields.DateTime()
    detail = fields.String()
    amount = fields.Nested(MoneyView(), allow_none=True)
    value_date = fields.Date(allow_none=True, metadata={"description": "Of listed money: the day it came."})
    arrival = fields.Nested(ArrivalView(), allow_none=True)
    held = fields.Boolean(metadata={"description": "It holds money in the books that no order accounts for."})
    order_number = fields.String(allow_none=True)
    order_state = fields.String(allow_none=True)
    company = fields.String(allow_none=True)
    refunds = fields.List(fields.Nested(RefundView()))
    dispute = fields.Nested(DisputeView(), allow_none=True)
    may = fields.List(fields.String(validate=validate.OneOf(CHOICES)))
    closed = fields.Nested(ReviewClosedView(), allow_none=True)


class MoneyAccountView(View):
    """Everything in one currency, or one order's money that does not add up.

    `booked` = `paid` - `refunded` - `lost` + `held` + `kept` - `written_off`, or the `difference` is not 0.
    """

    order_number = fields.String(allow_none=True)
    booked = fields.Nested(MoneyView())
    paid = fields.Nested(MoneyView())
    refunded = fields.Nested(MoneyView())
    lost = fields.Nested(MoneyView())
    held = fields.Nested(MoneyView())
    kept = fields.Nested(MoneyView())
    written_off = fields.Nested(MoneyView())
    difference = fields.Nested(MoneyView())


class MoneyAccountsView(View):
    """Whether captures and settlements less refunds are what orders, the list and what was kept account for."""

    holds = fields.Boolean()
    totals = fields.List(fields.Nested(MoneyAccountView()))
    faults = fields.List(fields.Nested(MoneyAccountView()))


def show(review_id: str) -> Response:
    """Return something that needs a person, with what may be done about it."""
    return _answer(review_id)


def send_back(payload: Mapping[str, Any], review_id: str) -> Response:
    """Give listed money back by the way it came."""
    resolutions.send_back(review_id, payload["reason"], staff=principal().actor, ports=ports())
    return _answer(review_id)


def use(payload: Mapping[str, Any], review_id: str) -> Response:
    """Let listed money pay an order."""
    by = principal().actor
    resolutions.use_for(review_id, payload["order"], payload["reason"], staff=by, ports=ports())
    return _answer(review_id)


def keep(payload: Mapping[str, Any], review_id: str) -> Response:
    """Keep listed money as income."""
    resolutions.keep(review_id, payload["reason"], staff=principal().actor, ports=ports())
    return _answer(review_id)


def send_once_more(payload: Mapping[str, Any], review_id: str) -> Response:
    """Send a failed refund again, the same way or by wire."""
    way: Method | None = "wire" if payload["by_wire"] else None
    send_again(review_id, way, payload["reason"], staff=principal().actor, ports=ports())
    return _answer(review_id)


def reverse(payload: Mapping[str, Any], review_id: str) -> Response:
    """Reverse a wire that was entered by hand and never came."""
    reverse_wire(review_id, payload["reason"], staff=principal().actor, ports=ports())
    return _answer(review_id)


def retry(payload: Mapping[str, Any], review_id: str) -> Response:
    """Try a notice again that fitted nothing."""
    resolutions.try_notice_again(review_id, payload["reason"], staff=principal().actor, ports=ports())
    return _answer(review_id)


def conclude(payload: Mapping[str, Any], review_id: str) -> Response:
    """Say whether cover ends whose money was lost in a dispute."""
    ends, by = payload["ends_cover"], principal().actor
    resolutions.conclude_lost(review_id, payload["reason"], ends_cover=ends, staff=by, ports=ports())
    return _answer(review_id)


def close(payload: Mapping[str, Any], review_id: str) -> Response:
    """Take something off the list that needs no more."""
    resolutions.close(review_id, payload["reason"], staff=principal().actor, ports=ports())
    return _answer(review_id)


def accounts() -> Response:
    """Check that no money is lost: the ledger against what accounts for it."""
    balance = check_accounts(ports=ports())
    return answer(
        {
            "holds": balance.holds,
            "totals": [_show_account(None, each) for each in balance.totals],
            "faults": [_show_account(number, each) for number, each in balance.faults],
        }
    )


def routes(limit: Wrap) -> Routes:
    """Return the routes; `limit` guards what changes anything."""
    reviews = Routes("reviews", "What needs a person.")
    item = "/desk/reviews/<string:review_id>"
    reviews.add("GET", item, show, answers={200: ReviewView()}, problems=(404,), who=WHO)
    reviews.add("GET", "/desk/accounts", accounts, answers={200: MoneyAccountsView()}, who=WHO)
    doors: tuple[tuple[str, Callable[..., Response], ResolveInput], ...] = (
        ("send-back", send_back, ResolveInput()),
        ("use", use, UseForInput()),
        ("keep", keep, ResolveInput()),
        ("reverse", reverse, ResolveInput()),
        ("send-again", send_once_more, SendAgainInput()),
        ("retry", retry, ResolveInput()),
        ("conclude", conclude, ConcludeInput()),
        ("close", close, ResolveInput()),
    )
    for name, view, takes in doors:
        reviews.add(
            "POST",
            f"{item}/{name}",
            view,
            takes=takes,
            answers={200: ReviewView()},
            problems=(404, 409, 422, 429),
            wrap=limit,
            who=WHO,
        )
    return reviews


def _answer(review_id: str) -> Response:
    return answer(_show(read_review(review_id, ports=ports())))


def _show(file: ReviewFile) -> dict[str, Any]:
    item, order, closed = file.item, file.order, file.item.closed
    return {
        "id": item.id,
        "kind": item.kind,
        "created_at": item.created_at.isoformat(),
        "detail": item.detail,
        "amount": show_money(item.amount) if item.amount else None,
        "value_date": file.entry and file.entry.on.isoformat(),
        "arrival": show_arrival(file.arrival),
        "held": item.held is not None,
        "order_number": order.number if order else None,
        "order_state": order.state if order else None,
        "company": order.buyer.company if order else None,
        "refunds": [show_refund(each) for each in file.refunds],
        "dispute": show_dispute(file.dispute) if file.dispute else None,
        "may": list(file.may),
        "closed": closed
        and {
            "at": closed.at.isoformat(),
            "by": closed.by,
            "resolution": closed.resolution,
            "reason": closed.reason,
            "did": closed.did,
        },
    }


def _show_account(number: str | None, account: Account) -> dict[str, Any]:
    amounts = {name: getattr(account, name) for name in COLUMNS}
    shown = {name: show_money(Money(minor, account.currency)) for name, minor in amounts.items()}
    return {"order_number": number, **shown, "difference": show_money(account.difference)}
