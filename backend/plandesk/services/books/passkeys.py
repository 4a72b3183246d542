"""The repository of the passkeys of staff and of the challenges they answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from plandesk.domain.passkeys import Challenge, Passkey, Purpose


class PasskeyRepository(Protocol):
    """The passkeys of staff, by the key of the address."""

    def add(self, passkey: Passkey) -> None:
        """Insert a passkey; raises DuplicateKey for a credential that is there, whosever it is."""
        ...

    def save(self, passkey: Passkey) -> None:
        """Write a changed passkey."""
        ...

    def remove(self, passkey_id: str) -> None:
        """Remove a passkey; removing it again changes nothing."""
        ...

    def of(self, staff: str, *, lock: bool = False) -> Sequence[Passkey]:
        """List somebody's passkeys, oldest first; `lock` holds them until the transaction ends."""
        ...

    def by_id(self, passkey_id: str) -> Passkey | None:
        """Find by id."""
        ...

    def every(self) -> Sequence[Passkey]:
        """List everybody's passkeys, oldest first."""
        ...

    def put_challenge(self, challenge: Challenge) -> None:
        """Keep a challenge in place of the one its session had for the same purpose."""
        ...

    def take_challenge(self, digest: str, session_id: str, purpose: Purpose) -> Challenge | None:
        """Find a challenge and remove it: no two callers ever get the same one."""
        ...

    def forget_challenges(self, ran_out: datetime) -> None:
        """Remove challenges that ran out before a moment."""
        ...
