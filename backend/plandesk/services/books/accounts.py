"""The accounts of money, as the use cases ask the database."""

from collections.abc import Sequence
from typing import Protocol

from plandesk.domain.accounts import Account


class AccountBooks(Protocol):
    """Sums over the ledger, orders, refunds and the open list; nothing is written here."""

    def totals(self) -> Sequence[Account]:
        """Return the sum of all accounts, one a currency, by its code."""
        ...

    def unbalanced(self, limit: int) -> Sequence[Account]:
        """Return accounts of single orders, and of money that fits none, whose equation does not hold."""
        ...
