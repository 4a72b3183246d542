"""What random requests leave of the quotas of terms that follow each other: one pool, one or several plans at once.

A term spends its quota as requests come. What a month does depends only on what is left when it begins, so the months
run one after the other over what may be left, and a tally is kept of whatever is asked for on the way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import lcm

from plandesk.domain.advice_chances_arrivals import Kind, Masses, add_product, convolved, most
from plandesk.domain.advice_chances_month import MANY, Lefts, Limit, Month, Stream, Tally, less, month_of
from plandesk.domain.advice_quota import caps_of
from plandesk.domain.catalogue import Cap, Quota


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """The tally's distribution, and how many requests of each stream the first cover takes on average."""

    masses: Masses
    taken: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The requests of one pool that meet the quotas of one or several plans at once; `chain_of` makes one."""

    streams: tuple[Stream, ...]
    covers: tuple[Cover, ...]
    tally: Tally
    in_month: tuple[Limit, ...]
    in_horizon: tuple[Limit, ...]
    fresh: Lefts
    horizon: int
    _known: dict[tuple[Lefts, Lefts, int], Month] = field(default_factory=dict, compare=False, repr=False)

    def outcome(self) -> Outcome:
        """Return what the whole horizon brings; where all terms begin anew at once, the parts are independent."""
        cycle = min(self.horizon, lcm(*(cover.months for cover in self.covers)))
        times, rest = divmod(self.horizon, cycle)
        parts = [self._run(cycle)] * times + ([self._run(rest)] if rest else [])
        taken = (sum(each) for each in zip(*(part.taken for part in parts), strict=True))
        return Outcome(convolved(part.masses for part in parts), tuple(taken))

    def _run(self, months: int) -> Outcome:
        states: dict[Lefts, Masses] = {self.fresh: {0: 1.0}}
        taken = [0.0] * len(self.streams)
        for begin, end in self._steps(months):
            after: dict[Lefts, Masses] = {}
            for lefts, masses in states.items():
                month = self._month(lefts, end - begin)
                weight = sum(masses.values())
                taken = [so_far + weight * more for so_far, more in zip(taken, month.taken, strict=True)]
                for useds, tallied in month.ends:
                    add_product(after.setdefault(self._after(lefts, useds, end), {}), masses, tallied)
            states = after
        total: Masses = {}
        for masses in states.values():
            add_product(total, masses, {0: 1.0})
        return Outcome(total, tuple(taken))

    def _steps(self, months: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches in which no quota turns: single months only where a cap of the month can be reached."""
        unlimited = tuple((MANY, MANY) for _ in self.covers)
        capped = self._usable(unlimited) != unlimited
        turns = [
            month for month in range(1, months) if capped or any(month % cover.months == 0 for cover in self.covers)
        ]
        yield from zip([0, *turns], [*turns, months], strict=True)

    def _month(self, lefts: Lefts, months: int) -> Month:
        """Follow some months, or look them up: of what is left, only what they can use up makes a difference."""
        usable = self._usable(lefts) if months == 1 else lefts
        counted = tuple((int(left[0] != MANY), int(left[1] != MANY)) for left in lefts)
        month = self._known.get((usable, counted, months))
        if month is None:
            month = month_of(self.streams, self.in_horizon, self.tally, usable, counted, months)
            self._known[usable, counted, months] = month
        return month

    def _usable(self, lefts: Lefts) -> Lefts:
        caps = (cover.month for cover in self.covers)
        return tuple(
            limit.narrowed((min(cap.requests, left[0]), min(cap.minutes, left[1])))
            for limit, cap, left in zip(self.in_month, caps, lefts, strict=True)
        )

    def _after(self, lefts: Lefts, useds: Lefts, month: int) -> Lefts:
        return tuple(
            self.fresh[each]
            if month % cover.months == 0
            else self.in_horizon[each].narrowed(less(lefts[each], useds[each]))
            for each, cover in enumerate(self.covers)
        )


def cover_of(quota: Quota, months: int) -> Cover:
    """Return what a quota of terms of so many months covers."""
    caps = caps_of(quota)
    return Cover(months, quota.levels, caps.month, caps.period)


def chain_of(kinds: Sequence[Kind], covers: Sequence[Cover], tally: Tally, horizon: int) -> Chain:
    """Put requests and quotas together; each kind must be taken by a cover, and each cover take a kind."""
    streams = _streams(kinds, covers)
    per_month = sum(stream.per_month for stream in streams)
    in_month = tuple(_limit(kinds, cover, most(per_month)) for cover in covers)
    in_horizon = tuple(replace(limit, most=most(per_month * horizon)) for limit in in_month)
    fresh = tuple(
        limit.narrowed((cover.period.requests, cover.period.minutes))
        for limit, cover in zip(in_horizon, covers, strict=True)
    )
    return Chain(streams, tuple(covers), tally, in_month, in_horizon, fresh, horizon)


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
