"""All that is for sale, in one version: plans, incidents, policies, readings and settings, each with its source."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeVar

from plandesk.domain import errors
from plandesk.domain.money import Money, Rounding
from plandesk.domain.policies import Policies
from plandesk.domain.sourced import Sourced
from plandesk.domain.tax import TaxRules

SaleState = Literal["buyable", "extension_only", "with_licence_only", "not_for_sale"]
FeatureGroup = Literal["getting_started", "contact"]
PaymentMethod = Literal["paypal", "card", "wire"]
QuotaMonth = Literal["term_month", "calendar_month"]
OverHour = Literal["per_started_hour", "separate_agreement"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar months."""

    months: int


@dataclass(frozen=True, slots=True)
class Cap:
    """The most one month or one support period gives: so many requests and so many minutes, both binding."""

    requests: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Quota:
    """What a plan includes of one pool. No levels means none; a cap of None means no cap at that scope."""

    pool: str
    levels: tuple[str, ...]
    month: Cap | None
    period: Cap | None
    lines: tuple[int, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sale:
    """Whether a plan is sold here, and if not, why (one sentence)."""

    state: SaleState
    reason: str | None
    lines: tuple[int, ...]
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A kind of support work."""

    id: str
    name: str
    definition: Sourced[str]
    examples: Sourced[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pool:
    """Levels that share one quota."""

    id: str
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """A service or channel a plan may include; `options` name the answers beside yes and no."""

    id: str
    group: FeatureGroup
    name: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Family:
    """Plans for one kind of product, `tiers` from the lowest to the highest."""

    id: str
    name: str
    products: tuple[str, ...]
    tiers: tuple[str, ...]
    summary: str
    included: Sourced[bool]
    notes: tuple[Sourced[str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One tier of a family. `rank` counts from 0, the lowest; every feature has its answer, every pool its quota.

    `price` is in the catalogue's currency, `more_prices` are stated in others; none is ever converted.
    """

    id: str
    family: str
    tier: str
    rank: int
    name: Sourced[str]
    price: Sourced[Money | None]
    buys: Sourced[Duration | None]
    sale: Sale
    support_period: Sourced[Duration | None]
    critical_updates: Sourced[Duration | None]
    maintenance_upgrades: Sourced[Duration | None]
    features: Mapping[str, Sourced[str | None]]
    quotas: tuple[Quota, ...]
    notes: tuple[Sourced[str], ...]
    more_prices: tuple[Sourced[Money], ...] = ()

    @property
    def sold_new(self) -> bool:
        """Whether a new installation can be covered by buying this plan."""
        return self.sale.state == "buyable"

    @property
    def sold_as_extension(self) -> bool:
        """Whether an installation that has a term can be extended with this plan."""
        return self.sale.state in ("buyable", "extension_only")

    @property
    def months(self) -> int | None:
        """The length of one term: what the price buys, else the support period, else not stated."""
        length = self.buys.value or self.support_period.value
        return length.months if length else None

    def total(self, quota: Quota) -> Cap:
        """Return the most one term gives of a quota: the lesser of the period cap and the month cap times months."""
        caps = [quota.period] if quota.period else []
        if quota.month and self.months:
            caps.append(Cap(quota.month.requests * self.months, quota.month.minutes * self.months))
        if not caps:
            return Cap(0, 0)
        return Cap(min(cap.requests for cap in caps), min(cap.minutes for cap in caps))

    @property
    def included_requests(self) -> int:
        """The requests of all pools in one term."""
        return sum(self.total(quota).requests for quota in self.quotas)

    @property
    def price_per_month(self) -> Money | None:
        """The price divided by the months it buys, half-up; None when it buys nothing."""
        if self.price.value is None or self.buys.value is None:
            return None
        return self.price.value.share(1, self.buys.value.months, Rounding.HALF_UP)

    @property
    def price_per_request(self) -> Money | None:
        """The price divided by the requests of one term, half-up; None when it buys nothing or includes none."""
        if self.price.value is None or self.buys.value is None or not self.included_requests:
            return None
        return self.price.value.share(1, self.included_requests, Rounding.HALF_UP)


@dataclass(frozen=True, slots=True)
class Incident:
    """A prepaid unit for one request of a pool; `by_agreement` when a separate agreement may stand in for it."""

    id: str
    pool: str
    name: str
    price: Sourced[Money]
    max_minutes: Sourced[int]
    by_agreement: Sourced[bool]
    more_prices: tuple[Sourced[Money], ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read an unclear line."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An unclear point of the vendor's terms, the ways to read it, the one chosen, and why."""

    id: str
    question: str
    options: tuple[Option, ...]
    chosen: str
    why: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings that fill what the terms leave open; the ids are those of `docs/rules.md`."""

    time_zone: str  # The zone of every calendar date.
    extend_before_days: int  # R1
    grace_days: int  # R3
    reinstatement_fee: Money  # R4
    wire_honoured_days: int  # R5: by the value date, counts from the order day.
    wire_arrival_days: int  # R5: by the value date, counts from its arrival.
    dispute_suspends: bool  # §3: whether cover is suspended while its money is in dispute.
    wire_booking_days: int  # R5: how long after its last day an order waits for staff to book the money.
    wire_due_days: int  # The due date that wire instructions ask for.
    wire_business_days: int  # R5: how long a wire takes to arrive.
    wire_fee_tolerance: tuple[Money, ...]  # R5: what may be missing for banks' fees; at most one a currency.
    holiday_calendar: str  # R5: whose holidays are no business days.
    reminder_days: tuple[int, ...]  # R19: days before the last covered day.
    quota_alert_percent: int  # R19
    max_periods: int  # R12
    start_within_years: int  # R12
    incident_validity_months: int | None  # R13; None is until used.
    max_incident_units: int  # The most units one line may hold.
    order_lifetime_days: int
    card_session_minutes: int
    paypal_attempt_minutes: int
    quote_valid_days: int  # R18: how long a quote holds unless its seller says otherwise.
    quote_expiring_days: int  # How long before that the desk calls it expiring.
    discount_approval_percent: int  # A discount above this share of the list total needs a second person.
    update_windows: Literal["every_term", "first_term"]  # A20: which terms of a chain open windows.
    over_hour: OverHour  # A22
    quota_month: QuotaMonth  # A4: where the months turn that a quota is counted by.
    payment_methods: tuple[PaymentMethod, ...]  # A35: in the order they are offered.
    more_reinstatement_fees: tuple[Money, ...] = ()  # R4, in other currencies.
    tax: TaxRules | None = None  # R20; None puts no tax on anything.


E = TypeVar("E", Level, Pool, Family, Plan, Incident, Reading)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One version of all that is for sale, with every reading already resolved.

    `content` is the canonical text this version was read from; `version` is its digest. Order is the file's order.
    """

    version: str
    content: str
    vendor: str
    source: str
    currency: str
    net_of_tax: Sourced[bool]
    levels: tuple[Level, ...]
    pools: tuple[Pool, ...]
    features: tuple[Feature, ...]
    families: tuple[Family, ...]
    plans: tuple[Plan, ...]
    incidents: tuple[Incident, ...]
    policies: Policies
    readings: tuple[Reading, ...]
    rules: Rules

    @property
    def currencies(self) -> tuple[str, ...]:
        """Return every currency in which anything is priced, the catalogue's own first."""
        sold: Iterable[Plan | Incident] = (*self.plans, *self.incidents)
        return tuple(dict.fromkeys([self.currency, *(each.value.currency for one in sold for each in one.more_prices)]))

    def in_currency(self, currency: str | None) -> Catalogue:
        """Return the same version with the prices stated in a currency; None is the catalogue's own.

        A plan or incident without such a price is not sold in it: a plan's price is then None, an incident is left out.

        Raises:
            UnknownCurrency: nothing is priced in it.
        """
        if currency is None or currency == self.currency:
            return self
        if currency not in self.currencies:
            raise errors.UnknownCurrency(currency=currency)
        fees = (fee for fee in self.rules.more_reinstatement_fees if fee.currency == currency)
        priced = ((each, _price_in(each, currency)) for each in self.incidents)
        return replace(
            self,
            currency=currency,
            plans=tuple(replace(each, price=_price_in(each, currency) or _UNPRICED) for each in self.plans),
            incidents=tuple(replace(each, price=price) for each, price in priced if price is not None),
            rules=replace(self.rules, reinstatement_fee=next(fees, Money.zero(currency))),
        )

    def level(self, level_id: str) -> Level:
        """Return a level, or raise UnknownLevel."""
        return _get(self.levels, level_id, errors.UnknownLevel)

    def pool(self, pool_id: str) -> Pool:
        """Return a pool, or raise UnknownPool."""
        return _get(self.pools, pool_id, errors.UnknownPool)

    def family(self, family_id: str) -> Family:
        """Return a plan family, or raise UnknownFamily."""
        return _get(self.families, family_id, errors.UnknownFamily)

    def find_plan(self, plan_id: str) -> Plan | None:
        """Return a plan, or None if there is none of that id."""
        return _find(self.plans, plan_id)

    def plan(self, plan_id: str) -> Plan:
        """Return a plan, or raise UnknownPlan."""
        return _get(self.plans, plan_id, errors.UnknownPlan)

    def plans_of(self, family_id: str) -> tuple[Plan, ...]:
        """Return the plans of a family, the lowest tier first, or raise UnknownFamily."""
        family = self.family(family_id)
        return tuple(sorted((plan for plan in self.plans if plan.family == family.id), key=lambda plan: plan.rank))

    def find_incident(self, incident_id: str) -> Incident | None:
        """Return an incident, or None if there is none of that id."""
        return _find(self.incidents, incident_id)

    def incident(self, incident_id: str) -> Incident:
        """Return an incident, or raise UnknownIncident."""
        return _get(self.incidents, incident_id, errors.UnknownIncident)

    def incident_of(self, pool_id: str) -> Incident | None:
        """Return the incident sold for a pool, the first where there are several, or None if there is none."""
        return next((each for each in self.incidents if each.pool == pool_id), None)

    def incident_for(self, level_id: str) -> Incident | None:
        """Return the incident sold for a level of work, or None if there is none."""
        return next((each for each in self.incidents if level_id in self.pool(each.pool).levels), None)

    def reading(self, reading_id: str) -> Reading:
        """Return a reading, or raise UnknownReading."""
        return _get(self.readings, reading_id, errors.UnknownReading)


_UNPRICED: Final[Sourced[Money | None]] = Sourced(None, ())


def _price_in(sold: Plan | Incident, currency: str) -> Sourced[Money] | None:
    return next((each for each in sold.more_prices if each.value.currency == currency), None)


def _find(entries: tuple[E, ...], wanted: str) -> E | None:
    for entry in entries:
        if entry.id == wanted:
            return entry
    return None


def _get(entries: tuple[E, ...], wanted: str, error: type[errors.DomainError]) -> E:
    entry = _find(entries, wanted)
    if entry is None:
        raise error(id=wanted)
    return entry


def canonical(content: Mapping[str, object]) -> str:
    """Write a catalogue's content the one way its version is taken from: keys sorted, no spaces, no `$schema`."""
    kept = {key: value for key, value in content.items() if key != "$schema"}
    return json.dumps(kept, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def digest(canonical_content: str) -> str:
    """Return the version of a canonical content: its SHA-256 over UTF-8, 64 hex digits."""
    return hashlib.sha256(canonical_content.encode()).hexdigest()
