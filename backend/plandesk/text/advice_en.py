"""The sentences of advice: which option costs least and why, what must-haves cost, and what is left out."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from plandesk.domain.advice import (
    Advice,
    FirstBy,
    Horizon,
    LeftOut,
    NeedCost,
    NeedsTogether,
    Option,
    Total,
    first_by,
)
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.advice_chains import LANES, Needs
from plandesk.domain.advice_chances import Chances
from plandesk.domain.advice_rates import average_of, first_on_average
from plandesk.domain.advice_usage import PoolUse
from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.text.advice_only_en import only
from plandesk.text.advice_tense_en import Tense
from plandesk.text.coverage_en import LANE_NAMES
from plandesk.text.formats import count, listed, months, price

ADHOC = "Ad hoc only"


def option_name(option: Option, horizon: Horizon) -> str:
    """Name an option: a plan and how many terms of it, a chain by its plans and what lies between, in their order."""
    if option.kind == "adhoc":
        return ADHOC
    if option.kind == "chain":
        return _chain_name(option.terms, horizon.months)
    name, terms = option.terms[0].plan.name.value, len(option.terms)
    return f"{name} ({count(terms, 'term')})" if terms > 1 else name


def said(option: Option, horizon: Horizon) -> str:
    """Name an option at the head of a sentence: a chain in quotation marks, for it has commas of its own."""
    name = option_name(option, horizon)
    return f"“{name}”" if option.kind == "chain" else name


def _chain_name(terms: Sequence[PlacedTerm], until: int) -> str:
    steps, covered = [], 0
    for placed in terms:
        steps += ["ad hoc"] if placed.month > covered else []
        steps.append(placed.plan.name.value)
        covered = placed.until
    steps += ["ad hoc"] if covered < until else []
    named = [_times(step, len(list(same))) for step, same in groupby(steps)]
    name = ", then ".join(named)
    return name[0].upper() + name[1:]


def _times(name: str, times: int) -> str:
    return f"{times} × {name}" if times > 1 else name


def within(name: str) -> str:
    """Return what an option is called as it stands inside a sentence; names of plans keep their letters."""
    return name[0].lower() + name[1:] if name.startswith(("Ad hoc", "A chain")) else name


def amount(total: Total) -> str:
    """Write a total; what has no price is told beside it, never counted as free."""
    told = price(total.money)
    return f"{told} and {_by_agreement(total.by_agreement)}" if total.by_agreement else told


def _by_agreement(number: int) -> str:
    return f"{count(number, 'request')} by agreement"


def _named(advice: Advice, option: Option) -> str:
    return said(option, advice.question.horizon)


def _inside(advice: Advice, option: Option) -> str:
    return within(_named(advice, option))


def need_name(need: str, catalogue: Catalogue) -> str:
    """Name a must-have: a feature of the catalogue, or a lane of updates."""
    lane = next((each for each in LANES if each == need), None)
    if lane is not None:
        return LANE_NAMES[lane]
    return next(each.name for each in catalogue.features if each.id == need)


def cheapest(advice: Advice, use: Sequence[PoolUse], tense: Tense) -> str:
    """Say which option costs least, or would have, and what its total is made of."""
    first, span = advice.options[0], count(advice.question.horizon.months, "month")
    made = _made_of(first, sum(each.best.units for each in use))
    by = first_by(advice.options)
    why = _fewest_unpriced(tense) if by == "agreements" else f"{tense.verb('costs', 'cost')} least {_of(by, tense)}"
    told = f"{_named(advice, first)} {only(advice) or why}: {amount(first.best)} over {span}{made}."
    if by != "agreements":
        return told
    least = min(advice.options, key=lambda each: each.best.money)
    beside = f"{price(least.best.money)} with {_by_agreement(least.best.by_agreement)}"
    return f"{told} {_open(tense, _inside(advice, least), beside)}"


def requests_meant(tense: Tense) -> str:
    """Name the requests that an answer is for."""
    return "these requests" if tense.over or tense.begun else "what you expect"


def _open(tense: Tense, name: str, beside: str) -> str:
    """Say that nobody knows yet whether what leaves more requests without a price costs less in the end."""
    return (
        f"What has a price {tense.verb('is', 'been')} least with {name}, {beside} on top: which of the two costs less "
        "is known only when these are agreed."
    )


def _of(by: FirstBy, tense: Tense) -> str:
    return "of what has a price" if by == "stated" else f"for {requests_meant(tense)}"


def _fewest_unpriced(tense: Tense) -> str:
    first, leaves = tense.verb("comes", "come"), tense.verb("leaves", "left")
    return f"{first} first, for it {leaves} the fewest requests without a stated price"


def _made_of(option: Option, units: int) -> str:
    beyond, incidents = option.beyond[0].money, count(units, "incident")
    if not option.terms:
        return f", for {incidents}" if beyond.minor else ""
    plans = "the plan" if len(option.terms) == 1 else f"its {count(len(option.terms), 'term')}"
    if not beyond.minor:
        return f", all {'this money' if option.best.by_agreement else 'of it'} for {plans}"
    return f", {price(option.price)} for {plans} and {price(beyond)} for {incidents}"


def tie(advice: Advice, tense: Tense) -> str:
    """Say which options cost the same, and what puts the first of them first."""
    names = [_named(advice, advice.tied[0]), *(_inside(advice, each) for each in advice.tied[1:])]
    span = count(advice.question.horizon.months, "month")
    same = _same(tense, agreed=advice.tied[0].best.by_agreement)
    told = f"{listed(names)} {same}: {amount(advice.tied[0].best)} over {span}."
    return f"{told} {_first_of_equals(advice, advice.tied[0], advice.tied[1], tense)}"


def _same(tense: Tense, *, agreed: float) -> str:
    return f"{tense.verb('cost', 'cost')} the same{' of what has a price' if agreed else ''}"


def _first_of_equals(advice: Advice, first: Option, second: Option, tense: Tense) -> str:
    name = _named(advice, first)
    if first.figures.came < second.figures.came:
        costs = tense.verb("costs", "cost")
        return f"{name} stands first: it {costs} less with quota spent in the order requests come."
    if first.figures.terms < second.figures.terms:
        return f"{name} stands first: it {tense.verb('takes', 'taken')} fewer terms."
    return f"{name} stands first in the catalogue’s order."


def runner_up(advice: Advice, second: Option, tense: Tense) -> str:
    """Say which option is next, and how much more it costs."""
    return f"{_named(advice, second)} {tense.verb('is', 'been')} next, {_more(second.best, advice.options[0].best)}."


def _more(total: Total, least: Total) -> str:
    if total.by_agreement != least.by_agreement:
        return f"at {amount(total)}"
    return f"{price(total.money - least.money)} more{' of what has a price' if least.by_agreement else ''}"


def cheapest_on_average(advice: Advice, chances: Mapping[str, Chances], tense: Tense) -> str:
    """Say which option costs least on average, and what it costs at most in most cases."""
    name, span = _named(advice, advice.options[0]), count(advice.question.horizon.months, "month")
    known = chances[advice.options[0].id]
    by = first_on_average(advice.options, chances)
    why = f"{tense.verb('costs', 'cost')} least on average{' of what has a price' if by == 'stated' else ''}"
    if by == "agreements":
        why = _fewest_unpriced(tense)
    alone = only(advice)
    most = f"at most {price(known.p90)}{_apart(known)} in 9 of 10 cases"
    if alone is not None:
        return f"{name} {alone}: {on_average(known)} over {span}, and {most}."
    told = f"{name} {why}: {_sum(known)} over {span}, and {most}. {_how_often(advice, chances, tense)}"
    if by != "agreements":
        return told
    least = min(advice.options, key=lambda each: chances[each.id].expected)
    beside = f"{price(chances[least.id].expected)} on average with {_agreed_on_average(chances[least.id])}"
    return f"{told} {_open(tense, _inside(advice, least), beside)}"


def _how_often(advice: Advice, chances: Mapping[str, Chances], tense: Tense) -> str:
    """Say how often the first option on average comes first, and which does more often; a tie counts once (R28)."""
    first, likeliest = advice.options[0], max(advice.options, key=lambda each: chances[each.id].cheapest or 0)
    most, own = chances[likeliest.id].cheapest, chances[first.id].cheapest
    if most is None or own is None:
        return "How often each comes first takes too long to work out for so many lengths."
    leads = f"{tense.verb('comes', 'come')} first"
    told = f"In {cheapest_percent(first.id, chances)} % of cases it {leads}."
    if most <= own:
        return told
    return f"{told} {_named(advice, likeliest)} {leads} in more of them: {cheapest_percent(likeliest.id, chances)} %."


def _sum(known: Chances) -> str:
    """Write an average; what has no price is told beside it, never counted as free."""
    told = price(known.expected)
    return f"{told} and {_agreed_on_average(known)}" if known.by_agreement else told


def _agreed_on_average(known: Chances) -> str:
    return f"{number_on_average(known.by_agreement)} requests by agreement"


def number_on_average(requests: float) -> str:
    """Write an average number of requests; one that only rounds to none says so."""
    rounded = f"{requests:,.1f}"
    return "under 0.1" if requests and rounded == "0.0" else rounded


def agreed(known: Chances) -> str:
    """Write how many requests have no stated price on average; empty where all have one."""
    return _agreed_on_average(known) if known.by_agreement else ""


def _apart(known: Chances) -> str:
    return " beside these" if known.by_agreement else ""


def on_average(known: Chances) -> str:
    """Write an average and say that it is one."""
    return f"{_sum(known)}{',' if known.by_agreement else ''} on average"


def tie_on_average(advice: Advice, tied: Sequence[Option], known: Chances, tense: Tense) -> str:
    """Say which options cost the same on average."""
    names = [_named(advice, tied[0]), *(_inside(advice, each) for each in tied[1:])]
    span = count(advice.question.horizon.months, "month")
    return f"{listed(names)} {_same(tense, agreed=known.by_agreement)} on average: {_sum(known)} over {span}."


def runner_up_on_average(advice: Advice, second: Option, chances: Mapping[str, Chances], tense: Tense) -> str:
    """Say which option is next, and how much more it costs on average."""
    least, known = chances[advice.options[0].id], chances[second.id]
    told = f"{price(known.expected - least.expected)} more on average"
    if average_of(known)[0] != average_of(least)[0]:
        told = f"at {on_average(known)}"
    return f"{_named(advice, second)} {tense.verb('is', 'been')} next, {told}."


def percent(chance: float) -> str:
    """Write a chance from 0 to 1 with one decimal, in hundredths."""
    return f"{100 * chance:.1f}"


def cheapest_percent(option: str, chances: Mapping[str, Chances]) -> str:
    """Write how likely an option is the cheapest, in hundredths; a chance that only rounds to 0 or 100 says so."""
    known = chances[option].cheapest
    if not known:
        return "0"
    if all(other == option or not each.cheapest for other, each in chances.items()):
        return "100"
    rounded = percent(known)
    return {"0.0": "under 0.1", "100.0": "over 99.9"}.get(rounded, rounded)


def cheapest_told(option: str, chances: Mapping[str, Chances]) -> str:
    """Write how likely an option is the cheapest, or that it is not told."""
    return "not told" if chances[option].cheapest is None else f"{cheapest_percent(option, chances)} %"


def order(advice: Advice, tense: Tense) -> str:
    """Say what the first option costs where quota is spent as requests come, and whether another then costs less."""
    first = advice.options[0]
    least = min(advice.options, key=lambda each: each.figures.came)
    told = f"With quota spent in the order requests come, it {tense.verb('is', 'been')} {amount(first.came)}"
    if least.figures.came == first.figures.came:
        return f"{told}: keep quota for the requests that cost most without it."
    return f"{told}, and {_inside(advice, least)} {tense.verb('comes', 'come')} first, at {amount(least.came)}."


Averages = Mapping[str, Chances] | None
"""What options cost on average, by their ids; None where requests are certain."""


def together(cost: NeedsTogether, advice: Advice, tense: Tense, averages: Averages = None) -> str:
    """Say what all must-haves cost together, and which option would be cheapest without any."""
    without, cost_ = _inside(advice, cost.without), tense.verb("cost", "cost")
    leads, average = _leads(cost.by, tense, averages), " on average" if averages else ""
    if cost.costs is None:
        return f"Without any must-have, {without} {leads}, at {_comes_to(cost.without, averages)}."
    if cost.costs.minor <= 0:
        inside = _inside(advice, advice.options[0])
        return f"Together your must-haves {cost_} nothing{average}: {inside} {leads} with them and without."
    return f"Together your must-haves {cost_} {price(cost.costs)}{average}: without any, {without} {leads}."


def need(cost: NeedCost, advice: Advice, catalogue: Catalogue, tense: Tense, averages: Averages = None) -> str:
    """Say what a must-have costs, on top of the others where there are any, and what would be cheapest without it."""
    name, several = need_told(cost.need, advice.question.needs, catalogue), advice.together is not None
    if cost.without is None:
        return f"Also without {name}, no option meets the other must-haves."
    without, leads = _inside(advice, cost.without), _leads(cost.by, tense, averages)
    if not advice.options:
        return f"Without {name}, {without} {leads}."
    if cost.costs is None:
        return f"Without {name}, {without} {leads}, at {_comes_to(cost.without, averages)}."
    you_pay = f"{'On top of the others, you' if several else 'You'} {tense.verb('pay', 'paid')}"
    average = " on average" if averages else ""
    if cost.costs.minor <= 0:
        inside = _inside(advice, advice.options[0])
        return f"{you_pay} nothing{average} for {name}: {inside} {leads} with it and without it."
    return f"{you_pay} {price(cost.costs)}{average} for {name}: without it, {without} {leads}."


def _leads(by: FirstBy, tense: Tense, averages: Averages) -> str:
    """Say that an option is the first without a must-have: cheapest only where all of its total has a price."""
    if by != "total":
        return f"{tense.verb('comes', 'come')} first"
    return f"{tense.verb('is', 'been')} cheapest{' on average' if averages else ''}"


def _comes_to(option: Option, averages: Averages) -> str:
    return amount(option.best) if averages is None else _sum(averages[option.id])


def need_told(need: str, needs: Needs, catalogue: Catalogue) -> str:
    """Name a must-have inside a sentence, updates with their years."""
    lane = next((each for each in LANES if each == need), None)
    name = need_name(need, catalogue)
    return name if lane is None else f"{months(needs.months_of(lane))} of {name.lower()}"


def lanes_past(advice: Advice, catalogue: Catalogue, tense: Tense) -> str | None:
    """Say that years of updates reach past the time asked about, so that a longer time may meet them for less (R24)."""
    needs, horizon = advice.question.needs, advice.question.horizon
    past = [need_told(lane, needs, catalogue) for lane in LANES if needs.months_of(lane) > horizon.months]
    if not past:
        return None
    return (
        f"Only plans that begin within the {count(horizon.months, 'month')} you asked about are looked at: "
        f"over a longer time, {listed(past)} {tense.may('cost', 'cost')} less."
    )


def no_caps(most: int) -> str:
    """Say that caps were not lifted."""
    return (
        f"Which limit of a plan’s quota costs you money is told for up to {count(most, 'request')}, "
        "or for more that all cost alike."
    )


def left_out(left: LeftOut, needs: Needs, catalogue: Catalogue) -> str:
    """Say why a plan is no option: it is not sold here, or which must-haves it does not meet."""
    if left.needs:
        return " ".join(_missing(left.plan, each, needs, catalogue) for each in left.needs)
    return left.plan.sale.reason or _unsold(left.plan, catalogue)


def _unsold(plan: Plan, catalogue: Catalogue) -> str:
    if plan.price.value is None:
        return f"It has no price in {catalogue.currency}, and nothing is converted."
    return "The terms do not state how long it runs."


def _missing(plan: Plan, need: str, needs: Needs, catalogue: Catalogue) -> str:
    name = need_name(need, catalogue)
    lane = next((each for each in LANES if each == need), None)
    if lane is None:
        answer = plan.features[need].value
        return f"{name} is not stated for it." if answer is None else f"It is stated to come without this: {name}."
    window = plan.critical_updates if lane == "critical_updates" else plan.maintenance_upgrades
    if window.value is None:
        return f"{name} are not stated for it."
    return f"{name} are not covered for {months(needs.months_of(lane))} by it."
