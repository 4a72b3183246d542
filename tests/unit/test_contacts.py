"""The people of a customer: invited, changed, removed, never without an owner; and their other addresses."""

import re

import pytest

from plandesk.domain.access import AddressUnchanged, ContactSession, NewAddressRefused, StaffSession, Visitor
from plandesk.domain.customers import (
    Contact,
    ContactKnown,
    ContactNotFound,
    Customer,
    CustomerNotFound,
    EmailTaken,
    LastOwner,
    Role,
)
from plandesk.services.access import open_session, read_session
from plandesk.services.addresses import (
    ask_new_address,
    cancel_new_address,
    confirm_new_address,
    pending_address,
    show_new_address,
)
from plandesk.services.contacts import NewContact, add_contact, change_contact, list_contacts, remove_contact
from tests.factories import World

ANN, BO = "ann@acme.example", "bo@acme.example"


@pytest.fixture
def world() -> World:
    world = World(staff={"boss@vendor.example": "admin"})
    with world.books() as unit:
        for nth, (email, role) in enumerate([(ANN, "owner"), (BO, "technical")]):
            if not nth:
                unit.customers.add(Customer("customer-1", "Acme", world.clock.now()))
            unit.customers.add_contact(_contact(world, email, role))
        unit.customers.add(Customer("customer-2", "Other", world.clock.now()))
        unit.customers.add_contact(_contact(world, "eve@other.example", "owner", "customer-2"))
        unit.commit()
    return world


def _contact(world: World, email: str, role: Role, customer: str = "customer-1") -> Contact:
    return Contact(email.split("@")[0], customer, email, email.split("@")[0].title(), role, world.clock.now())


def asking(world: World, contact_id: str = "ann") -> ContactSession:
    """Return a contact who is signed in."""
    with world.books() as unit:
        session, _ = open_session(unit, contact_id=contact_id, browser="x", ports=world.ports)
        contact = unit.customers.contact(contact_id)
        assert contact
        customer = unit.customers.by_id(contact.customer_id)
        assert customer
        unit.commit()
    return ContactSession(contact, customer, session.id, session.ends_at(world.ports.access))


def mails(world: World) -> list[tuple[str, str]]:
    """Return address and body of every mail, oldest first."""
    return [(row.what.message.to, row.what.message.body) for row in world.books.tables.outbox.values()]


def test_a_new_contact_is_invited_and_the_act_is_noted(world: World) -> None:
    new = NewContact("cy@acme.example", "Cy", "billing")
    added = add_contact("customer-1", new, asking(world), ports=world.ports)
    assert [each.email for each in list_contacts("customer-1", ports=world.ports)] == [ANN, BO, "cy@acme.example"]
    (to, body) = mails(world)[0]
    assert to == "cy@acme.example"
    assert "https://plans.example/sign-in/" in body
    assert "Acme" in body
    (row,) = world.books.tables.audit
    assert (row.actor, row.action, row.subject) == ("contact:ann", "add-contact", f"contact:{added.id}")
    assert row.after == {"email": "cy@acme.example", "name": "Cy", "role": "billing"}


@pytest.mark.parametrize("email", ["eve@other.example", "Boss@vendor.example"])
def test_an_address_of_anybody_is_refused_alike(world: World, email: str) -> None:
    with pytest.raises(EmailTaken) as refused:
        add_contact("customer-1", NewContact(email, "X", "owner"), asking(world), ports=world.ports)
    assert refused.value.facts == {}
    assert mails(world) == []


def test_a_contact_of_the_customer_is_known(world: World) -> None:
    with pytest.raises(ContactKnown) as refused:
        add_contact("customer-1", NewContact("BO@acme.example", "X", "owner"), asking(world), ports=world.ports)
    assert refused.value.facts == {"contact": "bo"}
    assert mails(world) == []


def test_a_contact_that_was_removed_may_be_added_anew(world: World) -> None:
    remove_contact("bo", asking(world), ports=world.ports)
    added = add_contact("customer-1", NewContact(BO, "Bo", "billing"), asking(world), ports=world.ports)
    assert added.id != "bo"


def test_a_contact_needs_a_customer(world: World) -> None:
    by = StaffSession("boss@vendor.example", "admin", "s", world.clock.now())
    with pytest.raises(CustomerNotFound):
        add_contact("nobody", NewContact("x@y.example", "X", "owner"), by, ports=world.ports)


def test_the_last_owner_stays_one(world: World) -> None:
    by = asking(world)
    with pytest.raises(LastOwner):
        change_contact("ann", "Ann", "billing", by, ports=world.ports)
    with pytest.raises(LastOwner):
        remove_contact("ann", by, ports=world.ports)
    change_contact("bo", "Bo", "owner", by, ports=world.ports)
    change_contact("ann", "Ann B.", "billing", by, ports=world.ports)
    assert [(each.name, each.role) for each in list_contacts("customer-1", ports=world.ports)] == [
        ("Ann B.", "billing"),
        ("Bo", "owner"),
    ]
    assert [row.action for row in world.books.tables.audit] == ["change-contact", "change-contact"]


def test_a_change_to_what_holds_is_no_act(world: World) -> None:
    change_contact("bo", "Bo", "technical", asking(world), ports=world.ports)
    assert world.books.tables.audit == []


def test_a_removed_contact_is_signed_out_and_may_be_invited_again(world: World) -> None:
    by = asking(world)
    with world.books() as unit:
        _, secret = open_session(unit, contact_id="bo", browser="x", ports=world.ports)
        unit.commit()
    remove_contact("bo", by, ports=world.ports)
    assert read_session(secret, ports=world.ports) == Visitor()
    for act in (
        lambda: remove_contact("bo", by, ports=world.ports),
        lambda: change_contact("bo", "Bo", "owner", by, ports=world.ports),
        lambda: remove_contact("nobody", by, ports=world.ports),
    ):
        with pytest.raises(ContactNotFound):
            act()
    assert add_contact("customer-1", NewContact(BO, "Bo", "billing"), by, ports=world.ports).id != "bo"


# Another address.


def wish(world: World, email: str = "ann@new.example") -> tuple[str, str]:
    """Ask for another address and return the tokens of the old and of the new mailbox."""
    ask_new_address(asking(world), email, ports=world.ports)
    (old_to, old), (new_to, new) = mails(world)[-2:]
    assert (old_to, new_to) == (ANN, email)
    tokens = [re.search(r"confirm=(\S+)", body) for body in (old, new)]
    return tuple(each[1] for each in tokens if each)  # type: ignore[return-value]  # Both mails have one.


def address(world: World) -> str:
    """Return Ann's address now."""
    return world.books.tables.contacts["ann"].email


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_address_changes_once_both_mailboxes_have_confirmed(world: World, order: tuple[int, int]) -> None:
    tokens = wish(world)
    first, second = (tokens[each] for each in order)
    assert not confirm_new_address(first, ports=world.ports).is_confirmed
    assert not confirm_new_address(first, ports=world.ports).is_confirmed
    assert address(world) == ANN
    assert confirm_new_address(second, ports=world.ports).is_confirmed
    assert address(world) == "ann@new.example"
    told, body = mails(world)[-1]
    assert told == ANN
    assert "ann@new.example" in body
    (row,) = world.books.tables.audit
    assert (row.action, row.before, row.after) == (
        "change-address",
        {"email": ANN},
        {"email": "ann@new.example"},
    )
    for token in tokens:
        with pytest.raises(NewAddressRefused):
            confirm_new_address(token, ports=world.ports)


def test_a_wish_can_be_seen_until_it_is_made_or_has_run_out(world: World) -> None:
    assert pending_address(asking(world), ports=world.ports) is None
    old, new = wish(world)
    confirm_new_address(old, ports=world.ports)
    seen = pending_address(asking(world), ports=world.ports)
    assert seen is not None
    assert (seen.new_email, seen.old_confirmed_at, seen.new_confirmed_at) == (
        "ann@new.example",
        world.clock.now(),
        None,
    )
    confirm_new_address(new, ports=world.ports)
    assert pending_address(asking(world), ports=world.ports) is None
    ask_new_address(asking(world), "ann@newer.example", ports=world.ports)
    world.clock.advance(days=1)
    assert pending_address(asking(world), ports=world.ports) is None


def test_a_wish_that_was_taken_back_is_confirmed_no_more(world: World) -> None:
    tokens = wish(world)
    cancel_new_address(asking(world), ports=world.ports)
    assert pending_address(asking(world), ports=world.ports) is None
    for token in tokens:
        with pytest.raises(NewAddressRefused):
            confirm_new_address(token, ports=world.ports)


def test_a_link_tells_what_it_would_confirm_and_confirms_nothing(world: World) -> None:
    for token, side in zip(wish(world), ("old", "new"), strict=True):
        shown = show_new_address(token, ports=world.ports)
        assert (shown.side, shown.wish.old_email, shown.wish.new_email) == (side, ANN, "ann@new.example")
    seen = pending_address(asking(world), ports=world.ports)
    assert seen is not None
    assert (seen.old_confirmed_at, seen.new_confirmed_at) == (None, None)
    world.clock.advance(days=1)
    with pytest.raises(NewAddressRefused):
        show_new_address(token, ports=world.ports)


@pytest.mark.parametrize("email", [ANN, "Ann@ACME.example"])
def test_ones_own_address_is_no_other_one(world: World, email: str) -> None:
    with pytest.raises(AddressUnchanged):
        ask_new_address(asking(world), email, ports=world.ports)
    assert mails(world) == []


def test_links_run_out_after_a_day(world: World) -> None:
    old, new = wish(world)
    confirm_new_address(old, ports=world.ports)
    world.clock.advance(days=1)
    with pytest.raises(NewAddressRefused):
        confirm_new_address(new, ports=world.ports)
    assert address(world) == ANN


def test_the_newest_wish_counts(world: World) -> None:
    old, _ = wish(world)
    wish(world, "ann@newer.example")
    with pytest.raises(NewAddressRefused):
        confirm_new_address(old, ports=world.ports)


def test_a_removed_contact_confirms_nothing(world: World) -> None:
    old, _ = wish(world)
    change_contact("bo", "Bo", "owner", asking(world), ports=world.ports)
    remove_contact("ann", asking(world, "bo"), ports=world.ports)
    with pytest.raises(NewAddressRefused):
        confirm_new_address(old, ports=world.ports)


@pytest.mark.parametrize("taken", ["eve@other.example", "boss@vendor.example"])
def test_somebody_elses_address_is_refused_only_once_its_mailbox_agreed(world: World, taken: str) -> None:
    old, new = wish(world, taken)
    confirm_new_address(old, ports=world.ports)
    with pytest.raises(EmailTaken):
        confirm_new_address(new, ports=world.ports)
    assert address(world) == ANN


def test_a_token_that_is_none_confirms_nothing(world: World) -> None:
    with pytest.raises(NewAddressRefused):
        confirm_new_address("nothing", ports=world.ports)
