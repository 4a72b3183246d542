"""Signing in by a mail: its link, or its six digits, in the browser that asked for it."""

from dataclasses import dataclass, replace
from datetime import datetime

from plandesk.domain.access import OtherBrowser, Session, SignIn, SignInRefused
from plandesk.domain.customers import address_key
from plandesk.services.access import digest, open_session, staff_role
from plandesk.services.books.audit import AuditRow
from plandesk.services.claims import claim_orders
from plandesk.services.notifications import sign_in_asked
from plandesk.services.ports import Ports, UnitOfWork

CODE = "sign-in-code"
"""What the digest of a code is for."""


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser that asks: its own secret, how it names itself, and the secret of the session it may have."""

    secret: str
    name: str
    session: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that has just begun, with the secret that its browser keeps."""

    session: Session
    secret: str


def ask_to_sign_in(email: str, browser_secret: str, *, ports: Ports) -> datetime:
    """Mail a link and a code to an address that is known; returns until when they sign in.

    An unknown address is answered the same after the same work, so that nobody can find out who is a customer. The
    newest asking of an address is the only one that counts.
    """
    now, ids, rules = ports.clock.now(), ports.ids, ports.access
    token, code, asked_id = ids.secret(), ids.code(), ids.new_id()
    asked = SignIn(
        id=asked_id,
        email=address_key(email),
        browser_digest=digest(browser_secret),
        token_digest=digest(token),
        code_digest=ports.signer.digest(CODE, f"{asked_id}:{code}"),
        asked_at=now,
        expires_at=now + rules.sign_in,
    )
    with ports.uow() as unit:
        unit.access.forget_before(now - rules.longest, now - rules.new_address)
        unit.access.add_sign_in(asked)
        known = _known_address(unit, email, ports)
        mail = sign_in_asked(known or email, token, code, rules.sign_in, ports.mailbox)
        if known is not None:
            unit.outbox.put(ids.new_id(), mail, now)
        unit.commit()
    return asked.expires_at


def sign_in_by_link(token: str, browser: Browser, *, ports: Ports) -> SignedIn:
    """Sign in with the token of a mailed link.

    Raises:
        SignInRefused: it is not one, was used, has run out, or another was asked for since.
        OtherBrowser: it was asked for with another browser; the link stays good for that one.
    """
    with ports.uow() as unit:
        named = unit.access.sign_in_by_token(digest(token))
        asked = named and unit.access.newest_sign_in(named.email, lock=True)
        if named is None or asked is None or asked.id != named.id:
            raise SignInRefused
        if not asked.is_open(ports.access, ports.clock.now()):
            raise SignInRefused
        if asked.browser_digest != digest(browser.secret):
            raise OtherBrowser
        return _begin(unit, asked, browser, ports)


def sign_in_by_code(email: str, code: str, browser: Browser, *, ports: Ports) -> SignedIn:
    """Sign in with the six digits of the mail, in the browser that asked.

    A wrong code counts against the asking. From another browser nothing can be tried, and nothing is counted: a
    stranger can neither guess codes nor use up the tries of somebody else.

    Raises:
        SignInRefused: it is wrong, was used, has run out, was tried too often, or is of another browser.
    """
    with ports.uow() as unit:
        asked = unit.access.newest_sign_in(email, lock=True)
        if asked is None or not asked.is_open(ports.access, ports.clock.now()):
            raise SignInRefused
        if asked.browser_digest != digest(browser.secret):
            raise SignInRefused
        if ports.signer.is_digest(CODE, f"{asked.id}:{code}", asked.code_digest):
            return _begin(unit, asked, browser, ports)
        unit.access.save_sign_in(replace(asked, wrong=asked.wrong + 1))
        unit.commit()
    raise SignInRefused


def _begin(unit: UnitOfWork, asked: SignIn, browser: Browser, ports: Ports) -> SignedIn:
    """Use the asking up and open a session; the one this browser had before ends."""
    unit.access.save_sign_in(replace(asked, used_at=ports.clock.now()))
    before = browser.session and unit.access.session_by_digest(digest(browser.session))
    if before:
        unit.access.end_session(before.id)
    if staff_role(unit, asked.email, ports=ports) is not None:
        opened = open_session(unit, staff=asked.email, browser=browser.name, ports=ports)
        who, told = f"staff:{asked.email}", {"browser": browser.name}
        unit.audit.add(AuditRow(ports.clock.now(), who, "sign-in", who, {}, told))
    else:
        contact = claim_orders(unit, asked.email, ports=ports)
        if contact is None:  # Known when it asked, and removed since; or never known, and the code was guessed.
            raise SignInRefused
        opened = open_session(unit, contact_id=contact.id, browser=browser.name, ports=ports)
    unit.commit()
    return SignedIn(*opened)


def _known_address(unit: UnitOfWork, email: str, ports: Ports) -> str | None:
    """Return the address as the books write it; every place is asked, whatever the first ones answer."""
    contact = unit.customers.contact_by_email(email)
    role = staff_role(unit, email, ports=ports)
    guests = unit.orders.unclaimed_of(email)
    if contact is not None:
        return contact.email
    return address_key(email) if role is not None else guests[-1].buyer.email if guests else None
