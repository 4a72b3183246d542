"""Nobody reaches what is another customer's: every operation of the document is tried, those to come included."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from plandesk.app import openapi_document
from tests.api.conftest import Caller, Desk, problem
from tests.api.seeding import Seeded
from tests.authenticator import Key

OPERATIONS: Mapping[str, Mapping[str, Any]] = {
    f"{method.upper()} {path.removeprefix('/api/v1')}": operation
    for path, item in json.loads(openapi_document())["paths"].items()
    for method, operation in item.items()
    if method != "parameters"
}
GUARDED = [name for name, operation in OPERATIONS.items() if operation["security"]]

NAMED: Mapping[str, Callable[[Desk, Seeded], str]] = {
    "customer_id": lambda desk, theirs: theirs.customer.id,
    "contact_id": lambda desk, theirs: theirs.contacts["technical"].id,
    "installation_id": lambda desk, theirs: theirs.installations[0].id,
    "term_id": lambda desk, theirs: theirs.terms[0].id,
    "session_id": lambda desk, theirs: session_of(desk, theirs),
    "request_id": lambda desk, theirs: request_of(desk, theirs),
    "number": lambda desk, theirs: order_of(desk),
    "quote_id": lambda desk, theirs: quote_for(desk, theirs),
    "passkey_id": lambda desk, theirs: passkey_of(desk),
    "statement_id": lambda desk, theirs: "7c0e9f3a-0000-4000-8000-000000000000",
    "refund_id": lambda desk, theirs: "7c0e9f3a-0000-4000-8000-000000000000",
    "position": lambda desk, theirs: "1",
    "review_id": lambda desk, theirs: "7c0e9f3a-0000-4000-8000-000000000000",
}
"""How each part of a path is filled with a thing of another customer."""

OWN = frozenset(
    {
        "GET /account",
        "GET /account/calendar.ics",
        "GET /account/contacts",
        "GET /account/email",
        "GET /account/orders",
        "GET /account/payers",
        "GET /account/reminders",
        "GET /account/sessions",
        "POST /account/contacts",
        "POST /account/email",
        "POST /account/email/cancel",
        "POST /account/reminders",
    }
)
"""Operations that name nothing: a contact reaches its own customer by them, and is told of no other."""

IN_BODIES = frozenset({"POST /prepared-orders"})
"""Operations that name things in their bodies, where they are tried with foreign ones below."""


def order_of(desk: Desk) -> str:
    """Return the number of somebody's order, by which staff reach it."""
    number: str = desk.get(f"/orders/{desk.placed()}").get_json()["number"]
    return number


def session_of(desk: Desk, theirs: Seeded) -> str:
    """Return the id of a session of theirs."""
    listed = desk.sign_in(theirs.contacts["owner"].email).get("/account/sessions").get_json()
    return str(listed["sessions"][0]["id"])


def request_of(desk: Desk, theirs: Seeded) -> str:
    """Return the id of a request of theirs, as the help desk records it."""
    body = {
        "level": "l1",
        "hours": 0.25,
        "when": desk.ports.clock.today("UTC").isoformat(),
        "reference": "T-1",
        "use": "quota",
    }
    path = f"/installations/{theirs.installations[0].id}/requests"
    reply = desk.program("help_desk").post(path, body)
    assert reply.status_code == 201, reply.text
    return str(reply.get_json()["id"])


def passkey_of(desk: Desk) -> str:
    """Return the id of a passkey of staff: no customer has any."""
    desk.staff("finance").register(Key())
    return str(desk.staff("admin").get("/desk/passkeys").get_json()["passkeys"][0]["id"])


def quote_for(desk: Desk, theirs: Seeded) -> str:
    """Return the id of a draft of a quote for them."""
    line = {"kind": "upgrade", "installation_id": theirs.installations[0].id, "plan": "pbx.dedicated"}
    option = {"choice": "included", "line": line}
    body = {"options": [option], "addressee": {}, "customer_id": theirs.customer.id}
    reply = desk.staff("sales").post("/desk/quotes", body, Idempotency_Key="key-of-their-quote")
    assert reply.status_code == 201, reply.text
    return str(reply.get_json()["id"])


def filled(desk: Desk, name: str, theirs: Seeded) -> tuple[str, str]:
    """Return the method and the path of an operation that names what is theirs."""
    method, path = name.split(" ")

    def value(part: re.Match[str]) -> str:
        how = NAMED.get(part[1])
        assert how, f"{name}: say in NAMED how to reach a {part[1]} of another customer"
        return how(desk, theirs)

    return method, re.sub(r"{(\w+)}", value, path)


def send(caller: Caller, method: str, path: str) -> Any:
    """Send a request without a body; guards look before a body is read."""
    return caller.get(path) if method == "GET" else caller.post(path, {})


def for_contacts(name: str) -> bool:
    """Tell whether an operation is open to contacts of some permission."""
    permissions = ["see_cover", "see_orders", "prepare_order", "order", "manage_contacts"]
    scopes = [each["session"] for each in OPERATIONS[name]["security"] if "session" in each]
    return any(not each or each[0] in permissions for each in scopes)


@pytest.mark.parametrize("role", ["owner", "technical"])
@pytest.mark.parametrize("name", GUARDED)
def test_another_customers_things_are_not_there(desk: Desk, name: str, role: Any) -> None:
    mine, theirs = desk.customer("Mine"), desk.customer("Theirs")
    caller = desk.sign_in(mine.contacts[role].email)
    method, path = filled(desk, name, theirs)
    reply = send(caller, method, path)
    if "{" in name or not for_contacts(name):
        problem(reply, 404, "not-found")
        return
    assert name in OWN | IN_BODIES, f"{name}: say how to reach a thing of another customer by it, or list it in OWN"
    assert reply.status_code != 404
    for told in (theirs.customer.id, theirs.customer.name, *(each.id for each in theirs.installations)):
        assert told not in reply.text


@pytest.mark.parametrize("name", GUARDED)
def test_without_a_session_all_of_it_asks_to_sign_in(desk: Desk, name: str) -> None:
    method, path = filled(desk, name, desk.customer("Theirs"))
    problem(send(Caller(desk.app.test_client()), method, path), 401, "sign-in-needed")


def test_the_lists_name_operations_that_exist() -> None:
    assert set(GUARDED) >= OWN
    assert set(GUARDED) >= IN_BODIES


def test_every_operation_says_who_may_ask() -> None:
    assert [name for name, operation in OPERATIONS.items() if "security" not in operation] == []
    public = {name for name in OPERATIONS if name not in GUARDED}
    assert public == PUBLIC


PUBLIC = {
    "GET /catalogue",
    "GET /catalogues/{version}",
    "POST /advice",
    "POST /prices",
    "POST /orders",
    "POST /quotes",
    "GET /quotes/{token}",
    "POST /quotes/{token}/price",
    "POST /quotes/{token}/accept",
    "POST /quotes/{token}/decline",
    "POST /quotes/{token}/question",
    "POST /quotes/{token}/fresh",
    "GET /quotes/{token}/document.json",
    "GET /.well-known/plandesk-keys.json",
    "POST /verify",
    "GET /orders/{token}",
    "GET /orders/{token}/documents",
    "GET /orders/{token}/documents/{number}.pdf",
    "GET /quotes/{token}/picture.png",
    "GET /quotes/{token}/quote.pdf",
    "POST /orders/{token}/cancel",
    "POST /orders/{token}/reconfirm",
    "POST /orders/{token}/attempts",
    "POST /inquiries",
    "POST /webhooks/stripe",
    "POST /webhooks/paypal",
    "GET /session",
    "POST /session/end",
    "POST /sign-in",
    "POST /sign-in/confirm",
    "POST /account/email/confirm",
    "POST /account/email/show",
    "POST /reminder-stops",
    "POST /reminder-stops/show",
}
"""All that is open to everybody: another one is a decision, made here."""

# Route by role, for the own customer: what an owner, a billing and a technical contact are answered.
OWN_TABLE = {
    "GET /account/contacts": (200, 403, 403),
    "GET /account/payers": (200, 200, 200),
    "POST /account/contacts": (422, 403, 403),
    "POST /account/contacts/{contact_id}": (422, 403, 403),
    "POST /account/contacts/{contact_id}/remove": (200, 403, 403),
    "GET /account/sessions": (200, 200, 200),
    "GET /account/email": (200, 200, 200),
    "POST /account/email": (422, 422, 422),
    "POST /account/email/cancel": (200, 200, 200),
    "GET /account/reminders": (200, 200, 200),
    "POST /account/reminders": (422, 422, 422),
    "GET /account": (200, 200, 200),
    "GET /account/orders": (200, 200, 403),
    "GET /account/calendar.ics": (200, 200, 200),
    "POST /prepared-orders": (422, 422, 422),
    "GET /installations/{installation_id}": (200, 200, 200),
    "GET /installations/{installation_id}/calendar.ics": (200, 200, 200),
    "GET /installations/{installation_id}/coverage": (422, 422, 422),
    "GET /installations/{installation_id}/options": (200, 200, 200),
    "GET /installations/{installation_id}/requests": (200, 200, 200),
}
OF_CONTACTS = [name for name in GUARDED if for_contacts(name) and name != "POST /account/sessions/{session_id}/end"]


@pytest.mark.parametrize("name", OF_CONTACTS)
def test_what_a_role_may_of_its_own(desk: Desk, name: str) -> None:
    assert name in OWN_TABLE, f"{name}: say in OWN_TABLE what each role is answered"
    mine = desk.customer("Mine")
    answers = []
    for role in ("technical", "billing", "owner"):  # An owner's act may take the thing away: it comes last.
        method, path = filled(desk, name, mine)
        answers.append(send(desk.sign_in(mine.contacts[role].email), method, path).status_code)
    assert tuple(reversed(answers)) == OWN_TABLE[name]


def asked(desk: Desk, line: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return what an order or a preparation of one line sends."""
    version, total = desk.world.catalogue.version, {"minor": 290000, "currency": "USD"}
    return {"lines": [line], "terms_version": version, "expected_total": total, **more}


@pytest.mark.parametrize("kind", ["installation_extension", "upgrade", "new_installation"])
def test_lines_do_not_reach_another_customers_installation(desk: Desk, kind: str) -> None:
    mine, theirs = desk.customer("Mine"), desk.customer("Theirs")
    caller = desk.sign_in(mine.contacts["owner"].email)
    plan = "pbx.dedicated" if kind == "upgrade" else "pbx.standard"
    line = {"kind": kind, "plan": plan, "installation_id": theirs.installations[0].id, "cover_version": "0" * 32}
    if kind != "upgrade":
        line |= {"periods": 1}
    if kind == "new_installation":
        del line["cover_version"]
    buyer = {"company": "Mine", "contact": "M", "email": "m@mine.example", "country": "HU"}
    order = asked(desk, line, buyer=buyer, terms_accepted=True)
    prepared = asked(desk, line, pay_by=mine.contacts["billing"].id)
    visitor = Caller(desk.app.test_client())
    for who, status, slug in ((caller, 404, "not-found"), (visitor, 401, "sign-in-needed")):
        problem(who.post("/prices", {"lines": [line]}), status, slug)
        problem(who.post("/orders", order, Idempotency_Key="key-00000001"), status, slug)
    problem(caller.post("/prepared-orders", prepared, Idempotency_Key="key-00000002"), 404, "not-found")


def test_nobody_of_another_customer_is_sent_an_order(desk: Desk) -> None:
    mine, theirs = desk.customer("Mine"), desk.customer("Theirs")
    caller = desk.sign_in(mine.contacts["owner"].email)
    line = {"kind": "new_installation", "plan": "pbx.standard", "periods": 1}
    body = asked(desk, line, pay_by=theirs.contacts["billing"].id)
    problem(caller.post("/prepared-orders", body, Idempotency_Key="key-00000001"), 404, "not-found")
    with desk.ports.uow() as unit:
        assert not unit.outbox.lease(desk.ports.clock.now(), desk.ports.clock.now(), 9)
