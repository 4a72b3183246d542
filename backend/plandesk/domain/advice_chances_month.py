"""What random requests leave of quotas between two turns of a month: one pool, one or several plans at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from plandesk.domain.advice_chances_arrivals import DUST, Effort, Masses, poisson

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
_STEP = 3  # A request that is followed takes as long as so many products.


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
class Packing:
    """Writes what is left, and a tally, as one whole number: a request then only adds a number.

    The tally stands above the figures that are left, each a digit; the highest digit means MANY.
    """

    radix: int
    figures: int

    @property
    def size(self) -> int:
        """Return what one of the tally is worth."""
        return int(self.radix**self.figures)

    def packed(self, lefts: Lefts) -> int:
        """Write what is left, or what was used."""
        code = 0
        for figure in (figure for left in lefts for figure in left):
            code = code * self.radix + min(figure, self.radix - 1)
        return code

    def unpacked(self, code: int) -> Lefts:
        """Read what is left."""
        figures: list[int] = []
        for _ in range(self.figures):
            code, digit = divmod(code, self.radix)
            figures.insert(0, MANY if digit == self.radix - 1 else digit)
        return tuple(zip(figures[::2], figures[1::2], strict=True))


@dataclass(frozen=True, slots=True)
class Month:
    """What happens in a month by what it begins with.

    `masses` has what is added to a packed state and its tally; `taken` how many requests of each stream the first cover
    takes on average.
    """

    masses: Masses
    taken: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Quotas:
    """The requests of a pool and what they are counted against; `tally` says what is counted of them."""

    streams: tuple[Stream, ...]
    limits: tuple[Limit, ...]
    tally: Tally
    packing: Packing
    effort: Effort


def less(left: Left, used: Left) -> Left:
    """Take what was used off what is left; of MANY nothing goes off."""
    return (
        left[0] if left[0] == MANY else left[0] - used[0],
        left[1] if left[1] == MANY else left[1] - used[1],
    )


def month_of(quotas: Quotas, lefts: Lefts, counted: Lefts, months: int) -> Month:
    """Follow the requests of so many months one by one; each next one is of a stream by its share of the rates.

    `lefts` is what may be used of each quota until then, `counted` is 1 for each figure whose use must be told.
    """
    rates = [stream.per_month * months for stream in quotas.streams]
    chances = poisson(sum(rates))
    beyond = list(accumulate(reversed(chances), initial=0.0))[-2::-1]
    shares = [rate / sum(rates) for rate in rates]
    walk = _Walk(quotas, counted, {})
    states: dict[_State, Masses] = {(lefts, tuple((0, 0) for _ in lefts)): {0: 1.0}}
    ends: dict[Lefts, Masses] = {}
    taken = [0.0] * len(shares)
    for to_come, chance, later in zip(range(len(chances), 0, -1), chances, beyond, strict=True):
        after: dict[_State, Masses] = {}
        quotas.effort.spend(sum(map(len, states.values())) * (1 + len(shares)) * _STEP, to_come)
        for state, masses in states.items():
            _add(ends.setdefault(state[1], {}), masses, 0, chance)
            weight = sum(masses.values()) * later
            for each, (following, more, first) in enumerate(walk.following(state)):
                _add(after.setdefault(following, {}), masses, more, shares[each])
                taken[each] += weight * shares[each] * first
        states = after
    return Month(_flat(ends, quotas.packing), tuple(taken))


def _add(into: Masses, masses: Masses, more: int, share: float) -> None:
    get = into.get
    least = DUST / share if share else 1.0
    for value, mass in masses.items():
        if mass > least:
            into[value + more] = get(value + more, 0.0) + mass * share


def _flat(ends: Mapping[Lefts, Masses], packing: Packing) -> Masses:
    size = packing.size
    return {
        value * size - used: mass
        for used, masses in ((packing.packed(useds), masses) for useds, masses in ends.items())
        for value, mass in masses.items()
    }


_State = tuple[Lefts, Lefts]  # What is left, and what of that was used.
_Step = tuple[_State, int, bool]  # Where a request leads, what it adds to the tally, whether the first cover takes it.


@dataclass(frozen=True, slots=True)
class _Walk:
    """One request after the other, each leading from what is left to what is left then."""

    quotas: Quotas
    counted: Lefts
    known: dict[_State, tuple[_Step, ...]]

    def following(self, state: _State) -> tuple[_Step, ...]:
        """Return the step for each stream."""
        steps = self.known.get(state)
        if steps is None:
            steps = self.known[state] = tuple(self._step(state, stream) for stream in self.quotas.streams)
        return steps

    def _step(self, state: _State, stream: Stream) -> _Step:
        lefts, useds = list(state[0]), list(state[1])
        taken = tuple(
            scope and left[0] > 0 and left[1] >= stream.minutes for scope, left in zip(stream.scope, lefts, strict=True)
        )
        for each in (each for each, takes in enumerate(taken) if takes):
            lefts[each] = self.quotas.limits[each].narrowed(less(lefts[each], (1, stream.minutes)))
            counted, used = self.counted[each], useds[each]
            useds[each] = (used[0] + counted[0], used[1] + counted[1] * stream.minutes)
        return (tuple(lefts), tuple(useds)), self.quotas.tally(stream.weight, taken), taken[0]
