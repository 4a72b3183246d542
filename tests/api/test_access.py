"""Who asks: sessions and tokens over HTTP, and the doors of routes."""

from typing import Any

import pytest
from flask import Response

from plandesk.api import auth
from plandesk.api.auth import contact, link, program, reach_customer, reach_installation, signed_in, staff
from plandesk.api.document import Routes, answer
from plandesk.domain.access import AccessRules
from tests.api.conftest import Caller, Desk, problem


def doors(desk: Desk) -> None:
    """Give the product routes with every kind of door."""

    def seen(**path: str) -> Response:
        for name, value in path.items():
            reach_installation(value) if name == "installation_id" else reach_customer(value)
        return answer({"ok": True})

    routes = Routes("doors", "Doors.")
    for name, who in {
        "signed": signed_in(),
        "contacts": contact(),
        "orders": contact("see_orders"),
        "finance": staff("finance", "admin"),
        "helpdesk": staff() | program("help_desk"),
        "installations/<string:installation_id>": contact("order") | staff() | program("help_desk") | link(),
        "customers/<string:customer_id>": contact() | staff(),
    }.items():
        routes.add("GET", f"/doors/{name}", seen, answers={200: None}, who=who, operationId=name)
    desk.alone().register_blueprint(routes)


CALLERS = ("visitor", "owner", "technical", "sales", "finance", "help_desk", "shop")
TABLE: dict[str, tuple[int, ...]] = {
    "signed": (401, 200, 200, 200, 200, 403, 403),
    "contacts": (401, 200, 200, 403, 403, 403, 403),
    "orders": (401, 200, 403, 403, 403, 403, 403),
    "finance": (401, 404, 404, 403, 200, 403, 403),
    "helpdesk": (401, 404, 404, 200, 200, 200, 403),
    "installations/OWN": (401, 200, 403, 200, 200, 200, 403),
    "installations/FOREIGN": (401, 404, 404, 200, 200, 200, 403),
    "installations/NONE": (401, 404, 404, 404, 404, 404, 403),
    "customers/OWN": (401, 200, 200, 200, 200, 403, 403),
    "customers/FOREIGN": (401, 404, 404, 200, 200, 403, 403),
}


def callers(desk: Desk, emails: Any) -> dict[str, Caller]:
    """Return one caller of each kind."""
    return {
        "visitor": Caller(desk.client),
        "owner": desk.sign_in(emails["owner"].email),
        "technical": desk.sign_in(emails["technical"].email),
        "sales": desk.staff("sales"),
        "finance": desk.staff("finance"),
        "help_desk": desk.program("help_desk"),
        "shop": desk.program("shop"),
    }


@pytest.mark.parametrize("door", TABLE)
def test_doors_open_to_those_they_name(desk: Desk, door: str) -> None:
    doors(desk)
    own, foreign = desk.customer("Own"), desk.customer("Foreign")
    kind = "installation" if "installations" in door else "customer"
    ids = {"OWN": own, "FOREIGN": foreign}
    path = door
    for name, seeded in ids.items():
        path = path.replace(name, seeded.installations[0].id if kind == "installation" else seeded.customer.id)
    answers = {who: caller.get(f"/doors/{path}") for who, caller in callers(desk, own.contacts).items()}
    assert dict(zip(CALLERS, TABLE[door], strict=True)) == {who: each.status_code for who, each in answers.items()}
    for reply in answers.values():
        if reply.status_code != 200:
            slugs = {401: "sign-in-needed", 403: "not-allowed", 404: "not-found"}
            problem(reply, reply.status_code, slugs[reply.status_code])
        assert reply.headers["Cache-Control"] == "no-store"
        assert ("WWW-Authenticate" in reply.headers) == (reply.status_code == 401)


def test_a_route_asks_one_permission_of_contacts() -> None:
    with pytest.raises(ValueError, match="one permission"):
        contact("order") | contact("see_cover")


def test_public_routes_look_nobody_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    caller, _ = desk.contact()

    def insist(*_: object, **__: object) -> None:
        raise AssertionError("a session was looked up")

    monkeypatch.setattr(auth, "read_session", insist)
    monkeypatch.setitem(auth.READERS, "bearer", insist)  # type: ignore[call-overload]  # A dict underneath.
    assert caller.get("/catalogue").status_code == 200
    lines = [{"kind": "new_installation", "plan": "pbx.standard", "periods": 1}]
    assert caller.post("/prices", {"lines": lines}, Authorization="Bearer pd_x").status_code == 200


def test_a_visitor_is_told_so(desk: Desk) -> None:
    assert desk.get("/session").get_json() == {
        "kind": "visitor",
        "name": None,
        "email": None,
        "role": None,
        "permissions": [],
        "contact_id": None,
        "customer": None,
        "ends_at": None,
        "second_step": None,
        "demo": True,
    }


def test_a_contact_is_told_who_it_is_and_what_it_may_do(desk: Desk) -> None:
    caller, seeded = desk.contact("technical")
    told = caller.get("/session").get_json()
    assert (told["kind"], told["email"], told["role"]) == ("contact", "technical@acme.example", "technical")
    assert told["permissions"] == ["prepare_order", "see_cover"]
    assert told["customer"]["id"] == seeded.customer.id
    assert told["ends_at"] == (desk.world.clock.now() + AccessRules().contact_idle).isoformat()


def test_staff_are_told_their_role(desk: Desk) -> None:
    told = desk.staff("finance").get("/session").get_json()
    assert (told["kind"], told["email"], told["role"], told["customer"]) == (
        "staff",
        "finance@vendor.example",
        "finance",
        None,
    )


@pytest.mark.parametrize("everywhere", [False, True])
def test_a_session_ends_here_or_everywhere(desk: Desk, everywhere: bool) -> None:
    here, seeded = desk.contact()
    elsewhere = desk.sign_in(seeded.contacts["owner"].email)
    other = desk.sign_in(seeded.contacts["billing"].email)
    reply = here.post("/session/end", {"everywhere": everywhere})
    assert reply.get_json()["kind"] == "visitor"
    assert "plandesk_session=;" in reply.headers["Set-Cookie"]
    problem(here.get("/account/sessions"), 401, "sign-in-needed")
    assert elsewhere.get("/session").get_json()["kind"] == ("visitor" if everywhere else "contact")
    assert other.get("/session").get_json()["kind"] == "contact"


def test_a_person_sees_and_ends_its_own_sessions_alone(desk: Desk) -> None:
    here, seeded = desk.contact()
    elsewhere = desk.sign_in(seeded.contacts["owner"].email)
    foreign, _ = desk.contact("owner", "Other")
    theirs = foreign.get("/account/sessions").get_json()["sessions"]
    listed = here.get("/account/sessions").get_json()["sessions"]
    assert [each["current"] for each in listed] == [False, True]
    problem(here.post(f"/account/sessions/{theirs[0]['id']}/end"), 404, "not-found")
    left = here.post(f"/account/sessions/{listed[0]['id']}/end").get_json()["sessions"]
    assert [each["id"] for each in left] == [listed[1]["id"]]
    assert elsewhere.get("/session").get_json()["kind"] == "visitor"


def test_credentials_that_are_none_are_a_visitors(desk: Desk) -> None:
    for credentials in ("Bearer pd_nobody", "Bearer", "Bearer nothing", "Basic YTpi"):
        problem(desk.get("/account/sessions", Authorization=credentials), 401, "sign-in-needed")
    problem(desk.get("/account/sessions", Authorization="Extend x"), 401, "link-refused")


def test_another_sites_credentials_do_not_hide_a_session(desk: Desk) -> None:
    caller, _ = desk.contact()
    assert caller.get("/session", Authorization="Basic YTpi").get_json()["kind"] == "contact"
