"""Passkeys of staff, the optional second step of signing in: when it is asked, and when a key shown is believed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from plandesk.domain.errors import DomainError

PasskeyRule: TypeAlias = Literal["optional", "required"]
"""Whether staff may sign in by mail alone."""

SecondStep: TypeAlias = Literal["use", "register"]
"""What is left to do after the mail: to show one's passkey, or to register the first one."""

Purpose: TypeAlias = Literal["register", "use"]
"""What a challenge was given for; for the other purpose it is worth nothing."""

CHALLENGE_LASTS: Final = timedelta(minutes=5)
"""Long enough to look for a key and type its PIN."""

ALGORITHMS: Final = (-7, -8, -257)
"""The signatures that are taken, in our order: ES256, EdDSA, RS256 (RFC 9053, RFC 8812)."""

MOST_PASSKEYS: Final = 20
"""More than anybody carries; a bound, so that what a browser is asked stays short."""


class PasskeyRefused(DomainError):
    """What a browser sent does not prove a passkey, whatever was wrong: nothing is to be learnt from which."""


class PasskeyCloned(DomainError):
    """A passkey counts its uses; one whose count does not go on was copied, and copies are refused. Facts: `name`."""


class PasskeyKnown(DomainError):
    """A passkey is registered once, for one person."""


class PasskeyNotFound(DomainError):
    """A passkey is reached by its person, and by admins."""


class LastPasskey(DomainError):
    """Where passkeys are required nobody removes their own last one: they would have to prove themselves by less."""


class TooManyPasskeys(DomainError):
    """One person registers a bounded number. Facts: `most`."""


class PasskeysUnavailable(DomainError):
    """A passkey belongs to a domain name reached over https, or to `localhost`; an address of numbers has none."""


class SecondStepNeeded(DomainError):
    """The mail alone does not sign staff in who have a passkey, or must have one. Facts: `step`."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey of one member of staff, by the key of the address; `name` is how the person calls it.

    `credential_id` and `public_key` are base64url; `uses` is how often the key says that it was used, 0 for ever
    where it does not count.
    """

    id: str
    staff: str
    name: str
    credential_id: str
    public_key: str
    uses: int
    created_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """A question put to one session's browser: kept as a digest, answered once, and soon."""

    digest: str
    session_id: str
    purpose: Purpose
    expires_at: datetime


def missing_step(passkeys: Collection[Passkey], shown: str | None, rule: PasskeyRule) -> SecondStep | None:
    """Tell what a session lacks of somebody with these passkeys; `shown` is the id of the one it has shown.

    A session counts as long as the passkey that it showed is there: to remove one ends what it opened.
    """
    if any(each.id == shown for each in passkeys):
        return None
    if passkeys:
        return "use"
    return "register" if rule == "required" else None


def goes_on(kept: int, told: int) -> bool:
    """Tell whether a passkey's count is that of its only copy (WebAuthn, 7.2 step 22); two zeros count nothing."""
    return told > kept or kept == told == 0


def require_removable(passkeys: Collection[Passkey], rule: PasskeyRule) -> None:
    """Refuse to remove one of somebody's own passkeys where it is the last that is required.

    Raises:
        LastPasskey: it is.
    """
    if rule == "required" and len(passkeys) <= 1:
        raise LastPasskey
