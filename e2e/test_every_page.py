"""What must hold on every page, in every state: nothing axe finds, no sideways scrolling, one heading, a title."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.customers import Company, Server, import_company
from e2e.days import in_days, year_of_cover_from
from e2e.pages.account_page import AccountPage, PeoplePage, SettingsPage
from e2e.pages.advice_page import AdvicePage
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.configure_page import ConfigurePage
from e2e.pages.desk_pages import DeskListPage, DeskOrderPage, DeskPage
from e2e.pages.extend_page import ExtendPage
from e2e.pages.installation_page import InstallationPage
from e2e.pages.order_page import AWAITING, CANCELLED, IN_FORCE, OrderPage
from e2e.pages.security_page import SecurityPage
from e2e.pages.sign_in_page import SignInPage, sign_in
from e2e.product import ADMIN, SALES, Product
from e2e.provider import sessions
from e2e.quote_openers import QUOTE_PAGES, Opener
from e2e.shop import Shop
from e2e.waiting import until

LINES = f"plan=pbx.standard,softswitch.gold*2&extend=gateway.advanced~{in_days(-10)}~gateway.advanced*2"
EVERYTHING = f"?{LINES}&incidents=l12:2"
VIEWS = ((1440, 900, "light"), (320, 640, "dark"))


def _at(path: str) -> Opener:
    def open_it(page: Page, _shop: Shop, _product: Product) -> None:
        page.goto(path)

    return open_it


def _configure(page: Page, _shop: Shop, _product: Product) -> None:
    ConfigurePage(page).open(EVERYTHING)
    expect(ConfigurePage(page).total).to_be_visible()
    expect(ConfigurePage(page).start("continuous")).to_be_checked()


def _configure_with_faults(page: Page, _shop: Shop, _product: Product) -> None:
    configure = ConfigurePage(page)
    configure.open("?plan=pbx.imaginary&incidents=l12:1000")
    configure.add_installation.click()
    configure.add_extension.click()
    configure.incidents("Level 1 and 2").fill("many")
    configure.go_on.click()
    expect(configure.faults).to_be_visible()


def _advised(query: str) -> Opener:
    def open_it(page: Page, _shop: Shop, _product: Product) -> None:
        advice = AdvicePage(page)
        advice.open(query)
        expect(advice.answer).to_be_visible()
        expect(page.get_by_text("is being worked out")).to_have_count(0)

    return open_it


def _advice_with_faults(page: Page, _shop: Shop, _product: Product) -> None:
    AdvicePage(page).open("?months=13")
    AdvicePage(page).ask.click()
    expect(AdvicePage(page).faults).to_be_visible()


def _checkout(page: Page, _shop: Shop, _product: Product) -> None:
    CheckoutPage(page).open(EVERYTHING)
    expect(CheckoutPage(page).place).to_be_visible()


def _checkout_with_faults(page: Page, shop: Shop, product: Product) -> None:
    _checkout(page, shop, product)
    CheckoutPage(page).place.click()
    expect(CheckoutPage(page).faults).to_be_visible()


def _ask_with_faults(page: Page, _shop: Shop, _product: Product) -> None:
    page.goto("/ask/?plan=pbx.imaginary")
    page.get_by_role("button", name="Send the question").click()
    expect(page.get_by_role("alert").filter(has_text="your attention")).to_be_visible()


def _order_awaiting(page: Page, shop: Shop, _product: Product) -> None:
    OrderPage(page).open(shop.order())
    expect(OrderPage(page).standing(AWAITING)).to_be_visible()


def _order_with_an_open_page(page: Page, shop: Shop, _product: Product) -> None:
    order = shop.order()
    shop.start(order, "paypal")
    OrderPage(page).open(order)
    expect(OrderPage(page).updating).to_be_visible()


def _order_to_be_wired(page: Page, shop: Shop, _product: Product) -> None:
    OrderPage(page).open(shop.order())
    OrderPage(page).pay("wire")
    expect(page.get_by_role("heading", name="Pay by wire transfer")).to_be_visible()


def _order_cancelled(page: Page, shop: Shop, _product: Product) -> None:
    OrderPage(page).open(shop.order())
    OrderPage(page).cancel_order.click()
    OrderPage(page).cancel_for_sure.click()
    expect(OrderPage(page).standing(CANCELLED)).to_be_visible()


def _order_in_force(page: Page, shop: Shop, product: Product) -> None:
    order = shop.order()
    _pay(product, shop, order["token"], shop.start(order, "card")["id"])
    OrderPage(page).open(order)
    expect(OrderPage(page).standing(IN_FORCE)).to_be_visible()


def _stated_and_paid(shop: Shop, product: Product) -> dict[str, Any]:
    """Let a guest extend a plan by what is stated of it, and pay."""
    line = {
        "kind": "extension",
        "current_plan": "softswitch.standard",
        "last_covered_day": in_days(10).isoformat(),
        "plan": "softswitch.advanced",
        "periods": 2,
        "start": "at_end",
        "installation": {"reference": "voip.example.com"},
    }
    order = shop.order(line)
    _pay(product, shop, order["token"], shop.start(order, "card")["id"])
    return order


def _order_with_corrected_dates(page: Page, shop: Shop, product: Product) -> None:
    order = _stated_and_paid(shop, product)
    correction = ("--last-covered-day", f"1={in_days(20)}", "--reason", "it ends later")
    product.command("orders", "approve", order["number"], *correction).check_returncode()
    OrderPage(page).open(order)
    expect(OrderPage(page).confirm_dates).to_be_visible()


def _signed_in(page: Page, product: Product) -> list[str]:
    """Sign in as somebody with a covered installation and one that lapsed; return their ids in this order."""
    first, over = in_days(-200), in_days(-500)
    servers = (
        Server("KEY-A", "softswitch.standard", first, year_of_cover_from(first), "Antwerp"),
        Server("KEY-B", "gateway.advanced", over, year_of_cover_from(over), "Bruges"),
    )
    company = import_company(product, product.mail_dir.parent, *servers)
    sign_in(page, product, company.email("owner"))
    return [each["id"] for each in page.request.get("/api/v1/account").json()["installations"]]


def _installation(page: Page, _shop: Shop, product: Product) -> None:
    shown = InstallationPage(page)
    shown.open(_signed_in(page, product)[0])
    shown.ask(in_days(0).isoformat())
    expect(shown.answer("Yes.")).to_be_visible()
    shown.as_table.click()


def _installation_over(page: Page, _shop: Shop, product: Product) -> None:
    shown = InstallationPage(page)
    shown.open(_signed_in(page, product)[1])
    expect(shown.standing).to_contain_text("lapsed")


def _extend(page: Page, _shop: Shop, product: Product) -> None:
    extend = ExtendPage(page)
    extend.open(*_signed_in(page, product))
    extend.plan("Antwerp", "Advanced").check()
    expect(extend.total).to_be_visible()


def _extend_with_faults(page: Page, shop: Shop, product: Product) -> None:
    _extend(page, shop, product)
    ExtendPage(page).incidents("Level 1 and 2").fill("many")
    ExtendPage(page).go_on.click()
    expect(ExtendPage(page).faults).to_be_visible()


def _checkout_of_installations(page: Page, shop: Shop, product: Product) -> None:
    _extend(page, shop, product)
    ExtendPage(page).go_on.click()
    expect(CheckoutPage(page).place).to_be_visible()


def _mails(page: Page, shop: Shop, product: Product) -> None:
    shop.order()
    until("mail", product.mails)
    page.goto("/dev/mail")


def _mail(page: Page, shop: Shop, product: Product) -> None:
    _mails(page, shop, product)
    page.get_by_role("listitem").get_by_role("link").first.click()
    expect(page.get_by_role("link", name="All mails")).to_be_visible()


def _company(product: Product) -> Company:
    """Return a customer with installations in force, in grace and lapsed."""
    ends = {"Berlin": 20, "gw-with-a-long-name.datacenter.example.com": -10, "Old one": -900}
    servers = (Server(name, "softswitch.standard", in_days(last - 365), in_days(last)) for name, last in ends.items())
    return import_company(product, product.mail_dir.parent, *servers)


def _sign_in(page: Page, _shop: Shop, _product: Product) -> None:
    SignInPage(page).open()
    SignInPage(page).ask.click()
    expect(SignInPage(page).faults).to_be_visible()


def _sign_in_code(page: Page, _shop: Shop, _product: Product) -> None:
    SignInPage(page).open()
    SignInPage(page).ask_for("ada@example.com")


def _sign_in_link(page: Page, _shop: Shop, _product: Product) -> None:
    SignInPage(page).open("?token=abc")
    expect(SignInPage(page).link_opened).to_be_visible()


def _link_that_was_used(page: Page, shop: Shop, product: Product) -> None:
    _sign_in_link(page, shop, product)
    SignInPage(page).sign_in.click()
    expect(SignInPage(page).link_refused).to_be_visible()


def _staff(page: Page, _shop: Shop, product: Product) -> None:
    sign_in(page, product, SALES, to="/desk/")
    SignInPage(page).open()
    expect(SignInPage(page).staff("sales")).to_be_visible()


def _desk(page: Page, shop: Shop, product: Product) -> None:
    _stated_and_paid(shop, product)
    sign_in(page, product, ADMIN, to="/desk/")
    expect(DeskPage(page).waiting.first).to_be_visible()


def _desk_orders(page: Page, shop: Shop, product: Product) -> None:
    shop.order(company="Telecommunications-with-a-very-long-name GmbH", purchase_order="PO-2026-0000000000000000017")
    sign_in(page, product, SALES, to="/desk/orders/")
    expect(DeskListPage(page).rows.first).to_be_visible()


def _desk_nothing_found(page: Page, _shop: Shop, product: Product) -> None:
    sign_in(page, product, SALES, to="/desk/orders/?q=nobody")
    expect(DeskListPage(page).nothing).to_be_visible()


def _desk_order(page: Page, shop: Shop, product: Product) -> None:
    sign_in(page, product, SALES, to=f"/desk/orders/{_stated_and_paid(shop, product)['number']}/")
    DeskOrderPage(page).check.click()
    expect(DeskOrderPage(page).faults).to_be_visible()


def _desk_order_to_cancel(page: Page, shop: Shop, product: Product) -> None:
    sign_in(page, product, SALES, to=f"/desk/orders/{shop.order()['number']}/")
    DeskOrderPage(page).cancelling.click()


def _desk_customers(page: Page, _shop: Shop, product: Product) -> None:
    _company(product)
    sign_in(page, product, SALES, to="/desk/customers/")
    expect(DeskListPage(page).rows.first).to_be_visible()


def _desk_customer(page: Page, shop: Shop, product: Product) -> None:
    _desk_customers(page, shop, product)
    DeskListPage(page).found.first.click()
    expect(page.get_by_role("heading", name="Installations", exact=True)).to_be_visible()


def _desk_terms(page: Page, _shop: Shop, product: Product) -> None:
    _company(product)
    sign_in(page, product, SALES, to="/desk/terms/")
    expect(DeskListPage(page).rows.first).to_be_visible()


def _desk_approvals(page: Page, shop: Shop, product: Product) -> None:
    _stated_and_paid(shop, product)
    sign_in(page, product, SALES, to="/desk/approvals/")
    expect(DeskListPage(page).rows.first).to_be_visible()


def _desk_security(page: Page, _shop: Shop, product: Product) -> None:
    sign_in(page, product, SALES, to="/desk/security/")
    expect(SecurityPage(page).nowhere).to_be_visible()


def _account(page: Page, _shop: Shop, product: Product) -> None:
    sign_in(page, product, _company(product).email("owner"))
    expect(AccountPage(page).row("Berlin")).to_be_visible()
    AccountPage(page).extend_chosen.click()
    expect(AccountPage(page).faults).to_be_visible()


def _account_empty(page: Page, _shop: Shop, product: Product) -> None:
    sign_in(page, product, import_company(product, product.mail_dir.parent).email("owner"))
    expect(AccountPage(page).empty).to_be_visible()


def _account_orders(page: Page, shop: Shop, product: Product) -> None:
    company = _company(product)
    shop.order(email=company.email("billing"))
    sign_in(page, product, company.email("billing"), to="/account/orders/")
    expect(AccountPage(page).rows).to_have_count(1)


def _people(page: Page, _shop: Shop, product: Product) -> None:
    company = _company(product)
    sign_in(page, product, company.email("owner"), to="/account/people/")
    PeoplePage(page).act("Change", company.person("billing")).click()
    PeoplePage(page).add_button.click()
    expect(PeoplePage(page).faults).to_be_visible()


def _people_removing(page: Page, _shop: Shop, product: Product) -> None:
    company = _company(product)
    sign_in(page, product, company.email("owner"), to="/account/people/")
    PeoplePage(page).act("Remove", company.person("technical")).click()


def _not_allowed(page: Page, _shop: Shop, product: Product) -> None:
    sign_in(page, product, _company(product).email("technical"), to="/account/people/")
    expect(AccountPage(page).not_allowed).to_be_visible()


def _settings(page: Page, _shop: Shop, product: Product) -> None:
    sign_in(page, product, _company(product).email("owner"), to="/account/settings/")
    SettingsPage(page).change.click()
    expect(SettingsPage(page).sessions).to_be_visible()


PAGES: dict[str, Opener] = {
    "home": _at("/"),
    "softswitch": _at("/softswitch/"),
    "gateway": _at("/gateway/"),
    "pbx": _at("/pbx/"),
    "across families": _at("/compare/?plans=softswitch.standard,pbx.standard"),
    "advice": _at("/advice/"),
    "advice, answered": _advised("?family=softswitch&months=24&need=critical_phone&each=l2:4:1&in=dev:4:1:1.5.9"),
    "advice, of uncertain requests": _advised("?family=pbx&months=12&rate=l2:4:1.5"),
    "advice, nothing fits": _advised("?family=gateway&months=12&maintenance=4&each=l2:4:1"),
    "advice, with faults": _advice_with_faults,
    "configure": _configure,
    "configure, empty": _at("/configure/"),
    "configure, with faults": _configure_with_faults,
    "checkout": _checkout,
    "installation": _installation,
    "installation, lapsed": _installation_over,
    "extend": _extend,
    "extend, with faults": _extend_with_faults,
    "checkout, of installations": _checkout_of_installations,
    "reminder's link, refused": _at("/extend/?key=nonsense"),
    "checkout, empty": _at("/checkout/"),
    "checkout, with faults": _checkout_with_faults,
    "order, awaiting payment": _order_awaiting,
    "order, with an open page": _order_with_an_open_page,
    "order, to be wired": _order_to_be_wired,
    "order, cancelled": _order_cancelled,
    "order, in force": _order_in_force,
    "order, with corrected dates": _order_with_corrected_dates,
    "order, unknown": _at(f"/orders/{'x' * 32}/"),
    "sign in, with a fault": _sign_in,
    "sign in, by code": _sign_in_code,
    "sign in, by link": _sign_in_link,
    "sign in, by a used link": _link_that_was_used,
    "sign in, staff": _staff,
    **QUOTE_PAGES,
    "quote, unknown": _at(f"/quotes/{'x' * 32}/"),
    "desk": _desk,
    "desk, orders": _desk_orders,
    "desk, nothing found": _desk_nothing_found,
    "desk, order to be approved": _desk_order,
    "desk, order to be cancelled": _desk_order_to_cancel,
    "desk, customers": _desk_customers,
    "desk, customer": _desk_customer,
    "desk, expiring terms": _desk_terms,
    "desk, approvals": _desk_approvals,
    "desk, security": _desk_security,
    "account": _account,
    "account, empty": _account_empty,
    "account, orders": _account_orders,
    "account, people": _people,
    "account, removing somebody": _people_removing,
    "account, not allowed": _not_allowed,
    "account, settings": _settings,
    "account, confirming an address": _at("/account/settings/?confirm=abc"),
    "reminders, by a link that is not ours": _at("/stop/?key=abc"),
    "reminders, without a key": _at("/stop/"),
    "ask": _at("/ask/"),
    "ask, with faults": _ask_with_faults,
    "terms": _at("/terms/"),
    "check of a quote": _at("/verify/"),
    "no such page": _at("/no-such-page/"),
    "mails": _mails,
    "mail": _mail,
    "clock": _at("/dev/clock"),
    "components": _at("/dev/components/"),
}
UNKNOWN = {"order, unknown", "quote, unknown", "no such page"}
REFUSED = {
    "account, confirming an address": "409",
    "sign in, by a used link": "409",
    "reminder's link, refused": "401",
    "reminders, by a link that is not ours": "409",
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_accessible_fits_the_window_and_says_what_it_is(
    page: Page, shop: Shop, product: Product, axe_source: str, faults: Faults, name: str
) -> None:
    if name in UNKNOWN:
        faults.expect("404")
    if name in REFUSED:
        faults.expect(REFUSED[name])
    PAGES[name](page, shop, product)
    expect(page).to_have_title(re.compile(r"\S"))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for width, height, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert overflow(page) == 0, f"wider than {width} pixels"
        assert violations(page, axe_source) == [], f"{scheme}, {width} pixels"


def test_the_api_is_documented_without_a_fault(page: Page) -> None:
    page.goto("/api/docs/")
    expect(page.get_by_role("heading", name="Plandesk")).to_be_visible()
    expect(page.get_by_text("/api/v1/prices", exact=True)).to_be_visible()


def _pay(product: Product, shop: Shop, token: str, attempt: str) -> None:
    order = {"token": token}
    (session,) = [each for each in sessions(product, shop.read(order)) if each["client_reference_id"] == attempt]
    product.sandbox.session(session["id"], "pay")
    until("paid order", lambda: shop.read(order)["paid"])
