"""How Stripe and PayPal write amounts, in currencies of every kind."""

from decimal import InvalidOperation

import pytest

from plandesk.adapters.money import PAYPAL, STRIPE
from plandesk.domain.errors import InexactAmount
from plandesk.domain.money import Money


@pytest.mark.parametrize(
    ("money", "stripe", "paypal"),
    [
        (Money(308_000, "USD"), 308_000, "3080.00"),
        (Money(5, "EUR"), 5, "0.05"),
        (Money(500, "JPY"), 500, "500"),
        (Money(1_000_000_000_000, "JPY"), 1_000_000_000_000, "1000000000000"),
        (Money(0, "USD"), 0, "0.00"),
    ],
)
def test_amounts_are_written_and_read_exactly(money: Money, stripe: int, paypal: str) -> None:
    assert STRIPE.to_minor(money) == stripe
    assert STRIPE.from_minor(stripe, money.currency.lower()) == money
    assert PAYPAL.to_text(money) == paypal
    assert PAYPAL.from_text(paypal, money.currency) == money


@pytest.mark.parametrize(
    ("money", "stripe"),
    [
        (Money(500, "ISK"), 50_000),  # ISO 4217 gives the króna no decimals, Stripe gives it two.
        (Money(500, "UGX"), 50_000),
        (Money(50_000, "MGA"), 500),  # And the ariary the other way round.
        (Money(1_234, "KWD"), 1_234),
    ],
)
def test_stripe_counts_some_currencies_unlike_iso_4217(money: Money, stripe: int) -> None:
    assert STRIPE.to_minor(money) == stripe
    assert STRIPE.from_minor(stripe, money.currency) == money


@pytest.mark.parametrize("currency", ["HUF", "TWD"])
def test_paypal_takes_no_decimals_of_some_currencies(currency: str) -> None:
    assert PAYPAL.to_text(Money(50_000, currency)) == "500"
    assert PAYPAL.from_text("500", currency) == Money(50_000, currency)
    with pytest.raises(InexactAmount):
        PAYPAL.to_text(Money(50_050, currency))


@pytest.mark.parametrize("text", ["1.005", "NaN", "Infinity", "1e-3"])
def test_an_amount_finer_than_the_currency_is_never_rounded(text: str) -> None:
    with pytest.raises(InexactAmount):
        PAYPAL.from_text(text, "USD")


def test_a_word_is_no_amount() -> None:
    with pytest.raises(InvalidOperation):
        PAYPAL.from_text("ten", "USD")
