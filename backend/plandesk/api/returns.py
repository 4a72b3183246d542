"""Where a provider's page sends the buyer back: settled or given up, and on to the order's page."""

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound

from plandesk.api.ports import ports
from plandesk.domain.orders import Method, Order
from plandesk.domain.payments import AttemptNotFound
from plandesk.services.payments import abandon_return, settle_return

_NAMES: dict[Method, str] = {"card": "attempt", "paypal": "token"}
"""The query parameter that names an attempt, by method: our id, or the provider's."""


def routes() -> Blueprint:
    """Return the routes under `/pay/`; none is part of the API."""
    pay = Blueprint("returns", __name__, url_prefix="/pay")

    @pay.get("/<any(card, paypal):method>/return")
    def come_back(method: Method) -> Response:
        try:
            order, page = settle_return(method, _attempt(method), ports=ports())
        except AttemptNotFound as unknown:
            raise NotFound from unknown
        # A declined instrument at PayPal: the buyer chooses another there, for the same order.
        return _see_other(page or order_page(order))

    @pay.get("/<any(card, paypal):method>/cancel")
    def give_up(method: Method) -> Response:
        try:
            order = abandon_return(method, _attempt(method), ports=ports())
        except AttemptNotFound as unknown:
            raise NotFound from unknown
        return _see_other(order_page(order))

    return pay


def order_page(order: Order) -> str:
    """Return the path of an order's page."""
    return f"/orders/{order.token}/"


def _attempt(method: Method) -> str:
    name = request.args.get(_NAMES[method], "")
    if not name or len(name) > 255 or not name.isascii() or not name.isprintable():
        raise NotFound
    return name


def _see_other(address: str) -> Response:
    answer = redirect(address, 303)
    answer.headers["Cache-Control"] = "no-store"
    return answer  # type: ignore[return-value]  # Werkzeug's class, which Flask's derives from.
