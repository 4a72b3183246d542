"""What is signed comes back unchanged or not at all, and keys can be replaced."""

import pytest

from plandesk.adapters.signing import KeySigner

OLD, NEW = "an old key of thirty-two characters", "a new key of thirty-two characters."
PAYLOAD = {"contact": "c-1", "until": "2026-12-31"}


def test_a_payload_comes_back_as_it_was() -> None:
    signer = KeySigner([NEW])
    assert signer.read("extend", signer.sign("extend", PAYLOAD)) == PAYLOAD


def test_what_is_signed_for_one_purpose_is_nothing_for_another() -> None:
    signer = KeySigner([NEW])
    assert signer.read("sign-in", signer.sign("extend", PAYLOAD)) is None
    assert not signer.is_digest("other", "123456", signer.digest("code", "123456"))


def test_an_old_key_still_reads_until_it_is_gone() -> None:
    signed, digest = KeySigner([OLD]).sign("extend", PAYLOAD), KeySigner([OLD]).digest("code", "123456")
    both, new = KeySigner([NEW, OLD]), KeySigner([NEW])
    assert both.read("extend", signed) == PAYLOAD
    assert both.is_digest("code", "123456", digest)
    assert new.read("extend", signed) is None
    assert not new.is_digest("code", "123456", digest)
    assert new.read("extend", both.sign("extend", PAYLOAD)) == PAYLOAD


@pytest.mark.parametrize("text", ["", ".", "e30", "e30.", "e30.AAAA", "ü.ü", "a.b.c"])
def test_what_was_not_signed_is_not_read(text: str) -> None:
    assert KeySigner([NEW]).read("extend", text) is None


def test_a_changed_letter_is_noticed() -> None:
    signed = KeySigner([NEW]).sign("extend", PAYLOAD)
    for at in range(0, len(signed) - 1, 7):  # The last letter of base64 holds bits that mean nothing.
        changed = signed[:at] + ("A" if signed[at] != "A" else "B") + signed[at + 1 :]
        assert KeySigner([NEW]).read("extend", changed) is None
