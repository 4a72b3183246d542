"""Where an advised option opens in the configurator, filled as far as one order can hold it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plandesk.domain.advice import Horizon, Option
from plandesk.domain.advice_books import PlacedTerm
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.period import day_before
from plandesk.text import advice_options_en as words
from plandesk.text import advice_past_en

PATH = "/configure/"


@dataclass(frozen=True, slots=True)
class Link:
    """An address of the configurator, None where there is nothing to buy there now, and what has to be known of it."""

    address: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """A term of an option that has begun: its first and last covered day, and the last one if it is bought today."""

    plan: str
    began: date
    last: date
    anew: date


def begun_of(option: Option, horizon: Horizon, today: date) -> Begun | None:
    """Return the term of an option that began before today and still runs; None where no term does."""
    for placed in option.terms:
        if horizon.turn(placed.month) < today < horizon.turn(placed.until):
            return _begun(placed, horizon, today)
    return None


def _begun(placed: PlacedTerm, horizon: Horizon, today: date) -> Begun:
    return Begun(
        plan=placed.plan.name.value,
        began=horizon.turn(placed.month),
        last=day_before(horizon.turn(placed.until)),
        anew=day_before(Horizon(today, placed.months).end),
    )


def configure(catalogue: Catalogue, horizon: Horizon, today: date, option: Option, own: str) -> Link:
    """Return the preset link of what can still be bought of an option's terms; `own` is the usual currency.

    A term that has begun opens nothing: bought today it runs longer than it was worked out for (R23).
    """
    left = [each for each in option.terms if horizon.turn(each.until) > today]
    gone = words.terms_past(option.terms[: len(option.terms) - len(left)], horizon)
    if not left:
        return Link(None, gone)
    running = begun_of(option, horizon, today)
    if running:
        told = advice_past_en.begun(running.plan, running.began, running.last, running.anew)
        return Link(None, (*gone, told))
    first, starts = left[0], horizon.turn(left[0].month)
    if first.month and starts > today:
        return Link(None, (*gone, words.starts_later(starts, after=bool(gone))))
    address = f"{PATH}?{_in_currency(catalogue, own)}plan={first.plan.id}"
    known = (*gone, *words.starts_when_paid(starts, today))
    if option.kind == "chain":
        return Link(address, (*known, *((words.term_alone(after=bool(gone)),) if len(left) > 1 else ())))
    most = catalogue.rules.max_periods
    kept = f"*{min(len(left), most)}" if min(len(left), most) > 1 else ""
    more = (words.most_periods(len(left), most),) if len(left) > most else ()
    return Link(address + kept, (*known, *more))


def configure_anew(catalogue: Catalogue, option: Option, own: str) -> Link:
    """Return the preset link of an option of what is over: one term of its plan, for the time to come.

    Incidents are bought for requests that come, and a chain lay around those that came: neither opens anything.
    """
    if option.kind != "plan":
        return Link(None)
    return Link(f"{PATH}?{_in_currency(catalogue, own)}plan={option.terms[0].plan.id}")


def configure_incidents(catalogue: Catalogue, units: Mapping[str, int], own: str) -> Link:
    """Return the preset link of so many incidents, by their ids."""
    most = catalogue.rules.max_incident_units
    wanted = [each for each in catalogue.incidents if units.get(each.id)]
    if not wanted:
        return Link(None)
    asked = ",".join(f"{each.id}:{min(units[each.id], most)}" for each in wanted)
    notes = (words.most_units(each.name, units[each.id], most) for each in wanted if units[each.id] > most)
    return Link(f"{PATH}?{_in_currency(catalogue, own)}incidents={asked}", tuple(notes))


def _in_currency(catalogue: Catalogue, own: str) -> str:
    return "" if catalogue.currency == own else f"currency={catalogue.currency}&"
