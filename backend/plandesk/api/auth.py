"""Who asks, and which doors of a route are open to them: guards as data, in code and in the document alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from flask import Response, current_app, g, request

from plandesk.api.ports import ports
from plandesk.domain.access import (
    ContactSession,
    LinkHolder,
    NotAllowed,
    NothingHere,
    Principal,
    Program,
    SignInNeeded,
    StaffHalfway,
    StaffSession,
    Visitor,
)
from plandesk.domain.customers import (
    MAY,
    SCOPES,
    STAFF_ROLES,
    Customer,
    Installation,
    Permission,
    Scope,
    StaffRole,
)
from plandesk.domain.passkeys import SecondStepNeeded
from plandesk.services.access import read_program, read_session
from plandesk.services.chains import NOWHERE, Reach, reach_of
from plandesk.services.customers import find_contact, find_customer, find_installation
from plandesk.services.extend_links import read_extend_link
from plandesk.services.ports import Ports

HTTPS: Final = "PLANDESK_HTTPS"
"""The application's setting that tells whether people reach it over https."""

SCHEMES: Final = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-plandesk",
        "description": "Set by signing in. Where the service is reached over plain http it is called "
        "`plandesk_session`.",
    },
    "program": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token of a program, made by `plandesk tokens create`.",
    },
    "link": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Extend` and the key of a reminder's link: it reaches that one installation.",
    },
}
"""The security schemes of the document."""


HALFWAY: Final = "second_step"
"""How the document names staff who have answered the mail and not yet shown their passkey."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who may ask a route. `contact` is the permission a contact needs, "" for none; None keeps contacts out.

    `halfway` lets staff in who have answered the mail and not yet shown their passkey; nothing else does.

    Guards are joined by `|`: whom either lets in, the joined one lets in.
    """

    public: bool = False
    contact: Permission | Literal[""] | None = None
    staff: frozenset[StaffRole] = frozenset()
    scopes: frozenset[Scope] = frozenset()
    links: bool = False
    halfway: bool = False

    def __or__(self, other: "Who") -> "Who":
        contact = self.contact if other.contact is None else other.contact
        if self.contact is not None and other.contact is not None and self.contact != other.contact:
            raise ValueError("a route asks one permission of contacts")
        return Who(
            public=self.public or other.public,
            contact=contact,
            staff=self.staff | other.staff,
            scopes=self.scopes | other.scopes,
            links=self.links or other.links,
            halfway=self.halfway or other.halfway,
        )

    def admit(self, asking: Principal, path: Mapping[str, str]) -> None:
        """Let the asking one in, or refuse; what the path names must be within reach before any role is looked at.

        Raises:
            SignInNeeded: nobody is known.
            NothingHere: the route is not for customers; NotFound errors of what the path names, where it is foreign.
            NotAllowed: the role or scope does not allow it.
            SecondStepNeeded: it is staff who have not shown their passkey yet.
        """
        match asking:
            case ContactSession():
                if self.contact is None:
                    raise NothingHere
                _reach(path)
                if self.contact and self.contact not in permissions(asking):
                    raise NotAllowed
            case StaffSession():
                if asking.role not in self.staff:
                    raise NotAllowed
            case StaffHalfway():
                if not self.halfway:
                    raise SecondStepNeeded(step=asking.step)
            case Program():
                if not asking.scopes & self.scopes:
                    raise NotAllowed
            case LinkHolder() if self.links:
                _reach(path)
            case _:
                raise SignInNeeded

    def requirements(self) -> list[dict[str, list[str]]]:
        """Return the route's security requirement for the document: any of these; empty for a public route.

        In OpenAPI 3.1 the list behind a scheme names the roles that are needed.
        """
        if self.public:
            return []
        told: list[dict[str, list[str]]] = []
        if self.contact is not None:
            told.append({"session": [self.contact] if self.contact else []})
        told += [{"session": [role]} for role in STAFF_ROLES if role in self.staff]
        told += [{"session": [HALFWAY]}] if self.halfway else []
        told += [{"program": [scope]} for scope in SCOPES if scope in self.scopes]
        return told + ([{"link": []}] if self.links else [])


def anyone() -> Who:
    """Let everybody in, and look nobody up."""
    return Who(public=True)


def signed_in() -> Who:
    """Let in every person who is signed in."""
    return Who(contact="", staff=frozenset(STAFF_ROLES))


def contact(permission: Permission | None = None) -> Who:
    """Let in contacts, or those of them who have a permission."""
    return Who(contact=permission or "")


def staff(*roles: StaffRole) -> Who:
    """Let in staff of the named roles, or of every role where none is named."""
    return Who(staff=frozenset(roles or STAFF_ROLES))


def passkey_holder() -> Who:
    """Let in staff of every role, also those whose second step of signing in is still to be taken."""
    return Who(staff=frozenset(STAFF_ROLES), halfway=True)


def program(*scopes: Scope) -> Who:
    """Let in programs that have one of the scopes."""
    return Who(scopes=frozenset(scopes))


def link() -> Who:
    """Let in whoever holds a reminder's link, to its one installation."""
    return Who(links=True)


def guarded(who: Who, handler: Callable[..., Response]) -> Callable[..., Response]:
    """Return the handler behind its guard; what it answers is kept by no cache unless it says otherwise.

    A public route is returned as it is: it pays for no look-up.
    """
    if who.public:
        return handler

    def run(**path: Any) -> Response:
        who.admit(principal(), path)
        reply = handler(**path)
        reply.headers.setdefault("Cache-Control", "no-store")
        return reply

    return run


def principal() -> Principal:
    """Return who sends this request; looked up once."""
    if "principal" not in g:
        g.principal = _look_up(ports())
    known: Principal = g.principal
    return known


def permissions(asking: Principal) -> list[str]:
    """List what a contact may do, sorted; nobody else acts by permissions."""
    return sorted(MAY[asking.contact.role]) if isinstance(asking, ContactSession) else []


def reach_installation(installation_id: str, permission: Permission | None = None) -> Installation:
    """Return an installation that is within the asking one's reach.

    Raises:
        SignInNeeded: nobody is signed in.
        InstallationNotFound: there is none, or not for this one.
        NotAllowed: a contact's role lacks the permission.
    """
    found: dict[str, Installation] = g.setdefault("installations", {})
    if installation_id not in found:
        found[installation_id] = find_installation(installation_id, principal(), ports=ports())
    require(permission)
    return found[installation_id]


def reach_customer(customer_id: str, permission: Permission | None = None) -> Customer:
    """Return a customer that is within the asking one's reach.

    Raises:
        SignInNeeded: nobody is signed in.
        CustomerNotFound: there is none, or not for this one.
        NotAllowed: a contact's role lacks the permission.
    """
    found = find_customer(customer_id, principal(), ports=ports())
    require(permission)
    return found


def require(permission: Permission | None) -> None:
    """Refuse a contact whose role lacks a permission.

    Raises:
        NotAllowed: it does.
    """
    asking = principal()
    if permission is not None and isinstance(asking, ContactSession) and not asking.contact.may(permission):
        raise NotAllowed


def acting_contact() -> ContactSession:
    """Return the contact who asks, on a route that lets in nobody else.

    Raises:
        NothingHere: it is somebody else.
    """
    asking = principal()
    if not isinstance(asking, ContactSession):
        raise NothingHere
    return asking


def asking_reach() -> Reach:
    """Return which installations the asking one may price and order for.

    Raises:
        SignInNeeded: nobody is known who has any.
        NotAllowed: the contact may not even prepare an order.
    """
    reach = reach_of(principal())
    if reach == NOWHERE:
        raise SignInNeeded
    require("prepare_order")
    return reach


def session_cookie() -> str:
    """Return the name of the cookie that holds a session's secret.

    With its prefix a browser takes it over https alone, for this host and no other, which plain http cannot have.
    """
    return "__Host-plandesk" if current_app.config[HTTPS] else "plandesk_session"


def _look_up(here: Ports) -> Principal:
    header = request.headers.get("Authorization", "")
    scheme, _, credentials = header.partition(" ")
    reader = READERS.get(scheme.lower())
    if reader is not None:
        return reader(credentials.strip(), ports=here)
    secret = request.cookies.get(session_cookie())
    return read_session(secret, ports=here) if secret else Visitor()


READERS: Final[Mapping[str, Callable[..., Principal]]] = {"bearer": read_program, "extend": read_extend_link}
"""Who holds which credentials, by the scheme of the Authorization header in lower case."""

_REACHES: Final[Mapping[str, Callable[[str], object]]] = {
    "installation_id": reach_installation,
    "customer_id": reach_customer,
    "contact_id": lambda contact_id: find_contact(contact_id, principal(), ports=ports()),
}
"""How what a path names is reached, by the name of its part; routes name the others by themselves."""


def _reach(path: Mapping[str, str]) -> None:
    for name, value in path.items():
        if name in _REACHES:
            _REACHES[name](value)
