"""The audit, as admins look through it."""

from playwright.sync_api import Locator, Page


class AuditPage:
    """What staff and programs did; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.get_by_role("heading", level=1, name="Audit")
        self.who = page.get_by_label("Who", exact=True)
        self.what = page.get_by_label("What", exact=True)
        self.about = page.get_by_label("About", exact=True)
        self.last_day = page.get_by_label("To", exact=True)
        self.look = page.get_by_role("button", name="Look")
        self.rows = page.get_by_role("table").get_by_role("row").filter(has=page.get_by_role("rowheader"))
        self.none = page.get_by_text("Nothing was done that fits.")
        self.file = page.get_by_role("link", name="Download as CSV")
        self.not_allowed = page.get_by_role("heading", name="Your role does not include this page")

    def open(self, query: str = "") -> None:
        """Open it."""
        self.page.goto(f"/desk/audit/{query}")

    def row(self, words: str) -> Locator:
        """Find the rows that say something."""
        return self.rows.filter(has_text=words)
