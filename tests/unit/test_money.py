"""Amounts are exact, keep their currency, and round only as named."""

from decimal import Decimal

import pytest

from plandesk.domain.errors import CurrencyMismatch, InexactAmount
from plandesk.domain.money import Money, Rounding, exponent, total


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def test_amounts_of_one_currency_add_subtract_and_multiply() -> None:
    assert usd(150) + usd(75) == usd(225)
    assert usd(150) - usd(175) == usd(-25)
    assert 3 * usd(150) == usd(150) * 3 == usd(450)
    assert -usd(150) == usd(-150)


def test_amounts_of_one_currency_are_ordered() -> None:
    assert usd(1) < usd(2) <= usd(2) < usd(3)
    assert usd(3) > usd(2) >= usd(2)


@pytest.mark.parametrize("meet", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"])
def test_amounts_of_two_currencies_never_meet(meet: str) -> None:
    with pytest.raises(CurrencyMismatch) as refused:
        getattr(usd(1), meet)(Money(1, "EUR"))
    assert refused.value.facts == {"left": "USD", "right": "EUR"}
    assert str(refused.value) == "CurrencyMismatch(left='USD', right='EUR')"


def test_amounts_of_two_currencies_are_not_equal() -> None:
    assert usd(1) != Money(1, "EUR")


def test_a_total_of_nothing_is_zero_and_of_mixed_currencies_is_refused() -> None:
    assert total([], "JPY") == Money(0, "JPY")
    assert total([usd(1), usd(2)], "USD") == usd(3)
    with pytest.raises(CurrencyMismatch):
        total([usd(1), Money(2, "EUR")], "USD")


def test_a_split_gives_the_odd_units_to_the_first_parts() -> None:
    assert usd(1000).split(3) == (usd(334), usd(333), usd(333))
    assert usd(-1).split(2) == (usd(0), usd(-1))


@pytest.mark.parametrize(
    ("minor", "numerator", "denominator", "floor", "half_up"),
    [
        (140000, 1, 12, 11666, 11667),
        (100, 1, 3, 33, 33),
        (1, 1, 2, 0, 1),
        (-1, 1, 2, -1, -1),
        (-100, 1, 3, -34, -33),
        (0, 5, 7, 0, 0),
    ],
)
def test_a_share_rounds_as_named(minor: int, numerator: int, denominator: int, floor: int, half_up: int) -> None:
    assert usd(minor).share(numerator, denominator) == usd(floor)
    assert usd(minor).share(numerator, denominator, Rounding.HALF_UP) == usd(half_up)


def test_nothing_is_divided_by_nothing() -> None:
    with pytest.raises(ValueError, match="positive"):
        usd(1).share(1, 0)
    with pytest.raises(ValueError, match="at least one"):
        usd(1).split(0)


@pytest.mark.parametrize(
    ("currency", "decimals", "minor", "major"),
    [("USD", 2, 140000, "1400.00"), ("JPY", 0, 1400, "1400"), ("KWD", 3, 5, "0.005"), ("CLF", 4, -5, "-0.0005")],
)
def test_major_units_have_the_decimals_of_the_currency(currency: str, decimals: int, minor: int, major: str) -> None:
    assert exponent(currency) == decimals
    assert str(Money(minor, currency).to_decimal()) == major
    assert Money.from_decimal(Decimal(major), currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("amount", "currency"), [("0.001", "USD"), ("0.5", "JPY"), ("NaN", "USD"), ("Infinity", "USD")]
)
def test_an_amount_below_a_minor_unit_or_without_end_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(InexactAmount) as refused:
        Money.from_decimal(Decimal(amount), currency)
    assert refused.value.facts == {"amount": amount, "currency": currency}
