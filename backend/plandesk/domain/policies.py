"""What holds for every plan: how soon help comes, what is critical, what is covered, how upgrades and payment go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plandesk.domain.money import Money
from plandesk.domain.sourced import Sourced

CoverageState = Literal["full", "as_is", "none", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Limit:
    """When an answer comes at the latest, in words and, if stated so, in workdays."""

    text: str
    workdays: int | None


@dataclass(frozen=True, slots=True)
class Average:
    """When an answer comes on average, in words and in the unit the vendor uses."""

    text: str
    hours: int | None
    days: int | None


@dataclass(frozen=True, slots=True)
class ResponseTarget:
    """How soon one kind of request is answered."""

    id: str
    name: str
    limit: Sourced[Limit]
    average: Sourced[Average]


@dataclass(frozen=True, slots=True)
class CriticalPolicy:
    """What makes an issue critical: at least this share of the calls, strictly more than so many calls."""

    text: Sourced[str]
    min_call_share_percent: Sourced[int]
    more_than_calls: Sourced[int]
    production_only: Sourced[bool]
    excludes_new: Sourced[bool]
    how: Sourced[str]


@dataclass(frozen=True, slots=True)
class CoverageAnswer:
    """Whether a product is supported, and a sentence about it."""

    state: CoverageState
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether one product or feature is supported on one platform."""

    area: str
    area_name: str
    platform: str
    platform_name: str
    answer: Sourced[CoverageAnswer]


@dataclass(frozen=True, slots=True)
class LegacyPolicy:
    """Servers bought strictly before a day and strictly above a price have a plan."""

    text: Sourced[str]
    before: Sourced[date]
    above: Sourced[Money]
    plan: str


@dataclass(frozen=True, slots=True)
class UpgradePolicy:
    """How often releases come, and which faults come out of turn."""

    text: Sourced[str]
    releases_per_month: Sourced[int]
    quality_drop_percent: Sourced[int]


@dataclass(frozen=True, slots=True)
class Policies:
    """What holds for every plan."""

    contact: Sourced[str]
    response: tuple[ResponseTarget, ...]
    critical: CriticalPolicy
    coverage: tuple[Coverage, ...]
    legacy: LegacyPolicy
    upgrades: UpgradePolicy
    payment: Sourced[str]
