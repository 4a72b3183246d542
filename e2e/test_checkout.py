"""A buyer checks the order and places it: faults beside their fields, changes confirmed anew, nothing lost."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.days import in_days
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.order_page import AWAITING, OrderPage

PRESET = "?plan=pbx.standard&incidents=l12:1"
EXTENSION = f"?extend=softswitch.standard~{in_days(40)}~softswitch.advanced~today"


@pytest.fixture
def checkout(page: Page) -> CheckoutPage:
    return CheckoutPage(page)


def test_every_missing_field_is_told_beside_it_and_in_a_summary_that_takes_the_focus(checkout: CheckoutPage) -> None:
    checkout.open(EXTENSION)
    checkout.place.click()
    expect(checkout.faults).to_be_focused()
    expect(checkout.faults.get_by_role("link")).to_have_count(7)
    expect(checkout.field("Company")).to_have_accessible_description("Enter the company’s name.")
    checkout.faults.get_by_role("link", name="Softswitch: Advanced support: enter its licence key").click()
    expect(checkout.reference).to_be_focused()


def test_what_has_no_price_is_not_ordered_and_is_once_it_has_one(checkout: CheckoutPage, faults: Faults) -> None:
    faults.expect("500")
    checkout.page.route("**/api/v1/prices", lambda route: route.fulfill(status=500, json={}), times=1)
    checkout.open(PRESET)
    unpriced = checkout.page.get_by_role("button", name="Place the order")
    expect(unpriced).to_be_disabled()
    expect(checkout.page.locator(".bar")).to_contain_text("The order can be placed once it has a price.")
    checkout.field("Company").press("Enter")
    expect(checkout.faults).to_have_count(0)
    checkout.page.get_by_role("button", name="Try again").click()
    checkout.fill_in_buyer()
    checkout.place.click()
    expect(OrderPage(checkout.page).standing(AWAITING)).to_be_visible()


def test_what_only_the_server_knows_is_told_beside_its_field(checkout: CheckoutPage, faults: Faults) -> None:
    faults.expect("422")
    checkout.open(PRESET)
    checkout.fill_in_buyer()
    checkout.field("Company").fill("Example\x7fTelecom")
    checkout.place.click()
    expect(checkout.field("Company")).to_have_attribute("aria-invalid", "true")
    expect(checkout.field("Company")).to_have_accessible_description(re.compile("^Company: "))


def test_a_malformed_address_is_told_together_with_what_is_missing(checkout: CheckoutPage) -> None:
    checkout.open(PRESET)
    checkout.fill_in_buyer()
    checkout.field("E-mail").fill("nobody")
    checkout.field("Company").fill("")
    checkout.place.click()
    expect(checkout.faults.get_by_role("link")).to_have_count(2)
    expect(checkout.field("E-mail")).to_have_accessible_description(re.compile("Enter the whole address"))


def test_a_consent_holds_for_its_own_selection(checkout: CheckoutPage) -> None:
    checkout.open(PRESET)
    checkout.fill_in_buyer()
    checkout.open(EXTENSION)
    expect(checkout.field("Company")).to_have_value("Example Telecom")
    expect(checkout.terms).not_to_be_checked()


def test_nothing_typed_is_lost_on_reload_or_back(checkout: CheckoutPage) -> None:
    checkout.open(PRESET)
    checkout.fill_in_buyer()
    checkout.page.get_by_label("Your purchase-order number").fill("PO-17")
    checkout.page.reload()
    expect(checkout.field("Company")).to_have_value("Example Telecom")
    expect(checkout.country).to_have_value("NL")
    expect(checkout.terms).to_be_checked()
    checkout.page.get_by_role("link", name="Change the selection").first.click()
    checkout.page.get_by_role("button", name="Continue to checkout").click()
    expect(checkout.page.get_by_label("Your purchase-order number")).to_have_value("PO-17")


def test_a_double_click_and_a_return_place_one_order(checkout: CheckoutPage) -> None:
    checkout.open(PRESET)
    checkout.fill_in_buyer()
    checkout.place.dblclick()
    order = OrderPage(checkout.page)
    expect(order.standing(AWAITING)).to_be_visible()
    number = order.number()
    checkout.page.go_back()
    checkout.place.click()
    expect(order.standing(AWAITING)).to_be_visible()
    assert order.number() == number


def test_a_lost_connection_loses_nothing_and_trying_again_orders_once(checkout: CheckoutPage, faults: Faults) -> None:
    faults.expect("ERR_FAILED")
    keys: list[str | None] = []

    def lose_the_answer(route: Route) -> None:
        keys.append(route.request.header_value("Idempotency-Key"))
        route.fetch()
        route.abort()

    checkout.open(PRESET)
    checkout.fill_in_buyer()
    checkout.page.route("**/api/v1/orders", lose_the_answer, times=1)
    checkout.place.click()
    expect(checkout.faults).to_contain_text("the same order is never placed twice")
    with checkout.page.expect_request("**/api/v1/orders") as again:
        checkout.place.click()
    assert again.value.header_value("Idempotency-Key") == keys[0]
    expect(OrderPage(checkout.page).standing(AWAITING)).to_be_visible()


def test_a_changed_total_shows_both_figures_and_needs_a_new_confirmation(
    checkout: CheckoutPage, faults: Faults
) -> None:
    faults.expect("409")
    checkout.open(PRESET)
    checkout.fill_in_buyer()
    checkout.page.route("**/api/v1/orders", _was_shown_another_total, times=1)
    checkout.place.click()
    note = checkout.page.get_by_text("You were shown US$2,989.99. The total is now US$2,990.00.")
    expect(note).to_be_visible()
    checkout.place.click()
    expect(checkout.faults).to_contain_text("Confirm the new total to order.")
    checkout.page.get_by_role("checkbox", name="I want to order for US$2,990.00.").check()
    checkout.place.click()
    expect(OrderPage(checkout.page).standing(AWAITING)).to_be_visible()


def test_changed_terms_are_accepted_anew(checkout: CheckoutPage, faults: Faults) -> None:
    faults.expect("409")
    old = "0" * 64
    checkout.page.route("**/api/v1/prices", lambda route: _priced_under(route, old), times=1)
    checkout.open(PRESET)
    checkout.fill_in_buyer()
    checkout.place.click()
    expect(checkout.page.get_by_text(f"You accepted version {old[:12]}")).to_be_visible()
    expect(checkout.terms).not_to_be_checked()
    checkout.terms.check()
    checkout.place.click()
    expect(OrderPage(checkout.page).standing(AWAITING)).to_be_visible()


def test_a_link_that_names_nothing_leads_to_the_configurator(checkout: CheckoutPage) -> None:
    checkout.open("?plan=pbx.rocket")
    expect(checkout.page.get_by_text("which does not exist")).to_be_visible()
    checkout.page.get_by_role("link", name="Choose plans or incidents").click()
    expect(checkout.page.get_by_role("heading", level=1, name="Buy or extend support")).to_be_visible()


def test_an_address_without_an_order_says_so(page: Page, faults: Faults) -> None:
    faults.expect("404")
    page.goto("/orders/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")
    expect(page.get_by_role("heading", name="There is no order at this address")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Ask us")).to_be_visible()


@pytest.mark.parametrize("width", [320, 360, 1440])
@pytest.mark.parametrize("preset", ["", PRESET, EXTENSION])
def test_nothing_scrolls_sideways_and_axe_finds_no_violation(
    checkout: CheckoutPage, axe_source: str, preset: str, width: int
) -> None:
    checkout.page.set_viewport_size({"width": width, "height": 800})
    checkout.open(preset)
    if preset:
        checkout.place.click()
        expect(checkout.faults).to_be_focused()
    assert overflow(checkout.page) == 0
    assert violations(checkout.page, axe_source) == []


def test_without_javascript_the_page_says_how_to_order_instead(browser: Browser, base_url: str) -> None:
    with browser.new_context(java_script_enabled=False, base_url=base_url) as context:
        page = context.new_page()
        page.goto("/checkout/" + PRESET)
        expect(page.get_by_text("Ordering here needs JavaScript.")).to_be_visible()
        expect(page.get_by_role("main").get_by_role("link", name="Ask us")).to_be_visible()


@pytest.mark.parametrize("path", ["/checkout/", "/orders/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/"])
def test_pages_of_one_buyer_stay_out_of_search_engines(page: Page, faults: Faults, path: str) -> None:
    faults.expect("404")
    page.goto(path)
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")


def _was_shown_another_total(route: Route) -> None:
    body: dict[str, Any] = json.loads(route.request.post_data or "{}")
    body["expected_total"]["minor"] -= 1
    route.continue_(post_data=json.dumps(body))


def _priced_under(route: Route, version: str) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, json={**answer.json(), "catalogue_version": version})
