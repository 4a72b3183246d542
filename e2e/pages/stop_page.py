"""The page that the stop link of a reminder opens."""

from playwright.sync_api import Page


class StopPage:
    """Where reminders of one kind are stopped without signing in; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.what = page.get_by_text("to your address at")
        self.stop = page.get_by_role("button", name="Stop them")
        self.stopped = page.get_by_role("heading", name="These reminders are stopped")
