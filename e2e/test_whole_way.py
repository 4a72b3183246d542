"""The whole way from the comparison to a paid order, as different people go it."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from e2e.accessibility import overflow
from e2e.days import today
from e2e.mailbox import CONFIRMED, Mailbox
from e2e.pages.checkout_page import BUYER, CheckoutPage
from e2e.pages.compare_page import ComparePage
from e2e.pages.configure_page import ConfigurePage
from e2e.pages.order_page import IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import CardPage, PayPalPage
from e2e.product import Product
from e2e.shop import Shop

MOST_TABS = 80


def test_prospect_compares_configures_and_pays_by_card(page: Page, product: Product) -> None:
    order_page = _compare_and_order(page)
    order_page.pay("card")
    CardPage(page).pay.click()
    _in_force_with_one_mail(order_page, product)


def test_prospect_compares_configures_and_pays_by_paypal(page: Page, product: Product) -> None:
    order_page = _compare_and_order(page)
    order_page.pay("paypal")
    PayPalPage(page).pay.click()
    _in_force_with_one_mail(order_page, product)


def test_prospect_pays_by_wire_and_the_page_follows_when_it_has_arrived(page: Page, product: Product) -> None:
    order_page = _compare_and_order(page)
    order_page.pay("wire")
    expect(page.get_by_role("heading", name="Pay by wire transfer")).to_be_visible()
    number = order_page.number()
    arrived = ("--received-on", today().isoformat(), "--bank-reference", f"line {number}")
    done = product.command("wires", "confirm", number, "--amount", "3080.00 USD", *arrived)
    assert done.returncode == 0, done.stderr
    _in_force_with_one_mail(order_page, product)


def test_keyboard_alone_orders_and_pays(page: Page) -> None:
    configure = ConfigurePage(page)
    configure.open()
    _tab_to(page, configure.add_installation)
    page.keyboard.press("Enter")
    plan = configure.installation().get_by_label("Plan")
    expect(plan).to_be_focused()
    _pick(page, plan, "pbx.standard")
    expect(configure.total).to_contain_text("US$2,900.00")
    _tab_to(page, configure.go_on)
    page.keyboard.press("Enter")

    checkout = CheckoutPage(page)
    expect(checkout.place).to_contain_text("US$2,900.00")
    for name, value in BUYER.items():
        _tab_to(page, checkout.field(name))
        page.keyboard.type(value)
    _tab_to(page, checkout.country)
    page.keyboard.type("Nether")
    expect(checkout.country).to_have_value("NL")
    _tab_to(page, checkout.terms)
    page.keyboard.press("Space")
    _tab_to(page, checkout.place)
    page.keyboard.press("Enter")

    order_page = OrderPage(page)
    expect(order_page.radio("paypal")).to_be_checked()
    _tab_to(page, order_page.radio("paypal"))
    page.keyboard.press("ArrowDown")
    expect(order_page.radio("card")).to_be_checked()
    _tab_to(page, order_page.pay_button("card"))
    page.keyboard.press("Enter")
    card = CardPage(page)
    expect(card.pay).to_be_visible()
    _tab_to(page, card.pay)
    page.keyboard.press("Enter")
    expect(order_page.standing(IN_FORCE)).to_be_visible()


def test_faults_at_checkout_take_the_focus_and_lead_to_their_fields(page: Page) -> None:
    checkout = CheckoutPage(page)
    checkout.open("?plan=pbx.standard")
    expect(checkout.terms).to_be_visible()
    checkout.place.click()
    expect(checkout.faults).to_be_focused()
    checkout.faults.get_by_role("link", name=re.compile("company")).click()
    expect(checkout.field("Company")).to_be_focused()


def test_phone_of_320_pixels_orders_and_pays_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    configure = ConfigurePage(page)
    configure.open("?plan=pbx.standard&incidents=l12:2")
    expect(configure.total).to_contain_text("US$3,080.00")
    expect(configure.go_on).to_be_in_viewport()
    assert overflow(page) == 0
    configure.go_on.click()

    checkout = CheckoutPage(page)
    checkout.fill_in_buyer()
    assert overflow(page) == 0
    checkout.place.click()
    order_page = OrderPage(page)
    order_page.choose("card")
    assert overflow(page) == 0
    order_page.pay("card")
    CardPage(page).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert overflow(page) == 0


@pytest.mark.parametrize("path", ["/configure/", "/checkout/?plan=pbx.standard", "order"])
def test_without_javascript_a_page_says_what_it_needs_and_how_else_to_order(
    browser: Browser, product: Product, shop: Shop, path: str
) -> None:
    with browser.new_context(java_script_enabled=False, base_url=product.url) as context:
        page = context.new_page()
        page.goto(f"/orders/{shop.order()['token']}/" if path == "order" else path)
        note = page.locator("main p").filter(has_text="JavaScript")
        expect(note).to_be_visible()
        expect(note.get_by_role("link", name="Ask us")).to_have_attribute("href", re.compile("^/ask/"))
        expect(page.get_by_role("button")).to_have_count(0)


def test_faults_of_a_link_are_told_and_the_rest_is_kept(page: Page) -> None:
    configure = ConfigurePage(page)
    configure.open("?plan=pbx.imaginary,pbx.standard,gateway.basic&incidents=l12:1000,dev:1,l9:1")
    for fault in ("“pbx.imaginary”, which does not exist", "Basic support is not sold here", "“1000”", "“l9”"):
        expect(configure.link_faults).to_contain_text(fault)
    expect(configure.installation().get_by_label("Plan")).to_have_value("pbx.standard")
    expect(configure.total).to_contain_text("US$3,100.00")


def _compare_and_order(page: Page) -> OrderPage:
    """Go from a comparison over the configurator and the checkout to the order's page, for USD 3,080."""
    ComparePage(page).open("/pbx/")
    page.get_by_role("link", name="Configure Standard support").click()
    configure = ConfigurePage(page)
    expect(configure.total).to_contain_text("US$2,900.00")
    configure.incidents("Level 1 and 2").fill("2")
    expect(configure.total).to_contain_text("US$3,080.00")
    configure.go_on.click()
    checkout = CheckoutPage(page)
    checkout.fill_in_buyer()
    expect(checkout.place).to_have_text("Order for US$3,080.00")
    checkout.place.click()
    return OrderPage(page)


def _in_force_with_one_mail(order_page: OrderPage, product: Product) -> None:
    expect(order_page.standing(IN_FORCE)).to_be_visible(timeout=40_000)
    expect(order_page.in_force).to_contain_text("2 × ")
    expect(order_page.fact(order_page.in_force, "Last covered day")).to_be_visible()
    (mail,) = Mailbox(product, order_page.number()).after_all_work(CONFIRMED)
    assert "2 prepaid incidents" in mail.text
    assert order_page.page.url in mail.text


def _tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the wanted control has the focus, as a person without a mouse does."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_TABS} times Tab did not lead to {wanted}")


def _pick(page: Page, field: Locator, value: str) -> None:
    """Go down the options of a field until the wanted one is chosen."""
    for _ in range(MOST_TABS):
        if field.input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no option {value}")
