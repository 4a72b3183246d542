"""Signing in: one link or code, once, in time, in the browser that asked."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from plandesk.domain.access import AccessRules, ContactSession, OtherBrowser, SignInRefused, StaffMember, StaffSession
from plandesk.domain.customers import Contact, Customer
from plandesk.services.access import read_session
from plandesk.services.sign_in import Browser, SignedIn, ask_to_sign_in, sign_in_by_code, sign_in_by_link
from tests.factories import World

ANN = "ann@acme.example"
HERE, THERE = Browser("the browser here", "Firefox"), Browser("the browser there", "Chrome")
LIFETIME = AccessRules().sign_in


@pytest.fixture
def world() -> World:
    world = World()
    with world.books() as unit:
        unit.customers.add(Customer("customer-1", "Acme", world.clock.now()))
        unit.customers.add_contact(Contact("ann", "customer-1", ANN, "Ann", "owner", world.clock.now()))
        unit.commit()
    return world


def ask(world: World, email: str = ANN, browser: Browser = HERE) -> tuple[str, str]:
    """Ask for a mail and return its token and code."""
    ask_to_sign_in(email, browser.secret, ports=world.ports)
    return newest_mail(world)


def newest_mail(world: World) -> tuple[str, str]:
    """Return the token and the code of the newest mail."""
    body = list(world.books.tables.outbox.values())[-1].what.message.body
    token, code = re.search(r"token=(\S+)", body), re.search(r"code is (\d{6})", body)
    assert token
    assert code
    return token[1], code[1]


def by_link(world: World, token: str, browser: Browser = HERE) -> SignedIn:
    """Sign in by the link."""
    return sign_in_by_link(token, browser, ports=world.ports)


def by_code(world: World, code: str, browser: Browser = HERE, email: str = ANN) -> SignedIn:
    """Sign in by the code."""
    return sign_in_by_code(email, code, browser, ports=world.ports)


def refused(world: World, token: str, code: str) -> bool:
    """Tell whether neither link nor code sign in."""
    for way in (lambda: by_link(world, token), lambda: by_code(world, code)):
        with pytest.raises(SignInRefused):
            way()
    return True


def wrong(code: str) -> str:
    """Return another code."""
    return f"{(int(code) + 1) % 10**6:06d}"


def test_the_link_signs_the_contact_in(world: World) -> None:
    token, _ = ask(world)
    signed_in = by_link(world, token)
    known = read_session(signed_in.secret, ports=world.ports)
    assert isinstance(known, ContactSession)
    assert (known.contact.id, known.customer.id, known.actor) == ("ann", "customer-1", "contact:ann")


def test_the_code_signs_in_whatever_case_the_address_has(world: World) -> None:
    _, code = ask(world, " Ann@ACME.example ")
    assert by_code(world, code, email="ANN@acme.example").session.contact_id == "ann"


def test_the_mail_goes_to_the_address_as_the_books_write_it(world: World) -> None:
    ask(world, "ANN@acme.example")
    assert [row.what.message.to for row in world.books.tables.outbox.values()] == [ANN]


def test_link_and_code_work_once_together(world: World) -> None:
    for use in ("link", "code"):
        token, code = ask(world)
        by_link(world, token) if use == "link" else by_code(world, code)
        assert refused(world, token, code)


@pytest.mark.parametrize(("late", "works"), [(LIFETIME - timedelta(seconds=1), True), (LIFETIME, False)])
def test_they_run_out_to_the_second(world: World, late: timedelta, works: bool) -> None:
    token, code = ask(world)
    world.clock.advance(seconds=late.total_seconds())
    if works:
        assert by_code(world, code)
    else:
        assert refused(world, token, code)


def test_the_newest_asking_is_the_only_one(world: World) -> None:
    old, new = ask(world), ask(world)
    assert refused(world, *old)
    assert by_link(world, new[0])


def test_a_link_opened_in_another_browser_stays_good_for_the_one_that_asked(world: World) -> None:
    token, _ = ask(world)
    for other in (THERE, Browser("", "")):
        with pytest.raises(OtherBrowser):
            by_link(world, token, other)
    assert by_link(world, token)


def test_a_code_is_no_good_in_another_browser_and_nobody_there_uses_up_the_tries(world: World) -> None:
    _, code = ask(world)
    for _ in range(20):
        with pytest.raises(SignInRefused):
            by_code(world, wrong(code), THERE)
    with pytest.raises(SignInRefused):
        by_code(world, code, THERE)
    assert by_code(world, code)


def test_five_wrong_codes_end_the_asking(world: World) -> None:
    token, code = ask(world)
    for _ in range(4):
        with pytest.raises(SignInRefused):
            by_code(world, wrong(code))
    token, code = ask(world)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            by_code(world, wrong(code))
    assert refused(world, token, code)


def test_four_wrong_codes_leave_the_right_one(world: World) -> None:
    _, code = ask(world)
    for _ in range(4):
        with pytest.raises(SignInRefused):
            by_code(world, wrong(code))
    assert by_code(world, code)


def test_nothing_that_signs_in_is_in_the_books(world: World) -> None:
    token, code = ask(world)
    signed_in = by_link(world, token)
    kept = repr((world.books.tables.sign_ins, world.books.tables.sessions))
    for secret in (token, code, HERE.secret, signed_in.secret):
        assert f"'{secret}'" not in kept


def test_an_unknown_address_gets_no_mail_the_same_answer_and_the_same_rows(world: World) -> None:
    known = ask_to_sign_in(ANN, HERE.secret, ports=world.ports)
    unknown = ask_to_sign_in("eve@acme.example", HERE.secret, ports=world.ports)
    assert known == unknown
    assert len(world.books.tables.sign_ins) == 2
    assert len(world.books.tables.outbox) == 1
    with pytest.raises(SignInRefused):
        by_code(world, "000001", email="eve@acme.example")


def test_whoever_was_removed_after_asking_is_not_signed_in(world: World) -> None:
    token, _ = ask(world)
    with world.books() as unit:
        contact = unit.customers.contact("ann")
        assert contact
        unit.customers.save_contact(replace(contact, removed_at=world.clock.now()))
        unit.commit()
    with pytest.raises(SignInRefused):
        by_link(world, token)


def test_a_guests_address_signs_in_as_the_owner_of_its_orders(world: World) -> None:
    order = world.place()
    world.books.tables.contacts.clear()
    token, _ = ask(world)
    known = read_session(by_link(world, token).secret, ports=world.ports)
    assert isinstance(known, ContactSession)
    assert (known.contact.role, known.customer.name) == ("owner", "Acme Ltd")
    assert world.file(order).order.customer_id == known.customer.id


def test_staff_sign_in_by_configuration_or_command(world: World) -> None:
    world.staff = {"boss@vendor.example": "admin"}
    with world.books() as unit:
        unit.access.add_staff(StaffMember("sales@vendor.example", "sales", world.clock.now()))
        unit.access.add_staff(StaffMember("boss@vendor.example", "sales", world.clock.now()))
        unit.commit()
    for email, role in (("boss@vendor.example", "admin"), ("Sales@vendor.example", "sales")):
        token, _ = ask(world, email)
        known = read_session(by_link(world, token).secret, ports=world.ports)
        assert isinstance(known, StaffSession)
        assert known.role == role


def test_a_contacts_address_that_configuration_names_signs_in_as_staff_alone(world: World) -> None:
    world.staff = {ANN: "admin"}
    assert isinstance(read_session(by_link(world, ask(world, ANN)[0]).secret, ports=world.ports), StaffSession)


def test_every_sign_in_is_a_new_session_and_ends_the_browsers_old_one(world: World) -> None:
    first = by_link(world, ask(world)[0])
    second = by_link(world, ask(world)[0], Browser(HERE.secret, "Firefox", first.secret))
    assert first.secret != second.secret
    assert list(world.books.tables.sessions) == [second.session.id]


def test_what_ran_out_long_ago_is_forgotten(world: World) -> None:
    by_link(world, ask(world)[0])
    world.clock.advance(days=61)
    ask(world)
    assert len(world.books.tables.sign_ins) == 1
    assert not world.books.tables.sessions
