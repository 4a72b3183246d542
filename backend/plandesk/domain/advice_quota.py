"""What a quota covers of the requests that are expected, and what they cost beyond it (R21, R22)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from plandesk.domain.catalogue import Cap, Catalogue, Quota
from plandesk.domain.requests import hours_started

CapName = Literal["month_requests", "month_minutes", "period_requests", "period_minutes"]
CAPS: tuple[CapName, ...] = ("month_requests", "month_minutes", "period_requests", "period_minutes")

UNPRICED: int = 10**15
"""Minor units: the weight of a request that no price is stated for. It is more than any sum of prices, so that such
a request is never counted as free: fewer of them come before any saving of money."""

_NO_CAP = Cap(10**9, 10**9)


class Ask(NamedTuple):
    """What one request takes of a quota, and its weight: what it costs beyond quota, in minor units."""

    minutes: int
    weight: int


Months = tuple[tuple[Ask, ...], ...]
"""What is asked of one pool of one term, by quota month, earliest first; within a month by date."""


@dataclass(frozen=True, slots=True)
class Caps:
    """The four caps of one pool of a term, all binding; no cap is a very high one."""

    month: Cap
    period: Cap

    def lifted(self, name: CapName) -> "Caps":
        """Return the caps without one of them."""
        month, period = self.month, self.period
        if name == "month_requests":
            return Caps(Cap(_NO_CAP.requests, month.minutes), period)
        if name == "month_minutes":
            return Caps(Cap(month.requests, _NO_CAP.minutes), period)
        if name == "period_requests":
            return Caps(month, Cap(_NO_CAP.requests, period.minutes))
        return Caps(month, Cap(period.requests, _NO_CAP.minutes))


def caps_of(quota: Quota) -> Caps:
    """Return the caps of a quota that covers anything."""
    return Caps(quota.month or _NO_CAP, quota.period or _NO_CAP)


def cap_value(caps: Caps, name: CapName) -> int | None:
    """Return a cap in requests or minutes, or None where there is none."""
    cap, none = (caps.month, _NO_CAP) if name.startswith("month") else (caps.period, _NO_CAP)
    value = cap.requests if name.endswith("requests") else cap.minutes
    return None if value == none.requests else value


def weight_beyond_quota(catalogue: Catalogue, level: str, minutes: int) -> int:
    """Return what a request costs beyond quota: one incident for each started hour, or UNPRICED (R21, A22)."""
    incident = catalogue.incident_for(level)
    if incident is None:
        return UNPRICED
    units = hours_started(minutes, incident.max_minutes.value)
    if units > 1 and catalogue.rules.over_hour == "separate_agreement":
        return UNPRICED
    return units * incident.price.value.minor


def cost_alike(catalogue: Catalogue, kinds: Iterable[tuple[str, int]]) -> bool:
    """Tell whether all requests of a pool cost as much as each other beyond quota, by their levels and minutes.

    How a quota is used best is then quick to work out, however many they are.
    """
    weights: dict[str, set[int]] = defaultdict(set)
    for level, minutes in set(kinds):
        pool = next(each.id for each in catalogue.pools if level in each.levels)
        weights[pool].add(weight_beyond_quota(catalogue, level, minutes))
    return all(len(each) < 2 for each in weights.values())


def refusals(caps: Caps, months: Months) -> tuple[tuple[tuple[CapName, ...], ...], ...]:
    """Spend a quota in the order of the dates; return by month and request the caps that refused it, none if covered.

    A request is never split, and a refused one takes nothing (R21).
    """
    requests = minutes = 0
    told = []
    for asks in months:
        month_requests = month_minutes = 0
        refused = []
        for ask in asks:
            full = _full(caps, (month_requests, month_minutes), (requests, minutes), ask.minutes)
            refused.append(full)
            if not full:
                month_requests, month_minutes = month_requests + 1, month_minutes + ask.minutes
                requests, minutes = requests + 1, minutes + ask.minutes
        told.append(tuple(refused))
    return tuple(told)


def _full(caps: Caps, month: tuple[int, int], period: tuple[int, int], minutes: int) -> tuple[CapName, ...]:
    checks = (
        month[0] >= caps.month.requests,
        month[1] + minutes > caps.month.minutes,
        period[0] >= caps.period.requests,
        period[1] + minutes > caps.period.minutes,
    )
    if not any(checks):
        return ()
    return tuple(name for name, full in zip(CAPS, checks, strict=True) if full)


def saved_as_it_comes(caps: Caps, months: Months) -> int:
    """Return the weight of the requests that a quota covers as they come: those that `refusals` tells none of."""
    requests, minutes, saved = caps.period.requests, caps.period.minutes, 0
    for asks in months:
        # What is left in the month goes down with what is left in the period: the less of both is what counts.
        few, short = month = min(caps.month.requests, requests), min(caps.month.minutes, minutes)
        for ask in asks:
            if few and ask.minutes <= short:
                few, short, saved = few - 1, short - ask.minutes, saved + ask.weight
        requests, minutes = requests - month[0] + few, minutes - month[1] + short
    return saved
