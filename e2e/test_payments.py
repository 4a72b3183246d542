"""Paying an order by each method: paid, declined, left, switched, and money that comes later."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from e2e.days import today, words
from e2e.mailbox import CONFIRMED, TO_WIRE, Mailbox
from e2e.pages.order_page import AWAITING, CANCELLED, IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import BankPage, CardPage, PayPalPage
from e2e.product import Product
from e2e.provider import paypal_orders, sessions, wait_for_capture
from e2e.shop import Shop


@pytest.fixture
def order_page(page: Page) -> OrderPage:
    return OrderPage(page)


def test_card_pays_the_order_and_is_confirmed_by_one_mail(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    expect(order_page.standing(AWAITING)).to_contain_text("US$2,900.00")

    order_page.pay("card")
    card = CardPage(page)
    expect(card.total).to_contain_text("2,900.00")
    card.pay.click()

    expect(order_page.standing(IN_FORCE)).to_be_visible()
    expect(page).to_have_url(f"{product.url}/orders/{order['token']}/")
    expect(order_page.fact(order_page.in_force, "First day")).to_have_text(words(today()))
    assert len(Mailbox(product, order["number"]).after_all_work(CONFIRMED)) == 1


def test_paypal_pays_the_order_and_is_confirmed_by_one_mail(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("paypal")
    paypal = PayPalPage(page)
    expect(paypal.total).to_contain_text("USD 2900.00")
    paypal.pay.click()

    expect(order_page.standing(IN_FORCE)).to_be_visible()
    expect(order_page.fact(order_page.facts, "Paid")).to_contain_text("US$2,900.00 by PayPal")
    assert len(Mailbox(product, order["number"]).after_all_work(CONFIRMED)) == 1


def test_wire_is_asked_for_on_the_page_and_by_mail(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("wire")

    expect(page.get_by_role("heading", name="Pay by wire transfer")).to_be_visible()
    wire = shop.read(order)["wire"]
    told = order_page.page.locator("dl.wire")
    for name, value in (("IBAN", wire["iban"]), ("Reference", wire["reference"]), ("Amount", "US$2,900.00")):
        expect(order_page.fact(order_page.page.locator("main"), name)).to_contain_text(value)
    expect(told).to_contain_text(words(date.fromisoformat(wire["due"])))
    assert wire["reference"] in Mailbox(product, order["number"]).wait_for(TO_WIRE).text


def test_a_short_wire_leaves_the_order_open_and_says_what_is_missing(
    product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    shop.start(order, "wire")
    entered = product.command(
        *("wires", "confirm", order["number"], "--amount", "2899.00 USD"),
        *("--received-on", today().isoformat(), "--bank-reference", f"short {order['number']}"),
    )
    assert entered.returncode == 0
    assert "USD 1.00 is still missing" in entered.stdout
    assert order["number"] in product.command("orders", "list").stdout
    order_page.open(order)
    expect(order_page.page.get_by_text("US$1.00 is still missing: wire it with the same reference")).to_be_visible()
    assert shop.read(order)["state"] == "awaiting_payment"


def test_declined_card_can_be_tried_again_on_the_same_page(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("card")
    card = CardPage(page)
    card.decline.click()
    expect(card.told).to_contain_text("Your card was declined")
    card.pay.click()

    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert len(sessions(product, shop.read(order))) == 1


def test_declined_card_leaves_an_order_that_can_be_paid_again(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("card")
    card = CardPage(page)
    card.decline.click()
    expect(card.told).to_contain_text("Your card was declined")
    order_page.open(order)
    expect(order_page.told("The payment by card was declined. Nothing was taken.")).to_be_visible()

    order_page.pay("card")
    card.pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert len(sessions(product, shop.read(order))) == 1


def test_declined_paypal_leads_back_to_paypal_for_another_way(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("paypal")
    paypal = PayPalPage(page)
    paypal.decline.click()
    expect(paypal.told).to_contain_text("The way you chose was declined")
    paypal.pay.click()

    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert len(paypal_orders(product, shop.read(order))) == 1


@pytest.mark.parametrize(("method", "name"), [("card", "card"), ("paypal", "PayPal")])
def test_cancelling_at_the_provider_leaves_the_order_open(
    page: Page, shop: Shop, order_page: OrderPage, method: str, name: str
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay(method)
    (CardPage(page) if method == "card" else PayPalPage(page)).cancel.click()

    expect(order_page.told(f"The payment by {name} was left or closed. Nothing was taken")).to_be_visible()
    expect(order_page.standing(AWAITING)).to_be_visible()
    assert [each["state"] for each in shop.read(order)["attempts"]] == ["abandoned"]


def test_an_order_is_cancelled_after_asking_twice(shop: Shop, order_page: OrderPage) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.cancel_order.click()
    order_page.cancel_for_sure.click()
    expect(order_page.standing(CANCELLED)).to_be_visible()
    expect(order_page.radio("card")).to_have_count(0)


def test_the_method_is_switched_from_card_to_paypal_to_wire_and_back(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("card")
    expect(CardPage(page).title).to_be_visible()
    order_page.open(order)
    order_page.pay("paypal")
    expect(PayPalPage(page).title).to_be_visible()
    assert [each["status"] for each in sessions(product, shop.read(order))] == ["expired"]

    order_page.open(order)
    order_page.pay("wire")
    expect(page.get_by_role("heading", name="Pay by wire transfer")).to_be_visible()
    states = {each["method"]: each["state"] for each in shop.read(order)["attempts"]}
    assert states == {"card": "abandoned", "paypal": "abandoned", "wire": "pending"}

    order_page.pay("card")
    CardPage(page).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    expect(order_page.fact(order_page.facts, "Paid")).to_contain_text("by card")


def test_3d_secure_confirmed_pays_the_order(page: Page, shop: Shop, order_page: OrderPage) -> None:
    order_page.open(shop.order())
    order_page.pay("card")
    CardPage(page).pay_with_3d_secure.click()
    bank = BankPage(page)
    expect(bank.title).to_be_visible()
    bank.confirm.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()


def test_3d_secure_failed_takes_nothing_and_lets_another_card_pay(
    page: Page, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("card")
    card = CardPage(page)
    card.pay_with_3d_secure.click()
    BankPage(page).fail.click()
    expect(card.told).to_contain_text("could not confirm that it was you")
    assert shop.read(order)["paid"] is None
    card.pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()


def test_card_that_pays_later_is_pending_and_the_page_follows_when_it_settles(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("card")
    CardPage(page).pay_later.click()
    expect(order_page.updating).to_be_visible()
    expect(order_page.standing(AWAITING)).to_be_visible()

    (session,) = sessions(product, shop.read(order))
    product.sandbox.session(session["id"], "settle")
    expect(order_page.standing(IN_FORCE)).to_be_visible()


def test_card_that_pays_later_and_fails_leaves_the_order_open(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("card")
    CardPage(page).pay_later.click()
    expect(order_page.updating).to_be_visible()

    (session,) = sessions(product, shop.read(order))
    product.sandbox.session(session["id"], "fail")
    expect(order_page.told("Nothing was taken")).to_be_visible()
    expect(order_page.pay_button("card")).to_be_visible()
    order_page.pay("paypal")
    PayPalPage(page).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()


def test_paypal_echeck_is_pending_and_the_page_follows_when_it_completes(
    page: Page, product: Product, shop: Shop, order_page: OrderPage
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay("paypal")
    PayPalPage(page).pay_by_echeck.click()
    expect(order_page.updating).to_be_visible()
    assert shop.read(order)["paid"] is None

    capture = wait_for_capture(product, shop.read(order))
    product.sandbox.act("captures", capture["id"], "complete")
    expect(order_page.standing(IN_FORCE)).to_be_visible()
