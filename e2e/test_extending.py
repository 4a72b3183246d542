"""Extending what one has before and after it ends: every date to the day, nothing lost, gaps named."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.customers import Company, Server, import_company
from e2e.days import words, year_of_cover_from
from e2e.mailbox import CONFIRMED, TO_WIRE, Mailbox
from e2e.ordering import installations, order, pay_by_card
from e2e.pages.extend_page import ExtendPage
from e2e.pages.installation_page import InstallationPage
from e2e.pages.order_page import BOOKED, IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import CardPage, PayPalPage
from e2e.pages.sign_in_page import sign_in
from e2e.product import Product

DAY = timedelta(days=1)
YEAR = timedelta(days=365)
NAME = "Berlin"
AT_END, CONTINUOUS = "When the current term ends", "Where the last term ended"
FROM_PAYMENT = "On the day of payment"


def _company(product: Product, folder: Path, last: date) -> Company:
    """Bring in a customer whose one term of a year ends on a last covered day."""
    return import_company(product, folder, Server("KEY-BER", "softswitch.standard", last - YEAR + DAY, last, NAME))


def _choices(page: Page, product: Product, company: Company) -> ExtendPage:
    """Sign in, and open the choices for the one installation."""
    sign_in(page, product, company.email("owner"))
    extend = ExtendPage(page)
    extend.open(installations(page)[NAME])
    return extend


def _account_page(page: Page) -> InstallationPage:
    shown = InstallationPage(page)
    shown.open(installations(page)[NAME])
    return shown


def _dates(order_page: OrderPage) -> list[str]:
    """Read from when to when the order is in force."""
    return [order_page.fact(order_page.in_force, name).inner_text() for name in ("First day", "Last covered day")]


def test_before_expiry_paypal_queues_a_term_behind_and_nothing_is_lost(
    travelling_page: Page, travelling: Product, tmp_path: Path
) -> None:
    last = travelling.today() + timedelta(days=40)
    company = _company(travelling, tmp_path, last)
    travelling.move(days=10)
    extend = _choices(travelling_page, travelling, company)
    expect(extend.start(NAME, AT_END)).to_be_checked()
    expect(extend.card(NAME)).to_contain_text("Nothing is lost.")
    expect(extend.total).to_have_text("US$1,400.00")

    order_page = order(extend)
    order_page.pay("paypal")
    paypal = PayPalPage(travelling_page)
    expect(paypal.total).to_contain_text("USD 1400.00")
    paypal.pay.click()
    expect(order_page.standing(BOOKED)).to_be_visible()
    new_last = year_of_cover_from(last + DAY)
    assert _dates(order_page) == [words(last + DAY), words(new_last)]
    told = Mailbox(travelling, order_page.number()).wait_for(CONFIRMED).text
    assert f"support from {words(last + DAY)} to {words(new_last)}, the last covered day" in told

    shown = _account_page(travelling_page)
    expect(shown.standing).to_contain_text(f"Standard support is in force until {words(last)}")
    expect(shown.standing).to_contain_text(f"Standard support follows, from {words(last + DAY)} to {words(new_last)}.")
    expect(shown.gaps("support")).to_have_count(0)


def test_ten_days_after_expiry_card_continues_where_the_term_ended(
    travelling_page: Page, travelling: Product, tmp_path: Path
) -> None:
    last = travelling.today() + timedelta(days=5)
    company = _company(travelling, tmp_path, last)
    travelling.at(last + timedelta(days=10))
    extend = _choices(travelling_page, travelling, company)
    extend.start(NAME, CONTINUOUS).check()
    expect(extend.card(NAME)).to_contain_text("There is no gap, but the days since then are used up")
    order_page = order(extend)
    pay_by_card(order_page)
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert _dates(order_page) == [words(last + DAY), words(year_of_cover_from(last + DAY))]

    shown = _account_page(travelling_page)
    expect(shown.standing).to_contain_text(
        f"Standard support is in force until {words(year_of_cover_from(last + DAY))}"
    )
    expect(shown.gaps("support")).to_have_count(0)


@pytest.mark.parametrize("lapse", [10, 40])
def test_after_a_lapse_card_starts_on_the_day_of_payment_and_the_gap_is_named(
    travelling_page: Page, travelling: Product, tmp_path: Path, lapse: int
) -> None:
    last = travelling.today() + timedelta(days=5)
    company = _company(travelling, tmp_path, last)
    paid_on = last + timedelta(days=lapse)
    travelling.at(paid_on)
    extend = _choices(travelling_page, travelling, company)
    expect(extend.start(NAME, CONTINUOUS)).to_have_count(1 if lapse == 10 else 0)
    extend.start(NAME, FROM_PAYMENT).check()
    expect(extend.card(NAME)).to_contain_text(f"The {lapse - 1} days since your last term stay without cover.")
    order_page = order(extend)
    order_page.pay("card")
    card = CardPage(travelling_page)
    expect(card.total).to_contain_text("1,400.00")
    card.pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert _dates(order_page) == [words(paid_on), words(year_of_cover_from(paid_on))]

    shown = _account_page(travelling_page)
    expect(shown.standing).to_contain_text(f"Standard support is in force until {words(year_of_cover_from(paid_on))}")
    gap = shown.gaps("support")
    expect(gap).to_contain_text(words(last + DAY))
    expect(gap).to_contain_text(words(paid_on - DAY))
    expect(gap.get_by_role("cell").last).to_have_text(str(lapse - 1))


def _order_by_wire(page: Page, product: Product, company: Company, start: str) -> OrderPage:
    """Order an extension that is to start in a way, and ask for the bank's details."""
    extend = _choices(page, product, company)
    extend.start(NAME, start).check()
    order_page = order(extend)
    order_page.pay("wire")
    expect(page.get_by_role("heading", name="Pay by wire transfer")).to_be_visible()
    return order_page


def _book(product: Product, order_page: OrderPage, value_date: date) -> None:
    """Book a wire of the whole amount, as finance does with the bank's line before it."""
    number = order_page.number()
    line = ("--received-on", value_date.isoformat(), "--bank-reference", f"line {number}")
    product.command("wires", "confirm", number, "--amount", "1400.00 USD", *line).check_returncode()


@pytest.mark.parametrize(("after", "counts_from"), [(14, 0), (15, 15)])
def test_wire_counts_from_the_order_while_it_is_due_and_from_its_arrival_when_that_is_missed(
    travelling_page: Page, travelling: Product, tmp_path: Path, after: int, counts_from: int
) -> None:
    last = travelling.today() + timedelta(days=5)
    company = _company(travelling, tmp_path, last)
    ordered_on = last + timedelta(days=40)
    travelling.at(ordered_on)
    order_page = _order_by_wire(travelling_page, travelling, company, FROM_PAYMENT)
    due = f"{words(ordered_on + timedelta(days=14))}. Received up to this day, it counts from the day of your order."
    expect(order_page.fact(order_page.page.locator("main"), "Due")).to_contain_text(due)

    travelling.at(ordered_on + timedelta(days=20))
    _book(travelling, order_page, ordered_on + timedelta(days=after))
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    first = ordered_on + timedelta(days=counts_from)
    assert _dates(order_page) == [words(first), words(year_of_cover_from(first))]
    expect(order_page.fact(order_page.facts, "Paid")).to_contain_text(
        f"received on {words(ordered_on + timedelta(days=after))}"
    )
    expect(order_page.fact(order_page.facts, "Counts from")).to_have_text(words(first))

    sign_in(travelling_page, travelling, company.email("owner"))
    gap = _account_page(travelling_page).gaps("support")
    expect(gap.get_by_role("cell").last).to_have_text(str(39 + counts_from))


def test_wire_that_misses_the_end_takes_the_next_start_and_says_so(
    travelling_page: Page, travelling: Product, tmp_path: Path
) -> None:
    ordered_on = travelling.today()
    last = ordered_on + timedelta(days=5)
    company = _company(travelling, tmp_path, last)
    order_page = _order_by_wire(travelling_page, travelling, company, AT_END)
    mails = Mailbox(travelling, order_page.number())
    due = ordered_on + timedelta(days=14)
    assert f"Money that our bank dates {words(due)} or earlier counts from the day of your order." in re.sub(
        r"\s+", " ", mails.wait_for(TO_WIRE).text
    )

    travelling.move(days=20)
    _book(travelling, order_page, ordered_on + timedelta(days=20))
    expect(order_page.standing(IN_FORCE)).to_be_visible()
    assert _dates(order_page) == [words(last + DAY), words(year_of_cover_from(last + DAY))]
    note = f"It starts where the last term ended, on {words(last + DAY)}."
    expect(order_page.standing(IN_FORCE)).to_contain_text(note)
    assert f"the next one that was open applies: {words(last + DAY)}." in re.sub(
        r"\s+", " ", mails.wait_for(CONFIRMED).text
    )
