"""The best use of a quota is what a plain table of everything that fits finds, whatever weights and caps meet."""

from hypothesis import given, settings
from hypothesis import strategies as st

from plandesk.domain.advice_best import best_saved, best_use, bound_saved
from plandesk.domain.advice_quota import UNPRICED, Ask, Caps, Months, refusals, saved_as_it_comes
from plandesk.domain.catalogue import Cap

NO_CAP = Cap(10**9, 10**9)


def caps_of_at_most(requests: int, quarters: int) -> st.SearchStrategy[Cap]:
    capped = st.builds(lambda count, time: Cap(count, 15 * time), st.integers(0, requests), st.integers(1, quarters))
    return st.one_of(capped, capped, capped, st.just(NO_CAP))


@st.composite
def months_of_requests(draw: st.DrawFn) -> Months:
    """Draw requests of few lengths, by started hour: of one weight, of several, or some without a price."""
    lengths = draw(st.lists(st.integers(1, 12).map(lambda quarters: 15 * quarters), min_size=1, max_size=4))
    priced_to = draw(st.sampled_from([180, 180, 60, 15]))
    asks = [Ask(each, 9000 * -(-each // 60) if each <= priced_to else UNPRICED) for each in lengths]
    month = st.lists(st.sampled_from(asks), max_size=7).map(tuple)
    return tuple(draw(st.lists(month, min_size=1, max_size=8)))


CASES = (st.builds(Caps, caps_of_at_most(6, 24), caps_of_at_most(20, 80)), months_of_requests())


def judged(caps: Caps, months: Months) -> tuple[int, int, int]:
    """Return the most that can be saved, and the fewest requests and then minutes that do so, both negative."""
    after = {(0, 0): 0}
    for asks in months:
        month = {(0, 0): 0}
        for ask in asks:
            taking = {(count + 1, spent + ask.minutes): saved + ask.weight for (count, spent), saved in month.items()}
            month = _better(month, taking, caps.month)
        joined: dict[tuple[int, int], int] = {}
        for (count, spent), saved in month.items():
            moved = {(c + count, s + spent): total + saved for (c, s), total in after.items()}
            joined = _better(joined, moved, caps.period)
        after = joined
    return max((saved, -count, -spent) for (count, spent), saved in after.items())


def _better(one: dict[tuple[int, int], int], other: dict[tuple[int, int], int], cap: Cap) -> dict[tuple[int, int], int]:
    held = {key: saved for key, saved in other.items() if key[0] <= cap.requests and key[1] <= cap.minutes}
    return {key: max(one.get(key, 0), held.get(key, 0)) for key in one.keys() | held.keys()}


@settings(max_examples=400, deadline=None, derandomize=True)
@given(*CASES)
def test_the_best_use_saves_what_the_judge_finds_with_as_few_requests_and_minutes(caps: Caps, months: Months) -> None:
    chosen = best_use(caps, months)
    spent = [ask.minutes for asks in chosen.months for ask in asks]
    assert (chosen.saved, -len(spent), -sum(spent)) == judged(caps, months)
    assert best_saved(caps, months) == chosen.saved <= bound_saved(caps, months)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(*CASES)
def test_the_best_use_takes_of_each_month_what_its_cap_holds(caps: Caps, months: Months) -> None:
    for asks, picks in zip(months, best_use(caps, months).months, strict=True):
        left = list(asks)
        for pick in picks:
            left.remove(pick)
        assert len(picks) <= caps.month.requests
        assert sum(pick.minutes for pick in picks) <= caps.month.minutes


@settings(max_examples=400, deadline=None, derandomize=True)
@given(*CASES)
def test_what_is_saved_as_requests_come_is_what_no_cap_refuses(caps: Caps, months: Months) -> None:
    covered = (
        ask.weight
        for asks, refused in zip(months, refusals(caps, months), strict=True)
        for ask, full in zip(asks, refused, strict=True)
        if not full
    )
    assert saved_as_it_comes(caps, months) == sum(covered)
