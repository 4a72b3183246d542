"""What a contact of the covered customer orders and pays, on fakes."""

from typing import Any

from plandesk.domain.orders import Order
from plandesk.services.chains import AskedLine, KnownExtension, KnownUpgrade, Reach, read_selection
from plandesk.services.orders import PlaceOrder, place_order, preview
from tests.covered import CUSTOMER, INSTALLATION, Covered
from tests.factories import BUYER

MINE = Reach(CUSTOMER)


def extend(plan: str = "pbx.standard", **changes: Any) -> KnownExtension:
    """Ask to extend the installation."""
    return KnownExtension(INSTALLATION, plan, **changes)


def upgrade(plan: str = "pbx.dedicated", **changes: Any) -> KnownUpgrade:
    """Ask to upgrade the installation in mid-term."""
    return KnownUpgrade(INSTALLATION, plan, **changes)


def request(covered: Covered, *asked: AskedLine) -> PlaceOrder:
    """Return a request at the total that the preview shows."""
    ports = covered.ports
    selection = read_selection(asked, MINE, ports=ports)
    total = preview(selection, ports=ports).breakdown.total
    key = covered.world.ids.new_id()
    return PlaceOrder(selection, BUYER, covered.catalogue.version, total, key, key, customer_id=CUSTOMER)


def place(covered: Covered, *asked: AskedLine) -> Order:
    """Place an order of the customer."""
    return place_order(request(covered, *asked), ports=covered.ports).order


def buy(covered: Covered, *asked: AskedLine) -> Order:
    """Order and pay by card, now."""
    order = place(covered, *asked)
    if order.total.minor:
        covered.world.pay(order)
    return covered.world.file(order).order
