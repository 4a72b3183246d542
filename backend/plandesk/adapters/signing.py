"""Signs what leaves the house and must come back unchanged, with itsdangerous and keys that may be replaced."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from itsdangerous import BadSignature, URLSafeSerializer


class KeySigner:
    """Signs with the newest key and reads what any of the keys signed; each purpose has keys of its own."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)

    def sign(self, purpose: str, payload: Mapping[str, str]) -> str:
        """Return the payload as URL-safe text that shows any change."""
        signed: str = self._serializer(purpose).dumps(dict(payload))
        return signed

    def read(self, purpose: str, text: str) -> Mapping[str, str] | None:
        """Return the payload, or None where the text was not signed here for this purpose."""
        try:
            payload: Mapping[str, str] = self._serializer(purpose).loads(text)
        except BadSignature:  # Also what cannot be read at all.
            return None
        return payload

    def digest(self, purpose: str, text: str) -> str:
        """Return a digest of a secret too short to be kept under a plain one."""
        return _mac(self._keys[0], purpose, text)

    def is_digest(self, purpose: str, text: str, digest: str) -> bool:
        """Tell whether a digest is of this text, by any of the keys."""
        return any(hmac.compare_digest(_mac(key, purpose, text), digest) for key in self._keys)

    def _serializer(self, purpose: str) -> URLSafeSerializer:
        oldest_first = list(reversed(self._keys))  # itsdangerous signs with the last.
        options = {"key_derivation": "hmac", "digest_method": hashlib.sha256}
        return URLSafeSerializer(oldest_first, salt=f"plandesk.{purpose}", signer_kwargs=options)


def _mac(key: str, purpose: str, text: str) -> str:
    return hmac.new(key.encode(), f"plandesk.{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()
