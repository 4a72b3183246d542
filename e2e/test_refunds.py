"""Finance give money back by each way it was paid, see first what ends, and work the list to empty."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import overflow, violations
from e2e.days import today
from e2e.mailbox import mails_to
from e2e.pages.money_page import MoneyPage, RefundPanel
from e2e.pages.order_page import OrderPage
from e2e.pages.sign_in_page import sign_in
from e2e.product import Product
from e2e.provider import captures, paypal_orders, sessions
from e2e.shop import Shop
from e2e.waiting import until

FINANCE = "refunds@vendor.example"


@pytest.fixture
def finance(page: Page, product: Product) -> Page:
    """Return the page of somebody of finance, signed in at the desk's money."""
    product.command("staff", "add", FINANCE, "--role", "finance").check_returncode()
    sign_in(page, product, FINANCE, to="/desk/money/")
    return page


def paid(product: Product, shop: Shop, method: str) -> dict[str, Any]:
    """Order one PBX plan, and pay it."""
    order = shop.order()
    shop.start(order, method)
    if method == "card":
        product.sandbox.session(sessions(product, shop.read(order))[0]["id"], "pay")
    elif method == "paypal":
        product.sandbox.order(paypal_orders(product, shop.read(order))[0]["id"])
    else:
        arrived = ("--received-on", today().isoformat(), "--bank-reference", f"line {order['number']}")
        product.command("wires", "confirm", order["number"], "--amount", "2900.00", *arrived).check_returncode()
    until("paid order", lambda: shop.read(order)["state"] == "fulfilled")
    return shop.read(order)


def refunds(product: Product, order: dict[str, Any]) -> list[dict[str, Any]]:
    """List the card processor's refunds of an order, oldest first."""
    intents = [each["payment_intent"] for each in sessions(product, order)]
    return [each for each in product.sandbox.state()["stripe"]["refunds"] if each["payment_intent"] in intents]


def test_a_card_payment_goes_back_in_part_and_then_in_full_with_its_cover(
    finance: Page, product: Product, shop: Shop, axe_source: str
) -> None:
    order = paid(product, shop, "card")
    panel = RefundPanel(finance)
    panel.open(order["number"])
    panel.ask("400.00")
    expect(panel.checked).to_contain_text("US$400.00 goes back: US$400.00 net and US$0.00 tax.")
    expect(panel.checked).to_contain_text("Its cover stays as it is.")
    assert violations(finance, axe_source) == []
    finance.set_viewport_size({"width": 320, "height": 640})
    assert overflow(finance) == 0
    finance.set_viewport_size({"width": 1280, "height": 800})
    panel.give.click()
    expect(panel.section.get_by_text("US$400.00 was requested.")).to_be_visible()
    expect(panel.section.get_by_text("US$2,500.00 of this order can still go back.")).to_be_visible()
    assert shop.read(order)["state"] == "part_refunded"

    panel.ask(None)
    expect(panel.checked).to_contain_text("never begins")
    panel.give.click()
    expect(panel.section.get_by_text("US$2,500.00 was requested.")).to_be_visible()
    assert [each["amount"] for each in refunds(product, order)] == [40000, 250000]
    OrderPage(finance).open(order)
    expect(finance.get_by_text("The money has gone back").first).to_be_visible()
    for amount in ("USD 400.00", "USD 2,500.00"):
        subject = f"Your order {order['number']}: {amount} sent back"
        until("mail", lambda subject=subject: mails_to(product, "ada@example.com", subject))


def test_a_paypal_payment_goes_back_to_paypal(finance: Page, product: Product, shop: Shop) -> None:
    order = paid(product, shop, "paypal")
    panel = RefundPanel(finance)
    panel.open(order["number"])
    panel.ask("1450.00", ends=True)
    expect(panel.checked).to_contain_text("It goes back to the PayPal account")
    expect(panel.checked).to_contain_text("never begins")
    panel.give.click()
    expect(panel.section.get_by_text("US$1,450.00 was requested.")).to_be_visible()
    assert shop.read(order)["state"] == "part_refunded"
    assert captures(product, shop.read(order))[0]["status"] == "PARTIALLY_REFUNDED"


def test_a_wire_is_listed_to_be_sent_back_and_confirmed(finance: Page, product: Product, shop: Shop) -> None:
    order = paid(product, shop, "wire")
    panel, money = RefundPanel(finance), MoneyPage(finance)
    panel.open(order["number"])
    panel.ask(None)
    expect(panel.checked).to_contain_text("it is listed for you to wire back")
    panel.give.click()
    expect(panel.section.get_by_text("US$2,900.00 was requested.")).to_be_visible()
    money.look_at("A wire to send back", order["number"])
    money.confirm_wire(today(), f"out {order['number']}")
    expect(money.settled("sent back")).to_be_visible()
    assert shop.read(order)["state"] == "refunded"
    money.open(order["number"])
    expect(finance.get_by_text("Nothing matches")).to_be_visible()


def test_a_refund_that_fails_later_is_listed_and_sent_by_wire_instead(
    finance: Page, product: Product, shop: Shop, axe_source: str
) -> None:
    order = paid(product, shop, "card")
    panel, money = RefundPanel(finance), MoneyPage(finance)
    panel.open(order["number"])
    panel.ask(None)
    panel.give.click()
    expect(panel.section.get_by_text("US$2,900.00 was requested.")).to_be_visible()
    assert shop.read(order)["state"] == "refunded"
    product.sandbox.act("refunds", refunds(product, order)[0]["id"], "fail")
    until("failure heard of", lambda: shop.read(order)["state"] == "fulfilled")
    subject = f"Your order {order['number']}: our refund did not go through"
    until("mail", lambda: mails_to(product, "ada@example.com", subject))

    money.look_at("A refund failed", order["number"])
    assert violations(finance, axe_source) == []
    money.act("Send it by wire instead", "List it as a wire")
    expect(money.settled("tried again")).to_be_visible()
    money.look_at("A wire to send back", order["number"])
    money.confirm_wire(today(), f"again {order['number']}")
    expect(money.settled("sent back")).to_be_visible()
    assert shop.read(order)["state"] == "refunded"


def test_surplus_money_pays_another_order_or_goes_back_until_the_list_is_empty(
    finance: Page, product: Product, shop: Shop, axe_source: str
) -> None:
    twice, surplus, other = paid(product, shop, "card"), paid(product, shop, "paypal"), shop.order()
    for order in (twice, surplus):
        arrived = ("--received-on", today().isoformat(), "--bank-reference", f"twice {order['number']}")
        product.command("wires", "confirm", order["number"], "--amount", "2900.00", *arrived)
    money = MoneyPage(finance)

    money.look_at("More than was owed", twice["number"])
    assert violations(finance, axe_source) == []
    money.use(other["number"], "they meant this one")
    expect(money.settled("used for an order")).to_be_visible()
    assert shop.read(other)["state"] == "fulfilled"

    money.look_at("More than was owed", surplus["number"])
    money.act("Send it back", "Send it back")
    money.look_at("A wire to send back", surplus["number"])
    money.confirm_wire(today(), f"back {surplus['number']}")
    for number in (twice["number"], surplus["number"]):
        money.open(number)
        expect(finance.get_by_text("Nothing matches")).to_be_visible()
    finance.get_by_role("button", name="Check that all money is accounted for").click()
    expect(finance.get_by_text("plus what this list holds and what was kept as income: to the cent")).to_be_visible()
    assert "Everything is accounted for." in product.command("accounts", "check").stdout


@pytest.mark.parametrize("method", ["card", "paypal"])
def test_a_dispute_is_listed_suspends_cover_and_is_concluded(
    finance: Page, product: Product, shop: Shop, method: str
) -> None:
    order = paid(product, shop, method)
    if method == "card":
        product.sandbox.session(sessions(product, order)[0]["id"], "dispute")
        noun, dispute = "disputes", product.sandbox.state()["stripe"]["disputes"][-1]["id"]
    else:
        product.sandbox.act("captures", captures(product, order)[0]["id"], "dispute")
        noun, dispute = "paypal-disputes", product.sandbox.state()["paypal"]["disputes"][-1]["dispute_id"]
    money, panel = MoneyPage(finance), RefundPanel(finance)
    until("listed", lambda: f"dispute  USD 2,900.00  {method} payment for order {order['number']}" in _list(product))
    panel.open(order["number"])
    expect(panel.section.get_by_text("The payment is in dispute")).to_be_visible()
    money.look_at("In dispute", order["number"])
    expect(finance.get_by_text("It waits for our answer.")).to_be_visible()
    product.sandbox.act(noun, dispute, "lose")
    until("lost", lambda: shop.read(order)["state"] == "refunded")
    finance.reload()
    money.act("End the cover", "End the cover")
    expect(money.settled("lost in a dispute")).to_be_visible()
    money.open(order["number"])
    expect(finance.get_by_text("Nothing matches")).to_be_visible()


def _list(product: Product) -> str:
    return product.command("orders", "list").stdout
