"""The sentences of a price: the title of a line, what it buys, and what each start of an extension means."""

from collections.abc import Callable, Mapping
from datetime import date

from plandesk.domain.catalogue import Cap, Catalogue, Plan, Quota
from plandesk.domain.period import Period
from plandesk.domain.pricing import Extension, Part, PlanLine, PriceLine, StartId, Upgrade
from plandesk.domain.tax import Tax, TaxKind
from plandesk.domain.terms import StartChoice
from plandesk.domain.upgrades import Credit
from plandesk.text.formats import count, day, listed, minutes, months, price, whole


def line_title(line: PriceLine, catalogue: Catalogue) -> str:
    """Name what a line sells; short enough for a provider's pay page."""
    if line.kind == "fee":
        return "Reinstatement fee"
    if line.kind == "discount":
        return "Discount"
    if line.kind == "credit":
        return f"Credit for {catalogue.plan(line.plan or '').name.value}"
    if line.level is not None:
        return catalogue.incident(line.level).name
    plan = catalogue.plan(line.plan or "")
    title = f"{catalogue.family(plan.family).name}: {plan.name.value}"
    if line.part is not None:
        return f"{title}, upgrade to the old end"
    return f"{title}, {line.kind}" if line.kind in ("extension", "upgrade") else title


def tax_title(tax: Tax) -> str:
    """Name the tax on an order with the reason for its amount; short enough for a provider's pay page."""
    return _TAXES[tax.kind](tax)


_TAXES: Mapping[TaxKind, Callable[[Tax], str]] = {
    "rated": lambda tax: f"Tax, {tax.percent} % ({tax.country})",
    "reverse_charge": lambda tax: f"Tax, reverse charge: the buyer accounts for it (tax id {tax.tax_id})",
    "exempt": lambda tax: f"Tax: exempt ({tax.country})",
    "outside": lambda tax: f"Tax: none for buyers in {tax.country}",
}


def line_at_a_glance(line: PriceLine, catalogue: Catalogue) -> str:
    """Name what a line sells, and how much of it where that is more than one."""
    title = line_title(line, catalogue)
    if line.quantity == 1:
        return title
    return f"{line.quantity} × {title}" if line.level is not None else f"{title}, {count(line.quantity, 'term')}"


def line_buys(line: PriceLine, catalogue: Catalogue) -> str:
    """Say in one sentence what a line buys and for how long."""
    if line.kind == "fee":
        return "Support starts again after it had ended for longer than the grace time."
    if line.kind == "discount":
        return f"{line.reason} (discount on the whole)" if line.of_whole else line.reason or ""
    if line.credit is not None:
        return explain_credit(line.credit)
    if line.level is not None:
        return _incidents(line, catalogue)
    plan = catalogue.plan(line.plan or "")
    if line.part is not None:
        return f"{_share(line.part)} {_includes(plan, catalogue)} {_updates(plan, 1)}"
    parts = (_cover(line.quantity, line.months or 0), _includes(plan, catalogue), _updates(plan, line.quantity))
    return " ".join(part for part in parts if part)


def explain_credit(credit: Credit) -> str:
    """Spell out the arithmetic of a credit: the shares, which one counts, and how it is rounded (R9, R10)."""
    days = f"{whole(credit.days_left)} of {count(credit.days, 'day')} are left on the day of this price"
    left, all_of = price(credit.requests.unused), price(credit.requests.total)
    requests = f"requests worth {left} of {all_of} are left, at the price of single incidents"
    counted = "the requests" if credit.counts == "requests" else "the days"
    share = f"Of the running plan, {days}, and {requests}. The smaller share counts, here that of {counted}: "
    if not credit.requests.total.minor:
        share = f"Of the running plan, {days}; the days alone count: "
    figure = f"{price(credit.value)} paid for it times that share, rounded down, is {price(credit.worth)}."
    if credit.capped:
        figure += f" The new plan costs less, so its price, {price(credit.amount)}, is credited and no more."
    return share + figure


def _share(part: Part) -> str:
    return (
        f"Support for one installation to the end of the running plan, by the days left on the day of this price: "
        f"{whole(part.days)} of the {whole(part.of_days)} days that {price(part.full)} buys, rounded to the cent."
    )


def _cover(terms: int, length: int) -> str:
    if terms == 1:
        return f"{months(length)} of support for one installation."
    return (
        f"{terms} terms of {months(length)} each, one after the other, for one installation: {months(terms * length)}."
    )


def _incidents(line: PriceLine, catalogue: Catalogue) -> str:
    incident = catalogue.incident(line.level or "")
    unit = count(line.quantity, "support request")
    longest = f" of at most {minutes(line.minutes)}{' each' if line.quantity > 1 else ''}" if line.minutes else ""
    validity = catalogue.rules.incident_validity_months
    until = "valid until used" if validity is None else f"to be used within {months(validity)}"
    levels = listed([catalogue.level(each).name for each in catalogue.pool(incident.pool).levels])
    return f"{unit} ({levels}){longest}, {until}, for any installation."


def _includes(plan: Plan, catalogue: Catalogue) -> str:
    parts = [part for quota in plan.quotas if (part := _quota(quota, catalogue))]
    return f"Each term includes {'; '.join(parts)}." if parts else ""


def quota_name(quota: Quota, catalogue: Catalogue) -> str:
    """Name what a quota is for: its pool, or the levels themselves where a plan covers only some of the pool's."""
    pool = catalogue.pool(quota.pool)
    if quota.levels == pool.levels or not quota.levels:
        return pool.name
    return listed([catalogue.level(each).name for each in quota.levels])


def _quota(quota: Quota, catalogue: Catalogue) -> str:
    name = quota_name(quota, catalogue)
    scopes = [_cap(cap, scope) for cap, scope in ((quota.period, "in all"), (quota.month, "a month")) if cap]
    return f"{name}: {', at most '.join(scopes)}" if quota.levels and scopes else ""


def _cap(cap: Cap, scope: str) -> str:
    return f"{count(cap.requests, 'request')} and {minutes(cap.minutes)} {scope}"


def _updates(plan: Plan, terms: int) -> str:
    stated = [
        f"{name} for {months(length.value.months)}"
        for name, length in (
            ("critical updates", plan.critical_updates),
            ("maintenance upgrades", plan.maintenance_upgrades),
        )
        if length.value is not None
    ]
    opens = "Each term opens" if terms > 1 else "Opens"
    return f"{opens} {listed(stated)}." if stated else "Update times are not stated."


def explain_start(choice: StartChoice, end: date) -> str:
    """Say what a start of an extension means for a term whose exclusive end is `end`."""
    return _STARTS[choice.id](choice, end)


def explain_option(line: PlanLine, choice: StartChoice) -> str:
    """Say what one way to go on means for an installation in the books."""
    match line:
        case Extension():
            return explain_start(choice, line.end)
        case Upgrade():
            return _upgrade(line, choice)
    return _from_payment(choice, choice.terms[0].period.start)


def _upgrade(line: Upgrade, choice: StartChoice) -> str:
    span = _whole(choice)
    moved = [each for each in choice.changes if each.closed_on is None]
    behind = ""
    if moved:
        end = max(each.term.period.last_day for each in moved)
        behind = f" {count(len(moved), 'queued term')} keep plan and length and follow it, until {day(end)}."
    return (
        f"Starts on {day(span.start)}, if paid that day, in place of your running plan, and covers until "
        f"{day(span.last_day)}. {_credited(line)} The update times of the running plan stay.{behind}"
    )


def _credited(line: Upgrade) -> str:
    closing = line.closing
    if closing.value is None and closing.origin == "licence":
        return "No credit: the running plan came with the licence."
    if closing.value is None:
        return "No credit: nothing is known to have been paid for the running plan."
    if line.unused.total.minor and not line.unused.unused.minor:
        return "No credit: all requests of the running plan are used."
    return "What is left of the running plan is credited."


def _whole(choice: StartChoice) -> Period:
    return Period(choice.terms[0].period.start, choice.terms[-1].period.end)


def _at_end(choice: StartChoice, end: date) -> str:
    span = _whole(choice)
    return (
        f"Starts on {day(span.start)}, the day after your current term ends, and covers until {day(span.last_day)}. "
        "Nothing is lost."
    )


def _today(choice: StartChoice, end: date) -> str:
    span = _whole(choice)
    return (
        f"Starts on {day(span.start)} in place of your current term and covers until {day(span.last_day)}. "
        f"You give up {count(choice.days_given_up, 'day')} of the current term, without credit."
    )


def _continuous(choice: StartChoice, end: date) -> str:
    span = _whole(choice)
    return (
        f"Starts on {day(span.start)}, where your last term ended, and covers until {day(span.last_day)}. "
        "There is no gap, but the days since then are used up, and requests made in them are not covered."
    )


def _from_payment(choice: StartChoice, end: date) -> str:
    span = _whole(choice)
    gap = f" The {count(choice.gap_days, 'day')} since your last term stay without cover." if choice.gap_days else ""
    return f"Starts on {day(span.start)}, if paid that day, and covers until {day(span.last_day)}.{gap}"


_STARTS: Mapping[StartId, Callable[[StartChoice, date], str]] = {
    "at_end": _at_end,
    "today": _today,
    "continuous": _continuous,
    "from_payment": _from_payment,
}
