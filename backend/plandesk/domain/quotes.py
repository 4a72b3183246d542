"""What a quote is, the states it moves through, what of it may be picked, and the guards of acceptance and money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, get_args

from plandesk.domain.discounts import Discount
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money, total
from plandesk.domain.pricing import Line, PriceBreakdown, PriceLine, Selection
from plandesk.domain.quotes_advice import QuoteAdvice
from plandesk.domain.signatures import Signature
from plandesk.domain.terms import Schedule

QuoteState = Literal["draft", "issued", "accepted", "ordered", "replaced", "declined", "expired", "revoked"]
QuoteEvent = Literal["issue", "accept", "order", "replace", "decline", "expire", "revoke"]
QuoteKind = Literal["sales", "buyer"]
"""Who made it: the vendor's sales, or a buyer alone, at list price."""

Alternative = Literal["A", "B"]
Choice = Literal["included", "optional", "A", "B"]
ApprovalState = Literal["needed", "asked", "given", "refused"]

ALTERNATIVES: tuple[Alternative, ...] = get_args(Alternative)

MOVES: Mapping[tuple[QuoteState, QuoteEvent], QuoteState] = {
    ("draft", "issue"): "issued",
    ("issued", "accept"): "accepted",
    ("accepted", "order"): "ordered",
    ("issued", "replace"): "replaced",
    ("issued", "decline"): "declined",
    ("issued", "expire"): "expired",
    ("issued", "revoke"): "revoked",
}
"""Every move a quote makes; a pair that is not here is refused (rules §3)."""

REPEATS: frozenset[tuple[QuoteState, QuoteEvent]] = frozenset(
    {("declined", "decline"), ("expired", "expire"), ("revoked", "revoke")}
)
"""Events that say again what already holds: they change nothing and are no fault."""


class QuoteNotFound(DomainError):
    """A quote is reached by its own address, by its number or by staff; a draft by staff only."""


class QuoteMoveRefused(DomainError):
    """A quote moves only along the table of its states. Facts: `number`, `state`, `event`."""


class QuoteNotAcceptable(DomainError):
    """Only an issued quote that is still valid is accepted; this is the one guard. Facts: `number`, `state`."""


class QuoteNotPayable(DomainError):
    """An order made from a quote is paid only while that quote names it as its own. Facts: `number`, `state`."""


class QuoteChanged(DomainError):
    """A quote is changed only over the version that was read. Facts: `number`, `version`."""


class OfferRefused(DomainError):
    """A quote offers something to everybody: lines that belong to it, or a choice between A and B.

    Facts: `rule` (no-lines, only-optional, one-alternative).
    """


class PickRefused(DomainError):
    """Of a quote one alternative is picked where there are two, and optional lines that it has.

    Facts: `rule` (alternative-needed, no-alternatives, no-such-option).
    """


class ValidityRefused(DomainError):
    """A quote is valid until a day that lies ahead, within a year; extending it moves that day further away.

    Facts: `rule` (past, too-far, not-later).
    """


class AddresseeNeeded(DomainError):
    """A quote is mailed to the address that it names. Facts: `number`."""


class QuoteRepriced(DomainError):
    """A quote is issued only at the prices and with the lines its seller saw last. Facts: `number`, `was`, `now`."""


class ApprovalNeeded(DomainError):
    """A discount above the setting is approved by a second person before the quote is issued. Facts: `percent`."""


class ApprovalRefused(DomainError):
    """A discount is approved by somebody who neither sells nor wrote it, and only while it is asked for.

    Facts: `rule` (own-quote, not-asked).
    """


@dataclass(frozen=True, slots=True)
class Addressee:
    """For whom a quote is, as far as it is known; none of it is for an open one. `country` is ISO 3166 alpha-2."""

    company: str | None = None
    contact: str | None = None
    email: str | None = None
    country: str | None = None


NOBODY = Addressee()
"""For whom an open quote is: for whoever has its address."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Where a discount above the setting stands: by how many percent it lowers the price, who asked and who decided."""

    state: ApprovalState
    percent: str
    asked_by: str | None = None
    decided_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteOption:
    """One line that is offered: always, at wish, or as part of alternative A or B.

    `prices` are its lines of a price, what is taken off included, as of the day it was priced; their `position` is the
    option's place in its quote. `schedule` has the dates it would have had on that day, None for incident units.
    """

    choice: Choice
    line: Line
    prices: tuple[PriceLine, ...] = ()
    schedule: Schedule | None = None

    def total(self, currency: str) -> Money:
        """Return what the line costs here."""
        return total((each.total for each in self.prices), currency)

    def list_total(self, currency: str) -> Money:
        """Return what the line costs by the list, before a credit or a discount is taken off."""
        return total((each.total for each in self.prices if not each.is_taken_off), currency)

    def discount(self, currency: str) -> Money:
        """Return how much discounts take off."""
        return total((-each.total for each in self.prices if each.kind == "discount"), currency)


@dataclass(frozen=True, slots=True)
class Picked:
    """What of a quote is taken: one alternative where there are two, and optional lines by their place."""

    alternative: Alternative | None = None
    options: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What was picked of a quote, as an order takes it: positions count the picked lines from 0."""

    selection: Selection
    breakdown: PriceBreakdown
    schedules: tuple[Schedule, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A fixed, dated price offer.

    `number` and `revision` name it to people, `token` is its unguessable address. What is offered is frozen when it is
    issued: options, currency, the version of the catalogue with its readings, and the terms. `valid_until` is the last
    day it can be accepted on, `expires_at` the moment that day ends in the vendor's time zone. `version` counts writes.
    `seller` is the address of the member of staff whose quote it is, None where a buyer made it; `changed_by` wrote the
    draft last. `advice` is worked out with the prices. `document` is the canonical text that `signature` is of.
    `replaces` and `replaced_by` are ids of quotes.
    """

    id: str
    number: str
    token: str
    state: QuoteState
    kind: QuoteKind
    revision: int
    version: int
    created_at: datetime
    options: tuple[QuoteOption, ...]
    currency: str
    net_of_tax: bool
    catalogue_version: str
    terms_version: str
    priced_on: date
    discounts: tuple[Discount, ...] = ()
    addressee: Addressee = NOBODY
    note: str | None = None
    advice: QuoteAdvice | None = None
    seller: str | None = None
    changed_by: str | None = None
    customer_id: str | None = None
    approval: Approval | None = None
    valid_until: date | None = None
    expires_at: datetime | None = None
    issued_at: datetime | None = None
    sent_at: datetime | None = None
    opened_at: datetime | None = None
    accepted_at: datetime | None = None
    order_id: str | None = None
    replaces: str | None = None
    replaced_by: str | None = None
    document: str | None = None
    signature: Signature | None = None
    idempotency_key: str | None = None
    request_digest: str | None = None

    @property
    def alternatives(self) -> tuple[Alternative, ...]:
        """Return the alternatives one of which is picked; empty where there is nothing to choose between."""
        return tuple(each for each in ALTERNATIVES if any(option.choice == each for option in self.options))

    @property
    def first_pick(self) -> Picked:
        """Return what is picked until somebody picks otherwise: the first alternative, and nothing optional."""
        return Picked(next(iter(self.alternatives), None))

    @property
    def everything(self) -> Offer:
        """Return all that is offered at once, for what shows it: both alternatives, and each optional line."""
        return self._offer(range(len(self.options)))

    @property
    def total(self) -> Money:
        """Return what the first pick comes to; lists show it."""
        return self.offer(self.first_pick).breakdown.total

    def state_at(self, now: datetime) -> QuoteState:
        """Return the state by the clock: an issued quote whose last day is over has expired, written or not."""
        ran_out = self.state == "issued" and (self.expires_at is None or now >= self.expires_at)
        return "expired" if ran_out else self.state

    def on(self, event: QuoteEvent) -> "Quote":
        """Return the quote after `event`; itself, unchanged, where the event only repeats what holds.

        Raises:
            QuoteMoveRefused: the table has no such move.
        """
        if (self.state, event) in REPEATS:
            return self
        moved = MOVES.get((self.state, event))
        if moved is None:
            raise QuoteMoveRefused(number=self.number, state=self.state, event=event)
        return replace(self, state=moved)

    def offer(self, picked: Picked) -> Offer:
        """Return what was picked, at the prices the quote holds.

        Raises:
            PickRefused: the pick does not fit what is offered.
        """
        return self._offer(self._taken(picked))

    def _offer(self, taken: Sequence[int]) -> Offer:
        place = {index: position for position, index in enumerate(taken)}
        options = [self.options[index] for index in taken]
        prices = tuple(replace(line, position=place[line.position]) for each in options for line in each.prices)
        breakdown = PriceBreakdown(
            catalogue_version=self.catalogue_version,
            priced_on=self.priced_on,
            currency=self.currency,
            net_of_tax=self.net_of_tax,
            lines=prices,
            total=total((line.total for line in prices), self.currency),
        )
        schedules = tuple(
            replace(each.schedule, position=place[each.schedule.position]) for each in options if each.schedule
        )
        return Offer(Selection(tuple(each.line for each in options), self.currency), breakdown, schedules)

    def _taken(self, picked: Picked) -> list[int]:
        if self.alternatives and picked.alternative not in self.alternatives:
            raise PickRefused(rule="alternative-needed")
        if picked.alternative is not None and not self.alternatives:
            raise PickRefused(rule="no-alternatives")
        optional = {index for index, each in enumerate(self.options) if each.choice == "optional"}
        if not optional.issuperset(picked.options):
            raise PickRefused(rule="no-such-option")
        wanted = ("included", picked.alternative)
        return [
            index
            for index, each in enumerate(self.options)
            if each.choice in wanted or (each.choice == "optional" and index in picked.options)
        ]


def require_acceptable(quote: Quote, now: datetime) -> None:
    """Refuse to accept a quote that is not open to it by the clock; every way to accept asks here (rules §3).

    Raises:
        QuoteNotAcceptable: it is a draft, accepted already, replaced, declined, expired or revoked.
    """
    state = quote.state_at(now)
    if state != "issued":
        raise QuoteNotAcceptable(number=quote.number, state=state)


def require_quote_payable(quote: Quote | None, order_id: str) -> None:
    """Refuse to start or take a payment for an order whose quote is not the one that was accepted into it.

    The quote's validity guarded its acceptance; once ordered, the order's own expiry counts. So no clock is asked.

    Raises:
        QuoteNotPayable: the quote is missing, in any other state than ordered, or names another order.
    """
    if quote is None or quote.state != "ordered" or quote.order_id != order_id:
        raise QuoteNotPayable(number=quote.number if quote else None, state=quote.state if quote else None)


def require_offer(choices: Sequence[Choice]) -> None:
    """Refuse what is no offer.

    Raises:
        OfferRefused: there is no line, none that is not optional, or one alternative without the other.
    """
    if not choices:
        raise OfferRefused(rule="no-lines")
    if len({"A", "B"} & set(choices)) == 1:
        raise OfferRefused(rule="one-alternative")
    if set(choices) == {"optional"}:
        raise OfferRefused(rule="only-optional")


def highest_discount(options: Sequence[QuoteOption], currency: str) -> Decimal:
    """Return how much the discounts take off the list total, in percent, for the pick that gains most by them.

    Exact to a hundredth, rounded up: so no pick of optional lines or of an alternative escapes an approval.
    """
    sums = [_Sums(each.choice, each.list_total(currency).minor, each.discount(currency).minor) for each in options]
    by_choice = {name: [each for each in sums if each.choice == name] for name in get_args(Choice)}
    alternatives = [by_choice[name] for name in ALTERNATIVES if by_choice[name]] or [[]]
    return max(_highest([*by_choice["included"], *each], by_choice["optional"]) for each in alternatives)


@dataclass(frozen=True, slots=True)
class _Sums:
    choice: Choice
    listed: int
    off: int

    @property
    def share(self) -> Decimal:
        """Return the share that is taken off; for ordering only."""
        return Decimal(self.off) / self.listed if self.listed else Decimal(0)


def _highest(base: Sequence[_Sums], optional: Sequence[_Sums]) -> Decimal:
    """Add the optional lines with the largest shares first; the whole's share rises and then falls."""
    listed, off = sum(each.listed for each in base), sum(each.off for each in base)
    best = _percent(off, listed)
    for each in sorted(optional, key=lambda each: each.share, reverse=True):
        listed, off = listed + each.listed, off + each.off
        best = max(best, _percent(off, listed))
    return best


def _percent(off: int, listed: int) -> Decimal:
    return Decimal(-(-off * 10_000 // listed)) / 100 if listed else Decimal(0)
