"""The one way to write a value as bytes: JSON by the rules of RFC 8785, without floats."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from plandesk.domain.errors import DomainError

SAFE_INTEGER: Final = 2**53 - 1
"""The largest whole number that every reader of JSON holds exactly."""

DEEPEST: Final = 32
"""How many lists and objects may stand in each other; nothing we write comes near it."""

# Over plain names, the order of UTF-16 units that the RFC asks for and Python's own are the same.
_NAME: Final = re.compile(r"[A-Za-z0-9_.-]+")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class NotCanonical(DomainError):
    """A value, or a file, has exactly one form in bytes, and this is not it."""


class NotJson(NotCanonical):
    """A file of ours is JSON; this is something else altogether."""


def canonical(value: object) -> bytes:
    """Return the one form of a value made of mappings with plain names, sequences, text, whole numbers and truths.

    Raises:
        NotCanonical: anything else is in it, a float above all, or it nests too deeply.
    """
    plain = _plain(value, DEEPEST)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def read_canonical(data: bytes) -> object:
    """Return the value that bytes are the one form of.

    Raises:
        NotJson: they are not JSON.
        NotCanonical: the same value has another form: a space too many is enough.
    """
    try:
        value: object = json.loads(data.decode())
    except (ValueError, RecursionError) as fault:
        raise NotJson from fault
    if canonical(value) != data:
        raise NotCanonical
    return value


def _plain(value: object, depth: int) -> object:
    """Return a value as `json` takes it, and refuse whatever has no one form."""
    if depth < 0:
        raise NotCanonical
    match value:
        case None | bool():
            return value
        case int() if abs(value) <= SAFE_INTEGER:
            return value
        case str() if not _SURROGATE.search(value):
            return value
        case Mapping() if all(isinstance(name, str) and _NAME.fullmatch(name) for name in value):
            return {name: _plain(each, depth - 1) for name, each in value.items()}
        case Sequence() if not isinstance(value, str | bytes | bytearray):
            return [_plain(each, depth - 1) for each in value]
        case _:
            raise NotCanonical
