"""What every answer carries, and who may send requests."""

import pytest

from plandesk.api.headers import CSP
from tests.api.conftest import NEW_PBX, Desk, problem

PATHS = [
    "/api/v1/catalogue",
    "/api/v1/nothing",
    "/nothing",
    "/healthz",
    "/api/docs/",
    "/dev/mail",
    "/dev/clock",
    "/pay/card/return",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_an_id_of_its_own_and_the_security_headers(desk: Desk, path: str) -> None:
    first, second = desk.client.get(path), desk.client.get(path)
    assert len(first.headers["X-Request-Id"]) == 32
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Referrer-Policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in first.headers["Content-Security-Policy"]
    assert len(first.headers.getlist("Content-Security-Policy")) == 1
    assert "Permissions-Policy" in first.headers
    assert "Strict-Transport-Security" not in first.headers


def test_the_policy_is_strict_but_for_the_page_of_the_document(desk: Desk) -> None:
    assert desk.client.get("/healthz").headers["Content-Security-Policy"] == CSP
    assert "unsafe" not in CSP
    page = desk.client.get("/api/docs/").headers["Content-Security-Policy"]
    assert "script-src 'self';" in page
    assert "'unsafe-inline'" not in page.split("style-src")[0]


def test_https_is_insisted_on_where_the_service_has_it(desk: Desk) -> None:
    reply = desk.start(PLANDESK_BASE_URL="https://plans.example").test_client().get("/healthz")
    assert reply.headers["Strict-Transport-Security"].startswith("max-age=")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_another_site_cannot_write(desk: Desk, headers: dict[str, str], status: int) -> None:
    reply = desk.client.post("/api/v1/prices", json={"lines": [NEW_PBX]}, headers=headers)
    assert reply.status_code == status
    if status == 403:
        problem(reply, 403, "cross-site-request")


def test_another_site_may_link_here(desk: Desk) -> None:
    assert desk.client.get("/api/v1/catalogue", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_method_not_taken_names_those_that_are(desk: Desk) -> None:
    reply = desk.client.put("/api/v1/prices")
    problem(reply, 405, "method-not-allowed")
    assert "POST" in reply.headers["Allow"]


def test_a_body_too_long_is_refused(desk: Desk) -> None:
    client = desk.start(PLANDESK_MAX_BODY_BYTES="4096").test_client()
    reply = client.post("/api/v1/prices", data=b" " * 4097, content_type="application/json")
    problem(reply, 413, "too-large")


def test_writes_are_counted_together_and_by_address(desk: Desk) -> None:
    client = desk.start(PLANDESK_RATE_WRITES="2 per minute").test_client()
    answers = [client.post("/api/v1/orders/nobody-has-this-one/cancel") for _ in range(3)]
    assert [each.status_code for each in answers] == [404, 404, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 60
    elsewhere = client.post("/api/v1/orders/nobody/cancel", environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 404
    assert client.post("/api/v1/prices", json={"lines": [NEW_PBX]}).status_code == 200


@pytest.mark.parametrize(("proxies", "status"), [("0", 429), ("1", 404)])
def test_forwarded_addresses_are_believed_only_behind_a_known_proxy(desk: Desk, proxies: str, status: int) -> None:
    client = desk.start(PLANDESK_RATE_WRITES="1 per minute", PLANDESK_PROXIES=proxies).test_client()
    for address in ("192.0.2.1", "192.0.2.2"):
        reply = client.post("/api/v1/orders/nobody/cancel", headers={"X-Forwarded-For": address})
    assert reply.status_code == status


def test_a_fault_of_ours_is_told_without_detail(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    @desk.alone().get("/api/v1/broken")
    def broken() -> str:
        raise RuntimeError("the password is hush-hush")

    reply = desk.get("/broken")
    body = problem(reply, 500, "internal-error")
    assert "hush-hush" not in reply.text
    assert body["request_id"] in caplog.text
