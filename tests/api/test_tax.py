"""Tax over HTTP: shown with its reason before ordering, owed as it was shown, and refused at its field."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import migrate
from plandesk.adapters.plans_file import parse
from tests.api.conftest import NEW_PBX, UNITS, Desk, open_desk, problem
from tests.factories import World
from tests.plans import content

TAX = {"seller_country": "HU", "rates": {"HU": "27", "DE": "19"}, "reverse_charge": True}


@pytest.fixture
def taxing(tmp_path: Path) -> Iterator[Desk]:
    """Return the product of a seller with rules of tax."""
    raw = content()
    sold = parse(json.dumps({**raw, "rules": {**raw["rules"], "tax": TAX}}).encode())
    engine = open_database(f"sqlite:///{tmp_path}/plandesk.db")
    migrate(engine)
    yield open_desk(World(sold), engine, tmp_path)
    engine.dispose()


def priced(desk: Desk, **buyer: str | None) -> dict[str, Any]:
    """Return the price of a plan and two incidents for a buyer."""
    reply = desk.post("/prices", {"lines": [NEW_PBX, UNITS], **buyer})
    assert reply.status_code == 200, reply.text
    body: dict[str, Any] = reply.get_json()
    return body


def test_without_rules_a_country_changes_nothing(desk: Desk) -> None:
    body = priced(desk, country="DE", tax_id="nonsense")
    assert body["tax"] is None
    assert body["total"] == body["net"]


def test_a_price_shows_net_tax_and_total_once_the_country_is_known(taxing: Desk) -> None:
    assert priced(taxing)["tax"] is None
    body = priced(taxing, country="DE")
    assert body["net"]["minor"] == 308000
    assert body["tax"] == {
        "kind": "rated",
        "country": "DE",
        "percent": "19",
        "amount": {"minor": 58520, "currency": "USD"},
        "text": "Tax, 19 % (DE)",
    }
    assert body["total"]["minor"] == 366520


def test_the_same_lines_are_not_remembered_for_another_country(taxing: Desk) -> None:
    totals = [priced(taxing, country=country)["total"]["minor"] for country in ("DE", "HU", "IN", "DE")]
    assert totals == [366520, 391160, 308000, 366520]


def test_a_valid_vat_id_takes_the_tax_off_and_says_so(taxing: Desk) -> None:
    tax = priced(taxing, country="DE", tax_id="de 136 695 976")["tax"]
    assert (tax["kind"], tax["amount"]["minor"]) == ("reverse_charge", 0)
    assert "DE136695976" in tax["text"]


def test_a_wrong_vat_id_is_refused_at_its_field(taxing: Desk) -> None:
    body = problem(
        taxing.post("/prices", {"lines": [NEW_PBX], "country": "DE", "tax_id": "DE136695975"}), 409, "tax-id-refused"
    )
    (fault,) = body["errors"]
    assert (fault["pointer"], fault["rule"]) == ("/tax_id", "tax-id-refused")
    assert fault["detail"].startswith("“DE136695975” is not a valid VAT id of Germany.")


def test_an_order_owes_what_was_shown(taxing: Desk) -> None:
    shown = priced(taxing, country="DE")["total"]
    buyer = {"company": "Acme", "contact": "Ann", "email": "ann@acme.example", "country": "DE"}
    order = taxing.order(NEW_PBX, UNITS, buyer=buyer, expected_total=shown).get_json()
    assert order["total"] == shown
    assert order["breakdown"]["tax"]["text"] == "Tax, 19 % (DE)"
    wrong = taxing.order(NEW_PBX, UNITS, key="key-00000002", buyer={**buyer, "tax_id": "DE1"}, expected_total=shown)
    body = problem(wrong, 409, "tax-id-refused")
    assert [fault["pointer"] for fault in body["errors"]] == ["/buyer/tax_id"]
    other = taxing.order(NEW_PBX, UNITS, key="key-00000003", buyer={**buyer, "country": "HU"}, expected_total=shown)
    problem(other, 409, "total-changed")
