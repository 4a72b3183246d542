"""Whatever is picked: the price shown is the order's, and the total is the sum of its lines."""

from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.money import total
from plandesk.domain.orders import propose
from plandesk.domain.pricing import Line, Refusal, Selection, SelectionRefused
from plandesk.services.orders import place_order, preview
from tests.factories import FIRST_DAY, World, extension, incidents, new, order_request, vendor_catalogue

PLANS = st.sampled_from([plan.id for plan in vendor_catalogue().plans])
BUYABLE = st.sampled_from([plan.id for plan in vendor_catalogue().plans if plan.sold_new])
UNITS = st.builds(incidents, st.sampled_from(["l12", "dev"]), st.integers(1, 99))
ENDED = st.dates(date(2024, 1, 1), date(2026, 12, 31))
KEYS = st.uuids().map(str)
GOOD: st.SearchStrategy[Line] = st.one_of(
    st.builds(new, BUYABLE, st.integers(1, 2)),
    UNITS,
    BUYABLE.flatmap(
        lambda plan: st.builds(lambda end, key: extension(end, plan, current_plan=plan, reference=key), ENDED, KEYS)
    ),
)
ANY: st.SearchStrategy[Line] = st.one_of(
    GOOD,
    st.builds(new, st.one_of(PLANS, st.just("nowhere")), st.integers(-1, 5)),
    st.builds(incidents, st.sampled_from(["l12", "dev", "l9"]), st.integers(-1, 1000)),
    st.builds(
        lambda end, current, plan, key: extension(end, plan, current_plan=current, reference=key),
        ENDED,
        PLANS,
        PLANS,
        KEYS,
    ),
)
quick = settings(max_examples=60, deadline=None, derandomize=True)


@quick
@given(st.lists(GOOD, min_size=1, max_size=5))
def test_the_price_shown_is_the_orders_to_the_cent(lines: list[Line]) -> None:
    world, selection = World(), Selection(tuple(lines))
    shown = preview(selection, ports=world.ports).breakdown
    order = place_order(order_request(selection, shown.total, world.catalogue.version), ports=world.ports).order
    assert order.breakdown == shown
    assert order.total == total((line.total for line in shown.lines), "USD")
    assert all(line.total == line.unit_price * line.quantity for line in shown.lines)
    assert [line.position for line in shown.lines] == list(range(len(lines)))


@quick
@given(st.lists(ANY, min_size=1, max_size=5))
def test_a_selection_is_priced_or_every_fault_is_named_at_its_line(lines: list[Line]) -> None:
    faults = _faults(Selection(tuple(lines)))
    assert all(0 <= each.line < len(lines) for each in faults)
    assert len(set(faults)) == len(faults)
    for position, line in enumerate(lines):
        alone = [each.rule for each in _faults(Selection((line,)))]
        assert alone == [each.rule for each in faults if each.line == position]


@quick
@given(st.lists(GOOD, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_does_not_change_the_total(lines: list[Line], chance: Random) -> None:
    shuffled = sorted(lines, key=lambda _: chance.random())
    one, other = (propose(vendor_catalogue(), Selection(tuple(each)), FIRST_DAY) for each in (lines, shuffled))
    assert one.breakdown.total == other.breakdown.total


def _faults(selection: Selection) -> tuple[Refusal, ...]:
    try:
        propose(vendor_catalogue(), selection, FIRST_DAY)
    except SelectionRefused as refused:
        return refused.refusals
    return ()
