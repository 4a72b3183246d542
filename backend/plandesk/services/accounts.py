"""Checks that no money is lost: the ledger against what orders, the open list and what was kept account for."""

from collections.abc import Sequence
from dataclasses import dataclass

from plandesk.domain.accounts import Account
from plandesk.services.ports import Ports

MOST_FAULTS = 100
"""So many accounts that do not balance are named; more of them would not tell more."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Everything by currency, and the single accounts that do not balance, with their orders' numbers where known."""

    totals: Sequence[Account]
    faults: Sequence[tuple[str | None, Account]]

    @property
    def holds(self) -> bool:
        """Tell whether every account balances."""
        return not self.faults and all(each.is_balanced for each in self.totals)


def check_accounts(*, ports: Ports) -> Balance:
    """Compare captures and settlements less refunds with what orders, the list and what was kept account for."""
    with ports.uow(read_only=True) as unit:
        faults = unit.accounts.unbalanced(MOST_FAULTS)
        found = [(unit.orders.by_id(each.order_id) if each.order_id else None, each) for each in faults]
        return Balance(unit.accounts.totals(), [(order.number if order else None, each) for order, each in found])
