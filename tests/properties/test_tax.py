"""Whatever the rules, the buyer and the selection: the total shown is the order's, and the pay pages', to the cent."""

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.orders import Buyer
from plandesk.domain.tax import EU, TaxRules, tax_on
from plandesk.services.orders import place_order, preview
from tests.factories import World, incidents, new, select, usd, vendor_catalogue, with_rules

COUNTRIES = ["HU", "DE", "AT", "GR", "CH", "US", "IN"]
VALID = {"HU": "HU12892312", "DE": "DE136695976", "AT": "ATU13585627", "GR": "EL094259216"}
PERCENTS = st.decimals(0, 100, places=2).map(str) | st.integers(0, 100).map(str)
RULES = st.builds(
    TaxRules,
    st.sampled_from(COUNTRIES),
    st.dictionaries(st.sampled_from(COUNTRIES), PERCENTS),
    st.booleans(),
    st.frozensets(st.sampled_from(COUNTRIES), max_size=2),
    st.frozensets(st.sampled_from(sorted(VALID.values())), max_size=1),
)
LINES = st.lists(
    st.builds(new, st.sampled_from(["pbx.standard", "gateway.advanced", "softswitch.gold"]), st.integers(1, 3))
    | st.builds(incidents, st.sampled_from(["l12", "dev"]), st.integers(1, 99)),
    min_size=1,
    max_size=4,
)


@lru_cache
def known_levels() -> frozenset[str]:
    return frozenset(each.id for each in vendor_catalogue().incidents)


@settings(max_examples=60)
@given(RULES, LINES, st.sampled_from(COUNTRIES), st.booleans())
def test_the_total_shown_is_the_orders_to_the_cent(
    rules: TaxRules, lines: list[object], country: str, with_id: bool
) -> None:
    assert known_levels() >= {"l12", "dev"}
    world = World(with_rules(vendor_catalogue(), tax=rules))
    tax_id = VALID.get(country) if with_id else None
    selection = select(*lines)  # type: ignore[arg-type]  # Lines are generated above.
    shown = preview(selection, ports=world.ports, country=country, tax_id=tax_id).breakdown
    buyer = Buyer("Acme", "Ann", "ann@acme.example", country, tax_id)
    request = replace(world.request(*selection.lines), buyer=buyer, expected_total=shown.total)
    order = place_order(request, ports=world.ports).order
    assert order.breakdown == shown
    assert shown.tax is not None
    assert order.total == shown.net + shown.tax.amount
    paid_for = sum(line.total.minor for line in shown.items) + shown.tax.amount.minor
    assert paid_for == order.total.minor
    world.pay(order)
    assert world.state(order) == "fulfilled"


@given(st.integers(0, 10**12), RULES, st.sampled_from(COUNTRIES), st.booleans())
def test_tax_is_half_up_and_once(net: int, rules: TaxRules, country: str, with_id: bool) -> None:
    tax = tax_on(usd(net), country, VALID.get(country) if with_id else None, rules)
    exact = Fraction(net) * Fraction(tax.percent) / 100
    assert exact - Fraction(1, 2) < tax.amount.minor <= exact + Fraction(1, 2)
    if tax.kind == "reverse_charge":
        assert country in EU
        assert country != rules.seller_country
        assert tax.amount.minor == 0
