"""The advice that a quote carries, over HTTP: for buyers, and for staff in a draft too."""

from typing import Any, Final

from marshmallow import fields

from plandesk.api.fields import MoneyView, View
from plandesk.api.prices import show_money
from plandesk.domain.quotes_advice import AdvisedChances, AdvisedOption, AdvisedTotal, QuoteAdvice

AGAINST: Final = {"description": "That the advice of a draft speaks against what it offers; else null."}


class QuoteAdvisedTotalView(View):
    """A total with the plan's price in it; `by_agreement` counts requests that no price is stated for."""

    total = fields.Nested(MoneyView())
    beyond = fields.Nested(MoneyView(), metadata={"description": "What of it is paid beside the price of plans."})
    by_agreement = fields.Integer()


class QuoteAdvisedChancesView(View):
    """What an uncertain workload costs: on average, and at most with 50, 90 and 95 % probability."""

    expected = fields.Nested(MoneyView())
    median = fields.Nested(MoneyView())
    p90 = fields.Nested(MoneyView())
    p95 = fields.Nested(MoneyView())
    cheapest_percent = fields.String()
    by_agreement = fields.String(
        metadata={"description": "Requests without a stated price on average, to print; empty where all have one."}
    )


class QuoteAdvisedOptionView(View):
    """One option as it ranked. `best` and `came` are null where only rates are known; then there are `chances`."""

    name = fields.String()
    tied = fields.Boolean(metadata={"description": "It costs what the first one costs."})
    price = fields.Nested(MoneyView())
    best = fields.Nested(QuoteAdvisedTotalView(), allow_none=True)
    came = fields.Nested(QuoteAdvisedTotalView(), allow_none=True)
    chances = fields.Nested(QuoteAdvisedChancesView(), allow_none=True)
    notes = fields.List(fields.String())


class QuoteAdviceView(View):
    """An advice as a quote carries it: what was asked, the options ranked, the reasons, and what it holds for."""

    query = fields.String(metadata={"description": "The address it was asked by, as a draft takes it."})
    address = fields.String(metadata={"description": "Where the same is worked out again."})
    question = fields.List(fields.String())
    options = fields.List(fields.Nested(QuoteAdvisedOptionView()))
    reasons = fields.List(fields.String())
    left_out = fields.List(fields.String())
    holds = fields.String()
    held = fields.List(
        fields.String(),
        metadata={"description": "Which terms of what is advised the quote holds, and which not; empty where all."},
    )


def show_quote_advice(advice: QuoteAdvice | None) -> dict[str, Any] | None:
    """Show the advice that a quote carries, or null."""
    if advice is None:
        return None
    return {
        "query": advice.query,
        "address": advice.address,
        "question": list(advice.question),
        "options": [_option(each) for each in advice.options],
        "reasons": list(advice.reasons),
        "left_out": list(advice.left_out),
        "holds": advice.holds,
        "held": list(advice.held),
    }


def _option(option: AdvisedOption) -> dict[str, Any]:
    return {
        "name": option.name,
        "tied": option.tied,
        "price": show_money(option.price),
        "best": _total(option.best, option),
        "came": _total(option.came, option),
        "chances": _chances(option.chances),
        "notes": list(option.notes),
    }


def _total(total: AdvisedTotal | None, option: AdvisedOption) -> dict[str, Any] | None:
    if total is None:
        return None
    beyond = show_money(total.money - option.price)
    return {"total": show_money(total.money), "beyond": beyond, "by_agreement": total.by_agreement}


def _chances(chances: AdvisedChances | None) -> dict[str, Any] | None:
    if chances is None:
        return None
    points = {name: show_money(getattr(chances, name)) for name in ("expected", "median", "p90", "p95")}
    return {**points, "cheapest_percent": chances.cheapest_percent, "by_agreement": chances.by_agreement}
