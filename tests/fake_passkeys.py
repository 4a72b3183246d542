"""Passkeys and challenges of the database in memory."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from plandesk.domain.errors import DuplicateKey
from plandesk.domain.passkeys import Challenge, Passkey, Purpose

if TYPE_CHECKING:
    from tests.fake_books import Tables


class FakePasskeys:
    """The passkeys of staff."""

    def __init__(self, tables: "Tables") -> None:
        self._tables = tables

    def add(self, passkey: Passkey) -> None:
        if any(each.credential_id == passkey.credential_id for each in self._tables.passkeys.values()):
            raise DuplicateKey(what="credential_id")
        self._tables.passkeys[passkey.id] = passkey

    def save(self, passkey: Passkey) -> None:
        if passkey.id not in self._tables.passkeys:
            raise LookupError(f"no row {passkey.id} to write over")
        self._tables.passkeys[passkey.id] = passkey

    def remove(self, passkey_id: str) -> None:
        self._tables.passkeys.pop(passkey_id, None)

    def of(self, staff: str, *, lock: bool = False) -> Sequence[Passkey]:
        return [each for each in self._tables.passkeys.values() if each.staff == staff]

    def by_id(self, passkey_id: str) -> Passkey | None:
        return self._tables.passkeys.get(passkey_id)

    def every(self) -> Sequence[Passkey]:
        return list(self._tables.passkeys.values())

    def put_challenge(self, challenge: Challenge) -> None:
        self._tables.challenges[(challenge.session_id, challenge.purpose)] = challenge

    def take_challenge(self, digest: str, session_id: str, purpose: Purpose) -> Challenge | None:
        found = self._tables.challenges.get((session_id, purpose))
        return self._tables.challenges.pop((session_id, purpose)) if found and found.digest == digest else None

    def forget_challenges(self, ran_out: datetime) -> None:
        kept = {key: each for key, each in self._tables.challenges.items() if each.expires_at >= ran_out}
        self._tables.challenges = kept
