"""No byte of a signed file can be changed, added or taken away without the check failing."""

from hypothesis import given
from hypothesis import strategies as st

from plandesk.adapters.pdf_attachments import PdfAttachments
from plandesk.adapters.signatures import Ed25519Signer, new_key
from plandesk.services.signatures import Fault, verify_file
from tests.signed_files import VENDOR, signed_by

SIGNER = Ed25519Signer([new_key(), new_key()])
SIGNED = signed_by(SIGNER)
PLACES = st.integers(0, len(SIGNED) - 1)
SPACE = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b"\x00", "\ufeff".encode(), "\u00a0".encode()])


def fault(data: bytes) -> Fault | None:
    return verify_file(data, verifier=SIGNER, attachments=PdfAttachments(), vendor=VENDOR).fault


def test_the_file_is_right_as_it_is() -> None:
    assert fault(SIGNED) is None


def test_every_bit_counts() -> None:
    for at, byte in enumerate(SIGNED):
        for bit in range(8):
            assert fault(SIGNED[:at] + bytes([byte ^ 1 << bit]) + SIGNED[at + 1 :]) is not None


@given(PLACES, st.binary(min_size=1, max_size=8) | SPACE)
def test_nothing_can_be_put_in(at: int, more: bytes) -> None:
    assert fault(SIGNED[:at] + more + SIGNED[at:]) is not None


@given(SPACE)
def test_nothing_can_be_put_around(space: bytes) -> None:
    assert fault(space + SIGNED) is not None
    assert fault(SIGNED + space) is not None


@given(PLACES, st.integers(1, 40))
def test_nothing_can_be_taken_out(at: int, length: int) -> None:
    assert fault(SIGNED[:at] + SIGNED[at + length :]) is not None


@given(PLACES, PLACES)
def test_no_two_bytes_can_change_places(one: int, other: int) -> None:
    swapped = bytearray(SIGNED)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert (fault(bytes(swapped)) is None) == (swapped == SIGNED)
