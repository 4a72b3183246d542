"""Whatever is bought, and whenever it is paid: terms join without gap, and no purchase takes cover away."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plandesk.domain.coverage import Term
from plandesk.domain.orders import pin_starts, propose, schedule
from plandesk.domain.period import Period, months_to, union
from plandesk.domain.pricing import Extension, SelectionRefused, StartId
from plandesk.domain.terms import Schedule, schedule_new, term_months
from tests.factories import extension, new, select, vendor_catalogue

CATALOGUE = vendor_catalogue()
BUYABLE = [plan.id for plan in CATALOGUE.plans if plan.sold_new]
SAME_FAMILY = [(left, right) for left in BUYABLE for right in BUYABLE if left.split(".")[0] == right.split(".")[0]]
DAYS = st.dates(date(2025, 1, 1), date(2032, 12, 31))
STARTS: st.SearchStrategy[StartId | None] = st.sampled_from([None, "at_end", "today", "continuous", "from_payment"])
quick = settings(max_examples=150, deadline=None, derandomize=True)


@st.composite
def extensions(draw: st.DrawFn) -> tuple[Extension, date, Schedule]:
    """An extension that may be ordered, the day of its order, and its dates when the money counts a little later."""
    current, plan = draw(st.sampled_from(SAME_FAMILY))
    ordered_on = draw(DAYS)
    last_covered_day = ordered_on + timedelta(days=draw(st.integers(-60, 120)))
    periods, start = draw(st.integers(1, 3)), draw(STARTS)
    line = extension(last_covered_day, plan, current_plan=current, periods=periods, start=start)
    try:
        told = propose(CATALOGUE, select(line), ordered_on)
    except SelectionRefused:
        assume(False)
    selection = pin_starts(select(line), told.schedules)
    paid_on = ordered_on + timedelta(days=draw(st.integers(0, 7)))
    return line, ordered_on, schedule(CATALOGUE, selection, ordered_on, paid_on)[0]


@quick
@given(st.sampled_from(BUYABLE), st.integers(1, 3), DAYS)
def test_new_terms_join_and_turn_on_the_day_of_the_money(plan: str, periods: int, paid_on: date) -> None:
    terms = schedule_new(CATALOGUE, 0, new(plan, periods), paid_on).terms
    assert terms[0].period.start == paid_on
    _join(terms, periods)


@quick
@given(extensions())
def test_extended_terms_join_and_keep_their_length(drawn: tuple[Extension, date, Schedule]) -> None:
    line, _, dates = drawn
    _join(dates.terms, line.periods)


@quick
@given(extensions())
def test_buying_never_shortens_cover(drawn: tuple[Extension, date, Schedule]) -> None:
    line, _, dates = drawn
    old = Period(line.end - timedelta(days=365), line.end)
    kept = Period(old.start, dates.terms[0].period.start) if dates.chosen.id == "today" else old
    covered = union([kept, *(term.period for term in dates.terms)])
    assert covered[0].start == old.start
    assert covered[-1].end > line.end
    assert len(covered) == (2 if dates.chosen.gap_days else 1)


@quick
@given(extensions())
def test_days_given_up_and_gaps_are_counted_to_the_day(drawn: tuple[Extension, date, Schedule]) -> None:
    line, _, dates = drawn
    start = dates.terms[0].period.start
    assert dates.chosen.days_given_up == max(0, (line.end - start).days)
    assert dates.chosen.gap_days == max(0, (start - line.end).days)


@quick
@given(extensions())
def test_another_start_than_the_chosen_one_is_always_named(drawn: tuple[Extension, date, Schedule]) -> None:
    line, _, dates = drawn
    assert dates.replaced is None or dates.replaced != dates.chosen.id
    assert line.start in (None, dates.chosen.id) or dates.replaced == line.start
    assert not (dates.chosen.id == "today" and line.start != "today")


def _join(terms: tuple[Term, ...], periods: int) -> None:
    assert len(terms) == periods
    for left, right in pairwise(terms):
        assert left.period.end == right.period.start
        assert left.anchor == right.anchor
    for term in terms:
        first, end = (months_to(term.anchor, day) for day in (term.period.start, term.period.end))
        assert first is not None
        assert end is not None
        assert end - first == term_months(CATALOGUE.plan(term.plan))
        for window in (term.critical_updates, term.maintenance_upgrades):
            assert window is None or window.start == term.period.start
