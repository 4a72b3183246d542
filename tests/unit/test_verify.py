"""A signed file is right to the byte, or it is told in a word why it is not."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from plandesk.adapters.pdf_attachments import PdfAttachments
from plandesk.adapters.signatures import Ed25519Signer, PublicKeys, new_key, retired
from plandesk.domain.money import Money
from plandesk.services.ports import DocumentVerifier
from plandesk.services.signatures import FILE_NAME
from plandesk.services.verification import SignedQuote, SignedTotal, Verdict, read_published_keys, verify_file
from tests.plans import ROOT
from tests.signed_files import DOCUMENT, VENDOR, pdf_of, pdf_with, signed_by

GOLDEN = ROOT / "tests" / "golden" / "signed"
KEY = new_key()
SIGNER = Ed25519Signer([KEY])
SIGNED = signed_by(SIGNER)


def verified(data: bytes, verifier: DocumentVerifier = SIGNER, vendor: str = VENDOR) -> Verdict:
    return verify_file(data, verifier=verifier, attachments=PdfAttachments(), vendor=vendor)


def test_a_signed_file_tells_who_signed_what_and_when() -> None:
    verdict = verified(SIGNED)
    assert verdict.fault is None
    assert verdict.key_id in SIGNER.public_keys()
    assert verdict.quote == SignedQuote(
        number="Q202604711",
        revision=2,
        vendor=VENDOR,
        company="Acme Ltd",
        issued_at=datetime(2026, 11, 23, 12, tzinfo=UTC),
        valid_until=date(2026, 12, 23),
        time_zone="UTC",
        totals=(SignedTotal(None, Money(290000, "USD")),),
        address="https://plans.example/quotes/token-000000000000000000000001/",
    )


def test_a_file_stays_good_when_its_key_has_been_replaced_or_retired() -> None:
    for older in (KEY, retired(KEY)):
        assert verified(SIGNED, Ed25519Signer([new_key(), older])).fault is None


def test_another_key_is_not_known_here() -> None:
    assert verified(SIGNED, Ed25519Signer([new_key()])) == Verdict("unknown_key", key_id=verified(SIGNED).key_id)


def test_another_vendor_is_named_before_its_key_is_missed() -> None:
    assert verified(signed_by(Ed25519Signer([new_key()]), vendor="Somebody Else")).fault == "other_vendor"
    assert verified(SIGNED, vendor="Somebody Else").fault == "other_vendor"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"minor":290000', b'"minor":190000'),
        (b"2026-12-23", b"2027-12-23"),
        (b"Acme", b"Acne"),
        (b"caf\xc3\xa9", b"cafe"),
    ],
)
def test_what_was_changed_after_signing_is_told(old: bytes, new: bytes) -> None:
    assert verified(SIGNED.replace(old, new)).fault == "changed"


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda data: data + b"\n",
        lambda data: b" " + data,
        lambda data: data.replace(b":", b": ", 1),
        lambda data: json.dumps(json.loads(data), indent=2).encode(),
        lambda data: data.replace("é".encode(), b"\\u00e9"),
        lambda data: data.replace(b'"revision":2', b'"revision":2.0'),
        lambda data: data.replace(b'"number":', b'"number":"Q1","number":'),
    ],
)
def test_a_file_that_was_written_anew_is_not_the_signed_one(rewrite: Callable[[bytes], bytes]) -> None:
    assert verified(rewrite(SIGNED)).fault == "rewritten"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        SIGNED[:-1],
        b"\xef\xbb\xbf" + SIGNED,
        SIGNED.decode().encode("utf-16"),
        b"null",
        b'{"document":{},"signature":{}}',
        SIGNED[:-1] + b',"then":1}',
        SIGNED.replace(b"Ed25519", b"Ed448"),
        SIGNED.replace(b'"key_id"', b'"by":1,"key_id"'),
        signed_by(SIGNER, format="plandesk.quote/2"),
        signed_by(SIGNER, valid_until="soon"),
        signed_by(SIGNER, totals=[{"total": "much"}]),
    ],
)
def test_what_is_no_signed_quote_is_unreadable(data: bytes) -> None:
    assert verified(data) == Verdict("unreadable", key_id=None)


def test_nothing_is_told_of_what_a_faulty_file_says() -> None:
    faulty = [SIGNED.replace(b"Acme", b"Acne"), SIGNED + b"\n", signed_by(Ed25519Signer([new_key()]))]
    assert [verified(data).quote for data in faulty] == [None, None, None]


def test_a_pdf_is_as_good_as_the_file_attached_to_it() -> None:
    good, changed = verified(pdf_of(SIGNED)), verified(pdf_of(SIGNED.replace(b"Acme", b"Acne")))
    assert (good.fault, good.attached, good.quote) == (None, True, verified(SIGNED).quote)
    assert (changed.fault, changed.attached) == ("changed", True)


@pytest.mark.parametrize(
    "pdf",
    [
        b"%PDF-1.7\nand nothing",
        pdf_with(),
        pdf_with(("other.json", SIGNED)),
        pdf_with((FILE_NAME, SIGNED), (FILE_NAME, SIGNED)),
        pdf_of(SIGNED)[:400],
    ],
)
def test_a_pdf_without_one_such_attachment_has_nothing_to_check(pdf: bytes) -> None:
    assert verified(pdf).fault == "no_attachment"


def test_what_is_signed_is_all_of_the_document() -> None:
    for name in DOCUMENT:
        assert verified(signed_by(SIGNER, **{name: DOCUMENT[name]}).replace(f'"{name}"'.encode(), b'"x"')).fault


def test_a_file_of_long_ago_is_right_by_the_keys_that_were_published_then() -> None:
    published = read_published_keys((GOLDEN / "plandesk-keys.json").read_bytes())
    verdict = verified((GOLDEN / "quote.json").read_bytes(), PublicKeys.read(published.keys), published.vendor)
    assert (verdict.fault, verdict.quote and verdict.quote.number) == (None, "Q202604711")
