"""The people of a customer: who they are, who joins, who leaves, and what each may do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plandesk.domain.access import Principal
from plandesk.domain.customers import (
    Contact,
    ContactKnown,
    ContactNotFound,
    Customer,
    CustomerNotFound,
    EmailTaken,
    LastOwner,
    Role,
)
from plandesk.domain.errors import DuplicateKey
from plandesk.services.access import staff_role
from plandesk.services.books.audit import AuditRow
from plandesk.services.notifications import invited
from plandesk.services.ports import Ports, UnitOfWork


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person who is to be a contact."""

    email: str
    name: str
    role: Role


def list_contacts(customer_id: str, *, ports: Ports) -> Sequence[Contact]:
    """List a customer's contacts, oldest first."""
    with ports.uow(read_only=True) as unit:
        return unit.customers.contacts_of(customer_id)


def add_contact(customer_id: str, new: NewContact, by: Principal, *, ports: Ports) -> Contact:
    """Add a contact and mail an invitation.

    Raises:
        CustomerNotFound: there is no such customer.
        ContactKnown: the address is of a contact of this customer.
        EmailTaken: the address is somebody else's already; whose is not told.
    """
    with ports.uow() as unit:
        customer = _locked(unit, customer_id)
        known = unit.customers.contact_by_email(new.email)
        if known is not None and known.customer_id == customer.id:
            raise ContactKnown(contact=known.id)
        if staff_role(unit, new.email, ports=ports) is not None:
            raise EmailTaken
        contact = Contact(ports.ids.new_id(), customer.id, new.email, new.name, new.role, ports.clock.now())
        try:
            unit.customers.add_contact(contact)
        except DuplicateKey as taken:
            raise EmailTaken from taken
        _note(unit, "add-contact", contact.id, {}, _facts(contact), by, ports)
        mail = invited(contact, customer, ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now())
        unit.commit()
        return contact


def change_contact(contact_id: str, name: str, role: Role, by: Principal, *, ports: Ports) -> Contact:
    """Change a contact's name and role; sessions follow at once.

    Raises:
        ContactNotFound: there is none.
        LastOwner: the customer would be left without an owner.
    """
    with ports.uow() as unit:
        contact = _contact(unit, contact_id)
        changed = replace(contact, name=name, role=role)
        if changed != contact:
            _keep_an_owner(unit, changed)
            unit.customers.save_contact(changed)
            _note(unit, "change-contact", contact.id, _facts(contact), _facts(changed), by, ports)
            unit.commit()
        return changed


def remove_contact(contact_id: str, by: Principal, *, ports: Ports) -> None:
    """Remove a contact: sessions end at once, and the address signs in for this customer no more.

    Raises:
        ContactNotFound: there is none.
        LastOwner: the customer would be left without an owner.
    """
    with ports.uow() as unit:
        contact = _contact(unit, contact_id)
        removed = replace(contact, removed_at=ports.clock.now())
        _keep_an_owner(unit, removed)
        unit.customers.save_contact(removed)
        unit.access.end_sessions_of(contact_id=contact.id)
        unit.access.drop_new_addresses_of(contact.id)
        _note(unit, "remove-contact", contact.id, _facts(contact), {}, by, ports)
        unit.commit()


def _contact(unit: UnitOfWork, contact_id: str) -> Contact:
    """Find a contact and hold its customer, so that the last two owners cannot leave together."""
    seen = unit.customers.contact(contact_id)
    if seen is not None:
        _locked(unit, seen.customer_id)
    contact = unit.customers.contact(contact_id)
    if contact is None or contact.removed_at is not None:
        raise ContactNotFound(id=contact_id)
    return contact


def _locked(unit: UnitOfWork, customer_id: str) -> Customer:
    customer = unit.customers.by_id(customer_id, lock=True)
    if customer is None:
        raise CustomerNotFound(id=customer_id)
    return customer


def _keep_an_owner(unit: UnitOfWork, changed: Contact) -> None:
    others = [each for each in unit.customers.contacts_of(changed.customer_id) if each.id != changed.id]
    stays = changed.removed_at is None and changed.role == "owner"
    if not stays and not any(each.role == "owner" for each in others):
        raise LastOwner(contact=changed.id)


def _facts(contact: Contact) -> Mapping[str, str]:
    return {"email": contact.email, "name": contact.name, "role": contact.role}


def _note(
    unit: UnitOfWork,
    action: str,
    contact_id: str,
    before: Mapping[str, str],
    after: Mapping[str, str],
    by: Principal,
    ports: Ports,
) -> None:
    unit.audit.add(AuditRow(ports.clock.now(), by.actor, action, f"contact:{contact_id}", before, after))
