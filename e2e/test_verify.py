"""A signed quote is checked by whoever has its file, with the server and without."""

import uuid
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect
from tests.signed_files import pdf_of, signed_by

from e2e.accessibility import overflow, violations
from e2e.conftest import Faults
from e2e.pages.verify_page import VerifyPage
from e2e.product import Product
from e2e.shop import PBX
from plandesk.adapters.signatures import Ed25519Signer


@pytest.fixture
def signed(product: Product) -> bytes:
    """Return a file that the running product's key has signed."""
    return signed_by(Ed25519Signer([Path(product.settings["PLANDESK_SIGNING_KEY_FILE"]).read_text().strip()]))


def test_a_good_file_tells_who_signed_what_and_when(page: Page, signed: bytes, axe_source: str) -> None:
    verify = VerifyPage(page)
    verify.open()
    verify.choose(signed)
    expect(verify.right).to_be_visible()
    for words in (
        "Mizutech signed this quote on 23 November 2026",
        "Q202604711, revision 2",
        "Acme Ltd",
        "US$2,900.00",
        "23 December 2026, the last day (UTC)",
        "Checked by the server and, by itself, by your browser.",
    ):
        expect(page.get_by_text(words)).to_be_visible()
    assert violations(page, axe_source) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert overflow(page) == 0


def test_the_files_of_an_issued_quote_are_right_and_say_that_it_is_open(page: Page, product: Product) -> None:
    quote = _made(product)
    verify = VerifyPage(page)
    for name, says in (("document.json", "by itself, by your browser"), ("quote.pdf", "is, to the byte, the one")):
        data = requests.get(f"{product.url}/api/v1/quotes/{quote['token']}/{name}", timeout=60).content
        verify.open()
        verify.choose(data, name)
        expect(verify.right).to_be_visible()
        expect(page.get_by_text(quote["number"])).to_be_visible()
        expect(page.get_by_text("It is open: it can be accepted until its last day.")).to_be_visible()
        expect(page.get_by_text(says)).to_be_visible()
        expect(verify.open_quote).to_have_attribute("href", f"{product.url}/quotes/{quote['token']}/")
        verify.choose(data + b"\n", name)
        expect(verify.refused).to_be_visible()


def _made(product: Product) -> dict[str, str]:
    """Let a buyer make a quote, and return its token and number."""
    body = {"lines": [PBX], "company": "Example Telecom"}
    headers = {"Idempotency-Key": uuid.uuid4().hex}
    reply = requests.post(f"{product.url}/api/v1/quotes", json=body, headers=headers, timeout=30)
    reply.raise_for_status()
    made: dict[str, str] = reply.json()
    return made


def test_a_pdf_is_checked_by_the_file_attached_to_it(page: Page, signed: bytes) -> None:
    verify = VerifyPage(page)
    verify.open()
    verify.choose(pdf_of(signed), "quote.pdf")
    expect(verify.right).to_be_visible()
    expect(page.get_by_text("and not its pages")).to_be_visible()
    expect(page.get_by_text("Checked by the server.", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b'"minor":290000', b'"minor":190000', "It was changed after it was signed."),
        (b'"minor":290000', b'"minor": 290000', "The file was written anew"),
        (b'"vendor":"Mizutech"', b'"vendor":"Somebody"', "It names another vendor."),
        (b'{"document":', b"{document:", "This is no signed quote"),
    ],
)
def test_a_changed_file_is_refused_and_says_why(page: Page, signed: bytes, old: bytes, new: bytes, why: str) -> None:
    verify = VerifyPage(page)
    verify.open()
    verify.choose(signed.replace(old, new, 1))
    expect(verify.refused).to_be_visible()
    expect(page.get_by_text(why)).to_be_visible()
    expect(page.get_by_text("Acme Ltd")).to_have_count(0)


def test_without_the_network_the_browser_checks_alone(page: Page, signed: bytes, faults: Faults) -> None:
    faults.expect("ERR_INTERNET_DISCONNECTED")
    verify = VerifyPage(page)
    verify.open()
    page.context.set_offline(True)
    verify.choose(signed)
    expect(verify.right).to_be_visible()
    expect(page.get_by_text("Checked by your browser alone.")).to_be_visible()
    expect(page.get_by_text("the server could not be asked")).to_be_visible()
    verify.choose(signed.replace(b"Acme", b"Acne"))
    expect(verify.refused).to_be_visible()


def test_the_keyboard_reaches_the_file_and_hears_the_result(page: Page, signed: bytes) -> None:
    verify = VerifyPage(page)
    verify.open()
    verify.file.focus()
    expect(verify.file).to_be_focused()
    verify.choose(signed)
    expect(verify.right).to_be_visible()
    assert page.evaluate("document.activeElement.contains(document.querySelector('main h2'))")
