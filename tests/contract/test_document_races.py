"""Many payments at once on both databases: every order has its invoice, and the numbers have no gap."""

from dataclasses import replace

from sqlalchemy import Engine

from plandesk.adapters.db.uow import unit_of_work
from plandesk.adapters.ids import RandomIds
from plandesk.domain.customers import Customer
from plandesk.domain.orders import Order
from plandesk.domain.payments import WireRefused
from plandesk.services.allocations import use_listed_money
from plandesk.services.documents import list_documents
from plandesk.services.orders import place_order
from plandesk.services.ports import Ports
from plandesk.services.reviews import list_unknown
from plandesk.services.wire_money import enter_wire, wire_entry
from tests.contract.test_book_races import all_at_once
from tests.factories import FIRST_DAY, World, usd

pytest_plugins = ["tests.contract.database_fixtures"]

PRICE = usd(290_000)
SINGLE, SPLIT = 8, 4


def opened(database: Engine) -> tuple[World, Ports]:
    """Return the product on a database with two customers in its books."""
    world = World()
    ports = replace(world.ports, uow=unit_of_work(database), ids=RandomIds())
    with ports.uow() as unit:
        for name in ("customer-1", "customer-2"):
            unit.customers.add(Customer(name, name, world.clock.now()))
        unit.commit()
    return world, ports


def placed(world: World, ports: Ports, customer_id: str) -> Order:
    """Place an order of a customer."""
    request = replace(world.request(key=ports.ids.new_id()), customer_id=customer_id)
    return place_order(request, ports=ports).order


def listed(ports: Ports) -> str:
    """Book wired money that names no order, and return its place on the list."""
    with ports.uow() as unit:
        entry = wire_entry(ports.ids.new_id(), PRICE + PRICE, FIRST_DAY, None, ports=ports)
        unit.payments.book(entry)
        item = list_unknown(unit, entry, "two orders in one", ports=ports)
        unit.commit()
    return item.id


def test_payments_of_one_and_of_several_orders_never_wait_in_a_circle(database: Engine) -> None:
    world, ports = opened(database)
    alone = [placed(world, ports, f"customer-{nth % 2 + 1}") for nth in range(SINGLE)]
    pairs = [(placed(world, ports, "customer-1"), placed(world, ports, "customer-2")) for _ in range(SPLIT)]
    items = [listed(ports) for _ in pairs]

    def pay(nth: int) -> None:
        if nth < SINGLE:
            enter_wire(alone[nth].number, PRICE, FIRST_DAY, f"bank-{nth}", staff="fin", ports=ports)
            return
        first, second = pairs[nth - SINGLE]
        numbers = (first.number, second.number) if nth % 2 else (second.number, first.number)
        parts = dict.fromkeys(numbers, PRICE)
        use_listed_money(items[nth - SINGLE], parts, reason="one transfer for two", staff="fin", ports=ports)

    all_at_once(pay, SINGLE + SPLIT)
    orders = [*alone, *(each for pair in pairs for each in pair)]
    documents = [document for order in orders for document, _ in list_documents(order.token, ports=ports)]
    for prefix in ("IN", "RC"):
        numbers = sorted(each.number for each in documents if each.number.startswith(prefix))
        assert numbers == [f"{prefix}-2026-{nth:05d}" for nth in range(1, len(orders) + 1)]


def test_what_is_entered_many_times_at_once_has_one_invoice(database: Engine) -> None:
    world, ports = opened(database)
    order = placed(world, ports, "customer-1")

    def enter(_: int) -> bool:
        try:
            enter_wire(order.number, PRICE, FIRST_DAY, "bank-1", staff="fin", ports=ports)
        except WireRefused:
            return False
        return True

    assert sum(all_at_once(enter, 8)) == 1
    numbers = [document.number for document, _ in list_documents(order.token, ports=ports)]
    assert numbers == ["IN-2026-00001", "RC-2026-00001"]
