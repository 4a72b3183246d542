"""The vendor's people: who may sign in, and as what, beside those of the configuration."""

from collections.abc import Sequence
from typing import NamedTuple

from plandesk.domain.access import StaffIsContact, StaffMember, StaffNotFound
from plandesk.domain.customers import StaffRole, address_key
from plandesk.services.books.audit import AuditRow
from plandesk.services.ports import Ports, UnitOfWork


def add_staff(email: str, role: StaffRole, by: str, *, ports: Ports) -> StaffMember:
    """Let somebody sign in as staff, or give another role, which holds at once.

    Raises:
        StaffIsContact: the address is a contact's, who could sign in for the customer no more.
    """
    member = StaffMember(email.strip(), role, ports.clock.now())
    with ports.uow() as unit:
        _insist_no_contact(unit, email)
        before = unit.access.staff_member(email)
        if before is not None:
            unit.access.remove_staff(email)
        unit.access.add_staff(member)
        _note(unit, "add-staff", email, before, member, by, ports)
        unit.commit()
    return member


def remove_staff(email: str, by: str, *, ports: Ports) -> None:
    """Let somebody sign in as staff no more; sessions end at once.

    Raises:
        StaffNotFound: no command added the address; one of the configuration is taken out there.
    """
    with ports.uow() as unit:
        before = unit.access.staff_member(email)
        if before is None:
            raise StaffNotFound(email=email)
        unit.access.remove_staff(email)
        unit.access.end_sessions_of(staff=address_key(email))
        _note(unit, "remove-staff", email, before, None, by, ports)
        unit.commit()


class Listed(NamedTuple):
    """A member of staff: whether configuration names it, and whether the address is a contact's too."""

    email: str
    role: StaffRole
    configured: bool
    contact: bool


def list_staff(*, ports: Ports) -> Sequence[Listed]:
    """List all staff, configuration first."""
    with ports.uow(read_only=True) as unit:
        added = [each for each in unit.access.staff_members() if address_key(each.email) not in ports.staff]
        rows = [(email, role, True) for email, role in ports.staff.items()]
        rows += [(each.email, each.role, False) for each in added]
        return [Listed(*row, unit.customers.contact_by_email(row[0]) is not None) for row in rows]


def _insist_no_contact(unit: UnitOfWork, email: str) -> None:
    contact = unit.customers.contact_by_email(email)
    if contact is not None:
        customer = unit.customers.by_id(contact.customer_id)
        raise StaffIsContact(email=email.strip(), customer="" if customer is None else customer.name)


def _note(
    unit: UnitOfWork,
    action: str,
    email: str,
    before: StaffMember | None,
    after: StaffMember | None,
    by: str,
    ports: Ports,
) -> None:
    was, now_is = ({"role": str(each.role)} if each else {} for each in (before, after))
    row = AuditRow(ports.clock.now(), f"staff:{by}", action, f"staff:{address_key(email)}", was, now_is)
    unit.audit.add(row)
