"""A quote that carries an advice: pasted at the desk, frozen at its issue, and read by its buyer behind the offer."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.days import in_days
from e2e.pages.desk_quote_page import DeskQuotePage
from e2e.pages.quote_page import QuotePage
from e2e.product import Product
from e2e.quotes import Seller

ADVICE = "/advice/?family=softswitch&months=12&each=l2:4:1&in=dev:4:1:1.5.9"
CHEAPEST = "Standard support costs least for what you expect: US$1,580.00 over 12 months"


@pytest.fixture
def buyer(browser: Browser, browser_context_args: dict[str, object], base_url: str) -> Page:
    """Return a page of somebody else's browser, where nobody has signed in."""
    context = browser.new_context(**browser_context_args | {"base_url": base_url})  # type: ignore[arg-type]  # Playwright's own arguments.
    return context.new_page()


def test_a_seller_adds_an_advice_and_its_buyer_reads_it(
    page: Page, buyer: Page, product: Product, base_url: str, axe_source: str, faults: Faults
) -> None:
    Seller.signed_in(page, product)
    desk, seen = DeskQuotePage(page), QuotePage(buyer)
    desk.begin("?plan=softswitch.standard")
    faults.expect("409")
    desk.advice.fill(f"{base_url}/configure/?plan=softswitch.standard")
    expect(desk.advice).to_have_accessible_description(re.compile("This is no address of an advice"))
    desk.advice.fill(base_url + ADVICE)
    expect(desk.appendix).to_contain_text(CHEAPEST)
    desk.save()
    token = desk.issue()
    expect(desk.appendix).to_contain_text(CHEAPEST)

    buyer.set_viewport_size({"width": 320, "height": 800})
    seen.open(token)
    expect(seen.advice).to_contain_text(CHEAPEST)
    expect(seen.advice.get_by_role("row", name=re.compile("^Standard support"))).to_contain_text("US$180.00")
    told = seen.advice.get_by_text("Standard support comes with:")
    expect(told).not_to_be_visible()
    buyer.emulate_media(media="print")
    expect(told).to_be_visible()
    buyer.emulate_media(media="screen")
    seen.advice.locator("summary").focus()
    buyer.keyboard.press("Enter")
    expect(told).to_be_visible()
    assert overflow(buyer) == 0
    assert violations(buyer, axe_source) == []
    seen.advice.get_by_role("link", name="Work it out again").click()
    expect(buyer.get_by_role("heading", name=re.compile("^Standard support costs least"))).to_be_visible()


def test_a_seller_goes_from_an_answer_to_a_quote_with_it(page: Page, buyer: Page, product: Product) -> None:
    link = re.compile("^Write a quote with this advice")
    buyer.goto(ADVICE)
    expect(buyer.get_by_role("heading", name=re.compile("^Standard support costs least"))).to_be_visible()
    expect(buyer.get_by_role("link", name=link)).not_to_be_visible()
    Seller.signed_in(page, product)
    page.goto(ADVICE)
    page.get_by_role("link", name=link).click()
    desk = DeskQuotePage(page)
    expect(desk.line(1).get_by_label("Plan", exact=True)).to_have_value("softswitch.standard")
    expect(desk.appendix).to_contain_text(CHEAPEST)


def test_a_quote_of_a_chain_says_which_term_it_holds_and_no_quote_sells_one_that_has_begun(
    page: Page, buyer: Page, product: Product, faults: Faults
) -> None:
    Seller.signed_in(page, product)
    page.goto("/advice/?family=gateway&months=24&maintenance=4&each=l2:2:3&in=dev:4:1:2.7.14")
    page.get_by_role("link", name=re.compile("^Write a quote with this advice")).click()
    desk, seen = DeskQuotePage(page), QuotePage(buyer)
    first = "This quote holds the first of the 2 terms of “Standard support, then Dedicated support”, and no more."
    expect(desk.appendix).to_contain_text(first)
    desk.save()
    token = desk.issue()
    seen.open(token)
    expect(seen.advice.get_by_text(first)).to_be_visible()
    expect(seen.advice).to_contain_text("1 term of Dedicated support from")
    expect(seen.advice).to_contain_text("US$3,500.00; and US$3,080.00 for 33 incidents, at the list prices of")
    expect(seen.advice).to_contain_text("Only with that term is this must-have met: Maintenance upgrades for 4 years.")

    begun = f"family=gateway&months=12&start={in_days(-40)}&each=l2:2:4"
    page.goto(f"/advice/?{begun}")
    expect(page.get_by_role("link", name="Ask again from today")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("^Write a quote with this advice"))).to_have_count(0)
    faults.expect("409")
    desk.begin("?plan=gateway.dedicated")
    desk.advice.fill(begun)
    expect(desk.advice).to_have_accessible_description(re.compile("The term of Dedicated support began on"))


def test_a_seller_is_warned_of_an_advice_against_the_quote_and_may_issue_it(page: Page, product: Product) -> None:
    Seller.signed_in(page, product)
    desk = DeskQuotePage(page)
    desk.begin("?plan=softswitch.advanced")
    desk.advice.fill(ADVICE)
    expect(desk.against).to_contain_text("puts Standard support first, at US$1,580.00; Advanced support")
    desk.plan(1, "softswitch.standard")
    expect(desk.against).to_have_count(0)
    desk.plan(1, "gateway.standard")
    expect(desk.against).to_contain_text("The advice is for Softswitch, and no plan of it is quoted.")
    desk.save()
    # Where the advice stands, and where the quote is issued.
    expect(desk.against).to_have_count(2)
    desk.issue()
    expect(desk.against).to_have_count(0)


def test_an_advice_is_taken_out_of_a_draft_again(page: Page, product: Product) -> None:
    draft = Seller.signed_in(page, product).draft(advice=ADVICE)
    desk = DeskQuotePage(page)
    desk.open(draft)
    expect(desk.appendix).to_be_visible()
    page.get_by_role("button", name="Remove the advice").click()
    expect(desk.advice).to_be_focused()
    expect(desk.appendix).not_to_be_visible()
    desk.save()
    page.reload()
    expect(desk.advice).to_have_value("")


def test_an_advice_begins_a_draft_of_its_own_beside_one_that_is_not_saved(page: Page, product: Product) -> None:
    Seller.signed_in(page, product)
    desk = DeskQuotePage(page)
    desk.begin("?plan=softswitch.standard&advice=family%3Dsoftswitch%26months%3D12")
    desk.note.fill("Not saved yet")
    desk.begin("?plan=gateway.standard&advice=family%3Dgateway%26months%3D12%26each%3Dl2%3A2%3A2")
    expect(desk.advice).to_have_value("family=gateway&months=12&each=l2:2:2")
    expect(desk.note).to_have_value("")
    page.go_back()
    expect(desk.note).to_have_value("Not saved yet")
