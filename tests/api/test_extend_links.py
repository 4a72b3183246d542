"""The link of a reminder: what it shows without sign-in, and everything that shuts it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from werkzeug.test import TestResponse

from plandesk.services.extend_links import extend_address
from plandesk.services.ports import UnitOfWork
from tests.api.conftest import Caller, Desk, problem
from tests.api.seeding import Seeded

START, LAST = date(2026, 11, 23), "2027-11-22"


@pytest.fixture
def acme(desk: Desk) -> Seeded:
    return desk.customer("Acme")


def key_of(desk: Desk, acme: Seeded) -> str:
    """Return the key of a link mailed to the owner today."""
    today = desk.ports.clock.today("UTC")
    address = extend_address(acme.contacts["owner"], acme.terms[0], today, ports=desk.ports)
    assert address.startswith("https://plans.example/extend/?key=")
    return address.partition("key=")[2]


def open_link(desk: Desk, key: str) -> TestResponse:
    """Ask what a link opens."""
    return Caller(desk.app.test_client(), f"Extend {key}").get("/extend-link")


def change(desk: Desk, act: Any) -> None:
    """Change the books."""
    with desk.ports.uow() as unit:
        act(unit)
        unit.commit()


def test_a_link_shows_its_installation_and_nothing_else(desk: Desk, acme: Seeded) -> None:
    told = open_link(desk, key_of(desk, acme))
    assert told.headers["Cache-Control"] == "no-store"
    assert told.get_json() == {
        "installation": {
            "id": acme.installations[0].id,
            "name": "PBX-1",
            "family": "pbx",
            "family_name": "Windows PBX",
        },
        "term": {"plan_name": "Standard support", "last_covered_day": LAST},
        "vendor": "Mizutech",
        "company_known": True,
        "country_known": True,
        "state": "open",
        "open_orders": [],
    }
    for secret in ("Acme", "acme.example", acme.customer.id, acme.contacts["owner"].id):
        assert secret not in told.text


@pytest.mark.parametrize("spoil", [lambda key: key[:-2], lambda key: "x" + key, lambda key: "", lambda key: "é"])
def test_a_changed_key_opens_nothing(desk: Desk, acme: Seeded, spoil: Any) -> None:
    problem(open_link(desk, spoil(key_of(desk, acme))), 401, "link-refused")


def test_a_key_that_stops_reminders_opens_nothing(desk: Desk, acme: Seeded) -> None:
    key = desk.ports.signer.sign("stop-reminders", {"contact": acme.contacts["owner"].id, "kind": "quota"})
    problem(open_link(desk, key), 401, "link-refused")


def test_a_link_opens_until_90_days_after_grace(desk: Desk, acme: Seeded) -> None:
    key = key_of(desk, acme)  # Grace ends on 22 December 2027.
    desk.world.clock.advance(days=(date(2028, 3, 21) - START).days)
    assert open_link(desk, key).status_code == 200
    desk.world.clock.advance(days=1)
    problem(open_link(desk, key), 401, "link-refused")


def test_a_link_of_a_late_mail_opens_for_90_days(desk: Desk, acme: Seeded) -> None:
    desk.world.clock.advance(days=1000)
    key = key_of(desk, acme)
    desk.world.clock.advance(days=89)
    assert open_link(desk, key).status_code == 200
    desk.world.clock.advance(days=1)
    problem(open_link(desk, key), 401, "link-refused")


@pytest.mark.parametrize("left", [{"removed_at": True}, {"role": "technical"}], ids=["removed", "may not order"])
def test_a_contact_who_may_order_no_more_opens_nothing(desk: Desk, acme: Seeded, left: dict[str, Any]) -> None:
    key, now = key_of(desk, acme), desk.ports.clock.now()
    changes = {name: now if value is True else value for name, value in left.items()}
    change(desk, lambda unit: unit.customers.save_contact(replace(acme.contacts["owner"], **changes)))
    problem(open_link(desk, key), 401, "link-refused")


def test_an_installation_that_went_to_another_customer_is_not_opened(desk: Desk, acme: Seeded) -> None:
    key, other = key_of(desk, acme), desk.customer("Other")
    moved = replace(acme.installations[0], customer_id=other.customer.id, reference="PBX-moved")
    change(desk, lambda unit: unit.customers.save_installation(moved))
    problem(open_link(desk, key), 401, "link-refused")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"suspended_on": START}, "suspended"),
        ({"closed_on": date(2027, 1, 1), "closed_because": "revoked"}, "closed"),
    ],
)
def test_a_link_tells_how_its_term_stands(desk: Desk, acme: Seeded, changes: dict[str, Any], state: str) -> None:
    key = key_of(desk, acme)
    change(desk, lambda unit: unit.terms.save_term(replace(acme.terms[0], **changes)))
    assert open_link(desk, key).get_json()["state"] == state


def test_a_link_tells_that_its_term_was_extended_since(desk: Desk, acme: Seeded) -> None:
    def follow(unit: UnitOfWork) -> None:
        period = replace(acme.terms[0].term.period, start=date(2027, 11, 23), end=date(2028, 11, 23))
        term = replace(acme.terms[0].term, period=period)
        unit.terms.add_terms([replace(acme.terms[0], id="next", term=term)])

    key = key_of(desk, acme)
    change(desk, follow)
    told = open_link(desk, key).get_json()
    assert (told["state"], told["term"]["last_covered_day"]) == ("already_extended", "2028-11-22")


def test_somebody_signed_in_has_no_link(desk: Desk, acme: Seeded) -> None:
    problem(desk.sign_in(acme.contacts["owner"].email).get("/extend-link"), 404, "not-found")
    problem(desk.get("/extend-link"), 401, "sign-in-needed")
