"""Quotes over HTTP: read by their address, priced, accepted once, declined, asked about, and made by a buyer alone."""

from dataclasses import replace
from typing import Any

import pytest

from tests.api.conftest import NEW_PBX, UNITS, Desk, problem
from tests.api.quote_desk import Quotes, next_key, offered, percent
from tests.factories import World
from tests.plans import catalogue as read_catalogue

DEDICATED = {"kind": "new_installation", "plan": "pbx.dedicated", "periods": 1}


@pytest.fixture
def quotes(desk: Desk) -> Quotes:
    """Return quotes of an empty product."""
    return Quotes(desk)


def test_a_quote_is_read_by_its_address_alone(quotes: Quotes) -> None:
    issued = quotes.issued(offered(), offered("optional", UNITS), discounts=[percent("10")], note="As discussed.")
    found = quotes.read(issued)
    assert (found["number"], found["state"], found["kind"]) == (issued["number"], "issued", "sales")
    assert found["valid_until"] == "2026-12-23"
    assert [each["choice"] for each in found["options"]] == ["included", "optional"]
    line = found["options"][0]
    assert line["line"]["terms"][0]["start"] == "2026-11-23"
    assert line["list_total"] == {"minor": 290000, "currency": "USD"}
    assert line["discount"] == [
        {
            "kind": "discount",
            "reason": "three years with us",
            "explanation": None,
            "amount": {"minor": -29000, "currency": "USD"},
        }
    ]
    assert found["total"] == line["total"] == {"minor": 261000, "currency": "USD"}
    assert found["signature"]["document_url"] == f"/api/v1/quotes/{issued['token']}/document.json"
    assert (found["changes"], found["replaced_by"], found["order"], found["today"]) == ([], None, None, None)


def test_a_draft_has_no_address_yet(desk: Desk, quotes: Quotes) -> None:
    draft = quotes.draft()
    for path in ("", "/document.json"):
        problem(desk.get(f"/quotes/{draft['token']}{path}"), 404, "not-found")
    problem(desk.post(f"/quotes/{draft['token']}/price", {}), 404, "not-found")
    problem(desk.get("/quotes/nowhere"), 404, "not-found")


def test_what_is_picked_is_priced_beside_todays_price(quotes: Quotes) -> None:
    issued = quotes.issued(offered("A"), offered("B", DEDICATED), offered("optional", UNITS), discounts=[percent("5")])
    priced = quotes.price(issued, alternative="B", options=[2])
    assert priced["breakdown"]["total"] == {"minor": 1_140_000 + 17_100, "currency": "USD"}
    assert priced["today"]["total"] == {"minor": 1_200_000 + 18_000, "currency": "USD"}
    assert [line["kind"] for line in priced["breakdown"]["lines"]] == [
        *("new_installation", "discount", "incidents", "discount")
    ]


@pytest.mark.parametrize(
    ("pick", "rule"),
    [({}, "alternative-needed"), ({"alternative": "A", "options": [0]}, "no-such-option")],
)
def test_a_pick_that_does_not_fit_is_refused(desk: Desk, quotes: Quotes, pick: dict[str, Any], rule: str) -> None:
    issued = quotes.issued(offered("A"), offered("B", DEDICATED))
    refused = problem(desk.post(f"/quotes/{issued['token']}/price", pick), 409, "pick-refused")
    assert refused["rule"] == rule


def test_a_quote_read_days_later_has_the_dates_of_that_day_and_the_price_of_its_issue(
    desk: Desk, quotes: Quotes
) -> None:
    issued = quotes.issued()
    desk.world.clock.advance(days=10)
    found, priced = quotes.read(issued), quotes.price(issued)
    assert (found["priced_on"], found["dated_on"], priced["dated_on"]) == ("2026-11-23", "2026-12-03", "2026-12-03")
    assert found["options"][0]["line"]["terms"][0]["start"] == "2026-12-03"
    assert priced["breakdown"]["lines"][0]["terms"][0]["start"] == "2026-12-03"


@pytest.mark.parametrize("turned", ["Ac\u202eme", "\u2066Acme"])
def test_a_name_that_turns_what_stands_after_it_is_refused(quotes: Quotes, turned: str) -> None:
    problem(quotes.drafting(addressee={"company": turned}), 422, "invalid-payload")


def test_accepting_orders_at_the_quotes_price(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued(discounts=[percent("10")])
    reply = quotes.accept(issued)
    order = reply.get_json()
    assert reply.status_code == 201, reply.text
    assert reply.headers["Location"] == f"/api/v1/orders/{order['token']}"
    assert (order["state"], order["total"]) == ("awaiting_payment", {"minor": 261000, "currency": "USD"})
    assert desk.get(f"/orders/{order['token']}").get_json()["methods"] == ["paypal", "card", "wire"]
    found = quotes.read(issued)
    assert (found["state"], found["order"]) == ("ordered", "awaiting")
    assert order["token"] not in desk.get(f"/quotes/{issued['token']}").text


def test_the_same_key_accepts_once_and_another_key_not_at_all(desk: Desk, quotes: Quotes) -> None:
    issued, key = quotes.issued(), next_key()
    body, path = quotes.acceptance(issued), f"/quotes/{issued['token']}/accept"
    first, again = (desk.post(path, body, Idempotency_Key=key).get_json()["number"] for _ in range(2))
    assert first == again
    refused = problem(desk.post(path, body, Idempotency_Key=next_key()), 409, "quote-not-acceptable")
    assert refused["state"] == "ordered"
    other = {**body, "buyer": {**body["buyer"], "company": "Other"}}
    problem(desk.post(path, other, Idempotency_Key=key), 409, "idempotency-key-reused")


def test_another_total_or_other_dates_than_shown_are_refused(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued()
    path, body = f"/quotes/{issued['token']}/accept", quotes.acceptance(issued)
    cheaper = {**body, "expected_total": {"minor": 1, "currency": "USD"}}
    refused = problem(desk.post(path, cheaper, Idempotency_Key=next_key()), 409, "total-changed")
    assert refused["total"] == {"minor": 290000, "currency": "USD"}
    shown = quotes.price(issued)["shown"]
    desk.world.clock.advance(days=1)
    problem(desk.post(path, {**body, "shown": shown}, Idempotency_Key=next_key()), 409, "dates-changed")
    now = quotes.price(issued)["shown"]
    assert desk.post(path, {**body, "shown": now}, Idempotency_Key=next_key()).status_code == 201


def test_a_key_and_the_terms_are_needed(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued()
    path, body = f"/quotes/{issued['token']}/accept", quotes.acceptance(issued)
    problem(desk.post(path, body), 422, "invalid-header")
    problem(desk.post(path, {**body, "terms_accepted": False}, Idempotency_Key=next_key()), 422, "invalid-payload")


def test_an_expired_quote_shows_what_it_costs_today(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued(discounts=[percent("10")], valid_until="2026-11-25")
    desk.world.clock.advance(days=2, hours=11, minutes=59)
    assert quotes.read(issued)["state"] == "issued"
    body = quotes.acceptance(issued)
    desk.world.clock.advance(minutes=1)
    found = quotes.read(issued)
    assert (found["state"], found["today"]["total"]["minor"], found["total"]["minor"]) == ("expired", 290000, 261000)
    refused = desk.post(f"/quotes/{issued['token']}/accept", body, Idempotency_Key=next_key())
    assert problem(refused, 409, "quote-not-acceptable")["state"] == "expired"


def test_declining_says_why_and_holds(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued()
    body, path = quotes.acceptance(issued), f"/quotes/{issued['token']}"
    for reason in ("Too dear.", "Too dear, still."):
        assert desk.post(f"{path}/decline", {"reason": reason}).get_json()["state"] == "declined"
    problem(desk.post(f"{path}/accept", body, Idempotency_Key=next_key()), 409, "quote-not-acceptable")
    history = quotes.sales.get(f"/desk/quotes/{issued['id']}").get_json()["history"]
    assert [each["text"] for each in history][:1] == ["Declined: Too dear."]


def test_questions_and_wishes_reach_the_seller(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued()
    path = f"/quotes/{issued['token']}"
    problem(desk.post(f"{path}/fresh", {}), 409, "quote-not-acceptable")
    question = {"email": "ann@acme.example", "text": "Does it include training?"}
    assert desk.post(f"{path}/question", question).status_code == 202
    quotes.act(issued, "revoke", reason="a slip")
    assert desk.post(f"{path}/fresh", {"text": "With training."}).status_code == 202
    with desk.ports.uow() as unit:
        mails = [each.message for each in unit.outbox.lease(desk.ports.clock.now(), desk.ports.clock.now(), 9)]
    assert [(each.to, each.reply_to) for each in mails] == [("sales@vendor.example", "ann@acme.example")] * 2
    assert "Does it include training?" in mails[0].body
    assert "With training." in mails[1].body


def test_a_buyer_makes_an_official_quote_at_the_price_shown(desk: Desk, quotes: Quotes) -> None:
    lines, key = [NEW_PBX, UNITS], next_key()
    shown = desk.price(*lines).get_json()["total"]
    body = {"lines": lines, "company": "Acme", "email": "ann@acme.example"}
    reply = desk.post("/quotes", body, Idempotency_Key=key)
    made = reply.get_json()
    assert (reply.status_code, reply.headers["Location"]) == (201, f"/api/v1/quotes/{made['token']}")
    assert desk.post("/quotes", body, Idempotency_Key=key).get_json() == made
    problem(desk.post("/quotes", {"lines": lines}, Idempotency_Key=key), 409, "idempotency-key-reused")
    found = quotes.read(made)
    assert (found["kind"], found["state"], found["seller"], found["total"]) == ("buyer", "issued", None, shown)
    order = quotes.accept(made).get_json()
    assert order["total"] == shown
    with desk.ports.uow() as unit:
        mails = [each.message for each in unit.outbox.lease(desk.ports.clock.now(), desk.ports.clock.now(), 9)]
    assert mails[0].to == "ann@acme.example"
    assert f"/quotes/{made['token']}/" in mails[0].body


def dearer(raw: dict[str, Any]) -> None:
    """Raise the price of an incident."""
    for incident in raw["incidents"]:
        incident["price"]["value"]["minor"] += 900


def test_a_quote_keeps_its_prices_when_the_catalogue_changes(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued(offered("included", UNITS))
    raised = read_catalogue(change=dearer)
    with desk.ports.uow() as unit:
        unit.catalogues.keep(raised.version, raised.content, desk.ports.clock.now())
        unit.commit()
    ports = replace(desk.ports, catalogue=raised)
    again = Quotes(Desk(World(catalogue=raised, clock=desk.world.clock), ports, desk.folder))
    assert again.price(issued)["breakdown"]["total"]["minor"] == 18000
    assert again.price(issued)["today"]["total"]["minor"] == 19800
    order = again.accept(issued).get_json()
    assert order["total"]["minor"] == 18000
    assert order["catalogue_version"] == order["terms_version"] == desk.world.catalogue.version
    assert again.draft(offered("included", UNITS))["totals"][0]["total"]["minor"] == 19800
