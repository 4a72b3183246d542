"""Identifiers in the shape of each provider, random so that a restarted sandbox never repeats one."""

import secrets
import string

_STRIPE_ALPHABET = string.ascii_letters + string.digits
_PAYPAL_ALPHABET = string.ascii_uppercase + string.digits


def stripe_id(prefix: str, length: int = 24) -> str:
    """Return for instance `re_` and 24 letters and digits."""
    return f"{prefix}_" + "".join(secrets.choice(_STRIPE_ALPHABET) for _ in range(length))


def paypal_id(length: int = 17) -> str:
    """Return 17 capitals and digits, the first a digit so that it can never look like a word."""
    return secrets.choice("123456789") + "".join(secrets.choice(_PAYPAL_ALPHABET) for _ in range(length - 1))
