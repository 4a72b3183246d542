"""The published keys and the check of a signed file over HTTP."""

import pytest
from werkzeug.test import TestResponse

from plandesk.adapters.signatures import Ed25519Signer, PublicKeys, new_key
from plandesk.api.signatures import LONGEST_FILE
from plandesk.services.signatures import quote_file
from tests.api.conftest import V1, Desk, problem
from tests.factories import SIGNING_KEY
from tests.quote_samples import drafted
from tests.signed_files import pdf_of, signed_by
from tests.signed_quotes import issued, keep

SIGNED = signed_by(Ed25519Signer([SIGNING_KEY]))


def check(desk: Desk, data: bytes, media_type: str = "application/octet-stream") -> TestResponse:
    """Send a file to be checked."""
    return desk.client.post(f"{V1}/verify", data=data, content_type=media_type)


def test_the_keys_are_published_for_everybody(desk: Desk) -> None:
    reply = desk.client.get("/.well-known/plandesk-keys.json")
    assert reply.status_code == 200
    assert "max-age" in reply.headers["Cache-Control"]
    told = reply.get_json()
    assert (told["vendor"], told["address"]) == ("Mizutech", "https://plans.example")
    keys = PublicKeys.read(each["public_key"] for each in told["keys"])
    assert [each["key_id"] for each in told["keys"]] == list(keys.public_keys())
    assert keys.public_keys() == desk.ports.document_signer.public_keys()


def test_the_signed_file_of_a_quote_is_to_the_byte_what_was_signed(desk: Desk) -> None:
    quote = keep(desk.ports, issued(desk.ports))
    reply = desk.get(f"/quotes/{quote.token}/document.json")
    assert (reply.status_code, reply.content_type) == (200, "application/json")
    assert reply.headers["Content-Disposition"] == 'attachment; filename="quote.json"'
    assert reply.data == quote_file(quote)
    verdict = check(desk, reply.data).get_json()
    assert (verdict["fault"], verdict["state"], verdict["quote"]["number"]) == (None, "issued", quote.number)


def test_a_right_file_tells_that_its_quote_has_run_out_and_a_faulty_one_tells_nothing(desk: Desk) -> None:
    file = quote_file(keep(desk.ports, issued(desk.ports)))
    desk.world.clock.advance(days=31)
    assert check(desk, file).get_json()["state"] == "expired"
    assert check(desk, file + b" ").get_json()["state"] is None


def test_a_draft_has_no_file(desk: Desk) -> None:
    keep(desk.ports, drafted())
    problem(desk.get("/quotes/token-of-quote-1/document.json"), 404, "not-found")


def test_no_private_key_is_published(desk: Desk) -> None:
    assert SIGNING_KEY not in desk.client.get("/.well-known/plandesk-keys.json").text


@pytest.mark.parametrize("data", [SIGNED, pdf_of(SIGNED)])
def test_a_good_file_tells_what_was_signed(desk: Desk, data: bytes) -> None:
    reply = check(desk, data)
    assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-store")
    verdict = reply.get_json()
    assert (verdict["fault"], verdict["attached"]) == (None, data.startswith(b"%PDF"))
    assert verdict["key_id"] in desk.ports.document_signer.public_keys()
    assert verdict["quote"] == {
        "number": "Q202604711",
        "revision": 2,
        "vendor": "Mizutech",
        "company": "Acme Ltd",
        "issued_at": "2026-11-23T12:00:00+00:00",
        "valid_until": "2026-12-23",
        "time_zone": "UTC",
        "totals": [{"alternative": None, "total": {"minor": 290000, "currency": "USD"}}],
        "address": "https://plans.example/quotes/token-000000000000000000000001/",
    }


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (SIGNED.replace(b"290000", b"190000"), "changed"),
        (SIGNED + b"\n", "rewritten"),
        (b"", "unreadable"),
        (b"\x00" * 1000, "unreadable"),
        (b"%PDF-1.7", "no_attachment"),
        (pdf_of(SIGNED.replace(b"290000", b"190000")), "changed"),
        (signed_by(Ed25519Signer([new_key()])), "unknown_key"),
        (signed_by(Ed25519Signer([SIGNING_KEY]), vendor="Other"), "other_vendor"),
    ],
)
def test_a_faulty_file_tells_why_and_nothing_of_what_it_says(desk: Desk, data: bytes, fault: str) -> None:
    verdict = check(desk, data).get_json()
    assert (verdict["fault"], verdict["quote"]) == (fault, None)


def test_the_check_looks_at_the_bytes_and_not_at_what_they_are_said_to_be(desk: Desk) -> None:
    for media_type in ("application/json", "application/pdf", "text/plain", "application/x-www-form-urlencoded"):
        assert check(desk, SIGNED, media_type).get_json()["fault"] is None


def test_a_file_may_be_longer_than_other_bodies_but_not_without_end(desk: Desk) -> None:
    assert check(desk, b"x" * LONGEST_FILE).status_code == 200
    problem(check(desk, b"x" * (LONGEST_FILE + 1)), 413, "too-large")


def test_checks_are_limited_in_rate(desk: Desk) -> None:
    client = desk.start(PLANDESK_RATE_WRITES="2 per hour").test_client()
    answers = [client.post(f"{V1}/verify", data=SIGNED) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
