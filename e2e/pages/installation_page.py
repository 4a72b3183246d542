"""The page of one installation: what is covered, what is left, and what it rests on."""

import re

from playwright.sync_api import Locator, Page


class InstallationPage:
    """Where a customer sees one installation; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.standing = page.locator("section.standing")
        self.drawing = page.locator("svg.drawing")
        self.as_table = page.get_by_role("button", name="Show as a table")
        self.timeline = page.get_by_role("table").filter(has=page.locator("caption", has_text="Cover of"))
        self.terms = page.get_by_role("table", name="Every term of this installation, the latest first")
        self.requests = page.get_by_role("table", name="The newest requests, as the help desk recorded them")
        self.extend = self.standing.get_by_role("link", name=re.compile("^(Extend|Upgrade|Buy|Choose|See all)"))
        self.calendar = page.get_by_role("link", name="Calendar file with all ends")
        self.day = page.get_by_label("On which day?")
        self.tell = page.get_by_role("button", name="Tell me")

    def open(self, installation: str) -> None:
        """Open it by the installation's id."""
        self.page.goto(f"/account/{installation}/")

    def gaps(self, word: str) -> Locator:
        """Find the rows of the timeline's table that name a gap, such as one of support."""
        return self.timeline.get_by_role("row").filter(has=self.page.get_by_role("cell", name=f"no {word}", exact=True))

    def pool(self, name: str) -> Locator:
        """Find the quota of one pool of work."""
        return self.page.locator(".pool").filter(has=self.page.get_by_role("heading", name=name))

    def ask(self, day: str) -> None:
        """Ask whether critical updates are covered on a day."""
        self.day.fill(day)
        self.tell.click()

    def answer(self, words: str) -> Locator:
        """Find the answer that begins with these words."""
        return self.page.get_by_role("status").filter(has_text=words)
