"""Passkeys of staff: registering and naming one, showing it after the mail, and taking one away."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from plandesk.domain.access import NotAllowed, SignInNeeded, StaffHalfway, StaffSession
from plandesk.domain.customers import address_key
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.passkeys import (
    CHALLENGE_LASTS,
    MOST_PASSKEYS,
    Challenge,
    Passkey,
    PasskeyCloned,
    PasskeyKnown,
    PasskeyNotFound,
    PasskeyRefused,
    PasskeysUnavailable,
    Purpose,
    TooManyPasskeys,
    goes_on,
    require_removable,
)
from plandesk.domain.reasons import read_reason
from plandesk.services.access import digest
from plandesk.services.books.audit import AuditRow
from plandesk.services.ports import Ports, UnitOfWork

HANDLE: Final = "passkey-person"
"""What the digest is for by which a key tells people apart; the standard wants no address there."""

Person = StaffSession | StaffHalfway
"""Who of the vendor acts on passkeys of their own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A challenge as a browser is handed it: for whom, by which domain, and which keys are known already."""

    challenge: str
    domain: str
    vendor: str
    person_id: str
    person: str
    known: tuple[str, ...]


def list_passkeys(asking: Person, *, ports: Ports) -> Sequence[Passkey]:
    """List the person's own passkeys, oldest first."""
    with ports.uow(read_only=True) as unit:
        return unit.passkeys.of(address_key(asking.email))


def ask_to_register(asking: Person, *, ports: Ports) -> Asked:
    """Give a challenge that a new key answers.

    Raises:
        PasskeysUnavailable: the address people use can have none.
        NotAllowed: the person has passkeys, and has shown none yet.
        TooManyPasskeys: the person has as many as one may have.
    """
    with ports.uow() as unit:
        _require_may_register(asking, unit.passkeys.of(address_key(asking.email)))
        return _ask(unit, asking, "register", ports)


def ask_to_show(asking: Person, *, ports: Ports) -> Asked:
    """Give a challenge that one of the person's keys signs.

    Raises:
        PasskeysUnavailable: the address people use can have none.
        PasskeyNotFound: the person has none.
    """
    with ports.uow() as unit:
        if not unit.passkeys.of(address_key(asking.email)):
            raise PasskeyNotFound
        return _ask(unit, asking, "use", ports)


def register_passkey(asking: Person, name: str, answer: Mapping[str, str], *, ports: Ports) -> StaffSession:
    """Keep a key that answers the challenge of this session, which has shown it thereby; returns who is signed in.

    Raises:
        PasskeyRefused: it does not answer a challenge of this session, or not in time, or it is not proved.
        PasskeyKnown: the key is registered already.
        NotAllowed, TooManyPasskeys: as when asking.
    """
    challenge = _take(asking, "register", answer, ports)
    made = ports.passkeys.made(answer, challenge)
    staff, now = address_key(asking.email), ports.clock.now()
    passkey = Passkey(ports.ids.new_id(), staff, name, made.credential_id, made.public_key, made.uses, now, now)
    with ports.uow() as unit:
        _require_may_register(asking, unit.passkeys.of(staff, lock=True))
        _insist_signed_in(unit, asking)
        try:
            unit.passkeys.add(passkey)
        except DuplicateKey as taken:
            raise PasskeyKnown from taken
        unit.access.show_passkey(asking.session_id, passkey.id)
        unit.audit.add(AuditRow(now, asking.actor, "add-passkey", f"staff:{staff}", {}, {"passkey": name}))
        unit.commit()
    return _signed_in(asking, passkey)


def show_passkey(asking: Person, answer: Mapping[str, str], *, ports: Ports) -> StaffSession:
    """Take the second step of signing in: one of the person's keys has signed the challenge of this session.

    Raises:
        PasskeyRefused: it does not answer a challenge of this session, or not in time, is not proved, or is not theirs.
        PasskeyCloned: it was copied; that stands in the audit, for admins to see.
    """
    challenge = _take(asking, "use", answer, ports)
    staff, now = address_key(asking.email), ports.clock.now()
    with ports.uow() as unit:
        own = unit.passkeys.of(staff, lock=True)
        passkey = next((each for each in own if each.credential_id == answer["id"]), None)
        if passkey is None:
            raise PasskeyRefused
        uses = ports.passkeys.shown(answer, challenge, passkey.public_key)
        went_on = goes_on(passkey.uses, uses)
        before, after = ({"passkey": passkey.name, "uses": str(each)} for each in (passkey.uses, uses))
        action = "show-passkey" if went_on else "refuse-copied-passkey"
        unit.audit.add(AuditRow(now, asking.actor, action, f"staff:{staff}", before, after))
        if went_on:
            _insist_signed_in(unit, asking)
            unit.passkeys.save(replace(passkey, uses=uses, used_at=now))
            unit.access.show_passkey(asking.session_id, passkey.id)
        unit.commit()
    if not went_on:
        raise PasskeyCloned(name=passkey.name)
    return _signed_in(asking, passkey)


def remove_own_passkey(asking: StaffSession, passkey_id: str, *, ports: Ports) -> None:
    """Remove a key of the person's own; what it had opened asks for another one.

    Raises:
        PasskeyNotFound: the person has no such key.
        LastPasskey: it is the last one, and one is required.
    """
    with ports.uow() as unit:
        own = unit.passkeys.of(address_key(asking.email), lock=True)
        passkey = next((each for each in own if each.id == passkey_id), None)
        if passkey is None:
            raise PasskeyNotFound
        require_removable(own, ports.access.staff_passkey)
        _remove(unit, passkey, asking.actor, None, ports)
        unit.commit()


def list_every_passkey(*, ports: Ports) -> Sequence[Passkey]:
    """List everybody's passkeys, oldest first."""
    with ports.uow(read_only=True) as unit:
        return unit.passkeys.every()


def remove_lost_passkey(asking: StaffSession, passkey_id: str, reason: str, *, ports: Ports) -> None:
    """Remove a key that somebody else has lost: the way back, by an admin.

    Raises:
        ReasonMissing: no reason is given.
        PasskeyNotFound: there is no such key.
        NotAllowed: it is the admin's own, which they remove as everybody does theirs.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        passkey = unit.passkeys.by_id(passkey_id)
        if passkey is None:
            raise PasskeyNotFound
        if passkey.staff == address_key(asking.email):
            raise NotAllowed
        _remove(unit, passkey, asking.actor, reason, ports)
        unit.commit()


def remove_every_passkey(email: str, by: str, reason: str, *, ports: Ports) -> int:
    """Remove all keys of somebody, by the command line, and return how many there were.

    Raises:
        ReasonMissing: no reason is given.
        PasskeyNotFound: there are none.
    """
    reason = read_reason(reason)
    with ports.uow() as unit:
        lost = unit.passkeys.of(address_key(email), lock=True)
        if not lost:
            raise PasskeyNotFound(email=email)
        for each in lost:
            _remove(unit, each, f"staff:{by}", reason, ports)
        unit.commit()
    return len(lost)


def _require_may_register(asking: Person, own: Sequence[Passkey]) -> None:
    # Else the mail alone would open the door: its holder would just add a key.
    if own and isinstance(asking, StaffHalfway):
        raise NotAllowed
    if len(own) >= MOST_PASSKEYS:
        raise TooManyPasskeys(most=MOST_PASSKEYS)


def _ask(unit: UnitOfWork, asking: Person, purpose: Purpose, ports: Ports) -> Asked:
    domain, now, staff = ports.passkeys.domain, ports.clock.now(), address_key(asking.email)
    if domain is None:
        raise PasskeysUnavailable
    challenge = _base64url(ports.ids.secret().encode())
    unit.passkeys.forget_challenges(now)
    unit.passkeys.put_challenge(Challenge(digest(challenge), asking.session_id, purpose, now + CHALLENGE_LASTS))
    known = tuple(each.credential_id for each in unit.passkeys.of(staff))
    unit.commit()
    person = _base64url(ports.signer.digest(HANDLE, staff).encode())
    return Asked(challenge, domain, ports.mailbox.vendor, person, asking.email, known)


def _take(asking: Person, purpose: Purpose, answer: Mapping[str, str], ports: Ports) -> str:
    """Use up the challenge that an answer is to, whatever comes of it: in a transaction of its own, which lasts."""
    challenge = ports.passkeys.challenge_in(answer["client_data"])
    if challenge is None:
        raise PasskeyRefused
    with ports.uow() as unit:
        taken = unit.passkeys.take_challenge(digest(challenge), asking.session_id, purpose)
        unit.commit()
    if taken is None or ports.clock.now() >= taken.expires_at:
        raise PasskeyRefused
    return challenge


def _insist_signed_in(unit: UnitOfWork, asking: Person) -> None:
    """Refuse where the session was ended meanwhile, from another browser."""
    if unit.access.session(asking.session_id) is None:
        raise SignInNeeded


def _signed_in(asking: Person, passkey: Passkey) -> StaffSession:
    return StaffSession(asking.email, asking.role, asking.session_id, asking.ends_at, passkey.id)


def _remove(unit: UnitOfWork, passkey: Passkey, actor: str, reason: str | None, ports: Ports) -> None:
    unit.passkeys.remove(passkey.id)
    was = {"passkey": passkey.name}
    row = AuditRow(ports.clock.now(), actor, "remove-passkey", f"staff:{passkey.staff}", was, {}, reason)
    unit.audit.add(row)


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
