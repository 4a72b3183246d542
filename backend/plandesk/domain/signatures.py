"""Signatures of documents: by which key, and what."""

from dataclasses import dataclass
from typing import Final

ALGORITHM: Final = "Ed25519"
"""RFC 8032; the only one there is, and named in every file so that a reader need not guess."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature of exact bytes: the id of the key that made it, and its value in unpadded base64url."""

    key_id: str
    value: str
