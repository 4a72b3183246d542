"""Paying over a bad network: clicks, returns and webhooks that come twice, late, out of order or never."""

from typing import Any

import pytest
import requests
from playwright.sync_api import BrowserContext, Page, Route, expect

from e2e.conftest import Faults
from e2e.days import today
from e2e.mailbox import CONFIRMED, Mailbox
from e2e.pages.order_page import IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import CardPage, PayPalPage
from e2e.product import Product
from e2e.provider import deliveries, paypal_orders, sessions
from e2e.shop import PBX, Shop
from e2e.waiting import until

PROVIDERS = {"card": "stripe", "paypal": "paypal"}
METHODS = tuple(PROVIDERS)


@pytest.fixture
def order_page(page: Page) -> OrderPage:
    return OrderPage(page)


def test_double_click_on_pay_opens_one_attempt(page: Page, product: Product, shop: Shop, order_page: OrderPage) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.choose("card")
    order_page.pay_button("card").dblclick()
    expect(CardPage(page).title).to_be_visible()
    read = shop.read(order)
    assert len(read["attempts"]) == len(sessions(product, read)) == 1


def test_pay_clicked_in_two_tabs_opens_one_attempt(context: BrowserContext, product: Product, shop: Shop) -> None:
    order = shop.order()
    tabs = [context.new_page(), context.new_page()]
    for tab in tabs:
        OrderPage(tab).open(order)
        OrderPage(tab).choose("paypal")
    for tab in tabs:
        OrderPage(tab).pay_button("paypal").click()
    for tab in tabs:
        expect(PayPalPage(tab).title).to_be_visible()
    read = shop.read(order)
    assert len(read["attempts"]) == len(paypal_orders(product, read)) == 1


@pytest.mark.parametrize("method", METHODS)
def test_webhook_before_the_return_fulfils_once(
    page: Page, product: Product, shop: Shop, order_page: OrderPage, method: str
) -> None:
    order = shop.order()

    def hold(route: Route) -> None:
        _wait_for_state(shop, order, "fulfilled")
        route.continue_()

    page.route(f"{product.url}/pay/*/return*", hold)
    order_page.open(order)
    order_page.pay(method)
    _pay_page(page, method).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    _fulfilled_once(product, shop, order)


@pytest.mark.parametrize("method", METHODS)
def test_return_before_the_webhook_fulfils_once(
    page: Page, product: Product, shop: Shop, order_page: OrderPage, method: str
) -> None:
    product.sandbox.fault(PROVIDERS[method], "delay", times=None)
    order = shop.order()
    order_page.open(order)
    order_page.pay(method)
    _pay_page(page, method).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()

    product.sandbox.clear_faults()
    assert product.sandbox.release(PROVIDERS[method]) >= 1
    _fulfilled_once(product, shop, order)


@pytest.mark.parametrize("method", METHODS)
def test_lost_webhook_and_closed_browser_lose_nothing(
    context: BrowserContext, product: Product, shop: Shop, method: str
) -> None:
    product.sandbox.fault(PROVIDERS[method], "drop", times=None)
    order = shop.order()
    tab = context.new_page()
    OrderPage(tab).open(order)
    OrderPage(tab).pay(method)
    _pay_page(tab, method).pay_without_returning.click()
    expect(_pay_page(tab, method).paid).to_be_visible()
    tab.close()

    _wait_for_state(shop, order, "fulfilled")
    assert deliveries(product, PROVIDERS[method], "dropped")
    assert len(Mailbox(product, order["number"]).after_all_work(CONFIRMED)) == 1


@pytest.mark.parametrize("method", METHODS)
def test_browser_closed_after_paying_is_made_good_by_the_webhook(
    page: Page, product: Product, shop: Shop, order_page: OrderPage, method: str
) -> None:
    order = shop.order()
    order_page.open(order)
    order_page.pay(method)
    _pay_page(page, method).pay_without_returning.click()
    expect(_pay_page(page, method).paid).to_be_visible()
    order_page.open(order)
    expect(order_page.standing(IN_FORCE)).to_be_visible()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("fault", ["duplicate", "reorder"])
def test_webhooks_twice_or_out_of_order_fulfil_once(
    page: Page, product: Product, shop: Shop, order_page: OrderPage, method: str, fault: str
) -> None:
    product.sandbox.fault(PROVIDERS[method], fault, times=None if fault == "duplicate" else 1)
    order = shop.order()
    order_page.open(order)
    order_page.pay(method)
    _pay_page(page, method).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    product.sandbox.release(PROVIDERS[method])
    _fulfilled_once(product, shop, order)


@pytest.mark.parametrize("method", METHODS)
def test_provider_that_is_down_is_told_and_the_same_attempt_goes_on_later(
    page: Page, product: Product, shop: Shop, order_page: OrderPage, faults: Faults, method: str
) -> None:
    faults.expect("502")
    product.sandbox.fault(PROVIDERS[method], "error_before", times=None)
    order = shop.order()
    order_page.open(order)
    order_page.pay(method)
    expect(order_page.told("The payment provider did not answer. Nothing was taken")).to_be_visible()

    product.sandbox.clear_faults()
    order_page.page.reload()
    order_page.pay_or_carry_on(method)
    _pay_page(page, method).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert len(shop.read(order)["attempts"]) == 1


@pytest.mark.parametrize("fault", ["error_after", "close_after"])
def test_card_page_opened_without_an_answer_is_found_again_at_once(
    page: Page, product: Product, shop: Shop, order_page: OrderPage, fault: str
) -> None:
    product.sandbox.fault("stripe", fault)
    order = shop.order()
    order_page.open(order)
    order_page.pay("card")
    expect(CardPage(page).title).to_be_visible()
    assert len(sessions(product, shop.read(order))) == 1


def test_paypal_page_opened_without_an_answer_in_time_is_found_again_by_the_worker(
    page: Page, product: Product, shop: Shop, order_page: OrderPage, faults: Faults
) -> None:
    faults.expect("502")
    product.sandbox.fault("paypal", "hang_after")
    order = shop.order()
    order_page.open(order)
    order_page.pay("paypal")
    until("PayPal page", lambda: shop.read(order)["attempts"] and shop.read(order)["attempts"][0]["redirect_url"])
    order_page.open(order)
    order_page.carry_on.click()
    PayPalPage(page).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    read = shop.read(order)
    assert len(read["attempts"]) == len(paypal_orders(product, read)) == 1


def test_a_total_tampered_with_is_refused_with_both_figures(product: Product, shop: Shop) -> None:
    answer = _order(product, shop, expected_total={"minor": 100, "currency": "USD"})
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["type"].endswith("total-changed")
    assert problem["expected_total"] == {"minor": 100, "currency": "USD"}
    assert problem["total"] == {"minor": 290_000, "currency": "USD"}


def test_an_unknown_plan_is_refused_by_the_api(product: Product, shop: Shop) -> None:
    answer = _order(product, shop, lines=[PBX | {"plan": "pbx.imaginary"}])
    assert answer.status_code == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/lines/0/plan"]


@pytest.mark.parametrize("method", METHODS)
def test_an_amount_tampered_with_at_the_provider_is_listed_and_pays_nothing(
    product: Product, shop: Shop, order_page: OrderPage, method: str
) -> None:
    order = shop.order()
    shop.start(order, method)
    if method == "card":
        product.sandbox.session(sessions(product, shop.read(order))[0]["id"], "pay-short")
    else:
        product.sandbox.order(paypal_orders(product, shop.read(order))[0]["id"], "approve-short")
    until("captured attempt", lambda: shop.read(order)["attempts"][0]["state"] == "captured")

    order_page.open(order)
    expect(order_page.standing("Money arrived that could not pay this order")).to_be_visible()
    expect(order_page.page.get_by_text("because it is less than the total")).to_be_visible()
    assert shop.read(order)["paid"] is None
    listed = [line for line in product.command("orders", "list").stdout.splitlines() if order["number"] in line]
    assert [line.split()[:3] for line in listed] == [[f"{today():%Y-%m-%d}", "short", "USD"]]
    assert "2,899.00" in listed[0]


def _pay_page(page: Page, method: str) -> CardPage | PayPalPage:
    return CardPage(page) if method == "card" else PayPalPage(page)


def _wait_for_state(shop: Shop, order: dict[str, Any], state: str) -> None:
    until(f"order that is {state}", lambda: shop.read(order)["state"] == state)


def _fulfilled_once(product: Product, shop: Shop, order: dict[str, Any]) -> None:
    assert len(Mailbox(product, order["number"]).after_all_work(CONFIRMED)) == 1
    read = shop.read(order)
    assert [each["event"] for each in read["history"]].count("fulfilled") == 1
    assert len(read["terms"]) == 1


def _order(product: Product, shop: Shop, **changes: Any) -> requests.Response:
    price = shop.price(PBX)
    body = {
        "lines": [PBX],
        "buyer": {"company": "Example", "contact": "Ada", "email": "ada@example.com", "country": "NL"},
        "terms_version": price["catalogue_version"],
        "terms_accepted": True,
        "expected_total": price["total"],
        **changes,
    }
    key = {"Idempotency-Key": f"tampered-{len(changes)}-{next(iter(changes))}"}
    return requests.post(f"{product.url}/api/v1/orders", json=body, headers=key, timeout=30)
