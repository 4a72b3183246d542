"""The English words of reminders: the mails, why they were sent, and the page that stops them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plandesk.domain.customers import Contact, Customer, Installation, Role
from plandesk.domain.money import Money
from plandesk.domain.reminders import ReminderKind
from plandesk.domain.requests import Count, QuotaUse, Window
from plandesk.services.ports import Mailbox
from plandesk.text.formats import count, day, listed, minutes, money, months, whole

KIND_NAMES: Mapping[ReminderKind, str] = {
    "before_expiry": "Before support ends",
    "after_expiry": "When support has ended, and when it can last be continued without a gap",
    "quota": "When most of a quota is used up",
}
"""How the settings name what can be stopped."""

_ROLES: Mapping[Role, str] = {"owner": "an owner", "billing": "a billing contact", "technical": "a technical contact"}
_STOPPED: Mapping[ReminderKind, str] = {
    "before_expiry": "reminders before support ends",
    "after_expiry": "reminders when support has ended",
    "quota": "reminders of quotas",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is written to, about what, and the addresses of that mail."""

    contact: Contact
    customer: Customer
    installation: Installation
    plan: str
    kind: ReminderKind
    act: str
    stop: str
    stop_at_once: str
    catalogue_version: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What one more period of the same plan costs, and the days it covers if it is paid today."""

    price: Money
    net_of_tax: bool
    months: int
    first_day: date
    last_covered_day: date


@dataclass(frozen=True, slots=True)
class Ending:
    """Cover that ends, as it stands `today`. `offer` is None where the plan cannot be bought again.

    `grace_until` is the last day on which it can be continued without a gap; None where there is no grace. `wire_by`
    is the last safe day of a wire; None where none is offered, or none can be in time any more.
    """

    today: date
    last_covered_day: date
    grace_until: date | None
    critical_updates_until: date | None
    maintenance_upgrades_until: date | None
    offer: Offer | None
    wire_by: date | None


def before_expiry(reader: Reader, ending: Ending, mailbox: Mailbox) -> tuple[str, str]:
    """Say that cover ends soon, what that means, and what one more period costs."""
    left = (ending.last_covered_day - ending.today).days + 1
    return f"{reader.installation.name}: support ends on {day(ending.last_covered_day)}", _letter(
        reader,
        mailbox,
        f"support for {_named(reader)} ends on {day(ending.last_covered_day)}, its last covered day: "
        f"{count(left, 'day')} left, today included.",
        _then(ending),
        _offered(ending),
        _wired(ending),
        _extend(reader),
    )


def expired(reader: Reader, ending: Ending, mailbox: Mailbox) -> tuple[str, str]:
    """Say that cover has ended, and until when it can be continued without a gap."""
    return f"{reader.installation.name}: support ended on {day(ending.last_covered_day)}", _letter(
        reader,
        mailbox,
        f"support for {_named(reader)} has ended: {day(ending.last_covered_day)} was the last covered day.",
        _then(ending),
        _continued(ending),
        _offered(ending),
        _extend(reader),
    )


def grace_ends(reader: Reader, ending: Ending, mailbox: Mailbox) -> tuple[str, str]:
    """Say that cover can be continued without a gap today for the last time, or that it no longer can."""
    over = ending.grace_until is None or ending.today > ending.grace_until
    chance = "could be continued without a gap until" if over else "can be continued without a gap until today,"
    subject = "support can no longer be continued without a gap" if over else "last day to continue without a gap"
    until = ending.grace_until or ending.last_covered_day
    return f"{reader.installation.name}: {subject}", _letter(
        reader,
        mailbox,
        f"support for {_named(reader)} ended on {day(ending.last_covered_day)}. It {chance} {day(until)}.",
        "It can still be extended: cover then starts on the day the money is here, and the days since stay without."
        if over
        else "After today it can still be extended, but the days without cover stay so.",
        _offered(ending),
        _extend(reader),
    )


def quota_used(reader: Reader, used_up: Sequence[tuple[QuotaUse, Window]], mailbox: Mailbox) -> tuple[str, str]:
    """Say of which quotas most is used up, and when they begin anew."""
    used = "\n".join(_window(quota, window) for quota, window in used_up)
    return f"{reader.installation.name}: most of a quota is used up", _letter(
        reader,
        mailbox,
        f"most of what the plan includes is used up for {_named(reader)}:\n\n{used}",
        "A request beyond it can wait until the month turns, use a prepaid incident, or come with a higher plan, as "
        "far as these apply. The page of the installation shows what is left, and what each of them costs:\n"
        f"{reader.act}",
    )


def _named(reader: Reader) -> str:
    return f"{reader.installation.name} ({reader.plan})"


def _then(ending: Ending) -> str:
    end = ending.last_covered_day
    windows = (
        ("critical updates", ending.critical_updates_until),
        ("maintenance upgrades", ending.maintenance_upgrades_until),
    )
    kept = [f"{name} until {day(until)}" for name, until in windows if until is not None and until > end]
    open_still = f" It keeps {listed(kept)}." if kept else ""
    verb = "is" if ending.today > end else "will be"
    return f"From {day(end + timedelta(days=1))} it {verb} without support and without its quota.{open_still}"


def _offered(ending: Ending) -> str:
    if ending.offer is None:
        return "The same plan cannot be bought again; the page shows the plans that can follow it."
    offer, net = ending.offer, "net of tax" if ending.offer.net_of_tax else "tax included"
    return (
        f"One more period of the same plan ({months(offer.months)}) costs {money(offer.price)}, {net}. Paid today, it "
        f"covers {day(offer.first_day)} to {day(offer.last_covered_day)}, the last covered day."
    )


def _wired(ending: Ending) -> str:
    if ending.wire_by is None:
        return ""
    return f"A wire is in time if it is ordered and sent by {day(ending.wire_by)}."


def _continued(ending: Ending) -> str:
    if ending.grace_until is None:
        return ""
    return f"Until {day(ending.grace_until)} it can be continued where it ended, without a gap."


def _extend(reader: Reader) -> str:
    return (
        "This link shows every choice with its dates and price. It needs no sign-in, and nothing is ordered before you "
        f"confirm it:\n{reader.act}"
    )


def _window(quota: QuotaUse, window: Window) -> str:
    ends = f"turns on {day(window.turns_on)}" if window.turns_on else f"ends on {day(window.span.last_day)}"
    requests = f"{_of(window.requests, whole)} requests" if window.requests.cap else ""
    time = _of(window.minutes, minutes) if window.minutes.cap else ""
    used = listed([each for each in (requests, time) if each])
    return f"- {quota.pool.name}: {used} of the {'month' if window is quota.month else 'term'}, which {ends}"


def _of(counted: Count, write: Callable[[int], str]) -> str:
    return f"{write(counted.used)} of {write(counted.cap)}"


def _letter(reader: Reader, mailbox: Mailbox, *paragraphs: str) -> str:
    kept = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return (
        f"Dear {reader.contact.name},\n\n{kept}\n\n"
        f"{mailbox.vendor}\n{mailbox.vendor_address}\n\n"
        f"You are written to as {_ROLES[reader.contact.role]} of {reader.customer.name}. "
        f"To stop {_STOPPED[reader.kind]}:\n{reader.stop}\n\n"
        f"Catalogue version: {reader.catalogue_version}\n"
    )
