"""What a chat gets of a link to a quote: a head that says it, and a picture."""

import re
from html import unescape

import pytest

from plandesk.domain.quotes import Addressee
from tests.api.conftest import Desk, problem
from tests.quote_samples import drafted
from tests.signed_quotes import issued, keep

SHELL = "<!doctype html><html><head><title>A quote · Mizutech</title></head><body><h1>quote</h1></body></html>\n"
META = re.compile(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">')


@pytest.fixture
def site(desk: Desk) -> Desk:
    """Return the product with the built page of quotes."""
    desk.with_site = True
    for name, text in {"quotes/index.html": SHELL, "404.html": "<h1>missing</h1>"}.items():
        file = desk.folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    stamp = f'{{"catalogue_version": "{desk.world.catalogue.version}", "pages": []}}'
    (desk.folder / "site" / "build.json").write_text(stamp)
    desk.client = desk.start().test_client()
    return desk


def head(desk: Desk, token: str) -> dict[str, str]:
    """Return what the page of a quote says of itself to a chat."""
    text = desk.client.get(f"/quotes/{token}/").text
    return {name: unescape(value) for name, value in META.findall(text)}


def test_the_page_of_a_quote_says_to_a_chat_what_is_offered(site: Desk) -> None:
    quote = keep(site.ports, issued(site.ports))
    reply = site.client.get(f"/quotes/{quote.token}/")
    assert (reply.status_code, reply.content_type) == (200, "text/html; charset=utf-8")
    assert "<title>Quote Q100000001 from Mizutech</title>" in reply.text
    assert "<h1>quote</h1>" in reply.text
    assert head(site, quote.token) == {
        "og:type": "website",
        "og:site_name": "Mizutech",
        "og:title": "Quote Q100000001 from Mizutech",
        "og:description": "US$2,900.00 net of tax. Valid until 23 December 2026.",
        "og:url": "https://plans.example/quotes/token-of-quote-1/",
        "og:image": "https://plans.example/api/v1/quotes/token-of-quote-1/picture.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "US$2,900.00. net of tax, valid until 23 December 2026",
        "twitter:card": "summary_large_image",
    }


def test_the_page_of_a_quote_is_kept_by_nobody(site: Desk) -> None:
    quote = keep(site.ports, issued(site.ports))
    for path in (f"/quotes/{quote.token}/", "/quotes/unknown-but-well-formed/"):
        reply = site.client.get(path)
        assert reply.headers.getlist("Cache-Control") == ["no-store"]
        assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Content-Security-Policy" in reply.headers


def test_the_page_of_a_quote_that_has_run_out_shows_no_price(site: Desk) -> None:
    quote = keep(site.ports, issued(site.ports))
    site.world.clock.advance(days=31)
    told = head(site, quote.token)
    assert told["og:description"] == "The last day of this quote is over."
    assert "$" not in " ".join(told.values())


@pytest.mark.parametrize("token", ["unknown-but-well-formed", "token-of-quote-1"])
def test_an_unknown_quote_and_a_draft_show_the_plain_page(site: Desk, token: str) -> None:
    keep(site.ports, drafted())
    reply = site.client.get(f"/quotes/{token}/")
    assert (reply.status_code, reply.text) == (200, SHELL)


def test_no_name_can_break_out_of_the_head(site: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = '"><script>alert(1)</script><meta content="'
    catalogue = site.world.catalogue
    quote = keep(site.ports, issued(site.ports, number=evil[:10], addressee=Addressee(company=evil)))
    text = site.client.get(f"/quotes/{quote.token}/").text
    assert "<script" not in text
    assert head(site, quote.token)["og:title"] == f"Quote {evil[:10]} from {catalogue.vendor}"


@pytest.mark.parametrize("path", ["/quotes/", "/quotes/index.html", "/quotes/short/", "/quotes/a.b-with-a-dot-in-it/"])
def test_other_addresses_are_no_quotes(site: Desk, path: str) -> None:
    reply = site.client.get(path, headers={"Accept": "text/html"})
    assert (reply.status_code, reply.text) == (404, "<h1>missing</h1>")


def test_an_address_without_its_slash_gets_it(site: Desk) -> None:
    reply = site.client.get("/quotes/token-of-quote-1")
    assert reply.status_code == 308
    assert reply.headers["Location"].endswith("/quotes/token-of-quote-1/")


def test_only_reading_is_possible(site: Desk) -> None:
    assert site.client.head("/quotes/token-of-quote-1/").status_code == 200
    reply = site.client.post("/quotes/token-of-quote-1/")
    problem(reply, 405, "method-not-allowed")


def test_the_picture_is_shown_on_other_sites_and_asked_for_again_soon(desk: Desk) -> None:
    quote = keep(desk.ports, issued(desk.ports))
    reply = desk.get(f"/quotes/{quote.token}/picture.png")
    assert (reply.status_code, reply.content_type) == (200, "image/png")
    assert reply.data.startswith(b"\x89PNG")
    assert reply.headers.getlist("Cross-Origin-Resource-Policy") == ["cross-origin"]
    assert reply.headers["Cache-Control"] == "public, max-age=300"
    again = desk.get(f"/quotes/{quote.token}/picture.png", If_None_Match=reply.headers["ETag"])
    assert again.status_code == 304


def test_the_picture_of_a_quote_that_has_run_out_is_another_one(desk: Desk) -> None:
    quote = keep(desk.ports, issued(desk.ports))
    before = desk.get(f"/quotes/{quote.token}/picture.png").data
    desk.world.clock.advance(days=31)
    assert desk.get(f"/quotes/{quote.token}/picture.png").data != before


@pytest.mark.parametrize("token", ["unknown-but-well-formed", "token-of-quote-1"])
def test_there_is_no_picture_of_an_unknown_quote_or_a_draft(desk: Desk, token: str) -> None:
    keep(desk.ports, drafted())
    problem(desk.get(f"/quotes/{token}/picture.png"), 404, "not-found")


def test_everything_else_is_for_our_own_pages_alone(desk: Desk) -> None:
    assert desk.get("/catalogue").headers.getlist("Cross-Origin-Resource-Policy") == ["same-origin"]
