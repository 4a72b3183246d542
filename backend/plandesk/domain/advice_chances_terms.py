"""What random requests leave of the quotas of terms that follow each other: one pool, one or several plans at once.

A term spends its quota as requests come. What a month does depends only on what is left when it begins, so the months
run one after the other over what may be left, and a tally is kept of whatever is asked for on the way.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from math import lcm

from plandesk.domain.advice_chances_arrivals import Effort, Kind, Masses, most
from plandesk.domain.advice_chances_month import MANY, Lefts, Limit, Month, Packing, Quotas, Stream, Tally, month_of
from plandesk.domain.advice_chances_sums import convolved, trimmed
from plandesk.domain.advice_quota import caps_of
from plandesk.domain.catalogue import Cap, Quota

LEFT_OUT: float = 2e-13
"""Of one pool's distribution: those of a few pools together stay below the 1e-12 that is promised."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What the terms of a plan cover of one pool, each for so many months, back to back from the first month."""

    months: int
    levels: tuple[str, ...]
    month: Cap
    period: Cap

    def takes(self, kind: Kind) -> bool:
        """Tell whether a fresh term takes a request of a kind."""
        minutes = min(self.month.minutes, self.period.minutes)
        requests = min(self.month.requests, self.period.requests)
        return kind.level in self.levels and requests > 0 and minutes >= kind.minutes

    def most_saved(self, kinds: Sequence[Kind]) -> int:
        """Bound what one term can save, in minor units: by its requests, by its time, and by what its time is worth."""
        those = [kind for kind in kinds if self.takes(kind)]
        if not those:
            return 0
        requests = min(self.period.requests, self.month.requests * self.months)
        minutes = min(self.period.minutes, self.month.minutes * self.months)
        dearest = max(kind.weight for kind in those)
        count = min(requests, minutes // min(kind.minutes for kind in those))
        return min(count * dearest, max(kind.weight * minutes // kind.minutes for kind in those))


@dataclass(frozen=True, slots=True)
class Outcome:
    """The tally's distribution, and how many requests of each stream the first cover takes on average."""

    masses: Masses
    taken: tuple[float, ...]


_Key = tuple[Lefts, Lefts, int]  # What may be used until the next turn, which figures of it are counted, and months.


@dataclass(frozen=True, slots=True)
class Chain:
    """The requests of one pool that meet the quotas of one or several plans at once; `chain_of` makes one.

    A state is a packed number: what is left of each quota, and the tally so far.
    """

    quotas: Quotas
    covers: tuple[Cover, ...]
    in_month: tuple[Limit, ...]
    fresh: Lefts
    horizon: int
    _months: dict[_Key, Month] = field(default_factory=dict, compare=False, repr=False)
    _keys: dict[tuple[int, int], _Key] = field(default_factory=dict, compare=False, repr=False)
    _written: dict[tuple[bool, ...], dict[int, int]] = field(default_factory=dict, compare=False, repr=False)

    def outcome(self, left_out: float = LEFT_OUT) -> Outcome:
        """Return what the whole horizon brings, but for `left_out` at most.

        Where all terms begin anew at once, the parts are independent.
        """
        cycle = min(self.horizon, lcm(*(cover.months for cover in self.covers)))
        times, rest = divmod(self.horizon, cycle)
        whole, begun = self._run(cycle, rest, left_out)
        parts = [whole] * times + [begun] * (rest > 0)
        taken = (sum(each) for each in zip(*(part.taken for part in parts), strict=True))
        return Outcome(convolved((part.masses for part in parts), self.quotas.effort.spend), tuple(taken))

    def _run(self, months: int, rest: int, left_out: float) -> tuple[Outcome, Outcome]:
        """Return what so many months bring from fresh terms on, and what their first `rest` bring.

        Each month may leave out its part of what the horizon may: half of it of what it adds, half of what it leads to.
        """
        states: Masses = {self.quotas.packing.packed(self.fresh): 1.0}
        taken = [0.0] * len(self.quotas.streams)
        outcomes = {0: self._told(states, taken)}
        steps = list(self._steps(months, rest))
        for to_come, (begin, end) in zip(range(len(steps), 0, -1), steps, strict=True):
            slack = left_out / 2 * (end - begin) / self.horizon
            groups = [(self._month(key), masses) for key, masses in self._alike(states, end - begin).items()]
            whole = sum(len(masses) * month.size for month, masses in groups)
            spend = partial(self.quotas.effort.spend, times=max(1, min(to_come, self._lasting() - begin)))
            after: Masses = {}
            for month, masses in groups:
                weight = sum(masses.values())
                taken = [so_far + weight * more for so_far, more in zip(taken, month.taken, strict=True)]
                month.add(after, masses, slack * len(masses) * month.size / whole, spend)
            states = trimmed(self._settled(after, end), slack)
            if end in (rest, months):
                outcomes[end] = self._told(states, taken)
        return outcomes[months], outcomes[rest]

    def _lasting(self) -> int:
        """Return twice the months that the quotas last on average: then few states are left to follow."""
        return max(2 * self._lasts(each) for each in range(len(self.covers)))

    def _lasts(self, each: int) -> int:
        cover, streams = self.covers[each], [stream for stream in self.quotas.streams if stream.scope[each]]
        requests = sum(stream.per_month for stream in streams)
        minutes = sum(stream.per_month * stream.minutes for stream in streams)
        return int(min(cover.period.requests / requests, cover.period.minutes / minutes))

    def _told(self, states: Masses, taken: Sequence[float]) -> Outcome:
        size = self.quotas.packing.size
        return Outcome(_mapped(states, lambda state: state // size), tuple(taken))

    def _steps(self, months: int, rest: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches in which no quota turns: single months only where a cap of the month can be reached."""
        unlimited = tuple((MANY, MANY) for _ in self.covers)
        capped = self._usable(unlimited) != unlimited
        turns = [
            month
            for month in range(1, months)
            if capped or month == rest or any(month % cover.months == 0 for cover in self.covers)
        ]
        yield from zip([0, *turns], [*turns, months], strict=True)

    def _alike(self, states: Masses, months: int) -> dict[_Key, Masses]:
        """Put states together from which the next months do the same: they differ in more than those can use up."""
        size = self.quotas.packing.size
        groups: dict[_Key, Masses] = {}
        homes: dict[int, Masses] = {}
        for state, mass in states.items():
            code = state % size
            home = homes.get(code)
            if home is None:
                home = homes[code] = groups.setdefault(self._key(code, months), {})
            home[state] = mass
        return groups

    def _key(self, code: int, months: int) -> _Key:
        key = self._keys.get((code, months))
        if key is None:
            lefts = self.quotas.packing.unpacked(code)
            usable = self._usable(lefts) if months == 1 else lefts
            counted = tuple((int(left[0] != MANY), int(left[1] != MANY)) for left in lefts)
            key = self._keys[code, months] = usable, counted, months
        return key

    def _month(self, key: _Key) -> Month:
        month = self._months.get(key)
        if month is None:
            month = self._months[key] = month_of(self.quotas, *key)
        return month

    def _usable(self, lefts: Lefts) -> Lefts:
        caps = (cover.month for cover in self.covers)
        return tuple(
            limit.narrowed((min(cap.requests, left[0]), min(cap.minutes, left[1])))
            for limit, cap, left in zip(self.in_month, caps, lefts, strict=True)
        )

    def _settled(self, states: Masses, month: int) -> Masses:
        """Begin the terms that begin with a month, and write alike what can still be taken."""
        begins = tuple(month % cover.months == 0 for cover in self.covers)
        known = self._written.setdefault(begins, {})
        packing = self.quotas.packing
        size = packing.size

        def settled(state: int) -> int:
            code = state % size
            if code not in known:
                known[code] = packing.packed(self._after(packing.unpacked(code), begins)) - code
            return state + known[code]

        return _mapped(states, settled)

    def _after(self, lefts: Lefts, begins: Sequence[bool]) -> Lefts:
        return tuple(
            fresh if begun else limit.narrowed(left)
            for fresh, begun, limit, left in zip(self.fresh, begins, self.quotas.limits, lefts, strict=True)
        )


def _mapped(masses: Masses, to: Callable[[int], int]) -> Masses:
    result: Masses = {}
    for value, mass in masses.items():
        mapped = to(value)
        result[mapped] = result.get(mapped, 0.0) + mass
    return result


def cover_of(quota: Quota, months: int) -> Cover:
    """Return what a quota of terms of so many months covers."""
    caps = caps_of(quota)
    return Cover(months, quota.levels, caps.month, caps.period)


def chain_of(kinds: Sequence[Kind], covers: Sequence[Cover], tally: Tally, horizon: int, effort: Effort) -> Chain:
    """Put requests and quotas together; each kind must be taken by a cover, and each cover take a kind."""
    streams = _streams(kinds, covers)
    in_month = tuple(_limit(kinds, cover, _most(streams, 1)) for cover in covers)
    in_horizon = tuple(replace(limit, most=_most(streams, horizon)) for limit in in_month)
    fresh = tuple(
        limit.narrowed((cover.period.requests, cover.period.minutes))
        for limit, cover in zip(in_horizon, covers, strict=True)
    )
    radix = 2 + max((figure for left in fresh for figure in left if figure != MANY), default=0)
    quotas = Quotas(streams, in_horizon, tally, Packing(radix, 2 * len(covers)), effort)
    return Chain(quotas, tuple(covers), in_month, fresh, horizon)


def _most(streams: Sequence[Stream], months: int) -> int:
    """Return how many requests ever arrive: together, and stream by stream."""
    rates = [stream.per_month * months for stream in streams]
    return max(most(sum(rates)), sum(most(rate) for rate in rates))


def _limit(kinds: Sequence[Kind], cover: Cover, most_arrivals: int) -> Limit:
    lengths = [kind.minutes for kind in kinds if cover.takes(kind)]
    return Limit(min(lengths), max(lengths), most_arrivals)


def _streams(kinds: Sequence[Kind], covers: Sequence[Cover]) -> tuple[Stream, ...]:
    """Put kinds together that nothing tells apart: levels of one length that the same plans cover."""
    rates: dict[tuple[int, int, tuple[bool, ...]], Fraction] = {}
    for kind in kinds:
        alike = (kind.minutes, kind.weight, tuple(cover.takes(kind) for cover in covers))
        rates[alike] = rates.get(alike, Fraction(0)) + kind.per_month
    return tuple(Stream(minutes, weight, float(rate), scope) for (minutes, weight, scope), rate in rates.items())
