"""The words around an advice that a quote carries: what was asked, what its totals hold for, and its table on paper."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final

from plandesk.domain.advice import Horizon, Needs, Question
from plandesk.domain.advice_chains import LANES
from plandesk.domain.advice_workload import ExpectedRequest, PatternRow, Rate
from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.domain.documents import Appendix, Section
from plandesk.domain.period import day_before
from plandesk.domain.quotes_advice import AdvisedOption, AdvisedTotal, Contrary, QuoteAdvice
from plandesk.text.advice_en import need_name, within
from plandesk.text.advice_incidents_en import beyond_quota
from plandesk.text.formats import count, day, listed, minutes, months, price

TITLE: Final = "Which plan, and why"
HELD: Final = "What this quote holds of it"
_COLUMNS: Final = ("Option", "Best possible", "As requests come", "Plan price", "Incidents")
_UNCERTAIN: Final = ("Option", "On average", "Median", "90 %", "95 %", "Chance to come first")
NOTHING_EXPECTED: Final = "No requests are expected."


def horizon(question: Question, catalogue: Catalogue) -> str:
    """Say for what and for which days advice was asked."""
    span, name = question.horizon, catalogue.family(question.family).name
    return f"{name}, {count(span.months, 'month')} from {day(span.start)} to {day(day_before(span.end))}."


def of_rows(rows: Sequence[PatternRow], span: Horizon, catalogue: Catalogue) -> Iterator[str]:
    """Say what a monthly pattern brings, row by row."""
    for row in rows:
        when = "every month" if len(row.months) == span.months else _in_months(row.months)
        yield f"{_sized(row.count, row.level, row.minutes, catalogue)}, {when}."


def _in_months(named: Sequence[int]) -> str:
    return f"in {'month' if len(named) == 1 else 'months'} {listed([str(each + 1) for each in named])}"


def of_requests(requests: Sequence[ExpectedRequest], catalogue: Catalogue) -> Iterator[str]:
    """Say which dated requests are expected, those of one level and length together, in the catalogue's order."""
    for level in catalogue.levels:
        for long in sorted({each.minutes for each in requests if each.level == level.id}):
            days = [each.on for each in requests if (each.level, each.minutes) == (level.id, long)]
            first, last = day(min(days)), day(max(days))
            when = f"on {first}" if first == last else f"between {first} and {last}"
            yield f"{_sized(len(days), level.id, long, catalogue)}, {when}."


def of_rates(rates: Sequence[Rate], catalogue: Catalogue) -> Iterator[str]:
    """Say how many requests a month are expected on average."""
    for each in rates:
        number = Decimal(each.per_month.numerator) / each.per_month.denominator
        noun = "request" if number == 1 else "requests"
        level = catalogue.level(each.level).name
        yield f"{number:f} {noun} of {level} a month on average, {minutes(each.minutes)} each."


def _sized(number: int, level: str, long: int, catalogue: Catalogue) -> str:
    each = " each" if number > 1 else ""
    return f"{count(number, 'request')} of {catalogue.level(level).name}, {minutes(long)}{each}"


def must_haves(needs: Needs, catalogue: Catalogue) -> Iterator[str]:
    """Say which must-haves were named, in one line or none."""
    named = needs_named(needs, catalogue)
    if named:
        yield f"Must-haves: {listed(named)}."


def needs_named(needs: Needs, catalogue: Catalogue, only: Collection[str] | None = None) -> list[str]:
    """Name must-haves, updates with their years; `only` those that are named."""
    services = [(each, need_name(each, catalogue)) for each in needs.services]
    years = [
        (lane, f"{need_name(lane, catalogue)} for {months(needs.months_of(lane))}")
        for lane in LANES
        if needs.months_of(lane)
    ]
    return [name for need, name in (*services, *years) if only is None or need in only]


def buys(plan: Plan, bought: Sequence[str]) -> str:
    """Say what a plan's price buys beside quota."""
    return f"{plan.name.value} comes with: {'; '.join(bought)}."


def holds(catalogue: Catalogue, *, uncertain: bool) -> str:
    """Say how the totals are worked out, for what they hold, and for what not."""
    made = "requests that come at the rates stated here" if uncertain else "exactly the requests stated here"
    tax = ", nor is tax" if catalogue.net_of_tax.value else ""
    return " ".join(
        (
            _AS_THEY_COME if uncertain else _BOTH,
            beyond_quota(catalogue),
            f"The totals hold for {made}, at list prices: discounts of the quote are not in them{tax}.",
            "With other requests another option may cost less.",
        )
    )


_AS_THEY_COME: Final = (
    "Quota is spent in the order requests come. Where options cost the same, the one with fewer terms comes first, "
    "then the earlier one in the catalogue."
)
_BOTH: Final = (
    "Best possible keeps quota for the requests that save most by it; as requests come, each takes what is left."
)


NAMES_NOTHING: Final = "The advice names no plan: no single one on sale has all that must be there."


def other_product(family: str) -> str:
    """Say that an advice is about something else than what is quoted."""
    return f"The advice is for {family}, and no plan of it is quoted."


def contrary(against: Contrary, quoted: Sequence[str]) -> str:
    """Say what an advice puts first in the place of what is quoted, and what either costs by it."""
    first, other = against.first, against.quoted
    average = " on average" if first.chances else ""
    told = f"The advice puts {_inside(first)} first, at {_amount(first)}{average}"
    if other is not None:
        return f"{told}; {_inside(other)}, which is quoted, stands in it at {_amount(other)}."
    if not quoted:
        return f"{told}; no plan is quoted, and having none is not among its options."
    names = list(dict.fromkeys(quoted))
    return f"{told}; {listed(names)}, quoted here, {'are' if len(names) > 1 else 'is'} not among its options."


def _inside(option: AdvisedOption) -> str:
    """Name an option inside a sentence; a chain has commas of its own."""
    return f"“{option.name}”" if "," in option.name else within(option.name)


def _amount(option: AdvisedOption) -> str:
    total = option.total
    if total is None:
        raise ValueError(f"{option.name} has no total")
    agreed = f"{count(total.by_agreement, 'request')} by agreement" if total.by_agreement else ""
    agreed = option.chances.by_agreement if option.chances else agreed
    return f"{price(total.money)} and {agreed}" if agreed else price(total.money)


def appendix(advice: QuoteAdvice) -> Appendix:
    """Write the advice as the last part of a quote's document, its table in the figures of its sentences."""
    uncertain = any(each.chances for each in advice.options)
    rows = [_uncertain_row(each) if each.chances else _row(each) for each in advice.options]
    noted = (Section(each.name, each.notes) for each in advice.options if each.notes)
    return Appendix(
        heading=TITLE,
        lines=advice.question,
        columns=_UNCERTAIN if uncertain else _COLUMNS,
        rows=tuple(rows),
        sections=tuple(
            each
            for each in (
                Section(HELD, advice.held),
                Section("Reasons", advice.reasons),
                *noted,
                Section("Left out", advice.left_out),
                Section("What it holds for", (advice.holds,)),
            )
            if each.lines
        ),
    )


def _row(option: AdvisedOption) -> tuple[str, ...]:
    best, came = option.best, option.came
    beyond = price(best.money - option.price) if best else ""
    return _name(option), _total(best), _total(came), price(option.price), beyond


def _uncertain_row(option: AdvisedOption) -> tuple[str, ...]:
    known = option.chances
    if known is None:
        raise ValueError(f"{option.name} has no chances")
    beside = f" and {known.by_agreement}" if known.by_agreement else ""
    points = (price(each) for each in (known.median, known.p90, known.p95))
    return _name(option), price(known.expected) + beside, *points, f"{known.cheapest_percent} %"


def _name(option: AdvisedOption) -> str:
    return f"{option.name} (same total)" if option.tied else option.name


def _total(total: AdvisedTotal | None) -> str:
    if total is None:
        return ""
    agreed = f" and {count(total.by_agreement, 'request')} by agreement" if total.by_agreement else ""
    return price(total.money) + agreed
