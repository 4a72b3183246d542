"""Finance in one sitting: a bank statement with every kind of line, judged, decided about, booked, and worked off."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.bank_files import Movement, camt, german_csv, mt940

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults, listen
from e2e.mailbox import mails_to
from e2e.pages.money_page import MoneyPage
from e2e.pages.order_page import OrderPage
from e2e.pages.sign_in_page import sign_in
from e2e.pages.wires_page import StatementPage, WiresPage
from e2e.product import Product, serving
from e2e.shop import Shop
from e2e.waiting import until
from plandesk.domain.remittance import reference_for

FINANCE = "finance@vendor.example"
TOTAL = "2900.00"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Serve a product of its own, on whose list no other spec leaves money."""
    with serving(tmp_path_factory.mktemp("bank")) as product:
        product.command("staff", "add", FINANCE, "--role", "finance").check_returncode()
        yield product


@pytest.fixture
def shop(bank: Product) -> Shop:
    """Return a buyer of that product."""
    return Shop(bank)


@pytest.fixture
def finance(browser: Browser, browser_context_args: dict[str, Any], bank: Product, faults: Faults) -> Iterator[Page]:
    """Return the page of somebody of finance, signed in at the desk's wires."""
    with browser.new_context(**browser_context_args | {"base_url": bank.url}) as context:
        listen(context, faults, bank.url)
        page = context.new_page()
        sign_in(page, bank, FINANCE, to="/desk/wires/")
        yield page


def wired(shop: Shop) -> str:
    """Place an order that awaits a wire and return its number."""
    order = shop.order()
    shop.start(order, "wire")
    return str(order["number"])


def test_finance_import_a_statement_with_every_kind_of_line_and_work_the_list_to_empty(
    finance: Page, bank: Product, shop: Shop, faults: Faults, axe_source: str
) -> None:
    faults.expect("409")  # A split that does not add up is tried first.
    today = bank.today()
    orders = {
        name: shop.order() for name in ("matched", "short", "over", "first", "second", "hint", "paid", "late", "euro")
    }
    numbers = {name: str(order["number"]) for name, order in orders.items()}
    paid = ("--amount", TOTAL, "--received-on", today.isoformat(), "--bank-reference", "EARLIER")
    bank.command("wires", "confirm", numbers["paid"], *paid).check_returncode()
    # Cancelled by its buyer, but the money is on its way.
    OrderPage(finance).open(orders["late"])
    OrderPage(finance).cancel_order.click()
    OrderPage(finance).cancel_for_sure.click()
    expect(finance.get_by_text("This order was cancelled").first).to_be_visible()

    def line(text: str, amount: str, name: str, **more: str | bool) -> Movement:
        return Movement(amount, text, value_date=today, reference=f"{name}-{numbers['matched']}", **more)  # type: ignore[arg-type]

    def ref(name: str) -> str:
        return f"Invoice, ref {reference_for(numbers[name]).lower()}"

    statement = camt(
        line(ref("matched"), TOTAL, "L1"),
        line(ref("short"), "2885.00", "L2"),
        line(ref("over"), "3000.00", "L3"),
        line(f"{ref('first')} and {ref('second')}", "5800.00", "L4"),
        line(f"order {numbers['hint']}", TOTAL, "L5"),
        line(ref("paid"), TOTAL, "L6"),
        line(ref("late"), TOTAL, "L7"),
        line("thank you", "15.00", "L8"),
        line("interest", "0.42", "L9"),
        line(ref("matched"), "twelve", "L10"),
        line("rent", "900.00", "L11", out=True),
        line(ref("euro"), "5.00", "L12", currency="EUR"),
    )
    wires, page = WiresPage(finance), StatementPage(finance)
    wires.open()
    assert violations(finance, axe_source) == []
    wires.upload("monday.xml", statement)
    for verdict, count in {
        "matched": 1,
        "short": 1,
        "over": 1,
        "already paid": 1,
        "late": 1,
        "wrong currency": 1,
        "unknown": 4,
        "unreadable": 1,
        "outgoing": 1,
    }.items():
        expect(page.sum(verdict).get_by_role("cell").first).to_have_text(str(count))
    expect(page.line(10)).to_contain_text("Its amount cannot be read for certain.")
    assert violations(finance, axe_source) == []
    finance.set_viewport_size({"width": 320, "height": 640})
    assert overflow(finance) == 0
    finance.set_viewport_size({"width": 1280, "height": 800})

    page.divide(4, (numbers["first"], TOTAL), (numbers["second"], "2899.99"))
    expect(finance.get_by_text("The parts must add up to the money, to the cent.")).to_be_visible()
    form = finance.get_by_role("form", name="Choose orders for line 4")
    form.get_by_label("Amount 2").fill(TOTAL)
    form.get_by_role("button", name="Give the money to these").click()
    expect(page.line(4)).to_contain_text("It is divided:")
    page.divide(5, (numbers["hint"], TOTAL))
    expect(page.line(5)).to_contain_text(f"It pays order {numbers['hint']}.")
    page.leave_out(9)
    expect(page.line(9)).to_contain_text("You left it out.")
    expect(page.sum("split")).to_contain_text("US$5,800.00")
    page.confirm.click()
    expect(page.booked).to_be_visible()

    for name in ("matched", "over", "first", "second", "hint"):
        assert shop.read(orders[name])["state"] == "fulfilled", name
    short = shop.read(orders["short"])
    assert (short["state"], short["wire"]["amount"]["minor"]) == ("awaiting_payment", 1500)
    subject = f"Your order {numbers['short']}: USD 15.00 is still missing"
    until("mail about what is missing", lambda: mails_to(bank, "ada@example.com", subject))
    OrderPage(finance).open(orders["short"])
    expect(finance.get_by_text("US$15.00 is still missing: wire it with the same reference").first).to_be_visible()
    assert violations(finance, axe_source) == []

    # The same file again, and the same lines from the bank's other format, book nothing.
    wires.open()
    wires.upload("monday again.xml", statement)
    expect(page.sum("duplicate")).to_have_count(2)  # In euros and in dollars.
    expect(page.sum("duplicate").last.get_by_role("cell").first).to_have_text("8")
    page.discard.click()
    expect(finance.get_by_text("This draft was discarded.")).to_be_visible()
    wires.open()
    wires.upload("monday.sta", mt940(line("as MT940 tells it", "2900,00", "L1")))
    expect(page.sum("duplicate")).to_be_visible()
    page.discard.click()
    expect(finance.get_by_text("This draft was discarded.")).to_be_visible()
    work_off(finance, numbers, today)
    assert shop.read(orders["short"])["state"] == "fulfilled"


def work_off(finance: Page, numbers: Mapping[str, str], today: date) -> None:
    """Settle everything that a statement left for a person, until nothing is."""
    money = MoneyPage(finance)
    money.open()
    finance.get_by_role("link", name="Fits no order").click()
    money.use(numbers["short"], "the payer told us")
    expect(money.settled("used for an order")).to_be_visible()
    for kind, name in (("More than was owed", "over"), ("In another currency", "euro")):
        money.look_at(kind, numbers[name])
        money.act("Keep it as income", "Keep it")
        expect(money.settled("kept as income")).to_be_visible()
    for kind, name in (("More than was owed", "paid"), ("Too late for its order", "late")):
        money.look_at(kind, numbers[name])
        money.act("Send it back", "Send it back")
        money.look_at("A wire to send back", numbers[name])
        money.confirm_wire(today, f"out {numbers[name]}")
        expect(money.settled("sent back")).to_be_visible()
    money.open()
    expect(money.empty).to_be_visible()


def test_the_rest_of_a_short_wire_is_entered_by_hand_and_pays(finance: Page, bank: Product, shop: Shop) -> None:
    number, today, wires = wired(shop), bank.today().isoformat(), WiresPage(finance)
    wires.open()
    wires.look_at(number, "2,80.00", today, f"{number}-1")
    expect(wires.faults).to_contain_text("This is no amount such as 1400.00.")
    wires.enter(reference_for(number), "2,800.00", today, f"{number}-1")
    expect(wires.by_hand.get_by_role("status")).to_contain_text(f"Order {number} still needs US$100.00.")
    wires.look_at(number, "2800.00", today, f" {number} -1")
    expect(wires.by_hand).to_contain_text("This line is booked already")
    wires.change.click()
    wires.enter(number, "100", today, f"{number}-2")
    expect(wires.by_hand.get_by_role("status")).to_contain_text(f"Order {number} is paid.")


def test_a_csv_is_read_by_columns_that_are_chosen_once_with_a_preview(
    finance: Page, bank: Product, shop: Shop, axe_source: str
) -> None:
    number, wires = wired(shop), WiresPage(finance)
    movement = Movement("2900,00", reference_for(number), value_date=bank.today(), reference=f"{number}-C")
    wires.open()
    wires.choose("umsatz.csv", german_csv(movement))
    wires.format.select_option("CSV, with columns I choose now")
    form = finance.get_by_role("form", name="How the columns are read")
    expect(form.get_by_text("The file is not in the encoding")).to_be_visible()
    form.get_by_label("Encoding").select_option("cp1252")
    form.get_by_label("Dates are written").select_option("DD.MM.YYYY")
    for label, column in {
        "Value date": "Valuta",
        "Amount, or money in": "Betrag",
        "Text with the reference": "Verwendungszweck",
        "The bank’s own reference": "Referenz",
        "Payer (optional)": "Name",
    }.items():
        form.get_by_label(label, exact=True).or_(form.get_by_label(label)).first.select_option(column)
    expect(form.get_by_role("table", name="The same rows as they are read")).to_contain_text("US$2,900.00")
    assert violations(finance, axe_source) == []
    name = f"Sparkasse {number}"
    form.get_by_label("Save it as").fill(name)
    form.get_by_role("button", name="Save, and read the file").click()
    finance.wait_for_url(re.compile("/desk/wires/[0-9a-f-]{36}/"))
    page = StatementPage(finance)
    expect(page.sum("matched")).to_be_visible()
    page.confirm.click()
    expect(page.booked).to_be_visible()
    wires.open()
    wires.choose("umsatz.csv", german_csv(movement))
    wires.format.select_option(f"CSV, as saved: {name}")
    wires.read.click()
    finance.wait_for_url(re.compile("/desk/wires/[0-9a-f-]{36}/"))
    expect(page.sum("duplicate")).to_be_visible()


def test_what_is_no_statement_is_refused_in_a_sentence(finance: Page) -> None:
    wires = WiresPage(finance)
    wires.open()
    wires.read.click()
    expect(wires.faults).to_contain_text("Choose a file.")
