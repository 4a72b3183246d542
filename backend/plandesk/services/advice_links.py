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
    """A term of an option that began before today: its first and last covered day.

    `anew` is the last one if it is bought today, None where the term is over.
    """

    plan: str
    began: date
    last: date
    anew: date | None


def begun_of(option: Option, horizon: Horizon, today: date) -> Begun | None:
    """Return the newest term of an option that began before today, even if it is over; None where none did."""
    began = [each for each in option.terms if horizon.turn(each.month) < today]
    return _begun(began[-1], horizon, today) if began else None


def begins_ad_hoc(option: Option, horizon: Horizon, today: date) -> bool:
    """Tell whether months served ad hoc come before an option's first term, so that there is no plan to buy yet."""
    first = option.terms[0].month
    return bool(first) and horizon.turn(first) > today


def _begun(placed: PlacedTerm, horizon: Horizon, today: date) -> Begun:
    return Begun(
        plan=placed.plan.name.value,
        began=horizon.turn(placed.month),
        last=day_before(horizon.turn(placed.until)),
        anew=day_before(Horizon(today, placed.months).end) if today < horizon.turn(placed.until) else None,
    )


def configure(catalogue: Catalogue, horizon: Horizon, today: date, option: Option, own: str) -> Link:
    """Return the preset link of an option's terms; `own` is the usual currency.

    Where a term has begun nothing opens (R23): bought today it runs longer than it was worked out for, and one that is
    over cannot be had at all.
    """
    gone = _gone(option, horizon, today)
    if gone:
        return Link(None, gone)
    terms = option.terms
    first, starts = terms[0], horizon.turn(terms[0].month)
    if begins_ad_hoc(option, horizon, today):
        return Link(None, (words.starts_later(starts),))
    address = f"{PATH}?{_in_currency(catalogue, own)}plan={first.plan.id}"
    known = words.starts_when_paid(starts, today)
    if option.kind == "chain":
        return Link(address, (*known, *((words.TERM_ALONE,) if len(terms) > 1 else ())))
    most = catalogue.rules.max_periods
    kept = f"*{min(len(terms), most)}" if min(len(terms), most) > 1 else ""
    more = (words.most_periods(len(terms), most),) if len(terms) > most else ()
    return Link(address + kept, (*known, *more))


def _gone(option: Option, horizon: Horizon, today: date) -> tuple[str, ...]:
    """Say which terms of an option are over and which is partly over; empty where none has begun."""
    over = advice_past_en.terms_past([each for each in option.terms if horizon.turn(each.until) <= today], horizon)
    newest = begun_of(option, horizon, today)
    if newest is None or newest.anew is None:
        return over
    return (*over, advice_past_en.begun(newest.plan, newest.began, newest.last, newest.anew))


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
