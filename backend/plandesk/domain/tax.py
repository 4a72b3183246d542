"""Tax on what is sold: one amount at order level, with the reason for it."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from plandesk.domain.money import Money, Rounding

TaxKind = Literal["rated", "reverse_charge", "exempt", "outside"]


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
