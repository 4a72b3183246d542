"""What is told of one option of advice beside its totals: its quota, its gaps, what its price buys, where it opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plandesk.domain.advice import Horizon, Option, Total, pool_books, quota_worth, total_of
from plandesk.domain.advice_books import PoolBook
from plandesk.domain.advice_chances import Chances
from plandesk.domain.advice_usage import Binding, PoolUse, binding_caps, use_of
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money, total
from plandesk.domain.period import Period
from plandesk.services.advice_links import Link, configure, configure_anew, configure_incidents
from plandesk.services.advice_past import Past
from plandesk.text import advice_options_en as words


@dataclass(frozen=True, slots=True)
class Detail:
    """One option with all that is told of it.

    `worth` is what its whole quota costs at ad-hoc prices, `used` what the incidents cost that its best use stands for;
    both are None where nothing is bought, and `used` where requests are uncertain.
    """

    option: Option
    use: tuple[PoolUse, ...]
    binding: tuple[Binding, ...]
    gaps: tuple[Period, ...]
    worth: Money | None
    used: Total | None
    configure: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What details rest on; `usual` is the currency that an address need not name."""

    catalogue: Catalogue
    horizon: Horizon
    today: date
    usual: str
    past: Past

    def certain(self, option: Option, books: Sequence[PoolBook]) -> Detail:
        """Return the details of an option for requests that are known."""
        use = use_of(self.catalogue, books, option)
        link = self._link(option) if option.terms or self.past.over else self._incidents(option, use)
        binding = binding_caps(self.catalogue, books, option)
        detail = self._detail(option, link, use, binding, words.unpriced(option.best.by_agreement))
        beyond = option.figures.best - option.price.minor
        saved = total_of(self.catalogue, sum(each.total for each in books) - beyond)
        return replace(detail, used=saved) if option.terms else detail

    def uncertain(self, option: Option, chances: Chances) -> Detail:
        """Return the details of an option for requests whose number is uncertain: they use up no quota."""
        link = self._link(option) if option.terms else Link(None, (words.BUY_WHEN_NEEDED,))
        return self._detail(option, link, (), (), words.unpriced_on_average(chances.by_agreement))

    def _link(self, option: Option) -> Link:
        if self.past.over:
            return configure_anew(self.catalogue, option, self.usual)
        return configure(self.catalogue, self.horizon, self.today, option, self.usual)

    def _incidents(self, option: Option, use: Sequence[PoolUse]) -> Link:
        """Return where the incidents open that can still be bought."""
        coming = use_to_come(self.catalogue, self.horizon, self.past, option, use)
        link = configure_incidents(self.catalogue, units_of(self.catalogue, coming), self.usual)
        if link.address is None or not self.past.requests:
            return link
        return replace(link, notes=(words.incidents_to_come(len(self.past.coming)), *link.notes))

    def _detail(
        self,
        option: Option,
        link: Link,
        use: tuple[PoolUse, ...],
        binding: tuple[Binding, ...],
        unpriced: tuple[str, ...],
    ) -> Detail:
        gaps = tuple(gaps_of(option, self.horizon))
        notes = (*words.notes(option, gaps, self.horizon, self.past.tense, self.today), *unpriced, *link.notes)
        return Detail(option, use, binding, gaps, _worth(self.catalogue, option), None, link.address, notes)


def gaps_of(option: Option, horizon: Horizon) -> Iterator[Period]:
    """Yield the days of the horizon on which no term of a chain runs, earliest first; ad hoc alone has no gaps."""
    covered = 0
    for placed in option.terms:
        if placed.month > covered:
            yield Period(horizon.turn(covered), horizon.turn(placed.month))
        covered = placed.until
    if option.terms and covered < horizon.months:
        yield Period(horizon.turn(covered), horizon.end)


def use_to_come(
    catalogue: Catalogue, horizon: Horizon, past: Past, option: Option, use: Sequence[PoolUse]
) -> Sequence[PoolUse]:
    """Return what an option's requests that are not past use; `use` is that of all."""
    if not past.requests:
        return use
    return use_of(catalogue, pool_books(catalogue, horizon, past.coming), option)


def units_of(catalogue: Catalogue, use: Sequence[PoolUse]) -> dict[str, int]:
    """Return how many incidents lie beyond quota at best, by the incident's id."""
    priced = ((catalogue.incident_of(each.pool.id), each.best.units) for each in use)
    return {incident.id: units for incident, units in priced if incident is not None}


def _worth(catalogue: Catalogue, option: Option) -> Money | None:
    if not option.terms:
        return None
    return total((quota_worth(catalogue, each.plan) for each in option.terms), catalogue.currency)
