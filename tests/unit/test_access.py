"""Sessions and programs: how long they are believed, and what follows at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from plandesk.domain.access import (
    AccessRules,
    ContactSession,
    NothingHere,
    Program,
    SessionNotFound,
    StaffMember,
    StaffSession,
    Token,
    Visitor,
)
from plandesk.domain.customers import Contact, Customer
from plandesk.services.access import (
    digest,
    end_every_session,
    end_session,
    list_sessions,
    open_session,
    read_program,
    read_session,
)
from tests.factories import World

RULES = AccessRules()
STAFF = "sales@vendor.example"


@pytest.fixture
def world() -> World:
    world = World()
    now = world.clock.now()
    with world.books() as unit:
        unit.customers.add(Customer("customer-1", "Acme", now))
        unit.customers.add_contact(Contact("ann", "customer-1", "ann@acme.example", "Ann", "owner", now))
        unit.access.add_staff(StaffMember(STAFF, "sales", now))
        unit.access.add_token(Token("t-1", "helpdesk", digest("pd_secret"), ("help_desk",), now))
        unit.commit()
    return world


def begin(world: World, **who: Any) -> str:
    """Begin a session and return its secret."""
    with world.books() as unit:
        _, secret = open_session(unit, **(who or {"contact_id": "ann"}), browser="x", ports=world.ports)
        unit.commit()
    return secret


def kind(world: World, secret: str) -> type:
    """Return what the secret makes of a request."""
    return type(read_session(secret, ports=world.ports))


@pytest.mark.parametrize(
    ("who", "idle", "longest", "known"),
    [
        ({"contact_id": "ann"}, RULES.contact_idle, RULES.contact_longest, ContactSession),
        ({"staff": STAFF}, RULES.staff_idle, RULES.staff_longest, StaffSession),
    ],
)
def test_a_session_ends_unused_or_after_its_longest_time(
    world: World, who: dict[str, str], idle: timedelta, longest: timedelta, known: type
) -> None:
    unused = begin(world, **who)
    world.clock.advance(seconds=idle.total_seconds() - 1)
    assert kind(world, unused) is known
    begun, used = world.clock.now(), begin(world, **who)
    world.clock.advance(seconds=idle.total_seconds())
    assert kind(world, used) is Visitor
    used = begin(world, **who)
    begun = world.clock.now()
    step = idle / 2
    while world.clock.now() + step < begun + longest:
        world.clock.advance(seconds=step.total_seconds())
        assert kind(world, used) is known
    left = begun + longest - world.clock.now()
    world.clock.advance(seconds=left.total_seconds() - 1)
    assert kind(world, used) is known
    world.clock.advance(seconds=1)
    assert kind(world, used) is Visitor


def test_the_last_use_is_written_at_most_every_five_minutes(world: World) -> None:
    secret = begin(world)
    started = world.clock.now()
    world.clock.advance(minutes=4)
    read_session(secret, ports=world.ports)
    assert [each.seen_at for each in world.books.tables.sessions.values()] == [started]
    world.clock.advance(minutes=1)
    read_session(secret, ports=world.ports)
    assert [each.seen_at for each in world.books.tables.sessions.values()] == [world.clock.now()]


def test_a_contacts_role_is_the_one_it_has_now_and_a_removed_one_is_nobody(world: World) -> None:
    secret = begin(world)
    with world.books() as unit:
        ann = unit.customers.contact("ann")
        assert ann
        unit.customers.save_contact(replace(ann, role="technical"))
        unit.commit()
    known = read_session(secret, ports=world.ports)
    assert isinstance(known, ContactSession)
    assert known.contact.role == "technical"
    with world.books() as unit:
        unit.customers.save_contact(replace(ann, removed_at=world.clock.now()))
        unit.commit()
    assert kind(world, secret) is Visitor


def test_staff_who_were_removed_are_nobody_and_configuration_outranks_a_command(world: World) -> None:
    secret = begin(world, staff=STAFF)
    world.staff = {STAFF: "finance"}
    known = read_session(secret, ports=world.ports)
    assert isinstance(known, StaffSession)
    assert (known.role, known.actor) == ("finance", f"staff:{STAFF}")
    world.staff = {}
    with world.books() as unit:
        unit.access.remove_staff(STAFF)
        unit.commit()
    assert kind(world, secret) is Visitor


def test_a_person_ends_its_own_sessions_alone(world: World) -> None:
    ann, staff = begin(world), begin(world, staff=STAFF)
    asking = read_session(ann, ports=world.ports)
    (theirs,) = list_sessions(read_session(staff, ports=world.ports), ports=world.ports)
    with pytest.raises(SessionNotFound):
        end_session(asking, theirs.id, ports=world.ports)
    end_every_session(asking, ports=world.ports)
    assert (kind(world, ann), kind(world, staff)) == (Visitor, StaffSession)


def test_nobody_and_programs_have_no_sessions(world: World) -> None:
    for asking in (Visitor(), Program("t", "p", frozenset())):
        with pytest.raises(NothingHere):
            list_sessions(asking, ports=world.ports)


def test_a_programs_token_is_known_until_it_is_revoked(world: World) -> None:
    known = read_program("pd_secret", ports=world.ports)
    assert known == Program("t-1", "helpdesk", frozenset({"help_desk"}))
    assert isinstance(known, Program)
    assert known.actor == "program:helpdesk"
    with world.books() as unit:
        token = unit.access.token_by_name("helpdesk")
        assert token
        assert token.used_at == world.clock.now()
        unit.access.save_token(replace(token, revoked_at=world.clock.now()))
        unit.commit()
    assert read_program("pd_secret", ports=world.ports) == Visitor()


@pytest.mark.parametrize("token", ["", "secret", "pd_", "pd_other", "PD_secret"])
def test_any_other_token_is_a_visitors(world: World, token: str) -> None:
    assert read_program(token, ports=world.ports) == Visitor()
