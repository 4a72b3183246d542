"""A person and a test walk through a year: every part of the demo moves with its clock."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.days import today, words, year_of_cover_from
from e2e.mailbox import CONFIRMED, Mailbox
from e2e.pages.clock_page import ClockPage
from e2e.pages.configure_page import ConfigurePage
from e2e.pages.order_page import IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import CardPage
from e2e.product import Product, serving
from e2e.shop import PBX, Shop
from e2e.waiting import until


@pytest.fixture
def clock(travelling_page: Page) -> ClockPage:
    return ClockPage(travelling_page)


def test_prices_are_dated_by_the_clock_that_a_person_moves(clock: ClockPage, travelling: Product) -> None:
    clock.open()
    expect(clock.shown).to_contain_text(words(today()))
    clock.button("One month on").click()
    moved = travelling.today()
    assert timedelta(days=28) <= moved - today() <= timedelta(days=31)
    expect(clock.shown).to_contain_text(words(moved))

    configure = ConfigurePage(clock.page)
    configure.open("?plan=pbx.standard")
    card = configure.installation()
    expect(configure.fact(card, "First day")).to_have_text(words(moved))
    expect(configure.fact(card, "Last covered day")).to_have_text(words(year_of_cover_from(moved)))


def test_a_day_can_be_gone_to_and_the_real_time_again(clock: ClockPage) -> None:
    clock.open()
    clock.go_to(today() + timedelta(days=500))
    expect(clock.shown).to_contain_text(words(today() + timedelta(days=500)))
    clock.button("Back to the real time").click()
    expect(clock.shown).to_contain_text(words(today()))


def test_a_year_on_the_order_is_paid_at_the_sandbox_and_confirmed_by_mail_that_day(
    travelling_page: Page, travelling: Product
) -> None:
    day = travelling.move(days=365)
    order = Shop(travelling).order()
    order_page = OrderPage(travelling_page)
    order_page.open(order)
    order_page.pay("card")
    CardPage(travelling_page).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    expect(order_page.fact(order_page.in_force, "First day")).to_have_text(words(day))
    assert len(Mailbox(travelling, order["number"]).after_all_work(CONFIRMED)) == 1


def test_what_runs_out_on_the_way_is_closed_by_the_worker(travelling: Product) -> None:
    shop = Shop(travelling)
    order = shop.order()
    travelling.move(days=40)
    until("expired order", lambda: shop.read(order)["state"] == "expired")


def test_the_product_of_the_other_specs_keeps_the_real_time(travelling: Product, shop: Shop) -> None:
    travelling.move(days=365)
    assert _first_day(Shop(travelling)) > today() + timedelta(days=364)
    assert _first_day(shop) <= today()


def test_a_product_started_at_a_moment_lives_there_in_every_process(tmp_path: Path) -> None:
    with serving(tmp_path, now="2028-02-29") as product:
        assert _first_day(Shop(product)) == date(2028, 2, 29)
        Shop(product).order()
        (mail,) = until("mail", product.mails)
        assert "Date: Tue, 29 Feb 2028 12:0" in mail


def _first_day(shop: Shop) -> date:
    (line,) = shop.price(PBX)["lines"]
    return date.fromisoformat(line["terms"][0]["start"])
