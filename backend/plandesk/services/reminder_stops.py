"""Stopping reminders: by a signed link in each of them, or signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlencode

from plandesk.domain.customers import Contact, Customer
from plandesk.domain.errors import DomainError
from plandesk.domain.reminders import REMINDER_KINDS, ReminderKind
from plandesk.services.ports import Ports, UnitOfWork

ONE_CLICK = "/stop/one-click"
"""The path that mail programs post to (RFC 8058); a person's link leads to a page that asks first."""

_PURPOSE = "stop-reminders"


class StopLinkRefused(DomainError):
    """A link stops one kind of reminder of the contact it was mailed to, as long as that is a contact."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What a link stops: one kind of reminder to one contact."""

    contact: Contact
    customer: Customer
    kind: ReminderKind


def stop_key(contact: Contact, kind: ReminderKind, *, ports: Ports) -> str:
    """Return the key that stops a kind of reminder to a contact; it does not run out."""
    return ports.signer.sign(_PURPOSE, {"contact": contact.id, "kind": kind})


def page_address(key: str, *, ports: Ports) -> str:
    """Return the address of the page that asks before it stops."""
    return f"{ports.mailbox.base_url}/stop/?{urlencode({'key': key})}"


def one_click_address(key: str, *, ports: Ports) -> str:
    """Return the address that a mail program posts to."""
    return f"{ports.mailbox.base_url}{ONE_CLICK}?{urlencode({'key': key})}"


def read_stop_link(key: str, *, ports: Ports) -> Stop:
    """Return what a link would stop; nothing changes.

    Raises:
        StopLinkRefused: it was not made here, or its contact was removed.
    """
    with ports.uow(read_only=True) as unit:
        return _read(unit, key, ports)


def stop_by_link(key: str, *, ports: Ports) -> Stop:
    """Stop what a link names; stopping it again changes nothing.

    Raises:
        StopLinkRefused: it was not made here, or its contact was removed.
    """
    with ports.uow() as unit:
        stop = _read(unit, key, ports)
        unit.reminders.stop(stop.contact.id, stop.kind, ports.clock.now())
        unit.commit()
    return stop


def read_reminders(contact_id: str, *, ports: Ports) -> Mapping[ReminderKind, bool]:
    """Tell of each kind whether it goes out to a contact."""
    with ports.uow(read_only=True) as unit:
        stopped = unit.reminders.stops_of(contact_id)
    return {kind: kind not in stopped for kind in REMINDER_KINDS}


def set_reminder(contact_id: str, kind: ReminderKind, *, on: bool, ports: Ports) -> None:
    """Stop a kind of reminder to a contact, or let it go out again from the next one on."""
    with ports.uow() as unit:
        if on:
            unit.reminders.resume(contact_id, kind)
        else:
            unit.reminders.stop(contact_id, kind, ports.clock.now())
        unit.commit()


def _read(unit: UnitOfWork, key: str, ports: Ports) -> Stop:
    signed = ports.signer.read(_PURPOSE, key) or {}
    kind = next((each for each in get_args(ReminderKind) if each == signed.get("kind")), None)
    contact = unit.customers.contact(signed.get("contact", ""))
    if kind is None or contact is None or contact.removed_at is not None:
        raise StopLinkRefused
    customer = unit.customers.by_id(contact.customer_id)
    if customer is None:
        raise StopLinkRefused
    return Stop(contact, customer, kind)
