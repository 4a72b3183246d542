"""Webhooks over HTTP: raw bytes to the use case, nothing believed unsigned."""

import pytest

from plandesk.services.webhooks import process_inbox
from tests.api.conftest import Desk, problem

BROWSER = {"Sec-Fetch-Site": "cross-site", "Origin": "https://provider.example"}


def test_a_signed_notice_is_kept_and_then_acted_on(desk: Desk) -> None:
    token = desk.placed()
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "card"}).get_json()
    page = f"page-{attempt['id']}"
    desk.world.card.pay(page)
    body, headers = desk.world.card.webhook("paid", page)
    for _ in range(2):
        reply = desk.client.post("/api/v1/webhooks/stripe", data=body, headers={**headers, **BROWSER})
        assert (reply.status_code, reply.data) == (204, b"")
    assert process_inbox(ports=desk.ports) == 1
    assert desk.get(f"/orders/{token}").get_json()["state"] == "fulfilled"


@pytest.mark.parametrize("signature", [None, "forged"])
def test_an_unsigned_notice_is_refused(desk: Desk, signature: str | None) -> None:
    headers = {"Fake-Signature": signature} if signature else {}
    reply = desk.client.post("/api/v1/webhooks/stripe", data=b"{}", headers=headers)
    problem(reply, 400, "webhook-not-authentic")


def test_a_route_without_its_gateway_is_off(desk: Desk) -> None:
    from dataclasses import replace

    desk.ports = replace(desk.ports, gateways={})
    client = desk.start().test_client()
    for provider in ("stripe", "paypal"):
        problem(client.post(f"/api/v1/webhooks/{provider}", data=b"{}"), 404, "not-found")
