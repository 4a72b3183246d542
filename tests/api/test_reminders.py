"""Reminders over HTTP: what a contact gets, and the links that stop them."""

from urllib.parse import parse_qs, urlsplit

import pytest

from plandesk.services.reminder_stops import page_address, stop_key
from tests.api.conftest import Desk, problem
from tests.api.seeding import Seeded


@pytest.fixture
def acme(desk: Desk) -> Seeded:
    return desk.customer("Acme")


def key_of(desk: Desk, acme: Seeded) -> str:
    """Return the key that stops the owner's reminders before expiry."""
    return stop_key(acme.contacts["owner"], "before_expiry", ports=desk.ports)


def stopped(desk: Desk, acme: Seeded) -> set[str]:
    """Return the kinds that the owner does not get."""
    told = desk.sign_in(acme.contacts["owner"].email).get("/account/reminders").get_json()
    return {each["kind"] for each in told["kinds"] if not each["on"]}


def test_a_contact_switches_its_own_reminders(desk: Desk, acme: Seeded) -> None:
    owner, billing = (desk.sign_in(acme.contacts[role].email) for role in ("owner", "billing"))
    told = owner.post("/account/reminders", {"kind": "after_expiry", "on": False})
    assert told.status_code == 200
    assert [(each["kind"], each["on"]) for each in told.get_json()["kinds"]] == [
        ("before_expiry", True),
        ("after_expiry", False),
        ("quota", True),
    ]
    assert owner.get("/account/reminders").get_json() == told.get_json()
    assert all(each["on"] for each in billing.get("/account/reminders").get_json()["kinds"])
    assert owner.post("/account/reminders", {"kind": "after_expiry", "on": True}).get_json()["kinds"][1]["on"]


def test_an_unknown_kind_is_refused(desk: Desk, acme: Seeded) -> None:
    owner = desk.sign_in(acme.contacts["owner"].email)
    told = problem(owner.post("/account/reminders", {"kind": "birthday", "on": True}), 422, "invalid-payload")
    assert told["errors"][0]["pointer"] == "/kind"


def test_a_visitor_has_no_reminders(desk: Desk) -> None:
    problem(desk.get("/account/reminders"), 401, "sign-in-needed")


def test_the_key_of_a_link_stops_its_kind_without_sign_in(desk: Desk, acme: Seeded) -> None:
    key = key_of(desk, acme)
    for _ in range(2):
        told = desk.post("/reminder-stops", {"key": key})
        assert told.get_json() == {"kind": "before_expiry", "name": "Before support ends"}
        assert told.headers["Cache-Control"] == "no-store"
    assert stopped(desk, acme) == {"before_expiry"}


def test_a_link_tells_what_it_would_stop_and_stops_nothing(desk: Desk, acme: Seeded) -> None:
    told = desk.post("/reminder-stops/show", {"key": key_of(desk, acme)})
    assert told.get_json() == {"kind": "before_expiry", "name": "Before support ends", "company": acme.customer.name}
    assert told.headers["Cache-Control"] == "no-store"
    assert stopped(desk, acme) == set()


def test_another_text_is_no_key(desk: Desk, acme: Seeded) -> None:
    foreign = desk.ports.signer.sign("extend", {"contact": acme.contacts["owner"].id, "kind": "quota"})
    for key in ("x", foreign, key_of(desk, acme) + "x"):
        for path in ("/reminder-stops", "/reminder-stops/show"):
            problem(desk.post(path, {"key": key}), 409, "link-refused")
    assert stopped(desk, acme) == set()


def test_a_mail_program_stops_them_with_one_post(desk: Desk, acme: Seeded) -> None:
    key = key_of(desk, acme)
    told = desk.client.post(f"/stop/one-click?key={key}", data={"List-Unsubscribe": "One-Click"})
    assert (told.status_code, told.data) == (204, b"")
    assert stopped(desk, acme) == {"before_expiry"}
    problem(desk.client.post("/stop/one-click?key=x"), 409, "link-refused")


def test_a_person_who_follows_it_is_asked_first(desk: Desk, acme: Seeded) -> None:
    key = key_of(desk, acme)
    told = desk.client.get(f"/stop/one-click?key={key}")
    assert (told.status_code, told.headers["Location"]) == (303, page_address(key, ports=desk.ports))
    assert parse_qs(urlsplit(told.headers["Location"]).query) == {"key": [key]}
    assert stopped(desk, acme) == set()
