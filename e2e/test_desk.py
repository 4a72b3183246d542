"""At the desk staff find an order by whatever a caller quotes, turn pages, export, and act with a reason."""

import csv
import uuid
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.customers import Server, import_company
from e2e.days import in_days, words, year_of_cover_from
from e2e.pages.desk_pages import DeskListPage, DeskOrderPage, DeskPage
from e2e.pages.order_page import OrderPage
from e2e.pages.sign_in_page import sign_in
from e2e.product import ADMIN, SALES, Product
from e2e.provider import sessions
from e2e.shop import Shop
from e2e.waiting import until

TYPES_AT_ONCE = """
new MutationObserver((_, observer) => {
  const field = document.querySelector("input[type=search]");
  if (!field) return;
  observer.disconnect();
  queueMicrotask(() => {
    field.value = "%s";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}).observe(document, { childList: true, subtree: true });
"""


def named(shop: Shop) -> dict[str, Any]:
    """Place an order whose buyer has numbers nobody else has."""
    key = uuid.uuid4().hex[:8]
    about = {
        "company": f"Zephyr {key} & Sons",
        "email": f"zoe@{key}.example",
        "tax_id": f"DE {key}",
        "purchase_order": f"PO/{key}",
    }
    return shop.order(
        {"kind": "new_installation", "plan": "pbx.standard", "periods": 1, "installation": {"reference": f"LIC-{key}"}},
        **about,
    ) | {"key": key}


def paid(shop: Shop, product: Product, order: dict[str, Any]) -> str:
    """Let an order be paid by card, and return what the provider calls the payment page."""
    attempt = shop.start(order, "card")["id"]
    (session,) = [each for each in sessions(product, shop.read(order)) if each["client_reference_id"] == attempt]
    product.sandbox.session(session["id"], "pay")
    until("paid order", lambda: shop.read(order)["paid"])
    return str(session["id"])


def test_an_order_is_found_by_each_kind_of_number(page: Page, product: Product, shop: Shop) -> None:
    order = named(shop)
    session = paid(shop, product, order)
    key, number = order["key"], order["number"]
    invoice = page.request.get(f"{product.url}/api/v1/orders/{order['token']}/documents").json()["documents"][0][
        "number"
    ]
    sign_in(page, product, SALES, to="/desk/orders/")
    orders = DeskListPage(page)
    quoted = [
        *(number, f"{number[:4]} {number[4:7]} {number[7:]}", f"zoe@{key}.example".upper(), f"zephyr {key}"),
        *(f"DE-{key}", f"po {key}", f"lic {key}", session, invoice.lower()),
    ]
    for text in quoted:
        orders.look_for(text)
        expect(orders.found).to_have_text([number])
    orders.look_for(f"{key}-nobody-has-this")
    expect(orders.nothing).to_be_visible()
    page.go_back()
    expect(orders.found).to_have_text([number])
    expect(orders.search).to_have_value(invoice.lower())


def test_what_is_typed_as_soon_as_the_field_is_there_stays(page: Page, product: Product, shop: Shop) -> None:
    number = shop.order()["number"]
    sign_in(page, product, SALES)
    page.add_init_script(TYPES_AT_ONCE % number)
    orders = DeskListPage(page)
    orders.open("orders")
    expect(orders.rows.first).to_be_visible()
    expect(orders.search).to_have_value(number)
    orders.search.press("Enter")
    expect(orders.found).to_have_text([number])


def test_an_order_is_found_by_its_wire_reference(page: Page, product: Product, shop: Shop) -> None:
    order = named(shop)
    shop.start(order, "wire")
    reference = shop.read(order)["wire"]["reference"].replace(" ", "")
    sign_in(page, product, ADMIN, to="/desk/")
    desk = DeskPage(page)
    desk.find.fill(" ".join(reference[start : start + 4] for start in range(0, len(reference), 4)))
    desk.find.press("Enter")
    expect(DeskListPage(page).found).to_have_text([order["number"]])
    page.goto("/desk/wires/")
    expect(page.get_by_role("rowheader", name=order["number"])).to_be_visible()


def test_pages_lead_on_and_back_and_stand_in_the_address(page: Page, product: Product, shop: Shop) -> None:
    for _ in range(52):
        last = shop.order()
    sign_in(page, product, SALES, to="/desk/orders/")
    orders = DeskListPage(page)
    expect(orders.rows).to_have_count(50)
    first = orders.found.all_inner_texts()
    assert first[0] == last["number"]
    orders.next.click()
    expect(orders.found.first).not_to_have_text(first[0])
    second = orders.found.all_inner_texts()
    assert not set(first) & set(second)
    page.reload()
    expect(orders.found).to_have_text(second)
    page.go_back()
    expect(orders.found).to_have_text(first)
    orders.next.click()
    expect(orders.found).to_have_text(second)
    orders.previous.click()
    expect(orders.found).to_have_text(first)
    orders.state.select_option("cancelled")
    expect(page).to_have_url(f"{product.url}/desk/orders/?state=cancelled")


def test_a_filtered_list_is_exported(page: Page, product: Product, shop: Shop, tmp_path: Path) -> None:
    key = uuid.uuid4().hex[:8]
    numbers = [shop.order(company=f"=HYPER {key}")["number"] for _ in range(2)]
    sign_in(page, product, SALES, to=f"/desk/orders/?q=hyper%20{key}")
    orders = DeskListPage(page)
    expect(orders.found).to_have_text(numbers[::-1])
    with page.expect_download() as download:
        orders.file.click()
    file = tmp_path / "orders.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as content:
        head, *rows = list(csv.reader(content))
    assert [row[0] for row in rows] == numbers[::-1]
    assert {row[head.index("Company")] for row in rows} == {f"'=HYPER {key}"}


def test_a_stated_extension_is_approved_by_keyboard(page: Page, product: Product, shop: Shop) -> None:
    order = _stated(shop)
    paid(shop, product, order)
    sign_in(page, product, SALES, to="/desk/approvals/")
    page.get_by_role("link", name=order["number"]).focus()
    page.keyboard.press("Enter")
    shown = DeskOrderPage(page)
    shown.check.focus()
    page.keyboard.press("Enter")
    expect(shown.faults).to_be_focused()
    shown.reason.focus()
    page.keyboard.type("The licence agrees.")
    shown.check.press("Enter")
    expect(shown.does).to_be_focused()
    shown.approve.press("Enter")
    expect(shown.state).to_have_text("paid and in force")
    expect(shown.stated).to_be_hidden()
    expect(shown.happened("The licence agrees.")).to_contain_text(SALES)


def test_a_corrected_day_is_put_to_the_buyer(page: Page, product: Product, shop: Shop, faults: Faults) -> None:
    faults.expect("409")
    order = _stated(shop)
    paid(shop, product, order)
    sign_in(page, product, SALES, to=f"/desk/orders/{order['number']}/")
    shown = DeskOrderPage(page)
    shown.last_day.fill(in_days(3000).isoformat())
    shown.reason.fill("It ends later.")
    shown.check.click()
    expect(shown.faults).to_contain_text("A term can be queued behind the current one from 90 days before it ends")
    shown.last_day.fill(in_days(30).isoformat())
    shown.check.click()
    expect(shown.does).to_contain_text(words(in_days(31)))
    shown.correct.click()
    expect(shown.stated).to_contain_text("has been asked to confirm")
    OrderPage(page).open(order)
    expect(OrderPage(page).confirm_dates).to_be_visible()


def test_a_rejection_says_first_what_goes_back_and_how(page: Page, product: Product, shop: Shop) -> None:
    order = _stated(shop)
    paid(shop, product, order)
    sign_in(page, product, SALES, to=f"/desk/orders/{order['number']}/")
    shown = DeskOrderPage(page)
    shown.reason.fill("No such licence.")
    shown.reject.click()
    expect(shown.rejecting).to_be_focused()
    expect(shown.rejecting).to_contain_text("goes back to the card")
    expect(shown.state).not_to_have_text("refunded")
    shown.yes_reject.click()
    expect(shown.stated).to_be_hidden()
    expect(shown.happened("No such licence.").first).to_contain_text(SALES)


def test_staff_cancel_an_unpaid_order_and_say_why(page: Page, product: Product, shop: Shop) -> None:
    order = named(shop)
    sign_in(page, product, SALES, to=f"/desk/orders/{order['number']}/")
    shown = DeskOrderPage(page)
    shown.cancelling.click()
    shown.cancel.click()
    expect(shown.faults).to_be_visible()
    shown.cancel_reason.fill("Ordered twice.")
    shown.cancel.click()
    expect(shown.state).to_have_text("cancelled")
    expect(shown.happened("Ordered twice.")).to_contain_text(SALES)


def test_a_customer_is_found_by_its_licence_and_shown_with_its_cover(page: Page, product: Product) -> None:
    key, start = uuid.uuid4().hex[:8], in_days(-200)
    server = Server(f"KEY-{key}", "softswitch.standard", start, year_of_cover_from(start), "Antwerp")
    company = import_company(product, product.mail_dir.parent, server)
    sign_in(page, product, SALES, to="/desk/")
    DeskPage(page).find.fill(f"key {key}")
    DeskPage(page).find_customers.click()
    DeskListPage(page).found.click()
    expect(page.get_by_role("heading", level=1, name=company.name)).to_be_visible()
    expect(page.get_by_role("rowheader", name="Antwerp")).to_be_visible()
    expect(page.get_by_role("rowheader", name=company.person("owner"))).to_be_visible()


@pytest.mark.parametrize("width", [1440, 360])
def test_lists_can_be_read_by_everybody(page: Page, product: Product, shop: Shop, axe_source: str, width: int) -> None:
    shop.order()
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, product, ADMIN, to="/desk/")
    for path in ("/desk/", "/desk/orders/", "/desk/orders/?q=nobody", "/desk/customers/", "/desk/terms/?state=ended"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert violations(page, axe_source) == [], path
        assert overflow(page) == 0, path


def _stated(shop: Shop) -> dict[str, Any]:
    line = {
        "kind": "extension",
        "current_plan": "softswitch.standard",
        "last_covered_day": in_days(10).isoformat(),
        "plan": "softswitch.advanced",
        "periods": 1,
        "start": "at_end",
        "installation": {"reference": "voip.example.com"},
    }
    return shop.order(line)
