"""A contact's other mail address, which both mailboxes have to confirm."""

from dataclasses import dataclass, replace
from typing import Literal

from plandesk.domain.access import AddressUnchanged, ContactSession, NewAddress, NewAddressRefused
from plandesk.domain.customers import Contact, EmailTaken, same_address
from plandesk.domain.errors import DuplicateKey
from plandesk.services.access import digest, staff_role
from plandesk.services.books.audit import AuditRow
from plandesk.services.notifications import address_changed, new_address_asked
from plandesk.services.ports import Ports, UnitOfWork


def ask_new_address(asking: ContactSession, email: str, *, ports: Ports) -> None:
    """Mail the old and the new address a link each; the newest wish of a contact is the only one that counts.

    Nothing tells whether somebody has the new address already: that shows once its mailbox has confirmed.

    Raises:
        AddressUnchanged: it is the contact's own.
    """
    if same_address(asking.contact.email, email):
        raise AddressUnchanged
    contact, now, ids = asking.contact, ports.clock.now(), ports.ids
    old_token, new_token = ids.secret(), ids.secret()
    wish = NewAddress(
        id=ids.new_id(),
        contact_id=contact.id,
        old_email=contact.email,
        new_email=email,
        old_digest=digest(old_token),
        new_digest=digest(new_token),
        asked_at=now,
        expires_at=now + ports.access.new_address,
    )
    with ports.uow() as unit:
        unit.access.drop_new_addresses_of(contact.id)
        unit.access.add_new_address(wish)
        for to, token in ((contact.email, old_token), (email, new_token)):
            unit.outbox.put(ids.new_id(), new_address_asked(to, token, wish, contact, ports.mailbox), now)
        unit.commit()


def pending_address(asking: ContactSession, *, ports: Ports) -> NewAddress | None:
    """Return the contact's wish for another address while its links work, or None."""
    with ports.uow(read_only=True) as unit:
        wish = unit.access.new_address_of(asking.contact.id)
    if wish is None or ports.clock.now() >= wish.expires_at or wish.old_email != asking.contact.email:
        return None
    return wish


def cancel_new_address(asking: ContactSession, *, ports: Ports) -> None:
    """Take the wish back: neither link works any more. Without a wish nothing changes."""
    with ports.uow() as unit:
        unit.access.drop_new_addresses_of(asking.contact.id)
        unit.commit()


@dataclass(frozen=True, slots=True)
class ShownLink:
    """What one of the two links would confirm, and for which mailbox."""

    wish: NewAddress
    side: Literal["old", "new"]


def show_new_address(token: str, *, ports: Ports) -> ShownLink:
    """Tell what a link would confirm, and confirm nothing.

    Raises:
        NewAddressRefused: the link is none, has run out, was replaced or taken back, or its change is made.
    """
    key = digest(token)
    with ports.uow(read_only=True) as unit:
        wish = _in_time(unit.access.new_address_by_token(key), ports)
        _insist_still_theirs(unit.customers.contact(wish.contact_id), wish)
    return ShownLink(wish, "old" if key == wish.old_digest else "new")


def confirm_new_address(token: str, *, ports: Ports) -> NewAddress:
    """Confirm for one of the two mailboxes; once both have, the address has changed with it.

    The old address is told then. Confirming twice is no fault until then.

    Raises:
        NewAddressRefused: the link is none, has run out, was replaced or taken back, or its change is made.
        EmailTaken: both have confirmed, and the address signs in somebody else.
    """
    now, key = ports.clock.now(), digest(token)
    with ports.uow() as unit:
        wish = _in_time(unit.access.new_address_by_token(key, lock=True), ports)
        contact = _insist_still_theirs(_held(unit, wish.contact_id), wish)
        if key == wish.old_digest:
            wish = replace(wish, old_confirmed_at=wish.old_confirmed_at or now)
        else:
            wish = replace(wish, new_confirmed_at=wish.new_confirmed_at or now)
        if wish.is_confirmed:
            _change(unit, contact, wish, ports)
        else:
            unit.access.save_new_address(wish)
        unit.commit()
        return wish


def _in_time(wish: NewAddress | None, ports: Ports) -> NewAddress:
    if wish is None or ports.clock.now() >= wish.expires_at:
        raise NewAddressRefused
    return wish


def _insist_still_theirs(contact: Contact | None, wish: NewAddress) -> Contact:
    if contact is None or contact.removed_at is not None or contact.email != wish.old_email:
        raise NewAddressRefused
    return contact


def _held(unit: UnitOfWork, contact_id: str) -> Contact | None:
    """Read a contact while its customer is held, so that a change by an owner at the same moment is not undone."""
    seen = unit.customers.contact(contact_id)
    if seen is not None:
        unit.customers.by_id(seen.customer_id, lock=True)
    return unit.customers.contact(contact_id)


def _change(unit: UnitOfWork, contact: Contact, wish: NewAddress, ports: Ports) -> None:
    moved = replace(contact, email=wish.new_email)
    if staff_role(unit, wish.new_email, ports=ports) is not None:
        raise EmailTaken
    try:
        unit.customers.save_contact(moved)
    except DuplicateKey as taken:
        raise EmailTaken from taken
    unit.access.drop_new_addresses_of(contact.id)
    now, before, after = ports.clock.now(), {"email": wish.old_email}, {"email": wish.new_email}
    actor = subject = f"contact:{contact.id}"
    unit.audit.add(AuditRow(now, actor, "change-address", subject, before, after))
    unit.outbox.put(ports.ids.new_id(), address_changed(wish, contact, ports.mailbox), now)
