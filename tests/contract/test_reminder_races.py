"""Several workers at once: on both databases each contact gets each reminder once."""

from dataclasses import replace
from datetime import date

from plandesk.services.ports import Ports, UnitOfWorkFactory
from plandesk.services.reminders import send_reminders
from plandesk.services.requests import RecordRequest, record_request
from tests.api.seeding import Seeded, Seeds
from tests.contract.book_samples import HOUR
from tests.contract.test_book_races import all_at_once
from tests.factories import World, noon

pytest_plugins = ["tests.contract.database_fixtures"]

YEAR = ("pbx.standard", "2026-01-01", "2026-12-31")
THIRTY_BEFORE = date(2026, 12, 1)


def seeded(books: UnitOfWorkFactory, installations: int) -> tuple[Ports, Seeded]:
    """Return ports on a database with a customer, 30 days before the end of its cover."""
    world = World()
    world.clock.advance(days=(noon(THIRTY_BEFORE) - world.clock.now()).days)
    ports = replace(world.ports, uow=books)
    rooms = {f"PBX-{number}": [YEAR] for number in range(installations)}
    return ports, Seeds(ports).customer("Acme", installations=rooms)


def subjects(ports: Ports) -> list[tuple[str, str]]:
    """Return to whom each waiting mail goes, and its subject."""
    with ports.uow() as unit:
        waiting = unit.outbox.lease(ports.clock.now(), ports.clock.now() + HOUR, 999)
        return sorted((each.message.to, each.message.subject) for each in waiting)


def test_workers_at_once_send_one_mail_for_each_reminder(real_books: UnitOfWorkFactory) -> None:
    ports, _ = seeded(real_books, installations=7)

    def work(_: int) -> int:
        looked = 0
        while done := send_reminders(ports=ports, limit=3):
            looked += done
        return looked

    assert sum(all_at_once(work, clients=6)) == 7
    told = subjects(ports)
    assert len(told) == len(set(told)) == 7 * 2
    assert {to for to, _ in told} == {"owner@acme.example", "billing@acme.example"}


def test_a_round_that_is_done_writes_nothing(real_books: UnitOfWorkFactory) -> None:
    ports, _ = seeded(real_books, installations=1)
    assert [send_reminders(ports=ports) for _ in range(3)] == [1, 0, 0]
    with real_books(read_only=True) as unit:
        assert unit.reminders.round().done == THIRTY_BEFORE


def test_requests_at_once_remind_of_a_quota_once(real_books: UnitOfWorkFactory) -> None:
    ports, acme = seeded(real_books, installations=1)

    def record(number: int) -> None:
        command = RecordRequest(acme.installations[0].id, "l1", 15, THIRTY_BEFORE, f"T-{number}", "quota")
        record_request(command, actor="program:desk", ports=ports)

    all_at_once(record, clients=5)
    assert [to for to, _ in subjects(ports)] == ["owner@acme.example", "technical@acme.example"]
