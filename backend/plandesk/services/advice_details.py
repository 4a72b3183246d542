"""What is told of one option of advice beside its totals: its quota, its gaps, what its price buys, where it opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plandesk.domain.advice import Advice, Horizon, Option, pool_books, quota_worth
from plandesk.domain.advice_chains import PoolBook
from plandesk.domain.advice_usage import Binding, PoolUse, binding_caps, use_of
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money, total
from plandesk.domain.period import Period
from plandesk.services.advice_links import Link, configure
from plandesk.text import advice_options_en as words


@dataclass(frozen=True, slots=True)
class Detail:
    """One option with all that is told of it; `worth` of its quota at ad-hoc prices is None where nothing is bought."""

    option: Option
    use: tuple[PoolUse, ...]
    binding: tuple[Binding, ...]
    gaps: tuple[Period, ...]
    worth: Money | None
    link: Link
    notes: tuple[str, ...]


def details_of(catalogue: Catalogue, advice: Advice, today: date, *, usual: str) -> tuple[Detail, ...]:
    """Return the details of each option in order; `usual` is the currency that an address need not name."""
    books = pool_books(catalogue, advice.question.horizon, advice.question.requests)
    return tuple(_detail(catalogue, advice.question.horizon, books, each, today, usual) for each in advice.options)


def _detail(
    catalogue: Catalogue, horizon: Horizon, books: Sequence[PoolBook], option: Option, today: date, usual: str
) -> Detail:
    use, gaps = use_of(catalogue, books, option), tuple(gaps_of(option, horizon))
    link = configure(catalogue, horizon, today, option, units_of(catalogue, use), usual)
    return Detail(
        option=option,
        use=use,
        binding=binding_caps(catalogue, books, option),
        gaps=gaps,
        worth=_worth(catalogue, option),
        link=link,
        notes=(*words.notes(option, gaps, horizon), *link.notes),
    )


def gaps_of(option: Option, horizon: Horizon) -> Iterator[Period]:
    """Yield the days of the horizon on which no term of a chain runs, earliest first; ad hoc alone has no gaps."""
    covered = 0
    for placed in option.terms:
        if placed.month > covered:
            yield Period(horizon.turn(covered), horizon.turn(placed.month))
        covered = placed.until
    if option.terms and covered < horizon.months:
        yield Period(horizon.turn(covered), horizon.end)


def units_of(catalogue: Catalogue, use: Sequence[PoolUse]) -> dict[str, int]:
    """Return how many incidents lie beyond quota at best, by the incident's id."""
    priced = ((catalogue.incident_of(each.pool.id), each.best.units) for each in use)
    return {incident.id: units for incident, units in priced if incident is not None}


def _worth(catalogue: Catalogue, option: Option) -> Money | None:
    if not option.terms:
        return None
    return total((quota_worth(catalogue, each.plan) for each in option.terms), catalogue.currency)
