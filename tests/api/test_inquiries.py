"""Questions for the vendor over HTTP."""

from typing import Any

import pytest

from plandesk.services.outbox import deliver_mail
from tests.api.conftest import Desk, problem

QUESTION = {
    "topic": "A plan not sold here",
    "plan": "gateway.basic",
    "name": "Ann",
    "email": "ann@acme.example",
    "message": "Two gateways.\nWhat would support cost?",
}


def test_a_question_is_mailed_to_the_vendor(desk: Desk) -> None:
    reply = desk.post("/inquiries", QUESTION)
    assert (reply.status_code, reply.data) == (202, b"")
    deliver_mail(ports=desk.ports)
    mail = desk.world.mailer.sent[0]
    assert (mail.to, mail.reply_to) == ("sales@vendor.example", "ann@acme.example")
    assert "What would support cost?" in mail.body


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "ann"},
        {"topic": "Hello\nBcc: all@example.com"},
        {"message": ""},
        {"message": "x" * 4001},
        {"plan": "gateway.golden"},
        {"name": None},
    ],
)
def test_a_broken_question_is_refused(desk: Desk, changes: dict[str, Any]) -> None:
    body = problem(desk.post("/inquiries", {**QUESTION, **changes}), 422, "invalid-payload")
    assert {fault["pointer"] for fault in body["errors"]} == {f"/{name}" for name in changes}


def test_questions_are_limited_in_rate(desk: Desk) -> None:
    client = desk.start(PLANDESK_RATE_INQUIRIES="2 per hour").test_client()
    answers = [client.post("/api/v1/inquiries", json=QUESTION) for _ in range(3)]
    assert [each.status_code for each in answers[:2]] == [202, 202]
    problem(answers[2], 429, "too-many-requests")
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 3600
