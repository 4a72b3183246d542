"""The repository of everything that tells who asks: sessions, sign-ins, staff and the tokens of programs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from plandesk.domain.access import NewAddress, Session, SignIn, StaffMember, Token


class AccessRepository(Protocol):
    """Who may ask. Secrets are looked up by their digests; addresses in whatever case."""

    def add_session(self, session: Session) -> None:
        """Insert a session."""
        ...

    def session(self, session_id: str) -> Session | None:
        """Find by id."""
        ...

    def session_by_digest(self, digest: str) -> Session | None:
        """Find by the digest of the secret."""
        ...

    def touch_session(self, session_id: str, at: datetime) -> None:
        """Remember when a session was last used; one that has ended meanwhile stays ended."""
        ...

    def show_passkey(self, session_id: str, passkey_id: str) -> None:
        """Remember which passkey was shown with a session."""
        ...

    def sessions_of(self, *, contact_id: str | None = None, staff: str | None = None) -> Sequence[Session]:
        """List the sessions of a contact or of a member of staff, newest first."""
        ...

    def end_session(self, session_id: str) -> None:
        """Remove a session; ending it again changes nothing."""
        ...

    def end_sessions_of(self, *, contact_id: str | None = None, staff: str | None = None) -> None:
        """Remove every session of a contact or of a member of staff."""
        ...

    def add_sign_in(self, asked: SignIn) -> None:
        """Insert an asking to sign in."""
        ...

    def save_sign_in(self, asked: SignIn) -> None:
        """Write a changed asking."""
        ...

    def sign_in_by_token(self, token_digest: str) -> SignIn | None:
        """Find by the digest of the link's token."""
        ...

    def newest_sign_in(self, email: str, *, lock: bool = False) -> SignIn | None:
        """Find the newest asking of an address; `lock` holds it until the transaction ends."""
        ...

    def add_new_address(self, wish: NewAddress) -> None:
        """Insert a wish for another mail address."""
        ...

    def save_new_address(self, wish: NewAddress) -> None:
        """Write a changed wish."""
        ...

    def new_address_by_token(self, digest: str, *, lock: bool = False) -> NewAddress | None:
        """Find a wish by the digest of either link's token; `lock` holds it until the transaction ends."""
        ...

    def new_address_of(self, contact_id: str) -> NewAddress | None:
        """Find a contact's newest wish for another mail address, also one that has run out."""
        ...

    def drop_new_addresses_of(self, contact_id: str) -> None:
        """Remove a contact's wishes for another mail address."""
        ...

    def forget_before(self, sessions_begun: datetime, ran_out: datetime) -> None:
        """Remove sessions begun before one moment, and sign-ins and wishes that ran out before another."""
        ...

    def add_staff(self, member: StaffMember) -> None:
        """Insert a member of staff; raises DuplicateKey for an address that has one."""
        ...

    def staff_member(self, email: str) -> StaffMember | None:
        """Find a member of staff by address."""
        ...

    def staff_members(self) -> Sequence[StaffMember]:
        """List the members of staff, oldest first."""
        ...

    def remove_staff(self, email: str) -> None:
        """Remove a member of staff."""
        ...

    def add_token(self, token: Token) -> None:
        """Insert a token; raises DuplicateKey for a name that was ever given."""
        ...

    def save_token(self, token: Token) -> None:
        """Write a changed token."""
        ...

    def touch_token(self, token_id: str, at: datetime) -> None:
        """Remember when a token was last used, and change nothing else: it may be revoked at this moment."""
        ...

    def token_by_digest(self, digest: str) -> Token | None:
        """Find a token by its digest, also one that was revoked."""
        ...

    def token_by_name(self, name: str) -> Token | None:
        """Find a token by its name, also one that was revoked."""
        ...

    def tokens(self) -> Sequence[Token]:
        """List the tokens, oldest first."""
        ...
