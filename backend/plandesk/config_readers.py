"""How the text of each setting is read; a reader raises ValueError with a sentence that begins with "must"."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from limits import parse_many
from limits.errors import ConfigurationError
from limits.storage import Storage, storage_from_string
from stdnum import bic as bics
from stdnum import iban as ibans
from stdnum.exceptions import ValidationError

from plandesk.domain.access import StaffRoles
from plandesk.domain.customers import STAFF_ROLES, StaffRole, address_key

MAIL_ADDRESS: Final = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_SHORTEST_KEY: Final = 32


class Secret:
    """A value that is used but never shown: its text forms hide it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the value, for the one call that needs it."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return "Secret(…)"


def read_text(value: str) -> str:
    """Read one line of text."""
    if any(ord(each) < 32 for each in value):
        raise ValueError("must be one line of text")
    return value


def read_secret(value: str) -> Secret:
    """Read a secret."""
    return Secret(read_text(value))


def read_secrets(value: str) -> tuple[Secret, ...]:
    """Read secrets apart by commas; may be empty."""
    return tuple(Secret(read_text(each.strip())) for each in value.split(",") if each.strip())


def read_keys(value: str) -> tuple[Secret, ...]:
    """Read the keys that links are signed with, newest first."""
    keys = read_secrets(value)
    if not keys or any(len(each.reveal()) < _SHORTEST_KEY for each in keys):
        raise ValueError(f"must be keys of at least {_SHORTEST_KEY} characters, apart by commas")
    return keys


def read_staff(value: str) -> StaffRoles:
    """Read who of the vendor may sign in, and as what."""
    roles: dict[str, StaffRole] = {}
    for each in filter(None, (part.strip() for part in value.split(","))):
        named, _, address = each.partition(":")
        role = next((known for known in STAFF_ROLES if known == named.strip()), None)
        if role is None or not MAIL_ADDRESS.fullmatch(address.strip()):
            raise ValueError("must be entries such as admin:ann@example.com, apart by commas")
        if roles.setdefault(address_key(address), role) != role:
            raise ValueError("must name each address once")
    return roles


def read_environment(value: str) -> str:
    """Read which environment this is."""
    if value not in ("demo", "production"):
        raise ValueError("must be demo or production")
    return value


def read_url(value: str) -> str:
    """Read an address, without the slash at its end."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an address such as https://support.example.com")
    return value.rstrip("/")


def read_origin(value: str) -> str:
    """Read an address without a path."""
    address = read_url(value)
    if urlsplit(address).path:
        raise ValueError("must be an address without a path, such as https://support.example.com")
    return address


def read_database(value: str) -> Secret:
    """Read the address of a database."""
    if not re.match(r"(sqlite|postgresql(\+psycopg)?|postgres)://", value):
        raise ValueError("must begin with sqlite:// or postgresql://")
    return Secret(value)


def read_smtp(value: str) -> Secret:
    """Read the address of a mail server."""
    parts = urlsplit(value)
    if parts.scheme not in ("smtp", "smtps", "smtp+plain") or not parts.hostname:
        raise ValueError("must be an address such as smtp://name:password@mail.example.com:587")
    return Secret(value)


def read_mail_address(value: str) -> str:
    """Read a mail address."""
    if not MAIL_ADDRESS.fullmatch(value):
        raise ValueError("must be a mail address")
    return value


def read_iban(value: str) -> str:
    """Read an IBAN, by its check digits."""
    try:
        return str(ibans.validate(value))
    except ValidationError as fault:
        raise ValueError("must be an IBAN with right check digits") from fault


def read_bic(value: str) -> str:
    """Read a BIC."""
    try:
        return str(bics.validate(value))
    except ValidationError as fault:
        raise ValueError("must be a BIC of 8 or 11 characters") from fault


def read_storage(value: str) -> Secret:
    """Read where requests are counted; the client library of that storage must be installed."""
    try:
        known = isinstance(storage_from_string(value), Storage)
    except (ConfigurationError, ValueError):  # Their words may quote the address, and with it a password.
        known = False
    if not known:
        raise ValueError("must be memory:// or redis://… with the extra `redis` installed")
    return Secret(value)


def read_rate(value: str) -> str:
    """Read how often something may happen, in the notation of `limits`."""
    parse_many(value)  # Raises ValueError, whose words tell the notation.
    return value


def read_count(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers in `[least, most]`."""

    def read(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(value)

    return read


def read_seconds(value: str) -> timedelta:
    """Read a number of seconds, at most a day."""
    return timedelta(seconds=read_count(1, 86_400)(value))


def read_minutes(value: str) -> timedelta:
    """Read a number of minutes, at most a day."""
    return timedelta(minutes=read_count(1, 1_440)(value))


def read_hours(value: str) -> timedelta:
    """Read a number of hours, at most a year."""
    return timedelta(hours=read_count(1, 8_784)(value))
