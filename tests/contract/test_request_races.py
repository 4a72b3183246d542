"""Fifty at once for the last of something: on both databases exactly one gets it, and the books agree."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from plandesk.domain.beyond_quota import BeyondQuota
from plandesk.domain.requests import SupportRequest
from plandesk.services.books.terms import IncidentUnits
from plandesk.services.ports import Ports, UnitOfWorkFactory
from plandesk.services.requests import (
    CorrectRequest,
    RecordRequest,
    correct_request,
    quota_of,
    record_request,
    units_left,
)
from tests.contract.book_samples import order
from tests.contract.test_book_races import all_at_once
from tests.covered import CUSTOMER, DESK, INSTALLATION, TERM, cover, term_of
from tests.factories import FIRST_DAY, World

pytest_plugins = ["tests.contract.database_fixtures"]

CLIENTS = 50
LAST = RecordRequest(INSTALLATION, "l1", 60, FIRST_DAY, "T-0", "quota")


@pytest.fixture
def ports(real_books: UnitOfWorkFactory) -> Ports:
    """Return the ports of a product on a real database, its customer with a PBX Basic and two incident units."""
    world = World()
    with real_books() as unit:
        cover(unit, "pbx", term_of(world.catalogue, "pbx.basic", FIRST_DAY))
        unit.orders.add(order())
        bought = IncidentUnits("units", "order-1", 0, "l12", 2, None, world.catalogue.version, CUSTOMER)
        unit.terms.add_incidents([bought])
        unit.commit()
    return replace(world.ports, uow=real_books)


def race(act: Callable[[int], SupportRequest]) -> list[SupportRequest]:
    """Let fifty act together; return what the winners got. Whoever lost was refused, not failed."""

    def run(number: int) -> SupportRequest | None:
        try:
            return act(number)
        except BeyondQuota:
            return None

    outcomes = all_at_once(run, CLIENTS)
    assert len(outcomes) == CLIENTS
    return [each for each in outcomes if each is not None]


def record(ports: Ports, number: int, **changes: object) -> SupportRequest:
    """Record a request of an hour under a reference of its own."""
    command = replace(LAST, reference=f"T-{number}", **changes)  # type: ignore[arg-type]  # Named by tests.
    return record_request(command, actor=DESK, ports=ports).request


def period_left(ports: Ports) -> tuple[int, int]:
    """Return the requests and minutes left of the term."""
    with ports.uow(read_only=True) as unit:
        booked = unit.terms.term(TERM)
        assert booked is not None
        (quota,) = quota_of(unit, booked, FIRST_DAY, ports=ports)
    assert quota.period is not None
    return quota.period.requests.left, quota.period.minutes.left


def test_the_last_of_a_quota_is_recorded_once(ports: Ports) -> None:
    for number in (100, 101):
        record(ports, number)  # PBX Basic gives five requests and three hours: an hour is left.
    (won,) = race(lambda number: record(ports, number))
    with ports.uow(read_only=True) as unit:
        assert [each.id for each in unit.requests.of_term(TERM)][2:] == [won.id]
        assert len(unit.requests.history(won.id)) == 1
    assert period_left(ports) == (2, 0)


def test_the_last_incident_unit_is_taken_once(ports: Ports) -> None:
    record(ports, 100, use="incident")
    (won,) = race(lambda number: record(ports, number, use="incident"))
    with ports.uow(read_only=True) as unit:
        assert unit.requests.units_used(CUSTOMER) == {"units": 2}
        assert [each.left for each in units_left(unit, CUSTOMER)] == [0]
        assert won in unit.requests.of_installation(INSTALLATION)


def test_corrections_and_recordings_share_what_is_left(ports: Ports) -> None:
    first = record(ports, 100, minutes=120)

    def act(number: int) -> SupportRequest:
        if number % 2:
            return record(ports, number)
        longer = CorrectRequest(first.id, "It took longer", minutes=180)
        return correct_request(longer, actor=DESK, ports=ports)

    won = race(act)
    recorded = [each for each in won if each.id != first.id]
    # Repeating the winning correction changes nothing, so all corrections win together or none does.
    assert (len(recorded), len(won)) in {(1, 1), (0, CLIENTS // 2)}
    assert period_left(ports)[1] == 0


def test_one_reference_is_recorded_once_however_often_it_is_sent(ports: Ports) -> None:
    outcomes = all_at_once(lambda _: record_request(LAST, actor=DESK, ports=ports), CLIENTS)
    assert sum(each.is_new for each in outcomes) == 1
    assert len({each.request.id for each in outcomes}) == 1
    assert period_left(ports) == (4, 120)
