"""The providers' own pay pages, as the sandbox shows them."""

from playwright.sync_api import Page


class CardPage:
    """The card processor's hosted page."""

    def __init__(self, page: Page) -> None:
        self.title = page.get_by_role("heading", level=1, name="Pay by card")
        self.told = page.get_by_role("alert")
        self.total = page.get_by_role("row", name="Total")
        self.pay = page.get_by_role("button", name="Pay", exact=True)
        self.pay_with_3d_secure = page.get_by_role("button", name="Pay with 3-D Secure")
        self.decline = page.get_by_role("button", name="Decline card")
        self.pay_later = page.get_by_role("button", name="Pay later")
        self.pay_without_returning = page.get_by_role("button", name="Pay without returning")
        self.cancel = page.get_by_role("button", name="Cancel", exact=True)
        self.paid = page.get_by_role("heading", level=1, name="Paid")


class BankPage:
    """The 3-D Secure step of the buyer's bank."""

    def __init__(self, page: Page) -> None:
        self.title = page.get_by_role("heading", level=1, name="Confirm with your bank")
        self.confirm = page.get_by_role("button", name="Confirm payment")
        self.fail = page.get_by_role("button", name="Fail authentication")


class PayPalPage:
    """PayPal's own page."""

    def __init__(self, page: Page) -> None:
        self.title = page.get_by_role("heading", level=1, name="Pay with PayPal")
        self.told = page.get_by_role("alert")
        self.total = page.get_by_role("row", name="Total")
        self.pay = page.get_by_role("button", name="Pay now")
        self.decline = page.get_by_role("button", name="Decline instrument")
        self.pay_by_echeck = page.get_by_role("button", name="Pay by eCheck")
        self.pay_without_returning = page.get_by_role("button", name="Pay without returning")
        self.cancel = page.get_by_role("button", name="Cancel and return")
        self.paid = page.get_by_role("heading", level=1, name="Paid")
