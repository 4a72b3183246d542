"""What a wire does for an order: the one judgement that a dry run, an import and an entry by hand share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from plandesk.domain.catalogue import Rules
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.orders import Order, OrderState
from plandesk.domain.payments import ReviewKind, wire_counts_on

Verdict = Literal[
    "matched",
    "short",
    "over",
    "late",
    "early",
    "already_paid",
    "wrong_currency",
    "split",
    "unknown",
    "unreadable",
    "not_yet",
    "duplicate",
    "outgoing",
    "skipped",
]
"""How a line of a statement stands. `not_yet` lies ahead or is only expected by the bank; `split` a person decided."""

VERDICTS: Final[tuple[Verdict, ...]] = (
    *("matched", "short", "over", "late", "early", "already_paid", "wrong_currency", "split"),
    *("unknown", "unreadable", "not_yet", "duplicate", "outgoing", "skipped"),
)
BOOKING: Final[frozenset[Verdict]] = frozenset(
    {"matched", "short", "over", "late", "early", "already_paid", "wrong_currency", "split", "unknown"}
)
"""Verdicts under which money is booked; what is listed for a person is booked too, since it has come."""

LISTED: Final[Mapping[Verdict, ReviewKind]] = {
    "short": "short",
    "late": "late",
    "early": "early",
    "already_paid": "surplus",
    "wrong_currency": "wrong_currency",
    "unknown": "unknown",
}
"""Under which kind money that moved no order waits for a person."""


class SplitRefused(DomainError):
    """Money is divided without a rest, over several orders of its currency, each once. Facts: `reason`."""


@dataclass(frozen=True, slots=True)
class WireJudgement:
    """What a wire does. `missing` is what is still owed after it, `surplus` what is left of it, both not below 0.

    `written_off` is the fee that is forgiven; `counted_on` the day of rule R5, or None where the order is not paid.
    """

    verdict: Verdict
    missing: Money
    surplus: Money
    written_off: Money
    counted_on: date | None = None

    @property
    def pays(self) -> bool:
        """Tell whether the order is paid by it."""
        return self.verdict in ("matched", "over")


@dataclass(frozen=True, slots=True)
class Owed:
    """What of an order decides over its wires."""

    number: str
    state: OrderState
    total: Money
    ordered_on: date
    is_paid: bool
    catalogue_version: str


def owed(order: Order) -> Owed:
    """Return what of an order decides over its wires."""
    paid = order.paid is not None
    return Owed(order.number, order.state, order.total, order.ordered_on, paid, order.catalogue_version)


def judge_wire(
    rules: Rules,
    order: Owed,
    held: Money,
    amount: Money,
    value_date: date,
    latest: date | None = None,
    *,
    decided: bool = False,
    stands: bool = True,
) -> WireJudgement:
    """Judge a wire by its order, to which `held` came before and waits for the rest, the last of it on `latest`.

    Wires of one order add up: the last one pays it, and the day its money was whole counts (R5). What is missing is
    forgiven up to the tolerance for banks' fees. More than is owed pays too; the surplus is left. Money that a person
    has `decided` to use for the order counts whatever its date, but never before the order. An order whose quote no
    longer `stands` behind it takes no money.
    """
    nothing = Money.zero(order.total.currency)
    rest = order.total - held
    if amount.currency != order.total.currency:
        return WireJudgement("wrong_currency", rest, Money.zero(amount.currency), nothing)
    if order.is_paid:
        return WireJudgement("already_paid", nothing, amount, nothing)
    if order.state != "awaiting_payment" or not stands:
        return WireJudgement("late", rest, amount, nothing)
    if value_date < order.ordered_on and not decided:
        return WireJudgement("early", rest, amount, nothing)
    whole_on = max(value_date, latest or value_date, order.ordered_on)
    counted_on = wire_counts_on(rules, order.ordered_on, whole_on) or (whole_on if decided else None)
    if counted_on is None:
        return WireJudgement("late", rest, amount, nothing)
    return _by_amount(rest, amount, fee_tolerance(rules, amount.currency), counted_on)


def fee_tolerance(rules: Rules, currency: str) -> Money:
    """Return up to how much of a wire may be missing for the fees of the banks on its way; 0 where nothing is set."""
    return next((each for each in rules.wire_fee_tolerance if each.currency == currency), Money.zero(currency))


def _by_amount(rest: Money, amount: Money, tolerance: Money, counted_on: date) -> WireJudgement:
    nothing, missing = Money.zero(rest.currency), rest - amount
    if missing.minor < 0:
        return WireJudgement("over", nothing, -missing, nothing, counted_on)
    if missing <= tolerance:
        return WireJudgement("matched", nothing, nothing, missing, counted_on)
    return WireJudgement("short", missing, nothing, nothing)


def require_split(amount: Money, parts: Mapping[str, Money]) -> None:
    """Insist that parts make up the whole.

    Raises:
        SplitRefused: a part is not above zero or in another currency, or their sum is another; `reason` says which.
    """
    if not parts:
        raise SplitRefused(reason="no-orders")
    if any(part.currency != amount.currency for part in parts.values()):
        raise SplitRefused(reason="currency")
    if any(part.minor <= 0 for part in parts.values()):
        raise SplitRefused(reason="no-money")
    if sum(part.minor for part in parts.values()) != amount.minor:
        raise SplitRefused(reason="sum")
