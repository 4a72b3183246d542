"""Sums of independent numbers, and how much of their distributions may be left out: as much as one says, no more."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import frexp
from operator import itemgetter

from plandesk.domain.advice_chances_arrivals import Masses

Spend = Callable[[int], None]
"""Is told of so many products before they are formed, and may refuse them."""

_SLACK = 1e-15  # Of one sum of a few numbers that nobody counts.


@dataclass(frozen=True, slots=True)
class Falling:
    """A distribution with the most probable value first; `falling` makes one."""

    items: tuple[tuple[int, float], ...]
    rising: tuple[float, ...]
    """The negative masses, for these rise."""
    beyond: tuple[float, ...]
    """The sum of all masses, of all but the first, and so on to nothing."""

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self.items)


def falling(masses: Masses) -> Falling:
    """Sort a distribution; it is to be met by others again and again."""
    items = sorted(masses.items(), key=itemgetter(1), reverse=True)
    beyond = [*accumulate((mass for _, mass in reversed(items)), initial=0.0)]
    return Falling(tuple(items), tuple(-mass for _, mass in items), tuple(reversed(beyond)))


def add_product(into: Masses, masses: Masses, other: Falling, slack: float, spend: Spend) -> None:
    """Add the distribution of the sum of two independent numbers to what `into` holds, but for `slack` of it at most.

    The smallest products are left out. Values of one number that are as probable to a factor of two meet the same
    values of the other: its most probable ones, so many that what the rest would bring is within `slack`.
    """
    if not masses or not other:
        return
    heads = {size: other.items[:number] for size, number in _met(masses.values(), other, slack, spend).items()}
    for low, mass in masses.items():
        for high, more in heads[frexp(mass)[1]]:
            both = low + high
            if both in into:
                into[both] += mass * more
            else:
                into[both] = mass * more


def _met(masses: Collection[float], other: Falling, slack: float, spend: Spend) -> dict[int, int]:
    """Return how many of the other's values a mass meets, by its binary exponent.

    A product is left out only if it is below `least`. That bounds the first try, by the number of products; from then
    on what is left out is summed up: by exponent, all masses times all that they do not meet.
    """
    sums, numbers = _by_size(masses)

    def meeting(least: float) -> dict[int, int]:
        return {size: bisect_right(other.rising, -least / 2.0**size) for size in sums}

    least = slack / (len(other) * len(masses))
    met = meeting(least)
    while least and any(met.values()):
        fewer = meeting(4 * least)
        if sum(sums[size] * other.beyond[number] for size, number in fewer.items()) > slack:
            break
        least, met = 4 * least, fewer
    spend(sum(numbers[size] * number for size, number in met.items()))
    return met


def _by_size(masses: Iterable[float]) -> tuple[dict[int, float], dict[int, int]]:
    """Return the sum and the number of the masses by binary exponent: those of one are below 2 to its power."""
    sums: dict[int, float] = {}
    numbers: dict[int, int] = {}
    for mass in masses:
        size = frexp(mass)[1]
        sums[size] = sums.get(size, 0.0) + mass
        numbers[size] = numbers.get(size, 0) + 1
    return sums, numbers


def add_share(into: Masses, masses: Masses, more: int, share: float, slack: float) -> None:
    """Add a share of a distribution, moved by `more`; each value that is left out would bring its part of `slack`."""
    least = slack / len(masses) if masses else slack
    for value, mass in masses.items():
        part = mass * share
        if part > least:
            moved = value + more
            if moved in into:
                into[moved] += part
            else:
                into[moved] = part


def trimmed(masses: Masses, slack: float) -> Masses:
    """Leave out the least probable values, together `slack` at most."""
    sums, _ = _by_size(masses.values())
    sizes = sorted(sums)
    small = bisect_right([*accumulate(sums[size] for size in sizes)], slack)
    least = 2.0 ** (sizes[small] - 1) if small < len(sizes) else 1.0
    return {value: mass for value, mass in masses.items() if mass >= least}


def convolved(parts: Iterable[Masses], spend: Spend = lambda products: None) -> Masses:
    """Return the distribution of the sum of independent numbers; of none of them it is certainly 0."""
    result: Masses = {0: 1.0}
    for part in parts:
        sums: Masses = {}
        short, long = sorted((part, result), key=len)
        add_product(sums, long, falling(short), _SLACK, spend)
        result = sums
    return result
