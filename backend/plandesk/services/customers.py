"""Reaching customers and what is theirs: everybody only as far as they may."""

from collections.abc import Sequence

from plandesk.domain.access import ContactSession, LinkHolder, Principal, Program, SignInNeeded, StaffSession
from plandesk.domain.customers import (
    Contact,
    ContactNotFound,
    Customer,
    CustomerNotFound,
    Installation,
    InstallationNotFound,
)
from plandesk.services.ports import Ports


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
