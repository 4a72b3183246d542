"""The configurator: what a buyer puts together, with its price."""

import re
from datetime import date

from playwright.sync_api import Locator, Page

STARTS = {
    "at_end": "When the current term ends",
    "today": "Today",
    "continuous": "Where the last term ended",
    "from_payment": "On the day of payment",
}


class ConfigurePage:
    """What a buyer sees and does in the configurator; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.add_installation = page.get_by_role("button", name=re.compile("^Add (an|another) installation"))
        self.add_extension = page.get_by_role("button", name=re.compile("^Add (an|another) extension"))
        self.total = page.get_by_role("status").filter(has_text="Total")
        self.summary = page.get_by_role("region", name="Your selection")
        self.go_on = page.get_by_role("button", name="Continue to checkout")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.link_faults = page.get_by_role("status").filter(has_text="the link could not be followed")

    def open(self, preset: str = "") -> None:
        """Open it as a preset link fills it."""
        self.page.goto(f"/configure/{preset}")

    def installation(self, number: int = 1) -> Locator:
        """Find the card of a new installation."""
        return self.page.get_by_role("group", name=f"Installation {number}", exact=True)

    def extension(self, number: int = 1) -> Locator:
        """Find the card of an extension."""
        return self.page.get_by_role("group", name=f"Extension {number}", exact=True)

    def incidents(self, name: str) -> Locator:
        """Find the field for the number of incidents of a level."""
        return self.page.get_by_label(name)

    def choose_plan(self, plan: str, number: int = 1) -> None:
        """Choose the plan of a new installation by its id."""
        self.installation(number).get_by_label("Plan").select_option(value=plan)

    def state_extension(self, current: str, last_covered_day: date, wanted: str, number: int = 1) -> None:
        """State what the buyer has, by the plans' ids, and what is wanted next."""
        card = self.extension(number)
        card.get_by_label("Your plan now").select_option(value=current)
        card.get_by_label("Last covered day").fill(last_covered_day.isoformat())
        card.get_by_label("Plan you want next").select_option(value=wanted)

    def start(self, choice: str, number: int = 1) -> Locator:
        """Find a choice of when an extension starts."""
        return self.extension(number).get_by_role("radio", name=STARTS[choice])

    def fact(self, card: Locator, name: str) -> Locator:
        """Find what a card says under a name, such as the last covered day."""
        return card.locator(f"xpath=.//dt[normalize-space()='{name}']/following-sibling::dd[1]")
