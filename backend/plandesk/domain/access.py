"""Who asks, and how long it is believed: principals, sessions, sign-ins by mail, staff and programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from plandesk.domain.customers import Contact, Customer, Scope, StaffRole
from plandesk.domain.errors import DomainError
from plandesk.domain.passkeys import PasskeyRule, SecondStep


class SignInNeeded(DomainError):
    """What is not public is told to somebody known only."""


class NotAllowed(DomainError):
    """The asker is known and near enough to know of the thing, but the role or scope does not allow the act."""


class NothingHere(DomainError):
    """What is another customer's, or for staff and programs alone, is not told from what does not exist."""


class SessionNotFound(DomainError):
    """A session is reached by the one who is signed in with it, or elsewhere as the same person."""


class SignInRefused(DomainError):
    """A link or code signs in once, in time; wrong, used and run out are one answer, so that nothing can be learnt."""


class OtherBrowser(DomainError):
    """A link signs in only the browser that asked for it."""


class NewAddressRefused(DomainError):
    """A link to confirm a new mail address works in time, until the change is made or another one asked for."""


class AddressUnchanged(DomainError):
    """Whoever wishes for another mail address names another one; case does not make one."""


class StaffNotFound(DomainError):
    """Only those whom a command added can be removed by one, not those of the configuration. Facts: `email`."""


class StaffIsContact(DomainError):
    """An address signs in as staff or as a contact, never as both. Facts: `email`, `customer`, the contact's."""


class ProgramNotFound(DomainError):
    """A program is revoked by its name. Facts: `name`."""


class ProgramNameTaken(DomainError):
    """A program's name stands for one token, for good: the audit names it. Facts: `name`."""


@dataclass(frozen=True, slots=True)
class AccessRules:
    """How long a sign-in and a session last. An idle session ends sooner than one in use."""

    sign_in: timedelta = timedelta(minutes=15)
    wrong_codes: int = 5
    contact_idle: timedelta = timedelta(days=14)
    contact_longest: timedelta = timedelta(days=60)
    staff_idle: timedelta = timedelta(hours=12)
    staff_longest: timedelta = timedelta(days=7)
    new_address: timedelta = timedelta(days=1)
    staff_passkey: PasskeyRule = "optional"

    @property
    def longest(self) -> timedelta:
        """Return after how long every session has ended."""
        return max(self.contact_longest, self.staff_longest)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in with one browser: a contact by id, or staff by the key of the address.

    `digest` is of the secret, `browser` is how the browser names itself, for the person to recognise it by, and
    `passkey_id` is the passkey that was shown with it, which may have been removed since.
    """

    id: str
    digest: str
    contact_id: str | None
    staff: str | None
    browser: str
    created_at: datetime
    seen_at: datetime
    passkey_id: str | None = None

    def ends_at(self, rules: AccessRules) -> datetime:
        """Return when it ends unless it is used before."""
        idle, longest = rules.contact_idle, rules.contact_longest
        if self.staff is not None:
            idle, longest = rules.staff_idle, rules.staff_longest
        return min(self.seen_at + idle, self.created_at + longest)

    def is_open(self, rules: AccessRules, now: datetime) -> bool:
        """Tell whether it still signs in."""
        return now < self.ends_at(rules)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One asking to sign in. Secrets are kept as digests; `wrong` counts codes that were not the one."""

    id: str
    email: str
    browser_digest: str
    token_digest: str
    code_digest: str
    asked_at: datetime
    expires_at: datetime
    wrong: int = 0
    used_at: datetime | None = None

    def is_open(self, rules: AccessRules, now: datetime) -> bool:
        """Tell whether its link or code may still sign in."""
        return self.used_at is None and now < self.expires_at and self.wrong < rules.wrong_codes


@dataclass(frozen=True, slots=True)
class NewAddress:
    """A contact's wish for another mail address; both mailboxes confirm it, each by a link of its own."""

    id: str
    contact_id: str
    old_email: str
    new_email: str
    old_digest: str
    new_digest: str
    asked_at: datetime
    expires_at: datetime
    old_confirmed_at: datetime | None = None
    new_confirmed_at: datetime | None = None

    @property
    def is_confirmed(self) -> bool:
        """Tell whether both mailboxes have confirmed."""
        return self.old_confirmed_at is not None and self.new_confirmed_at is not None


@dataclass(frozen=True, slots=True)
class StaffMember:
    """One of the vendor's people, added by a command; others come from configuration."""

    email: str
    role: StaffRole
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """What a program signs its requests with, kept as a digest."""

    id: str
    name: str
    digest: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Nobody known."""

    @property
    def actor(self) -> str:
        """Return how histories name it."""
        return "visitor"


@dataclass(frozen=True, slots=True)
class ContactSession:
    """A contact, signed in for its own customer."""

    contact: Contact
    customer: Customer
    session_id: str
    ends_at: datetime

    @property
    def actor(self) -> str:
        """Return how histories name it."""
        return f"contact:{self.contact.id}"


@dataclass(frozen=True, slots=True)
class StaffSession:
    """One of the vendor's people, signed in; `passkey_id` is the passkey that opened the session, if one did."""

    email: str
    role: StaffRole
    session_id: str
    ends_at: datetime
    passkey_id: str | None = None

    @property
    def actor(self) -> str:
        """Return how histories name it."""
        return f"staff:{self.email}"


@dataclass(frozen=True, slots=True)
class StaffHalfway:
    """One of the vendor's people who has answered the mail and not yet shown a passkey: for that alone they are known.

    It is no StaffSession, so that whatever is not told of it keeps it out.
    """

    email: str
    role: StaffRole
    session_id: str
    ends_at: datetime
    step: SecondStep

    @property
    def actor(self) -> str:
        """Return how histories name it."""
        return f"staff:{self.email}"


@dataclass(frozen=True, slots=True)
class Program:
    """A program of the vendor's, such as the help desk, known by its token."""

    token_id: str
    name: str
    scopes: frozenset[Scope]

    @property
    def actor(self) -> str:
        """Return how histories name it."""
        return f"program:{self.name}"


@dataclass(frozen=True, slots=True)
class LinkHolder:
    """Whoever holds the link of a contact's reminder: it opens one installation's extension and nothing else."""

    contact: Contact
    customer: Customer
    installation_id: str
    term_id: str

    @property
    def actor(self) -> str:
        """Return how histories name it."""
        return f"contact:{self.contact.id}"


Principal = Visitor | ContactSession | StaffSession | StaffHalfway | Program | LinkHolder
"""Whoever sends a request."""

StaffRoles = Mapping[str, StaffRole]
"""The role of every member of staff that configuration names, by the key of the address."""
