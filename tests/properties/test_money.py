"""Whatever the amount: no unit is lost or made."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from plandesk.domain.money import Money, Rounding, total

MINOR = st.integers(-(10**15), 10**15)
MONEY = st.builds(Money, MINOR, st.sampled_from(["USD", "JPY", "KWD"]))
PARTS = st.integers(1, 500)


@given(MONEY, PARTS)
def test_the_parts_of_a_split_add_up_and_differ_by_a_unit_at_most(money: Money, parts: int) -> None:
    split = money.split(parts)
    assert len(split) == parts
    assert total(split, money.currency) == money
    assert split[0].minor - split[-1].minor in (0, 1)
    assert list(split) == sorted(split, key=lambda each: -each.minor)


@given(MONEY, st.integers(-1000, 1000), st.integers(1, 1000))
def test_a_share_is_within_its_rounding_of_the_exact_one(money: Money, numerator: int, denominator: int) -> None:
    exact = Fraction(money.minor * numerator, denominator)
    assert 0 <= exact - money.share(numerator, denominator).minor < 1
    half_up = money.share(numerator, denominator, Rounding.HALF_UP).minor
    assert abs(exact - half_up) <= Fraction(1, 2)
    assert money.share(-numerator, denominator, Rounding.HALF_UP).minor == -half_up


@given(MONEY)
def test_major_units_lead_back_to_the_same_amount(money: Money) -> None:
    assert Money.from_decimal(money.to_decimal(), money.currency) == money


@given(MINOR, MINOR, st.integers(-1000, 1000))
def test_multiplying_distributes_over_adding(left: int, right: int, times: int) -> None:
    one, other = Money(left, "USD"), Money(right, "USD")
    assert (one + other) * times == one * times + other * times
    assert one + other - other == one
