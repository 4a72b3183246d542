"""Disputes: a bank takes a payment back until it is decided whose the money is; states only move forward."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.orders import Method

DisputeState = Literal["open", "under_review", "won", "lost"]
"""`open` waits for the vendor's answer, `under_review` for the bank's; the others are final."""

_RANK: Mapping[DisputeState, int] = {"open": 0, "under_review": 1, "won": 2, "lost": 2}


class DisputeNotFound(DomainError):
    """A dispute is found by its id. Facts: `dispute`."""


class DisputeUndecided(DomainError):
    """Whether cover ends over a dispute is said once the bank has decided. Facts: `dispute`, `state`."""


@dataclass(frozen=True, slots=True)
class DisputeReport:
    """What a provider says of one dispute, asked afresh. `payment_ref` is the payment it is about."""

    provider_ref: str
    payment_ref: str
    state: DisputeState
    amount: Money
    reason: str
    opened_at: datetime
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A payment that is disputed. `suspended` are the terms it suspended, resumed if it is won.

    `answer_by` is the last day on which the vendor may answer, where the provider names one.
    """

    id: str
    method: Method
    provider_ref: str
    payment_ref: str
    order_id: str | None
    attempt_id: str | None
    amount: Money
    state: DisputeState
    reason: str
    opened_at: datetime
    answer_by: date | None = None
    suspended: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether it is not decided yet."""
        return _RANK[self.state] < _RANK["won"]

    def to(self, state: DisputeState) -> "Dispute":
        """Return the dispute in `state`; itself where that is no step forward: notices come twice and out of order."""
        return replace(self, state=state) if _RANK[state] > _RANK[self.state] else self
