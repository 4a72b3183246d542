"""The papers of an order: the pro-forma before a wire, invoice and receipt after the money; each opens as PDF."""

from io import BytesIO

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from e2e.days import today
from e2e.mailbox import CONFIRMED, Mailbox
from e2e.pages.order_page import AWAITING, IN_FORCE, OrderPage
from e2e.pages.sandbox_pages import CardPage
from e2e.product import Product
from e2e.shop import Shop


def documents(page: Page) -> Locator:
    """Find the list of documents on an order's page."""
    return page.locator("section").filter(has=page.get_by_role("heading", name="Documents", exact=True))


def opened(page: Page, link: Locator) -> PdfReader:
    """Open the PDF that a link leads to, as the browser does, with its cookies."""
    reply = page.request.get(str(link.get_attribute("href")))
    assert (reply.status, reply.headers["content-type"]) == (200, "application/pdf")
    return PdfReader(BytesIO(reply.body()))


def words(pdf: PdfReader) -> str:
    """Return the text of a PDF on one line."""
    return " ".join(pdf.pages[0].extract_text().split())


def test_after_a_card_payment_invoice_and_receipt_open_as_pdf(page: Page, product: Product, shop: Shop) -> None:
    order = shop.order(purchase_order="PO-4711")
    order_page = OrderPage(page)
    order_page.open(order)
    expect(order_page.standing(AWAITING)).to_be_visible()
    expect(documents(page)).to_have_count(0)
    order_page.pay("card")
    CardPage(page).pay.click()
    expect(order_page.standing(IN_FORCE)).to_be_visible()

    links = documents(page).get_by_role("link")
    expect(links).to_have_count(2)
    for link, title in zip(links.all(), ("Invoice IN-", "Receipt RC-"), strict=True):
        expect(link).to_contain_text(title)
        pdf = opened(page, link)
        assert len(pdf.pages) == 1
        for told in (title, "Example Telecom", "PO-4711", order["number"], "USD 2,900.00", "by card"):
            assert told in words(pdf)
    assert "with its invoice and receipt" in Mailbox(product, order["number"]).wait_for(CONFIRMED).text


def test_a_wire_shows_its_pro_forma_and_then_the_invoice(page: Page, product: Product, shop: Shop) -> None:
    order = shop.order()
    order_page = OrderPage(page)
    order_page.open(order)
    order_page.pay("wire")
    link = documents(page).get_by_role("link")
    expect(link).to_have_count(1)
    expect(link).to_contain_text("Pro-forma invoice PF-")
    wire = shop.read(order)["wire"]
    for told in (wire["reference"], wire["iban"].replace(" ", ""), "is no invoice for tax"):
        assert told in words(opened(page, link))

    paid = product.command(
        *("wires", "confirm", order["number"], "--amount", "2900.00 USD"),
        *("--received-on", today().isoformat(), "--bank-reference", f"wire {order['number']}"),
    )
    assert paid.returncode == 0, paid.stderr
    page.reload()
    expect(documents(page).get_by_role("link")).to_have_count(3)
