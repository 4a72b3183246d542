"""What random requests leave of quotas between two turns of a month: one pool, one or several plans at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from plandesk.domain.advice_chances_arrivals import Masses, add_product, poisson

MANY: int = 10**9
"""So many requests or minutes are left that they cannot run out before anything else does: nobody counts them."""

Left = tuple[int, int]
"""Requests and minutes: what is left of a quota, or what was used."""
Lefts = tuple[Left, ...]
"""The same by cover."""
Taken = tuple[bool, ...]
"""By cover, whether it takes a request."""
Tally = Callable[[int, Taken], int]
"""What one request adds to the tally, from its weight and the covers that take it."""

_SPENT: Left = (0, 0)


@dataclass(frozen=True, slots=True)
class Stream:
    """Requests of one length and weight, so many a month on average, that the same covers have in scope."""

    minutes: int
    weight: int
    per_month: float
    scope: Taken


@dataclass(frozen=True, slots=True)
class Limit:
    """What one cover's quota is compared with: its shortest and longest requests, and the most that ever arrive."""

    shortest: int
    longest: int
    most: int

    def narrowed(self, left: Left) -> Left:
        """Write what is left in the one way that tells what can still be taken; what cannot run out becomes MANY."""
        requests, minutes = left
        if requests < 1 or minutes < self.shortest:
            return _SPENT
        if minutes >= min(requests, self.most) * self.longest:
            minutes = MANY
        if min(minutes // self.shortest, self.most) <= requests:
            requests = MANY
        return requests, minutes


@dataclass(frozen=True, slots=True)
class Month:
    """What happens in a month by what it begins with.

    `ends` has what each cover used of its quota (only what is counted) with the distribution of the tally; `taken` how
    many requests of each stream the first cover takes on average.
    """

    ends: tuple[tuple[Lefts, Masses], ...]
    taken: tuple[float, ...]


def less(left: Left, used: Left) -> Left:
    """Take what was used off what is left; of MANY nothing goes off."""
    return (
        left[0] if left[0] == MANY else left[0] - used[0],
        left[1] if left[1] == MANY else left[1] - used[1],
    )


def month_of(
    streams: Sequence[Stream], limits: Sequence[Limit], tally: Tally, lefts: Lefts, counted: Lefts, months: int
) -> Month:
    """Follow the requests of so many months one by one; each next one is of a stream by its share of the rates.

    `lefts` is what may be used of each quota until then, `counted` is 1 for each figure whose use must be told.
    """
    whole = sum(stream.per_month for stream in streams) * months
    chances = poisson(whole)
    beyond = list(accumulate(reversed(chances), initial=0.0))[-2::-1]
    shares = [stream.per_month * months / whole for stream in streams]
    walk = _Walk(streams, limits, tally, counted, {})
    states: dict[_State, Masses] = {(lefts, tuple((0, 0) for _ in lefts)): {0: 1.0}}
    ends: dict[Lefts, Masses] = {}
    taken = [0.0] * len(streams)
    for chance, later in zip(chances, beyond, strict=True):
        after: dict[_State, Masses] = {}
        for state, masses in states.items():
            add_product(ends.setdefault(state[1], {}), {0: chance}, masses)
            weight = sum(masses.values()) * later
            for each, (following, more, first) in enumerate(walk.following(state)):
                add_product(after.setdefault(following, {}), {more: shares[each]}, masses)
                taken[each] += weight * shares[each] * first
        states = after
    return Month(tuple(ends.items()), tuple(taken))


_State = tuple[Lefts, Lefts]  # What is left, and what of that was used.
_Step = tuple[_State, int, bool]  # Where a request leads, what it adds to the tally, whether the first cover takes it.


@dataclass(frozen=True, slots=True)
class _Walk:
    """One request after the other, each leading from what is left to what is left then."""

    streams: Sequence[Stream]
    limits: Sequence[Limit]
    tally: Tally
    counted: Lefts
    known: dict[_State, tuple[_Step, ...]]

    def following(self, state: _State) -> tuple[_Step, ...]:
        """Return the step for each stream."""
        steps = self.known.get(state)
        if steps is None:
            steps = self.known[state] = tuple(self._step(state, stream) for stream in self.streams)
        return steps

    def _step(self, state: _State, stream: Stream) -> _Step:
        lefts, useds = list(state[0]), list(state[1])
        taken = tuple(
            scope and left[0] > 0 and left[1] >= stream.minutes for scope, left in zip(stream.scope, lefts, strict=True)
        )
        for each in (each for each, takes in enumerate(taken) if takes):
            lefts[each] = self.limits[each].narrowed(less(lefts[each], (1, stream.minutes)))
            counted, used = self.counted[each], useds[each]
            useds[each] = (used[0] + counted[0], used[1] + counted[1] * stream.minutes)
        return (tuple(lefts), tuple(useds)), self.tally(stream.weight, taken), taken[0]
