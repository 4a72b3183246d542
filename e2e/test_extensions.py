"""Extending support without an account: exact dates, paid at once, checked by a person."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.days import in_days, today, words, year_of_cover_from
from e2e.mailbox import BEING_CHECKED, CONFIRMED, CORRECTED, REFUSED, SENT_BACK, Mailbox
from e2e.pages.checkout_page import CheckoutPage
from e2e.pages.configure_page import ConfigurePage
from e2e.pages.order_page import BEING_CHECKED as CHECKING
from e2e.pages.order_page import BOOKED, IN_FORCE, REFUNDED, OrderPage
from e2e.pages.order_page import REFUSED as NOT_ACCEPTED
from e2e.pages.sandbox_pages import CardPage
from e2e.product import Product
from e2e.provider import captures, paypal_orders, sessions
from e2e.shop import Shop
from e2e.waiting import until

CURRENT, WANTED = "softswitch.standard", "softswitch.standard"


@dataclass(frozen=True, slots=True)
class Case:
    """An extension: when cover ended or ends, how it is to start, the day on which that is, and what is said of it."""

    ends_in: int
    start: str
    starts_in: int
    told: str


CASES = {
    "before expiry": Case(30, "at_end", 31, "Nothing is lost."),
    "in grace, continuous": Case(-10, "continuous", -9, "There is no gap"),
    "in grace, from payment": Case(-10, "from_payment", 0, "The 9 days since your last term stay without cover."),
    "after grace": Case(-60, "from_payment", 0, "The 59 days since your last term stay without cover."),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_guest_extends_sees_exact_dates_and_pays(page: Page, product: Product, case: Case) -> None:
    first, last = in_days(case.starts_in), year_of_cover_from(in_days(case.starts_in))
    configure = ConfigurePage(page)
    configure.open()
    configure.add_extension.click()
    configure.state_extension(CURRENT, in_days(case.ends_in), WANTED)
    configure.start(case.start).check()
    card = configure.extension()
    expect(card).to_contain_text(case.told)
    expect(configure.fact(card, "First day")).to_have_text(words(first))
    expect(configure.fact(card, "Last covered day")).to_have_text(words(last))
    expect(configure.total).to_contain_text("US$1,400.00")
    configure.go_on.click()

    checkout = CheckoutPage(page)
    checkout.reference.fill("voip.example.com")
    checkout.fill_in_buyer()
    checkout.place.click()
    order_page = OrderPage(page)
    order_page.pay("card")
    CardPage(page).pay.click()
    expect(order_page.standing(CHECKING)).to_be_visible()
    expect(order_page.in_force).to_have_count(0)

    _staff(product, "approve", order_page.number(), "--reason", "the licence agrees")
    page.reload()
    expect(order_page.standing(BOOKED if case.starts_in > 0 else IN_FORCE)).to_be_visible()
    expect(order_page.in_force).to_contain_text("voip.example.com")
    expect(order_page.fact(order_page.in_force, "First day")).to_have_text(words(first))
    expect(order_page.fact(order_page.in_force, "Last covered day")).to_have_text(words(last))


def test_starts_that_are_not_open_are_not_offered(page: Page) -> None:
    configure = ConfigurePage(page)
    configure.open(_preset(in_days(30)))
    expect(configure.start("at_end")).to_be_checked()
    expect(configure.start("continuous")).to_have_count(0)
    configure.open(_preset(in_days(-60)))
    expect(configure.start("from_payment")).to_be_checked()
    expect(configure.start("continuous")).to_have_count(0)


def test_starting_today_asks_to_give_up_the_days_left(page: Page) -> None:
    configure = ConfigurePage(page)
    configure.open(_preset(in_days(10)))
    configure.start("today").check()
    expect(configure.fact(configure.extension(), "First day")).to_have_text(words(today()))
    configure.go_on.click()
    expect(configure.faults).to_contain_text("Confirm that you give up 11 days")
    page.get_by_role("checkbox", name="I give up 11 days").check()
    configure.go_on.click()
    expect(CheckoutPage(page).title).to_be_visible()


def test_corrected_dates_are_told_confirmed_and_only_then_in_force(page: Page, product: Product, shop: Shop) -> None:
    order = _paid_extension(product, shop, "card")
    mails = Mailbox(product, order["number"])
    mails.wait_for(BEING_CHECKED)
    waiting = product.command("orders", "list").stdout
    assert f"{order['number']}  waits for approval  USD 1,400.00" in waiting

    true_day = in_days(20)
    start = true_day + timedelta(days=1)
    _staff(product, "approve", order["number"], "--last-covered-day", f"1={true_day}", "--reason", "it ends later")

    told = mails.wait_for(CORRECTED).text
    assert "it ends later" in told
    assert f"/orders/{order['token']}/" in told
    order_page = OrderPage(page)
    order_page.open(order)
    expect(order_page.corrections).to_contain_text(f"{words(in_days(11))} to")
    expect(order_page.corrections).to_contain_text(f"{words(start)} to {words(year_of_cover_from(start))}")
    assert mails.about(CONFIRMED) == []

    order_page.confirm_dates.click()
    expect(order_page.standing(BOOKED)).to_be_visible()
    expect(order_page.fact(order_page.in_force, "First day")).to_have_text(words(start))
    assert len(mails.after_all_work(CONFIRMED)) == 1


@pytest.mark.parametrize("method", ["card", "paypal"])
def test_rejected_extension_is_paid_back_in_full_by_the_way_it_was_paid(
    page: Page, product: Product, shop: Shop, method: str
) -> None:
    order = _paid_extension(product, shop, method)
    _staff(product, "reject", order["number"], "--reason", "no such licence")
    order_page = OrderPage(page)
    order_page.open(order)
    expect(order_page.standing(REFUNDED)).to_be_visible()
    assert _given_back(product, shop.read(order), method) == 140_000
    mails = Mailbox(product, order["number"])
    assert "no such licence" in mails.wait_for(REFUSED).text
    assert len(mails.after_all_work(SENT_BACK)) == 1


def test_rejected_wire_is_listed_until_staff_have_sent_it_back(page: Page, product: Product, shop: Shop) -> None:
    order = _paid_extension(product, shop, "wire")
    assert "wires refunded" in _staff(product, "reject", order["number"], "--reason", "no such licence")
    order_page = OrderPage(page)
    order_page.open(order)
    expect(order_page.standing(NOT_ACCEPTED)).to_be_visible()
    listed = product.command("orders", "list").stdout
    assert f"send 1400.00 USD back for order {order['number']}" in listed

    sent = ("--sent-on", today().isoformat(), "--bank-reference", f"back {order['number']}")
    product.command("wires", "refunded", order["number"], *sent).check_returncode()
    expect(order_page.standing(REFUNDED)).to_be_visible()


def _preset(last_covered_day: date) -> str:
    return f"?extend={CURRENT}~{last_covered_day}~{WANTED}"


def _paid_extension(product: Product, shop: Shop, method: str) -> dict[str, Any]:
    """Order an extension of cover that ends in ten days, and pay it."""
    line = {
        "kind": "extension",
        "current_plan": CURRENT,
        "last_covered_day": in_days(10).isoformat(),
        "plan": WANTED,
        "periods": 1,
        "start": "at_end",
        "installation": {"reference": "voip.example.com"},
    }
    order = shop.order(line)
    shop.start(order, method)
    if method == "card":
        product.sandbox.session(sessions(product, shop.read(order))[0]["id"], "pay")
    elif method == "paypal":
        product.sandbox.order(paypal_orders(product, shop.read(order))[0]["id"])
    else:
        arrived = ("--received-on", today().isoformat(), "--bank-reference", f"line {order['number']}")
        product.command("wires", "confirm", order["number"], "--amount", "1400.00", *arrived).check_returncode()
    until("paid order", lambda: shop.read(order)["state"] == "awaiting_approval")
    return shop.read(order)


def _staff(product: Product, *command: str) -> str:
    done = product.command("orders", *command)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _given_back(product: Product, order: dict[str, Any], method: str) -> int:
    """Return what the provider has given back, in minor units."""
    state = product.sandbox.state()
    if method == "card":
        intents = [each["payment_intent"] for each in sessions(product, order)]
        return sum(each["amount"] for each in state["stripe"]["refunds"] if each["payment_intent"] in intents)
    captured = [link["href"] for each in captures(product, order) for link in each["links"] if link["rel"] == "self"]
    refunds = [each for each in state["paypal"]["refunds"] if any(link["href"] in captured for link in each["links"])]
    return sum(int(each["amount"]["value"].replace(".", "")) for each in refunds)
