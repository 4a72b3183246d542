"""Sending reminders: once a day for cover that ends, and with the request that uses up most of a quota (R19)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.customers import Contact, Customer
from plandesk.domain.reminders import (
    READERS,
    DueReminder,
    ReminderKind,
    Step,
    due_reminder,
    ends_due,
    is_ordered,
    window_step,
    windows_used,
)
from plandesk.domain.requests import QuotaUse, Window, quotas_on
from plandesk.services.books.notices import Message
from plandesk.services.books.reminders import Reminder
from plandesk.services.open_orders import orders_for
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.reminder_mails import Subject, expiry_mail, quota_mail

_DAY = timedelta(days=1)


def send_reminders(*, ports: Ports, limit: int = 50) -> int:
    """Queue the reminders that fell due since the last day looked at; returns at how many terms it looked.

    A day whose terms were all looked at is done: until the next one begins a round costs one look at one row. Workers
    take turns, and what a contact was sent is unique in the books, so that many of them send each reminder once.
    """
    rules = ports.catalogue.rules
    today = ports.clock.today(rules.time_zone)
    with ports.uow(read_only=True) as unit:
        if unit.reminders.round().done == today:
            return 0
    with ports.uow() as unit:
        looked = unit.reminders.round(lock=True)
        if looked.done == today:  # Another worker was faster.
            return 0
        looked = looked.towards(today)
        # The first round ever reminds of today alone. A clock that was set back does too: what went out, went out.
        since = min(looked.done or today, today - _DAY)
        terms = unit.reminders.terms_ending(ends_due(rules, since, today), looked.after, limit)
        for term in terms:
            _remind(unit, term, since, today, ports)
        unit.reminders.save_round(replace(looked, after=terms[-1].id) if len(terms) == limit else looked.finished())
        unit.commit()
    return len(terms)


def remind_of_quota(unit: UnitOfWork, term_id: str | None, *, ports: Ports) -> None:
    """Queue the reminders of a term's quotas that are mostly used up now; the caller has just recorded use of it.

    None, for a request that no term serves, reminds of nothing, and so does a term that does not run today.

    It belongs into the transaction that records the use, under the customer's lock: nobody then has to look for it.
    """
    rules = ports.catalogue.rules
    today = ports.clock.today(rules.time_zone)
    term = unit.terms.term(term_id) if term_id else None
    if term is None or term.installation_id is None or term.support is None or not term.support.covers(today):
        return
    quotas = quotas_on(term, ports.editions(term.catalogue_version), unit.requests.of_term(term.id), today)
    used_up = [(quota, window) for quota in quotas for window in windows_used(quota, rules.quota_alert_percent, today)]
    if not used_up:
        return
    about = _subject(unit, unit.terms.chain(term.installation_id), term)
    for contact in _readers(unit, about.customer, "quota"):
        new = [each for each in used_up if _is_new(unit, contact, term, *each, ports=ports)]
        if new:
            _queue(unit, quota_mail(contact, about, new, ports=ports), ports)


def _remind(unit: UnitOfWork, term: BookedTerm, since: date, today: date, ports: Ports) -> None:
    if term.installation_id is None:
        return
    chain = unit.terms.chain(term.installation_id)
    due = due_reminder(chain, ports.catalogue.rules, since, today)
    if due is None or due.term.id != term.id:
        return
    about = _subject(unit, chain, term)
    if is_ordered(orders_for(unit, about.installation), about.installation, due.term.term.period.end):
        return
    for contact in _readers(unit, about.customer, due.step.kind):
        if _record(unit, contact, due, ports):
            _queue(unit, expiry_mail(contact, about, due.step, today, ports=ports), ports)


def _subject(unit: UnitOfWork, chain: Chain, term: BookedTerm) -> Subject:
    installation = unit.customers.installation(chain.installation_id)
    customer = unit.customers.by_id(installation.customer_id) if installation else None
    if installation is None or customer is None:
        raise LookupError(f"term {term.id} is of no installation")
    return Subject(customer, installation, chain, term)


def _readers(unit: UnitOfWork, customer: Customer, kind: ReminderKind) -> Sequence[Contact]:
    contacts = unit.customers.contacts_of(customer.id)
    return [each for each in contacts if each.role in READERS[kind] and kind not in unit.reminders.stops_of(each.id)]


def _record(unit: UnitOfWork, contact: Contact, due: DueReminder, ports: Ports) -> bool:
    def booked(step: Step, *, sent: bool) -> bool:
        reminder = Reminder(
            contact_id=contact.id,
            term_id=due.term.id,
            kind=step.kind,
            step=step.name,
            about=due.last_covered_day,
            at=ports.clock.now(),
            sent=sent,
        )
        return unit.reminders.record(reminder)

    for each in due.skipped:
        booked(each, sent=False)
    return booked(due.step, sent=True)


def _is_new(
    unit: UnitOfWork, contact: Contact, term: BookedTerm, quota: QuotaUse, window: Window, *, ports: Ports
) -> bool:
    step = window_step(quota, window)
    return unit.reminders.record(Reminder(contact.id, term.id, step.kind, step.name, step.day, ports.clock.now()))


def _queue(unit: UnitOfWork, mail: Message, ports: Ports) -> None:
    unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now())
