"""The sentences of one option of advice: how its terms lie, what opens in the configurator, and what its price buys."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from plandesk.domain.advice import Horizon, Option, Total
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.advice_usage import Binding, PoolUse
from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.domain.money import Money
from plandesk.domain.period import Period
from plandesk.domain.sourced import Sourced
from plandesk.text.advice_en import number_on_average, requests_meant
from plandesk.text.advice_tense_en import OVER, Tense
from plandesk.text.formats import count, day, listed, minutes, months, price, whole


def notes(option: Option, gaps: Sequence[Period], horizon: Horizon, tense: Tense, today: date) -> tuple[str, ...]:
    """Return what has to be known of an option beside its figures; may be empty."""
    between = (_gap(each, horizon, OVER if each.end <= today else tense) for each in gaps)
    return (*_chained(option, horizon, tense), *between, *_beyond(option, horizon, tense))


def _chained(option: Option, horizon: Horizon, tense: Tense) -> Iterator[str]:
    if option.kind == "chain":
        told = (f"{placed.plan.name.value} until {_last_day(placed, horizon)}" for placed in option.terms)
        yield f"{', then '.join(told)}."
    elif len(option.terms) > 1:
        last = _last_day(option.terms[-1], horizon)
        runs = tense.verb("runs", "run")
        yield f"{count(len(option.terms), 'term')}, one after the other; the last one {runs} until {last}."


def _last_day(placed: PlacedTerm, horizon: Horizon) -> str:
    return day(Period(horizon.turn(placed.month), horizon.turn(placed.until)).last_day)


def _gap(gap: Period, horizon: Horizon, tense: Tense) -> str:
    served, last = tense.verb("are served", "been served"), day(gap.last_day)
    if gap.start == horizon.start:
        starts = tense.verb("starts", "started")
        return f"Until {last} requests {served} ad hoc; the first term {starts} on {day(gap.end)}."
    return f"From {day(gap.start)} to {last} no term {tense.verb('runs', 'run')}, and requests {served} ad hoc."


def _beyond(option: Option, horizon: Horizon, tense: Tense) -> Iterator[str]:
    for placed in option.terms[-1:]:
        if placed.until > horizon.months:
            yield (
                f"The last term {tense.verb('runs', 'run')} until {_last_day(placed, horizon)}, "
                f"{count(placed.until - horizon.months, 'month')} past the time you asked about. It counts in full."
            )


def unpriced(requests: int) -> tuple[str, ...]:
    """Say how many requests lie at no stated price beyond quota; empty where none do."""
    return (_unpriced(count(requests, "request"), one=requests == 1),) if requests else ()


def unpriced_on_average(requests: float) -> tuple[str, ...]:
    """Say the same of a number that is uncertain."""
    return (_unpriced(f"On average {number_on_average(requests)} requests", one=False),) if requests else ()


def _unpriced(requests: str, *, one: bool) -> str:
    lie = "has" if one else "have"
    return f"{requests} beyond quota {lie} no stated price: by agreement with the vendor, and not in the total."


BUY_WHEN_NEEDED = "Nothing has to be bought now: an incident is bought when a request comes."


def starts_when_paid(starts: date, today: date) -> tuple[str, ...]:
    """Say that a plan starts on the day of its payment, where its term starts on a later day."""
    return () if starts <= today else (f"A plan starts on the day it is paid: pay on {day(starts)} to start then.",)


def incidents_to_come(requests: int) -> str:
    """Say for how many requests incidents can still be bought, where others are past."""
    are = "is" if requests == 1 else "are"
    return f"Incidents can only be bought for the {count(requests, 'request')} that {are} not past."


def part_past(past: int, of: int, noun: str) -> str:
    """Say how many of the requests or months that are looked at are past."""
    them, are, it = ("it is", "is", "it") if past == 1 else ("they are", "are", "them")
    told = f"{whole(past)} of the {count(of, noun)} {are} past"
    return f"{told}: {them} in the totals, but nothing can be bought for {it} any more."


def most_periods(terms: int, most: int) -> str:
    """Say that one order does not hold all terms."""
    return f"One order holds at most {count(most, 'term')} for an installation; the other {terms - most} follow later."


def most_units(name: str, units: int, most: int) -> str:
    """Say that one order does not hold all incidents."""
    return f"One order holds at most {whole(most)} of “{name}”; {whole(units)} are expected, so order the others later."


TERM_ALONE = "Buy the first term now, and each further one when its time comes."


def starts_later(starts: date) -> str:
    """Say that there is no plan to buy yet."""
    return f"There is no plan to buy yet: the first term starts on {day(starts)}."


def worth(option: Option, quota: Money, used: Total | None, tense: Tense) -> str:
    """Say what the quota of a price is worth at ad-hoc prices, what is left for all else, and what is saved by it.

    `used` is what incidents would cost in the place of the quota, or None where requests are uncertain.
    """
    saves = _saves(used, tense) if used and (used.money.minor or used.by_agreement) else ""
    rest, terms = option.price - quota, len(option.terms)
    whose, price_of = ("its quota", "its price") if terms == 1 else (f"the quota of its {terms} terms", "their price")
    together = " together" if terms > 1 else ""
    told = f"Counted at one incident a request, {whose}{together} is worth {price(quota)} at ad-hoc prices"
    if rest.minor < 0:
        return f"{told}: {price(-rest)} more than {price_of}.{saves}"
    if not rest.minor:
        return f"{told}, which is {price_of}.{saves}"
    return f"{told}; the other {price(rest)} of {price_of} buys what follows.{saves}"


def _saves(used: Total, tense: Tense) -> str:
    saved = [f"{price(used.money)} of incidents"] if used.money.minor else []
    saved += [f"{count(used.by_agreement, 'request')} by agreement"] if used.by_agreement else []
    return f" For {requests_meant(tense)}, it {tense.verb('saves', 'saved')} {listed(saved)}."


def buys(plan: Plan, catalogue: Catalogue) -> tuple[tuple[str, Sourced[object]], ...]:
    """Return what a plan's price buys beside quota, as the terms state it, each with its source."""
    return (*_updates(plan), *_services(plan, catalogue))


def _updates(plan: Plan) -> Iterator[tuple[str, Sourced[object]]]:
    for name, window in (
        ("Critical updates", plan.critical_updates),
        ("Maintenance upgrades", plan.maintenance_upgrades),
    ):
        if window.value is not None:
            yield f"{name} for {months(window.value.months)}", window


def _services(plan: Plan, catalogue: Catalogue) -> Iterable[tuple[str, Sourced[object]]]:
    for feature in catalogue.features:
        answer = plan.features[feature.id]
        if answer.value not in (None, "no"):
            option = feature.options.get(answer.value or "")
            yield (f"{feature.name}: {option}" if option else feature.name), answer


def only_levels(use: PoolUse, catalogue: Catalogue) -> Iterator[str]:
    """Say which plans' quota of a pool covers but some of its levels."""
    for plan in {each.placed.plan.id: each.placed.plan for each in use.terms}.values():
        quota = next(each for each in plan.quotas if each.pool == use.pool.id)
        if len(quota.levels) < len(use.pool.levels):
            held = listed([catalogue.level(each).name for each in quota.levels])
            yield f"The quota of {plan.name.value} covers {held} only."


def binding(bound: Binding, option: Option, tense: Tense, *, advised: bool = True) -> str:
    """Say which caps of a plan bind, and what they cost its option; what is not advised is told as the first plan."""
    caps = [_cap(name, value) for name, value in zip(bound.caps, bound.values, strict=True)]
    name = bound.plan.name.value if advised else f"{bound.plan.name.value}, the first of the plans,"
    total = "the chain’s" if option.kind == "chain" else "its"
    told = f"{name} gives {listed(caps)} for {bound.pool.name}."
    return f"{told} Without {_these_limits(len(caps))}, {_saved(bound.saves, total, tense)}."


def _these_limits(number: int) -> str:
    return {1: "this limit", 2: "both of these limits"}.get(number, f"all {number} of these limits")


def _cap(name: str, value: int) -> str:
    scope, of = name.split("_")
    told = count(value, "request") if of == "requests" else minutes(value)
    return f"{told} a {'month' if scope == 'month' else 'term'}"


def _saved(saves: Total, total: str, tense: Tense) -> str:
    if not saves.by_agreement:
        return f"{total} total {tense.verb('would be', 'been')} {price(saves.money)} lower"
    return f"{count(saves.by_agreement, 'request')} fewer {tense.verb('would have', 'had')} no stated price"


def never(plan: Plan, catalogue: Catalogue) -> str:
    """Say that a plan is never cheaper than ad hoc by its quota, and what its price buys instead (R26)."""
    bought = [text for text, _ in buys(plan, catalogue)]
    told = f"No number of requests makes {plan.name.value} cheaper than ad hoc."
    return f"{told} Its price buys besides: {listed(bought)}." if bought else told
