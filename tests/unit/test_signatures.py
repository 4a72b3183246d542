"""Keys sign and verify exact bytes, and are replaced without making old signatures worth nothing."""

from base64 import urlsafe_b64decode
from pathlib import Path

import pytest

from plandesk.adapters.signatures import Ed25519Signer, PublicKeys, key_id, new_key, own_key, retired
from plandesk.domain.signatures import Signature

OLD, NEW = new_key(), new_key()
DOCUMENT = b'{"number":"Q202604711"}'

# RFC 8032, section 7.1, test 2.
RFC_SECRET = "TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs"
RFC_PUBLIC = "PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"
RFC_SIGNED = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_a_signature_is_of_exact_bytes() -> None:
    signer = Ed25519Signer([NEW])
    signature = signer.sign(DOCUMENT)
    assert signer.verify(DOCUMENT, signature)
    assert not signer.verify(DOCUMENT + b" ", signature)


def test_the_signature_is_the_one_of_the_standard() -> None:
    signer = Ed25519Signer([RFC_SECRET])
    assert list(signer.public_keys().values()) == [RFC_PUBLIC]
    assert urlsafe_b64decode(signer.sign(b"\x72").value + "==") == RFC_SIGNED


def test_the_newest_key_signs_and_the_older_ones_still_verify() -> None:
    signed = Ed25519Signer([OLD]).sign(DOCUMENT)
    both = Ed25519Signer([NEW, OLD])
    assert both.verify(DOCUMENT, signed)
    assert Ed25519Signer([NEW]).verify(DOCUMENT, both.sign(DOCUMENT))
    assert not Ed25519Signer([NEW]).verify(DOCUMENT, signed)


def test_a_retired_key_verifies_by_its_public_half() -> None:
    signed = Ed25519Signer([OLD]).sign(DOCUMENT)
    ring = Ed25519Signer([NEW, retired(OLD)])
    assert ring.verify(DOCUMENT, signed)
    assert list(ring.public_keys()) == [ring.sign(DOCUMENT).key_id, signed.key_id]
    assert retired(retired(OLD)) == retired(OLD)


def test_a_retired_key_alone_cannot_sign() -> None:
    with pytest.raises(ValueError, match="must be"):
        Ed25519Signer([retired(OLD)])


def test_published_keys_are_enough_to_verify() -> None:
    signer = Ed25519Signer([NEW, OLD])
    published = PublicKeys.read(signer.public_keys().values())
    assert published.public_keys() == signer.public_keys()
    assert published.verify(DOCUMENT, signer.sign(DOCUMENT))


def test_a_signature_under_the_name_of_another_key_is_wrong() -> None:
    signer = Ed25519Signer([NEW, OLD])
    other = list(signer.public_keys())[1]
    assert not signer.verify(DOCUMENT, Signature(other, signer.sign(DOCUMENT).value))


def test_every_changed_letter_of_a_signature_is_noticed_even_the_last() -> None:
    signer = Ed25519Signer([NEW])
    signature = signer.sign(DOCUMENT)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    for at, letter in enumerate(signature.value):
        for other in alphabet if at == len(signature.value) - 1 else "Aa":
            if other != letter:
                changed = signature.value[:at] + other + signature.value[at + 1 :]
                assert not signer.verify(DOCUMENT, Signature(signature.key_id, changed))


@pytest.mark.parametrize("value", ["", "AA", "ü" * 86, "A" * 86 + "==", "A" * 85 + "\n", "+/" * 43])
def test_what_is_no_signature_is_not_one(value: str) -> None:
    signer = Ed25519Signer([NEW])
    assert not signer.verify(DOCUMENT, Signature(signer.sign(DOCUMENT).key_id, value))


def test_the_name_of_a_key_is_made_of_the_key() -> None:
    assert key_id(b"a" * 32) == key_id(b"a" * 32) != key_id(b"b" * 32)


def test_a_key_of_its_own_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    file = tmp_path / "var" / "signing.key"
    made = own_key(file)
    assert own_key(file) == made
    assert file.stat().st_mode & 0o077 == 0
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_key_that_another_process_made_first_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "signing.key"
    made = own_key(file)
    with monkeypatch.context() as before_it_was_there:
        before_it_was_there.setattr(Path, "exists", lambda _self: False)
        assert own_key(file) == made


def test_a_file_that_holds_no_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "signing.key").write_text("not a key")
    with pytest.raises(ValueError, match="must be"):
        own_key(tmp_path / "signing.key")
