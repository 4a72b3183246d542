"""Telling who asks, by the secret of a session or the token of a program, and ending sessions."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from plandesk.domain.access import (
    ContactSession,
    NothingHere,
    Principal,
    Program,
    Session,
    SessionNotFound,
    StaffHalfway,
    StaffSession,
    Visitor,
)
from plandesk.domain.customers import StaffRole, address_key
from plandesk.domain.passkeys import missing_step
from plandesk.services.ports import Ports, UnitOfWork

SEEN_EVERY: Final = timedelta(minutes=5)
"""How exactly the last use of a session or token is remembered: writing at each request would queue up every writer."""

TOKEN_PREFIX: Final = "pd_"
"""Every token of a program begins so, for people and secret scanners to know one when they see it."""


def digest(secret: str) -> str:
    """Return what is kept of a secret of 256 bits; one that long needs no salt and no slow digest."""
    return hashlib.sha256(secret.encode()).hexdigest()


def read_session(secret: str, *, ports: Ports) -> Principal:
    """Tell who is signed in with a browser's secret; a Visitor where nobody is, or no longer.

    Roles are looked up each time: whoever was removed, or has another role, is nobody, or that, at once.
    """
    now = ports.clock.now()
    with ports.uow(read_only=True) as unit:
        session = unit.access.session_by_digest(digest(secret))
        if session is None or not session.is_open(ports.access, now):
            return Visitor()
        found = _who(unit, session, ports)
    if not isinstance(found, Visitor) and now - session.seen_at >= SEEN_EVERY:
        with ports.uow() as unit:
            unit.access.touch_session(session.id, now)
            unit.commit()
    return found


def read_program(token: str, *, ports: Ports) -> Principal:
    """Tell which program holds a token; a Visitor where none does, or no longer."""
    if not token.startswith(TOKEN_PREFIX):
        return Visitor()
    now = ports.clock.now()
    with ports.uow(read_only=True) as unit:
        known = unit.access.token_by_digest(digest(token))
    if known is None or known.revoked_at is not None:
        return Visitor()
    if known.used_at is None or now - known.used_at >= SEEN_EVERY:
        with ports.uow() as unit:
            unit.access.touch_token(known.id, now)
            unit.commit()
    return Program(known.id, known.name, frozenset(known.scopes))


def staff_role(unit: UnitOfWork, email: str, *, ports: Ports) -> StaffRole | None:
    """Return the role of a member of staff, or None; configuration outranks what a command added."""
    configured = ports.staff.get(address_key(email))
    if configured is not None:
        return configured
    member = unit.access.staff_member(email)
    return member.role if member else None


def open_session(
    unit: UnitOfWork, *, contact_id: str | None = None, staff: str | None = None, browser: str, ports: Ports
) -> tuple[Session, str]:
    """Begin a session of a contact or of a member of staff; returns it with its secret. The caller commits."""
    now, secret = ports.clock.now(), ports.ids.secret()
    key = None if staff is None else address_key(staff)
    session = Session(ports.ids.new_id(), digest(secret), contact_id, key, browser, now, now)
    unit.access.forget_before(now - ports.access.longest, now - ports.access.new_address)
    unit.access.add_session(session)
    return session, secret


def list_sessions(principal: Principal, *, ports: Ports) -> Sequence[Session]:
    """List where the same person is signed in, newest first.

    Raises:
        NothingHere: it is not a person.
    """
    now = ports.clock.now()
    with ports.uow(read_only=True) as unit:
        return [each for each in _own(unit, principal) if each.is_open(ports.access, now)]


def end_session(principal: Principal, session_id: str, *, ports: Ports) -> None:
    """End one session of the same person.

    Raises:
        NothingHere: it is not a person.
        SessionNotFound: the person has no such session.
    """
    with ports.uow() as unit:
        if not any(each.id == session_id for each in _own(unit, principal)):
            raise SessionNotFound(id=session_id)
        unit.access.end_session(session_id)
        unit.commit()


def end_every_session(principal: Principal, *, ports: Ports) -> None:
    """End every session of the same person, on whatever browser.

    Raises:
        NothingHere: it is not a person.
    """
    with ports.uow() as unit:
        for each in _own(unit, principal):
            unit.access.end_session(each.id)
        unit.commit()


def _own(unit: UnitOfWork, principal: Principal) -> Sequence[Session]:
    match principal:
        case ContactSession():
            return unit.access.sessions_of(contact_id=principal.contact.id)
        case StaffSession() | StaffHalfway():
            return unit.access.sessions_of(staff=address_key(principal.email))
    raise NothingHere


def _who(unit: UnitOfWork, session: Session, ports: Ports) -> Principal:
    ends_at = session.ends_at(ports.access)
    if session.staff is not None:
        role = staff_role(unit, session.staff, ports=ports)
        if role is None:
            return Visitor()
        step = missing_step(unit.passkeys.of(session.staff), session.passkey_id, ports.access.staff_passkey)
        if step is not None:
            return StaffHalfway(session.staff, role, session.id, ends_at, step)
        return StaffSession(session.staff, role, session.id, ends_at, session.passkey_id)
    contact = unit.customers.contact(session.contact_id or "")
    customer = contact and unit.customers.by_id(contact.customer_id)
    if not contact or not customer or contact.removed_at is not None:
        return Visitor()
    return ContactSession(contact, customer, session.id, ends_at)
