"""Orders that stand for an installation and are not in its books yet: whoever orders again should know of them."""

from plandesk.domain.customers import Installation
from plandesk.domain.orders import Order
from plandesk.domain.reminders import OPEN, orders_about
from plandesk.services.ports import UnitOfWork


def orders_for(unit: UnitOfWork, installation: Installation) -> tuple[Order, ...]:
    """Return every order with a line about an installation, newest first.

    Those of guests with an address of its customer's contacts are among them, though they are nobody's until that
    contact signs in: whoever is shown one may be told that it stands, and not its address.
    """
    orders = list(unit.orders.of_customer(installation.customer_id))
    for contact in unit.customers.contacts_of(installation.customer_id):
        orders += unit.orders.unclaimed_of(contact.email)
    return orders_about(sorted(orders, key=lambda each: each.placed_at, reverse=True), installation)


def open_orders(unit: UnitOfWork, installation: Installation) -> tuple[Order, ...]:
    """Return those that wait for their money, or whose money waits for a check; newest first."""
    return tuple(each for each in orders_for(unit, installation) if each.state in OPEN)
