"""The settings of signed quotes: the ring of keys, and where the demo keeps its own."""

from pathlib import Path
from typing import Final

from plandesk.adapters.signatures import Ed25519Signer
from plandesk.config_readers import Secret, read_secrets
from plandesk.config_setting import REQUIRED, Setting


def read_signing_keys(value: str) -> tuple[Secret, ...]:
    """Read the keys that quotes are signed with, newest first; all after the first may be public halves."""
    keys = read_secrets(value)
    try:
        Ed25519Signer([each.reveal() for each in keys])
    except (ValueError, IndexError):  # Its words, and the chain of faults, may quote a key.
        told = "must be keys made by `plandesk quote keys new`, apart by commas, the first a private one"
        raise ValueError(told) from None
    return keys


SIGNATURES: Final[tuple[Setting, ...]] = (
    Setting(
        "PLANDESK_SIGNING_KEYS",
        "signing_keys",
        read_signing_keys,
        None,
        REQUIRED,
        "Sign quotes: keys made by `plandesk quote keys new`, apart by commas, the newest first; a key that signs no "
        "more may be given as its public half. Secret.",
    ),
    Setting(
        "PLANDESK_SIGNING_KEY_FILE",
        "signing_key_file",
        Path,
        "var/signing.key",
        None,
        "Where the demo keeps the signing key that it makes for itself. In the demo only.",
    ),
)
"""Every setting of this section."""
