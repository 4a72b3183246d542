"""The lists of the desk over HTTP: filters, cursors, what is looked for, who may, and files that stay text."""

import base64
import csv
import io
import json
from typing import Any

import pytest

from plandesk.domain.customers import StaffRole
from plandesk.domain.remittance import reference_for
from tests.api.conftest import NEW_PBX, Caller, Desk, extension, problem
from tests.api.test_refunds import bought
from tests.api.test_statements import uploaded
from tests.bank_files import Movement, camt

LISTS = ("orders", "wires", "approvals", "customers", "terms", "quotes", "reviews")
MAY: dict[str, set[StaffRole]] = {
    "orders": {"sales", "finance", "admin"},
    "wires": {"finance", "admin"},
    "approvals": {"sales", "admin"},
    "customers": {"sales", "finance", "admin"},
    "terms": {"sales", "finance", "admin"},
    "quotes": {"sales", "finance", "admin"},
    "reviews": {"finance", "admin"},
}
ROLES: tuple[StaffRole, ...] = ("sales", "finance", "admin")


def ordered(desk: Desk, nth: int, **buyer: str) -> str:
    """Place an order and return its number."""
    about = {"company": "Acme", "contact": "Ann", "email": "ann@acme.example", "country": "HU", **buyer}
    reply = desk.order(NEW_PBX, key=f"key-{nth:08}", buyer=about)
    assert reply.status_code == 201, reply.text
    return str(reply.get_json()["number"])


def rows(caller: Caller, query: str) -> list[dict[str, Any]]:
    reply = caller.get(f"/desk/{query}")
    assert reply.status_code == 200, reply.text
    told: list[dict[str, Any]] = reply.get_json()["rows"]
    return told


def numbers(caller: Caller, query: str) -> list[str]:
    return [each["number"] for each in rows(caller, query)]


def cells(caller: Caller, query: str) -> list[list[str]]:
    """Read a file as a spreadsheet would."""
    reply = caller.get(f"/desk/{query}")
    assert reply.status_code == 200, reply.text
    assert reply.content_type == "text/csv; charset=utf-8; header=present"
    assert reply.data.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in reply.data.replace(b"\r\n", b"")
    return list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("form", ["", ".csv"])
def test_each_list_is_open_to_its_roles(desk: Desk, name: str, role: StaffRole, form: str) -> None:
    reply = desk.staff(role).get(f"/desk/{name}{form}")
    if role in MAY[name]:
        assert reply.status_code == 200
        assert reply.headers["Cache-Control"] == "no-store"
    else:
        problem(reply, 403, "not-allowed")


def test_programs_have_no_desk(desk: Desk) -> None:
    problem(desk.program("read", "help_desk").get("/desk/orders"), 403, "not-allowed")


def test_orders_are_told_with_what_came_for_them(desk: Desk) -> None:
    number = ordered(desk, 1, tax_id="HU12345678", purchase_order="PO-7")
    (row,) = rows(desk.staff("sales"), "orders")
    assert (row["number"], row["state"], row["company"]) == (number, "awaiting_payment", "Acme")
    assert (row["tax_id"], row["purchase_order"], row["customer_id"]) == ("HU12345678", "PO-7", None)
    assert row["received"] == {"minor": 0, "currency": "USD"}


def test_pages_lead_on_and_back(desk: Desk) -> None:
    placed = [ordered(desk, nth) for nth in range(5)][::-1]
    caller = desk.staff("finance")
    first = caller.get("/desk/orders?limit=2").get_json()
    assert ([each["number"] for each in first["rows"]], first["previous"]) == (placed[:2], None)
    second = caller.get(f"/desk/orders?limit=2&after={first['next']}").get_json()
    assert [each["number"] for each in second["rows"]] == placed[2:4]
    last = caller.get(f"/desk/orders?limit=2&after={second['next']}").get_json()
    assert ([each["number"] for each in last["rows"]], last["next"]) == (placed[4:], None)
    back = caller.get(f"/desk/orders?limit=2&after={last['previous']}").get_json()
    assert [each["number"] for each in back["rows"]] == placed[2:4]
    first_again = caller.get(f"/desk/orders?limit=2&after={back['previous']}").get_json()
    assert first_again == first


def test_orders_are_filtered_and_sorted(desk: Desk) -> None:
    one, two = ordered(desk, 1), ordered(desk, 2)
    desk.post(f"/orders/{desk.placed(key='key-00000003')}/cancel")
    caller = desk.staff("admin")
    assert numbers(caller, "orders?state=awaiting_payment") == [two, one]
    assert numbers(caller, "orders?state=awaiting_payment&sort=oldest") == [one, two]
    assert len(numbers(caller, "orders?state=cancelled")) == 1
    assert numbers(caller, "orders?state=refunded") == []


@pytest.mark.parametrize("asked", ["RF{reference}", "{number}", "beta l", "BO@BETA.EXAMPLE", "de 123", "po%2F9"])
def test_order_is_found_by_what_is_quoted(desk: Desk, asked: str) -> None:
    ordered(desk, 1)
    number = ordered(desk, 2, company="Beta Ltd", email="bo@beta.example", tax_id="DE123456789", purchase_order="PO/9")
    reference = reference_for(number)[2:]
    q = asked.format(number=number, reference=f"{reference[:2]} {reference[2:6]} {reference[6:]}")
    assert numbers(desk.staff("sales"), f"orders?q={q}") == [number]
    assert numbers(desk.staff("sales"), f"orders?q={q}&state=paid") == []


@pytest.mark.parametrize("asked", ["---", "%20", "%00", "1234567891234"])
def test_nothing_is_found_by_what_names_nothing(desk: Desk, asked: str) -> None:
    ordered(desk, 1)
    found = rows(desk.staff("sales"), f"orders?q={asked}")
    assert found == [] or asked == "%20"  # Blanks ask for nothing in particular.


@pytest.mark.parametrize(
    "query", ["state=lost", "sort=colour", "limit=0", "limit=201", "limit=many", "page=2", "after="]
)
def test_what_a_list_does_not_take_is_refused(desk: Desk, query: str) -> None:
    problem(desk.staff("sales").get(f"/desk/orders?{query}"), 422, "invalid-payload")


def _cursor(*told: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        *("abc", "%C3%BC", "===", _cursor(), _cursor("", False, [], True), _cursor("", False, [], -1)),
        *(
            _cursor("largest", False, [1], 1),
            _cursor("", 1, [], 1),
            _cursor("", False, [[]], 1),
            _cursor("", False, [1], 1),
        ),
        *(_cursor("", False, [], 2**70), _cursor("", False, [None], 1)),
    ],
)
def test_cursor_of_something_else_is_refused(desk: Desk, cursor: str) -> None:
    problem(desk.staff("sales").get(f"/desk/orders?after={cursor}"), 409, "cursor-invalid")


@pytest.mark.parametrize("keys", [["yesterday"], [5], [], ["2026-01-01T00:00:00", 1]])
def test_cursor_with_another_kind_of_key_is_refused(desk: Desk, keys: list[object]) -> None:
    problem(desk.staff("finance").get(f"/desk/wires?after={_cursor('', False, keys, 1)}"), 409, "cursor-invalid")


def test_wires_say_what_is_due_and_what_came(desk: Desk) -> None:
    token = desk.placed()
    desk.placed(key="key-00000002")
    shown = desk.get(f"/orders/{token}").get_json()["shown"]
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "wire", "shown": shown})
    assert attempt.status_code in (200, 201), attempt.text
    (row,) = rows(desk.staff("finance"), "wires")
    wire = desk.get(f"/orders/{token}").get_json()["wire"]
    assert (row["reference"], row["due"], row["honoured_until"]) == (
        wire["reference"].replace(" ", ""),
        wire["due"],
        wire["honoured_until"],
    )
    assert (row["received"]["minor"], row["overdue"]) == (0, False)


def test_customers_and_their_terms_are_listed(desk: Desk) -> None:
    acme = desk.customer("Acme")
    caller = desk.staff("sales")
    (row,) = rows(caller, "customers?q=pbx-1")
    assert (row["id"], row["name"], row["installations"]) == (acme.customer.id, "Acme", 1)
    last = acme.terms[0].term.period.last_day.isoformat()
    assert row["last_covered_day"] == last
    (term,) = rows(caller, "terms?state=later")
    assert (term["customer"], term["reference"], term["last_covered_day"]) == ("Acme", "PBX-1", last)
    assert rows(caller, "terms?state=within_30_days") == []
    assert [each["reference"] for each in rows(caller, "terms?state=later&q=pbx%201")] == ["PBX-1"]
    assert rows(caller, "terms?state=later&q=pbx-2") == []


def test_file_has_every_row_and_no_formula(desk: Desk) -> None:
    evil = ["=1+1", "+1", "-1", "@SUM(A1)", "plain", 'quo"te, comma', "＝1"]
    placed = [ordered(desk, nth, company=company) for nth, company in enumerate(evil)]
    head, *lines = cells(desk.staff("sales"), "orders.csv?sort=oldest")
    assert head[:3] == ["Number", "State", "Company"]
    assert [line[0] for line in lines] == placed
    assert [line[2] for line in lines] == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "plain", 'quo"te, comma', "'＝1"]
    assert lines[0][head.index("Total") : head.index("Total") + 2] == ["2900.00", "USD"]


def test_file_is_filtered_as_the_list_is(desk: Desk) -> None:
    number = ordered(desk, 1, company="Beta")
    ordered(desk, 2)
    _, *lines = cells(desk.staff("sales"), "orders.csv?q=beta&state=awaiting_payment")
    assert [line[0] for line in lines] == [number]
    reply = desk.staff("sales").get("/desk/orders.csv?q=beta")
    assert reply.headers["Content-Disposition"].startswith('attachment; filename="orders-')
    problem(desk.staff("sales").get("/desk/orders.csv?after=x"), 422, "invalid-payload")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_a_file(desk: Desk, name: str) -> None:
    desk.customer("Acme")
    head, *_ = cells(desk.staff("admin"), f"{name}.csv")
    assert len(head) == len(set(head)) or name == "terms"


def test_waiting_is_counted_for_the_role(desk: Desk) -> None:
    desk.customer("Acme")
    last = desk.ports.clock.today("UTC").replace(day=28).isoformat()
    desk.order(extension(last, installation={"reference": "K-1"}))
    told = {role: desk.staff(role).get("/desk/waiting").get_json()["waiting"] for role in ROLES}
    places = {role: {each["place"] for each in told[role]} for role in ROLES}
    assert places["sales"] == {"approvals", "terms", "quotes"}
    assert places["finance"] == {"wires", "terms", "reviews"}
    assert all(each["count"] == 0 and not each["more"] for each in told["admin"])


def test_money_without_an_order_is_found_by_what_the_bank_called_it(desk: Desk) -> None:
    finance = desk.staff("finance")
    arrived = Movement("123.45", "gift", desk.ports.clock.today("UTC"), "B8", payer="Nobody Ltd")
    draft = uploaded(finance, camt(arrived))
    assert finance.post(f"/desk/statements/{draft['id']}/confirm", {}).status_code == 200
    assert [each["amount"]["minor"] for each in rows(finance, "reviews?q=nobody")] == [12345]
    assert [each["amount"]["minor"] for each in rows(finance, "reviews?q=b8")] == [12345]
    assert rows(finance, "reviews?q=b9") == []


def test_a_customer_is_found_by_the_number_of_its_order(desk: Desk) -> None:
    caller, acme = desk.contact("owner")
    reply = caller.post("/orders", desk.order_body(), Idempotency_Key="key-00000009")
    number = reply.get_json()["number"]
    assert [each["id"] for each in rows(desk.staff("sales"), f"customers?q={number}")] == [acme.customer.id]


def test_an_order_is_found_by_what_a_refund_of_it_is_called(desk: Desk) -> None:
    order = bought(desk)
    lines = [{"position": 0, "amount": {"minor": 9000, "currency": "USD"}, "ends_cover": False}]
    body = {"lines": lines, "reason": "asked for", "expected_left": preview_left(desk, order.number)}
    reply = desk.staff("finance").post(f"/desk/orders/{order.number}/refunds", body)
    assert reply.status_code == 201, reply.text
    with desk.ports.uow(read_only=True) as unit:
        (refund,) = unit.payments.refunds_of(order.id)
    assert refund.provider_ref
    assert numbers(desk.staff("finance"), f"orders?q={refund.provider_ref}") == [order.number]


def preview_left(desk: Desk, number: str) -> Any:
    return desk.staff("finance").post(f"/desk/orders/{number}/refund-preview", {}).get_json()["left"]
