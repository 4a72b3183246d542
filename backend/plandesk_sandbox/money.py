"""Decimal places of currencies as the two providers count them, and amounts written for people."""

from decimal import Decimal

# Stripe takes amounts in the smallest unit; these are the currencies whose unit is not a hundredth.
_STRIPE_PLACES = dict.fromkeys(
    ("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"), 0
) | dict.fromkeys(("bhd", "jod", "kwd", "omr", "tnd"), 3)

# PayPal holds these without decimals, whatever ISO 4217 says of the forint and the Taiwan dollar.
_PAYPAL_WHOLE = {"HUF", "JPY", "TWD"}

PAYPAL_CURRENCIES = frozenset(
    (
        *("AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS"),
        *("JPY", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB", "TWD", "USD"),
    )
)


def stripe_text(minor: int, currency: str) -> str:
    """Write minor units for a pay page: `EUR 1,190.00`."""
    places = _STRIPE_PLACES.get(currency.lower(), 2)
    return f"{currency.upper()} {Decimal(minor).scaleb(-places):,.{places}f}"


def paypal_places(currency: str) -> int:
    """Return how many decimals PayPal takes in this currency."""
    return 0 if currency in _PAYPAL_WHOLE else 2


def paypal_value(amount: Decimal, currency: str) -> str:
    """Write an amount as the string PayPal sends."""
    return f"{amount:.{paypal_places(currency)}f}"
