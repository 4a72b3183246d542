"""Bank statements over HTTP: uploaded, judged, chosen from and booked by finance; everybody else is kept out."""

import base64
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from plandesk.domain.remittance import reference_for
from tests.api.conftest import V1, Caller, Desk, problem
from tests.bank_files import GERMAN_CSV, Movement, camt, german_csv, mt940
from tests.factories import FIRST_DAY

MAPPING = {
    **{name: getattr(GERMAN_CSV, name) for name in type(GERMAN_CSV).__slots__},
    "text": list(GERMAN_CSV.text),
}


def upload(caller: Caller, content: bytes, **query: str) -> TestResponse:
    """Send a file."""
    asked = {"name": "monday.xml", **query}
    return caller.client.post(
        f"{V1}/desk/statements", data=content, query_string=asked, content_type="application/octet-stream"
    )


def uploaded(caller: Caller, content: bytes, **query: str) -> dict[str, Any]:
    reply = upload(caller, content, **query)
    assert reply.status_code == 201, reply.text
    return dict(reply.get_json())


def order(desk: Desk, key: str = "key-00000001") -> dict[str, Any]:
    return dict(desk.get(f"/orders/{desk.placed(key=key)}").get_json())


def paying(placed: Mapping[str, Any], amount: str = "2900.00", name: str = "A") -> Movement:
    return Movement(amount, reference_for(placed["number"]), value_date=FIRST_DAY, reference=name)


def test_a_statement_is_uploaded_judged_and_booked(desk: Desk) -> None:
    finance, placed = desk.staff("finance"), order(desk)
    stray = Movement("5.00", "thanks", value_date=FIRST_DAY, reference="B")
    draft = uploaded(finance, camt(paying(placed), stray, Movement("?", "bad", reference="C")))
    assert (draft["state"], draft["lines"], draft["waiting"], draft["other_account"]) == ("draft", 3, 3, False)
    assert [(each["verdict"], each["count"], each["books"]) for each in draft["sums"]] == [
        ("matched", 1, True),
        ("unknown", 1, True),
        ("unreadable", 1, False),
    ]
    listed = finance.get(f"/desk/statements/{draft['id']}/lines").get_json()["rows"]
    assert (listed[0]["verdict"], listed[0]["reason"]) == ("matched", f"It pays order {placed['number']}.")
    assert desk.get(f"/orders/{placed['token']}").get_json()["state"] == "awaiting_payment"
    done = finance.post(f"/desk/statements/{draft['id']}/confirm", {}).get_json()
    assert (done["state"], done["waiting"]) == ("booked", 0)
    assert desk.get(f"/orders/{placed['token']}").get_json()["state"] == "fulfilled"
    assert [each["id"] for each in finance.get("/desk/statements").get_json()["rows"]] == [draft["id"]]


def test_lines_are_paged_and_filtered(desk: Desk) -> None:
    finance = desk.staff("finance")
    content = camt(*(Movement("1.00", f"stray {n}", value_date=FIRST_DAY, reference=f"R{n}") for n in range(5)))
    draft = uploaded(finance, content)
    path = f"/desk/statements/{draft['id']}/lines"
    first = finance.get(f"{path}?verdict=unknown&limit=3").get_json()
    assert [each["position"] for each in first["rows"]] == [1, 2, 3]
    rest = finance.get(f"{path}?verdict=unknown&limit=3&after={first['next']}").get_json()
    assert ([each["position"] for each in rest["rows"]], rest["next"]) == ([4, 5], None)
    assert finance.get(f"{path}?verdict=matched").get_json()["rows"] == []
    problem(finance.get(f"{path}?verdict=perhaps"), 422, "invalid-payload")


def test_a_transfer_for_two_orders_is_split_and_must_add_up(desk: Desk) -> None:
    finance = desk.staff("finance")
    first, second = order(desk), order(desk, "key-00000002")
    text = f"{reference_for(first['number'])} {reference_for(second['number'])}"
    draft = uploaded(finance, camt(Movement("5800.00", text, value_date=FIRST_DAY)))
    path = f"/desk/statements/{draft['id']}/lines/1"
    (line,) = finance.get(f"/desk/statements/{draft['id']}/lines").get_json()["rows"]
    assert line["hints"] == [first["number"], second["number"]]
    parts = [{"number": each["number"], "amount": each["total"]} for each in (first, second)]
    problem(finance.post(path, {"choice": "orders", "orders": parts[:1]}), 409, "split-refused")
    problem(finance.post(path, {"choice": "orders", "orders": [parts[0], parts[0]]}), 409, "split-refused")
    chosen = finance.post(path, {"choice": "orders", "orders": parts}).get_json()
    assert (chosen["verdict"], chosen["choice"]) == ("split", "orders")
    finance.post(f"/desk/statements/{draft['id']}/confirm", {})
    for each in (first, second):
        assert desk.get(f"/orders/{each['token']}").get_json()["state"] == "fulfilled"


def test_a_draft_is_discarded_and_is_a_draft_no_more(desk: Desk) -> None:
    finance, placed = desk.staff("finance"), order(desk)
    draft = uploaded(finance, camt(paying(placed)))
    assert finance.post(f"/desk/statements/{draft['id']}/discard", {}).get_json()["state"] == "discarded"
    problem(finance.post(f"/desk/statements/{draft['id']}/confirm", {}), 409, "statement-closed")
    problem(finance.post(f"/desk/statements/{draft['id']}/lines/1", {"choice": "skip"}), 409, "statement-closed")


@pytest.mark.parametrize(
    ("content", "query", "status", "slug"),
    [
        (b"hello", {}, 422, "statement-unreadable"),
        (b"<!DOCTYPE x><x/>", {}, 422, "statement-unreadable"),
        (b"a;b", {"mapping": "Nobody's"}, 404, "not-found"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(
    desk: Desk, content: bytes, query: dict[str, str], status: int, slug: str
) -> None:
    problem(upload(desk.staff("finance"), content, **query), status, slug)


def test_a_file_is_sent_as_a_file_with_its_name(desk: Desk) -> None:
    finance = desk.staff("finance")
    problem(finance.post("/desk/statements?name=x", {}), 415, "unsupported-media-type")
    problem(finance.post("/desk/statements", {}), 415, "unsupported-media-type")
    reply = finance.client.post(f"{V1}/desk/statements", data=b"x", content_type="application/octet-stream")
    problem(reply, 422, "invalid-payload")


def test_a_statement_is_longer_than_other_bodies_may_be(desk: Desk) -> None:
    long = camt(*(Movement("1.00", "x" * 300, value_date=FIRST_DAY, reference=f"R{n}") for n in range(600)))
    assert len(long) > 262_144
    assert uploaded(desk.staff("finance"), long)["lines"] == 600


def test_a_csv_is_read_by_a_mapping_that_was_previewed_and_saved(desk: Desk) -> None:
    finance, placed = desk.staff("finance"), order(desk)
    content = german_csv(Movement("2900,00", reference_for(placed["number"]), value_date=FIRST_DAY))
    asked = {"content": base64.b64encode(content).decode(), "mapping": MAPPING}
    seen = finance.post("/desk/statement-mappings/preview", asked).get_json()
    assert (seen["columns"][0], seen["missing"], seen["lines"][0]["amount"]["minor"]) == ("Buchungstag", [], 290000)
    unfit = {**asked, "mapping": {**MAPPING, "payer": "Nobody"}}
    assert finance.post("/desk/statement-mappings/preview", unfit).get_json()["missing"] == ["Nobody"]
    broken = {**asked, "mapping": {**MAPPING, "encoding": "utf-8"}}
    assert "encoding" in finance.post("/desk/statement-mappings/preview", broken).get_json()["refused"]
    saved = finance.post("/desk/statement-mappings", {"name": "Bank", "mapping": MAPPING}).get_json()
    assert saved["mappings"] == [{"name": "Bank", "mapping": MAPPING}]
    assert [each["verdict"] for each in uploaded(finance, content, mapping="Bank")["sums"]] == ["matched"]
    assert finance.post("/desk/statement-mappings/remove", {"name": "Bank"}).get_json()["mappings"] == []
    problem(finance.post("/desk/statement-mappings/remove", {"name": "Bank"}), 404, "not-found")
    same = {**MAPPING, "debit": MAPPING["amount"]}
    problem(finance.post("/desk/statement-mappings", {"name": "Bank", "mapping": same}), 409, "mapping-invalid")
    bad = {"content": "no base64", "mapping": MAPPING}
    problem(finance.post("/desk/statement-mappings/preview", bad), 422, "invalid-payload")


def test_a_statement_of_another_account_is_told(desk: Desk) -> None:
    content = mt940(Movement("1,00", "x")).replace(b":25:DE02120300000000202051", b":25:DE89370400440532013000")
    assert uploaded(desk.staff("finance"), content)["other_account"]
    german = mt940(Movement("1,00", "x")).replace(b":25:DE02120300000000202051", b":25:12030000/202051")
    assert not uploaded(desk.staff("finance"), german)["other_account"]


@pytest.mark.parametrize("path", ["/desk/statements", "/desk/statements/x/lines", "/desk/statement-mappings"])
def test_only_finance_and_admins_see_statements(desk: Desk, path: str) -> None:
    problem(desk.staff("sales").get(path), 403, "not-allowed")
    problem(desk.get(path), 401, "sign-in-needed")


def test_a_wire_is_entered_by_hand_and_a_short_one_says_what_is_missing(desk: Desk) -> None:
    finance, placed = desk.staff("finance"), order(desk)
    body = {
        "number": placed["number"],
        "amount": {"minor": 280000, "currency": "USD"},
        "received_on": FIRST_DAY.isoformat(),
        "bank_reference": "B-1",
    }
    short = finance.post("/desk/wires", body)
    assert short.status_code == 201
    told = short.get_json()
    assert (told["state"], told["verdict"], told["missing"]["minor"]) == ("awaiting_payment", "short", 10000)
    seen = desk.get(f"/orders/{placed['token']}").get_json()
    assert (seen["wire"]["amount"]["minor"], seen["wire"]["received"]["minor"]) == (10000, 280000)
    assert seen["methods"] == ["wire"]
    assert any("US$100.00 is still missing" in note for note in seen["notes"])
    problem(finance.post("/desk/wires", body), 409, "wire-refused")
    ahead = {**body, "received_on": (FIRST_DAY + timedelta(days=1)).isoformat()}
    problem(finance.post("/desk/wires", ahead), 409, "wire-refused")
    problem(finance.post("/desk/wires", {**body, "number": "9999999999"}), 404, "not-found")
    rest = {**body, "bank_reference": "B-2", "amount": {"minor": 10000, "currency": "USD"}}
    assert finance.post("/desk/wires", rest).get_json()["state"] == "fulfilled"


def test_listed_money_is_given_to_its_order(desk: Desk) -> None:
    finance, placed = desk.staff("finance"), order(desk)
    draft = uploaded(finance, camt(Movement("2900.00", "thanks", value_date=FIRST_DAY)))
    finance.post(f"/desk/statements/{draft['id']}/confirm", {})
    with desk.ports.uow(read_only=True) as unit:
        (item,) = unit.reviews.open()
    body = {"orders": [{"number": placed["number"], "amount": placed["total"]}], "reason": "the payer told us"}
    path = f"/desk/money/{item.id}/orders"
    assert finance.post(path, body).get_json() == {"id": item.id, "orders": [placed["number"]]}
    assert desk.get(f"/orders/{placed['token']}").get_json()["state"] == "fulfilled"
    problem(finance.post(path, body), 409, "review-closed")
    problem(finance.post("/desk/money/none/orders", body), 404, "not-found")


def test_for_euros_the_instructions_carry_the_code_that_banks_read() -> None:
    from plandesk.api.epc import epc_picture  # Beside the one test that needs it.
    from plandesk.domain.money import Money
    from plandesk.services.wires import WireInstructions
    from tests.factories import BANK

    def wire(amount: Money) -> WireInstructions:
        nothing = Money.zero(amount.currency)
        return WireInstructions(BANK, reference_for("1234567890"), amount, nothing, FIRST_DAY, FIRST_DAY)

    code = epc_picture(wire(Money(290000, "EUR")))
    assert code is not None
    assert code.startswith("data:image/svg+xml")
    assert epc_picture(wire(Money(290000, "USD"))) is None
    assert epc_picture(wire(Money(0, "EUR"))) is None
