"""Customers over HTTP, as staff and the vendor's programs see and enter them."""

from typing import Any

import pytest

from tests.api.conftest import Caller, Desk, problem

ROOM = {"family": "pbx", "reference": "PBX-9"}


def found(caller: Caller, query: str) -> list[str]:
    """Return the names of the customers a query finds."""
    customers = caller.get(f"/customers?query={query}").get_json()["customers"]
    return [each["name"] for each in customers]


def test_a_customer_is_found_by_whatever_people_know_of_it(desk: Desk) -> None:
    desk.customer("Beta", installations={"GW-77": [("gateway.advanced", "2026-01-01", "2026-12-31")]})
    desk.customer("acme")
    sales = desk.staff("sales")
    sales.post("/customers", {"name": "Gamma", "reference": "C-100%"})
    assert found(sales, "") == ["acme", "Beta", "Gamma"]
    for query, names in {
        "ACM": ["acme"],
        "technical@BETA": ["Beta"],
        "gw-7": ["Beta"],
        "c-100": ["Gamma"],
        "%25": ["Gamma"],
        "_": [],
        "nobody": [],
    }.items():
        assert found(sales, query) == names, query


def test_a_query_too_long_or_not_storable_is_refused(desk: Desk) -> None:
    sales = desk.staff("sales")
    for query in ("x" * 201, "%00"):
        body = problem(sales.get(f"/customers?query={query}"), 422, "invalid-payload")
        assert body["errors"][0]["pointer"] == "/query"


def test_fifty_at_most_are_shown(desk: Desk) -> None:
    sales = desk.staff("sales")
    for nth in range(51):
        sales.post("/customers", {"name": f"Customer {nth:02}"})
    assert found(sales, "customer") == [f"Customer {nth:02}" for nth in range(50)]


def test_staff_enter_a_customer_its_people_and_installations(desk: Desk) -> None:
    sales = desk.staff("sales")
    new = {
        "name": "Delta",
        "reference": "C-1",
        "country": "DE",
        "tax_id": "DE1",
        "invoice_email": "x@delta.example",
    }
    added = sales.post("/customers", new)
    assert added.status_code == 201
    customer = added.get_json()
    assert customer == {**new, "id": customer["id"]}
    one = f"/customers/{customer['id']}"
    person = sales.post(f"{one}/contacts", {"email": "dee@delta.example", "name": "Dee", "role": "owner"})
    bought = {**ROOM, "purchased_on": "2012-12-30", "price": {"minor": 600000, "currency": "USD"}}
    room = sales.post(f"{one}/installations", bought)
    assert (person.status_code, room.status_code) == (201, 201)
    assert room.get_json() == {**bought, "id": room.get_json()["id"], "label": None, "product": None}
    assert sales.get(one).get_json() == {
        "customer": customer,
        "contacts": [person.get_json()],
        "installations": [room.get_json()],
    }
    with desk.ports.uow(read_only=True) as unit:
        ids = {"customer": customer["id"], "contact": person.get_json()["id"], "installation": room.get_json()["id"]}
        rows = [unit.audit.of(f"{kind}:{each}")[0] for kind, each in ids.items()]
    assert [row.action for row in rows] == ["add-customer", "add-contact", "add-installation"]
    assert {row.actor for row in rows} == {"staff:sales@vendor.example"}
    assert rows[2].after["price"]


@pytest.mark.parametrize(
    ("path", "unknown"),
    [
        ("/customers?q=acme", "q"),
        ("/customers?query=acme&Query=acme", "Query"),
        ("/installations/{}/coverage?at=2026-11-23&hour=1", "hour"),
    ],
)
def test_a_parameter_that_is_misspelt_is_refused_by_its_name(desk: Desk, path: str, unknown: str) -> None:
    seeded = desk.customer()
    body = problem(desk.staff("sales").get(path.format(seeded.installations[0].id)), 422, "invalid-payload")
    assert [each["pointer"] for each in body["errors"]] == [f"/{unknown}"]
    assert body["errors"][0]["detail"].startswith("There is no such parameter here.")


def test_what_is_there_already_is_refused(desk: Desk) -> None:
    admin, seeded = desk.staff("admin"), desk.customer()
    admin.post("/customers", {"name": "One", "reference": "C-1"})
    problem(admin.post("/customers", {"name": "Two", "reference": "C-1"}), 409, "customer-reference-taken")
    one = f"/customers/{seeded.customer.id}"
    problem(admin.post(f"{one}/installations", {"family": "pbx", "reference": " pbx-1"}), 409, "installation-taken")
    person = {"email": "owner@acme.example", "name": "X", "role": "owner"}
    problem(admin.post(f"{one}/contacts", person), 409, "contact-known")


@pytest.mark.parametrize("what", ["contacts", "installations"])
def test_nothing_is_entered_for_a_customer_that_is_none(desk: Desk, what: str) -> None:
    body: dict[str, Any] = ROOM if what == "installations" else {"email": "x@y.example", "name": "X", "role": "owner"}
    problem(desk.staff("admin").post(f"/customers/nobody/{what}", body), 404, "not-found")


WRITERS, READERS = ("sales", "admin", "shop"), ("sales", "admin", "shop", "finance", "help_desk")


@pytest.mark.parametrize("who", ["sales", "finance", "admin", "help_desk", "shop"])
def test_sales_admins_and_the_shop_write_and_everybody_of_the_vendor_reads(desk: Desk, who: Any) -> None:
    seeded = desk.customer()
    caller = desk.program(who) if who in ("help_desk", "shop") else desk.staff(who)
    one = f"/customers/{seeded.customer.id}"
    reads = [caller.get("/customers").status_code, caller.get(one).status_code]
    writes = [
        caller.post("/customers", {"name": "New"}).status_code,
        caller.post(f"{one}/installations", ROOM).status_code,
        caller.post(f"{one}/contacts", {"email": "x@y.example", "name": "X", "role": "owner"}).status_code,
    ]
    assert reads == [200, 200]
    assert who in READERS
    assert writes == ([201] * 3 if who in WRITERS else [403] * 3)
