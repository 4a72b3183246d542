"""The page that moves the clock of the demo."""

from datetime import date

from playwright.sync_api import Locator, Page


class ClockPage:
    """What a person sees and does there; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.shown = page.get_by_text("It is ")

    def open(self) -> None:
        """Open it."""
        self.page.goto("/dev/clock")

    def button(self, name: str) -> Locator:
        """Find a button by its name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def go_to(self, day: date) -> None:
        """Enter a day and go there."""
        self.page.get_by_label("Go to this day").fill(day.isoformat())
        self.button("Go").click()
