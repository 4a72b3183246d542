"""The link of a reminder that opens one installation's extension without sign-in, and what it shows (R19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from plandesk.domain.access import LinkHolder
from plandesk.domain.coverage import BookedTerm, Chain
from plandesk.domain.customers import Contact, Installation
from plandesk.domain.errors import DomainError
from plandesk.domain.orders import Order
from plandesk.domain.terms import grace_end
from plandesk.services.open_orders import open_orders
from plandesk.services.ports import Ports

_PURPOSE = "extend"
_LASTS = timedelta(days=90)
"""How long after grace, or after a later mail, a link still opens: who comes back from a long absence can extend."""

LinkState = Literal["open", "already_extended", "suspended", "closed"]


class ExtendLinkRefused(DomainError):
    """A link opens what it was mailed for, in time, while its contact may order; every other case is one answer."""


@dataclass(frozen=True, slots=True)
class ExtendLink:
    """All that a link shows beside the options: no address, no other installation, nothing that was paid.

    `last_covered_day` is that of the whole cover as it stands, also where the term was followed since the mail.
    `orders` stand for the installation already, newest first.
    """

    installation: Installation
    family_name: str
    plan_name: str
    last_covered_day: date
    vendor: str
    company_known: bool
    country_known: bool
    state: LinkState
    orders: Sequence[Order]


def extend_address(contact: Contact, term: BookedTerm, today: date, *, ports: Ports) -> str:
    """Return the address of a term's prepared extension, for one contact; it opens until 90 days after grace."""
    until = max(grace_end(ports.catalogue.rules, term.term.period.end), today) + _LASTS
    facts = {
        "contact": contact.id,
        "installation": term.installation_id or "",
        "term": term.id,
        "until": until.isoformat(),
    }
    return f"{ports.mailbox.base_url}/extend/?key={ports.signer.sign(_PURPOSE, facts)}"


def read_extend_link(key: str, *, ports: Ports) -> LinkHolder:
    """Return who holds a link.

    Raises:
        ExtendLinkRefused: it was not made here or has run out, its contact was removed or may not order any more, or
            its installation is gone.
    """
    signed = ports.signer.read(_PURPOSE, key)
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    if signed is None or today >= date.fromisoformat(signed["until"]):
        raise ExtendLinkRefused
    with ports.uow(read_only=True) as unit:
        contact = unit.customers.contact(signed["contact"])
        installation = unit.customers.installation(signed["installation"])
        term = unit.terms.term(signed["term"])
        customer = unit.customers.by_id(contact.customer_id) if contact else None
    if contact is None or contact.removed_at is not None or not contact.may("order") or customer is None:
        raise ExtendLinkRefused
    if installation is None or installation.customer_id != customer.id:
        raise ExtendLinkRefused
    if term is None or term.installation_id != installation.id:
        raise ExtendLinkRefused
    return LinkHolder(contact, customer, installation.id, term.id)


def show_extend_link(holder: LinkHolder, *, ports: Ports) -> ExtendLink:
    """Return what a link shows.

    Raises:
        ExtendLinkRefused: the installation has no cover to tell of any more.
    """
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    with ports.uow(read_only=True) as unit:
        installation = unit.customers.installation(holder.installation_id)
        chain = unit.terms.chain(holder.installation_id)
        orders = open_orders(unit, installation) if installation else ()
    last = chain.last
    if installation is None or last is None or last.support is None:
        raise ExtendLinkRefused
    edition = ports.editions(last.catalogue_version)
    return ExtendLink(
        installation=installation,
        family_name=edition.family(installation.family).name,
        plan_name=edition.plan(last.term.plan).name.value,
        last_covered_day=last.support.last_day,
        vendor=ports.mailbox.vendor,
        company_known=bool(holder.customer.name),
        country_known=holder.customer.country is not None,
        state=_state(chain, holder.term_id, today),
        orders=orders,
    )


def _state(chain: Chain, term_id: str, today: date) -> LinkState:
    last = chain.last
    if last is None or last.closed_on is not None:
        return "closed"
    if last.id != term_id:
        return "already_extended"
    return "suspended" if last.suspended_on is not None and last.suspended_on <= today else "open"
