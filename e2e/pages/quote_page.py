"""The page of a quote, as whoever has its address sees it."""

import re

from playwright.sync_api import Locator, Page

EXPIRED = re.compile("^This quote expired")
REPLACED = "A newer revision replaced this quote"
REVOKED = "We have withdrawn this quote"
DECLINED = "This quote was declined"
WAITS = "This quote was accepted and waits for payment"
PAID = "This quote was accepted and paid"
UNKNOWN = "There is no quote at this address"


class QuotePage:
    """What a buyer sees and does on a quote's page; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.total = page.get_by_role("status").filter(has_text="Total")
        self.accept = page.get_by_role("link", name="Accept and order")
        self.changes = page.locator(".note").filter(has=page.get_by_role("heading", name=re.compile("^What changed")))
        self.newer = page.get_by_role("link", name="Open the newer quote")
        self.order = page.get_by_role("link", name="Open the order")
        self.offered = page.get_by_role("region", name="What is offered")
        self.advice = page.get_by_role("region", name="Which plan, and why")
        self.note = page.get_by_role("region", name="A note for you")
        self.compared = page.get_by_role("table", name=re.compile("^What the quote offered"))
        self.pdf = page.get_by_role("link", name="The quote as PDF")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.decline_button = page.get_by_role("button", name="Decline this quote")
        self.decline_for_sure = page.get_by_role("button", name="Yes, decline the quote")
        self.reason = page.get_by_label("Why it does not fit")
        self.fresh = page.get_by_role("region", name="Ask for a fresh quote")
        self.told = page.get_by_role("status")

    def open(self, token: str) -> None:
        """Open the page by the quote's token."""
        self.page.goto(f"/quotes/{token}/")

    def standing(self, title: str | re.Pattern[str]) -> Locator:
        """Find the part that says how the quote stands, if it says `title`."""
        return self.page.get_by_role("region", name=title)

    def alternative(self, letter: str) -> Locator:
        """Find the choice of an alternative."""
        return self.page.get_by_role("radio", name=re.compile(f"^{letter}: "))

    def option(self, name: str) -> Locator:
        """Find an optional line's box."""
        return self.page.get_by_role("checkbox", name=name)

    def decline(self, reason: str) -> None:
        """Decline, and say why."""
        self.decline_button.click()
        self.reason.fill(reason)
        self.decline_for_sure.click()

    def ask(self, text: str, email: str) -> None:
        """Ask the seller a question."""
        self.page.get_by_role("button", name="Ask a question").click()
        self.page.get_by_label("Your question").fill(text)
        self.page.get_by_label("Your e-mail").fill(email)
        self.page.get_by_role("button", name="Send the question").click()
