"""The checkout: who orders, and placing the order."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page

BUYER: Mapping[str, str] = {"Company": "Example Telecom", "Your name": "Ada Example", "E-mail": "ada@example.com"}
COUNTRY = "NL"


class CheckoutPage:
    """What a buyer sees and does at checkout; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.get_by_role("heading", level=1, name="Checkout")
        self.terms = page.get_by_role("checkbox", name=re.compile("^I accept the"))
        # Both name the total, so whoever presses them waits until there is one.
        self.place = page.get_by_role("button", name=re.compile("^Order for "))
        self.country = self.field("Country")
        self.reference = page.get_by_label("Licence key or host name")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.cover_changed = page.locator(".note").filter(has=page.get_by_role("heading", name="The cover has changed"))
        self.accept_cover = page.get_by_role("checkbox", name="I want to order with the new dates and prices.")
        self.payer = page.get_by_label("Send to")
        self.send = page.get_by_role("button", name=re.compile("^Send to pay: "))

    def open(self, preset: str) -> None:
        """Open it for the selection that a preset link names."""
        self.page.goto(f"/checkout/{preset}")

    def field(self, name: str) -> Locator:
        """Find a field about the buyer."""
        return self.page.get_by_label(name, exact=True)

    def fill_in_buyer(self) -> None:
        """Say who orders, and accept the terms."""
        for name, value in BUYER.items():
            self.field(name).fill(value)
        self.country.select_option(value=COUNTRY)
        self.terms.check()
