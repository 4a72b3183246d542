"""The page that helps to choose a plan: its questions, and the answer with its reasons."""

import re

from playwright.sync_api import Locator, Page


class AdvicePage:
    """What a prospect is asked and told on the page that advises; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.family = page.get_by_label("What do you run?")
        self.ask = page.get_by_role("button", name=re.compile("^Show (what costs least|the answer again)"))
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.failed = page.get_by_role("alert").filter(has=page.get_by_role("button", name="Try again"))
        self.link_faults = page.get_by_role("status").filter(has_text="the link could not be followed")
        self.answers_given = page.get_by_text("Your answers:")
        self.more_exactly = page.get_by_text("More exactly: time span")
        self.took = page.get_by_role("group", name="How do you tell your requests?").get_by_role("status")
        self.answer = page.get_by_role(
            "heading", name=re.compile("costs? (least|the same)|the fewest|has (all that|what) must be")
        )
        self.reasons = (
            page.get_by_role("region", name=re.compile("costs? (least|the same)|the fewest")).get_by_role("list").first
        )
        self.options = page.get_by_role("table", name="All options, the cheapest first")
        self.cheapest = self.options.get_by_role("rowheader").get_by_role("link").first
        self.go_on = page.get_by_role("link", name=re.compile("^Continue with"))
        self.compare = page.get_by_role("link", name="Compare the plans")
        self.copy_link = page.get_by_role("button", name="Copy the link to this answer")
        self.flips = page.get_by_role("link", name=re.compile("^See the answer there"))

    def open(self, query: str = "") -> None:
        """Open the page as an address asks; its script has run when the page has loaded."""
        self.page.goto(f"/advice/{query}")

    def question(self, pool: str) -> Locator:
        """Return the question how many requests of a pool there will be."""
        return self.page.get_by_role("group", name=f"How many requests of {pool} do you expect?")

    def expect_requests(self, pool: str, count: str, *, per: str = "a year", takes: str = "1 h") -> None:
        """Answer the question about a pool."""
        group = self.question(pool)
        group.get_by_label("Requests").fill(count)
        group.get_by_label("In").select_option(label=per)
        group.get_by_label("One usually takes").select_option(label=takes)

    def must_have(self, service: str) -> Locator:
        """Return the box of a must-have."""
        return self.page.get_by_label(service, exact=True)

    def charts(self, name: str) -> Locator:
        """Return the charts with these words in their titles."""
        return self.page.get_by_role("figure", name=name)

    def told(self, way: str) -> Locator:
        """Return the choice of a way to tell the requests."""
        return self.page.get_by_label(way)

    @property
    def ranked(self) -> list[str]:
        """The names of the options, the cheapest first."""
        return self.options.get_by_role("rowheader").get_by_role("link").all_inner_texts()

    def figures(self, option: str) -> list[str]:
        """Return what an option's row says: the best possible first, then as requests come."""
        row = self.options.get_by_role("row").filter(has=self.page.get_by_role("link", name=option, exact=True))
        return row.get_by_role("cell").all_inner_texts()

    def save_quota(self, option: str) -> tuple[str, list[str]]:
        """Save the quota of an open option month by month; return the file's name and lines."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=f"Save every month as CSV: {option}", exact=True).click()
        return waiting.value.suggested_filename, waiting.value.path().read_text().splitlines()

    def details(self, option: str) -> Locator:
        """Return the part that tells an option in full."""
        return self.page.get_by_role("group").filter(has=self.page.get_by_role("heading", name=option, exact=True))
