"""The equation of money: what the ledger holds is what orders and the open list account for, to the cent."""

from collections.abc import Iterable
from dataclasses import dataclass

from plandesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Account:
    """The money of one order, of what fits none (`order_id` None), or of everything in one currency.

    All in minor units: what the ledger has `booked`, what `paid` the order, what was `refunded` of that, what disputes
    took (`lost`), and what items of the open list hold.
    """

    order_id: str | None
    currency: str
    booked: int
    paid: int
    refunded: int
    lost: int
    held: int

    @property
    def accounted(self) -> int:
        """Return what orders and the open list account for."""
        return self.paid - self.refunded - self.lost + self.held

    @property
    def difference(self) -> Money:
        """Return what the ledger has too much (above 0) or too little."""
        return Money(self.booked - self.accounted, self.currency)

    @property
    def is_balanced(self) -> bool:
        """Tell whether the equation holds."""
        return self.booked == self.accounted


def totals(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """Add accounts up, one sum a currency, by its code."""
    sums: dict[str, Account] = {}
    for each in accounts:
        old = sums.get(each.currency, Account(None, each.currency, 0, 0, 0, 0, 0))
        sums[each.currency] = Account(
            order_id=None,
            currency=each.currency,
            booked=old.booked + each.booked,
            paid=old.paid + each.paid,
            refunded=old.refunded + each.refunded,
            lost=old.lost + each.lost,
            held=old.held + each.held,
        )
    return tuple(sums[currency] for currency in sorted(sums))
