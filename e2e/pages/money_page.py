"""Money at the desk: the list of what needs a person, one thing of it, and the panel that gives money back."""

from datetime import date

from playwright.sync_api import Locator, Page


class MoneyPage:
    """The list of what needs a person, and one thing of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.empty = page.get_by_text("Nothing needs a person")
        self.accounts = page.get_by_role("region", name="Accounts").or_(page.locator("section", has_text="Accounts"))

    def open(self, query: str = "") -> None:
        """Open the list, looking for something where it is named."""
        self.page.goto(f"/desk/money/?q={query}" if query else "/desk/money/")

    def row(self, kind: str, number: str) -> Locator:
        """Return the row of an order's item of a kind."""
        rows = self.page.get_by_role("row")
        return rows.filter(has=self.page.get_by_role("link", name=kind)).filter(has_text=number)

    def look_at(self, kind: str, number: str) -> None:
        """Open an order's item of a kind."""
        self.open(number)
        self.row(kind, number).get_by_role("link", name=kind).click()

    def act(self, ask: str, yes: str, reason: str = "as agreed with them") -> None:
        """Do something about the item that is open, after the question whether to, and wait until it is done."""
        self.page.get_by_role("button", name=ask, exact=True).click()
        self.page.get_by_label("Why").fill(reason)
        self._send(yes)

    def confirm_wire(self, day: date, reference: str) -> None:
        """Say that the wire of the item, or of the order, was sent, and wait until that is written down."""
        self.page.get_by_role("button", name="Confirm that the wire was sent").click()
        self.page.get_by_label("Sent on").fill(day.isoformat())
        self.page.get_by_label("The bank’s reference").fill(reference)
        self._send("It was sent")

    def use(self, number: str, reason: str) -> None:
        """Let the money of the item pay an order."""
        self.page.get_by_role("button", name="Use it for an order", exact=True).click()
        self.page.get_by_label("Number of the order").fill(number)
        self.page.get_by_label("Why").fill(reason)
        self._send("Let it pay this order")

    def _send(self, button: str) -> None:
        # Whoever leaves the page before the answer meets the list as it was.
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.get_by_role("button", name=button, exact=True).click()

    def settled(self, how: str) -> Locator:
        """Return the words that say how the item was settled."""
        return self.page.locator(".note").filter(has_text=how)


class RefundPanel:
    """The panel on an order's page at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.section = page.locator("section", has=page.get_by_role("heading", name="Give money back", exact=True))
        self.fill_in = self.section.get_by_role("button", name="Fill in all that is left")
        self.show = self.section.get_by_role("button", name="Show what this does")
        self.checked = self.section.locator("form.note")
        self.give = self.section.get_by_role("button", name="Give ")

    def open(self, number: str) -> None:
        """Open an order at the desk."""
        self.page.goto(f"/desk/orders/{number}/")

    def ask(self, amount: str | None, *, ends: bool = False, reason: str = "as agreed with them") -> None:
        """Ask for an amount of the first line back, or for everything."""
        if amount is None:
            self.fill_in.click()
        else:
            self.section.get_by_label("amount to give back").first.fill(amount)
            if ends:
                self.section.get_by_label("End the cover").first.check()
        self.section.get_by_label("Why").fill(reason)
        self.show.click()
