"""Every way an installation's cover can go on: which plan, how many periods, from when, or as an upgrade."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.domain.coverage import Chain, Lanes
from plandesk.domain.money import Money, Rounding
from plandesk.domain.orders import Proposal, propose
from plandesk.domain.pricing import (
    Extension,
    InstallationName,
    NewInstallation,
    PlanLine,
    Refusal,
    Selection,
    SelectionRefused,
    StartId,
    Upgrade,
)
from plandesk.domain.requests import Unused
from plandesk.domain.terms import StartChoice, lanes_after

Relation = Literal["same", "higher", "lower", "first"]

STARTS: tuple[StartId, ...] = ("at_end", "continuous", "from_payment", "today")
"""In the order in which they are offered: what loses nothing comes first."""

_NO_NEWS = frozenset({"start-not-open", "downgrade-only-at-end", "today-would-shorten"})
"""Refusals of one start that say nothing where another start of the same plan is open."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go on, with its price, its dates and the lanes it leaves; as if the money counted today."""

    line: PlanLine
    proposal: Proposal
    choice: StartChoice
    relation: Relation
    lanes: Lanes
    covered_days: int
    price_per_day: Money


@dataclass(frozen=True, slots=True)
class Options:
    """What is open for an installation, plan by plan from the lowest, and why other plans are not."""

    open: tuple[Option, ...]
    refused: tuple[tuple[Plan, Refusal], ...]


def list_options(
    catalogue: Catalogue, family: str, chain: Chain, name: InstallationName, unused: Unused | None, day: date
) -> Options:
    """List every way to go on for a chain on `day`; `unused` is what is left of the running term, if one runs (R9).

    A higher plan in mid-term is offered as an upgrade with its credit, and not as a start today that gives it up (R2).
    """
    open_options: list[Option] = []
    refused: list[tuple[Plan, Refusal]] = []
    for plan in catalogue.plans_of(family):
        if not plan.sold_as_extension:
            continue
        found: list[Option] = []
        reasons: list[Refusal] = []
        for line in _lines(catalogue, plan, chain, name, unused, day):
            told = _option(catalogue, line, chain, day)
            if isinstance(told, Option):
                found.append(told)
            else:
                reasons.append(told)
        if any(isinstance(each.line, Upgrade) for each in found):
            found = [each for each in found if each.choice.id != "today"]
        open_options += found
        news = [each for each in reasons if each.rule not in _NO_NEWS] or reasons
        if not found and news:
            refused.append((plan, news[0]))
    return Options(tuple(open_options), tuple(refused))


def _lines(
    catalogue: Catalogue, plan: Plan, chain: Chain, name: InstallationName, unused: Unused | None, day: date
) -> Iterator[PlanLine]:
    most = catalogue.rules.max_periods
    if chain.last is None or chain.end is None:
        yield from (NewInstallation(plan.id, periods, name) for periods in range(1, most + 1))
        return
    running = chain.running(day)
    if running is not None and unused is not None and _is_higher(catalogue, plan, running.term.plan):
        yield Upgrade(plan.id, running.id, chain, unused, name)
    whole = Extension(chain.last.term.plan, chain.end, plan.id, installation=name, chain=chain)
    yield from (replace(whole, start=start, periods=periods) for start in STARTS for periods in range(1, most + 1))


def _option(catalogue: Catalogue, line: PlanLine, chain: Chain, day: date) -> Option | Refusal:
    try:
        proposal = propose(catalogue, Selection((line,)), day)
    except SelectionRefused as refused:
        return refused.refusals[0]
    choice, whole = proposal.schedules[0].chosen, proposal.breakdown.total
    days = sum((each.period.end - max(each.period.start, day)).days for each in choice.terms if each.period.end > day)
    return Option(
        line=line,
        proposal=proposal,
        choice=choice,
        relation=_relation(catalogue, line.plan, chain),
        lanes=lanes_after(line, choice),
        covered_days=days,
        price_per_day=whole.share(1, max(1, days), Rounding.HALF_UP),
    )


def _relation(catalogue: Catalogue, plan_id: str, chain: Chain) -> Relation:
    if chain.last is None:
        return "first"
    current = chain.last.term.plan
    if plan_id == current:
        return "same"
    return "higher" if _is_higher(catalogue, catalogue.plan(plan_id), current) else "lower"


def _is_higher(catalogue: Catalogue, plan: Plan, current: str) -> bool:
    """Tell whether a plan ranks above the current one; one that is no longer in the catalogue is not compared."""
    known = catalogue.find_plan(current)
    return known is not None and plan.rank > known.rank
