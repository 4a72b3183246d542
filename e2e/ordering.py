"""Ordering from an account as a person does: from the choices through the checkout to the pay pages."""

from playwright.sync_api import Page, expect

from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.extend_page import ExtendPage
from e2e.pages.order_page import OrderPage
from e2e.pages.sandbox_pages import CardPage, PayPalPage


def installations(page: Page) -> dict[str, str]:
    """Return the ids of the installations of who is signed in, by their names."""
    account = page.request.get("/api/v1/account").json()
    return {each["name"]: each["id"] for each in account["installations"]}


def to_checkout(extend: ExtendPage) -> CheckoutPage:
    """Go on with what was chosen, and accept the terms of sale once the checkout knows who buys."""
    extend.go_on.click()
    checkout = CheckoutPage(extend.page)
    expect(checkout.field("Company")).not_to_have_value("")
    checkout.terms.check()
    return checkout


def place(checkout: CheckoutPage) -> OrderPage:
    """Place the order, and wait for its page."""
    checkout.place.click()
    checkout.page.wait_for_url("**/orders/*/")
    return OrderPage(checkout.page)


def order(extend: ExtendPage) -> OrderPage:
    """Order what was chosen."""
    return place(to_checkout(extend))


def pay_by_card(order_page: OrderPage) -> None:
    """Pay on the card processor's own page."""
    order_page.pay("card")
    CardPage(order_page.page).pay.click()


def pay_by_paypal(order_page: OrderPage) -> None:
    """Pay on PayPal's own page."""
    order_page.pay("paypal")
    PayPalPage(order_page.page).pay.click()
