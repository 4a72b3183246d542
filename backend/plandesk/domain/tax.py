"""Tax on what is sold: one amount at order level, with the reason for it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money, Rounding

TaxKind = Literal["rated", "reverse_charge", "exempt", "outside"]


_EU: Final = """
AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
"""
EU: Final = frozenset(_EU.split())
"""The member states, ISO 3166 alpha-2: Greece is GR here, though its VAT ids begin with EL."""


class TaxIdRefused(DomainError):
    """A tax id that takes the tax off must be a VAT id of the buyer's own state, right to its check digits.

    Facts: `tax_id`, `country` and `field`, where it was stated.
    """


@dataclass(frozen=True, slots=True)
class TaxRules:
    """What tax a vendor puts on its prices, by who buys.

    `rates` are decimal text by country. `exempt_tax_ids` are those of single customers, in one form (`tidy`).
    """

    seller_country: str
    rates: Mapping[str, str]
    reverse_charge: bool = False
    exempt_countries: frozenset[str] = frozenset()
    exempt_tax_ids: frozenset[str] = frozenset()

    def hangs_on_vat_id(self, country: str) -> bool:
        """Tell whether a VAT id takes the tax off for buyers in a country: another member state than the seller's."""
        return (
            self.reverse_charge
            and country in EU
            and self.seller_country in EU
            and country != self.seller_country
            and country not in self.exempt_countries
        )

    def is_exempt(self, country: str, tax_id: str | None) -> bool:
        """Tell whether a country's buyers, or this one, pay no tax."""
        return country in self.exempt_countries or (tax_id is not None and tidy(tax_id) in self.exempt_tax_ids)

    def rate(self, country: str) -> str | None:
        """Return the percentage for a country, or None where its buyers are outside of these rules.

        A member state without a rate of its own is taxed as the seller's state, where that is one too.
        """
        own = self.rates.get(country)
        at_home = self.rates.get(self.seller_country) if {country, self.seller_country} <= EU else None
        return own if own is not None else at_home


@dataclass(frozen=True, slots=True)
class Tax:
    """What the configured rules make of an order's net total: the amount, and why it is that much.

    `country` is the buyer's, ISO 3166 alpha-2. `percent` is decimal text, such as "19" or "7.7", and "0" where no tax
    falls due here. `tax_id` is the buyer's where the kind hangs on it.
    """

    kind: TaxKind
    country: str
    percent: str
    amount: Money
    tax_id: str | None = None

    def on(self, net: Money) -> "Tax":
        """Return the same tax on another net total, half-up to the minor unit."""
        numerator, denominator = (Decimal(self.percent) / 100).as_integer_ratio()
        return replace(self, amount=net.share(numerator, denominator, Rounding.HALF_UP))


def tax_on(net: Money, country: str, tax_id: str | None, rules: TaxRules) -> Tax:
    """Return the tax on an order's net total, half-up to the minor unit, once for the whole.

    `country` is the buyer's. Where the tax hangs on a VAT id, `tax_id` must have been found valid before.
    """
    nothing = Money.zero(net.currency)
    if rules.is_exempt(country, tax_id):
        return Tax("exempt", country, "0", nothing, tax_id)
    if tax_id is not None and rules.hangs_on_vat_id(country):
        return Tax("reverse_charge", country, "0", nothing, tax_id)
    rate = rules.rate(country)
    if rate is None:
        return Tax("outside", country, "0", nothing)
    return Tax("rated", country, rate, nothing).on(net)


def tidy(tax_id: str) -> str:
    """Return a tax id in one form: capitals and figures alone."""
    return "".join(each for each in tax_id.upper() if each.isalnum())
