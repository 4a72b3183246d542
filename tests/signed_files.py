"""Signed files for tests: a plain one, and PDFs that carry one."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfWriter

from plandesk.adapters.signatures import Ed25519Signer
from plandesk.domain.canonical import canonical
from plandesk.services.signatures import FILE_NAME, FORMAT, signed_file

VENDOR = "Mizutech"

DOCUMENT: Mapping[str, Any] = {
    "format": FORMAT,
    "vendor": VENDOR,
    "number": "Q202604711",
    "revision": 2,
    "addressee": {"company": "Acme Ltd", "contact": None, "email": "ann@acme.example", "country": "HU"},
    "issued_at": "2026-11-23T12:00:00+00:00",
    "valid_until": "2026-12-23",
    "time_zone": "UTC",
    "totals": [{"alternative": None, "total": {"minor": 290000, "currency": "USD"}}],
    "address": "https://plans.example/quotes/token-000000000000000000000001/",
    "note": "For the café, as agreed.",
}


def signed_by(signer: Ed25519Signer, **changes: object) -> bytes:
    """Return the file of a document that a key has signed, with members changed before it was."""
    document = canonical({**DOCUMENT, **changes})
    return signed_file(document, signer.sign(document))


def pdf_with(*files: tuple[str, bytes]) -> bytes:
    """Return a PDF of one blank page with files attached."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    for name, content in files:
        writer.add_attachment(name, content)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def pdf_of(signed: bytes) -> bytes:
    """Return a PDF that carries a signed file as a quote's does."""
    return pdf_with((FILE_NAME, signed))
