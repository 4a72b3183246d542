"""Upgrading in mid-term: the credit's arithmetic to the cent, and what use between order and payment does to it."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.customers import Company, Server, import_company
from e2e.days import words, year_of_cover_from
from e2e.help_desk import HelpDesk
from e2e.mailbox import CONFIRMED, Mailbox
from e2e.ordering import installations, order
from e2e.pages.extend_page import ExtendPage
from e2e.pages.installation_page import InstallationPage
from e2e.pages.order_page import AWAITING, IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import CardPage
from e2e.pages.sign_in_page import sign_in
from e2e.product import Product
from e2e.provider import sessions
from e2e.shop import Shop
from e2e.waiting import until

NAME = "Berlin"
TOTAL_CHANGED = "the total has changed"


@dataclass(frozen=True, slots=True)
class Running:
    """A company in the middle of a term, and the help desk that has served it."""

    company: Company
    desk: HelpDesk
    installation: str


@pytest.fixture
def running(travelling_page: Page, travelling: Product, tmp_path: Path) -> Running:
    """Return who is 100 days into a Standard term that cost 1,399.99, with all developer requests used and one other.

    Of the requests, worth 10 × 90 + 3 × 200 = 1,500 as single incidents, 9 × 90 = 810 are left. That share, 54 %, is
    smaller than that of the days, and 1,399.99 × 810 / 1,500 = 755.9946.
    """
    first = travelling.today()
    last = year_of_cover_from(first)
    company = import_company(
        travelling, tmp_path, Server("KEY-BER", "softswitch.standard", first, last, NAME, "1399.99")
    )
    travelling.move(days=100)
    sign_in(travelling_page, travelling, company.email("owner"))
    running = Running(company, HelpDesk.of(travelling), installations(travelling_page)[NAME])
    for day in (5, 45, 80):
        running.desk.record(running.installation, "dev", 1, first + timedelta(days=day))
    running.desk.record(running.installation, "l1", 0.25, first + timedelta(days=6))
    return running


def _order_upgrade(page: Page, running: Running) -> OrderPage:
    extend = ExtendPage(page)
    extend.open(running.installation)
    extend.plan(NAME, "Advanced").check()
    expect(extend.start(NAME, "Upgrade now")).to_be_checked()
    return order(extend)


def test_upgrade_credits_the_smaller_share_to_the_cent_and_closes_the_old_term(
    travelling_page: Page, travelling: Product, running: Running
) -> None:
    upgraded_on = travelling.today()
    extend = ExtendPage(travelling_page)
    extend.open(running.installation)
    extend.plan(NAME, "Advanced").check()
    expect(extend.start(NAME, "Upgrade now")).to_be_checked()
    for fact, told in (
        ("Paid for the running term", "US$1,399.99"),
        ("Requests left, at the price of single incidents", "US$810.00 of US$1,500.00"),
        ("The smaller share counts", "that of the requests"),
        ("Credit, rounded down", "US$755.99"),
    ):
        expect(extend.fact(NAME, fact)).to_have_text(told)
    expect(extend.total).to_have_text("US$4,144.01")

    order_page = order(extend)
    expect(order_page.lines).to_contain_text("US$1,399.99 paid for it times that share, rounded down, is US$755.99.")
    order_page.pay("card")
    card = CardPage(travelling_page)
    expect(card.total).to_contain_text("4,144.01")
    card.pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    expect(order_page.fact(order_page.facts, "Paid")).to_contain_text("US$4,144.01 by card")
    assert "USD 4,144.01" in Mailbox(travelling, order_page.number()).wait_for(CONFIRMED).text

    shown = InstallationPage(travelling_page)
    shown.open(running.installation)
    expect(shown.standing).to_contain_text(
        f"Advanced support is in force until {words(year_of_cover_from(upgraded_on))}"
    )
    old = shown.terms.get_by_role("row").filter(has_text="closed by an upgrade")
    expect(old).to_contain_text(f"until {words(upgraded_on - timedelta(days=1))}, closed by the upgrade")
    expect(shown.gaps("support")).to_have_count(0)
    expect(shown.pool("Level 1 and 2")).to_contain_text("0 of 20 used, 20 left")


def test_use_between_order_and_payment_changes_the_total_and_closes_the_open_payment(
    travelling_page: Page, travelling: Product, running: Running
) -> None:
    order_page = _order_upgrade(travelling_page, running)
    address = travelling_page.url
    placed = {"token": address.rstrip("/").rsplit("/", 1)[-1]}
    order_page.pay("card")
    card = CardPage(travelling_page)
    expect(card.total).to_contain_text("4,144.01")

    # One more request leaves 8 × 90 = 720 of 1,500, and 1,399.99 × 0.48 = 671.9952.
    running.desk.record(running.installation, "l2", 0.5, travelling.today())
    until("closed pay page", lambda: _session(travelling, placed)["status"] == "expired")
    travelling_page.reload()
    expect(travelling_page.get_by_text("This payment page has expired.")).to_be_visible()
    travelling_page.goto(address)
    expect(order_page.standing(AWAITING)).to_contain_text("US$4,228.01")
    expect(order_page.lines).to_contain_text("rounded down, is US$671.99.")
    mail = Mailbox(travelling, order_page.number()).wait_for(TOTAL_CHANGED).text
    assert "The total was USD 4,144.01; it is now USD 4,228.01." in " ".join(mail.split())
    assert Shop(travelling).read(placed)["paid"] is None

    order_page.pay("card")
    expect(card.total).to_contain_text("4,228.01")
    card.pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    expect(order_page.fact(order_page.facts, "Paid")).to_contain_text("US$4,228.01 by card")


def _session(product: Product, order: dict[str, Any]) -> dict[str, Any]:
    (only,) = sessions(product, Shop(product).read(order))
    return only
