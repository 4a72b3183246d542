"""Identifiers from the operating system's source of randomness."""

import secrets
import uuid

_NUMBERS = 10**9  # The lowest number of ten digits.
_QUOTE_NUMBERS = 10**8
_TOKEN_BYTES = 24  # 192 bits, 32 characters.
_SECRET_BYTES = 32  # 256 bits, 43 characters.


class RandomIds:
    """Random identifiers; a clash of two numbers is left to the database to refuse."""

    def new_id(self) -> str:
        """Return a random UUID (RFC 9562, version 4) in its 36 characters."""
        return str(uuid.uuid4())

    def order_number(self) -> str:
        """Return ten random digits, the first not 0."""
        return str(_NUMBERS + secrets.randbelow(9 * _NUMBERS))

    def quote_number(self) -> str:
        """Return a Q and nine random digits, the first not 0."""
        return f"Q{_QUOTE_NUMBERS + secrets.randbelow(9 * _QUOTE_NUMBERS)}"

    def order_token(self) -> str:
        """Return an unguessable URL-safe address."""
        return secrets.token_urlsafe(_TOKEN_BYTES)

    def secret(self) -> str:
        """Return an unguessable URL-safe secret."""
        return secrets.token_urlsafe(_SECRET_BYTES)

    def code(self) -> str:
        """Return six random digits."""
        return f"{secrets.randbelow(10**6):06d}"
