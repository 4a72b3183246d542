"""The best possible use of a quota, exactly (R22): which requests spend it, and what that saves."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from plandesk.domain import advice_weights
from plandesk.domain.advice_quota import Ask, Caps, Months
from plandesk.domain.advice_weights import WeighedTerm
from plandesk.domain.catalogue import Cap


@dataclass(frozen=True, slots=True)
class Chosen:
    """The use of a quota that saves most: the weight it saves, and the requests that spend it, by month."""

    saved: int
    months: Months


def best_use(caps: Caps, months: Months) -> Chosen:
    """Return the use of a quota that saves most; within a month the dates do not matter (R22).

    Equal savings take fewer requests, then fewer minutes.
    """
    return _best_use(caps, _all_worth_trying(caps, months))


def best_saved(caps: Caps, months: Months) -> int:
    """Return the weight that the best use of a quota saves: quicker than to tell which requests spend it."""
    return _best_saved(caps, _all_worth_trying(caps, months))


def bound_saved(caps: Caps, months: Months) -> int:
    """Return a weight that no use of a quota saves more than: much quicker than what the best one saves, and close."""
    return _bound_saved(caps, _all_worth_trying(caps, months))


@lru_cache(maxsize=2048)  # A pattern asks the same of every month, and of terms that begin on any of them.
def _best_use(caps: Caps, months: Months) -> Chosen:
    picks = _shortest(caps, months) if _weigh_alike(months) else WeighedTerm(caps, months).picks()
    return Chosen(_weight(picks), picks)


@lru_cache(maxsize=2048)
def _best_saved(caps: Caps, months: Months) -> int:
    return _weight(_shortest(caps, months)) if _weigh_alike(months) else WeighedTerm(caps, months).most_saved()


@lru_cache(maxsize=2048)
def _bound_saved(caps: Caps, months: Months) -> int:
    return _best_saved(caps, months) if _weigh_alike(months) else WeighedTerm(caps, months).bound()


def _weight(months: Months) -> int:
    return sum(ask.weight for asks in months for ask in asks)


def _all_worth_trying(caps: Caps, months: Months) -> Months:
    most = min(caps.month.requests, caps.period.requests)
    return tuple(_worth_trying(asks, most) for asks in months)


@lru_cache(maxsize=2048)
def _worth_trying(asks: tuple[Ask, ...], most: int) -> tuple[Ask, ...]:
    """Return, of every weight, only as many as may be covered, the shortest first: longer ones do no better."""
    kept: dict[int, list[Ask]] = defaultdict(list)
    for ask in sorted(asks):
        if ask.weight and len(kept[ask.weight]) < most:
            kept[ask.weight].append(ask)
    return tuple(sorted(ask for each in kept.values() for ask in each))


def _weigh_alike(months: Months) -> bool:
    return len({ask.weight for asks in months for ask in asks}) < 2


def _shortest(caps: Caps, months: Months) -> Months:
    """Return the best use of requests of one weight, which come the shortest first: as many as the caps hold.

    So many requests of a month take least time if they are its shortest, so a month lets through the first few that
    its caps hold, or fewer of them. So many of all months then take least time if they are the shortest of all that are
    let through; and since each month gives its shorter ones first, what is taken of it are again its first few.
    """
    lengths = [[ask.minutes for ask in asks] for asks in months]
    through = sorted((minutes, at) for at, month in enumerate(lengths) for minutes in month[: _held(caps.month, month)])
    taken = Counter(at for _, at in through[: _held(caps.period, [minutes for minutes, _ in through])])
    return tuple(asks[: taken[at]] for at, asks in enumerate(months))


def _held(cap: Cap, lengths: Sequence[int]) -> int:
    """Return how many requests of these lengths in minutes, the shortest first, a cap holds."""
    return min(cap.requests, sum(minutes <= cap.minutes for minutes in accumulate(lengths)))


def forget() -> None:
    """Forget every answer that was kept, as a measure of the work itself needs it."""
    for each in (_best_use, _best_saved, _bound_saved, _worth_trying, advice_weights.month_points):
        each.cache_clear()
