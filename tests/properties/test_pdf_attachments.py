"""Whatever is sent as a PDF, its attachment is read or there is none; nothing breaks."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plandesk.adapters.pdf_attachments import PdfAttachments
from tests.signed_files import pdf_with

NAME, CONTENT = "quote.json", b'{"number":"Q202604711"}'
PDF = pdf_with((NAME, CONTENT))
PLACES = st.integers(0, len(PDF) - 1)


@given(st.lists(st.tuples(PLACES, st.binary(max_size=6), st.integers(0, 12)), min_size=1, max_size=4))
def test_a_broken_pdf_has_some_attachment_or_none(changes: list[tuple[int, bytes, int]]) -> None:
    broken = PDF
    for at, more, length in changes:
        broken = broken[:at] + more + broken[at + length :]
    found = PdfAttachments().attached(broken, NAME)
    assert found is None or isinstance(found, bytes)


@given(st.binary(max_size=200))
def test_what_only_begins_as_a_pdf_has_none(data: bytes) -> None:
    assert PdfAttachments().attached(b"%PDF-1.7\n" + data, NAME) is None


@pytest.mark.parametrize("size", [1_000_000, 64_000_000])
def test_a_stream_that_unpacks_without_end_is_not_unpacked(size: int) -> None:
    packed = zlib.compress(b"a" * size, 9)
    plain = b"/Length %d\n>>\nstream\n%s\n" % (len(CONTENT), CONTENT)
    assert plain in PDF
    bomb = PDF.replace(plain, b"/Filter /FlateDecode\n/Length %d\n>>\nstream\n%s\n" % (len(packed), packed))
    found = PdfAttachments().attached(bomb, NAME)
    assert found == (b"a" * size if size < 4 * 1024 * 1024 else None)
