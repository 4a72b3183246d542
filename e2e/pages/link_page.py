"""The page that a reminder's link opens without signing in."""

import re

from playwright.sync_api import Page

from e2e.pages.extend_page import ExtendPage


class LinkPage:
    """A prepared extension of one installation, to be confirmed and paid; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.prepared = ExtendPage(page)
        self.terms = page.get_by_role("checkbox", name=re.compile("^I accept the"))
        self.place = page.get_by_role("button", name=re.compile("^Order for"))
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.ordered = page.get_by_role("heading", name="It is already ordered")
        self.extended = page.get_by_role("heading", name="It is already extended")
        self.main = page.locator("main")
