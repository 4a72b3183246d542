"""Whatever is taken off: the lines add up, none falls below nothing, and what is spread is spread whole."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.discounts import Discount, DiscountRefused, discounted, list_total
from plandesk.domain.money import Money
from plandesk.domain.pricing import Incidents, NewInstallation, Selection, price, with_tax
from plandesk.domain.tax import Tax
from tests.factories import FIRST_DAY, vendor_catalogue

LINES = st.one_of(
    st.builds(NewInstallation, st.sampled_from(["pbx.standard", "gateway.standard"]), st.integers(1, 3)),
    st.builds(Incidents, st.sampled_from(["l12", "dev"]), st.integers(1, 99)),
)
POSITIONS = st.one_of(st.none(), st.integers(0, 3))
PERCENTS = st.integers(1, 100_000).map(lambda thousandths: f"{thousandths / 1000:.3f}")
DISCOUNTS = st.one_of(
    st.builds(lambda percent, position: Discount("why", percent, None, position), PERCENTS, POSITIONS),
    st.builds(
        lambda minor, position: Discount("why", None, Money(minor, "USD"), position),
        st.integers(1, 500_000),
        POSITIONS,
    ),
)
RATES = st.integers(0, 30_000).map(lambda thousandths: f"{thousandths / 1000:.3f}")
quick = settings(max_examples=200, deadline=None, derandomize=True)


@quick
@given(st.lists(LINES, min_size=1, max_size=4), st.lists(DISCOUNTS, max_size=3), RATES)
def test_discounted_lines_add_up_and_stay_above_nothing(
    lines: list[NewInstallation | Incidents], discounts: list[Discount], rate: str
) -> None:
    whole = price(vendor_catalogue(), Selection(tuple(lines)), FIRST_DAY)
    try:
        lowered = discounted(whole, discounts)
    except DiscountRefused:
        return
    nets = [lowered.line_net(position).minor for position in range(len(lines))]
    assert min(nets) >= 0
    assert sum(nets) == lowered.net.minor == sum(item.total.minor for item in lowered.items)
    assert list_total(lowered) == whole.total
    taxed = with_tax(lowered, Tax("rated", "DE", rate, Money(0, "USD")).on(lowered.net))
    assert taxed.tax is not None
    assert taxed.total.minor == taxed.tax.amount.minor + sum(nets)


@quick
@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any))
def test_what_is_spread_is_spread_whole_and_by_less_than_a_cent(minor: int, weights: list[int]) -> None:
    parts = Money(minor, "USD").spread(weights)
    assert sum(part.minor for part in parts) == minor
    assert all(
        abs(part.minor * sum(weights) - minor * weight) < sum(weights)
        for part, weight in zip(parts, weights, strict=True)
    )
