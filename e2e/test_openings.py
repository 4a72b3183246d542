"""A link to a quote: a chat shows it and does not open it; that a person has opened it is told to its seller."""

import re
from datetime import date
from html import unescape

import requests
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e.days import words
from e2e.mailbox import finish_all_work, mails_to
from e2e.pages.quote_page import QuotePage
from e2e.product import SALES, Product
from e2e.quotes import Seller
from e2e.waiting import until

CHAT = {"User-Agent": "Mozilla/5.0 (compatible; Slackbot-LinkExpanding 1.0; +https://api.slack.com/robots)"}
PERSON = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
META = re.compile(r'<meta property="(og:[^"]+)" content="([^"]*)">')


def _person(browser: Browser, base_url: str) -> BrowserContext:
    """Return a browser of a person; one without a window names itself so, and counts as a program."""
    return browser.new_context(base_url=base_url, user_agent=PERSON, locale="en-GB")


def _history(page: Page, quote: dict[str, str]) -> list[str]:
    """Return what the desk says of openings, the newest first."""
    history = page.request.get(f"/api/v1/desk/quotes/{quote['id']}").json()["history"]
    return [each["text"] for each in history if each["text"].startswith("Opened")]


def test_a_chat_shows_title_total_last_day_and_picture_without_opening_the_quote(page: Page, product: Product) -> None:
    quote = Seller.signed_in(page, product).issued()
    reply = requests.get(f"{product.url}/quotes/{quote['token']}/", headers=CHAT, timeout=30)
    head = {name: unescape(value) for name, value in META.findall(reply.text)}
    assert head["og:title"] == f"Quote {quote['number']} from Mizutech"
    last_day = words(date.fromisoformat(quote["valid_until"]))
    assert head["og:description"] == f"US$2,900.00 net of tax. Valid until {last_day}."
    picture = requests.get(head["og:image"], headers=CHAT, timeout=30)
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert _history(page, quote) == []


def test_a_person_opens_a_quote_and_its_seller_is_told_once(
    page: Page, browser: Browser, product: Product, base_url: str
) -> None:
    quote = Seller.signed_in(page, product).issued()
    # The seller looks at it, as sellers do.
    QuotePage(page).open(quote["token"])
    expect(QuotePage(page).total).to_be_visible()
    assert _history(page, quote) == []
    with _person(browser, base_url) as context:
        for _ in range(2):
            seen = QuotePage(context.new_page())
            seen.open(quote["token"])
            expect(seen.total).to_be_visible()
            expect(seen.page).to_have_title(re.compile(quote["number"]))
    assert _history(page, quote) == ["Opened for the first time."]
    subject = f"Quote {quote['number']} was opened"
    until("mail to the seller", lambda: mails_to(product, SALES, subject))
    finish_all_work(product)
    assert len(mails_to(product, SALES, subject)) == 1
