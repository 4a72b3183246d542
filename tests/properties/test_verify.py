"""No byte of a signed file can be changed, added or taken away without the check failing."""

from hypothesis import given
from hypothesis import strategies as st

from plandesk.services.signatures import quote_file
from plandesk.services.verification import Fault, verify_file
from tests.factories import World
from tests.signed_quotes import issued

PORTS = World().ports
SIGNED = quote_file(issued(PORTS, note="Größe: 100 €"))
PLACES = st.integers(0, len(SIGNED) - 1)
SPACE = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b"\x00", "\ufeff".encode(), "\u00a0".encode()])


def fault(data: bytes) -> Fault | None:
    return verify_file(
        data, verifier=PORTS.document_signer, attachments=PORTS.attachments, vendor=PORTS.mailbox.vendor
    ).fault


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
