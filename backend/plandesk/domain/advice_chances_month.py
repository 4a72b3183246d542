"""What random requests leave of quotas between two turns of a month: one pool, one or several plans at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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
    _walks: dict[Lefts, "_Walk"] = field(default_factory=dict, compare=False, repr=False)

    def walk(self, counted: Lefts) -> "_Walk":
        """Return the steps of requests where so much is counted; months share what is known of them."""
        return self._walks.setdefault(counted, _Walk(self, counted))


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
    walk = quotas.walk(counted)
    rates = [stream.per_month * months for stream in quotas.streams]
    refused, taken = _followed(walk, lefts, rates)
    return Month(_unrefused(walk, lefts, rates), falling(refused), taken)


def _followed(walk: "_Walk", fresh: Lefts, rates: Sequence[float]) -> tuple[Masses, tuple[float, ...]]:
    """Follow requests one by one; each next one is of a stream by its share of the rates.

    Return what those months bring in which a request is refused, and the average numbers taken of all months.
    """
    chances = poisson(sum(rates))
    beyond = list(accumulate(reversed(chances), initial=0.0))[-2::-1]
    shares = [rate / sum(rates) for rate in rates]
    states: dict[_State, Masses] = {(fresh, 0, False): {0: 1.0}}
    ends: dict[int, Masses] = {}
    taken = [0.0] * len(shares)
    for to_come, chance, later in zip(range(len(chances), 0, -1), chances, beyond, strict=True):
        after: dict[_State, Masses] = {}
        walk.quotas.effort.spend(sum(map(len, states.values())) * (1 + len(shares)) * _STEP, to_come)
        for (lefts, used, refused), masses in states.items():
            if refused:
                _add(ends.setdefault(used, {}), masses, 0, chance)
            weight = sum(masses.values()) * later
            for each, step in enumerate(walk.steps(lefts)):
                following = step.lefts, used + step.used, refused or step.refused
                _add(after.setdefault(following, {}), masses, step.tally, shares[each])
                taken[each] += weight * shares[each] * step.first
        states = after
    size = walk.quotas.packing.size
    flat = {value * size - used: mass for used, masses in ends.items() for value, mass in masses.items()}
    return flat, tuple(taken)


def _unrefused(walk: "_Walk", fresh: Lefts, rates: Sequence[float]) -> Unrefused:
    """Put the streams one after the other: requests that all fit do so in any order, and their numbers are independent.

    They all fit if they do in one order, for what is left only falls. Last comes the stream of which most fit.
    """
    counts = {stream: poisson(rate) for stream, rate in enumerate(rates)}
    last = max(counts, key=lambda stream: len(walk.fitting((fresh, 0), stream, len(counts[stream]))))
    shares = counts.pop(last)
    ends: dict[_End, float] = {(fresh, 0): 1.0}
    for stream, chances in counts.items():
        after: dict[_End, float] = {}
        walk.quotas.effort.spend(len(ends) * len(chances) * _STEP)
        for begin, mass in ends.items():
            for end, chance in zip(walk.fitting(begin, stream, len(chances)), chances, strict=False):
                after[end] = after.get(end, 0.0) + mass * chance
        ends = after
    rows: dict[int, Masses] = {}
    walk.quotas.effort.spend(len(ends) * len(shares))
    for (lefts, added), mass in ends.items():
        row = rows.setdefault(len(walk.fitting((lefts, added), last, len(shares))) - 1, {})
        row[added] = row.get(added, 0.0) + mass
    step = walk.added(walk.steps(fresh)[last])
    return Unrefused(step, tuple(shares[: max(rows) + 1]), tuple(sorted(rows.items())))


def _add(into: Masses, masses: Masses, more: int, share: float) -> None:
    get = into.get
    least = DUST / share if share else 1.0
    for value, mass in masses.items():
        if mass > least:
            into[value + more] = get(value + more, 0.0) + mass * share


_State = tuple[Lefts, int, bool]  # What is left, what was used as a packed number, and whether a request was refused.
_End = tuple[Lefts, int]  # What is left, and what is added to a packed state.


@dataclass(frozen=True, slots=True)
class _Step:
    """What one request does: what it leaves and uses, what it adds to the tally, and who takes it.

    `refused` tells whether one that has it in scope does not take it, `first` whether the first cover does.
    """

    lefts: Lefts
    used: int
    tally: int
    refused: bool
    first: bool


@dataclass(frozen=True, slots=True)
class _Walk:
    """One request after the other, each leading from what is left to what is left then."""

    quotas: Quotas
    counted: Lefts
    _known: dict[Lefts, tuple[_Step, ...]] = field(default_factory=dict, compare=False, repr=False)

    def steps(self, lefts: Lefts) -> tuple[_Step, ...]:
        """Return the step for each stream."""
        steps = self._known.get(lefts)
        if steps is None:
            steps = self._known[lefts] = tuple(self._step(lefts, stream) for stream in self.quotas.streams)
        return steps

    def _step(self, before: Lefts, stream: Stream) -> _Step:
        lefts, useds = list(before), [(0, 0) for _ in before]
        taken = tuple(
            scope and left[0] > 0 and left[1] >= stream.minutes for scope, left in zip(stream.scope, lefts, strict=True)
        )
        for each in (each for each, takes in enumerate(taken) if takes):
            lefts[each] = self.quotas.limits[each].narrowed(less(lefts[each], (1, stream.minutes)))
            counted = self.counted[each]
            useds[each] = (counted[0], counted[1] * stream.minutes)
        used, tally = self.quotas.packing.packed(tuple(useds)), self.quotas.tally(stream.weight, taken)
        return _Step(tuple(lefts), used, tally, taken != stream.scope, taken[0])

    def added(self, step: _Step) -> int:
        """Return what a request adds to a packed state."""
        return step.tally * self.quotas.packing.size - step.used

    def fitting(self, begin: _End, stream: int, most: int) -> list[_End]:
        """Return where none, one and more requests of a stream lead, as far as all fit; they are `most` at most."""
        ends = [begin]
        while len(ends) < most:
            lefts, added = ends[-1]
            step = self.steps(lefts)[stream]
            if step.refused:
                break
            ends.append((step.lefts, added + self.added(step)))
        return ends
