"""What random requests leave of a quota agrees with a plain table that follows them one by one, month by month."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from plandesk.domain.advice_chances_arrivals import Effort, Kind, Masses, poisson
from plandesk.domain.advice_chances_sums import add_product, falling, trimmed
from plandesk.domain.advice_chances_terms import Cover, chain_of
from plandesk.domain.catalogue import Cap

NO_CAP = Cap(10**9, 10**9)
MONTHS = 2
DUST = 1e-18  # Of a state: some hundred thousand of them stay below what is asked for.

caps = st.one_of(st.just(NO_CAP), st.builds(Cap, st.integers(1, 4), st.sampled_from([60, 75, 120, 10**9])))
covers = st.lists(
    st.builds(Cover, st.sampled_from([1, MONTHS]), st.sampled_from([("a",), ("a", "b")]), caps, caps),
    min_size=1,
    max_size=2,
)
kinds = st.lists(
    st.builds(
        Kind,
        st.sampled_from(["a", "b"]),
        st.sampled_from([15, 30, 60]),
        st.sampled_from([Fraction(1, 10), Fraction(1, 4)]),
        st.sampled_from([1, 2]),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda kind: (kind.minutes, kind.level),
)
masses = st.dictionaries(st.integers(0, 50), st.floats(1e-30, 1), min_size=1, max_size=12)


Used = tuple[int, int, int, int]
"""Requests and minutes of the month, and of the term."""
States = dict[tuple[tuple[Used, ...], int], float]


def refused(weight: int, taken: Sequence[bool]) -> int:
    return weight * sum(10**each for each, takes in enumerate(taken) if not takes)


def one_by_one(those: Sequence[Kind], quotas: Sequence[Cover]) -> tuple[dict[int, float], float]:
    """Return how probable each sum of what is refused is, and how many requests the first quota takes on average."""
    states: States = {(((0, 0, 0, 0),) * len(quotas), 0): 1.0}
    average = 0.0
    for month in range(MONTHS):
        now: States = defaultdict(float)
        for (useds, told), mass in states.items():
            now[tuple(begun(used, month, cover) for used, cover in zip(useds, quotas, strict=True)), told] += mass
        chances = poisson(float(sum(kind.per_month for kind in those)))
        states = defaultdict(float)
        for count, chance in enumerate(chances):
            for state, mass in now.items():
                states[state] += mass * chance
            now, taken = followed(now, those, quotas)
            average += taken * sum(chances[count + 1 :])
    told_masses: dict[int, float] = defaultdict(float)
    for (_, told), mass in states.items():
        told_masses[told] += mass
    return told_masses, average


def begun(used: Used, month: int, cover: Cover) -> Used:
    return (0, 0, 0, 0) if month % cover.months == 0 else (0, 0, *used[2:])


def followed(now: States, those: Sequence[Kind], quotas: Sequence[Cover]) -> tuple[States, float]:
    """Let one more request come: return what it leads to, and how often the first quota takes it."""
    rate = sum(kind.per_month for kind in those)
    after: States = defaultdict(float)
    average = 0.0
    for ((useds, told), mass), kind in product(now.items(), those):
        if mass < DUST:
            continue
        share = mass * float(kind.per_month / rate)
        tries = [served(used, cover, kind) for used, cover in zip(useds, quotas, strict=True)]
        taken = [each is not None for each in tries]
        left = tuple(each or used for each, used in zip(tries, useds, strict=True))
        after[left, told + refused(kind.weight, taken)] += share
        average += share * taken[0]
    return after, average


def served(used: Used, cover: Cover, kind: Kind) -> Used | None:
    after = (used[0] + 1, used[1] + kind.minutes, used[2] + 1, used[3] + kind.minutes)
    most = (cover.month.requests, cover.month.minutes, cover.period.requests, cover.period.minutes)
    fits = kind.level in cover.levels and all(each <= cap for each, cap in zip(after, most, strict=True))
    return after if fits else None


@settings(max_examples=15, deadline=None)
@given(kinds, covers)
def test_requests_followed_one_by_one_bring_the_same(those: list[Kind], quotas: list[Cover]) -> None:
    quotas = [cover for cover in quotas if any(cover.takes(kind) for kind in those)]
    those = [kind for kind in those if any(cover.takes(kind) for cover in quotas)]
    assume(those)
    outcome = chain_of(those, quotas, refused, MONTHS, Effort()).outcome()
    masses, taken = one_by_one(those, quotas)
    assert (
        sum(abs(outcome.masses.get(told, 0.0) - masses.get(told, 0.0)) for told in {*masses, *outcome.masses}) < 1e-12
    )
    assert abs(sum(outcome.taken) - taken) < 1e-11


@given(masses, masses, st.sampled_from([1e-15, 1e-9, 1e-3, 10.0]))
def test_no_more_of_a_sum_is_left_out_than_may_be(one: Masses, other: Masses, slack: float) -> None:
    whole: Masses = defaultdict(float)
    for (low, mass), (high, more) in product(one.items(), other.items()):
        whole[low + high] += mass * more
    told: Masses = {}
    spent: list[int] = []
    add_product(told, one, falling(other), slack, spent.append)
    missing = [mass - told.get(value, 0.0) for value, mass in whole.items()]
    assert min(missing) > -1e-12
    assert sum(missing) <= slack + 1e-12
    assert sum(spent) <= len(one) * len(other)


@given(masses, st.sampled_from([1e-15, 1e-9, 1e-3, 100.0]))
def test_the_least_probable_values_are_left_out_first_and_within_bounds(one: Masses, slack: float) -> None:
    kept = trimmed(one, slack)
    out = [mass for value, mass in one.items() if value not in kept]
    assert sum(out) <= slack * (1 + 1e-12)
    assert max(out, default=0.0) <= min(kept.values(), default=1.0)
