"""Extending: the choices of each installation, and the page that a reminder's link opens."""

from playwright.sync_api import Locator, Page


class ExtendPage:
    """Where installations of an account are extended and upgraded; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.go_on = page.get_by_role("button", name="Continue", exact=True)
        self.total = page.locator(".total strong")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.order = page.get_by_role("button", name="Order for")

    def open(self, *installations: str) -> None:
        """Open it for one installation or several."""
        one = f"/account/{installations[0]}/extend/"
        self.page.goto(one if len(installations) == 1 else f"/account/extend/?installation={','.join(installations)}")

    def card(self, name: str) -> Locator:
        """Find the part of one installation."""
        return self.page.get_by_role("region", name=name, exact=True)

    def choice(self, name: str, group: str, words: str) -> Locator:
        """Find a radio button of one installation by its group and the words it begins with."""
        return self.card(name).get_by_role("group", name=group).get_by_role("radio", name=words)

    def plan(self, name: str, plan: str) -> Locator:
        """Find the choice of a plan."""
        return self.choice(name, "Plan", plan)

    def start(self, name: str, words: str) -> Locator:
        """Find the choice of a start."""
        return self.choice(name, "When should it start?", words)

    def periods(self, name: str, words: str) -> Locator:
        """Find the choice of a length."""
        return self.choice(name, "For how long?", words)

    def give_up(self, name: str) -> Locator:
        """Find the consent to give days up."""
        return self.card(name).get_by_role("checkbox", name="I give up")

    def fact(self, name: str, term: str) -> Locator:
        """Find what is said of one installation under a name, such as a part of the credit's arithmetic."""
        return self.card(name).locator(f"xpath=.//dt[normalize-space()='{term}']/following-sibling::dd[1]")

    def incidents(self, level: str) -> Locator:
        """Find the field for units of a level."""
        return self.page.get_by_label(level)
