"""A seller with rules of tax: checkout shows net, tax with its reason and total, and every way to pay asks for it."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.plans import content

from e2e.conftest import Faults, listen
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.order_page import AWAITING, IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import CardPage, PayPalPage
from e2e.product import ROOT, Product, serving
from e2e.shop import Shop

TAX = {"seller_country": "HU", "rates": {"HU": "27", "DE": "19"}, "reverse_charge": True}
PRESET = "?plan=pbx.standard"
REFUSED = "is not a valid VAT id of Germany"


@pytest.fixture(scope="module")
def taxing_product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Serve a seller who has rules of tax, with pages of its own."""
    home = tmp_path_factory.mktemp("taxing")
    raw, plans, site = content(), home / "plans.json", home / "site"
    plans.write_text(json.dumps({**raw, "rules": {**raw["rules"], "tax": TAX}}))
    build = [sys.executable, "-m", "plandesk", "build", "--plans", str(plans), "--out", str(site)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with serving(home, more={"PLANDESK_PLANS": str(plans), "PLANDESK_SITE": str(site)}) as running_product:
        yield running_product


@pytest.fixture
def taxing_page(
    browser: Browser, browser_context_args: dict[str, object], taxing_product: Product, faults: Faults
) -> Iterator[Page]:
    """Return a page of the seller with tax; its faults count as every page's."""
    with browser.new_context(**browser_context_args | {"base_url": taxing_product.url}) as context:  # type: ignore[arg-type]  # Playwright's own names.
        listen(context, faults, taxing_product.url)
        yield context.new_page()


@pytest.fixture
def checkout(taxing_page: Page) -> CheckoutPage:
    found = CheckoutPage(taxing_page)
    found.open(PRESET)
    return found


def test_checkout_shows_tax_once_the_country_is_chosen_and_owes_it(checkout: CheckoutPage) -> None:
    page = checkout.page
    expect(checkout.place).to_have_text("Order for US$2,900.00")
    checkout.fill_in_buyer()
    checkout.country.select_option(value="DE")
    expect(checkout.place).to_have_text("Order for US$3,451.00")
    for told in ("US$2,900.00", "Tax, 19 % (DE)", "US$551.00"):
        expect(page.locator(".bar .status")).to_contain_text(told)
    checkout.place.click()
    page.wait_for_url("**/orders/*/")
    order_page = OrderPage(page)
    expect(order_page.standing(AWAITING)).to_contain_text("US$3,451.00")
    expect(order_page.lines).to_contain_text("Tax, 19 % (DE)")

    order_page.pay("card")
    expect(CardPage(page).total).to_contain_text("3,451.00")
    CardPage(page).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()


def test_a_wrong_vat_id_is_told_at_its_field_and_a_right_one_takes_the_tax_off(
    checkout: CheckoutPage, faults: Faults
) -> None:
    faults.expect("409")  # The price of a wrong tax id is refused, which the console tells.
    checkout.fill_in_buyer()
    checkout.country.select_option(value="DE")
    tax_id = checkout.page.get_by_label("Tax id")
    tax_id.fill("DE136695975")
    expect(checkout.page.locator("#buyer-tax_id-fault")).to_contain_text(REFUSED)
    tax_id.fill("DE 136 695 976")
    expect(checkout.place).to_have_text("Order for US$2,900.00")
    expect(checkout.page.locator(".bar .status")).to_contain_text("reverse charge")
    expect(checkout.page.locator("#buyer-tax_id-fault")).to_have_count(0)
    checkout.place.click()
    checkout.page.wait_for_url("**/orders/*/")

    order_page = OrderPage(checkout.page)
    order_page.pay("paypal")
    expect(PayPalPage(checkout.page).total).to_contain_text("2900.00")


def test_paypal_asks_for_the_tax_too(checkout: CheckoutPage) -> None:
    checkout.fill_in_buyer()
    checkout.country.select_option(value="HU")
    expect(checkout.place).to_have_text("Order for US$3,683.00")
    checkout.place.click()
    checkout.page.wait_for_url("**/orders/*/")
    order_page = OrderPage(checkout.page)
    order_page.pay("paypal")
    expect(PayPalPage(checkout.page).total).to_contain_text("3683.00")
    PayPalPage(checkout.page).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()


def test_an_order_by_a_quote_owes_the_tax_of_its_country(taxing_page: Page, taxing_product: Product) -> None:
    token = Shop(taxing_product).quote()["token"]
    taxing_page.goto(f"/checkout/?quote={token}")
    checkout = CheckoutPage(taxing_page)
    expect(checkout.place).to_have_text("Order for US$2,900.00")
    checkout.fill_in_buyer()
    checkout.country.select_option(value="DE")
    expect(checkout.place).to_have_text("Order for US$3,451.00")
    checkout.place.click()
    taxing_page.wait_for_url("**/orders/*/")
    expect(OrderPage(taxing_page).standing(AWAITING)).to_contain_text("US$3,451.00")
