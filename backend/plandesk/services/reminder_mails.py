"""The mails of reminders: what they tell, and the links they carry; the words are in `text/reminders_en.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plandesk.domain.coverage import BookedTerm, Chain, Lane, lanes
from plandesk.domain.customers import Contact, Customer, Installation
from plandesk.domain.orders import propose
from plandesk.domain.pricing import Extension, InstallationName, Selection, SelectionRefused
from plandesk.domain.reminders import ReminderKind, Step
from plandesk.domain.requests import QuotaUse, Window
from plandesk.domain.terms import grace_end
from plandesk.services.books.notices import Message
from plandesk.services.extend_links import extend_address
from plandesk.services.options import wire_for
from plandesk.services.ports import Mailbox, Ports
from plandesk.services.reminder_stops import one_click_address, page_address, stop_key
from plandesk.text import reminders_en as words


@dataclass(frozen=True, slots=True)
class Subject:
    """The term a reminder is about, with everything its mail names."""

    customer: Customer
    installation: Installation
    chain: Chain
    term: BookedTerm


Write = Callable[[words.Reader, words.Ending, Mailbox], tuple[str, str]]
_WRITE: Mapping[str, Write] = {"expired": words.expired, "grace_ends": words.grace_ends}
"""The steps that have words of their own; every other one comes before expiry."""


def expiry_mail(contact: Contact, about: Subject, step: Step, today: date, *, ports: Ports) -> Message:
    """Write the mail of cover that ends or has ended, with the link that extends it."""
    act = extend_address(contact, about.term, today, ports=ports)
    reader = _reader(contact, about, step.kind, act, ports)
    write = _WRITE.get(step.name, words.before_expiry)
    return _message(reader, write(reader, _ending(about, today, ports), ports.mailbox))


def quota_mail(
    contact: Contact, about: Subject, used_up: Sequence[tuple[QuotaUse, Window]], *, ports: Ports
) -> Message:
    """Write the mail of quotas that are mostly used up."""
    page = f"{ports.mailbox.base_url}/account/{about.installation.id}/"
    reader = _reader(contact, about, "quota", page, ports)
    return _message(reader, words.quota_used(reader, used_up, ports.mailbox))


def _reader(contact: Contact, about: Subject, kind: ReminderKind, act: str, ports: Ports) -> words.Reader:
    edition, key = ports.editions(about.term.catalogue_version), stop_key(contact, kind, ports=ports)
    plan = edition.plan(about.term.term.plan)
    return words.Reader(
        contact=contact,
        customer=about.customer,
        installation=about.installation,
        plan=f"{edition.family(plan.family).name}, {plan.name.value}",
        kind=kind,
        act=act,
        stop=page_address(key, ports=ports),
        stop_at_once=one_click_address(key, ports=ports),
        catalogue_version=ports.catalogue.version,
    )


def _message(reader: words.Reader, written: tuple[str, str]) -> Message:
    subject, body = written
    # RFC 8058: a mail program's own button stops them by a POST to this address.
    headers = (
        ("List-Unsubscribe", f"<{reader.stop_at_once}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
    )
    return Message(to=reader.contact.email, subject=subject, body=body, headers=headers)


def _ending(about: Subject, today: date, ports: Ports) -> words.Ending:
    rules, end = ports.catalogue.rules, about.term.term.period.end
    wire = wire_for(about.chain, today, ports=ports)
    return words.Ending(
        today=today,
        last_covered_day=about.term.term.period.last_day,
        grace_until=grace_end(rules, end) - timedelta(days=1) if rules.grace_days else None,
        critical_updates_until=_until(about.chain, "critical_updates"),
        maintenance_upgrades_until=_until(about.chain, "maintenance_upgrades"),
        offer=_offer(about.installation, about.chain, end, today, ports),
        wire_by=wire.day if wire and wire.in_time(today) else None,
    )


def _until(chain: Chain, lane: Lane) -> date | None:
    covered = lanes(chain.terms)[lane]
    return covered[-1].last_day if covered else None


def _offer(installation: Installation, chain: Chain, end: date, today: date, ports: Ports) -> words.Offer | None:
    if chain.last is None:
        return None
    plan = chain.last.term.plan
    name = InstallationName(installation.reference, installation.label, installation.id)
    line = Extension(plan, end, plan, installation=name, chain=chain)
    try:
        proposal = propose(ports.catalogue, Selection((line,)), today)
    except SelectionRefused:  # What cannot be bought again has no price; the page says why, and what can follow.
        return None
    period = proposal.schedules[0].chosen.terms[0].period
    return words.Offer(
        price=proposal.breakdown.total,
        net_of_tax=proposal.breakdown.net_of_tax,
        months=ports.catalogue.plan(plan).months or 0,
        first_day=period.start,
        last_covered_day=period.last_day,
    )
