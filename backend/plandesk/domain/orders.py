"""What an order is, how it is proposed from a selection, and the states it moves through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from plandesk.domain.catalogue import Catalogue, Rules
from plandesk.domain.coverage import Term
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.pricing import (
    Extension,
    Incidents,
    Line,
    NewInstallation,
    PriceBreakdown,
    Refusal,
    Selection,
    SelectionRefused,
    Upgrade,
    price,
    refuse,
)
from plandesk.domain.terms import (
    Schedule,
    propose_extension,
    propose_new,
    propose_upgrade,
    reinstatement_fees,
    schedule_extension,
    schedule_new,
    schedule_upgrade,
    start_rule,
)

OrderState = Literal[
    "placed",
    "awaiting_payment",
    "paid",
    "awaiting_approval",
    "fulfilled",
    "rejected",
    "part_refunded",
    "refunded",
    "expired",
    "cancelled",
]
OrderEvent = Literal[
    "open",
    "pay",
    "hold",
    "fulfil",
    "correct",
    "reject",
    "expire",
    "cancel",
    "refund_part",
    "refund_all",
    "refund_none",
]
Method = Literal["paypal", "card", "wire"]
Overtaken = Literal["upgraded", "ended", "suspended"]
"""What overtook an order: the term it upgrades was closed in another way, an end it keeps has passed, or its cover is
suspended."""

LOST: frozenset[Overtaken | None] = frozenset({"upgraded", "ended"})
"""What leaves nothing to put in force: an order that is paid all the same is held for a person."""

MOVES: Mapping[tuple[OrderState, OrderEvent], OrderState] = {
    ("placed", "open"): "awaiting_payment",
    ("awaiting_payment", "pay"): "paid",
    ("awaiting_payment", "expire"): "expired",
    ("awaiting_payment", "cancel"): "cancelled",
    ("paid", "fulfil"): "fulfilled",
    ("paid", "hold"): "awaiting_approval",
    ("awaiting_approval", "correct"): "awaiting_approval",
    ("awaiting_approval", "fulfil"): "fulfilled",
    ("awaiting_approval", "reject"): "rejected",
    ("rejected", "refund_all"): "refunded",
    ("fulfilled", "refund_part"): "part_refunded",
    ("fulfilled", "refund_all"): "refunded",
    ("part_refunded", "refund_part"): "part_refunded",
    ("part_refunded", "refund_all"): "refunded",
    # A refund can fail after it was called done: then the order stands where its money says it does.
    ("refunded", "refund_part"): "part_refunded",
    ("refunded", "refund_none"): "fulfilled",
    ("part_refunded", "refund_none"): "fulfilled",
    ("refunded", "reject"): "rejected",
}
"""Every move an order makes; a pair that is not here is refused (rules §3)."""

REPEATS: frozenset[tuple[OrderState, OrderEvent]] = frozenset(
    {
        ("expired", "expire"),
        ("cancelled", "cancel"),
        ("fulfilled", "fulfil"),
        ("fulfilled", "refund_none"),
        ("rejected", "reject"),
        ("rejected", "refund_part"),
        ("refunded", "refund_all"),
    }
)
"""Events that say again what already holds: they change nothing and are no fault."""


class OrderNotFound(DomainError):
    """An order is reached by its own address or number only."""


class OrderMoveRefused(DomainError):
    """An order moves only along the table of its states."""


class TotalChanged(DomainError):
    """An order is placed only at the total the buyer was shown (money rule 5)."""


class TermsChanged(DomainError):
    """An order is placed only under the version of the terms the buyer accepted."""


class BuyerNeeded(DomainError):
    """An order names its buyer, with the country; the books fill it in only as far as they know it."""


class PayerRefused(DomainError):
    """A prepared order is paid by a contact who may order. Facts: `id`."""


class OrderOvertaken(DomainError):
    """An order is paid or approved only while the cover it changes stands as it must.

    Facts: `number`, `reason` (of type Overtaken).
    """


class DatesChanged(DomainError):
    """An order is paid only at the dates and the total that the buyer was shown. Facts: `number`."""


class IdempotencyKeyReused(DomainError):
    """An idempotency key names one request; with another body it is refused."""


class NothingToReconfirm(DomainError):
    """Only dates that staff have corrected, and that still stand, can be confirmed."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who orders: the company, a contact and where papers go. `country` is ISO 3166 alpha-2."""

    company: str
    contact: str
    email: str
    country: str
    tax_id: str | None = None
    purchase_order: str | None = None
    invoice_email: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A selection with its price and its dates, as they would be if the money counted on `counted_on`."""

    breakdown: PriceBreakdown
    schedules: tuple[Schedule, ...]


@dataclass(frozen=True, slots=True)
class Paid:
    """The captured money that moved an order. `counted_on` is the day of rule R5; `received_on` is when it came.

    An order that comes to 0 is moved by the credit that covers it, without an attempt (R9).
    """

    attempt: str | None
    method: Method | Literal["credit"]
    amount: Money
    captured_at: datetime
    received_on: date
    counted_on: date


@dataclass(frozen=True, slots=True)
class Correction:
    """Dates that staff corrected on a line the buyer stated; the buyer confirms this revision or declines it."""

    revision: int
    reason: str
    schedules: tuple[Schedule, ...]
    ends: tuple[tuple[int, date], ...]


@dataclass(frozen=True, slots=True)
class Order:
    """A selection accepted, owed. `token` is its unguessable address, `number` what people quote.

    `ordered_on` is the day of the order in the vendor's time zone; `schedules` hold the dates last told to the buyer,
    and are final once the order is fulfilled. `revision` counts changes. `customer_id` is None for a guest's order,
    until its buyer signs in. `quote_id` is of the quote that was accepted: its prices are the order's, and stay.
    """

    id: str
    number: str
    token: str
    state: OrderState
    revision: int
    buyer: Buyer
    selection: Selection
    breakdown: PriceBreakdown
    schedules: tuple[Schedule, ...]
    catalogue_version: str
    terms_version: str
    placed_at: datetime
    ordered_on: date
    expires_at: datetime
    idempotency_key: str
    request_digest: str
    paid: Paid | None = None
    correction: Correction | None = None
    customer_id: str | None = None
    quote_id: str | None = None

    @property
    def total(self) -> Money:
        """Return what is owed."""
        return self.breakdown.total

    @property
    def needs_approval(self) -> bool:
        """Tell whether any line rests on the buyer's word (rule R17)."""
        return any(isinstance(line, Extension) and line.chain is None for line in self.selection.lines)

    def on(self, event: OrderEvent) -> "Order":
        """Return the order after `event`; itself, unchanged, where the event only repeats what holds.

        Raises:
            OrderMoveRefused: the table has no such move.
        """
        if (self.state, event) in REPEATS:
            return self
        moved = MOVES.get((self.state, event))
        if moved is None:
            raise OrderMoveRefused(number=self.number, state=self.state, event=event)
        return replace(self, state=moved, revision=self.revision + 1)


def propose(catalogue: Catalogue, selection: Selection, ordered_on: date) -> Proposal:
    """Price and date a selection as if it were ordered and paid on `ordered_on`; the preview and the order share it.

    Raises:
        SelectionRefused: a line may not be bought, or not with these dates; every fault is listed.
        UnknownCurrency: nothing is priced in the currency that was picked.
    """
    refusals, schedules = refuse(catalogue, selection), []
    catalogue = catalogue.in_currency(selection.currency)
    for position, line in enumerate(selection.lines):
        dated = _propose_dates(catalogue, position, line, ordered_on)
        if isinstance(dated, Schedule):
            schedules.append(dated)
        elif dated is not None and dated not in refusals:
            refusals.append(dated)
    if refusals:
        raise SelectionRefused(sorted(refusals, key=lambda each: each.line))
    rules = {each.position: rule for each in schedules if (rule := _start_rule(catalogue, selection, each))}
    breakdown = price(catalogue, selection, ordered_on, reinstatement_fees(catalogue, schedules), rules)
    return Proposal(breakdown, tuple(schedules))


def _start_rule(catalogue: Catalogue, selection: Selection, dated: Schedule) -> str | None:
    match selection.lines[dated.position]:
        case Extension():
            return start_rule(catalogue.rules, dated.chosen)
        case Upgrade(keeps_end=keeps_end):
            return "R10" if keeps_end else "R9"
    return None


def _propose_dates(catalogue: Catalogue, position: int, line: Line, ordered_on: date) -> Schedule | Refusal | None:
    match line:
        case NewInstallation():
            return propose_new(catalogue, position, line, ordered_on)
        case Extension():
            return propose_extension(catalogue, position, line, ordered_on)
        case Upgrade():
            return propose_upgrade(catalogue, position, line, ordered_on)
        case Incidents():
            return None  # Incident units have no dates: they wait until used (R13).


def pin_starts(selection: Selection, schedules: Sequence[Schedule]) -> Selection:
    """Name in every extension line the start that was told, so that another one applied later is noticed (R3)."""
    told = {each.position: each.chosen.id for each in schedules}
    lines = tuple(
        replace(line, start=told[position]) if isinstance(line, Extension) else line
        for position, line in enumerate(selection.lines)
    )
    return replace(selection, lines=lines)


def require_confirmed_starts(proposal: Proposal, selection: Selection) -> None:
    """Refuse an order that gives up covered days the buyer has not confirmed, to the day (R2).

    Raises:
        SelectionRefused: `confirmed_days_given_up` differs from the days given up.
    """
    refusals = []
    for each in proposal.schedules:
        line = selection.lines[each.position]
        given_up = each.chosen.days_given_up
        if isinstance(line, Extension) and given_up and line.confirmed_days_given_up != given_up:
            facts = (("days", given_up),)
            refusals.append(Refusal(each.position, "confirmed_days_given_up", "days-given-up-not-confirmed", facts))
    if refusals:
        raise SelectionRefused(refusals)


def schedule(
    catalogue: Catalogue, selection: Selection, ordered_on: date, counted_on: date, arrived_on: date | None = None
) -> tuple[Schedule, ...]:
    """Date every line that has dates, for money that counts on `counted_on`; in line order, without incident lines.

    A line that starts today, and an upgrade, count from the day the money arrived, where that is another day (R5).
    """
    schedules = []
    for position, line in enumerate(selection.lines):
        match line:
            case NewInstallation():
                schedules.append(schedule_new(catalogue, position, line, counted_on))
            case Extension():
                day = arrived_on if arrived_on and line.start == "today" else counted_on
                schedules.append(schedule_extension(catalogue, position, line, ordered_on, day))
            case Upgrade():
                schedules.append(schedule_upgrade(catalogue, position, line, arrived_on or counted_on))
            case Incidents():
                pass  # Incident units have no dates: they wait until used (R13).
    return tuple(schedules)


def correct_ends(selection: Selection, ends: Mapping[int, date]) -> Selection:
    """Replace the stated end of the given extension lines by what staff found (exclusive ends, by line position)."""
    lines = tuple(
        replace(line, end=ends[position]) if isinstance(line, Extension) and position in ends else line
        for position, line in enumerate(selection.lines)
    )
    return replace(selection, lines=lines)


def order_expiry(rules: Rules, placed_at: datetime) -> datetime:
    """Return when an unpaid order closes."""
    return placed_at + timedelta(days=rules.order_lifetime_days)


def order_terms(order: Order) -> tuple[tuple[int, Term], ...]:
    """List (line position, term) of every term the order buys; in line order, earliest first."""
    return tuple((each.position, term) for each in order.schedules for term in each.terms)


def order_incidents(order: Order) -> tuple[tuple[int, Incidents], ...]:
    """List (line position, line) of every incident line of the order."""
    return tuple((index, line) for index, line in enumerate(order.selection.lines) if isinstance(line, Incidents))
