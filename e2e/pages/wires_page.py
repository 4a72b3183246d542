"""The desk's pages about wires: the sitting, and one bank statement."""

import re

from playwright.sync_api import Locator, Page


class WiresPage:
    """The page on which finance upload statements and enter single wires; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.file = page.get_by_label("The file from your bank")
        self.format = page.get_by_label("Format")
        self.read = page.get_by_role("button", name="Read the file")
        self.faults = page.get_by_role("alert").filter(has_text="your attention")
        self.history = page.get_by_role("region", name="Statements")
        self.awaited = page.get_by_role("region", name="Orders that await a wire").first
        self.by_hand = page.get_by_role("region", name="Enter one wire by hand")
        self.change = self.by_hand.get_by_role("button", name="Change it")

    def open(self) -> None:
        """Open it."""
        self.page.goto("/desk/wires/")
        self.file.wait_for()

    def choose(self, name: str, content: bytes) -> None:
        """Choose a file."""
        self.file.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})

    def upload(self, name: str, content: bytes) -> None:
        """Upload a statement, and wait for its draft."""
        self.choose(name, content)
        self.read.click()
        self.page.wait_for_url(re.compile("/desk/wires/[0-9a-f-]{36}/"))

    def enter(self, number: str, amount: str, day: str, reference: str) -> None:
        """Enter one wire by hand, look at what it would do, and book it."""
        self.look_at(number, amount, day, reference)
        self.by_hand.get_by_role("button", name="Book the wire").click()

    def look_at(self, number: str, amount: str, day: str, reference: str) -> None:
        """Type one wire, and ask what it would do."""
        self.by_hand.get_by_label("Order number").fill(number)
        self.by_hand.get_by_label("Amount").fill(amount)
        self.by_hand.get_by_label("Value date").fill(day)
        self.by_hand.get_by_label("The bank’s reference").fill(reference)
        self.by_hand.get_by_role("button", name="See what it would do").click()


class StatementPage:
    """The page of one statement; it never asserts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sums = page.get_by_role("table", name="Lines by verdict").get_by_role("row")
        self.lines = page.get_by_role("region", name="Lines")
        self.confirm = page.get_by_role("button", name="Confirm and book")
        self.booked = page.get_by_text("Everything is booked.")
        self.discard = page.get_by_role("button", name="Discard this draft")

    def sum(self, verdict: str) -> Locator:
        """Find the row that counts the lines of a verdict."""
        return self.sums.filter(has=self.page.get_by_text(verdict, exact=True))

    def line(self, position: int) -> Locator:
        """Find a line by its place in the file."""
        header = self.page.get_by_role("rowheader", name=str(position), exact=True)
        return self.lines.get_by_role("row").filter(has=header)

    def divide(self, position: int, *parts: tuple[str, str]) -> None:
        """Give the money of a line to orders."""
        self.page.get_by_role("button", name=f"Choose orders for line {position}").click()
        form = self.page.get_by_role("form", name=f"Choose orders for line {position}")
        form.wait_for()
        for place, (number, amount) in enumerate(parts, start=1):
            if not form.get_by_label(f"Order {place}", exact=True).count():
                form.get_by_role("button", name="Another order").click()
            form.get_by_label(f"Order {place}", exact=True).fill(number)
            form.get_by_label(f"Amount {place}").fill(amount)
        form.get_by_role("button", name="Give the money to these").click()

    def leave_out(self, position: int) -> None:
        """Leave a line out."""
        self.page.get_by_role("button", name=f"Leave out line {position}").click()
