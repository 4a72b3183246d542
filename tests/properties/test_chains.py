"""Whatever a customer extends, upgrades and uses, in any order: cover only grows, and every sum and day adds up."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plandesk.domain.beyond_quota import BeyondQuota
from plandesk.domain.coverage import LANES, Chain, Lanes, days_lost, gaps, lanes
from plandesk.domain.orders import propose
from plandesk.domain.pricing import SelectionRefused, StartId
from plandesk.domain.requests import quotas_on
from plandesk.services.chains import CoverChanged, KnownLine
from plandesk.services.orders import place_order
from tests.chains import booked, chain_of, extending
from tests.covered import INSTALLATION, Covered
from tests.customer_orders import extend, request, upgrade
from tests.factories import FIRST_DAY, select, usd, vendor_catalogue

CATALOGUE = vendor_catalogue()
PLANS = [plan.id for plan in CATALOGUE.plans_of("pbx") if plan.sold_as_extension]
STARTS: st.SearchStrategy[StartId | None] = st.sampled_from([None, "at_end", "today", "continuous", "from_payment"])
OFFSETS = st.integers(-90, 29)


@dataclass(frozen=True)
class Buy:
    """Order an extension, and pay it some days later."""

    plan: str
    periods: int
    start: StartId | None
    paid_after: int


@dataclass(frozen=True)
class Raise:
    """Order an upgrade, and pay it some days later."""

    plan: str
    paid_after: int


@dataclass(frozen=True)
class Use:
    """Record a request of some quarters of an hour."""

    level: str
    quarters: int


@dataclass(frozen=True)
class Wait:
    """Let days pass."""

    days: int


STEPS = st.one_of(
    st.builds(Buy, st.sampled_from(PLANS), st.integers(1, 3), STARTS, st.integers(0, 6)),
    st.builds(Raise, st.sampled_from(PLANS), st.integers(0, 6)),
    st.builds(Use, st.sampled_from(["l1", "l2", "dev"]), st.integers(1, 6)),
    st.builds(Wait, st.integers(1, 200)),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(PLANS), st.lists(STEPS, min_size=3, max_size=12))
def test_any_history_keeps_cover_money_and_quota_straight(plan: str, steps: list[Buy | Raise | Use | Wait]) -> None:
    covered = Covered(plan, FIRST_DAY - timedelta(days=20), value=usd(290_000))
    for step in steps:
        match step:
            case Wait(days):
                covered.world.clock.advance(days=days)
            case Use(level, quarters):
                _use(covered, level, quarters)
            case Buy() | Raise():
                _purchase(covered, step)
    _insist_quota_never_below_zero(covered)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.sampled_from(PLANS), st.dates(date(2025, 1, 1), date(2030, 12, 31)), st.integers(-90, 29), st.integers(-90, 29)
)
def test_any_order_between_ninety_days_before_the_end_and_grace_that_starts_at_the_old_end_ends_alike(
    plan: str, end: date, one: int, other: int
) -> None:
    chain = chain_of(booked(f"pbx.standard {end - timedelta(days=365)} {end - timedelta(days=1)}"))
    ends = set()
    for offset in (one, other):
        day = end + timedelta(days=offset)
        start: StartId = "at_end" if day < end else "continuous"
        try:
            terms = propose(CATALOGUE, select(extending(chain, plan, 1, start)), day).schedules[0].terms
        except SelectionRefused:
            assume(False)
        assert terms[0].period.start == end
        ends.add(terms[-1].period.end)
    assert len(ends) == 1


def _use(covered: Covered, level: str, quarters: int) -> None:
    try:
        covered.record(level=level, minutes=quarters * 15)
    except BeyondQuota:
        return  # Refused whole: the books are looked at when the history ends.


def _purchase(covered: Covered, step: Buy | Raise) -> None:
    day, before = covered.today, _chain(covered)
    if isinstance(step, Raise):
        asked, line = upgrade(step.plan), {}
    else:
        line = (
            {} if step.start != "today" or before.end is None else {"confirmed_days_given_up": (before.end - day).days}
        )
        asked = extend(step.plan, periods=step.periods, start=step.start, **line)
    try:
        wanted = request(covered, asked)
        order = place_order(wanted, ports=covered.ports).order
    except (SelectionRefused, CoverChanged):
        return
    assert order.total == wanted.expected_total
    for credit in (each.credit for each in order.breakdown.lines if each.credit):
        assert 0 <= credit.amount.minor <= credit.value.minor
        assert order.total.minor >= 0
    covered.world.clock.advance(days=step.paid_after)
    if order.total.minor:
        covered.world.pay(order)
    assert covered.world.state(order) == "fulfilled"
    after = _chain(covered)
    _insist_nothing_is_lost(lanes(before.terms), lanes(after.terms), covered.today)
    _insist_days_add_up(lanes(after.terms))


def _asked(step: Buy | Raise, before: Chain, day: date) -> KnownLine:
    if isinstance(step, Raise):
        return upgrade(step.plan)
    given_up = (before.end - day).days if step.start == "today" and before.end else None
    return extend(step.plan, periods=step.periods, start=step.start, confirmed_days_given_up=given_up)


def _chain(covered: Covered) -> Chain:
    with covered.books(read_only=True) as unit:
        return unit.terms.chain(INSTALLATION)


def _insist_nothing_is_lost(before: Lanes, after: Lanes, day: date) -> None:
    assert days_lost(before, after, day) == {}


def _insist_days_add_up(told: Lanes) -> None:
    """Insist that covered days and gap days are the whole horizon, in every lane."""
    for covered in (told[lane] for lane in LANES if told[lane]):
        horizon = (covered[-1].end - covered[0].start).days
        between = gaps(covered, covered[-1].end)
        assert sum(each.days for each in covered) + sum(each.days for each in between) == horizon


def _insist_quota_never_below_zero(covered: Covered) -> None:
    chain = _chain(covered)
    with covered.books(read_only=True) as unit:
        for term in chain.terms:
            uses = unit.requests.of_term(term.id)
            for quota in (each for use in uses for each in quotas_on(term, CATALOGUE, uses, use.on)):
                for window in (each for each in (quota.month, quota.period) if each is not None):
                    assert window.requests.used <= window.requests.cap
                    assert window.minutes.used <= window.minutes.cap
