"""Every page of quotes in every state, opened for the spec that looks at all pages."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from e2e.customers import Server, import_company
from e2e.days import in_days
from e2e.pages import quote_page as standings
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.configure_page import ConfigurePage
from e2e.pages.desk_quote_page import DeskQuotePage
from e2e.pages.quote_page import QuotePage
from e2e.product import Product
from e2e.quotes import ADVANCED, GOLD, INCIDENTS, PBX, Seller, off, offered
from e2e.shop import Shop

Opener = Callable[[Page, Shop, Product], None]


def everything(seller: Seller, **more: Any) -> dict[str, Any]:
    """Write a draft with lines of every choice, a discount and a note."""
    lines = (offered(PBX), offered(ADVANCED, "A"), offered(GOLD, "B"), offered(INCIDENTS, "optional"))
    discounts = [off("5", "Third server of the year", 0), off("2", "Paid within a week")]
    return seller.draft(*lines, **{"discounts": discounts, "note": "Dear Ada,\n\nas agreed.", **more})


def _open_quote(page: Page, _shop: Shop, product: Product) -> None:
    seller = Seller.signed_in(page, product)
    first = seller.issue(everything(seller))
    again = seller.act(first, "revise")
    quote = seller.issue(again)
    QuotePage(page).open(quote["token"])
    expect(QuotePage(page).total).to_contain_text("US$")
    QuotePage(page).option("Level 1 and 2").check()


def _quote_answered(page: Page, shop: Shop, product: Product) -> None:
    _open_quote(page, shop, product)
    QuotePage(page).decline_button.click()
    QuotePage(page).decline_for_sure.click()
    page.get_by_role("button", name="Ask a question").click()
    page.get_by_role("button", name="Send the question").click()
    expect(QuotePage(page).faults).to_have_count(2)


def _quote_revoked(page: Page, _shop: Shop, product: Product) -> None:
    seller = Seller.signed_in(page, product)
    quote = seller.issued()
    seller.act(quote, "revoke", reason="Sold by phone")
    QuotePage(page).open(quote["token"])
    expect(QuotePage(page).standing(standings.REVOKED)).to_be_visible()


def _checkout_by_quote(page: Page, _shop: Shop, product: Product) -> None:
    seller = Seller.signed_in(page, product)
    quote = seller.issue(everything(seller))
    page.goto(f"/checkout/?quote={quote['token']}&alternative=B&options=3")
    expect(CheckoutPage(page).place).to_contain_text("US$")
    CheckoutPage(page).place.click()
    expect(CheckoutPage(page).faults).to_be_visible()


def _official_quote(page: Page, _shop: Shop, _product: Product) -> None:
    ConfigurePage(page).open("?plan=pbx.standard")
    expect(ConfigurePage(page).total).to_be_visible()
    page.get_by_role("button", name="Make an official quote").click()
    page.get_by_role("button", name="Make the quote").click()
    expect(page.get_by_role("status").filter(has_text="is ready")).to_be_visible()
    page.get_by_role("button", name="Make another one").click()


def _list(page: Page, _shop: Shop, product: Product) -> None:
    seller = Seller.signed_in(page, product)
    everything(seller)
    seller.issued()
    page.goto("/desk/quotes/")
    expect(page.get_by_role("table", name="Quotes")).to_be_visible()


def _new(page: Page, _shop: Shop, product: Product) -> None:
    company = import_company(
        product, product.mail_dir.parent, Server("voip.example", "softswitch.standard", in_days(-30), in_days(335))
    )
    Seller.signed_in(page, product)
    desk = DeskQuotePage(page)
    desk.begin()
    desk.choose_customer(company.name)
    for kind in (
        *("New installation", "Extension, as stated", "Extension of an installation"),
        *("Upgrade of an installation", "Incidents"),
    ):
        desk.add(kind)
    desk.line(1).get_by_label("Discount").select_option(label="An amount")
    desk.save_button.click()
    expect(desk.faults).to_be_visible()


def _draft(page: Page, _shop: Shop, product: Product) -> None:
    seller = Seller.signed_in(page, product)
    draft = everything(seller, discounts=[off("30", "Loyal for years")])
    desk = DeskQuotePage(page)
    desk.open(draft)
    expect(desk.totals).to_contain_text("US$")
    expect(desk.ask_approval).to_be_visible()


def _followed(page: Page, _shop: Shop, product: Product) -> None:
    seller = Seller.signed_in(page, product)
    quote = seller.issue(everything(seller))
    seller.act(quote, "revise")
    desk = DeskQuotePage(page)
    desk.open(quote)
    page.get_by_role("button", name="Extend the validity").click()
    page.get_by_role("button", name="Extend it").click()
    expect(desk.faults).to_be_visible()


QUOTE_PAGES: dict[str, Opener] = {
    "quote": _open_quote,
    "quote, being answered": _quote_answered,
    "quote, withdrawn": _quote_revoked,
    "checkout, by a quote": _checkout_by_quote,
    "configure, an official quote": _official_quote,
    "desk, quotes": _list,
    "desk, a new quote": _new,
    "desk, a draft of a quote": _draft,
    "desk, an issued quote": _followed,
}
