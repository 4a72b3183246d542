"""Many at once: on both databases each order, payment and notice is taken by exactly one of them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar

import pytest
from sqlalchemy import Engine

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.uow import unit_of_work
from plandesk.domain.errors import DuplicateKey, StaleOrder
from plandesk.services.ports import UnitOfWorkFactory
from tests.contract.book_samples import HOUR, NOW, entry, notice, order

pytest_plugins = ["tests.contract.database_fixtures"]

T = TypeVar("T")

CLIENTS = 16


def all_at_once(act: Callable[[int], T], clients: int = CLIENTS) -> list[T]:
    """Run `act` in as many threads, started together; their answers in order of their number."""
    together = Barrier(clients)

    def run(number: int) -> T:
        together.wait()
        return act(number)

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(run, range(clients)))


def test_every_buyer_places_and_pays_an_order(real_books: UnitOfWorkFactory) -> None:
    def buy(number: int) -> None:
        with real_books() as uow:
            uow.orders.add(order(number))
            uow.commit()
        with real_books() as uow:
            placed = uow.orders.by_id(f"order-{number}", lock=True)
            assert placed is not None
            uow.orders.save(placed.on("pay"))
            uow.commit()

    all_at_once(buy)
    with real_books(read_only=True) as uow:
        found = [uow.orders.by_id(f"order-{number}") for number in range(CLIENTS)]
    assert [(each.state, each.revision) for each in found if each] == [("paid", 2)] * CLIENTS


def test_one_key_places_one_order(real_books: UnitOfWorkFactory) -> None:
    def place(number: int) -> bool:
        with real_books() as uow:
            try:
                uow.orders.add(order(number, idempotency_key="same"))
            except DuplicateKey:
                assert uow.orders.by_idempotency_key("same") is not None
                return False
            uow.commit()
            return True

    assert sum(all_at_once(place)) == 1


def test_no_change_of_a_locked_order_is_lost(real_books: UnitOfWorkFactory) -> None:
    with real_books() as uow:
        uow.orders.add(order())
        uow.commit()

    def change(_: int) -> None:
        with real_books() as uow:
            read = uow.orders.by_id("order-1", lock=True)
            assert read is not None
            uow.orders.save(replace(read, revision=read.revision + 1))
            uow.commit()

    all_at_once(change)
    with real_books(read_only=True) as uow:
        found = uow.orders.by_id("order-1")
    assert found is not None
    assert found.revision == 1 + CLIENTS


def test_an_order_changed_since_it_was_read_is_not_overwritten(real_books: UnitOfWorkFactory, database: Engine) -> None:
    if database.dialect.name == "sqlite":
        pytest.skip("on SQLite nobody else writes between a read and its save")
    with real_books() as uow:
        uow.orders.add(order())
        uow.commit()

    def change_elsewhere() -> None:
        with unit_of_work(database)() as other:
            read = other.orders.by_id("order-1")
            assert read is not None
            other.orders.save(replace(read, request_digest="other"))  # The revision stays: it tells nothing here.
            other.commit()

    with real_books() as uow:
        read = uow.orders.by_id("order-1")
        assert read is not None
        with ThreadPoolExecutor(1) as pool:
            pool.submit(change_elsewhere).result()
        with pytest.raises(StaleOrder):
            uow.orders.save(read.on("pay"))


def test_a_payment_is_booked_by_one_of_many(real_books: UnitOfWorkFactory) -> None:
    with real_books() as uow:
        uow.orders.add(order())
        uow.commit()

    def book(number: int) -> bool:
        with real_books() as uow:
            booked = uow.payments.book(entry(number, payment_ref="same"))
            uow.commit()
            return booked

    assert sum(all_at_once(book)) == 1
    with real_books(read_only=True) as uow:
        assert len(uow.payments.ledger_of("order-1")) == 1


def test_a_notice_is_stored_by_one_of_many(real_books: UnitOfWorkFactory) -> None:
    def store(number: int) -> bool:
        with real_books() as uow:
            stored = uow.inbox.store(f"n{number}", "card", notice(), "{}", NOW)
            uow.commit()
            return stored

    assert sum(all_at_once(store)) == 1


def test_two_workers_never_lease_the_same_notice(real_books: UnitOfWorkFactory) -> None:
    with real_books() as uow:
        for number in range(40):
            uow.inbox.store(f"n{number}", "card", notice(number), "{}", NOW)
        uow.commit()

    def work(_: int) -> list[str]:
        mine: list[str] = []
        while True:
            with real_books() as uow:
                leased = [each.id for each in uow.inbox.lease(NOW, NOW + HOUR, 3)]
                uow.commit()
            if not leased:
                return mine
            mine += leased

    first, second = all_at_once(work, clients=2)
    assert sorted(first + second) == sorted(f"n{number}" for number in range(40))


def test_a_reader_does_not_wait_for_a_writer_and_sees_one_moment(real_books: UnitOfWorkFactory) -> None:
    def read() -> list[bool]:
        with real_books(read_only=True) as uow:
            return [uow.orders.by_id("order-1") is None]

    with real_books() as uow, ThreadPoolExecutor(1) as pool:
        uow.orders.add(order())
        assert pool.submit(read).result(timeout=10) == [True]
        uow.commit()


def test_engines_of_several_processes_take_turns(database: Engine) -> None:
    engines = [open_database(database.url.render_as_string(hide_password=False)) for _ in range(4)]

    def place(number: int) -> None:
        with unit_of_work(engines[number % 4])() as uow:
            uow.orders.add(order(number))
            uow.commit()

    all_at_once(place)
    for engine in engines:
        engine.dispose()
    with unit_of_work(database)(read_only=True) as uow:
        assert all(uow.orders.by_id(f"order-{number}") for number in range(CLIENTS))
