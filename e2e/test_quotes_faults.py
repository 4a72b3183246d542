"""Quotes when something goes wrong: a server that does not answer, an answer that is lost, two sellers at once."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from e2e.conftest import Faults
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.desk_quote_page import DeskQuotePage
from e2e.pages.order_page import AWAITING, OrderPage
from e2e.pages.quote_page import QuotePage
from e2e.product import Product
from e2e.quotes import ADVANCED, GOLD, INCIDENTS, PBX, Seller, off, offered
from e2e.shop import Shop

MOST_TABS = 60


def test_a_total_that_cannot_be_worked_out_says_so_and_is_asked_for_again(
    page: Page, shop: Shop, faults: Faults
) -> None:
    faults.expect("ERR_FAILED")
    seen = QuotePage(page)
    page.route("**/api/v1/quotes/*/price", lambda route: route.abort())
    seen.open(shop.quote()["token"])
    expect(page.get_by_text("The total is not known yet.")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="The server could not be reached")).to_be_visible()
    page.unroute("**/api/v1/quotes/*/price")
    page.get_by_role("button", name="Try again").click()
    expect(seen.total).to_contain_text("US$2,900.00")


def test_a_lost_answer_orders_the_quote_once(page: Page, shop: Shop, faults: Faults) -> None:
    faults.expect("ERR_FAILED")
    token = shop.quote()["token"]

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/api/v1/quotes/*/accept", lose_the_answer, times=1)
    page.goto(f"/checkout/?quote={token}")
    checkout = CheckoutPage(page)
    checkout.fill_in_buyer()
    checkout.place.click()
    expect(checkout.faults).to_contain_text("Sending the form again is safe")
    checkout.place.click()
    page.wait_for_url("**/orders/*/")
    expect(OrderPage(page).standing(AWAITING)).to_be_visible()


def test_two_sellers_at_once_lose_nothing(page: Page, product: Product, faults: Faults) -> None:
    faults.expect("412")
    seller = Seller.signed_in(page, product)
    draft = seller.draft(offered(PBX), discounts=[off("3", "Loyal for years")])
    desk = DeskQuotePage(page)
    desk.open(draft)
    desk.note.fill("Written here")
    seller.change(draft, note="Written there")
    desk.save_button.click()
    expect(page.get_by_role("heading", name="Somebody else changed this draft meanwhile")).to_be_visible()
    expect(desk.note).to_have_value("Written here")
    page.get_by_role("button", name="Save mine over it").click()
    expect(desk.saved).to_be_visible()
    page.reload()
    expect(desk.note).to_have_value("Written here")


def test_a_quote_is_picked_and_accepted_with_the_keyboard_alone(page: Page, product: Product) -> None:
    options = (offered(PBX), offered(ADVANCED, "A"), offered(GOLD, "B"), offered(INCIDENTS, "optional"))
    quote = Seller.signed_in(page, product).issued(*options)
    seen = QuotePage(page)
    seen.open(quote["token"])
    expect(seen.total).to_contain_text("US$7,800.00")
    _tab_to(page, seen.alternative("A"))
    page.keyboard.press("ArrowDown")
    expect(seen.total).to_contain_text("US$11,800.00")
    _tab_to(page, seen.option("Level 1 and 2"))
    page.keyboard.press("Space")
    expect(seen.total).to_contain_text("US$11,980.00")
    _tab_to(page, seen.accept)
    page.keyboard.press("Enter")
    checkout = CheckoutPage(page)
    expect(checkout.place).to_have_text("Order for US$11,980.00")
    _tab_to(page, checkout.terms)
    page.keyboard.press("Space")
    _tab_to(page, checkout.place)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/orders/"))
    expect(OrderPage(page).standing(AWAITING)).to_be_visible()


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted control has the focus, as a person without a mouse does."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_TABS} times Tab did not lead to {wanted}")
