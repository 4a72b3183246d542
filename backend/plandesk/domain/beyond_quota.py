"""What serves a request, and what a customer may choose when nothing does, each with its price (R14)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.errors import DomainError
from plandesk.domain.money import Money
from plandesk.domain.pricing import Extension, InstallationName, NewInstallation, Refusal, Upgrade
from plandesk.domain.requests import (
    QuotaUse,
    Stock,
    SupportRequest,
    UnitUse,
    Use,
    hours_started,
    months_ahead,
    quota_for,
    quotas_on,
    take_units,
    unused_requests,
)
from plandesk.domain.terms import Schedule, propose_extension, propose_new, propose_upgrade
from plandesk.domain.upgrades import credit_for

ChoiceKind = Literal["use_quota", "wait", "use_incident", "buy_incident", "upgrade", "extend"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on for a request beyond quota.

    `day` is when the month turns; `level` the incident and `units` how many of it; `plan` what to upgrade to or extend
    with, or whose quota serves. `price` is what would be paid today, None where nothing is bought: the list price, less
    the `credit` of an upgrade.
    """

    kind: ChoiceKind
    day: date | None = None
    price: Money | None = None
    level: str | None = None
    units: int | None = None
    plan: str | None = None
    credit: Money | None = None


class BeyondQuota(DomainError):
    """A request is served from what is left of a quota or of incident units, and is never split (R14).

    `choices` are what may be done instead, may be empty. `by_agreement` tells that it takes longer than an incident may
    without a separate agreement (A22). Facts: the three.
    """

    def __init__(self, installation_id: str, choices: "Sequence[Choice]", *, by_agreement: bool) -> None:
        super().__init__(installation_id=installation_id, choices=tuple(choices), by_agreement=by_agreement)
        self.choices = tuple(choices)
        self.by_agreement = by_agreement


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request as it is asked for."""

    level: str
    minutes: int
    on: date


@dataclass(frozen=True, slots=True)
class Source:
    """A term that may serve requests, the catalogue version it was sold by, and all requests it serves already."""

    booked: BookedTerm
    edition: Catalogue
    uses: Sequence[SupportRequest]

    def quota(self, level: str, day: date) -> QuotaUse | None:
        """Return the quota of a level of work as it stands in the month of `day`."""
        return quota_for(quotas_on(self.booked, self.edition, self.uses, day), level)


@dataclass(frozen=True, slots=True)
class Cover:
    """All that may serve requests of an installation.

    `serving` are the terms that serve the request's day, best first; `running` is the one that runs today, which an
    upgrade would close; `stocks` are the customer's incident units in the order in which they are used up.
    """

    chain: Chain
    family: str
    name: InstallationName
    running: Source | None
    serving: tuple[Source, ...]
    stocks: tuple[Stock, ...]


@dataclass(frozen=True, slots=True)
class Serving:
    """What a request is booked on: a term's quota, or incident units."""

    term_id: str | None = None
    units: tuple[UnitUse, ...] = ()


def serve(cover: Cover, wanted: Wanted, use: Use) -> Serving | None:
    """Return what serves a request from quota or units, whichever is asked for; None where too little is left."""
    if use == "incident":
        units = take_units(cover.stocks, wanted.level, wanted.minutes, wanted.on)
        return None if units is None else Serving(units=units)
    for source in cover.serving:
        quota = source.quota(wanted.level, wanted.on)
        if quota is not None and quota.holds(wanted.minutes):
            return Serving(term_id=source.booked.id)
    return None


def choices(cover: Cover, wanted: Wanted, catalogue: Catalogue, today: date) -> tuple[Choice, ...]:
    """List the choices of R14 that apply, by today's catalogue; in the order of the rule, may be empty.

    Where the quota still holds the request, as when units were asked for, that stands in place of waiting and of plans.
    """
    held = _use_quota(cover, wanted)
    found = (
        held or _wait(cover, wanted, today),
        _use_incident(cover, wanted),
        _buy_incident(cover, wanted, catalogue),
    )
    plans = () if held else _plans(cover, wanted, catalogue, today)
    return (*(each for each in found if each is not None), *plans)


def _plans(cover: Cover, wanted: Wanted, catalogue: Catalogue, today: date) -> Iterable[Choice]:
    """List what a plan bought today could do for the request's day: nothing for one that has passed.

    A day that a term supports is served by an upgrade, one after all support by an extension.
    """
    if wanted.on < today:
        return ()
    if cover.chain.running(wanted.on) is not None:
        return _upgrades(cover, wanted, catalogue, today)
    after_all = cover.chain.end is None or wanted.on >= cover.chain.end
    return _extensions(cover, wanted, catalogue, today) if after_all else ()


def needs_agreement(wanted: Wanted, catalogue: Catalogue) -> bool:
    """Tell whether a request takes longer than an incident bought today may serve by itself (A22)."""
    incident = catalogue.incident_for(wanted.level)
    longer = incident is not None and wanted.minutes > incident.max_minutes.value
    return longer and catalogue.rules.over_hour == "separate_agreement"


def _use_quota(cover: Cover, wanted: Wanted) -> Choice | None:
    serving = serve(cover, wanted, "quota")
    if serving is None:
        return None
    booked = next(each.booked for each in cover.serving if each.booked.id == serving.term_id)
    return Choice("use_quota", plan=booked.term.plan)


def _wait(cover: Cover, wanted: Wanted, today: date) -> Choice | None:
    """Find the first month to come with room; what was never capped by the month gains nothing by waiting."""
    for source in cover.serving:
        for day in months_ahead(source.booked, source.edition, max(wanted.on, today)):
            quota = source.quota(wanted.level, day)
            if quota is not None and quota.month is not None and quota.holds(wanted.minutes):
                return Choice("wait", day=day)
    return None


def _use_incident(cover: Cover, wanted: Wanted) -> Choice | None:
    taken = take_units(cover.stocks, wanted.level, wanted.minutes, wanted.on)
    if taken is None:
        return None
    incident = next(each.incident for each in cover.stocks if each.units_id == taken[0].units_id)
    return Choice("use_incident", level=incident, units=sum(each.units for each in taken))


def _buy_incident(cover: Cover, wanted: Wanted, catalogue: Catalogue) -> Choice | None:
    """Price the units for all started hours, or only those still missing where some units are left."""
    incident = catalogue.incident_for(wanted.level)
    if incident is None or needs_agreement(wanted, catalogue):
        return None
    usable = [each for each in cover.stocks if each.serves(wanted.level, wanted.minutes, wanted.on)]
    missing = wanted.minutes - sum(each.left * each.minutes_each for each in usable)
    units = hours_started(missing if missing > 0 else wanted.minutes, incident.max_minutes.value)
    if units > catalogue.rules.max_incident_units:
        return None
    return Choice("buy_incident", price=incident.price.value * units, level=incident.id, units=units)


def _upgrades(cover: Cover, wanted: Wanted, catalogue: Catalogue, today: date) -> Iterator[Choice]:
    """Price each higher plan that may be upgraded to today as it would be paid today: less the credit (R9)."""
    source = cover.running
    running = None if source is None else catalogue.find_plan(source.booked.term.plan)
    if source is None or running is None or not source.booked.serves(today):
        return
    unused = unused_requests(source.booked, source.edition.plan(source.booked.term.plan), source.uses, catalogue)
    higher = (each for each in catalogue.plans_of(running.family) if each.rank > running.rank)
    for plan in _serving(higher, wanted):
        line, price = Upgrade(plan.id, source.booked.id, cover.chain, unused, cover.name), plan.price.value
        if price is not None and _covers(propose_upgrade(catalogue, 0, line, today), wanted.on):
            credit = credit_for(source.booked, today, unused, price)
            worth = None if credit is None else credit.amount
            yield Choice("upgrade", price=price if worth is None else price - worth, plan=plan.id, credit=worth)


def _extensions(cover: Cover, wanted: Wanted, catalogue: Catalogue, today: date) -> Iterator[Choice]:
    """Name the plan that covered the installation last, else the lowest that would serve the request.

    Only if it may be ordered today and its first term covers the request's day.
    """
    last = cover.chain.last
    plans = sorted(catalogue.plans_of(cover.family), key=lambda each: last is None or each.id != last.term.plan)
    for plan in _serving(plans, wanted):
        if _covers(_extended(cover.chain, plan, catalogue, today), wanted.on):
            yield Choice("extend", price=plan.price.value, plan=plan.id)
            return


def _extended(chain: Chain, plan: Plan, catalogue: Catalogue, today: date) -> Schedule | Refusal | None:
    if chain.last is None or chain.end is None:
        return propose_new(catalogue, 0, NewInstallation(plan.id), today)
    return propose_extension(catalogue, 0, Extension(chain.last.term.plan, chain.end, plan.id, chain=chain), today)


def _covers(proposed: Schedule | Refusal | None, day: date) -> bool:
    return isinstance(proposed, Schedule) and proposed.chosen.terms[0].period.covers(day)


def _serving(plans: Iterable[Plan], wanted: Wanted) -> Iterator[Plan]:
    """Keep the plans that are sold and whose quota, still whole, would hold the request."""
    return (each for each in plans if each.sold_as_extension and _would_serve(each, wanted))


def _would_serve(plan: Plan, wanted: Wanted) -> bool:
    quota = next((each for each in plan.quotas if wanted.level in each.levels), None)
    caps = [] if quota is None else [cap for cap in (quota.month, quota.period) if cap is not None]
    return bool(caps) and all(cap.requests >= 1 and cap.minutes >= wanted.minutes for cap in caps)
