"""Sessions, sign-ins, staff and tokens of the database in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from plandesk.domain.access import NewAddress, Session, SignIn, StaffMember, Token
from plandesk.domain.customers import address_key
from plandesk.domain.errors import DuplicateKey

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakeAccess:
    """Who may ask."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def add_session(self, session: Session) -> None:
        self._tables.sessions[session.id] = session

    def session(self, session_id: str) -> Session | None:
        return self._tables.sessions.get(session_id)

    def session_by_digest(self, digest: str) -> Session | None:
        return next((each for each in self._tables.sessions.values() if each.digest == digest), None)

    def touch_session(self, session_id: str, at: datetime) -> None:
        if session_id in self._tables.sessions:
            self._tables.sessions[session_id] = replace(self._tables.sessions[session_id], seen_at=at)

    def show_passkey(self, session_id: str, passkey_id: str) -> None:
        _existing(self._tables.sessions, session_id)
        self._tables.sessions[session_id] = replace(self._tables.sessions[session_id], passkey_id=passkey_id)

    def sessions_of(self, *, contact_id: str | None = None, staff: str | None = None) -> Sequence[Session]:
        whose = _whose(contact_id, staff)
        return [each for each in reversed(self._tables.sessions.values()) if whose(each)]

    def end_session(self, session_id: str) -> None:
        self._tables.sessions.pop(session_id, None)

    def end_sessions_of(self, *, contact_id: str | None = None, staff: str | None = None) -> None:
        for each in self.sessions_of(contact_id=contact_id, staff=staff):
            self.end_session(each.id)

    def add_sign_in(self, asked: SignIn) -> None:
        self._tables.sign_ins[asked.id] = asked

    def save_sign_in(self, asked: SignIn) -> None:
        _existing(self._tables.sign_ins, asked.id)
        self._tables.sign_ins[asked.id] = asked

    def sign_in_by_token(self, token_digest: str) -> SignIn | None:
        return next((each for each in self._tables.sign_ins.values() if each.token_digest == token_digest), None)

    def newest_sign_in(self, email: str, *, lock: bool = False) -> SignIn | None:
        asked = reversed(self._tables.sign_ins.values())
        return next((each for each in asked if each.email == address_key(email)), None)

    def add_new_address(self, wish: NewAddress) -> None:
        self._tables.new_addresses[wish.id] = wish

    def save_new_address(self, wish: NewAddress) -> None:
        _existing(self._tables.new_addresses, wish.id)
        self._tables.new_addresses[wish.id] = wish

    def new_address_by_token(self, digest: str, *, lock: bool = False) -> NewAddress | None:
        wishes = self._tables.new_addresses.values()
        return next((each for each in wishes if digest in (each.old_digest, each.new_digest)), None)

    def new_address_of(self, contact_id: str) -> NewAddress | None:
        own = [each for each in self._tables.new_addresses.values() if each.contact_id == contact_id]
        return max(own, key=lambda each: (each.asked_at, each.id), default=None)

    def drop_new_addresses_of(self, contact_id: str) -> None:
        for each in list(self._tables.new_addresses.values()):
            if each.contact_id == contact_id:
                del self._tables.new_addresses[each.id]

    def forget_before(self, sessions_begun: datetime, ran_out: datetime) -> None:
        tables = self._tables
        tables.sessions = {each.id: each for each in tables.sessions.values() if each.created_at >= sessions_begun}
        tables.sign_ins = {each.id: each for each in tables.sign_ins.values() if each.expires_at >= ran_out}
        tables.new_addresses = {each.id: each for each in tables.new_addresses.values() if each.expires_at >= ran_out}

    def add_staff(self, member: StaffMember) -> None:
        if address_key(member.email) in self._tables.staff:
            raise DuplicateKey(what="email")
        self._tables.staff[address_key(member.email)] = member

    def staff_member(self, email: str) -> StaffMember | None:
        return self._tables.staff.get(address_key(email))

    def staff_members(self) -> Sequence[StaffMember]:
        return list(self._tables.staff.values())

    def remove_staff(self, email: str) -> None:
        self._tables.staff.pop(address_key(email), None)

    def add_token(self, token: Token) -> None:
        if self.token_by_name(token.name):
            raise DuplicateKey(what="name")
        self._tables.tokens[token.id] = token

    def save_token(self, token: Token) -> None:
        _existing(self._tables.tokens, token.id)
        self._tables.tokens[token.id] = token

    def touch_token(self, token_id: str, at: datetime) -> None:
        self._tables.tokens[token_id] = replace(self._tables.tokens[token_id], used_at=at)

    def token_by_digest(self, digest: str) -> Token | None:
        return next((each for each in self._tables.tokens.values() if each.digest == digest), None)

    def token_by_name(self, name: str) -> Token | None:
        return next((each for each in self._tables.tokens.values() if each.name == name), None)

    def tokens(self) -> Sequence[Token]:
        return list(self._tables.tokens.values())


def _whose(contact_id: str | None, staff: str | None) -> Callable[[Session], bool]:
    if (contact_id is None) == (staff is None):
        raise ValueError("sessions are of a contact or of a member of staff")
    return lambda each: each.contact_id == contact_id if staff is None else each.staff == staff


def _existing(rows: Mapping[str, object], key: str) -> None:
    if key not in rows:
        raise LookupError(f"no row {key} to write over")
