"""What is legal in a catalogue but suspicious: a cheaper plan that gives more, a month cap that never binds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from plandesk.domain.catalogue import Cap, Catalogue, Plan
from plandesk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: where (a JSON pointer), which rule noticed, and a sentence."""

    pointer: str
    rule: str
    text: str


def lint_report(catalogue: Catalogue) -> list[Finding]:
    """Return what looks like a mistake, in the order of the plans; empty if nothing does."""
    return [*_better_for_less(catalogue), *_idle_month_caps(catalogue)]


def _better_for_less(catalogue: Catalogue) -> Iterator[Finding]:
    for cheap, dear in permutations(catalogue.plans, 2):
        if cheap.family != dear.family or cheap.price.value is None or dear.price.value is None:
            continue
        if cheap.price.value < dear.price.value and _gives_more(_totals(catalogue, cheap), _totals(catalogue, dear)):
            yield Finding(
                f"/plans/{catalogue.plans.index(cheap)}",
                "cheaper-plan-gives-more",
                f"{_described(catalogue, cheap, cheap.price.value)}, "
                f"but the dearer {_described(catalogue, dear, dear.price.value)}.",
            )


def _totals(catalogue: Catalogue, plan: Plan) -> dict[tuple[str, str], Cap]:
    """Return what one term gives of each level; a level outside the quota gets nothing."""
    return {
        (quota.pool, level): plan.total(quota) if level in quota.levels else Cap(0, 0)
        for quota in plan.quotas
        for level in catalogue.pool(quota.pool).levels
    }


def _gives_more(some: dict[tuple[str, str], Cap], other: dict[tuple[str, str], Cap]) -> bool:
    return some != other and all(
        some[level].requests >= cap.requests and some[level].minutes >= cap.minutes for level, cap in other.items()
    )


def _described(catalogue: Catalogue, plan: Plan, price: Money) -> str:
    parts = [
        f"{catalogue.pool(quota.pool).name}: {plan.total(quota).requests} requests, {_hours(plan.total(quota).minutes)}"
        for quota in plan.quotas
        if quota.levels
    ]
    name = f"{catalogue.family(plan.family).name} {plan.name.value}"
    return f"{name} gives for {price.to_decimal()} {price.currency} in one term {'; '.join(parts) or 'no requests'}"


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _idle_month_caps(catalogue: Catalogue) -> Iterator[Finding]:
    for index, plan in enumerate(catalogue.plans):
        for quota in plan.quotas:
            month, period = quota.month, quota.period
            if month is None or period is None:
                continue
            where = f"{catalogue.family(plan.family).name} {plan.name.value}, {catalogue.pool(quota.pool).name}"
            pointer = f"/plans/{index}/quotas/{quota.pool}"
            if month.requests >= period.requests:
                counts = f"{month.requests} requests a month, {period.requests} in the whole period"
                yield Finding(pointer, "month-cap-never-binds", f"{where}: {counts}.")
            if month.minutes >= period.minutes:
                counts = f"{_hours(month.minutes)} a month, {_hours(period.minutes)} in the whole period"
                yield Finding(pointer, "month-cap-never-binds", f"{where}: {counts}.")
