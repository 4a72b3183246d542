"""One quote at the desk: written as a draft, then followed."""

import re
from typing import Any

from playwright.sync_api import Locator, Page


class DeskQuotePage:
    """What a seller sees and does with a quote; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.save_button = page.get_by_role("button", name="Save the draft")
        self.saved = page.get_by_text("Saved.", exact=True)
        self.totals = page.get_by_role("status").filter(has_text=re.compile("In total|With A"))
        self.note = page.get_by_label("Note to the buyer")
        self.advice = page.get_by_label("Address of an advice")
        self.appendix = page.get_by_role("region", name="Which plan, and why")
        self.against = page.get_by_role("heading", name="The advice speaks against this quote").locator("..")
        self.email = page.get_by_label("E-mail", exact=False)
        self.company = page.get_by_label("Company")
        self.valid_until = page.get_by_label("Valid until")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.whole = page.get_by_role("region", name="Discount on the whole")
        self.approval = page.get_by_role("region", name="Approval of discounts")
        self.ask_approval = page.get_by_role("button", name="Ask for approval")
        self.history = page.get_by_role("region", name="History")
        self.open_as_buyer = page.get_by_role("link", name="Open as the buyer sees it")

    def begin(self, query: str = "") -> None:
        """Begin a new quote."""
        self.page.goto(f"/desk/quotes/new/{query}")

    def open(self, quote: dict[str, Any]) -> None:
        """Open a quote."""
        self.page.goto(f"/desk/quotes/{quote['id']}/")

    def choose_customer(self, name: str) -> None:
        """Find a customer by its name, and write the quote for it."""
        self.page.get_by_label("Find a customer").fill(name)
        self.page.keyboard.press("Enter")
        self.page.get_by_role("button", name=f"Choose {name}").click()

    def add(self, kind: str) -> None:
        """Add a line of a kind."""
        self.page.get_by_role("button", name=kind, exact=True).click()

    def line(self, number: int) -> Locator:
        """Find the card of a line."""
        return self.page.get_by_role("group", name=re.compile(f"^Line {number}: "))

    def offer(self, number: int, how: str) -> None:
        """Say how a line is offered, such as `Alternative A`."""
        self.line(number).get_by_label("How it is offered").select_option(label=how)

    def plan(self, number: int, plan: str) -> None:
        """Choose a line's plan by its id."""
        self.line(number).get_by_label("Plan", exact=True).select_option(value=plan)

    def discount(self, part: Locator, percent: str, reason: str) -> None:
        """Give a discount in per cent, with its reason."""
        part.get_by_label("Discount").select_option(label="Per cent")
        part.get_by_label("Per cent").fill(percent)
        part.get_by_label("Reason").fill(reason)

    def save(self) -> None:
        """Save what is typed, and wait until it is."""
        self.save_button.click()
        self.saved.wait_for()

    def act(self, what: str, sure: str) -> None:
        """Do what is asked twice, such as issuing."""
        self.page.get_by_role("button", name=what, exact=True).click()
        self.page.get_by_role("button", name=sure, exact=True).click()

    def issue(self) -> str:
        """Issue the draft, and return the token of the buyer's address."""
        self.act("Issue the quote", "Yes, issue it")
        return self.token()

    def token(self) -> str:
        """Read the token of the buyer's address."""
        href = self.open_as_buyer.get_attribute("href") or ""
        return href.strip("/").split("/")[-1]

    def standing(self, words: str | re.Pattern[str]) -> Locator:
        """Find the heading that says how the quote stands."""
        return self.page.get_by_role("heading", level=2, name=words)
