"""Quotes as a seller makes them and a buyer takes them: sent, seen, accepted, paid, and refused once they are over."""

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.conftest import Faults
from e2e.customers import Server, import_company
from e2e.days import in_days, words, year_of_cover_from
from e2e.mailbox import mails_to
from e2e.ordering import pay_by_card, pay_by_paypal
from e2e.pages import quote_page as standings
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.configure_page import ConfigurePage
from e2e.pages.desk_quote_page import DeskQuotePage
from e2e.pages.order_page import AWAITING, IN_FORCE, OrderPage
from e2e.pages.quote_page import QuotePage
from e2e.product import ADMIN, SALES, Product
from e2e.quotes import ADVANCED, GOLD, INCIDENTS, PBX, Seller, off, offered
from e2e.shop import Shop
from e2e.waiting import until

OPEN = re.compile("^Open: the buyer can accept it")


@pytest.fixture
def buyer(browser: Browser, browser_context_args: dict[str, object], base_url: str) -> Page:
    """Return a page of somebody else's browser, where nobody has signed in."""
    context = browser.new_context(**browser_context_args | {"base_url": base_url})  # type: ignore[arg-type]  # Playwright's own arguments.
    return context.new_page()


def test_a_refused_discount_says_why_and_can_be_lowered(page: Page, buyer: Page, product: Product) -> None:
    draft = Seller.signed_in(page, product).draft(offered(PBX), discounts=[off("25", "Loyal for years")])
    desk = DeskQuotePage(page)
    desk.open(draft)
    desk.ask_approval.click()
    expect(desk.approval).to_contain_text("somebody else decides")
    Seller.signed_in(buyer, product, ADMIN)
    boss = DeskQuotePage(buyer)
    boss.open(draft)
    boss.page.get_by_role("button", name="Refuse the discounts").click()
    boss.page.get_by_label("Why", exact=True).fill("Ten per cent is enough")
    boss.page.get_by_role("button", name="Yes, refuse them").click()
    expect(boss.approval).to_contain_text("Ten per cent is enough")
    page.reload()
    desk.whole.get_by_label("Per cent").fill("10")
    desk.save()
    desk.issue()
    expect(desk.standing(OPEN)).to_be_visible()


def test_a_seller_makes_sends_revises_and_revokes_a_quote(page: Page, buyer: Page, product: Product) -> None:
    Seller.signed_in(page, product)
    desk, seen = DeskQuotePage(page), QuotePage(buyer)
    desk.begin()
    desk.page.get_by_label("E-mail").fill("ada.quote@example.com")
    desk.add("New installation")
    desk.plan(1, "pbx.standard")
    desk.discount(desk.line(1), "5", "Third server of the year")
    desk.note.fill("As agreed on the phone.")
    expect(desk.totals).to_contain_text("US$2,755.00")
    desk.save()
    first = desk.issue()
    expect(desk.standing(OPEN)).to_be_visible()
    expect(page).to_have_title(re.compile("^Quote Q[0-9]+ · (?!Draft)"))
    desk.act("Send it by mail", "Yes, send it")
    expect(desk.history).to_contain_text("ada.quote@example.com")
    mail = until("mail with the quote", lambda: mails_to(product, "ada.quote@example.com", ""))[0]
    assert f"/quotes/{first}/" in mail.text
    seen.open(first)
    expect(seen.total).to_contain_text("US$2,755.00")
    expect(seen.offered).to_contain_text("Third server of the year")
    expect(seen.note).to_contain_text("As agreed on the phone.")

    desk.act("Revise", "Yes, write a revision")
    page.wait_for_url(re.compile("/desk/quotes/(?!new)"))
    desk.line(1).get_by_label("Per cent").fill("10")
    desk.save()
    second = desk.issue()
    seen.open(first)
    expect(seen.standing(standings.REPLACED)).to_be_visible()
    expect(seen.accept).not_to_be_visible()
    seen.newer.click()
    expect(seen.total).to_contain_text("US$2,610.00")
    expect(seen.changes.get_by_role("listitem")).not_to_have_count(0)

    desk.act("Withdraw", "Yes, withdraw it")
    expect(desk.faults).to_be_visible()
    page.get_by_label("Why, for the audit").fill("Sold by phone")
    page.get_by_role("button", name="Yes, withdraw it").click()
    expect(desk.standing("It was withdrawn.")).to_be_visible()
    seen.open(second)
    expect(seen.standing(standings.REVOKED)).to_be_visible()
    expect(seen.accept).not_to_be_visible()


def test_a_high_discount_waits_for_a_second_person(page: Page, buyer: Page, product: Product) -> None:
    draft = Seller.signed_in(page, product).draft(offered(PBX), discounts=[off("25", "Loyal for years")])
    desk = DeskQuotePage(page)
    desk.open(draft)
    expect(desk.approval).to_contain_text("25")
    desk.ask_approval.click()
    expect(desk.approval).to_contain_text("somebody else decides")
    Seller.signed_in(buyer, product, ADMIN)
    boss = DeskQuotePage(buyer)
    boss.open(draft)
    boss.act("Approve the discounts", "Yes, approve them")
    expect(boss.approval).to_contain_text(f"{ADMIN} approved")
    page.reload()
    desk.issue()
    expect(desk.standing(OPEN)).to_be_visible()


@pytest.mark.parametrize("method", ["card", "paypal", "wire"])
def test_a_buyer_opens_a_quote_picks_accepts_and_pays(
    page: Page, buyer: Page, product: Product, shop: Shop, method: str
) -> None:
    quote = Seller.signed_in(page, product).issued(
        offered(PBX),
        offered(ADVANCED, "A"),
        offered(GOLD, "B"),
        offered(INCIDENTS, "optional"),
        discounts=[off("10", "First order", 0)],
    )
    seen = QuotePage(buyer)
    seen.open(quote["token"])
    expect(seen.standing(f"Valid until {words(in_days(30))}")).to_be_visible()
    expect(seen.total).to_contain_text("US$7,510.00")
    seen.alternative("B").check()
    expect(seen.total).to_contain_text("US$11,510.00")
    seen.option("Level 1 and 2").check()
    expect(seen.total).to_contain_text("US$11,690.00")
    seen.accept.click()
    checkout = CheckoutPage(buyer)
    expect(checkout.field("Company")).to_have_value("Example Telecom")
    expect(checkout.country).to_have_value("NL")
    checkout.terms.check()
    expect(checkout.place).to_have_text("Order for US$11,690.00")
    checkout.place.click()
    buyer.wait_for_url("**/orders/*/")
    order_page = OrderPage(buyer)
    token = buyer.url.strip("/").split("/")[-1]
    expect(order_page.standing(AWAITING)).to_be_visible()
    if method == "card":
        pay_by_card(order_page)
    elif method == "paypal":
        pay_by_paypal(order_page)
    else:
        order_page.pay("wire")
        arrived = ("--received-on", in_days(0).isoformat(), "--bank-reference", f"quote {order_page.number()}")
        product.command(
            "wires", "confirm", order_page.number(), "--amount", "11690.00 USD", *arrived
        ).check_returncode()
    until("paid order", lambda: shop.read({"token": token})["paid"])
    buyer.goto(f"/orders/{token}/")
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    seen.open(quote["token"])
    expect(seen.standing(standings.PAID)).to_be_visible()
    expect(seen.accept).not_to_be_visible()
    somebody = QuotePage(page)
    somebody.open(quote["token"])
    expect(somebody.standing(standings.PAID)).to_be_visible()
    expect(somebody.order).not_to_be_visible()
    seen.order.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    desk = DeskQuotePage(page)
    desk.open(quote)
    expect(desk.standing("The buyer accepted and ordered it.")).to_be_visible()
    expect(page.get_by_text("The order is paid.")).to_be_visible()
    expect(page.get_by_text("US$11,690.00")).to_be_visible()


def test_a_quote_that_is_over_refuses_at_its_page_and_at_the_checkout(
    page: Page, buyer: Page, product: Product, faults: Faults
) -> None:
    seller = Seller.signed_in(page, product)
    quote = seller.issued()
    buyer.goto(f"/checkout/?quote={quote['token']}")
    checkout = CheckoutPage(buyer)
    checkout.terms.check()
    expect(checkout.place).to_contain_text("US$")
    seller.act(quote, "revoke", reason="Sold by phone")
    faults.expect("409")
    checkout.place.click()
    expect(buyer.get_by_role("heading", name="This quote can no longer be accepted")).to_be_visible()
    buyer.get_by_role("link", name="Back to the quote").click()
    expect(QuotePage(buyer).standing(standings.REVOKED)).to_be_visible()


def test_an_expired_quote_shows_its_price_beside_todays_and_a_fresh_one_can_be_asked_for(
    travelling_page: Page, travelling: Product
) -> None:
    page = travelling_page
    seller = Seller.signed_in(page, travelling)
    last = travelling.today()
    quote = seller.issued(discounts=[off("10", "This week only")], valid_until=last.isoformat())
    page.goto("about:blank")  # What the desk still asks for would meet no session a day later.
    travelling.move(days=1)
    seen = QuotePage(page)
    seen.open(quote["token"])
    expect(seen.standing(standings.EXPIRED)).to_be_visible()
    expect(seen.accept).not_to_be_visible()
    expect(seen.compared).to_contain_text("US$2,610.00")
    expect(seen.compared).to_contain_text("US$2,900.00")
    before = len(mails_to(travelling, SALES, ""))
    seen.fresh.get_by_role("button", name="Ask for it").click()
    expect(seen.told.filter(has_text="We have been asked")).to_be_visible()
    until("mail to the seller", lambda: mails_to(travelling, SALES, "")[before:])


def test_a_buyer_declines_with_a_reason_and_asks_a_question(page: Page, buyer: Page, product: Product) -> None:
    quote = Seller.signed_in(page, product).issued()
    seen = QuotePage(buyer)
    seen.open(quote["token"])
    seen.ask("Does it cover two sites?", "ada@example.com")
    expect(seen.told.filter(has_text="ada@example.com")).to_be_visible()
    until("mail with the question", lambda: [each for each in product.mails() if "two sites" in each])
    seen.decline("")
    expect(seen.faults).to_be_visible()
    seen.reason.fill("Too expensive this year")
    seen.decline_for_sure.click()
    expect(seen.standing(standings.DECLINED)).to_be_visible()
    desk = DeskQuotePage(page)
    desk.open(quote)
    expect(desk.history).to_contain_text("Too expensive this year")


def test_a_quote_that_a_buyer_makes_comes_to_what_the_configurator_showed(page: Page) -> None:
    configure = ConfigurePage(page)
    configure.open("?plan=pbx.standard,softswitch.gold*2&incidents=l12:2")
    expect(configure.total).to_contain_text("US$")
    shown = re.search(r"US\$[0-9,.]+", configure.total.inner_text())
    assert shown is not None
    page.get_by_role("button", name="Make an official quote").click()
    page.get_by_label("Company").fill("Example Procurement")
    page.get_by_role("button", name="Make the quote").click()
    made = page.get_by_role("status").filter(has_text="is ready")
    expect(made).to_contain_text(shown[0])
    pdf = made.get_by_role("link", name="The quote as PDF").get_attribute("href")
    assert pdf is not None
    assert page.request.get(pdf).headers["content-type"] == "application/pdf"
    made.get_by_role("link", name="Open the quote").click()
    seen = QuotePage(page)
    expect(seen.total).to_contain_text(shown[0])
    expect(page.get_by_text("Made on our site without a seller, at list price.")).to_be_visible()
    expect(page.get_by_text("Example Procurement")).to_be_visible()


def test_no_quote_is_made_before_its_price_is_known_and_one_is_afterwards(page: Page) -> None:
    held: list[Route] = []
    page.route("**/api/v1/prices", lambda route: held.append(route))
    with page.expect_request("**/api/v1/prices"):
        ConfigurePage(page).open("?plan=pbx.standard")
    page.get_by_role("button", name="Make an official quote").click()
    waits = page.get_by_role("button", name="The price is being updated")
    expect(waits).to_be_disabled()
    page.get_by_label("Company").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="your attention")).to_have_count(0)
    for each in held:
        each.continue_()
    page.get_by_role("button", name="Make the quote").click()
    expect(page.get_by_role("status").filter(has_text="is ready")).to_be_visible()


def test_what_a_seller_types_survives_a_reload(page: Page, product: Product) -> None:
    draft = Seller.signed_in(page, product).draft()
    desk = DeskQuotePage(page)
    desk.open(draft)
    desk.note.fill("Typed and not saved")
    page.reload()
    expect(desk.note).to_have_value("Typed and not saved")
    page.get_by_role("button", name="Go back to what was saved").click()
    expect(desk.note).to_have_value("")


def test_a_seller_offers_a_known_customer_a_higher_plan_up_to_the_old_end(
    page: Page, buyer: Page, product: Product
) -> None:
    first = in_days(-100)
    last = year_of_cover_from(first)
    server = Server("voip.berlin.example", "softswitch.standard", first, last, "Berlin", "1400.00")
    company = import_company(product, product.mail_dir.parent, server)
    Seller.signed_in(page, product)
    desk, seen = DeskQuotePage(page), QuotePage(buyer)
    found = page.request.get("/api/v1/customers", params={"query": company.name}).json()["customers"][0]
    page.goto(f"/desk/customers/{found['id']}/")
    page.get_by_role("link", name="Write a quote for this customer").click()
    expect(desk.company).to_have_value(company.name)
    desk.add("Upgrade of an installation")
    desk.line(1).get_by_label("Installation", exact=True).select_option(label="Berlin (voip.berlin.example)")
    desk.plan(1, "softswitch.advanced")
    desk.line(1).get_by_role("checkbox", name=re.compile("Keep the old end")).check()
    expect(desk.line(1)).to_contain_text(words(last))
    desk.save()
    token = desk.issue()
    seen.open(token)
    expect(seen.offered).to_contain_text(words(last))
    seen.accept.click()
    checkout = CheckoutPage(buyer)
    expect(checkout.field("Company")).to_have_value(company.name)
    checkout.field("Your name").fill(company.person("owner"))
    checkout.field("E-mail").fill(company.email("owner"))
    checkout.terms.check()
    checkout.place.click()
    buyer.wait_for_url("**/orders/*/")
    pay_by_card(OrderPage(buyer))
    expect(OrderPage(buyer).standing(IN_FORCE)).to_be_visible()
    expect(OrderPage(buyer).in_force).to_contain_text(words(last))


def test_a_quote_is_duplicated_and_its_validity_extended(page: Page, buyer: Page, product: Product) -> None:
    quote = Seller.signed_in(page, product).issued(note="For two sites")
    desk = DeskQuotePage(page)
    desk.open(quote)
    page.get_by_role("button", name="Extend the validity").click()
    page.get_by_label("Valid until").fill(in_days(45).isoformat())
    page.get_by_role("button", name="Extend it").click()
    expect(desk.standing(OPEN)).to_contain_text(words(in_days(45)))
    QuotePage(buyer).open(quote["token"])
    expect(QuotePage(buyer).standing(f"Valid until {words(in_days(45))}")).to_be_visible()
    desk.act("Duplicate", "Yes, duplicate it")
    expect(desk.note).to_have_value("For two sites")
    expect(page).not_to_have_url(re.compile(quote["id"]))


def test_a_draft_gives_a_preset_link_at_list_price_without_anything_personal(page: Page, product: Product) -> None:
    draft = Seller.signed_in(page, product).draft(offered(PBX), discounts=[off("5", "Loyal for years")])
    DeskQuotePage(page).open(draft)
    page.get_by_role("link", name="Open the preset link").click()
    expect(ConfigurePage(page).total).to_contain_text("US$2,900.00")
    assert "ada" not in page.url.lower()


def test_a_draft_that_cannot_be_priced_says_why_at_its_line_before_it_is_saved(
    page: Page, product: Product, faults: Faults
) -> None:
    first = in_days(-100)
    server = Server("voip.bonn.example", "softswitch.standard", first, year_of_cover_from(first), "Bonn", "1400.00")
    company = import_company(product, product.mail_dir.parent, server)
    Seller.signed_in(page, product)
    desk = DeskQuotePage(page)
    desk.begin()
    desk.add("New installation")
    desk.plan(1, "pbx.standard")
    desk.offer(1, "Alternative A")
    expect(page.get_by_role("status").filter(has_text="Offer both alternatives, A and B, or none.")).to_be_visible()
    desk.offer(1, "Always part of it")
    desk.choose_customer(company.name)
    desk.add("Extension of an installation")
    faults.expect("409")
    desk.line(2).get_by_label("Installation", exact=True).select_option(label="Bonn (voip.bonn.example)")
    desk.plan(2, "softswitch.standard")
    expect(desk.line(2).get_by_role("status").filter(has_text=re.compile("[a-z]"))).to_be_visible()
