"""Signing in over HTTP: cookies, the same answer for everybody, and how often."""

import re
from http.cookies import SimpleCookie

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import V1, Desk, problem

OWNER = "owner@acme.example"


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Return a product that knows a customer."""
    desk.customer("Acme")
    return desk


def ask(client: FlaskClient, email: str = OWNER) -> TestResponse:
    """Ask for a mail."""
    return client.post(f"{V1}/sign-in", json={"email": email})


def mailed(desk: Desk) -> tuple[str, str]:
    """Return the token and the code of the newest mail."""
    with desk.ports.uow() as unit:
        body = unit.outbox.lease(desk.ports.clock.now(), desk.ports.clock.now(), 99)[-1].message.body
    token, code = re.search(r"token=(\S+)", body), re.search(r"code is (\d{6})", body)
    assert token
    assert code
    return token[1], code[1]


def confirm(client: FlaskClient, **body: str) -> TestResponse:
    """Confirm by the link or by the code."""
    return client.post(f"{V1}/sign-in/confirm", json=body)


def cookie(reply: TestResponse, name: str) -> dict[str, str | bool]:
    """Return what a cookie of an answer says, by attribute; those it does not set are left out."""
    for header in reply.headers.getlist("Set-Cookie"):
        parsed = SimpleCookie(header)
        if name in parsed:
            return {key: value for key, value in parsed[name].items() if value} | {"value": parsed[name].value}
    raise AssertionError(f"no cookie {name}")


@pytest.mark.parametrize("way", ["link", "code"])
def test_a_contact_signs_in_by_link_or_code(known: Desk, way: str) -> None:
    client = known.app.test_client()
    assert ask(client).status_code == 202
    token, code = mailed(known)
    reply = confirm(client, token=token) if way == "link" else confirm(client, email=OWNER, code=code)
    assert reply.status_code == 200, reply.text
    assert reply.get_json() == client.get(f"{V1}/session").get_json()
    assert reply.get_json()["email"] == OWNER
    assert reply.headers["Cache-Control"] == "no-store"
    problem(confirm(client, token=token), 409, "sign-in-refused")
    problem(confirm(client, email=OWNER, code=code), 409, "sign-in-refused")


@pytest.mark.parametrize(
    ("base", "prefix", "secure"),
    [("http://127.0.0.1:8000", "plandesk_", False), ("https://a.example", "__Host-", True)],
)
def test_cookies_are_for_this_host_alone_and_out_of_reach_of_scripts(
    known: Desk, base: str, prefix: str, secure: bool
) -> None:
    client = known.start(PLANDESK_BASE_URL=base).test_client()
    names = ("plandesk_browser", "plandesk_session") if not secure else ("__Host-plandesk-browser", "__Host-plandesk")
    asked = client.post(f"{V1}/sign-in", json={"email": OWNER}, base_url=base)
    token, _ = mailed(known)
    done = client.post(f"{V1}/sign-in/confirm", json={"token": token}, base_url=base)
    ended = client.post(f"{V1}/session/end", json={"everywhere": False}, base_url=base)
    for reply, name, age in ((asked, names[0], "900"), (done, names[1], "5184000"), (ended, names[1], "0")):
        told = cookie(reply, name)
        assert name.startswith(prefix)
        assert (told["httponly"], told["samesite"], told["path"], told["max-age"]) == (True, "Lax", "/", age)
        assert told.get("secure", False) is secure
        assert "domain" not in told


def test_known_and_unknown_are_answered_alike(known: Desk) -> None:
    replies = []
    for email in (OWNER, "nobody@nowhere.example", "owner@acme.example.org"):
        reply = ask(known.app.test_client(), email)
        headers = {
            name: re.sub(r"(browser=)[^;]+", r"\1…", value)
            for name, value in reply.headers.items()
            if name != "X-Request-Id"
        }
        headers["Set-Cookie"] = re.sub(r"Expires=[^;]+", "Expires=…", headers["Set-Cookie"])
        replies.append((reply.status_code, reply.get_json(), headers))
    assert replies[0] == replies[1] == replies[2]
    with known.ports.uow() as unit:
        assert len(unit.outbox.lease(known.ports.clock.now(), known.ports.clock.now(), 99)) == 1


def test_a_browser_keeps_its_mark_when_it_asks_again(known: Desk) -> None:
    client = known.app.test_client()
    assert cookie(ask(client), "plandesk_browser")["value"] == cookie(ask(client), "plandesk_browser")["value"]
    client.set_cookie("plandesk_browser", "too short; ")
    assert len(str(cookie(ask(client), "plandesk_browser")["value"])) >= 43


def test_another_browser_is_told_to_use_the_code_where_it_was_asked(known: Desk) -> None:
    client = known.app.test_client()
    ask(client)
    token, _ = mailed(known)
    problem(confirm(known.app.test_client(), token=token), 409, "other-browser")
    assert confirm(client, token=token).status_code == 200


def test_opening_the_links_page_signs_nobody_in(known: Desk) -> None:
    client = known.app.test_client()
    ask(client)
    token, _ = mailed(known)
    client.get(f"/sign-in/?token={token}")
    assert client.get(f"{V1}/sign-in/confirm?token={token}").status_code == 405
    assert confirm(client, token=token).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": OWNER},
        {"code": "123456"},
        {"token": "x", "email": OWNER, "code": "123456"},
        {"token": "x", "code": "123456"},
        {"email": OWNER, "code": "12345"},
        {"email": OWNER, "code": "12345x"},
        {"token": None},
    ],
)
def test_one_way_or_the_other(known: Desk, body: dict[str, str]) -> None:
    problem(confirm(known.client, **body), 422, "invalid-payload")


def test_asking_is_counted_by_network(known: Desk) -> None:
    client = known.start(PLANDESK_RATE_SIGN_IN="2 per hour").test_client()
    for nth, (address, status) in enumerate(
        [
            ("192.0.2.1", 202),
            ("192.0.2.77", 202),
            ("192.0.2.200", 429),
            ("192.0.3.1", 202),
            ("2001:db8::1", 202),
            ("2001:db8::2:3", 202),
            ("2001:db8:0:0:9::", 429),
            ("2001:db8:0:1::", 202),
        ]
    ):
        body = {"email": f"somebody-{nth}@acme.example"}
        reply = client.post(f"{V1}/sign-in", json=body, environ_base={"REMOTE_ADDR": address})
        assert reply.status_code == status, address
        assert ("Retry-After" in reply.headers) == (status == 429)


@pytest.mark.parametrize("email", [OWNER, "nobody@nowhere.example"])
def test_asking_is_counted_by_address_known_or_not(known: Desk, email: str) -> None:
    client = known.start(PLANDESK_RATE_SIGN_IN_ADDRESS="2 per hour").test_client()
    spelled = (email, email.upper(), f" {email.title()} ")
    replies = [
        client.post(f"{V1}/sign-in", json={"email": each}, environ_base={"REMOTE_ADDR": f"198.51.{nth}.1"})
        for nth, each in enumerate(spelled)
    ]
    assert [each.status_code for each in replies] == [202, 202, 429]
    problem(replies[2], 429, "too-many-requests")
    assert ask(client, "other@acme.example").status_code == 202


def test_another_sites_page_cannot_ask_or_confirm(known: Desk) -> None:
    for path in ("/sign-in", "/sign-in/confirm", "/session/end"):
        reply = known.client.post(V1 + path, json={}, headers={"Sec-Fetch-Site": "cross-site"})
        problem(reply, 403, "cross-site-request")


def test_a_session_tells_its_browser(known: Desk) -> None:
    client = known.app.test_client()
    ask(client)
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    client.post(f"{V1}/sign-in/confirm", json={"token": mailed(known)[0]}, headers={"User-Agent": firefox})
    (session,) = client.get(f"{V1}/account/sessions").get_json()["sessions"]
    assert (session["browser"], session["current"]) == ("Firefox on Linux", True)
