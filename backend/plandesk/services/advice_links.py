"""Where an advised option opens in the configurator, filled as far as one order can hold it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plandesk.domain.advice import Horizon, Option
from plandesk.domain.catalogue import Catalogue
from plandesk.text import advice_options_en as words

PATH = "/configure/"


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the configurator, None where there is nothing to buy there now, and what has to be known of it."""

    address: str | None
    notes: tuple[str, ...] = ()


def configure(
    catalogue: Catalogue, horizon: Horizon, today: date, option: Option, units: Mapping[str, int], own: str
) -> Link:
    """Return the preset link of an option; `units` are the incidents that ad hoc needs, `own` the usual currency."""
    currency = _in_currency(catalogue, own)
    if not option.terms:
        return _incidents(catalogue, units, currency)
    first = option.terms[0]
    if first.month:
        return Link(None, (words.starts_later(first, horizon),))
    later = (words.starts_when_paid(horizon, today),) if horizon.start != today else ()
    if option.kind == "chain":
        more = (words.FIRST_TERM_ALONE,) if len(option.terms) > 1 else ()
        return Link(f"{PATH}?{currency}plan={first.plan.id}", (*later, *more))
    terms, most = len(option.terms), catalogue.rules.max_periods
    kept = f"*{min(terms, most)}" if min(terms, most) > 1 else ""
    more = (words.most_periods(terms, most),) if terms > most else ()
    return Link(f"{PATH}?{currency}plan={first.plan.id}{kept}", (*later, *more))


def configure_anew(catalogue: Catalogue, option: Option, own: str) -> Link:
    """Return the preset link of an option of what is over: one term of its plan, for the time to come.

    Incidents are bought for requests that come, and a chain lay around those that came: neither opens anything.
    """
    if option.kind != "plan":
        return Link(None)
    return Link(f"{PATH}?{_in_currency(catalogue, own)}plan={option.terms[0].plan.id}")


def _in_currency(catalogue: Catalogue, own: str) -> str:
    return "" if catalogue.currency == own else f"currency={catalogue.currency}&"


def _incidents(catalogue: Catalogue, units: Mapping[str, int], currency: str) -> Link:
    most = catalogue.rules.max_incident_units
    wanted = [each for each in catalogue.incidents if units.get(each.id)]
    if not wanted:
        return Link(None)
    asked = ",".join(f"{each.id}:{min(units[each.id], most)}" for each in wanted)
    notes = (words.most_units(each.name, units[each.id], most) for each in wanted if units[each.id] > most)
    return Link(f"{PATH}?{currency}incidents={asked}", tuple(notes))
