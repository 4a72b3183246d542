"""One order, or one customer, with everything staff look at before they act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plandesk.domain.customers import Contact, Customer
from plandesk.domain.documents import Document
from plandesk.domain.money import Money, total
from plandesk.domain.orders import Method, Order
from plandesk.domain.pricing import Extension, InstallationName
from plandesk.domain.quotes import Quote
from plandesk.domain.refunds import everything_left
from plandesk.services.arrivals import arrivals_of
from plandesk.services.books.arrivals import Arrival
from plandesk.services.customers import read_customer
from plandesk.services.documents import list_documents_of
from plandesk.services.installations import Account, read_account
from plandesk.services.orders import OrderFile, read_order_by_number
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.refunds import receipt_of, way_back

LATEST_ORDERS = 50
"""How many of a customer's orders its page shows; the list has them all."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A line whose end a guest stated, by its position; `end` is exclusive."""

    position: int
    plan: str
    end: date
    installation: InstallationName | None


@dataclass(frozen=True, slots=True)
class GoesBack:
    """The money that goes back if staff reject an order, and the way it goes."""

    amount: Money
    method: Method


@dataclass(frozen=True, slots=True)
class DeskOrder:
    """An order with whose it is, the quote it came from, and its documents."""

    file: OrderFile
    customer: Customer | None
    quote: Quote | None
    documents: Sequence[Document]
    arrivals: Mapping[str, Arrival]
    """What the bank told of its wires, by the id of the ledger entry."""
    goes_back: GoesBack | None = None
    """None where the order does not wait for approval, or a credit paid it all."""

    @property
    def stated(self) -> Sequence[Stated]:
        """Return the lines that staff check, while the order waits for them."""
        order = self.file.order
        if order.state != "awaiting_approval":
            return []
        lines = enumerate(order.selection.lines)
        stated = [(at, line) for at, line in lines if isinstance(line, Extension) and line.chain is None]
        return [Stated(at, line.current_plan, line.end, line.installation) for at, line in stated]


@dataclass(frozen=True, slots=True)
class DeskCustomer:
    """A customer with its people, how its installations are covered, and its latest orders."""

    account: Account
    contacts: Sequence[Contact]
    orders: Sequence[Order]
    documents: Mapping[str, Sequence[Document]]
    """What was issued, by the order's id."""


def read_desk_order(number: str, *, ports: Ports) -> DeskOrder:
    """Read an order as staff see it.

    Raises:
        OrderNotFound: there is none.
    """
    file = read_order_by_number(number, ports=ports)
    order = file.order
    with ports.uow(read_only=True) as unit:
        customer = unit.customers.by_id(order.customer_id) if order.customer_id else None
        quote = unit.quotes.by_id(order.quote_id) if order.quote_id else None
        documents = unit.documents.of_order(order.id)
        arrivals = arrivals_of(unit, file.ledger)
        back = _goes_back(unit, order)
    return DeskOrder(file, customer, quote, documents, arrivals, back)


def _goes_back(unit: UnitOfWork, order: Order) -> GoesBack | None:
    if order.state != "awaiting_approval" or order.paid is None or order.paid.attempt is None:
        return None
    left = everything_left(order, unit.payments.refunds_of(order.id), ends_cover=False)
    amount = total((each.amount for each in left), order.total.currency)
    return GoesBack(amount, way_back(receipt_of(unit, order)))


def read_desk_customer(customer_id: str, *, ports: Ports) -> DeskCustomer:
    """Read a customer as staff see it.

    Raises:
        CustomerNotFound: there is none.
    """
    known = read_customer(customer_id, ports=ports)
    account = read_account(customer_id, ports=ports)
    with ports.uow(read_only=True) as unit:
        orders = unit.orders.of_customer(customer_id, limit=LATEST_ORDERS)
    return DeskCustomer(account, known.contacts, orders, list_documents_of(customer_id, ports=ports))
