"""The built pages around the application."""

import json

import pytest

from plandesk.app import StartRefused
from tests.api.conftest import ClosingClient, Desk, problem

TOKEN = "abcdefghijklmnop_-0123456789ABCD"
INSTALLATION = "0d1f7a6e-3b52-4c8e-9a7d-5e0f12ab34cd"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PAGES = {
    "index.html": "<h1>home</h1>",
    "pbx/index.html": "<h1>PBX</h1>",
    "checkout/index.html": "<h1>checkout</h1>",
    "orders/index.html": "<h1>order</h1>",
    "sign-in/index.html": "<h1>sign in</h1>",
    "account/index.html": "<h1>account</h1>",
    "account/installation/index.html": "<h1>installation</h1>",
    "account/extend/index.html": "<h1>extend</h1>",
    "desk/index.html": "<h1>desk</h1>",
    "desk/orders/index.html": "<h1>orders</h1>",
    "desk/orders/order/index.html": "<h1>staff's order</h1>",
    "extend/index.html": "<h1>prepared extension</h1>",
    "stop/index.html": "<h1>stop</h1>",
    "404.html": "<h1>missing</h1>",
    "dev/components/index.html": "<h1>components</h1>",
    "assets/main-AbCd_123.js": "start();" * 9,
    "assets/main-AbCd_123.js.br": "br bytes",
}


@pytest.fixture
def site(desk: Desk) -> Desk:
    """Return the product with built pages."""
    desk.with_site = True
    for name, text in PAGES.items():
        file = desk.folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    stamp(desk, desk.world.catalogue.version)
    desk.client = desk.start().test_client()
    return desk


def stamp(desk: Desk, version: str) -> None:
    (desk.folder / "site" / "build.json").write_text(json.dumps({"catalogue_version": version, "pages": []}))


def test_pages_are_served_at_their_addresses(site: Desk) -> None:
    reply = site.client.get("/pbx/")
    assert (reply.status_code, reply.text) == (200, "<h1>PBX</h1>")
    assert reply.headers["Cache-Control"] == "no-cache"
    assert "Content-Security-Policy" in reply.headers
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert site.client.get("/pbx").headers["Location"] == "pbx/"


def test_an_unchanged_page_is_not_sent_again(site: Desk) -> None:
    tag = site.client.get("/pbx/").headers["ETag"]
    assert site.client.get("/pbx/", headers={"If-None-Match": tag}).status_code == 304


def test_the_checkout_is_for_no_search_engine(site: Desk) -> None:
    reply = site.client.get("/checkout/")
    assert (reply.headers["X-Robots-Tag"], reply.headers["Referrer-Policy"]) == ("noindex", "no-referrer")


def test_hashed_files_are_kept_for_ever_and_sent_compressed(site: Desk) -> None:
    reply = site.client.get("/assets/main-AbCd_123.js", headers={"Accept-Encoding": "br"})
    assert "immutable" in reply.headers["Cache-Control"]
    assert (reply.headers["Content-Encoding"], reply.data) == ("br", b"br bytes")


def test_every_order_has_the_same_page_that_nobody_keeps(site: Desk) -> None:
    reply = site.client.get(f"/orders/{TOKEN}/")
    assert (reply.status_code, reply.text) == (200, "<h1>order</h1>")
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert site.client.get(f"/orders/{TOKEN}").headers["Location"] == f"/orders/{TOKEN}/"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/sign-in/?token=t&next=/account/", "sign in"),
        ("/account/", "account"),
        (f"/account/{INSTALLATION}/", "installation"),
        (f"/account/{INSTALLATION}/extend/", "extend"),
        (f"/account/extend/?installation={INSTALLATION}", "extend"),
        ("/desk/", "desk"),
        ("/desk/orders/?q=1", "orders"),
        ("/desk/orders/1234567890/", "staff's order"),
        ("/extend/?key=k", "prepared extension"),
        ("/stop/?key=k", "stop"),
    ],
)
def test_pages_of_one_customer_are_kept_by_nobody(site: Desk, path: str, text: str) -> None:
    reply = site.client.get(path)
    assert (reply.status_code, reply.text) == (200, f"<h1>{text}</h1>")
    assert reply.headers.getlist("Cache-Control") == ["no-store"]
    assert reply.headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", [f"/account/{INSTALLATION}", f"/account/{INSTALLATION}/extend", "/account/extend"])
def test_an_address_of_an_installation_gets_its_slash(site: Desk, path: str) -> None:
    assert site.client.get(f"{path}?plan=a").headers["Location"] == f"{path}/?plan=a"


@pytest.mark.parametrize(
    "path",
    [
        "/orders/",
        "/orders/index.html",
        "/orders/short/",
        "/account/installation/",
        "/desk/orders/order/",
        "/desk/orders/12345/",
        "/account/installation/index.html",
        f"/account/{INSTALLATION.upper()}/",
        f"/account/{INSTALLATION}/other/",
        "/nothing/",
        "/build.json",
        "/404.html",
    ],
)
def test_what_is_no_page_is_missing(site: Desk, path: str) -> None:
    reply = site.client.get(path, headers=BROWSER)
    assert (reply.status_code, reply.text) == (404, "<h1>missing</h1>")
    assert reply.content_type == "text/html; charset=utf-8"


def test_programs_and_the_api_get_a_problem(site: Desk) -> None:
    problem(site.client.get("/nothing/"), 404, "not-found")
    problem(site.client.get("/api/v1/nothing", headers=BROWSER), 404, "not-found")
    problem(site.client.get("/api/v1/orders/nobody", headers=BROWSER), 404, "not-found")


def test_a_lost_return_shows_the_page_for_what_is_missing(site: Desk) -> None:
    assert site.client.get("/pay/card/return?attempt=unknown", headers=BROWSER).text == "<h1>missing</h1>"


def test_the_components_are_shown_in_the_demo_alone(site: Desk) -> None:
    from plandesk.app import create_app
    from plandesk.config import read_settings
    from tests.unit.test_config import PRODUCTION

    assert site.client.get("/dev/components/").status_code == 200
    settings = read_settings({**PRODUCTION, "PLANDESK_SITE": str(site.folder / "site")})
    app = create_app(settings, site.ports)
    app.test_client_class = ClosingClient
    production = app.test_client()
    assert production.get("/").status_code == 200
    for path in ("/dev/components/", "/dev/mail", "/dev/mail.css", "/dev/clock"):
        assert production.get(path, headers=BROWSER).status_code == 404


def test_pages_of_another_catalogue_are_not_served(site: Desk) -> None:
    stamp(site, "0" * 64)
    with pytest.raises(StartRefused, match="plandesk build"):
        site.start()


def test_without_pages_the_start_names_the_cure(desk: Desk) -> None:
    desk.with_site = True
    with pytest.raises(StartRefused, match="plandesk build"):
        desk.start()


def test_readiness_notices_pages_of_another_catalogue(site: Desk) -> None:
    assert site.client.get("/readyz").get_json()["checks"] == {"pages": True}
    stamp(site, "0" * 64)
    body = problem(site.client.get("/readyz"), 503, "not-ready")
    assert body["checks"] == {"pages": False}


def test_an_address_without_its_slash_keeps_what_it_says(site: Desk) -> None:
    reply = site.client.get("/pbx?plans=standard,dedicated&diff=1")
    assert reply.status_code == 308
    assert reply.headers["Location"] == "/pbx/?plans=standard,dedicated&diff=1"


@pytest.mark.parametrize("method", ["POST", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/pbx/", f"/orders/{TOKEN}/", f"/account/{INSTALLATION}/"])
def test_pages_are_only_read(site: Desk, method: str, path: str) -> None:
    reply = site.client.open(path, method=method, headers=BROWSER)
    problem(reply, 405, "method-not-allowed")
    assert reply.headers["Allow"] == "GET, HEAD"
