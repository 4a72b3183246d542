"""The equation of money: what came in and went out is what orders and the list account for, to the cent."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from plandesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Account:
    """The money of one order, of what fits none (`order_id` None), or of everything in one currency.

    All in minor units: what the ledger has `booked` as captured and settled less what was sent back, what `paid` the
    order, what was `refunded` of that, what disputes took (`lost`), what items of the open list hold (`held`), what was
    closed as `kept` as income, and what of the order's price never came and was forgiven (`written_off`).
    """

    order_id: str | None
    currency: str
    booked: int = 0
    paid: int = 0
    refunded: int = 0
    lost: int = 0
    held: int = 0
    kept: int = 0
    written_off: int = 0

    @property
    def accounted(self) -> int:
        """Return what orders, the open list and what was kept account for."""
        return self.paid - self.refunded - self.lost + self.held + self.kept - self.written_off

    @property
    def difference(self) -> Money:
        """Return what the ledger has too much (above 0) or too little."""
        return Money(self.booked - self.accounted, self.currency)

    @property
    def is_balanced(self) -> bool:
        """Tell whether the equation holds."""
        return self.booked == self.accounted

    def plus(self, **minors: int) -> "Account":
        """Return the account with more in the columns named."""
        return replace(self, **{name: getattr(self, name) + minor for name, minor in minors.items()})


COLUMNS = tuple(each.name for each in fields(Account) if each.name not in ("order_id", "currency"))
"""The sums of an account, by name."""


def totals(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Add accounts up, one sum a currency, by its code."""
    sums: dict[str, Account] = {}
    for each in accounts:
        old = sums.get(each.currency, Account(None, each.currency))
        sums[each.currency] = old.plus(**{name: getattr(each, name) for name in COLUMNS})
    return tuple(sums[currency] for currency in sorted(sums))
