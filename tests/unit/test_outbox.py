"""Mails are handed over once; one that cannot be waits, longer each time, and keeps no other from going."""

import pytest

from plandesk.domain.errors import MailUndeliverable
from plandesk.services.books.notices import Message
from plandesk.services.outbox import deliver_mail
from tests.factories import World


@pytest.fixture
def world() -> World:
    return World()


def test_a_waiting_mail_is_delivered_once(world: World) -> None:
    world.place()
    assert deliver_mail(ports=world.ports) == 1
    assert [mail.to for mail in world.mailer.sent] == ["ann@acme.example"]
    assert deliver_mail(ports=world.ports) == 0


def test_mails_go_out_in_the_order_they_were_written(world: World) -> None:
    order = world.place()
    world.pay(order)
    deliver_mail(ports=world.ports)
    assert [mail.subject for mail in world.mailer.sent] == world.subjects()


def test_an_undelivered_mail_waits_longer_each_time_and_goes_out_in_the_end(world: World) -> None:
    world.place()
    world.mailer.refuse = MailUndeliverable(reason="busy")
    waits = []
    for _ in range(11):
        assert deliver_mail(ports=world.ports) == 1
        (row,) = world.books.tables.outbox.values()
        waits.append((row.due - world.clock.now()).total_seconds() / 60)
        assert deliver_mail(ports=world.ports) == 0
        world.clock.advance(minutes=waits[-1])
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]
    world.mailer.refuse = None
    deliver_mail(ports=world.ports)
    assert len(world.mailer.sent) == 1


def test_a_mail_taken_by_a_worker_that_died_comes_back(world: World) -> None:
    world.place()
    world.mailer.refuse = OSError("the worker died")
    with pytest.raises(OSError, match="died"):
        deliver_mail(ports=world.ports)
    world.mailer.refuse = None
    assert deliver_mail(ports=world.ports) == 0
    world.clock.advance(minutes=2)
    assert deliver_mail(ports=world.ports) == 1
    assert len(world.mailer.sent) == 1


def test_a_mail_whose_cause_was_not_committed_never_goes(world: World) -> None:
    with world.books() as unit:
        unit.outbox.put("id-x", Message("ann@acme.example", "Too early", "…"), world.clock.now())
    assert deliver_mail(ports=world.ports) == 0
