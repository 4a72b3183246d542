"""What random requests leave of quotas between two turns of a month: one pool, one or several plans at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from plandesk.domain.advice_chances_arrivals import DUST, Effort, Masses, poisson
from plandesk.domain.advice_chances_sums import Falling, Spend, add_product, add_share, falling

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
class Unrefused:
    """What requests that are all taken add to a packed state: one stream's, after all others'.

    Of that stream any number from 0 on comes, with `shares`, and each adds `step`. `rows` tells, by the number of them
    that is still taken, what the others add; the numbers rise.
    """

    step: int
    shares: tuple[float, ...]
    rows: tuple[tuple[int, Masses], ...]

    @property
    def size(self) -> int:
        """Return how many products it takes by state."""
        return len(self.shares) + sum(len(row) for _, row in self.rows)

    def add(self, into: Masses, states: Masses, slack: float, spend: Spend) -> None:
        """Add to `into` what the states become, but for `slack` at most."""
        part = slack / self.size
        so_far: Masses = {}
        begun = 0
        for most, row in self.rows:
            spend(len(states) * (most + 1 - begun + len(row)))
            for count in range(begun, most + 1):
                add_share(so_far, states, count * self.step, self.shares[count], part)
            for more, share in row.items():
                add_share(into, so_far, more, share, part)
            begun = most + 1


@dataclass(frozen=True, slots=True)
class Month:
    """What happens in a month by what it begins with.

    `unrefused` tells what is added to a packed state and its tally where every request is taken by all that have it in
    scope, `refused` all else; `taken` how many requests of each stream the first cover takes on average.
    """

    unrefused: Unrefused
    refused: Falling
    taken: tuple[float, ...]

    @property
    def size(self) -> int:
        """Return how many products it takes by state at most."""
        return self.unrefused.size + len(self.refused)

    def add(self, into: Masses, states: Masses, slack: float, spend: Spend) -> None:
        """Add to `into` what the states become, but for `slack` at most."""
        self.unrefused.add(into, states, slack / 2, spend)
        add_product(into, states, self.refused, slack / 2, spend)


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
    """Tell what the requests of so many months do.

    `lefts` is what may be used of each quota until then, `counted` is 1 for each figure whose use must be told.
    """
    walk = _Walk(quotas, counted, {})
    fresh = (lefts, tuple((0, 0) for _ in lefts), False)
    rates = [stream.per_month * months for stream in quotas.streams]
    refused, taken = _followed(walk, fresh, rates)
    return Month(_unrefused(walk, fresh, rates), falling(refused), taken)


def _followed(walk: "_Walk", fresh: "_State", rates: Sequence[float]) -> tuple[Masses, tuple[float, ...]]:
    """Follow requests one by one; each next one is of a stream by its share of the rates.

    Return what those months bring in which a request is refused, and the average numbers taken of all months.
    """
    chances = poisson(sum(rates))
    beyond = list(accumulate(reversed(chances), initial=0.0))[-2::-1]
    shares = [rate / sum(rates) for rate in rates]
    states: dict[_State, Masses] = {fresh: {0: 1.0}}
    ends: dict[Lefts, Masses] = {}
    taken = [0.0] * len(shares)
    for to_come, chance, later in zip(range(len(chances), 0, -1), chances, beyond, strict=True):
        after: dict[_State, Masses] = {}
        walk.quotas.effort.spend(sum(map(len, states.values())) * (1 + len(shares)) * _STEP, to_come)
        for state, masses in states.items():
            if state[2]:
                _add(ends.setdefault(state[1], {}), masses, 0, chance)
            weight = sum(masses.values()) * later
            for each, (following, more, first) in enumerate(walk.following(state)):
                _add(after.setdefault(following, {}), masses, more, shares[each])
                taken[each] += weight * shares[each] * first
        states = after
    return _flat(ends, walk.quotas.packing), tuple(taken)


def _unrefused(walk: "_Walk", fresh: "_State", rates: Sequence[float]) -> Unrefused:
    """Put the streams one after the other: requests that all fit do so in any order, and their numbers are independent.

    They all fit if they do in one order, for what is left only falls. Last comes the stream of which most fit.
    """
    size, packed = walk.quotas.packing.size, walk.quotas.packing.packed
    counts = {stream: poisson(rate) for stream, rate in enumerate(rates)}
    last = max(counts, key=lambda stream: len(walk.fitting(fresh, stream, len(counts[stream]))))
    shares = counts.pop(last)
    ends: dict[_End, float] = {(fresh, 0): 1.0}
    for stream, chances in counts.items():
        after: dict[_End, float] = {}
        walk.quotas.effort.spend(len(ends) * len(chances) * _STEP)
        for (state, tally), mass in ends.items():
            for (fitting, more), chance in zip(walk.fitting(state, stream, len(chances)), chances, strict=False):
                end = fitting, tally + more
                after[end] = after.get(end, 0.0) + mass * chance
        ends = after
    rows: dict[int, Masses] = {}
    walk.quotas.effort.spend(len(ends) * len(shares))
    for (state, tally), mass in ends.items():
        row = rows.setdefault(len(walk.fitting(state, last, len(shares))) - 1, {})
        added = tally * size - packed(state[1])
        row[added] = row.get(added, 0.0) + mass
    (_, useds, _), more, _ = walk.following(fresh)[last]
    return Unrefused(more * size - packed(useds), tuple(shares[: max(rows) + 1]), tuple(sorted(rows.items())))


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


_State = tuple[Lefts, Lefts, bool]  # What is left, what of that was used, and whether a request was refused.
_End = tuple[_State, int]  # A state, and the tally.
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
        refused = state[2] or taken != stream.scope
        return (tuple(lefts), tuple(useds), refused), self.quotas.tally(stream.weight, taken), taken[0]

    def fitting(self, state: _State, stream: int, most: int) -> list[_End]:
        """Return where none, one and more requests of a stream lead and what they add to the tally, as far as all fit.

        They are `most` at most.
        """
        ends = [(state, 0)]
        while len(ends) < most:
            state, more, _ = self.following(ends[-1][0])[stream]
            if state[2]:
                break
            ends.append((state, ends[-1][1] + more))
        return ends
