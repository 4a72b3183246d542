"""Extending and upgrading from the account: chosen, confirmed, ordered and paid."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from e2e.conftest import Faults
from e2e.customers import Company, Server, import_company
from e2e.days import in_days, words, year_of_cover_from
from e2e.mailbox import mails_to
from e2e.ordering import order, pay_by_card, to_checkout
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.extend_page import ExtendPage
from e2e.pages.order_page import BOOKED, OrderPage
from e2e.pages.sandbox_pages import CardPage
from e2e.pages.sign_in_page import sign_in
from e2e.product import Product
from e2e.waiting import until

LAST = in_days(40)
BERLIN, OSLO = "Berlin", "Oslo"


@pytest.fixture
def company(product: Product, tmp_path: Path) -> Company:
    """Return a customer with two installations that end soon."""
    first = LAST - timedelta(days=364)
    return import_company(
        product,
        tmp_path,
        Server("KEY-BER", "softswitch.standard", first, LAST, BERLIN),
        Server("gw.example.com", "gateway.advanced", first, LAST, OSLO),
    )


def _ids(page: Page) -> dict[str, str]:
    """Return the ids of the installations of who is signed in, by their names."""
    account = page.request.get("/api/v1/account").json()
    return {each["name"]: each["id"] for each in account["installations"]}


def test_the_way_on_appears_with_the_first_price_which_would_push_it_away(
    page: Page, product: Product, company: Company
) -> None:
    sign_in(page, product, company.email("owner"))
    berlin, extend = _ids(page)[BERLIN], ExtendPage(page)
    held: list[Route] = []
    page.route("**/api/v1/prices", lambda route: held.append(route), times=1)
    with page.expect_request("**/api/v1/prices"):
        extend.open(berlin)
    expect(extend.plan(BERLIN, "Standard")).to_be_checked()
    expect(extend.go_on).to_have_count(0)
    held[0].continue_()
    expect(extend.total).to_have_text("US$1,400.00")
    expect(extend.go_on).to_be_visible()


def test_two_installations_and_incidents_go_into_one_order_and_one_payment(
    page: Page, product: Product, company: Company
) -> None:
    sign_in(page, product, company.email("owner"))
    ids, extend = _ids(page), ExtendPage(page)
    extend.open(ids[BERLIN], ids[OSLO])
    expect(extend.plan(BERLIN, "Standard")).to_be_checked()
    expect(extend.start(BERLIN, "When the current term ends")).to_be_checked()
    expect(extend.card(BERLIN).get_by_role("group", name="Plan")).to_contain_text(
        "1 year for US$1,400, US$3.84 a covered day"
    )
    extend.periods(OSLO, "2 terms").check()
    extend.incidents("Level 1 and 2").fill("1")
    expect(extend.card(BERLIN)).to_contain_text(words(year_of_cover_from(LAST + timedelta(days=1))))
    expect(extend.total).to_have_text("US$4,890.00")
    extend.go_on.click()
    page.wait_for_url("**/checkout/**")
    page.go_back()
    expect(extend.periods(OSLO, "2 terms")).to_be_checked()
    expect(extend.incidents("Level 1 and 2")).to_have_value("1")
    checkout = to_checkout(extend)
    expect(checkout.field("Company")).to_have_value(company.name)
    expect(checkout.field("E-mail")).to_have_value(company.email("owner"))
    expect(checkout.place).to_have_text("Order for US$4,890.00")
    checkout.place.click()
    paid = OrderPage(page)
    paid.pay("card")
    CardPage(page).pay.click()
    expect(paid.standing(BOOKED)).to_be_visible(timeout=40_000)
    page.goto(f"/account/{ids[BERLIN]}/")
    expect(page.locator("section.standing")).to_contain_text(words(year_of_cover_from(LAST + timedelta(days=1))))


def test_starting_today_is_confirmed_by_the_days_it_gives_up(page: Page, product: Product, company: Company) -> None:
    sign_in(page, product, company.email("owner"))
    extend = ExtendPage(page)
    extend.open(_ids(page)[BERLIN])
    extend.start(BERLIN, "Today").check()
    extend.go_on.click()
    expect(extend.faults).to_be_focused()
    extend.give_up(BERLIN).check()
    checkout = to_checkout(extend)
    expect(page.get_by_role("checkbox", name="I give up")).to_be_checked()
    checkout.place.click()
    expect(OrderPage(page).lines).to_contain_text("extension")


def test_upgrade_spells_out_its_credit_before_and_after_ordering(page: Page, product: Product, tmp_path: Path) -> None:
    last = in_days(200)
    server = Server("KEY-BER", "softswitch.standard", last - timedelta(days=364), last, BERLIN)
    company = import_company(product, tmp_path, server)
    sign_in(page, product, company.email("owner"))
    extend = ExtendPage(page)
    extend.open(_ids(page)[BERLIN])
    extend.plan(BERLIN, "Advanced").check()
    expect(extend.start(BERLIN, "Upgrade now")).to_be_checked()
    expect(extend.card(BERLIN)).to_contain_text("What changes against")
    drawings = extend.card(BERLIN).locator("svg.drawing")
    expect(drawings.filter(visible=True)).to_have_count(2)
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    expect(extend.plan(BERLIN, "Advanced")).to_be_checked()
    expect(drawings.filter(visible=True)).to_have_count(1)
    page.emulate_media(media="print")
    expect(drawings.filter(visible=True)).to_have_count(2)
    page.emulate_media(media="screen")
    expect(order(extend).lines).to_contain_text("upgrade")


def test_upgrading_opens_with_the_next_higher_plan_and_extending_with_nothing_that_gives_days_up(
    page: Page, product: Product, tmp_path: Path
) -> None:
    last = in_days(200)
    server = Server("KEY-BER", "softswitch.standard", last - timedelta(days=364), last, BERLIN)
    sign_in(page, product, import_company(product, tmp_path, server).email("owner"))
    extend = ExtendPage(page)
    page.get_by_role("link", name=f"Upgrade {BERLIN}").click()
    expect(extend.plan(BERLIN, "Advanced")).to_be_checked()
    expect(extend.start(BERLIN, "Upgrade now")).to_be_checked()
    extend.open(_ids(page)[BERLIN])
    expect(extend.card(BERLIN)).to_contain_text("Nothing is chosen yet.")
    expect(extend.card(BERLIN)).to_contain_text("It can be extended from")
    expect(extend.card(BERLIN).get_by_role("radio", checked=True)).to_have_count(0)
    extend.go_on.click()
    expect(extend.faults).to_be_focused()
    extend.plan(BERLIN, "Standard").check()
    expect(extend.start(BERLIN, "Today")).not_to_be_checked()
    extend.start(BERLIN, "Today").check()
    expect(extend.give_up(BERLIN)).to_be_visible()


def test_open_order_is_told_wherever_it_could_be_ordered_again(page: Page, product: Product, company: Company) -> None:
    sign_in(page, product, company.email("owner"))
    ids, extend = _ids(page), ExtendPage(page)
    extend.open(ids[BERLIN])
    number = order(extend).number()
    told = page.locator(".note").filter(has_text=f"Order {number} awaits payment")
    for path in (f"/account/{ids[BERLIN]}/", f"/account/{ids[BERLIN]}/extend/"):
        page.goto(path)
        expect(told).to_be_visible()
    told.get_by_role("link", name=f"To order {number}").click()
    page.wait_for_url("**/orders/*/")
    page.goto(f"/account/{ids[OSLO]}/extend/")
    expect(extend.card(OSLO)).to_be_visible()
    expect(told).to_have_count(0)


def test_technical_contact_sends_the_order_to_who_pays(page: Page, product: Product, company: Company) -> None:
    sign_in(page, product, company.email("technical"))
    extend = ExtendPage(page)
    extend.open(_ids(page)[BERLIN])
    extend.go_on.click()
    payer, checkout = company.email("billing"), CheckoutPage(page)
    checkout.payer.select_option(label=f"{company.person('billing')}, {payer}")
    checkout.send.click()
    expect(page.get_by_role("heading", name=f"The order is on its way to {payer}")).to_be_visible()
    expect(page.get_by_role("heading", level=1, name="Sent to be paid")).to_be_visible()
    expect(page.locator(".lead")).to_have_count(0)
    until("mail to who pays", lambda: [each for each in mails_to(product, payer, "") if "/orders/" in each.text])


def test_cover_that_changed_meanwhile_is_shown_and_confirmed_again(
    page: Page, product: Product, company: Company, faults: Faults
) -> None:
    faults.expect("409")
    sign_in(page, product, company.email("owner"))
    ids, extend = _ids(page), ExtendPage(page)
    extend.open(ids[OSLO])
    checkout = to_checkout(extend)
    expect(checkout.place).to_have_text("Order for US$1,700.00")
    _extend_meanwhile(page, product, ids[OSLO])
    checkout.place.click()
    changed = page.locator(".note").filter(has=page.get_by_role("heading", name="The cover has changed"))
    expect(changed).to_contain_text(words(LAST + timedelta(days=1)))


def _extend_meanwhile(page: Page, product: Product, installation: str) -> None:
    """Order and pay an extension in another tab of the same browser."""
    other = page.context.new_page()
    extend = ExtendPage(other)
    extend.open(installation)
    paid = order(extend)
    pay_by_card(paid)
    expect(paid.standing(BOOKED)).to_be_visible(timeout=40_000)
    other.close()


@pytest.mark.parametrize("path", ["/extend/", "/extend/?key=nonsense"])
def test_link_that_is_not_ours_opens_nothing(page: Page, faults: Faults, path: str) -> None:
    faults.expect("401")
    page.goto(path)
    expect(page.get_by_role("heading", name="This link does not open anything any more")).to_be_visible()
