"""An advice in a quote over HTTP: taken by its address, priced with a draft, and shown to its buyer once issued."""

import json

import pytest

from tests.api.conftest import Desk, problem
from tests.api.quote_desk import Quotes, offered

ADDRESS = "https://plans.example/advice/?family=softswitch&months=12&each=l2:4:1&in=dev:4:1:1.5.9"


@pytest.fixture
def quotes(desk: Desk) -> Quotes:
    """Return quotes of an empty product."""
    return Quotes(desk)


def test_a_draft_shows_the_advice_that_its_issue_would_freeze(quotes: Quotes) -> None:
    body = {"options": [offered()], "addressee": {}, "advice": ADDRESS}
    priced = quotes.sales.post("/desk/quotes/price", body).get_json()["advice"]
    draft = quotes.draft(advice=ADDRESS)
    assert draft["advice"] == priced
    assert [
        (each["name"], each["best"]["total"]["minor"], each["best"]["beyond"]["minor"]) for each in priced["options"]
    ][:2] == [("Standard support", 158_000, 18_000), ("Ad hoc only", 168_000, 168_000)]
    again = quotes.draft(advice=priced["query"])
    assert again["advice"] == priced
    without = {"options": [offered()], "addressee": {}, "version": draft["version"]}
    assert quotes.sales.post(f"/desk/quotes/{draft['id']}", without).get_json()["advice"] is None


def test_staff_alone_are_told_that_an_advice_speaks_against_a_draft(quotes: Quotes) -> None:
    body = {"options": [offered()], "addressee": {}, "advice": ADDRESS}
    told = quotes.sales.post("/desk/quotes/price", body).get_json()["advice_warning"]
    assert told == "The advice is for Softswitch, and no plan of it is quoted."
    draft = quotes.draft(advice=ADDRESS)
    assert draft["advice_warning"] == told
    assert quotes.draft()["advice_warning"] is None
    issued = quotes.issued(advice=ADDRESS)
    assert issued["advice_warning"] is None
    assert "advice_warning" not in quotes.read(issued)


def test_whoever_has_the_address_of_a_quote_sees_its_advice(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued(advice=ADDRESS)
    shown = quotes.read(issued)["advice"]
    assert shown == issued["advice"]
    assert shown["address"].startswith("/advice/?family=softswitch&months=12&")
    signed = json.loads(desk.get(f"/quotes/{issued['token']}/document.json").data)["document"]["advice"]
    assert signed["reasons"] == shown["reasons"]
    assert quotes.read(quotes.issued())["advice"] is None
    assert desk.get(f"/quotes/{issued['token']}/quote.pdf").status_code == 200


@pytest.mark.parametrize(
    ("address", "rules"),
    [
        ("https://plans.example/configure/?plan=pbx.standard", ["asks-nothing"]),
        ("/advice/?family=pbx&months=13&each=l9:4:1", ["months", "item"]),
        ("family=pbx&months=12&asked=371.l2.4", ["outside-horizon"]),
    ],
)
def test_an_address_that_asks_nothing_is_a_fault_of_its_field(quotes: Quotes, address: str, rules: list[str]) -> None:
    refused = problem(quotes.drafting(advice=address), 409, "advice-refused")
    assert [(each["pointer"], each["rule"]) for each in refused["errors"]] == [("/advice", rule) for rule in rules]
    assert refused["detail"] == refused["errors"][0]["detail"]


def test_an_address_is_one_line_of_a_sensible_length(quotes: Quotes) -> None:
    for address in ("x" * 8001, "two\nlines"):
        problem(quotes.drafting(advice=address), 422, "invalid-payload")


def test_an_advice_whose_chances_are_not_all_told_is_refused(quotes: Quotes) -> None:
    partly_told = "family=gateway&months=24&rate=l2:2:1.2,l1:4:0.4&need=chat"
    refused = problem(quotes.drafting(advice=partly_told), 409, "workload-too-varied")
    assert "Ask with fewer lengths for each level" in refused["detail"]


def test_an_advice_whose_term_has_begun_is_refused_with_its_reason(quotes: Quotes) -> None:
    refused = problem(quotes.drafting(advice=f"{ADDRESS}&start=2025-12-15"), 409, "advice-refused")
    assert [(each["pointer"], each["rule"]) for each in refused["errors"]] == [("/advice", "begun")]
    assert refused["detail"].startswith("The term of Standard support began on 15 December 2025 and is partly over.")
    assert refused["detail"].endswith("Ask for the advice again from today.")


def test_an_advice_whose_term_is_over_is_refused_while_requests_are_to_come(quotes: Quotes) -> None:
    over = "family=gateway&months=36&start=2024-11-01&each=l2:2:3"
    refused = problem(quotes.drafting(advice=over), 409, "advice-refused")
    assert [each["rule"] for each in refused["errors"]] == ["begun"]
    assert refused["detail"].startswith("The term of Dedicated support ended on 31 October 2026: it can no longer be")


def test_a_quote_of_a_chain_shows_its_buyer_which_terms_it_holds(quotes: Quotes) -> None:
    chain = "family=gateway&months=24&maintenance=4&each=l2:2:3&in=dev:4:1:2.7.14"
    line = {"kind": "new_installation", "plan": "gateway.standard", "periods": 1}
    shown = quotes.read(quotes.issued(offered(line=line), advice=chain))["advice"]
    assert shown["held"][0].startswith("This quote holds the first of the 2 terms of “Standard support, then Dedicated")
    assert quotes.draft(advice=ADDRESS)["advice"]["held"] == []
