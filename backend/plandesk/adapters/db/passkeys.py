"""Passkeys and challenges as rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from plandesk.adapters.db.passkey_tables import passkey_challenges, passkeys
from plandesk.adapters.db.rows import insert_new, update_one
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.passkeys import Challenge, Passkey, Purpose

# Built once, since every signed request of staff asks it.
_OF: Final = select(passkeys).where(passkeys.c.staff == bindparam("wanted")).order_by(passkeys.c.seq)


class SqlPasskeys:
    """Passkeys in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, passkey: Passkey) -> None:
        """Insert a passkey.

        Raises:
            DuplicateKey: the credential is there; the transaction stays usable.
        """
        if not insert_new(self._connection, passkeys, [_values(passkey)]):
            raise DuplicateKey(what="credential_id")

    def save(self, passkey: Passkey) -> None:
        """Write a changed passkey."""
        update_one(self._connection, update(passkeys).where(passkeys.c.id == passkey.id).values(**_values(passkey)))

    def remove(self, passkey_id: str) -> None:
        """Remove a passkey; removing it again changes nothing."""
        self._connection.execute(delete(passkeys).where(passkeys.c.id == passkey_id))

    def of(self, staff: str, *, lock: bool = False) -> Sequence[Passkey]:
        """List somebody's passkeys, oldest first; `lock` holds them until the transaction ends."""
        query = _OF.with_for_update() if lock else _OF
        return [_passkey(row) for row in self._connection.execute(query, {"wanted": staff})]

    def by_id(self, passkey_id: str) -> Passkey | None:
        """Find by id."""
        row = self._connection.execute(select(passkeys).where(passkeys.c.id == passkey_id)).one_or_none()
        return None if row is None else _passkey(row)

    def every(self) -> Sequence[Passkey]:
        """List everybody's passkeys, oldest first."""
        return [_passkey(row) for row in self._connection.execute(select(passkeys).order_by(passkeys.c.seq))]

    def put_challenge(self, challenge: Challenge) -> None:
        """Keep a challenge in place of the one its session had for the same purpose."""
        table = passkey_challenges
        before = (table.c.session_id == challenge.session_id) & (table.c.purpose == challenge.purpose)
        self._connection.execute(delete(table).where(before))
        self._connection.execute(table.insert(), {name: getattr(challenge, name) for name in Challenge.__slots__})

    def take_challenge(self, digest: str, session_id: str, purpose: Purpose) -> Challenge | None:
        """Find a challenge and remove it: no two callers ever get the same one."""
        table = passkey_challenges
        asked = (table.c.digest == digest) & (table.c.session_id == session_id) & (table.c.purpose == purpose)
        row = self._connection.execute(delete(table).where(asked).returning(table)).one_or_none()
        return None if row is None else Challenge(**{name: getattr(row, name) for name in Challenge.__slots__})

    def forget_challenges(self, ran_out: datetime) -> None:
        """Remove challenges that ran out before a moment."""
        self._connection.execute(delete(passkey_challenges).where(passkey_challenges.c.expires_at < ran_out))


def _values(passkey: Passkey) -> dict[str, Any]:
    return {name: getattr(passkey, name) for name in Passkey.__slots__}


def _passkey(row: Row[Any]) -> Passkey:
    return Passkey(**{name: getattr(row, name) for name in Passkey.__slots__})
