"""The vendor's people: who may sign in, and as what, beside those of the configuration."""

from collections.abc import Sequence

from plandesk.domain.access import StaffMember, StaffNotFound
from plandesk.domain.customers import StaffRole, address_key
from plandesk.services.books.audit import AuditRow
from plandesk.services.ports import Ports, UnitOfWork


def add_staff(email: str, role: StaffRole, by: str, *, ports: Ports) -> StaffMember:
    """Let somebody sign in as staff, or give another role, which holds at once."""
    member = StaffMember(email.strip(), role, ports.clock.now())
    with ports.uow() as unit:
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


def list_staff(*, ports: Ports) -> Sequence[tuple[str, StaffRole, bool]]:
    """List (address, role, whether configuration names it) of all staff, configuration first."""
    with ports.uow(read_only=True) as unit:
        added = unit.access.staff_members()
    configured = [(email, role, True) for email, role in ports.staff.items()]
    return configured + [(each.email, each.role, False) for each in added if address_key(each.email) not in ports.staff]


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
