"""The second step of signing in, and the page of one's own passkeys."""

import re

from playwright.sync_api import Locator, Page


class SecurityPage:
    """What staff see of their passkeys; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.get_by_role("heading", level=1, name="Security")
        self.first_step = page.get_by_role("heading", name="One more step: register a passkey")
        self.step = page.get_by_role("heading", name="One more step: your passkey")
        self.show = page.get_by_role("button", name="Use my passkey")
        self.name = page.get_by_label("What you call it")
        self.register = page.get_by_role("button", name="Register a passkey")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.nowhere = page.get_by_text("At this address none can be registered.")
        self.yes = page.get_by_role("button", name="Yes, remove it")
        self.reason = page.get_by_label("Why")
        self.held = page.get_by_role("heading", name="Passkeys that others have lost")

    def open(self) -> None:
        """Open the page."""
        self.page.goto("/desk/security/")

    def add(self, name: str) -> None:
        """Name and register a passkey."""
        self.name.fill(name)
        self.register.click()

    def row(self, words: str) -> Locator:
        """Find the row of a passkey."""
        return self.page.get_by_role("listitem").filter(has_text=words)

    def remove(self, words: str) -> None:
        """Begin to remove the passkey of a row."""
        self.row(words).get_by_role("button", name=re.compile("^Remove")).click()
