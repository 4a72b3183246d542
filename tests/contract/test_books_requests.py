"""Support requests in the books: the same in memory, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from plandesk.adapters.db.uow import unit_of_work
from plandesk.domain.customers import Customer, Installation
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.requests import SupportRequest, UnitUse
from plandesk.services.books.requests import RequestEventRow
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR, NOW, TODAY, order, term, units

pytest_plugins = ["tests.contract.database_fixtures"]

EVENT = RequestEventRow("r-1", NOW, "recorded", "help desk", {}, {"level": "l1", "hours": "0.5"})


def request(nth: int = 1, /, **changes: Any) -> SupportRequest:
    """Return a request against the first term; every `nth` is another one."""
    made = SupportRequest(f"r-{nth}", "i-1", f"T-{nth}", "l1", 30, TODAY, NOW, "help desk", "Grüße", "term-1")
    return replace(made, **changes)


def on_units(nth: int = 1, /, *taken: UnitUse, **changes: Any) -> SupportRequest:
    """Return a request that takes incident units."""
    return request(nth, term_id=None, units=taken, **changes)


def given(books: UnitOfWorkFactory, *requests: SupportRequest) -> None:
    """Commit a customer with an installation, a term and two purchases of units, and requests."""
    with books() as uow:
        for nth in (1, 2):
            uow.customers.add(Customer(f"c-{nth}", "Acme", NOW))
            uow.customers.add_installation(Installation(f"i-{nth}", f"c-{nth}", "pbx", "key 1", NOW))
        uow.orders.add(order())
        uow.terms.add_terms([term(installation_id="i-1")])
        own = [units(nth, position=nth, customer_id="c-1") for nth in (1, 2)]
        uow.terms.add_incidents([*own, units(3, position=3, customer_id="c-2")])
        for each in requests:
            uow.requests.add(each)
        uow.commit()


def test_a_request_comes_back_as_it_was_added(books: UnitOfWorkFactory) -> None:
    first, second = request(), on_units(2, UnitUse("units-2", 1), UnitUse("units-1", 3), note=None)
    given(books, first, second)
    with books(read_only=True) as uow:
        found = (uow.requests.by_id("r-1"), uow.requests.by_reference("i-1", "T-2"))
        missing = (uow.requests.by_id("r-3"), uow.requests.by_reference("i-2", "T-1"))
    assert found == (first, second)
    assert missing == (None, None)


def test_an_installation_has_one_request_of_a_reference(books: UnitOfWorkFactory) -> None:
    given(books, request())
    with books() as uow:
        with pytest.raises(DuplicateKey):
            uow.requests.add(request(2, reference="T-1"))
        uow.requests.add(request(3, installation_id="i-2", reference="T-1"))
        uow.commit()
    with books(read_only=True) as uow:
        assert (uow.requests.by_id("r-2"), uow.requests.by_id("r-3") is None) == (None, False)


def test_a_term_counts_what_was_not_voided_by_its_day(books: UnitOfWorkFactory) -> None:
    late, early = request(1, on=date(2026, 3, 9)), request(2, on=date(2026, 3, 4))
    given(books, late, early, request(3, voided=True), on_units(4, UnitUse("units-1", 1)))
    with books(read_only=True) as uow:
        assert uow.requests.of_term("term-1") == [early, late]


def test_an_installation_lists_all_its_requests_newest_first(books: UnitOfWorkFactory) -> None:
    late, early = request(1, on=date(2026, 3, 9)), request(2, on=date(2026, 3, 4), voided=True)
    taking = on_units(3, UnitUse("units-1", 2), on=date(2026, 3, 4))
    given(books, late, early, taking, request(4, installation_id="i-2"))
    with books(read_only=True) as uow:
        assert uow.requests.of_installation("i-1") == [late, taking, early]
        assert uow.requests.of_installation("i-1", 1) == [late]


def test_units_are_counted_by_purchase_without_voided_requests(books: UnitOfWorkFactory) -> None:
    both = on_units(1, UnitUse("units-1", 2), UnitUse("units-2", 1))
    voided, other = on_units(3, UnitUse("units-1", 1), voided=True), on_units(4, UnitUse("units-3", 1))
    given(books, both, on_units(2, UnitUse("units-1", 1)), voided, other)
    with books(read_only=True) as uow:
        assert uow.requests.units_used("c-1") == {"units-1": 3, "units-2": 1}


def test_a_saved_request_takes_its_new_units_and_no_others(books: UnitOfWorkFactory) -> None:
    given(books, on_units(1, UnitUse("units-1", 2), UnitUse("units-2", 1)))
    changed = on_units(1, UnitUse("units-2", 2), minutes=90)
    with books() as uow:
        uow.requests.save(changed)
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.requests.by_id("r-1") == changed
        assert uow.requests.units_used("c-1") == {"units-2": 2}


def test_what_was_never_added_cannot_be_saved(books: UnitOfWorkFactory) -> None:
    with books() as uow, pytest.raises(LookupError):
        uow.requests.save(request())


def test_a_history_is_kept_in_its_order(books: UnitOfWorkFactory) -> None:
    given(books, request(), request(2))
    later = replace(EVENT, at=NOW + HOUR, event="corrected", before=EVENT.after, after={"level": "l2"}, reason="Typo")
    with books() as uow:
        for event in (EVENT, replace(EVENT, request_id="r-2"), later):
            uow.requests.record(event)
        uow.commit()
    with books(read_only=True) as uow:
        assert uow.requests.history("r-1") == [EVENT, later]


@pytest.mark.parametrize("statement", ["UPDATE request_events SET actor = 'x'", "DELETE FROM request_events"])
def test_the_database_refuses_to_change_a_history(database: Engine, statement: str) -> None:
    books = unit_of_work(database)
    given(books, request())
    with books() as uow:
        uow.requests.record(EVENT)
        uow.commit()
    with pytest.raises(DBAPIError), database.begin() as connection:
        connection.execute(text(statement))
