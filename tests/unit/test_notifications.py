"""Every mail goes to the right reader, says the facts of its order, and names the catalogue version."""

from dataclasses import replace
from datetime import date

import pytest

from plandesk.domain.money import Money
from plandesk.services.approvals import approve_order, reject_order
from plandesk.services.books.notices import Message
from plandesk.services.inquiries import Inquiry, send_inquiry
from plandesk.services.notifications import money_listed
from plandesk.services.wires import wire_instructions
from tests.factories import BANK, BUYER, MAILBOX, World, extension, incidents, new, page_of, with_rules


@pytest.fixture
def world() -> World:
    return World()


def mails(world: World) -> list[Message]:
    return [row.what.message for row in world.books.tables.outbox.values()]


def test_every_mail_of_an_order_goes_to_its_buyer_and_names_order_version_and_address(world: World) -> None:
    order = world.place(extension(), incidents())
    world.attempt(order, "wire")
    world.pay(order)
    approve_order(order.number, staff="s", reason="our books", ends={0: date(2026, 12, 1)}, ports=world.ports)
    reject_order(order.number, staff="s", reason="no licence", ports=world.ports)
    written = mails(world)
    assert len(written) == 6
    for mail in written:
        assert mail.to == BUYER.email
        assert order.number in mail.subject
        assert f"Dear {BUYER.contact}" in mail.body
        assert f"Catalogue version: {world.catalogue.version}" in mail.body
        assert f"{MAILBOX.base_url}/orders/{order.token}/" in mail.body


def test_one_confirmation_lists_terms_windows_and_units(world: World) -> None:
    order = world.place(new("pbx.standard", reference="PBX-7"), incidents("dev", 2))
    attempt = world.pay(order)
    world.settle(attempt)
    (mail,) = (each for each in mails(world) if "what it covers" in each.subject)
    assert "for PBX-7" in mail.body
    assert "support from 23 November 2026 to 22 November 2027, the last covered day" in mail.body
    assert "critical updates until 22 November 2028" in mail.body
    assert "maintenance upgrades until 22 November 2027" in mail.body
    assert "2 prepaid incidents" in mail.body
    assert "valid until used" in mail.body
    assert "USD 3,300.00, net of tax" in mail.body


def test_a_window_that_is_not_stated_is_not_told(world: World) -> None:
    world.pay(world.place(new("pbx.basic")))
    assert "updates until" not in mails(world)[-1].body


def test_units_with_a_validity_say_how_long_they_last(world: World) -> None:
    world.catalogue = with_rules(replace(world.catalogue, version="v" * 64), incident_validity_months=24)
    world.pay(world.place(incidents()))
    assert "valid until used" not in mails(world)[-1].body
    assert "to be used within 2 years" in mails(world)[-1].body


def test_the_wire_mail_carries_all_that_a_bank_asks_for(world: World) -> None:
    order = world.place()
    world.attempt(order, "wire")
    told = wire_instructions(order, BANK, world.catalogue)
    for fact in (BANK.beneficiary, BANK.bank, BANK.iban, BANK.bic, told.reference, "USD 2,900.00"):
        assert fact in mails(world)[-1].body
    assert "7 December 2026" in mails(world)[-1].body
    assert "21 December 2026" in mails(world)[-1].body


def test_a_replaced_start_is_told(world: World) -> None:
    order = world.place(extension(date(2026, 11, 23), start="at_end"))
    attempt = world.attempt(order)
    world.clock.advance(days=1)
    world.card.pay(page_of(attempt))
    world.settle(attempt)
    assert "no longer open" in mails(world)[-1].body


def test_corrected_dates_are_told_with_their_reason(world: World) -> None:
    order = world.place(extension())
    world.pay(order)
    approve_order(order.number, staff="s", reason="our books", ends={0: date(2026, 12, 1)}, ports=world.ports)
    assert "our books" in mails(world)[-1].body
    assert "support from 1 December 2026 to 30 November 2027" in mails(world)[-1].body


def test_a_question_goes_to_the_vendor_and_is_answered_to_the_asker(world: World) -> None:
    asked = Inquiry("A price", "Ann", "ann@acme.example", "How much?", plan="gateway.basic", company="Acme")
    send_inquiry(asked, ports=world.ports)
    (mail,) = mails(world)
    assert (mail.to, mail.reply_to) == (MAILBOX.vendor_address, "ann@acme.example")
    assert "A price" in mail.subject
    for fact in ("gateway.basic", "Ann <ann@acme.example>, Acme", "How much?", world.catalogue.version):
        assert fact in mail.body


def test_money_that_paid_nothing_is_brought_to_the_vendor(world: World) -> None:
    order = world.place()
    mail = money_listed(order, "wrong_currency", Money(100000, "EUR"), MAILBOX)
    assert (mail.to, mail.reply_to) == (MAILBOX.vendor_address, BUYER.email)
    assert mail.subject == f"Order {order.number}: money needs a decision (wrong currency)"
    for fact in (order.number, "Kind: wrong currency", "EUR 1,000.00", "USD 2,900.00", world.catalogue.version):
        assert fact in mail.body
