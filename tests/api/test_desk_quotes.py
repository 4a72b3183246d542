"""Quotes at the desk over HTTP: written by sales, read by finance, approved by somebody else, revised, taken back."""

from typing import Any

import pytest

from tests.api.conftest import NEW_PBX, UNITS, Desk, problem
from tests.api.quote_desk import Quotes, next_key, offered, percent
from tests.api.seeding import Seeds

DEDICATED = {"kind": "new_installation", "plan": "pbx.dedicated", "periods": 1}


@pytest.fixture
def quotes(desk: Desk) -> Quotes:
    """Return quotes of an empty product."""
    return Quotes(desk)


def test_a_draft_tells_what_it_costs_and_how_it_was_asked_for(desk: Desk, quotes: Quotes) -> None:
    options = [offered("A"), offered("B", DEDICATED), offered("optional", UNITS)]
    draft = quotes.draft(*options, discounts=[percent("5")], note="As discussed.")
    assert (draft["state"], draft["version"], draft["seller"]) == ("draft", 1, "sales@vendor.example")
    assert [(each["alternative"], each["list_total"]["minor"], each["total"]["minor"]) for each in draft["totals"]] == [
        ("A", 290000, 275500),
        ("B", 1_200_000, 1_140_000),
    ]
    asked = [each["asked"] for each in draft["options"]]
    assert asked == [
        {**NEW_PBX, "installation_id": None, "installation": None},
        {**DEDICATED, "installation_id": None, "installation": None},
        UNITS,
    ]
    again = quotes.draft(*({"choice": each["choice"], "line": each["asked"]} for each in draft["options"]))
    assert [each["asked"] for each in again["options"]] == asked
    assert (draft["approval"], draft["pdf_url"], draft["signature"]) == (None, None, None)
    assert [each["text"] for each in draft["history"]] == ["Begun."]


def test_the_same_key_begins_one_draft(desk: Desk, quotes: Quotes) -> None:
    body, key = {"options": [offered()], "addressee": {}}, next_key()
    first, again = (quotes.sales.post("/desk/quotes", body, Idempotency_Key=key).get_json()["id"] for _ in range(2))
    assert first == again
    other = {**body, "note": "Another."}
    problem(quotes.sales.post("/desk/quotes", other, Idempotency_Key=key), 409, "idempotency-key-reused")


def test_finance_reads_and_does_not_write(desk: Desk, quotes: Quotes) -> None:
    draft, finance = quotes.draft(), desk.staff("finance")
    assert finance.get(f"/desk/quotes/{draft['id']}").get_json()["number"] == draft["number"]
    problem(quotes.act(draft, "issue", finance, version=draft["version"]), 403, "not-allowed")
    problem(quotes.drafting(caller=finance), 403, "not-allowed")


def test_a_draft_is_changed_over_the_version_that_was_read(desk: Desk, quotes: Quotes) -> None:
    draft = quotes.draft()
    path, body = f"/desk/quotes/{draft['id']}", {"options": [offered("included", UNITS)], "addressee": {}}
    changed = quotes.sales.post(path, {**body, "version": 1}).get_json()
    assert (changed["version"], changed["totals"][0]["total"]["minor"]) == (2, 18000)
    problem(quotes.sales.post(path, {**body, "version": 1}), 412, "quote-changed")
    problem(quotes.sales.post(path, body), 422, "invalid-payload")
    issued = quotes.act(changed, "issue", version=2).get_json()
    problem(quotes.sales.post(path, {**body, "version": issued["version"]}), 409, "quote-move-refused")


@pytest.mark.parametrize(
    ("changes", "slug", "rule"),
    [
        ({"options": [offered("optional")]}, "offer-refused", "only-optional"),
        ({"options": [offered("A")]}, "offer-refused", "one-alternative"),
        ({"discounts": [{**percent("5"), "position": 7}]}, "discount-refused", "no-such-line"),
        (
            {
                "discounts": [
                    {**percent("5"), "reason": "-"},
                    {"position": 0, "amount": {"minor": 999_999, "currency": "USD"}, "reason": "x"},
                ]
            },
            "discount-refused",
            "too-large",
        ),
        ({"valid_until": "2026-11-22"}, "validity-refused", "past"),
    ],
)
def test_what_cannot_be_offered_is_refused_by_its_rule(
    quotes: Quotes, changes: dict[str, Any], slug: str, rule: str
) -> None:
    options = changes.pop("options", [offered()])
    assert problem(quotes.drafting(*options, **changes), 409, slug)["rule"] == rule


def test_a_line_that_cannot_be_bought_names_its_fault(quotes: Quotes) -> None:
    refused = problem(quotes.drafting(offered("included", {**NEW_PBX, "periods": 9})), 409, "selection-refused")
    assert refused["errors"][0]["rule"] == "periods-out-of-range"


@pytest.mark.parametrize(
    "discount",
    [
        {"position": None, "reason": "x"},
        {"position": None, "percent": "5", "amount": {"minor": 1, "currency": "USD"}, "reason": "x"},
        {"position": None, "percent": "100.5", "reason": "x"},
        {"position": -1, "percent": "5", "reason": "x"},
        {"position": None, "percent": "5"},
    ],
)
def test_a_discount_is_a_percentage_or_an_amount_with_a_reason(quotes: Quotes, discount: dict[str, Any]) -> None:
    problem(quotes.drafting(discounts=[discount]), 422, "invalid-payload")


def test_a_large_discount_is_approved_by_somebody_else(desk: Desk, quotes: Quotes) -> None:
    draft, admin = quotes.draft(discounts=[percent("25")]), desk.staff("admin")
    assert (draft["approval"]["state"], draft["approval"]["percent"]) == ("needed", "25")
    problem(quotes.act(draft, "issue", version=1), 409, "approval-needed")
    problem(quotes.act(draft, "approve", admin, version=1), 409, "approval-refused")
    asked = quotes.act(draft, "ask-approval", version=1).get_json()
    refused = problem(quotes.act(asked, "approve", version=asked["version"]), 409, "approval-refused")
    assert refused["rule"] == "own-quote"
    no = quotes.act(asked, "refuse", admin, version=asked["version"], reason="Too much.").get_json()
    assert (no["approval"]["state"], no["approval"]["reason"]) == ("refused", "Too much.")
    again = quotes.act(no, "ask-approval", version=no["version"]).get_json()
    given = quotes.act(again, "approve", admin, version=again["version"], reason="Large customer.").get_json()
    assert (given["approval"]["state"], given["approval"]["decided_by"]) == ("given", "admin@vendor.example")
    assert quotes.act(given, "issue", version=given["version"]).get_json()["state"] == "issued"


def test_revising_leads_from_the_old_address_to_the_new_one(desk: Desk, quotes: Quotes) -> None:
    old = quotes.issued()
    reply = quotes.act(old, "revise")
    draft = reply.get_json()
    assert (reply.status_code, draft["revision"], draft["number"]) == (201, 2, old["number"])
    body = {"options": [offered(), offered("included", UNITS)], "addressee": {}, "version": draft["version"]}
    written = quotes.sales.post(f"/desk/quotes/{draft['id']}", body).get_json()
    issued = quotes.act(written, "issue", version=written["version"]).get_json()
    assert issued["changes"] == quotes.read(issued)["changes"]
    assert issued["changes"][-1] == "The total is now US$3,080.00; it was US$2,900.00."
    gone = quotes.read(old)
    assert (gone["state"], gone["replaced_by"]) == ("replaced", issued["token"])
    assert [(each["revision"], each["state"]) for each in issued["revisions"]] == [(1, "replaced"), (2, "issued")]


def test_a_quote_is_sent_extended_duplicated_and_taken_back(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued()
    assert quotes.act(issued, "send").get_json()["sent_at"] is not None
    longer = quotes.act(issued, "validity", valid_until="2027-01-31").get_json()
    assert longer["valid_until"] == quotes.read(issued)["valid_until"] == "2027-01-31"
    refused = problem(quotes.act(issued, "validity", valid_until="2027-01-31"), 409, "validity-refused")
    assert refused["rule"] == "not-later"
    copy = quotes.act(issued, "duplicate")
    assert (copy.status_code, copy.get_json()["state"]) == (201, "draft")
    for _ in range(2):
        assert quotes.act(issued, "revoke", reason="A slip.").get_json()["state"] == "revoked"
    problem(quotes.act(issued, "revoke", reason="-"), 409, "reason-missing")
    problem(quotes.act(issued, "send"), 409, "quote-not-acceptable")
    nobody = quotes.issued(addressee={})
    problem(quotes.act(nobody, "send"), 409, "addressee-needed")
    assert quotes.act(nobody, "send", email="bob@acme.example").status_code == 200


def test_a_quote_for_a_customer_extends_its_installation(desk: Desk, quotes: Quotes) -> None:
    terms = {"PBX-1": [("pbx.standard", "2025-12-01", "2026-11-30")]}
    seeded = Seeds(desk.ports).customer("Acme", installations=terms)
    installation = seeded.installations[0].id
    line = {"kind": "installation_extension", "installation_id": installation, "plan": "pbx.standard", "periods": 1}
    issued = quotes.issued(offered("included", line), customer_id=seeded.customer.id)
    assert issued["customer"] == {"id": seeded.customer.id, "name": "Acme"}
    assert issued["options"][0]["asked"] == {**line, "start": None}
    assert quotes.read(issued)["options"][0]["line"]["terms"][0]["start"] == "2026-12-01"
    order = quotes.accept(issued).get_json()
    owner = desk.sign_in(seeded.contacts["owner"].email)
    assert order["number"] in [each["number"] for each in owner.get("/account/orders").get_json()["orders"]]
    problem(quotes.drafting(offered("included", line)), 404, "not-found")
    problem(quotes.drafting(customer_id="nobody"), 404, "not-found")


def test_an_upgrade_to_the_old_end_is_sold_by_a_quote_alone(desk: Desk, quotes: Quotes) -> None:
    seeded = desk.customer()
    line = {"kind": "upgrade", "installation_id": seeded.installations[0].id, "plan": "pbx.dedicated"}
    quote = quotes.issued(offered("included", {**line, "keeps_end": True}), customer_id=seeded.customer.id)
    assert quote["options"][0]["asked"] == {**line, "keeps_end": True}
    assert quote["options"][0]["line"]["title"] == "Windows PBX: Dedicated support, upgrade to the old end"
    owner = desk.sign_in(seeded.contacts["owner"].email)
    problem(owner.post("/prices", {"lines": [{**line, "keeps_end": True}]}), 422, "invalid-payload")


def test_staff_see_what_was_taken_of_a_quote_and_how_its_order_stands(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued(offered("A"), offered("B", UNITS))
    order = quotes.accept(issued, alternative="B").get_json()
    seen = quotes.sales.get(f"/desk/quotes/{issued['id']}").get_json()["order"]
    assert seen["taken"] == ["2 × Level 1 and 2 incident"]
    assert (seen["number"], seen["standing"], seen["total"]) == (order["number"], "awaiting", order["total"])
    desk.post(f"/orders/{order['token']}/cancel")
    assert quotes.read(issued)["order"] == "closed"


def test_a_buyer_cannot_have_the_old_end_by_a_quote_of_their_own(desk: Desk, quotes: Quotes) -> None:
    seeded = desk.customer()
    line = {"kind": "upgrade", "installation_id": seeded.installations[0].id, "plan": "pbx.dedicated"}
    owner = desk.sign_in(seeded.contacts["owner"].email)
    made = owner.post("/quotes", {"lines": [line]}, Idempotency_Key=next_key())
    assert made.status_code == 201, made.text
    kept = {"lines": [{**line, "keeps_end": True}]}
    problem(owner.post("/quotes", kept, Idempotency_Key=next_key()), 422, "invalid-payload")
