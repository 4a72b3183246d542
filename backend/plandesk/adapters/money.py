"""How a payment provider writes amounts: in its own number of decimals, which is not always that of ISO 4217."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plandesk.domain.errors import InexactAmount
from plandesk.domain.money import Money, exponent


@dataclass(frozen=True, slots=True)
class ProviderAmounts:
    """One provider's way to write amounts; `decimals` holds the currencies where it departs from ISO 4217."""

    decimals: Mapping[str, int]

    def to_minor(self, money: Money) -> int:
        """Write an amount as a whole number of the provider's smallest unit.

        Raises:
            InexactAmount: the provider has fewer decimals than the amount needs.
        """
        scaled = money.to_decimal().scaleb(self._places(money.currency))
        if scaled != scaled.to_integral_value():
            raise InexactAmount(amount=str(money.to_decimal()), currency=money.currency)
        return int(scaled)

    def from_minor(self, minor: int, currency: str) -> Money:
        """Read a whole number of the provider's smallest unit; the currency in any case.

        Raises:
            InexactAmount: the amount is finer than the currency's minor unit.
        """
        code = currency.upper()
        return Money.from_decimal(Decimal(minor).scaleb(-self._places(code)), code)

    def to_text(self, money: Money) -> str:
        """Write an amount in major units, with exactly the provider's decimals.

        Raises:
            InexactAmount: the provider has fewer decimals than the amount needs.
        """
        return f"{Decimal(self.to_minor(money)).scaleb(-self._places(money.currency)):f}"

    def from_text(self, amount: str, currency: str) -> Money:
        """Read an amount in major units.

        Raises:
            InexactAmount: the amount is finer than the currency's minor unit, or not finite.
            decimal.InvalidOperation: the text is no number.
        """
        return Money.from_decimal(Decimal(amount), currency)

    def _places(self, currency: str) -> int:
        return self.decimals.get(currency, exponent(currency))


STRIPE = ProviderAmounts({"ISK": 2, "UGX": 2, "MGA": 0})
"""Source: docs.stripe.com/currencies, zero-decimal currencies and special cases."""

PAYPAL = ProviderAmounts({"HUF": 0, "TWD": 0})
"""Source: developer.paypal.com, currency codes; these two take no decimals there."""
