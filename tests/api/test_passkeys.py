"""Passkeys over HTTP: what is open before the second step, what is refused, and the way back."""

from dataclasses import replace
from typing import Any

import pytest

from plandesk.adapters.passkeys import WebAuthnVerifier
from plandesk.domain.access import AccessRules
from tests.api.conftest import Caller, Desk, problem
from tests.authenticator import Key

SALES = "sales@vendor.example"


def under(desk: Desk, rule: Any) -> Desk:
    """Start the product with another rule about passkeys."""
    desk.ports = replace(desk.ports, access=AccessRules(staff_passkey=rule))
    desk.app = desk.start()
    return desk


def test_a_passkey_is_registered_named_listed_and_shown(desk: Desk) -> None:
    caller, key = desk.staff("sales"), Key()
    made = caller.register(key, " Blue key ")
    assert (made.status_code, made.get_json()["second_step"]) == (201, None)
    again = desk.sign_in(SALES)
    assert again.get("/session").get_json()["second_step"] == "use"
    assert again.show(key).get_json() == again.get("/session").get_json()
    listed = again.get("/passkeys").get_json()
    assert (listed["required"], listed["origin"]) == (False, "https://plans.example")
    (passkey,) = listed["passkeys"]
    assert (passkey["name"], passkey["current"]) == ("Blue key", True)


def test_before_the_second_step_nothing_else_is_open_but_signing_out(desk: Desk) -> None:
    desk.staff("sales").register(Key())
    caller = desk.sign_in(SALES)
    for path in ("/passkeys", "/account/sessions", "/customers?q=a"):
        assert problem(caller.get(path), 403, "second-step-needed")["step"] == "use"
    problem(caller.post("/passkeys/x/remove", {}), 403, "second-step-needed")
    problem(caller.post("/passkeys/registration"), 403, "not-allowed")
    told = caller.get("/session").get_json()
    assert (told["kind"], told["role"], told["second_step"]) == ("staff", "sales", "use")
    assert caller.post("/session/end", {"everywhere": True}).status_code == 200
    assert caller.get("/session").get_json()["kind"] == "visitor"


def test_where_required_a_first_passkey_is_registered_before_anything_else(desk: Desk) -> None:
    caller = under(desk, "required").staff("sales")
    assert problem(caller.get("/passkeys"), 403, "second-step-needed")["step"] == "register"
    assert caller.register(Key()).status_code == 201
    (passkey,) = caller.get("/passkeys").get_json()["passkeys"]
    problem(caller.post(f"/passkeys/{passkey['id']}/remove", {}), 409, "last-passkey")


def test_contacts_and_programs_have_no_passkeys(desk: Desk) -> None:
    contact, _ = desk.contact()
    problem(contact.post("/passkeys/registration"), 404, "not-found")
    problem(desk.program("help_desk").post("/passkeys/challenge"), 403, "not-allowed")
    problem(Caller(desk.app.test_client()).post("/passkeys/challenge"), 401, "sign-in-needed")


@pytest.mark.parametrize("lie", [{"origin": "https://evil.example"}, {"domain": "evil.example"}])
def test_what_was_made_elsewhere_is_refused(desk: Desk, lie: dict[str, str]) -> None:
    caller = desk.staff("sales")
    problem(caller.register(Key(**lie)), 409, "passkey-refused")
    key = Key()
    caller.register(key)
    again = desk.sign_in(SALES)
    problem(again.show(replace(key, **lie)), 409, "passkey-refused")
    assert again.get("/session").get_json()["second_step"] == "use"


def test_an_answer_is_not_taken_twice(desk: Desk) -> None:
    key = Key()
    desk.staff("sales").register(key)
    caller = desk.sign_in(SALES)
    challenge = caller.post("/passkeys/challenge").get_json()["challenge"]
    answer = {"passkey": key.show(challenge)}
    assert caller.post("/passkeys/show", answer).status_code == 200
    problem(caller.post("/passkeys/show", answer), 409, "passkey-refused")


def test_a_copied_passkey_is_told_apart(desk: Desk) -> None:
    key = Key()
    desk.staff("sales").register(key)
    copy = key.copy()
    desk.sign_in(SALES).show(key)
    told = problem(desk.sign_in(SALES).show(copy), 409, "passkey-copied")
    assert "“Blue key”" in told["detail"]


def test_a_removed_passkey_opens_nothing(desk: Desk) -> None:
    blue, red, caller = Key(), Key(), desk.staff("sales")
    caller.register(blue)
    caller.register(red, "Red key")
    first, second = caller.get("/passkeys").get_json()["passkeys"]
    left = caller.post(f"/passkeys/{first['id']}/remove", {}).get_json()["passkeys"]
    assert [each["id"] for each in left] == [second["id"]]
    again = desk.sign_in(SALES)
    problem(again.show(blue), 409, "passkey-refused")
    assert again.show(red).status_code == 200
    problem(again.post(f"/passkeys/{first['id']}/remove", {}), 404, "not-found")


def test_an_admin_sees_everybodys_passkeys_and_removes_a_lost_one(desk: Desk) -> None:
    desk.staff("sales").register(Key())
    admin = desk.staff("admin")
    (held,) = admin.get("/desk/passkeys").get_json()["passkeys"]
    assert (held["staff"], held["name"]) == (SALES, "Blue key")
    path = f"/desk/passkeys/{held['id']}/remove"
    problem(desk.staff("finance").post(path, {"reason": "lost"}), 403, "not-allowed")
    problem(admin.post(path, {}), 422, "invalid-payload")
    problem(admin.post(path, {"reason": "…"}), 409, "reason-missing")
    assert admin.post(path, {"reason": "Lost on a train"}).get_json() == {"passkeys": []}
    assert desk.sign_in(SALES).get("/session").get_json()["second_step"] is None
    with desk.ports.uow(read_only=True) as unit:
        row = unit.audit.of(f"staff:{SALES}")[-1]
    assert (row.actor, row.action) == ("staff:admin@vendor.example", "remove-passkey")
    assert (dict(row.before), row.reason) == ({"passkey": "Blue key"}, "Lost on a train")


def test_at_an_address_of_numbers_there_are_none_and_it_says_so(desk: Desk) -> None:
    desk.ports = replace(desk.ports, passkeys=WebAuthnVerifier("http://127.0.0.1:8000"))
    desk.app = desk.start()
    caller = desk.staff("sales")
    assert caller.get("/passkeys").get_json()["origin"] is None
    problem(caller.post("/passkeys/registration"), 409, "passkeys-unavailable")
