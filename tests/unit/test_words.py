"""The sentences: complete, and right for any vendor."""

import ast
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import plandesk.domain.orders
import plandesk.domain.pricing
import plandesk.domain.terms
from plandesk.domain.money import Money
from plandesk.domain.orders import propose
from plandesk.domain.pricing import PriceLine, Refusal, Selection, Upgrade
from plandesk.domain.requests import Unused
from plandesk.text import orders_en, problems_en, quotes_history_en
from plandesk.text.formats import count, day, listed, minutes, money, months, price
from plandesk.text.prices_en import explain_option, explain_start, line_at_a_glance, line_buys, line_title
from plandesk.text.problems_en import explain
from tests.chains import NAME, booked, chain_of
from tests.factories import extension, second_catalogue, vendor_catalogue

SERVICES = Path(plandesk.domain.orders.__file__).parents[1] / "services"
TEXT = SERVICES.with_name("text")


def test_money_is_written_with_its_currency_and_decimals() -> None:
    assert money(Money(140000, "USD")) == "USD 1,400.00"
    assert price(Money(140000, "USD")) == "US$1,400.00"
    assert price(Money(-75599, "USD")) == "-US$755.99"
    assert money(Money(1234567, "JPY")) == "JPY 1,234,567"
    assert money(Money(1, "KWD")) == "KWD 0.001"


def test_days_and_lengths_are_written_in_words() -> None:
    assert day(date(2026, 12, 31)) == "31 December 2026"
    assert [months(each) for each in (1, 3, 12, 18, 24)] == ["1 month", "3 months", "1 year", "18 months", "2 years"]
    assert [minutes(each) for each in (30, 60, 90, 120)] == ["30 minutes", "1 hour", "90 minutes", "2 hours"]
    assert [count(1, "day"), count(1200, "day"), count(2, "company", "companies")] == [
        "1 day",
        "1,200 days",
        "2 companies",
    ]
    assert [listed(["a"]), listed(["a", "b", "c"])] == ["a", "a, b and c"]


def test_every_rule_that_refuses_has_a_sentence() -> None:
    sources = "".join(
        Path(str(module.__file__)).read_text("utf-8")
        for module in (plandesk.domain.pricing, plandesk.domain.terms, plandesk.domain.orders)
    )
    named = set(re.findall(r'Refusal\([^)]*?"([a-z]+(?:-[a-z]+)+)"', sources)) | {"unknown-plan", "starts-too-late"}
    assert len(named) > 8
    known = set(problems_en._REFUSALS)
    assert named <= known
    assert {state.replace("_", "-") for state in ("extension_only", "with_licence_only", "not_for_sale")} <= known


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (
            Refusal(0, "plan", "not-for-sale", (("plan", "softswitch.none"),)),
            "No support (Softswitch) is not sold here. This is the choice to go without support, so there is nothing "
            "to buy. Single incidents can still be bought.",
        ),
        (
            Refusal(0, "units", "units-out-of-range", (("units", 1000), ("most", 99))),
            "One line holds 1 to 99 incidents, not 1,000.",
        ),
        (
            Refusal(0, "start", "start-not-open", (("start", "continuous"),)),
            "With this last covered day the extension "
            "cannot start where the last term ended. Choose one of the starts that are offered.",
        ),
    ],
)
def test_a_refusal_is_one_clear_sentence(refusal: Refusal, sentence: str) -> None:
    assert explain(refusal, vendor_catalogue()) == sentence


def test_another_vendors_lines_are_worded_too() -> None:
    catalogue = second_catalogue()
    for plan in catalogue.plans:
        if plan.price.value is None or plan.months is None:
            continue
        line = PriceLine(0, "extension", 2, plan.price.value, plan.price.value * 2, plan=plan.id, months=plan.months)
        assert line_title(line, catalogue) == f"{catalogue.family(plan.family).name}: {plan.name.value}, extension"
        assert line_buys(line, catalogue).startswith("2 terms of ")


def test_a_line_at_a_glance_says_how_much_of_it_was_ordered() -> None:
    catalogue = vendor_catalogue()
    incident, price = catalogue.incidents[0], Money(9000, "USD")
    units = PriceLine(0, "incident", 5, price, price * 5, level=incident.id)
    assert line_at_a_glance(units, catalogue) == f"5 × {incident.name}"
    assert line_at_a_glance(replace(units, quantity=1, total=price), catalogue) == incident.name
    terms = PriceLine(0, "extension", 2, price, price * 2, plan="pbx.standard", months=12)
    assert line_at_a_glance(terms, catalogue) == f"{line_title(terms, catalogue)}, 2 terms"


def test_a_line_says_what_each_of_its_terms_includes() -> None:
    catalogue = vendor_catalogue()
    price = Money(290000, "USD")
    line = PriceLine(0, "new_installation", 2, price, price * 2, plan="pbx.standard", months=12)
    included = (
        "Each term includes Level 1 and 2: 15 requests and 10 hours in all, at most 5 requests and 3 hours a month; "
        "Level 3 (development): 3 requests and 3 hours in all, at most 2 requests and 1 hour a month. "
    )
    updates = "critical updates for 2 years and maintenance upgrades for 1 year."
    assert line_buys(line, catalogue).endswith(f" 2 years. {included}Each term opens {updates}")
    once = replace(line, quantity=1, total=price)
    assert line_buys(once, catalogue) == f"1 year of support for one installation. {included}Opens {updates}"
    basic = replace(once, plan="pbx.basic", months=1)
    assert "Each term includes Level 1: 5 requests and 3 hours in all. Update" in line_buys(basic, catalogue)


def test_every_start_is_explained() -> None:
    seen = set()
    for last in (date(2026, 12, 31), date(2026, 11, 1), date(2026, 1, 1)):
        line = extension(last)
        proposal = propose(vendor_catalogue(), Selection((line,)), date(2026, 11, 23))
        for choice in proposal.schedules[0].choices:
            seen.add(choice.id)
            assert day(choice.terms[-1].period.last_day) in explain_start(choice, line.end)
    assert seen == {"at_end", "today", "continuous", "from_payment"}


def test_every_event_of_an_order_has_a_sentence_of_its_own() -> None:
    sources = "".join(file.read_text("utf-8") for file in SERVICES.glob("*.py") if not file.match("quotes*.py"))
    named = set(re.findall(r'record\(\s*unit,\s*\w+,\s*"(\w+)"', sources))
    assert len(named) > 10
    assert named <= set(orders_en._EVENTS)


def test_every_event_of_a_quote_has_a_sentence_of_its_own() -> None:
    sources = "".join(file.read_text("utf-8") for file in SERVICES.glob("quotes*.py"))
    told = r'(?:record|save|insert)\(\s*unit,(?:[^()"]|\([^()]*(?:\([^()]*\))?[^()]*\))*?"(\w+)"'
    named = set(re.findall(told, sources)) | {"discount_approved", "discount_refused"}
    assert {"drafted", "issued", "sent", "accepted", "ordered", "declined", "revoked", "expired"} <= named
    assert named <= set(quotes_history_en._EVENTS)


def test_an_upgrade_says_what_is_credited_or_why_nothing_is() -> None:
    all_left, none_left = (Unused(Money(minor, "USD"), Money(90_000, "USD")) for minor in (90_000, 0))
    paid = booked("pbx.standard 2026-01-01 2026-12-31", paid="2900.00")
    unpaid = replace(paid, value=None)
    told = {
        "What is left of the running plan is credited.": (paid, all_left),
        "No credit: all requests of the running plan are used.": (paid, none_left),
        "No credit: the running plan came with the licence.": (replace(unpaid, origin="licence"), all_left),
        "No credit: nothing is known to have been paid for the running plan.": (unpaid, all_left),
    }
    for sentence, (running, unused) in told.items():
        line = Upgrade("pbx.dedicated", running.id, chain_of(running), unused, NAME)
        proposal = propose(vendor_catalogue(), Selection((line,)), date(2026, 11, 23))
        assert sentence in explain_option(line, proposal.schedules[0].chosen)
        assert any(each.credit for each in proposal.breakdown.lines) is ("No credit" not in sentence)


def test_every_text_writes_apostrophes_as_the_pages_do() -> None:
    files = sorted(TEXT.glob("*_en.py"))
    assert files
    assert {file.name: straight for file in files if (straight := _straight_apostrophes(file.read_text("utf-8")))} == {}


def _straight_apostrophes(code: str) -> list[str]:
    """Return the texts of a file with the typewriter's apostrophe, but for those that stand alone: docstrings."""
    tree = ast.parse(code)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in docstrings)
    return [str(node.value) for node in texts if "'" in str(node.value)]
