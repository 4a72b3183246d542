"""Exact amounts: whole minor units of one currency, never a float."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from plandesk.domain.errors import CurrencyMismatch, InexactAmount

# ISO 4217: every currency has two decimals unless it stands here.
_NO_DECIMALS = frozenset(
    [
        *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"),
        *("RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"),
    ]
)
_THREE_DECIMALS = frozenset(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"])
_FOUR_DECIMALS = frozenset(["CLF", "UYW"])


def exponent(currency: str) -> int:
    """Return how many decimals the currency has by ISO 4217."""
    if currency in _NO_DECIMALS:
        return 0
    if currency in _THREE_DECIMALS:
        return 3
    return 4 if currency in _FOUR_DECIMALS else 2


class Rounding(Enum):
    """What happens to the part of a share below one minor unit."""

    FLOOR = "floor"  # Towards minus infinity.
    HALF_UP = "half_up"  # A half goes away from zero.


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units, with its ISO 4217 code.

    Two amounts are compared, added or subtracted only in one currency; anything else raises CurrencyMismatch,
    except `==`, which answers False.
    """

    minor: int
    currency: str

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Return nothing, in a currency."""
        return cls(0, currency)

    @classmethod
    def from_decimal(cls, amount: Decimal, currency: str) -> Money:
        """Read an amount in major units.

        Raises:
            InexactAmount: the amount has more decimals than the currency, or is not a finite number.
        """
        scaled = amount.scaleb(exponent(currency)) if amount.is_finite() else None
        if scaled is None or scaled != scaled.to_integral_value():
            raise InexactAmount(amount=str(amount), currency=currency)
        return cls(int(scaled), currency)

    def to_decimal(self) -> Decimal:
        """Return the amount in major units, with exactly the currency's decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._like(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._like(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __mul__(self, times: int) -> Money:
        return Money(self.minor * times, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._like(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._like(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._like(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._like(other)

    def split(self, parts: int) -> tuple[Money, ...]:
        """Divide into `parts` amounts that add up to this one; they differ by one unit at most, the larger first.

        Raises:
            ValueError: `parts` is below 1.
        """
        if parts < 1:
            raise ValueError("an amount is split into at least one part")
        each, left = divmod(self.minor, parts)
        return tuple(Money(each + (1 if index < left else 0), self.currency) for index in range(parts))

    def spread(self, weights: Sequence[int]) -> tuple[Money, ...]:
        """Divide in proportion to `weights`, so that the parts add up to this amount: the largest remainders first.

        Of equal remainders the earlier part comes first.

        Raises:
            ValueError: a weight is negative, or none is above zero.
        """
        whole = sum(weights)
        if whole < 1 or min(weights) < 0:
            raise ValueError("an amount is spread over weights that are not negative, one of them above zero")
        floors = [self.minor * weight // whole for weight in weights]
        left = self.minor - sum(floors)
        first = sorted(range(len(weights)), key=lambda each: -(self.minor * weights[each] % whole))[:left]
        return tuple(Money(each + (index in first), self.currency) for index, each in enumerate(floors))

    def share(self, numerator: int, denominator: int, rounding: Rounding = Rounding.FLOOR) -> Money:
        """Return `numerator / denominator` of this amount, rounded to the minor unit as named.

        Raises:
            ValueError: `denominator` is below 1.
        """
        if denominator < 1:
            raise ValueError("a share has a positive denominator")
        whole = self.minor * numerator
        if rounding is Rounding.FLOOR:
            return Money(whole // denominator, self.currency)
        nearest = (2 * abs(whole) + denominator) // (2 * denominator)
        return Money(nearest if whole >= 0 else -nearest, self.currency)

    def _like(self, other: Money) -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(left=self.currency, right=other.currency)
        return other.minor


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Add up amounts of one currency; none of them add up to zero.

    Raises:
        CurrencyMismatch: an amount is in another currency.
    """
    result = Money.zero(currency)
    for amount in amounts:
        result = result + amount
    return result
