"""Tax: none unless configured; by the buyer's country, once for the whole order, and never by a wrong VAT id."""

import json
from dataclasses import replace
from typing import Any

import pytest

from plandesk.adapters.plans_file import parse
from plandesk.domain.errors import CatalogueInvalid
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, TotalChanged
from plandesk.domain.tax import TaxIdRefused, TaxRules
from plandesk.services.catalogue import view
from plandesk.services.documents import list_documents
from plandesk.services.orders import place_order, preview
from plandesk.services.tax import taxed
from tests.factories import World, incidents, new, select, vendor_catalogue
from tests.golden_tables import GOLDEN, rows
from tests.plans import content

WRITTEN: dict[str, Any] = json.loads((GOLDEN / "tax.json").read_text("utf-8"))["rules"]


def catalogue_with(tax: object) -> str:
    """Return the vendor's catalogue file with rules of tax."""
    raw = content()
    return json.dumps({**raw, "rules": {**raw["rules"], "tax": tax}})


@pytest.fixture
def world() -> World:
    return World(parse(catalogue_with(WRITTEN).encode()))


def buyer(country: str, tax_id: str | None = None) -> Buyer:
    return Buyer("Acme", "Ann", "ann@acme.example", country, tax_id)


@pytest.mark.parametrize("row", rows("tax"))
def test_the_golden_table(world: World, row: dict[str, Any]) -> None:
    price = preview(select(new()), ports=world.ports).breakdown
    net = Money(row["net"], "USD")
    price = replace(price, lines=(replace(price.lines[0], unit_price=net, total=net),), total=net)
    if row["kind"] == "refused":
        with pytest.raises(TaxIdRefused) as refused:
            taxed(price, row["country"], row["tax_id"], ports=world.ports)
        assert refused.value.facts == {"tax_id": row["tax_id"], "country": row["country"], "field": "tax_id"}
        return
    result = taxed(price, row["country"], row["tax_id"], ports=world.ports)
    assert result.tax is not None
    assert (result.tax.kind, result.tax.percent) == (row["kind"], row["percent"])
    assert (result.net.minor, result.tax.amount.minor, result.total.minor) == (row["net"], row["tax"], row["total"])
    if "says" in row:
        assert result.tax.tax_id == row["says"]


def test_without_rules_there_is_no_tax() -> None:
    world = World()
    assert preview(select(new()), ports=world.ports, country="DE", tax_id="nonsense").breakdown.tax is None
    assert world.place().breakdown.tax is None


def test_without_a_country_there_is_no_tax_yet(world: World) -> None:
    assert preview(select(new()), ports=world.ports).breakdown.tax is None


def test_an_order_owes_the_total_that_was_shown_with_its_tax(world: World) -> None:
    selection = select(new(), incidents(units=3))
    shown = preview(selection, ports=world.ports, country="DE").breakdown.total
    request = replace(world.request(*selection.lines), buyer=buyer("DE"), expected_total=shown)
    order = place_order(request, ports=world.ports).order
    assert order.total == shown == Money(377230, "USD")
    with pytest.raises(TotalChanged):
        place_order(replace(request, buyer=buyer("HU"), idempotency_key="another-key"), ports=world.ports)


def test_a_wrong_vat_id_is_refused_where_the_buyer_stated_it(world: World) -> None:
    with pytest.raises(TaxIdRefused) as refused:
        place_order(replace(world.request(), buyer=buyer("DE", "DE1")), ports=world.ports)
    assert refused.value.facts["field"] == "buyer/tax_id"


def test_every_document_states_the_tax_and_why(world: World) -> None:
    for who, told in ((buyer("DE"), "Tax, 19 % (DE)"), (buyer("DE", "136695976"), "reverse charge")):
        total = preview(select(new()), ports=world.ports, country=who.country, tax_id=who.tax_id).breakdown.total
        key = f"key-of-{told}".replace(" ", "-")
        request = replace(world.request(key=key), buyer=who, expected_total=total)
        order = place_order(request, ports=world.ports).order
        world.attempt(order, "wire")
        world.pay(order)
        for document, _ in list_documents(order.token, ports=world.ports):
            assert told in str(document.sheet.sums), document.kind
            assert "Net" in str(document.sheet.sums)


def test_exempt_tax_ids_are_shown_to_nobody(world: World) -> None:
    shown = json.dumps(view(world.catalogue)["rules"], default=str)
    assert "seller_country" in shown
    assert "NL4495445B01" not in shown


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"seller_country": "ZZ"}, "/rules/tax/seller_country"),
        ({"exempt_countries": ["ZZ"]}, "/rules/tax/exempt_countries/0"),
        ({"rates": {"ZZ": "5"}}, "/rules/tax/rates/ZZ"),
        ({"rates": {"HU": 27}}, "/rules/tax/rates/HU"),
        ({"rates": {"HU": "27,5"}}, "/rules/tax/rates/HU"),
        ({"rates": {"HU": "101"}}, "/rules/tax/rates/HU"),
        ({"seller_country": "CH"}, "/rules/tax/reverse_charge"),
    ],
)
def test_rules_that_make_no_sense_are_told_with_their_place(change: dict[str, object], pointer: str) -> None:
    with pytest.raises(CatalogueInvalid) as invalid:
        parse(catalogue_with({**WRITTEN, **change}).encode())
    assert pointer in [problem.pointer for problem in invalid.value.problems]


def test_prices_that_include_tax_have_none_put_on_them() -> None:
    raw = json.loads(catalogue_with(WRITTEN))
    raw["net_of_tax"] = {"value": False, "lines": [36]}
    with pytest.raises(CatalogueInvalid, match="/rules/tax"):
        parse(json.dumps(raw).encode())


def test_the_shipped_catalogue_has_no_tax() -> None:
    assert vendor_catalogue().rules.tax is None


def test_a_seller_outside_of_the_eu_reverses_nothing() -> None:
    rules = TaxRules("CH", {"CH": "8.1"}, reverse_charge=True)
    assert not rules.hangs_on_vat_id("DE")
    assert rules.rate("DE") is None
