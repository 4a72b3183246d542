"""The page of one order."""

import re
from typing import Any

from playwright.sync_api import Locator, Page

RADIO = {"paypal": "PayPal", "card": "Card", "wire": "Wire transfer"}
VERB = {"paypal": "Pay with PayPal", "card": "Pay by card", "wire": "Show the bank details"}

AWAITING = "Pay to put it in force"
BEING_CHECKED = "We are checking what you stated"
IN_FORCE = "Your support is in force"
BOOKED = "Your support is booked"
REFUSED = "We could not accept this order"
REFUNDED = "The money has gone back"
CANCELLED = "This order was cancelled"


class OrderPage:
    """Where the buyer sees how an order stands, and pays it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.updating = page.get_by_text("This page updates itself.")
        self.carry_on = page.get_by_role("link", name=re.compile("^Continue (with|paying)"))
        self.in_force = self._section("What is in force")
        self.lines = self._section("What was ordered")
        self.facts = self._section("The order")
        self.history = self._section("History")
        self.corrections = page.get_by_role("table", name="The dates you were told beside the corrected ones")
        self.confirm_dates = page.get_by_role("button", name="Confirm the corrected dates")
        self.cancel_order = page.get_by_role("button", name="Cancel this order")
        self.cancel_for_sure = page.get_by_role("button", name="Yes, cancel the order")

    def open(self, order: dict[str, Any]) -> None:
        """Open the page by its address."""
        self.page.goto(f"/orders/{order['token']}/")

    def number(self) -> str:
        """Read the order's number."""
        return self.page.get_by_text(re.compile(r"^Order \d+$")).inner_text().removeprefix("Order ")

    def standing(self, title: str) -> Locator:
        """Find the part that says how the order stands, if it says `title`."""
        return self.page.get_by_role("region", name=title, exact=True)

    def told(self, words: str) -> Locator:
        """Find the message that says `words`."""
        return self.page.get_by_role("alert").filter(has_text=words)

    def radio(self, method: str) -> Locator:
        """Find the choice of a method."""
        return self.page.get_by_role("radio", name=RADIO[method])

    def pay_button(self, method: str) -> Locator:
        """Find the button that starts paying by a method."""
        return self.page.get_by_role("button", name=VERB[method], exact=True)

    def pay(self, method: str) -> None:
        """Choose a method and start paying."""
        self.choose(method)
        self.pay_button(method).click()

    def pay_or_carry_on(self, method: str) -> None:
        """Start paying by a method, or go on with the payment where the worker has opened its page meanwhile."""
        self.carry_on.or_(self.radio(method)).first.wait_for()
        if self.carry_on.is_visible():
            self.carry_on.click()
        else:
            self.pay(method)

    def choose(self, method: str) -> None:
        """Choose a method, also where another one is open already."""
        other = self.page.get_by_text("Choose another way to pay")
        choice = self.radio(method)
        choice.or_(other).first.wait_for()
        if other.is_visible() and not choice.is_visible():
            other.click()
        choice.check()

    def fact(self, part: Locator, name: str) -> Locator:
        """Find what a part of the page says under a name, such as the last covered day."""
        return part.locator(f"xpath=.//dt[normalize-space()='{name}']/following-sibling::dd[1]")

    def _section(self, heading: str) -> Locator:
        return self.page.locator("section").filter(
            has=self.page.get_by_role("heading", level=2, name=heading, exact=True)
        )
