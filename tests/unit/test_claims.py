"""A guest order becomes the customer's when its address signs in, and nobody else's."""

from dataclasses import replace

import pytest

from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.orders import Order
from plandesk.domain.pricing import Line
from plandesk.services.claims import attach_order, claim_orders
from plandesk.services.orders import place_order
from tests.factories import World, incidents, new

ANN = "ann@acme.example"


@pytest.fixture
def world() -> World:
    return World()


def bought(world: World, *lines: Line) -> Order:
    """Return an order of a guest, paid and fulfilled."""
    order = world.place(*lines)
    world.pay(order)
    return world.file(order).order


def claim(world: World, email: str = ANN) -> Contact | None:
    """Let an address claim what is its own."""
    with world.books() as unit:
        contact = claim_orders(unit, email, ports=world.ports)
        unit.commit()
    return contact


def known(world: World, email: str = "bo@other.example", **changes: object) -> Contact:
    """Return a contact of a customer that is in the books."""
    contact = Contact("contact-1", "customer-1", email, "Bo", "technical", world.clock.now())
    with world.books() as unit:
        unit.customers.add(Customer("customer-1", "Other", world.clock.now()))
        unit.customers.add_contact(replace(contact, **changes))  # type: ignore[arg-type]  # Named by tests.
        unit.commit()
    return contact


def test_an_address_with_guest_orders_becomes_a_customer_with_one_owner(world: World) -> None:
    bought(world)
    contact = claim(world, "  ANN@acme.EXAMPLE ")
    assert contact is not None
    (customer,) = world.books.tables.customers.values()
    assert (customer.name, customer.country, customer.id) == ("Acme Ltd", "HU", contact.customer_id)
    assert (contact.name, contact.email, contact.role) == ("Ann Example", ANN, "owner")


def test_an_address_without_contact_and_orders_is_nobody(world: World) -> None:
    bought(world)
    assert claim(world, "eve@acme.example") is None
    assert not world.books.tables.customers


def test_claimed_terms_stand_at_installations_named_by_the_buyer_or_the_line(world: World) -> None:
    order = bought(world, new(periods=2, reference="PBX-7"), new("gateway.advanced"), incidents(units=3))
    contact = claim(world)
    assert contact is not None
    named, unnamed = world.books.tables.installations.values()
    assert (named.reference, named.family, named.customer_id) == ("PBX-7", "pbx", contact.customer_id)
    assert (unnamed.reference, unnamed.family) == (f"{order.number}-2", "gateway")
    with world.books(read_only=True) as unit:
        assert [len(chain.terms) for chain in unit.terms.chains_of(contact.customer_id)] == [2, 1]
        assert [each.units for each in unit.terms.units_of(contact.customer_id)] == [3]
        assert [each.id for each in unit.orders.of_customer(contact.customer_id)] == [order.id]
    assert world.events(order)[-1] == "claimed"


def test_claiming_again_changes_nothing(world: World) -> None:
    order = bought(world, new(reference="PBX-7"), incidents())
    claim(world)
    before = world.books.tables
    claim(world)
    with world.books() as unit:
        kept = unit.orders.by_id(order.id, lock=True)
        assert kept is not None
        attach_order(unit, kept, ports=world.ports)
        unit.commit()
    assert world.books.tables == before


def test_orders_go_to_the_customer_that_the_address_is_a_contact_of(world: World) -> None:
    contact = known(world, ANN)
    order = bought(world)
    assert claim(world) == contact
    assert world.file(order).order.customer_id == "customer-1"
    assert len(world.books.tables.customers) == 1


def test_nobody_else_gets_a_guest_order(world: World) -> None:
    known(world)
    order = bought(world)
    claim(world, "bo@other.example")
    assert world.file(order).order.customer_id is None
    assert not world.books.tables.installations


def test_a_contact_that_was_removed_does_not_bring_orders_to_its_old_customer(world: World) -> None:
    known(world, ANN, removed_at=world.clock.now())
    order = bought(world)
    contact = claim(world)
    assert contact is not None
    assert contact.customer_id != "customer-1"
    assert world.file(order).order.customer_id == contact.customer_id


def test_a_line_for_a_known_reference_joins_its_installation_and_none_of_another_family(world: World) -> None:
    contact = known(world, ANN)
    with world.books() as unit:
        unit.customers.add_installation(Installation("i-1", "customer-1", "pbx", "PBX-7", world.clock.now()))
        unit.commit()
    bought(world, new(reference=" pbx-7 "))
    other = bought(world, new("gateway.advanced", reference="PBX-7"))
    claim(world)
    with world.books(read_only=True) as unit:
        chains = unit.terms.chains_of(contact.customer_id)
        assert [len(chain.terms) for chain in chains] == [1, 1]
        assert chains[0].installation_id == "i-1"
    assert [each.reference for each in world.books.tables.installations.values()] == ["PBX-7", f"{other.number}-1"]


def test_an_unpaid_order_is_claimed_and_its_terms_follow_when_it_is_paid(world: World) -> None:
    order = world.place(new(reference="PBX-7"), incidents(units=2))
    contact = claim(world)
    assert contact is not None
    assert not world.books.tables.installations
    world.pay(order)
    with world.books(read_only=True) as unit:
        (chain,) = unit.terms.chains_of(contact.customer_id)
        assert len(chain.terms) == 1
        assert [each.units for each in unit.terms.units_of(contact.customer_id)] == [2]


def test_what_a_contact_orders_is_its_customers_from_the_start(world: World) -> None:
    known(world)
    request = replace(world.request(new(reference="PBX-7")), customer_id="customer-1")
    order = place_order(request, ports=world.ports).order
    world.pay(order)
    (installation,) = world.books.tables.installations.values()
    assert (installation.customer_id, installation.reference) == ("customer-1", "PBX-7")
