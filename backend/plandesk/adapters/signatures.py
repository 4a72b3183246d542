"""Signs documents with Ed25519 by a ring of keys: the newest signs, and what any of them signed stays good."""

import base64
import hashlib
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from plandesk.domain.signatures import Signature

RETIRED: Final = "public:"
"""Begins a key of which only the public half is kept: it verifies and can sign no more."""

_KEY_BYTES: Final = 32
_SIGNATURE_BYTES: Final = 64
_ID_BYTES: Final = 12


class PublicKeys:
    """The public halves of the keys, newest first: enough to verify."""

    def __init__(self, keys: Iterable[Ed25519PublicKey]) -> None:
        self._keys = {key_id(key.public_bytes_raw()): key for key in keys}

    @classmethod
    def read(cls, keys: Iterable[str]) -> "PublicKeys":
        """Return the keys written in base64url.

        Raises:
            ValueError: one of them is no key.
        """
        return cls(_public(text) for text in keys)

    def public_keys(self) -> Mapping[str, str]:
        """Return the keys in base64url by their ids, newest first."""
        return {name: _text(key.public_bytes_raw()) for name, key in self._keys.items()}

    def verify(self, document: bytes, signature: Signature) -> bool:
        """Tell whether a key of the ring signed exactly these bytes."""
        key = self._keys.get(signature.key_id)
        try:
            value = _bytes(signature.value, _SIGNATURE_BYTES)
            if key is None:
                return False
            key.verify(value, document)
        except (ValueError, InvalidSignature):
            return False
        return True


class Ed25519Signer(PublicKeys):
    """Signs with the first key, which is a private one."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take the keys as the setting holds them, newest first.

        Raises:
            ValueError: one is no key, or the first is retired.
        """
        self._newest = Ed25519PrivateKey.from_private_bytes(_bytes(keys[0], _KEY_BYTES))
        super().__init__(_public_half(each) for each in keys)
        self._newest_id = key_id(self._newest.public_key().public_bytes_raw())

    def sign(self, document: bytes) -> Signature:
        """Sign exact bytes."""
        return Signature(self._newest_id, _text(self._newest.sign(document)))


def key_id(public: bytes) -> str:
    """Return the name of a key, made of the key itself: nobody can give it to another."""
    return _text(hashlib.sha256(public).digest()[:_ID_BYTES])


def new_key() -> str:
    """Return a new private key, as the setting takes it."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def retired(key: str) -> str:
    """Return what is kept of a private key once it signs no more.

    Raises:
        ValueError: it is no private key.
    """
    return RETIRED + _text(_public_half(key).public_bytes_raw())


def own_key(file: Path) -> str:
    """Return the key in a file, which is made where there is none; of several processes at once, one makes it.

    Raises:
        OSError: the file can be neither read nor made.
        ValueError: it holds no private key.
    """
    if not file.exists():
        _write_once(file, new_key())
    key = file.read_text("ascii").strip()
    _bytes(key, _KEY_BYTES)
    return key


def _write_once(file: Path, key: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")  # Its owner alone may read it.
    with os.fdopen(handle, "w") as written:
        written.write(key + "\n")
    try:
        os.link(draft, file)  # Unlike a rename, it leaves what another process was first to put there.
    except FileExistsError:
        return
    finally:
        os.unlink(draft)


def _public_half(key: str) -> Ed25519PublicKey:
    if key.startswith(RETIRED):
        return _public(key.removeprefix(RETIRED))
    return Ed25519PrivateKey.from_private_bytes(_bytes(key, _KEY_BYTES)).public_key()


def _public(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(_bytes(text, _KEY_BYTES))


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str, length: int) -> bytes:
    """Read base64url strictly: the last letter has bits to spare, and a changed one must not pass for the same."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as fault:
        raise ValueError("must be base64url") from fault
    if len(data) != length or _text(data) != text:
        raise ValueError(f"must be {length} bytes in base64url without padding")
    return data
