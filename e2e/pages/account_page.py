"""The pages of an account."""

from playwright.sync_api import Locator, Page


class AccountPage:
    """The overview of a customer's installations, and the ways from it; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.title = page.get_by_role("heading", level=1, name="Your installations")
        self.table = page.get_by_role("table")
        self.rows = self.table.get_by_role("row").filter(has=page.get_by_role("rowheader"))
        self.extend_chosen = page.get_by_role("button", name="Go on with the chosen")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.places = page.get_by_role("navigation", name="Account").get_by_role("link")
        self.sign_out = page.get_by_role("button", name="Sign out", exact=True)
        self.empty = page.get_by_role("heading", name="No installation is known for you yet")
        self.not_allowed = page.get_by_role("heading", name="Your role does not include this page")

    def open(self, path: str = "/account/") -> None:
        """Open a page of the account."""
        self.page.goto(path)

    def row(self, name: str) -> Locator:
        """Find an installation's row."""
        return self.rows.filter(has=self.page.get_by_role("rowheader", name=name))

    def choose(self, name: str) -> Locator:
        """Find the checkbox that chooses an installation."""
        return self.page.get_by_role("checkbox", name=f"Choose {name}")


class PeoplePage:
    """Who may sign in for the customer."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.list = page.get_by_role("region", name="Who signs in")
        self.people = self.list.get_by_role("listitem")
        self.news = self.list.get_by_role("status")
        self.add = page.get_by_role("region", name="Add somebody")
        self.email = self.add.get_by_label("E-mail")
        self.add_button = self.add.get_by_role("button", name="Add", exact=True)
        self.faults = page.get_by_role("alert").filter(has_text="your attention")

    def person(self, name: str) -> Locator:
        """Find somebody in the list."""
        return self.people.filter(has_text=name)

    def act(self, word: str, name: str) -> Locator:
        """Find the button that changes or removes somebody."""
        return self.list.get_by_role("button", name=f"{word} {name}", exact=True)

    def fill_in(self, name: str, email: str, role: str) -> None:
        """Say whom to add."""
        self.add.get_by_label("Name").fill(name)
        self.add.get_by_label("E-mail").fill(email)
        self.role(self.add, role).check()

    def role(self, form: Locator, role: str) -> Locator:
        """Find the choice of a role in a form."""
        return form.get_by_role("radio", name=role)


class SettingsPage:
    """A contact's own settings."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.new_email = page.get_by_label("New e-mail address")
        self.change = page.get_by_role("button", name="Change the address")
        self.email_news = page.get_by_role("region", name="Your e-mail address").get_by_role("status")
        self.cancel = page.get_by_role("button", name="Cancel the change")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.over = page.get_by_role("heading", name="This link does not work any more")
        self.confirm = page.get_by_role("button", name="Confirm", exact=True)
        self.confirmed = page.get_by_role("heading", name="This address has confirmed")
        self.changed = page.get_by_role("heading", name="Your address has changed")
        self.reminders = page.get_by_role("region", name="Reminders by mail")
        self.sessions = page.get_by_role("region", name="Where you are signed in")
        self.end_everywhere = page.get_by_role("button", name="Sign out everywhere")

    def open(self) -> None:
        """Open it."""
        self.page.goto("/account/settings/")
