"""Attempts to pay, what a provider reports of them, and which day money counts from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from plandesk.domain.catalogue import Rules
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.orders import Method, Order

AttemptState = Literal["created", "pending", "captured", "declined", "failed", "abandoned", "expired"]
AttemptEvent = Literal["start", "capture", "decline", "fail", "abandon", "expire", "retry"]
RefundState = Literal["requested", "pending", "succeeded", "failed"]
MoneyKind = Literal["early", "late", "surplus", "short", "over", "wrong_currency", "unknown"]
ReviewKind = Literal[MoneyKind, "refund_failed", "wire_refund", "dispute", "notice"]
"""Why something is listed. Money is held by the item that names its ledger entry."""

Resolution = Literal["sent_back", "used", "kept", "tried_again", "settled_by_hand", "lost", "closed", "reversed"]
"""How a person took something off the list; `closed` is for what needed no act."""

MOVES: Mapping[tuple[AttemptState, AttemptEvent], AttemptState] = {
    ("created", "start"): "pending",
    ("created", "capture"): "captured",
    ("created", "decline"): "declined",
    ("created", "fail"): "failed",
    ("created", "abandon"): "abandoned",
    ("created", "expire"): "expired",
    ("pending", "capture"): "captured",
    ("pending", "decline"): "declined",
    ("pending", "fail"): "failed",
    ("pending", "abandon"): "abandoned",
    ("pending", "expire"): "expired",
    ("declined", "retry"): "pending",
    ("declined", "capture"): "captured",
    ("declined", "abandon"): "abandoned",
    ("declined", "expire"): "expired",
    ("abandoned", "expire"): "expired",
    ("failed", "capture"): "captured",
    ("abandoned", "capture"): "captured",
    ("expired", "capture"): "captured",
}
"""States only move forward; captured is final, and money that comes late is still captured (rules §3)."""

UNSETTLED: frozenset[AttemptState] = frozenset({"created", "pending", "abandoned", "declined"})
"""States in which the provider is still asked, until it has said after the page's time that no money came."""

OPEN: frozenset[AttemptState] = frozenset({"created", "pending"})

REFUND_MOVES: Mapping[tuple[RefundState, RefundState], bool] = {
    ("requested", "pending"): True,
    ("requested", "succeeded"): True,
    ("requested", "failed"): True,
    ("pending", "succeeded"): True,
    ("pending", "failed"): True,
    ("succeeded", "failed"): True,
}
"""Where a refund may go; a provider can still fail one it had called done."""


class MethodUnavailable(DomainError):
    """A method is offered only while it is configured and its page would close before the order does."""


class OrderNotPayable(DomainError):
    """Only an order that awaits payment and has not run out can be paid; this is the one guard."""


class PaymentInFlight(DomainError):
    """While a payment is on its way an order is neither paid a second time nor cancelled. Facts: `number`."""


class AttemptNotFound(DomainError):
    """An attempt is found by our own id or by the provider's."""


class ProviderUnavailable(DomainError):
    """The provider did not answer, or answered with a fault of its own; nothing is known to have happened."""


class ProviderRefused(DomainError):
    """The provider refused our request for good; the attempt fails and another can be made."""


class WebhookNotAuthentic(DomainError):
    """A notice is believed only with the provider's signature."""


class WebhookMalformed(DomainError):
    """A notice must be readable."""


class WebhookRouteOff(DomainError):
    """Without a configured secret a webhook route is off."""


class WireRefused(DomainError):
    """A wire pays an order only with its exact amount and currency; anything else is listed for staff."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to pay one order by one method; its id is the idempotency key at the provider.

    `provider_ref` is the provider's own id (session, order), `payment_ref` that of the money (payment, capture).
    `round` counts captures tried, since a declined capture is tried again under a new request id. `in_flight` holds
    while the provider has taken the payment but not the money (an eCheck, a delayed card method).
    """

    id: str
    order_id: str
    method: Method
    state: AttemptState
    amount: Money
    created_at: datetime
    expires_at: datetime
    provider_ref: str | None = None
    payment_ref: str | None = None
    redirect_url: str | None = None
    round: int = 1
    in_flight: bool = False

    def on(self, event: AttemptEvent) -> "Attempt":
        """Return the attempt after `event`; itself where the table has no such move: providers repeat themselves."""
        moved = MOVES.get((self.state, event))
        return self if moved is None else replace(self, state=moved)

    @property
    def is_open(self) -> bool:
        """Tell whether the buyer may still be paying."""
        return self.state in OPEN

    @property
    def may_still_pay(self) -> bool:
        """Tell whether its page may still bring money: open, or declined with room for another instrument."""
        return self.is_open or self.state == "declined"


ReportStatus = Literal["open", "approved", "pending", "captured", "declined", "failed", "expired"]
"""`declined` means that another instrument may be tried on the same page; `failed` that the page is of no more use."""


@dataclass(frozen=True, slots=True)
class ProviderReport:
    """What the provider says of one attempt, asked afresh. `money` and `payment_ref` come with status captured.

    `attempt_id` is our id as the provider gives it back; a report for another attempt is never applied.
    """

    status: ReportStatus
    provider_ref: str
    attempt_id: str | None
    money: Money | None = None
    payment_ref: str | None = None
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class StartedPayment:
    """Where the buyer goes to pay, and the provider's id, stored before anyone is sent there."""

    provider_ref: str
    redirect_url: str | None


@dataclass(frozen=True, slots=True)
class RefundLine:
    """What goes back of one order line, tax included, and whether that line's cover ends with it (R15).

    `tax` is how much of the amount is tax; None while it is only asked for.
    """

    position: int
    amount: Money
    ends_cover: bool = False
    tax: Money | None = None


@dataclass(frozen=True, slots=True)
class ValueTaken:
    """What a refund took off the value of a term (R9); given back should it fail."""

    term_id: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Refund:
    """Money on its way back; several may go back of one payment.

    `method` is the way it goes, `payment_ref` the payment it is taken from, by the name of its ledger entry. `lines`
    say what of an order it is for; money from the list has a `review_id` instead. `replaces` is a failed refund that is
    sent again. `provider_ref` is the provider's own id, or what the bank calls a wire.
    """

    id: str
    attempt_id: str | None
    order_id: str | None
    amount: Money
    state: RefundState
    reason: str
    created_at: datetime
    method: Method
    payment_ref: str
    provider_ref: str | None = None
    lines: tuple[RefundLine, ...] = ()
    review_id: str | None = None
    replaces: str | None = None
    requested_by: str = "system"
    taken: tuple[ValueTaken, ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Tell whether the money may still go or has gone."""
        return self.state != "failed"

    def to(self, state: RefundState) -> "Refund":
        """Return the refund in `state`; itself where that is no move forward."""
        return replace(self, state=state) if (self.state, state) in REFUND_MOVES else self


@dataclass(frozen=True, slots=True)
class RefundReport:
    """What the provider says of a refund."""

    provider_ref: str
    state: RefundState


@dataclass(frozen=True, slots=True)
class WebhookNotice:
    """A verified notice: which event, and whose attempt, refund or dispute it is about, by our id or the provider's."""

    event_id: str
    event_type: str
    provider_ref: str | None = None
    attempt_id: str | None = None
    payment_ref: str | None = None
    refund_ref: str | None = None
    dispute_ref: str | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Who took something off the list, how, why, and what that did."""

    at: datetime
    by: str
    resolution: Resolution
    reason: str
    did: str


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """Money or a notice that a person must look at; never dropped, and closed only by a person.

    With an `entry_id` it holds `amount` of that ledger entry: money in the books that no order accounts for. The other
    ids name the refund, the notice or the dispute it is about.
    """

    id: str
    kind: ReviewKind
    created_at: datetime
    order_id: str | None
    attempt_id: str | None
    amount: Money | None
    detail: str
    entry_id: str | None = None
    refund_id: str | None = None
    notice_id: str | None = None
    dispute_id: str | None = None
    closed: Closed | None = None

    @property
    def held(self) -> Money | None:
        """Return the money in the books that this item alone accounts for, while it is open."""
        return self.amount if self.entry_id is not None and self.closed is None else None

    @property
    def kept(self) -> Money | None:
        """Return the money that the vendor kept as income by closing this."""
        return self.amount if self.entry_id is not None and self.closed and self.closed.resolution == "kept" else None


def require_payable(order: Order, now: datetime) -> None:
    """Refuse to start or take a payment for an order that is closed; every entry asks here.

    Raises:
        OrderNotPayable: the order awaits no payment or has run out.
    """
    if order.state != "awaiting_payment" or now >= order.expires_at:
        raise OrderNotPayable(number=order.number, state=order.state)


def require_none_in_flight(order: Order, attempts: Iterable[Attempt]) -> None:
    """Refuse to start or cancel anything while money is on its way.

    Raises:
        PaymentInFlight: a provider has taken a payment whose money has not come yet.
    """
    if any(each.in_flight and each.is_open for each in attempts):
        raise PaymentInFlight(number=order.number)


def judge_money(order: Order, money: Money) -> ReviewKind | None:
    """Tell why captured money cannot move the order, or None when it pays it (rules §3: money is never dropped)."""
    if money.currency != order.total.currency:
        return "wrong_currency"
    if order.paid is not None:
        return "surplus"
    if order.state != "awaiting_payment":
        return "late"
    if money.minor != order.total.minor:
        return "short" if money.minor < order.total.minor else "over"
    return None


def attempt_lifetime(rules: Rules, method: Method) -> timedelta:
    """Return how long a hosted pay page stays open."""
    minutes = {"card": rules.card_session_minutes, "paypal": rules.paypal_attempt_minutes}
    return timedelta(minutes=minutes[method])


def wire_due(rules: Rules, ordered_on: date) -> date:
    """Return the day by which the instructions ask for the wire; counting from the order day may end later (R5)."""
    return ordered_on + timedelta(days=rules.wire_due_days)


def wire_closes(rules: Rules, ordered_on: date) -> date:
    """Return the last value date on which a wire still pays the order at its price (R5)."""
    return ordered_on + timedelta(days=rules.wire_arrival_days)


def wire_counts_on(rules: Rules, ordered_on: date, value_date: date) -> date | None:
    """Return the day a wire counts from by its value date, or None when it goes to review (R5)."""
    if not ordered_on <= value_date <= wire_closes(rules, ordered_on):
        return None
    honoured = value_date <= ordered_on + timedelta(days=rules.wire_honoured_days)
    return ordered_on if honoured else value_date
