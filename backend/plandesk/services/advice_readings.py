"""Which readings of the vendor's terms the figures of an answer rest on, so that a page can mark each of them."""

from collections.abc import Iterable

from plandesk.domain.advice import LeftOut
from plandesk.domain.catalogue import Catalogue, Plan
from plandesk.services.advice import Advised


def readings_of(advised: Advised) -> tuple[str, ...]:
    """Return every one of them, in the catalogue's order."""
    catalogue, advice = advised.catalogue, advised.advice
    plans = {placed.plan.id: placed.plan for option in advice.options for placed in option.terms}
    used = {
        *(each for plan in plans.values() for each in of_plan(plan)),
        *(each for plan in plans.values() for each in _of_updates(plan)),
        *(each for pool in catalogue.pools for each in of_pool(catalogue, pool.id)),
        *(each for left in advice.left_out for each in of_left_out(left)),
    }
    return tuple(each.id for each in catalogue.readings if each.id in used)


def of_plan(plan: Plan) -> tuple[str, ...]:
    """Return those of a term's figures: its price, its sale, how long it runs, and its quotas."""
    quotas = (reading for quota in plan.quotas for reading in quota.readings)
    length = (*plan.buys.readings, *plan.support_period.readings)
    return _each_once((*plan.price.readings, *plan.sale.readings, *length, *quotas))


def of_pool(catalogue: Catalogue, pool: str) -> tuple[str, ...]:
    """Return those of what a request of a pool costs beyond quota (A22)."""
    incident = catalogue.incident_of(pool)
    if incident is None:
        return ()
    price, hour, agreed = incident.price, incident.max_minutes, incident.by_agreement
    return _each_once((*price.readings, *hour.readings, *agreed.readings))


def of_left_out(left: LeftOut) -> tuple[str, ...]:
    """Return those that a plan is left out by: of its sale and price, or of the updates that it does not cover."""
    if left.needs:
        return _of_updates(left.plan)
    return _each_once((*left.plan.sale.readings, *left.plan.price.readings))


def _of_updates(plan: Plan) -> tuple[str, ...]:
    return _each_once((*plan.critical_updates.readings, *plan.maintenance_upgrades.readings))


def _each_once(readings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(readings))
