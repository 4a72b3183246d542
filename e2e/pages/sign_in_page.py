"""Signing in: asking for a mail, then its code or its link."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Cookie, Locator, Page

from e2e.mailbox import mails_to
from e2e.product import ADMIN, SALES, Product
from e2e.waiting import until

SUBJECT = "Sign in at"
CODE = re.compile(r"Your code is ([0-9]{6})\.")
LINK = re.compile(r"https?://\S+/sign-in/\?token=\S+")


@dataclass(frozen=True, slots=True)
class SignInMail:
    """What a mail to sign in holds."""

    code: str
    link: str


class SignInPage:
    """The page on which contacts and staff sign in; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.get_by_role("heading", level=1, name="Sign in")
        self.email = page.get_by_label("E-mail")
        self.ask = page.get_by_role("button", name=re.compile("Mail me a (new )?link"))
        self.sent = page.get_by_role("heading", name="If we know this address, a mail is on its way")
        self.code = page.get_by_label("Six-digit code")
        self.sign_in = page.get_by_role("button", name="Sign in", exact=True)
        self.again = page.get_by_role("button", name="Ask again")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.other_browser = page.get_by_role("heading", name="This link belongs to another browser")
        self.link_opened = page.get_by_role("heading", name="You opened the link of our mail")
        self.signed_out = page.get_by_text("You are signed out everywhere.")
        self.link_refused = page.get_by_role("heading", name="This link does not work any more")

    def open(self, query: str = "") -> None:
        """Open it."""
        self.page.goto(f"/sign-in/{query}")

    def ask_for(self, email: str) -> None:
        """Ask for a mail to an address."""
        self.email.fill(email)
        self.ask.click()
        self.code.wait_for()

    def enter(self, code: str) -> None:
        """Type a code, and sign in with it."""
        self.code.fill(code)
        self.sign_in.click()

    def staff(self, role: str) -> Locator:
        """Find what staff of a role are told."""
        return self.page.get_by_role("heading", name=f"You are signed in as staff ({role})")


def mail_to(product: Product, email: str, *, newer_than: int = 0) -> SignInMail:
    """Wait for the newest mail to sign in that went to an address, beyond those counted before."""
    found = until(f"mail to sign in to {email}", lambda: mails_to(product, email, SUBJECT)[newer_than:])
    text = found[-1].text
    code, link = CODE.search(text), LINK.search(text)
    if code is None or link is None:
        raise ValueError(f"the mail holds no code or no link:\n{text}")
    return SignInMail(code[1], link[0])


def sign_in(page: Page, product: Product, email: str, *, to: str = "/account/") -> None:
    """Sign the browser of a page in as the page of signing in does, with the code of a mail, and go on to a page.

    The vendor's own staff go on with the session they have, where it still holds: they come back in every other spec.
    """
    kept = _staff.get((product.url, email))
    if kept is None or not _holds(page, product, kept):
        ask = {"email": email}
        before = len(mails_to(product, email, SUBJECT))
        _post(page, f"{product.url}/api/v1/sign-in", ask)
        _post(
            page,
            f"{product.url}/api/v1/sign-in/confirm",
            ask | {"code": mail_to(product, email, newer_than=before).code},
        )
    if email in (SALES, ADMIN):
        _staff[product.url, email] = page.context.cookies(product.url)
    page.goto(f"{product.url}{to}")


_staff: dict[tuple[str, str], list[Cookie]] = {}


def _holds(page: Page, product: Product, session: list[Cookie]) -> bool:
    page.context.add_cookies(session)
    return page.request.get(f"{product.url}/api/v1/session").json()["kind"] == "staff"


def _post(page: Page, address: str, body: Mapping[str, str]) -> None:
    reply = page.request.post(address, data=body)
    if not reply.ok:
        raise RuntimeError(f"{reply.status} {reply.text()}")
