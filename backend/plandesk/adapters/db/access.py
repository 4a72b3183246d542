"""Sessions, sign-ins, staff and tokens as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, delete, select, update

from plandesk.adapters.db.access_tables import new_addresses, sessions, sign_ins, staff, tokens
from plandesk.adapters.db.rows import Values, insert_new, update_one
from plandesk.domain.access import NewAddress, Session, SignIn, StaffMember, Token
from plandesk.domain.customers import address_key
from plandesk.domain.errors import DuplicateKey

# Built once, since every signed request asks it.
_SESSION: Final = select(sessions).where(sessions.c.digest == bindparam("wanted"))
_TOKEN: Final = select(tokens).where(tokens.c.digest == bindparam("wanted"))


class SqlAccess:
    """Who may ask, in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_session(self, session: Session) -> None:
        """Insert a session."""
        self._connection.execute(sessions.insert(), _values(session))

    def session(self, session_id: str) -> Session | None:
        """Find by id."""
        return _session(self._connection.execute(select(sessions).where(sessions.c.id == session_id)).one_or_none())

    def session_by_digest(self, digest: str) -> Session | None:
        """Find by the digest of the secret."""
        return _session(self._connection.execute(_SESSION, {"wanted": digest}).one_or_none())

    def touch_session(self, session_id: str, at: datetime) -> None:
        """Remember when a session was last used; one that has ended meanwhile stays ended."""
        self._connection.execute(update(sessions).where(sessions.c.id == session_id).values(seen_at=at))

    def show_passkey(self, session_id: str, passkey_id: str) -> None:
        """Remember which passkey was shown with a session."""
        update_one(self._connection, update(sessions).where(sessions.c.id == session_id).values(passkey_id=passkey_id))

    def sessions_of(self, *, contact_id: str | None = None, staff: str | None = None) -> Sequence[Session]:
        """List the sessions of a contact or of a member of staff, newest first."""
        query = select(sessions).where(_whose(contact_id, staff)).order_by(sessions.c.seq.desc())
        return [Session(**_fields(row, Session)) for row in self._connection.execute(query)]

    def end_session(self, session_id: str) -> None:
        """Remove a session; ending it again changes nothing."""
        self._connection.execute(delete(sessions).where(sessions.c.id == session_id))

    def end_sessions_of(self, *, contact_id: str | None = None, staff: str | None = None) -> None:
        """Remove every session of a contact or of a member of staff."""
        self._connection.execute(delete(sessions).where(_whose(contact_id, staff)))

    def add_sign_in(self, asked: SignIn) -> None:
        """Insert an asking to sign in."""
        self._connection.execute(sign_ins.insert(), _values(asked))

    def save_sign_in(self, asked: SignIn) -> None:
        """Write a changed asking."""
        self._update(sign_ins, asked.id, _values(asked))

    def sign_in_by_token(self, token_digest: str) -> SignIn | None:
        """Find by the digest of the link's token."""
        query = select(sign_ins).where(sign_ins.c.token_digest == token_digest)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else SignIn(**_fields(row, SignIn))

    def newest_sign_in(self, email: str, *, lock: bool = False) -> SignIn | None:
        """Find the newest asking of an address; `lock` holds it until the transaction ends."""
        query = select(sign_ins).where(sign_ins.c.email == address_key(email)).order_by(sign_ins.c.seq.desc()).limit(1)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else SignIn(**_fields(row, SignIn))

    def add_new_address(self, wish: NewAddress) -> None:
        """Insert a wish for another mail address."""
        self._connection.execute(new_addresses.insert(), _values(wish))

    def save_new_address(self, wish: NewAddress) -> None:
        """Write a changed wish."""
        self._update(new_addresses, wish.id, _values(wish))

    def new_address_by_token(self, digest: str, *, lock: bool = False) -> NewAddress | None:
        """Find a wish by the digest of either link's token; `lock` holds it until the transaction ends."""
        either = (new_addresses.c.old_digest == digest) | (new_addresses.c.new_digest == digest)
        query = select(new_addresses).where(either)
        row = self._connection.execute(query.with_for_update() if lock else query).one_or_none()
        return None if row is None else NewAddress(**_fields(row, NewAddress))

    def new_address_of(self, contact_id: str) -> NewAddress | None:
        """Find a contact's newest wish for another mail address, also one that has run out."""
        own = select(new_addresses).where(new_addresses.c.contact_id == contact_id)
        newest = own.order_by(new_addresses.c.asked_at.desc(), new_addresses.c.id.desc()).limit(1)
        row = self._connection.execute(newest).one_or_none()
        return None if row is None else NewAddress(**_fields(row, NewAddress))

    def drop_new_addresses_of(self, contact_id: str) -> None:
        """Remove a contact's wishes for another mail address."""
        self._connection.execute(delete(new_addresses).where(new_addresses.c.contact_id == contact_id))

    def forget_before(self, sessions_begun: datetime, ran_out: datetime) -> None:
        """Remove sessions begun before one moment, and sign-ins and wishes that ran out before another."""
        self._connection.execute(delete(sessions).where(sessions.c.created_at < sessions_begun))
        self._connection.execute(delete(sign_ins).where(sign_ins.c.expires_at < ran_out))
        self._connection.execute(delete(new_addresses).where(new_addresses.c.expires_at < ran_out))

    def add_staff(self, member: StaffMember) -> None:
        """Insert a member of staff.

        Raises:
            DuplicateKey: the address has one; the transaction stays usable.
        """
        values = {**_values(member), "email_key": address_key(member.email)}
        if not insert_new(self._connection, staff, [values]):
            raise DuplicateKey(what="email")

    def staff_member(self, email: str) -> StaffMember | None:
        """Find a member of staff by address."""
        query = select(staff).where(staff.c.email_key == address_key(email))
        row = self._connection.execute(query).one_or_none()
        return None if row is None else StaffMember(**_fields(row, StaffMember))

    def staff_members(self) -> Sequence[StaffMember]:
        """List the members of staff, oldest first."""
        rows = self._connection.execute(select(staff).order_by(staff.c.seq))
        return [StaffMember(**_fields(row, StaffMember)) for row in rows]

    def remove_staff(self, email: str) -> None:
        """Remove a member of staff."""
        self._connection.execute(delete(staff).where(staff.c.email_key == address_key(email)))

    def add_token(self, token: Token) -> None:
        """Insert a token.

        Raises:
            DuplicateKey: the name was given before; the transaction stays usable.
        """
        if not insert_new(self._connection, tokens, [_values(token)]):
            raise DuplicateKey(what="name")

    def save_token(self, token: Token) -> None:
        """Write a changed token."""
        self._update(tokens, token.id, _values(token))

    def touch_token(self, token_id: str, at: datetime) -> None:
        """Remember when a token was last used, and change nothing else: it may be revoked at this moment."""
        self._connection.execute(update(tokens).where(tokens.c.id == token_id).values(used_at=at))

    def token_by_digest(self, digest: str) -> Token | None:
        """Find a token by its digest, also one that was revoked."""
        row = self._connection.execute(_TOKEN, {"wanted": digest}).one_or_none()
        return None if row is None else Token(**_fields(row, Token))

    def token_by_name(self, name: str) -> Token | None:
        """Find a token by its name, also one that was revoked."""
        row = self._connection.execute(select(tokens).where(tokens.c.name == name)).one_or_none()
        return None if row is None else Token(**_fields(row, Token))

    def tokens(self) -> Sequence[Token]:
        """List the tokens, oldest first."""
        return [Token(**_fields(row, Token)) for row in self._connection.execute(select(tokens).order_by(tokens.c.seq))]

    def _update(self, table: Table, row_id: str, values: Values) -> None:
        update_one(self._connection, update(table).where(table.c.id == row_id).values(**values))


def _whose(contact_id: str | None, staff_key: str | None) -> ColumnElement[bool]:
    if (contact_id is None) == (staff_key is None):
        raise ValueError("sessions are of a contact or of a member of staff")
    return sessions.c.contact_id == contact_id if staff_key is None else sessions.c.staff == staff_key


def _session(row: Row[Any] | None) -> Session | None:
    return None if row is None else Session(**_fields(row, Session))


def _values(kept: Session | SignIn | NewAddress | StaffMember | Token) -> Values:
    return {name: getattr(kept, name) for name in type(kept).__slots__}


def _fields(row: Row[Any], kind: type) -> dict[str, Any]:
    return {name: getattr(row, name) for name in kind.__slots__}  # type: ignore[attr-defined]  # All are slotted.
