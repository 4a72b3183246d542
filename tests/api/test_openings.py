"""Who opens a quote over HTTP: people on its page, and neither bots, previews and prefetches nor the vendor's staff."""

from typing import Any

import pytest

from tests.api.conftest import V1, Desk
from tests.api.quote_desk import Quotes

LINUX, MAC = "Mozilla/5.0 (X11; Linux x86_64)", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
CHROME = f"{LINUX} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
SAFARI = f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Safari/605.1.15"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IN_AN_APP = f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.1"
PAGE = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}


@pytest.fixture
def quotes(desk: Desk) -> Quotes:
    """Return quotes of an empty product."""
    return Quotes(desk)


def opened(quotes: Quotes, quote: dict[str, Any]) -> list[str]:
    """Return what the desk says of openings, the newest first."""
    # Whoever signed in earlier may have been idle for too long meanwhile.
    history = quotes.desk.staff("finance").get(f"/desk/quotes/{quote['id']}").get_json()["history"]
    return [each["text"] for each in history if each["text"].startswith("Opened")]


def look(quotes: Quotes, quote: dict[str, Any], headers: dict[str, str]) -> None:
    """Read a quote as some program would."""
    reply = quotes.desk.app.test_client().get(f"{V1}/quotes/{quote['token']}", headers=headers)
    assert reply.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": CHROME, **PAGE},
        {"User-Agent": FIREFOX, **PAGE},
        {"User-Agent": SAFARI},  # It does not say where a request comes from.
        {"User-Agent": IN_AN_APP, **PAGE},
    ],
)
def test_a_person_on_the_page_opens_it(quotes: Quotes, headers: dict[str, str]) -> None:
    issued = quotes.issued()
    look(quotes, issued, headers)
    look(quotes, issued, headers)
    assert opened(quotes, issued) == ["Opened for the first time."]
    assert quotes.sales.get(f"/desk/quotes/{issued['id']}").get_json()["opened_at"]
    quotes.desk.world.clock.advance(days=1)
    look(quotes, issued, headers)
    assert opened(quotes, issued) == ["Opened on another day.", "Opened for the first time."]


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "curl/8.5.0",
        "python-requests/2.32",
        "WhatsApp/2.23.20.0",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0) Chrome/116.0.0.0 Safari/537.36",
        CHROME.replace("Chrome", "HeadlessChrome"),
    ],
)
def test_programs_and_previews_do_not_open_it(quotes: Quotes, agent: str) -> None:
    issued = quotes.issued()
    look(quotes, issued, {"User-Agent": agent, **PAGE})
    assert opened(quotes, issued) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Authorization": "Bearer nothing"},
    ],
)
def test_what_is_fetched_ahead_or_not_by_the_page_does_not_open_it(quotes: Quotes, headers: dict[str, str]) -> None:
    issued = quotes.issued()
    look(quotes, issued, {"User-Agent": CHROME, **PAGE, **headers})
    assert opened(quotes, issued) == []


def test_the_seller_and_other_staff_who_are_signed_in_do_not_open_it(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued()
    for caller in (quotes.sales, desk.staff("finance"), desk.staff("admin")):
        caller.client.get(f"{V1}/quotes/{issued['token']}", headers={"User-Agent": CHROME, **PAGE})
    assert opened(quotes, issued) == []


def test_a_customer_who_is_signed_in_opens_it(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued()
    contact, _ = desk.contact()
    contact.client.get(f"{V1}/quotes/{issued['token']}", headers={"User-Agent": CHROME, **PAGE})
    assert opened(quotes, issued) == ["Opened for the first time."]


def test_only_reading_the_quote_opens_it(desk: Desk, quotes: Quotes) -> None:
    issued = quotes.issued()
    client, headers = desk.app.test_client(), {"User-Agent": CHROME, **PAGE}
    for what in ("document.json", "picture.png"):
        assert client.get(f"{V1}/quotes/{issued['token']}/{what}", headers=headers).status_code == 200
    assert client.get(f"{V1}/quotes/no-such-quote-000000", headers=headers).status_code == 404
    assert opened(quotes, issued) == []
