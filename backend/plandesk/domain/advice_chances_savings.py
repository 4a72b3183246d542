"""What options save of the same requests of one pool, and how many requests a plan takes on average."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd

from plandesk.domain.advice_chances_arrivals import Effort, Kind, most
from plandesk.domain.advice_chances_month import Stream, Taken, Tally
from plandesk.domain.advice_chances_terms import Cover, chain_of

Savings = dict[tuple[int, ...], float]
"""What each option saves more than the first one, in minor units, and how probable that is."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The joint distribution, and how many requests of each stream the first cover takes on average."""

    savings: Savings
    taken: tuple[tuple[Stream, float], ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Options that meet the same requests, by pool; what some of them save is worked out once."""

    kinds: Mapping[str, tuple[Kind, ...]]
    horizon: int
    _known: dict[tuple[str, tuple[Cover | None, ...]], Saved] = field(default_factory=dict)

    def saved(self, pool: str, covers: tuple[Cover | None, ...], effort: Effort) -> Saved:
        """Return what each option but the first saves more of a pool than the first; None covers nothing of it."""
        if (pool, covers) not in self._known:
            self._known[pool, covers] = _saved(covers, self.kinds[pool], self.horizon, effort)
        return self._known[pool, covers]


def _saved(covers: Sequence[Cover | None], kinds: Sequence[Kind], horizon: int, effort: Effort) -> Saved:
    others = len(covers) - 1
    taking = {each: cover for each, cover in enumerate(covers) if cover and any(cover.takes(kind) for kind in kinds)}
    taken = [kind for kind in kinds if any(cover.takes(kind) for cover in taking.values())]
    if not taken:
        return Saved({(0,) * others: 1.0}, ())
    scale = gcd(*(kind.weight for kind in taken)) or 1
    reach = max(kind.weight for kind in taken) // scale * most(float(sum(kind.per_month for kind in taken)) * horizon)
    base = 4 * reach + 1
    tally = _difference_tally(list(taking), scale, base, others)
    chain = chain_of(taken, list(taking.values()), tally, horizon, effort)
    outcome = chain.outcome()
    savings = {_unpacked(value, base, scale, others): mass for value, mass in outcome.masses.items()}
    return Saved(savings, tuple(zip(chain.quotas.streams, outcome.taken, strict=True)))


def _difference_tally(owners: Sequence[int], scale: int, base: int, others: int) -> Tally:
    """Pack the differences to the first option into one number, a digit of `base` for each other option."""
    digits: dict[int, int] = {other: int(base ** (other - 1)) for other in range(1, others + 1)}
    digits[0] = -sum(digits.values())

    def tally(weight: int, taken: Taken) -> int:
        return weight // scale * sum(digits[owner] for owner, takes in zip(owners, taken, strict=True) if takes)

    return tally


def _unpacked(packed: int, base: int, scale: int, others: int) -> tuple[int, ...]:
    values = []
    for _ in range(others):
        digit = (packed + base // 2) % base - base // 2
        values.append(digit * scale)
        packed = (packed - digit) // base
    return tuple(values)
