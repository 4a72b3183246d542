"""Many confirm at once, on SQLite and PostgreSQL: a mail signs in once, and no code is tried too often."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from plandesk.domain.access import SignInRefused
from plandesk.domain.customers import Contact, Customer
from plandesk.services.ports import Ports, UnitOfWorkFactory
from plandesk.services.sign_in import Browser, ask_to_sign_in, sign_in_by_code, sign_in_by_link
from tests.factories import World

pytest_plugins = ["tests.contract.database_fixtures"]

ANN, BROWSER, TRIES = "ann@acme.example", Browser("the browser", "Firefox"), 12


@pytest.fixture
def ports(real_books: UnitOfWorkFactory) -> Ports:
    """Return ports on a real database that knows one contact, who has asked for a mail."""
    ports = replace(World().ports, uow=real_books)
    with ports.uow() as unit:
        unit.customers.add(Customer("customer-1", "Acme", ports.clock.now()))
        unit.customers.add_contact(Contact("ann", "customer-1", ANN, "Ann", "owner", ports.clock.now()))
        unit.commit()
    ask_to_sign_in(ANN, BROWSER.secret, ports=ports)
    return ports


def mailed(ports: Ports) -> tuple[str, str]:
    """Return the token and the code of the mail."""
    with ports.uow() as unit:
        (mail,) = unit.outbox.lease(ports.clock.now(), ports.clock.now(), 9)
    found = re.search(r"code is (\d{6}).*token=(\S+)", mail.message.body, re.DOTALL)
    assert found
    return found[2], found[1]


def test_link_and_code_sign_in_once_however_many_try(ports: Ports) -> None:
    token, code = mailed(ports)
    together = Barrier(TRIES)

    def confirm(nth: int) -> str:
        together.wait()
        try:
            if nth % 2:
                sign_in_by_link(token, BROWSER, ports=ports)
            else:
                sign_in_by_code(ANN, code, BROWSER, ports=ports)
        except SignInRefused:
            return "refused"
        return "signed in"

    with ThreadPoolExecutor(TRIES) as pool:
        assert Counter(pool.map(confirm, range(TRIES))) == {"signed in": 1, "refused": TRIES - 1}


def test_wrong_codes_at_once_are_all_counted(ports: Ports) -> None:
    _, code = mailed(ports)
    together = Barrier(5)

    def guess(nth: int) -> None:
        together.wait()
        with pytest.raises(SignInRefused):
            sign_in_by_code(ANN, f"{(int(code) + 1 + nth) % 10**6:06d}", BROWSER, ports=ports)

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(guess, range(5)))
    with pytest.raises(SignInRefused):
        sign_in_by_code(ANN, code, BROWSER, ports=ports)
