"""How many requests arrive: independent Poisson processes by kind of request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plandesk.domain.advice_quota import UNPRICED, weight_beyond_quota
from plandesk.domain.advice_workload import Rate
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.errors import DomainError

Masses = dict[int, float]
"""A whole number's possible values, each with its probability; what is left out of it is at most 1e-12 in all."""

_TAIL = 1e-16  # Of one Poisson count: some hundreds of them stay far below the 1e-12 that is promised.
DUST: float = 1e-21
"""Of one value in one step: a smaller probability is left out; all that an answer may form stay below 1e-12, too."""


class WorkloadTooVaried(DomainError):
    """Chances are told while a person waits: not of many lengths at many a month that meet large quotas at once."""


@dataclass(slots=True)
class Effort:
    """How many products of probabilities one answer may still form: some four seconds of them.

    The same question always takes the same.
    """

    left: int = 24_000_000

    def spend(self, products: int, times: int = 1) -> None:
        """Take some of them; `times` tells how often as many are to come, so that one who asks too much hears it soon.

        Raises:
            WorkloadTooVaried: not as many are left.
        """
        if products * times > self.left:
            raise WorkloadTooVaried()
        self.left -= products


@dataclass(frozen=True, slots=True)
class Kind:
    """Requests of one level and length: how many a month brings, and what one costs beyond quota.

    `weight` is in minor units, or UNPRICED where no price is stated.
    """

    level: str
    minutes: int
    per_month: Fraction
    weight: int

    @property
    def price(self) -> int:
        """Return the stated price in minor units; 0 where it is by agreement, which `by_agreement` tells."""
        return 0 if self.by_agreement else self.weight

    @property
    def by_agreement(self) -> bool:
        """Tell whether no price is stated for it beyond quota (A22)."""
        return self.weight == UNPRICED


def kinds_by_pool(catalogue: Catalogue, rates: Sequence[Rate]) -> Mapping[str, tuple[Kind, ...]]:
    """Return the kinds of requests that arrive at all, by the pool whose quota they count against.

    Raises:
        UnknownLevel: a rate names a level that the catalogue does not have.
    """
    sums: dict[tuple[str, int], Fraction] = {}
    for rate in rates:
        key = (catalogue.level(rate.level).id, rate.minutes)
        sums[key] = sums.get(key, Fraction(0)) + rate.per_month
    kinds = [
        Kind(level, minutes, rate, weight_beyond_quota(catalogue, level, minutes))
        for (level, minutes), rate in sums.items()
        if rate > 0
    ]
    found = {pool.id: tuple(each for each in kinds if each.level in pool.levels) for pool in catalogue.pools}
    return {pool: those for pool, those in found.items() if those}


def poisson(mean: float) -> list[float]:
    """Return the probabilities of the counts 0, 1, 2, ...; what lies beyond either end is below 1e-16.

    They are built outwards from the most probable count, so that neither a large mean underflows nor errors add up.
    """
    if mean == 0:
        return [1.0]
    mode = int(mean)
    upwards, downwards = [1.0], []
    count = mode
    while upwards[-1] > _TAIL * (1 - mean / (count + 1)):
        count += 1
        upwards.append(upwards[-1] * mean / count)
    share = 1.0
    for count in range(mode, 0, -1):
        share *= count / mean
        downwards.append(share)
    whole = sum(downwards) + sum(upwards)
    return [each / whole for each in (*reversed(downwards), *upwards)]


def most(mean: float) -> int:
    """Return the largest count that `poisson` tells."""
    return len(poisson(mean)) - 1


def weighed(mean: float, weight: int) -> Masses:
    """Return the distribution of a Poisson count times a weight."""
    return {count * weight: mass for count, mass in enumerate(poisson(mean)) if mass > DUST}
