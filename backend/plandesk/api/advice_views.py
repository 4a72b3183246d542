"""The shape of an answer of advice: options, their quota by month, reasons, and what was worked out on request."""

from typing import Final

from marshmallow import fields, validate

from plandesk.api.fields import MoneyView, Rows, View
from plandesk.domain.advice_quota import CAPS
from plandesk.services.advice_reasons import REASON_KINDS

PARTS: Final = ("flips", "map", "curves", "replay")
WORKLOADS: Final = ("pattern", "requests", "rates")
OPTIONS: Final = ("plan", "adhoc", "chain")
SCOPES: Final = ("month", "period")
MEASURES: Final = ("requests", "minutes")
_PLACE: Final = {"type": "integer"}
FIRST_BY: Final = ("total", "stated", "agreements")
WHY_FIRST: Final = (
    "What the first option is first by: `total`, it costs least; `stated`, least of what has a price; `agreements`, it "
    "leaves fewer requests without a price than what may cost less. Null without options."
)
NOT_IN_TOTALS: Final = "Requests that no price is stated for; not in the total, and fewer of them come before money."
ADVISED: Final = "`adhoc`, `chain` or the id of a plan."


def described(text: str) -> dict[str, str]:
    """Return what the document says of a member."""
    return {"description": text}


class AdvisedPoolView(View):
    """What is expected of one pool of work, and what an incident of it costs; numbers are null for rates."""

    pool = fields.String()
    name = fields.String()
    requests = fields.Integer(allow_none=True)
    minutes = fields.Integer(allow_none=True)
    typical_minutes = fields.Integer(allow_none=True, metadata=described("How long one more request is taken to be."))
    incident = fields.Nested(MoneyView(), allow_none=True)
    lines = fields.List(fields.Integer())
    readings = fields.List(fields.String())


class AdvisedWorkloadView(View):
    """The requests that were looked at; their numbers are null for rates."""

    kind = fields.String(validate=validate.OneOf(WORKLOADS))
    requests = fields.Integer(allow_none=True)
    most_grown = fields.Integer(
        allow_none=True, metadata=described("For how many requests such as these there are flip points.")
    )
    most_drawn = fields.Integer(
        allow_none=True, metadata=described("For how many requests such as these there are a map and curves.")
    )
    pools = fields.List(fields.Nested(AdvisedPoolView()))


class IncidentCostView(View):
    """What one incident costs, and where the terms say so."""

    id = fields.String()
    sentence = fields.String()
    lines = fields.List(fields.Integer())
    readings = fields.List(fields.String())


class AdvisedTermView(View):
    """One term of an option; `end` is exclusive. Months beyond the horizon are paid in full."""

    plan = fields.String()
    name = fields.String()
    month = fields.Integer(metadata=described("The month of the horizon in which it starts, from 1."))
    months = fields.Integer()
    start = fields.Date()
    end = fields.Date()
    price = fields.Nested(MoneyView())
    months_beyond = fields.Integer()
    lines = fields.List(fields.Integer())
    readings = fields.List(fields.String())


class DaysView(View):
    """A span of days; `end` is exclusive."""

    start = fields.Date()
    end = fields.Date()


class AdvisedIncidentsView(View):
    """Incidents that are bought for one pool beside the quota."""

    pool = fields.String()
    units = fields.Integer()
    money = fields.Nested(MoneyView())


class AdvisedTotalView(View):
    """What an option comes to: its price, and the overflow beside it."""

    total = fields.Nested(MoneyView())
    overflow = fields.Nested(MoneyView())
    per_month = fields.Nested(MoneyView(), metadata=described("The total by month of the horizon, half-up."))
    by_agreement = fields.Integer(metadata=described(NOT_IN_TOTALS))
    incidents = fields.List(fields.Nested(AdvisedIncidentsView()))


class SpentView(View):
    """So many requests, and the minutes they take in all."""

    requests = fields.Integer()
    minutes = fields.Integer()


class MonthUseView(DaysView):
    """One quota month of a term. `lapsed` is what is lost with it; over a term it adds up to given less best."""

    asked = fields.Nested(SpentView())
    best = fields.Nested(SpentView())
    came = fields.Nested(SpentView())
    lapsed = fields.Nested(SpentView())


class TermUseView(DaysView):
    """One term's quota of a pool: what it gives, what is used of it at best and as requests come, and by month."""

    month = fields.Integer(metadata=described("The month of the horizon in which it starts, from 1."))
    given = fields.Nested(SpentView())
    best = fields.Nested(SpentView())
    came = fields.Nested(SpentView())
    months = fields.List(fields.Nested(MonthUseView()))


class PoolUseView(View):
    """What becomes of an option's quota of one pool; months served ad hoc are in no term."""

    pool = fields.String()
    terms = fields.List(fields.Nested(TermUseView()))
    some_levels = fields.List(
        fields.String(), metadata=described("Sentences: whose quota holds but some of the pool's levels.")
    )


class BoundCapView(View):
    """A cap of a quota, in requests or minutes."""

    scope = fields.String(validate=validate.OneOf(SCOPES))
    of = fields.String(validate=validate.OneOf(MEASURES))
    cap = fields.Integer()


class BindingView(View):
    """Caps that bind: without them the best possible total would be lower. Several bind only together."""

    pool = fields.String()
    plan = fields.String()
    caps = fields.List(fields.Nested(BoundCapView()))
    lifting_saves = fields.Nested(MoneyView())
    sentence = fields.String()


class BoughtView(View):
    """Something that a plan's price buys beside quota, and where the terms say so."""

    plan = fields.String()
    text = fields.String()
    lines = fields.List(fields.Integer())
    readings = fields.List(fields.String())


class WorthView(View):
    """How a price divides: what all its quota is worth at ad-hoc prices, and the rest, which may be negative."""

    quota = fields.Nested(MoneyView())
    rest = fields.Nested(MoneyView())
    used = fields.Nested(
        MoneyView(), allow_none=True, metadata=described("The incidents that its best use stands for; null for rates.")
    )
    sentence = fields.String()
    buys = fields.List(fields.Nested(BoughtView()))


class ChancesView(View):
    """What an option costs by the exact distribution of the requests, as they come."""

    expected = fields.Nested(MoneyView())
    median = fields.Nested(MoneyView())
    p90 = fields.Nested(MoneyView(), metadata=described("The least total that holds in 90 of 100 cases."))
    p95 = fields.Nested(MoneyView())
    by_agreement = fields.String(metadata=described("Requests without a stated price on average, decimal text."))
    agreed = fields.String(metadata=described("The same to print, such as “3.0 requests by agreement”; empty of none."))
    cheapest_percent = fields.String(
        allow_none=True,
        metadata=described(
            "How likely it comes first of all, a tie by R25, decimal text; null where that takes too long to tell."
        ),
    )
    cheapest = fields.String(metadata=described("The same to print, such as “under 0.1 %”, “84.5 %” or “not told”."))


class AdvisedOptionView(View):
    """One way to be served. `best` is by the best possible use of quota, `came` as requests come; null for rates."""

    id = fields.String(metadata=described(ADVISED))
    kind = fields.String(validate=validate.OneOf(OPTIONS))
    name = fields.String()
    rank = fields.Integer()
    tied = fields.Boolean(metadata=described("It shares the first one's total, and is not alone in that."))
    terms = fields.List(fields.Nested(AdvisedTermView()))
    gaps = fields.List(fields.Nested(DaysView()), metadata=described("Days without a term, served ad hoc."))
    price = fields.Nested(MoneyView())
    best = fields.Nested(AdvisedTotalView(), allow_none=True)
    came = fields.Nested(AdvisedTotalView(), allow_none=True)
    usage = fields.List(fields.Nested(PoolUseView()))
    binding = fields.List(fields.Nested(BindingView()))
    worth = fields.Nested(WorthView(), allow_none=True)
    chances = fields.Nested(ChancesView(), allow_none=True)
    notes = fields.List(fields.String())
    configure = fields.String(allow_none=True, metadata=described("Where the configurator opens filled with it."))


class LeftOutView(View):
    """A plan that is no option, and why."""

    plan = fields.String()
    name = fields.String()
    reason = fields.String(validate=validate.OneOf(("not_sold", "need")))
    needs = fields.List(fields.String())
    sentence = fields.String()
    readings = fields.List(fields.String())


class ReasonView(View):
    """A reason for the answer, ready to print."""

    kind = fields.String(validate=validate.OneOf(REASON_KINDS))
    sentence = fields.String()
    months = fields.Integer(
        allow_none=True, metadata=described("A longer time over which something meets the must-haves.")
    )


class NeedCostView(View):
    """What a must-have adds to the cheapest total, and which option would win without it; null where none would."""

    need = fields.String()
    name = fields.String()
    costs = fields.Nested(MoneyView(), allow_none=True)
    without = fields.String(allow_none=True, metadata=described(ADVISED))
    sentence = fields.String()


class NeedsTogetherView(View):
    """What several must-haves cost together, and which option would win without any; null where none meets them."""

    costs = fields.Nested(MoneyView(), allow_none=True)
    without = fields.String(metadata=described(ADVISED))
    sentence = fields.String()


class FlipView(View):
    """The number of a pool's requests at which another option comes first, and the workload to ask again with."""

    pool = fields.String()
    count = fields.Integer()
    from_ = fields.String(data_key="from", metadata=described(ADVISED))
    to = fields.String(metadata=described(ADVISED))
    stays = fields.Boolean(metadata=described("Whether nothing changes beyond it, as far as was looked."))
    sentence = fields.String()
    requests = Rows(_PLACE, _PLACE, _PLACE, metadata=described("The whole workload there, as numbers."))


class AxisView(View):
    """The numbers of a pool's requests along one side of the map; one's own is among them."""

    pool = fields.String()
    name = fields.String()
    from_ = fields.Integer(data_key="from")
    to = fields.Integer()


class CellView(View):
    """One's own place on the map, counted from its first row and column."""

    row = fields.Integer()
    column = fields.Integer()


class NamedOptionView(View):
    """An option by its name."""

    id = fields.String(metadata=described(ADVISED))
    name = fields.String()


class BreakEvenView(View):
    """The first option for each number of requests of two pools: `cells` are places in `options`, a row a number."""

    rows = fields.Nested(AxisView())
    columns = fields.Nested(AxisView())
    here = fields.Nested(CellView())
    options = fields.List(fields.Nested(NamedOptionView()))
    cells = fields.List(fields.List(fields.Integer()))
    ties = Rows(
        _PLACE, _PLACE, _PLACE, metadata=described("Each other option with a cell's total: [row, column, option].")
    )
    totals = fields.List(fields.List(fields.Integer()), metadata=described("The first option's total, minor units."))
    by_agreement = fields.List(fields.List(fields.Integer()), metadata=described(NOT_IN_TOTALS))
    by_money = fields.Boolean(metadata=described("Whether all have a price, so that the first option costs least."))
    sentence = fields.String()


class SeriesView(NamedOptionView):
    """An option's totals in minor units, by the number of requests; null where it is no option of its own."""

    totals = fields.List(fields.Integer(allow_none=True))
    came = fields.List(fields.Integer(allow_none=True))
    by_agreement = fields.List(fields.Integer(allow_none=True), metadata=described(NOT_IN_TOTALS))
    came_by_agreement = fields.List(fields.Integer(allow_none=True), metadata=described(NOT_IN_TOTALS))


class CurveView(View):
    """What each option costs by the number of a pool's requests; `here` is one's own."""

    pool = fields.String()
    name = fields.String()
    counts = fields.List(fields.Integer())
    here = fields.Integer()
    series = fields.List(fields.Nested(SeriesView()))
    falls = fields.List(
        fields.String(), metadata=described("Sentences: which request lowers an option's total as requests come.")
    )


class CapHitView(View):
    """The first day on which a cap of a term refused a request."""

    pool = fields.String()
    scope = fields.String(validate=validate.OneOf(SCOPES))
    of = fields.String(validate=validate.OneOf(MEASURES))
    term = fields.Integer(metadata=described("Which term of the option, from 1."))
    on = fields.Date()


class ReplayView(View):
    """What an option would have done with each request, by position in the question."""

    id = fields.String(metadata=described(ADVISED))
    beyond = Rows(
        _PLACE,
        {"type": "array", "items": {"type": "string", "enum": list(CAPS)}},
        metadata=described("As requests come: [position, the caps that refused it]; none where no quota is for it."),
    )
    caps = fields.List(fields.Nested(CapHitView()))
    best_beyond = fields.List(fields.Integer())


class AdviceView(View):
    """Which support costs least, by one version of the catalogue, on one day; `end` is exclusive."""

    catalogue_version = fields.String()
    advised_on = fields.Date()
    currency = fields.String()
    net_of_tax = fields.Boolean()
    family = fields.String()
    start = fields.Date()
    end = fields.Date()
    months = fields.Integer()
    over = fields.Boolean(metadata=described("Whether it is about what is over: its months, or every dated request."))
    first_by = fields.String(validate=validate.OneOf(FIRST_BY), allow_none=True, metadata=described(WHY_FIRST))
    workload = fields.Nested(AdvisedWorkloadView())
    ad_hoc = fields.String(metadata=described("What is meant by ad hoc and by an incident, in a sentence or two."))
    incidents = fields.List(fields.Nested(IncidentCostView()))
    options = fields.List(fields.Nested(AdvisedOptionView()), metadata=described("The cheapest first; may be empty."))
    left_out = fields.List(fields.Nested(LeftOutView()))
    reasons = fields.List(fields.Nested(ReasonView()))
    needs = fields.List(fields.Nested(NeedCostView()))
    needs_together = fields.Nested(
        NeedsTogetherView(), allow_none=True, metadata=described("Null for fewer than two must-haves.")
    )
    never = fields.List(fields.String(), metadata=described("Plans that win by no number of requests."))
    readings = fields.List(fields.String(), metadata=described("All that the figures rest on."))
    flips = fields.List(fields.Nested(FlipView()), allow_none=True)
    map = fields.Nested(BreakEvenView(), allow_none=True)
    curves = fields.List(fields.Nested(CurveView()), allow_none=True)
    replay = fields.List(fields.Nested(ReplayView()), allow_none=True)
