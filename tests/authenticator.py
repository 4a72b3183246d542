"""An authenticator in software: makes keys and signs as a browser and its key do, and lies where a test wants it to."""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, MADE = 0x01, 0x04, 0x40


def base64url(raw: bytes) -> str:
    """Write bytes as the standard does: base64url without padding."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """Read base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Key:
    """One passkey in a browser on a page of `origin`, which claims to be for `domain`.

    `step` is by how much its count goes up with each use; 0 is a key that does not count.
    """

    origin: str = "https://plans.example"
    domain: str = "plans.example"
    flags: int = PRESENT | VERIFIED
    step: int = 1
    uses: int = 0
    cross_origin: bool = False
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def id(self) -> bytes:
        """Return the credential's id."""
        return hashlib.sha256(self._cose()).digest()

    def copy(self) -> "Key":
        """Return a copy, whose count goes on by itself from here."""
        return replace(self)

    def make(self, challenge: str) -> dict[str, str]:
        """Answer a challenge as `navigator.credentials.create` does."""
        self.uses += self.step
        made = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + self._cose()
        said = {"fmt": "none", "attStmt": {}, "authData": self._data(self.flags | MADE) + made}
        return {
            "id": base64url(self.id),
            "client_data": base64url(self._client_data("webauthn.create", challenge)),
            "attestation_object": base64url(cbor2.dumps(said)),
        }

    def show(self, challenge: str) -> dict[str, str]:
        """Answer a challenge as `navigator.credentials.get` does."""
        self.uses += self.step
        data, client = self._data(self.flags), self._client_data("webauthn.get", challenge)
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return {
            "id": base64url(self.id),
            "client_data": base64url(client),
            "authenticator_data": base64url(data),
            "signature": base64url(signature),
        }

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.domain.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said: Mapping[str, Any] = {
            "type": kind,
            "challenge": challenge,
            "origin": self.origin,
            "crossOrigin": self.cross_origin,
        }
        return json.dumps(said).encode()

    def _cose(self) -> bytes:
        numbers = self.private.public_key().public_numbers()
        x, y = (each.to_bytes(32, "big") for each in (numbers.x, numbers.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
