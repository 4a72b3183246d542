"""Orders of several people and installations: one order and one payment, prepared by one, changed by another."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.conftest import Faults
from e2e.customers import Company, Server, import_company
from e2e.days import in_days, next_month, today, words, year_of_cover_from
from e2e.mailbox import mails_to
from e2e.ordering import installations, order, pay_by_card, pay_by_paypal, place, to_checkout
from e2e.pages.account_page import AccountPage
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.extend_page import ExtendPage
from e2e.pages.installation_page import InstallationPage
from e2e.pages.order_page import AWAITING, BOOKED, IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import CardPage
from e2e.pages.sign_in_page import sign_in
from e2e.product import Product
from e2e.provider import sessions
from e2e.shop import Shop
from e2e.waiting import until

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
BERLIN, OSLO = "Berlin", "Oslo"
LAST = in_days(40)
OSLO_LAST = in_days(264)
FIRST = LAST + DAY
NEW_LAST = year_of_cover_from(FIRST)


@pytest.fixture
def company(product: Product, tmp_path: Path) -> Company:
    """Return a customer with one installation that ends soon, and one whose term of 365 days has 265 left."""
    return import_company(
        product,
        tmp_path,
        Server("KEY-BER", "softswitch.standard", LAST - YEAR + DAY, LAST, BERLIN, "1400.00"),
        Server("KEY-OSL", "pbx.standard", OSLO_LAST - YEAR + DAY, OSLO_LAST, OSLO, "2900.00"),
    )


def test_extension_upgrade_and_incident_are_one_order_and_one_payment(
    page: Page, product: Product, company: Company
) -> None:
    sign_in(page, product, company.email("owner"))
    ids = installations(page)
    extend = ExtendPage(page)
    extend.open(ids[BERLIN], ids[OSLO])
    expect(extend.plan(BERLIN, "Standard")).to_be_checked()
    extend.plan(OSLO, "Dedicated").check()
    expect(extend.start(OSLO, "Upgrade now")).to_be_checked()
    extend.incidents("Level 1 and 2").fill("1")
    # 2,900 × 265 / 365 = 2,105.479…, so Oslo costs 12,000 − 2,105.47 = 9,894.53; Berlin 1,400, and the incident 90.
    expect(extend.fact(OSLO, "Credit, rounded down")).to_have_text("US$2,105.47")
    expect(extend.total).to_have_text("US$11,384.53")
    order_page = order(extend)
    token = page.url.rstrip("/").rsplit("/", 1)[-1]
    order_page.pay("card")
    card = CardPage(page)
    expect(card.total).to_contain_text("11,384.53")
    card.pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert len(sessions(product, Shop(product).read({"token": token}))) == 1

    account = AccountPage(page)
    account.open()
    expect(account.row(BERLIN)).to_contain_text(words(NEW_LAST))
    expect(account.row(OSLO)).to_contain_text("Dedicated")
    expect(page.locator("main")).to_contain_text("1 of 1 left")
    shown = InstallationPage(page)
    shown.open(ids[OSLO])
    old = shown.terms.get_by_role("row").filter(has_text="closed by an upgrade")
    expect(old).to_contain_text(f"until {words(in_days(-1))}, closed by the upgrade")


def test_colleague_who_pays_meanwhile_moves_the_dates_and_they_are_confirmed_again(
    page: Page, product: Product, tmp_path: Path, browser: Browser, base_url: str, faults: Faults
) -> None:
    faults.expect("409")
    # Terms of a month from the first of one to the first of the next: after one more, another can still be queued.
    first = today().replace(day=1)
    second, third, fourth = next_month(first), next_month(next_month(first)), next_month(next_month(next_month(first)))
    server = Server("KEY-BAS", "pbx.basic", first, second - DAY, BERLIN)
    company = import_company(product, tmp_path, server)
    checkout = _at_checkout(page, product, company)
    with browser.new_context(base_url=base_url) as other:
        _extend_as_colleague(other.new_page(), product, company)

    checkout.place.click()
    changed = checkout.cover_changed
    shown = f"You were shown: Basic support, from {words(second)} to {words(third - DAY)}, for US$900.00."
    expect(changed).to_contain_text(shown)
    expect(changed).to_contain_text(f"Now it is: Basic support, from {words(third)} to {words(fourth - DAY)}")
    checkout.place.click()
    expect(checkout.faults).to_contain_text("Confirm the new dates and prices to order.")
    checkout.accept_cover.check()
    order_page = place(checkout)
    pay_by_card(order_page)
    expect(order_page.standing(BOOKED)).to_be_visible()
    expect(order_page.fact(order_page.in_force, "First day")).to_have_text(words(third))
    expect(order_page.fact(order_page.in_force, "Last covered day")).to_have_text(words(fourth - DAY))


def test_colleague_who_pays_meanwhile_leaves_nothing_to_order(
    page: Page, product: Product, company: Company, browser: Browser, base_url: str, faults: Faults
) -> None:
    faults.expect("409")
    checkout = _at_checkout(page, product, company)
    with browser.new_context(base_url=base_url) as other:
        _extend_as_colleague(other.new_page(), product, company)

    checkout.place.click()
    shown = f"You were shown: Standard support, from {words(FIRST)} to {words(NEW_LAST)}, for US$1,400.00."
    expect(checkout.cover_changed).to_contain_text(shown)
    expect(checkout.cover_changed).to_contain_text("Now it is: not open any more.")
    expect(checkout.accept_cover).to_have_count(0)
    expect(checkout.place).to_have_count(0)
    told = "Berlin: Softswitch: Standard support cannot be ordered as it was chosen any more. Choose again."
    expect(page.locator("main")).to_contain_text(told)


def _at_checkout(page: Page, product: Product, company: Company) -> CheckoutPage:
    """Bring the owner to the checkout of an extension of Berlin."""
    sign_in(page, product, company.email("owner"))
    extend = ExtendPage(page)
    extend.open(installations(page)[BERLIN])
    checkout = to_checkout(extend)
    expect(checkout.place).to_contain_text("US$")
    return checkout


def _extend_as_colleague(page: Page, product: Product, company: Company) -> None:
    """Order the same as the billing contact, and pay it."""
    sign_in(page, product, company.email("billing"))
    extend = ExtendPage(page)
    extend.open(installations(page)[BERLIN])
    paid = order(extend)
    pay_by_paypal(paid)
    expect(paid.standing(BOOKED)).to_be_visible()


def test_technical_contact_prepares_and_the_billing_contact_pays_by_the_mailed_link(
    page: Page, product: Product, company: Company, browser: Browser, base_url: str
) -> None:
    sign_in(page, product, company.email("technical"))
    ids = installations(page)
    extend = ExtendPage(page)
    extend.open(ids[BERLIN])
    extend.go_on.click()
    payer = company.email("billing")
    checkout = CheckoutPage(page)
    checkout.payer.select_option(label=f"{company.person('billing')}, {payer}")
    checkout.send.click()
    expect(page.get_by_role("heading", name=f"The order is on its way to {payer}")).to_be_visible()
    expect(page.locator("main a[href^='/orders/']")).to_have_count(0)

    mail = until("mail to who pays", lambda: mails_to(product, payer, "Order "))[-1]
    assert f"{company.person('technical')} asks you to pay it" in mail.subject
    address = re.search(r"https?://\S+/orders/\S+/", mail.text)
    assert address is not None
    assert mails_to(product, company.email("technical"), "Order ") == []
    with browser.new_context(base_url=base_url) as other:
        order_page = OrderPage(other.new_page())
        order_page.page.goto(address[0])
        expect(order_page.standing(AWAITING)).to_contain_text("US$1,400.00")
        pay_by_card(order_page)
        expect(order_page.standing(BOOKED)).to_be_visible()

    shown = InstallationPage(page)
    shown.open(ids[BERLIN])
    expect(shown.standing).to_contain_text(f"Standard support follows, from {words(FIRST)} to {words(NEW_LAST)}.")


def test_foreign_installation_is_nothing_here_in_the_api_and_cannot_be_ordered_for(
    page: Page, product: Product, company: Company, tmp_path: Path
) -> None:
    sign_in(page, product, company.email("owner"))
    foreign = installations(page)[BERLIN]
    page.goto("about:blank")  # What the account still asks for would otherwise be refused without its cookie.
    page.context.clear_cookies()
    stranger = import_company(product, tmp_path, Server("KEY-STR", "softswitch.standard", LAST - YEAR, LAST))
    sign_in(page, product, stranger.email("owner"))
    for path in ("", "/options", f"/coverage?at={today()}", "/requests", "/calendar.ics"):
        assert page.request.get(f"/api/v1/installations/{foreign}{path}").status == 404, path

    (own,) = installations(page).values()
    options = page.request.get(f"/api/v1/installations/{own}/options").json()
    line = {
        "kind": "installation_extension",
        "installation_id": foreign,
        "plan": "softswitch.standard",
        "periods": 1,
        "start": "at_end",
        "cover_version": options["cover_version"],
    }
    refused = page.request.post("/api/v1/prices", data={"lines": [line]})
    assert refused.status == 404
    assert page.request.post("/api/v1/prices", data={"lines": [line | {"installation_id": own}]}).ok
