"""The people of a customer over HTTP, and the change of an address."""

import re
from datetime import timedelta

import pytest

from tests.api.conftest import Desk, problem


def test_an_owner_keeps_the_people(desk: Desk) -> None:
    owner, seeded = desk.contact()
    listed = owner.get("/account/contacts").get_json()["contacts"]
    assert [each["role"] for each in listed] == ["owner", "billing", "technical"]
    added = owner.post("/account/contacts", {"email": "dee@acme.example", "name": "Dee", "role": "technical"})
    assert added.status_code == 201
    one = f"/account/contacts/{added.get_json()['id']}"
    changed = owner.post(one, {"name": "Dee D.", "role": "billing"}).get_json()
    assert changed == {**added.get_json(), "name": "Dee D.", "role": "billing"}
    left = owner.post(f"{one}/remove").get_json()["contacts"]
    assert left == listed
    problem(owner.post(f"{one}/remove"), 404, "not-found")
    assert seeded.contacts["owner"].id == listed[0]["id"]


@pytest.mark.parametrize("role", ["billing", "technical"])
def test_others_may_not(desk: Desk, role: str) -> None:
    seeded = desk.customer()
    caller = desk.sign_in(f"{role}@acme.example")
    one = f"/account/contacts/{seeded.contacts['owner'].id}"
    for reply in (
        caller.get("/account/contacts"),
        caller.post("/account/contacts", {}),
        caller.post(one, {}),
        caller.post(f"{one}/remove"),
    ):
        problem(reply, 403, "not-allowed")


def test_the_last_owner_stays(desk: Desk) -> None:
    owner, seeded = desk.contact()
    one = f"/account/contacts/{seeded.contacts['owner'].id}"
    problem(owner.post(f"{one}/remove"), 409, "last-owner")
    problem(owner.post(one, {"name": "Ann", "role": "technical"}), 409, "last-owner")


def test_an_address_in_use_is_refused_alike_wherever_it_is(desk: Desk) -> None:
    desk.customer("Other")
    desk.staff("sales")
    owner, _ = desk.contact()
    refusals = []
    for email in ("owner@other.example", "sales@vendor.example"):
        body = problem(
            owner.post("/account/contacts", {"email": email, "name": "X", "role": "owner"}), 409, "email-taken"
        )
        refusals.append({name: value for name, value in body.items() if name != "request_id"})
    assert refusals[0] == refusals[1]
    assert "Other" not in str(refusals)


def test_a_person_of_ones_own_list_is_already_here(desk: Desk) -> None:
    owner, _ = desk.contact()
    person = {"email": "Billing@acme.example", "name": "X", "role": "owner"}
    body = problem(owner.post("/account/contacts", person), 409, "contact-known")
    assert body["title"] == "This person is already here"


def test_invitations_are_counted(desk: Desk) -> None:
    owner, _ = desk.contact()
    app = desk.start(PLANDESK_RATE_SIGN_IN="1 per hour")
    client = app.test_client()
    kept = owner.client.get_cookie("plandesk_session")
    assert kept
    client.set_cookie("plandesk_session", kept.value)
    for nth, status in enumerate((201, 429)):
        body = {"email": f"p{nth}@acme.example", "name": "P", "role": "billing"}
        assert client.post("/api/v1/account/contacts", json=body).status_code == status


def test_an_address_changes_by_both_mails_in_any_browser(desk: Desk) -> None:
    owner, _ = desk.contact()
    assert owner.post("/account/email", {"email": "new@acme.example"}).status_code == 202
    with desk.ports.uow() as unit:
        now = desk.ports.clock.now()
        bodies = [each.message.body for each in unit.outbox.lease(now, now, 9)]
    tokens = [re.findall(r"confirm=(\S+)", body)[0] for body in bodies]
    expires_at = (now + timedelta(days=1)).isoformat()
    both = {"old_email": "owner@acme.example", "new_email": "new@acme.example"}
    shown = desk.post("/account/email/show", {"token": tokens[1]}).get_json()
    assert shown == {**both, "side": "new", "expires_at": expires_at}
    assert desk.post("/account/email/confirm", {"token": tokens[1]}).get_json() == {"changed": False, **both}
    assert owner.get("/account/email").get_json() == {
        "pending": {
            "new_email": "new@acme.example",
            "old_confirmed": False,
            "new_confirmed": True,
            "expires_at": expires_at,
        }
    }
    assert owner.get("/session").get_json()["email"] == "owner@acme.example"
    assert desk.post("/account/email/confirm", {"token": tokens[0]}).get_json() == {"changed": True, **both}
    assert owner.get("/account/email").get_json() == {"pending": None}
    assert owner.get("/session").get_json()["email"] == "new@acme.example"
    problem(desk.post("/account/email/confirm", {"token": tokens[0]}), 409, "new-address-refused")


def test_a_wish_for_another_address_is_taken_back(desk: Desk) -> None:
    owner, _ = desk.contact()
    owner.post("/account/email", {"email": "new@acme.example"})
    for _ in range(2):
        assert owner.post("/account/email/cancel").get_json() == {"pending": None}
    assert owner.get("/account/email").get_json() == {"pending": None}


def test_ones_own_address_is_no_other_one(desk: Desk) -> None:
    owner, _ = desk.contact()
    body = problem(owner.post("/account/email", {"email": "OWNER@acme.example"}), 409, "address-unchanged")
    assert body["detail"].startswith("You sign in with this address already.")


def test_staff_do_not_change_theirs_this_way(desk: Desk) -> None:
    problem(desk.staff("admin").post("/account/email", {"email": "x@vendor.example"}), 403, "not-allowed")
