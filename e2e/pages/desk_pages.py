"""The desk: its first page, its lists, and the page of an order."""

from playwright.sync_api import Locator, Page


class DeskPage:
    """The first page: what waits, and finding what a caller asks about; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.find = page.get_by_label("Find what a caller asks about")
        self.find_customers = page.get_by_role("button", name="Customers")
        self.waiting = page.get_by_role("region", name="What waits for a person").get_by_role("listitem")
        self.places = page.get_by_role("navigation", name="Desk").get_by_role("link")

    def open(self) -> None:
        """Open it."""
        self.page.goto("/desk/")


class DeskListPage:
    """A list of the desk; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.search = page.get_by_role("searchbox", name="Search")
        self.state = page.get_by_label("State", exact=True)
        self.sort = page.get_by_label("Order by")
        # While another answer is on its way, the rows of the last one still stand there.
        answered = page.locator(".listed[aria-busy=false]")
        self.rows = answered.get_by_role("table").get_by_role("row").filter(has=page.get_by_role("rowheader"))
        self.found = self.rows.get_by_role("rowheader").get_by_role("link")
        self.nothing = page.get_by_text("Nothing matches.")
        self.show_all = page.get_by_role("button", name="Show all")
        self.next = page.get_by_role("link", name="Next page")
        self.previous = page.get_by_role("link", name="Previous page")
        self.file = page.get_by_role("link", name="Download as CSV")

    def open(self, name: str, query: str = "") -> None:
        """Open a list."""
        self.page.goto(f"/desk/{name}/{query}")

    def look_for(self, text: str) -> None:
        """Type what to look for, and press Enter."""
        self.search.fill(text)
        self.search.press("Enter")


class DeskOrderPage:
    """An order as staff see it; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.state = page.get_by_role("region", name="Order", exact=True).get_by_role("status")
        self.stated = page.get_by_role("region", name="Check what the guest stated")
        self.last_day = self.stated.get_by_label("last covered day")
        self.reason = self.stated.get_by_label("Reason")
        self.check = self.stated.get_by_role("button", name="Show what approving does")
        self.approve = self.stated.get_by_role("button", name="Approve", exact=True)
        self.correct = self.stated.get_by_role("button", name="Correct, and ask the buyer")
        self.does = self.stated.get_by_role("form", name="This is what it does")
        self.reject = self.stated.get_by_role("button", name="Reject the order …")
        self.rejecting = self.stated.get_by_role("form", name="Reject this order?")
        self.yes_reject = self.stated.get_by_role("button", name="Reject, and send the money back")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.cancelling = page.get_by_text("Cancel the order")
        self.cancel_reason = page.get_by_role("group").get_by_label("Reason")
        self.cancel = page.get_by_role("button", name="Cancel this order")
        self.history = page.locator(".history").get_by_role("listitem")

    def open(self, number: str) -> None:
        """Open an order."""
        self.page.goto(f"/desk/orders/{number}/")

    def happened(self, text: str) -> Locator:
        """Find lines of the history that say something."""
        return self.history.filter(has_text=text)
