"""Buyers at a desk's own database: orders placed and paid by the product's use cases."""

from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import Attempt
from plandesk.domain.pricing import Line
from plandesk.services.orders import place_order, preview, read_order
from plandesk.services.payments import settle_attempt, start_attempt
from tests.api.conftest import Desk
from tests.factories import order_request, page_of, select


def place(desk: Desk, *lines: Line) -> Order:
    """Place an order at the price that the preview shows."""
    selection, here = select(*lines), desk.ports
    owed = preview(selection, ports=here).breakdown.total
    request = order_request(selection, owed, here.catalogue.version, here.ids.new_id())
    return place_order(request, ports=here).order


def attempt(desk: Desk, order: Order) -> Attempt:
    """Start to pay an order by card."""
    return start_attempt(order.token, "card", ports=desk.ports)[0]


def pay(desk: Desk, started: Attempt, money: Money | None = None) -> Attempt:
    """Let the buyer pay, and come back."""
    desk.world.card.pay(page_of(started), money)
    return settle_attempt(started.id, ports=desk.ports)


def buy(desk: Desk, *lines: Line) -> Order:
    """Place an order and pay it by card."""
    order = place(desk, *lines)
    pay(desk, attempt(desk, order))
    return state(desk, order)


def state(desk: Desk, order: Order) -> Order:
    """Return an order as it is now."""
    return read_order(order.token, ports=desk.ports).order
