"""Customers and their installations: reached by everybody only as far as they may, entered by staff and programs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final

from plandesk.domain.access import ContactSession, LinkHolder, Principal, Program, SignInNeeded, StaffSession
from plandesk.domain.customers import (
    Contact,
    ContactNotFound,
    Customer,
    CustomerNotFound,
    CustomerReferenceTaken,
    Installation,
    InstallationNotFound,
    InstallationTaken,
)
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.money import Money
from plandesk.services.books.audit import AuditRow
from plandesk.services.ports import Ports, UnitOfWork

MOST_FOUND: Final = 50
"""How many customers one search shows; who finds more asks for more of the name."""


def find_customer(customer_id: str, principal: Principal, *, ports: Ports) -> Customer:
    """Find a customer: contacts their own, staff and programs any.

    Raises:
        SignInNeeded: nobody is signed in.
        CustomerNotFound: there is none, or not for this one.
    """
    match principal:
        case ContactSession() if principal.customer.id == customer_id:
            return principal.customer
        case StaffSession() | Program():
            with ports.uow(read_only=True) as unit:
                customer = unit.customers.by_id(customer_id)
            if customer is not None:
                return customer
        case ContactSession() | LinkHolder():
            pass
        case _:
            raise SignInNeeded
    raise CustomerNotFound(id=customer_id)


def find_installation(installation_id: str, principal: Principal, *, ports: Ports) -> Installation:
    """Find an installation: contacts those of their customer, a link's holder its one, staff and programs any.

    Raises:
        SignInNeeded: nobody is signed in.
        InstallationNotFound: there is none, or not for this one.
    """
    with ports.uow(read_only=True) as unit:
        found = unit.customers.installation(installation_id)
    match principal:
        case ContactSession():
            reached = found is not None and found.customer_id == principal.customer.id
        case LinkHolder():
            reached = found is not None and found.id == principal.installation_id
        case StaffSession() | Program():
            reached = True
        case _:
            raise SignInNeeded
    if found is None or not reached:
        raise InstallationNotFound(id=installation_id)
    return found


def find_contact(contact_id: str, principal: Principal, *, ports: Ports) -> Contact:
    """Find a contact that was not removed: contacts those of their customer, staff and programs any.

    Raises:
        SignInNeeded: nobody is signed in.
        ContactNotFound: there is none, or not for this one.
    """
    with ports.uow(read_only=True) as unit:
        found = unit.customers.contact(contact_id)
    match principal:
        case ContactSession():
            reached = found is not None and found.customer_id == principal.customer.id
        case StaffSession() | Program():
            reached = True
        case LinkHolder():
            reached = False
        case _:
            raise SignInNeeded
    if found is None or not reached or found.removed_at is not None:
        raise ContactNotFound(id=contact_id)
    return found


def list_payers(customer_id: str, *, ports: Ports) -> Sequence[Contact]:
    """List the contacts of a customer who may order and pay, oldest first; may be empty."""
    with ports.uow(read_only=True) as unit:
        return [each for each in unit.customers.contacts_of(customer_id) if each.may("order")]


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """An organisation that staff or a program enters."""

    name: str
    reference: str | None = None
    country: str | None = None
    tax_id: str | None = None
    invoice_email: str | None = None


@dataclass(frozen=True, slots=True)
class NewInstallation:
    """An installation that staff or a program enters; the family is one of the catalogue."""

    family: str
    reference: str
    label: str | None = None
    product: str | None = None
    purchased_on: date | None = None
    price: Money | None = None


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """A customer with its contacts and installations, oldest first."""

    customer: Customer
    contacts: Sequence[Contact]
    installations: Sequence[Installation]


def search_customers(query: str, *, ports: Ports) -> Sequence[Customer]:
    """Find customers by a part of what people know of them; by name, at most `MOST_FOUND`."""
    with ports.uow(read_only=True) as unit:
        return unit.customers.find(query, MOST_FOUND)


def read_customer(customer_id: str, *, ports: Ports) -> CustomerFile:
    """Read a customer.

    Raises:
        CustomerNotFound: there is none.
    """
    with ports.uow(read_only=True) as unit:
        customer = unit.customers.by_id(customer_id)
        if customer is None:
            raise CustomerNotFound(id=customer_id)
        people = unit.customers.contacts_of(customer_id)
        return CustomerFile(customer, people, unit.customers.installations_of(customer_id))


def add_customer(new: NewCustomer, by: Principal, *, ports: Ports) -> Customer:
    """Enter a customer.

    Raises:
        CustomerReferenceTaken: another customer has the reference.
    """
    customer = Customer(id=ports.ids.new_id(), created_at=ports.clock.now(), **asdict(new))
    with ports.uow() as unit:
        try:
            unit.customers.add(customer)
        except DuplicateKey as taken:
            raise CustomerReferenceTaken(reference=new.reference) from taken
        _note(unit, "add-customer", f"customer:{customer.id}", new, by, ports)
        unit.commit()
    return customer


def add_installation(customer_id: str, new: NewInstallation, by: Principal, *, ports: Ports) -> Installation:
    """Enter an installation of a customer.

    Raises:
        CustomerNotFound: there is no such customer.
        InstallationTaken: the customer has one of that reference.
    """
    with ports.uow() as unit:
        if unit.customers.by_id(customer_id, lock=True) is None:
            raise CustomerNotFound(id=customer_id)
        installation = Installation(
            id=ports.ids.new_id(),
            customer_id=customer_id,
            family=new.family,
            reference=new.reference,
            created_at=ports.clock.now(),
            label=new.label,
            product=new.product,
            purchased_on=new.purchased_on,
            price=new.price,
        )
        try:
            unit.customers.add_installation(installation)
        except DuplicateKey as taken:
            raise InstallationTaken(reference=new.reference) from taken
        _note(unit, "add-installation", f"installation:{installation.id}", new, by, ports)
        unit.commit()
        return installation


def _note(
    unit: UnitOfWork, action: str, subject: str, new: NewCustomer | NewInstallation, by: Principal, ports: Ports
) -> None:
    told = {name: str(getattr(new, name)) for name in new.__slots__ if getattr(new, name) is not None}
    unit.audit.add(AuditRow(ports.clock.now(), by.actor, action, subject, {}, told))
