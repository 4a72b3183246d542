"""Stripe's form bodies: bracketed keys un-nested, then every parameter read by the rule for its name."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from plandesk_sandbox.answers import Json
from plandesk_sandbox.stripe_errors import invalid

# Reads one value: (value as un-nested, its full bracketed name) -> the typed value.
Reader = Callable[[Any, str], Any]

_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")


def unnest(body: str) -> Json:
    """Turn `a[b][0][c]=d` into nested dicts; array positions stay as the keys "0", "1" and so on.

    Raises:
        Refusal: a key is malformed, or is used both as a value and as a hash.
    """
    root: Json = {}
    for key, value in parse_qsl(body, keep_blank_values=True):
        match = _KEY.fullmatch(key)
        if match is None:
            raise invalid(f"Invalid parameter name: {key}", param=key)
        parts = [match[1], *re.findall(r"\[([^\[\]]*)\]", match[2])]
        node = root
        for part in parts[:-1]:
            node = node.setdefault(part or str(len(node)), {})
            if not isinstance(node, dict):
                raise invalid(f"Invalid hash: {key}", param=key)
        node[parts[-1] or str(len(node))] = value
    return root


def text(limit: int = 5000) -> Reader:
    """Read a string of one to `limit` characters."""

    def read(value: Any, name: str) -> str:
        if not isinstance(value, str):
            raise invalid(f"Invalid string: {name}", param=name)
        if not value:
            raise invalid(f"You passed an empty string for '{name}'.", code="parameter_invalid_empty", param=name)
        if len(value) > limit:
            raise invalid(f"Invalid {name}: must be at most {limit} characters", param=name)
        return value

    return read


def integer(low: int, high: int) -> Reader:
    """Read a whole number in `[low, high]`."""

    def read(value: Any, name: str) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]+", value):
            raise invalid(f"Invalid integer: {value}", code="parameter_invalid_integer", param=name)
        if not low <= int(value) <= high:
            raise invalid(f"{name} must be from {low} to {high}.", code="parameter_invalid_integer", param=name)
        return int(value)

    return read


def one_of(*allowed: str) -> Reader:
    """Read one of the given words."""

    def read(value: Any, name: str) -> str:
        if value not in allowed:
            raise invalid(f"Invalid {name}: must be one of {', '.join(allowed)}", param=name)
        return str(value)

    return read


def listing(item: Reader, most: int = 100) -> Reader:
    """Read an array given as `name[0]` or `name[]`."""

    def read(value: Any, name: str) -> list[Any]:
        if not isinstance(value, dict) or not all(key.isdecimal() for key in value):
            raise invalid("Invalid array", param=name)
        if len(value) > most:
            raise invalid(f"{name} has more than {most} entries", param=name)
        return [item(value[key], f"{name}[{key}]") for key in sorted(value, key=int)]

    return read


def metadata(value: Any, name: str) -> dict[str, str]:
    """Read up to 50 of the merchant's own keys, of at most 40 characters with values of at most 500."""
    if value == "":
        return {}
    if not isinstance(value, dict) or not all(isinstance(entry, str) for entry in value.values()):
        raise invalid("Invalid hash", param=name)
    if len(value) > 50 or any(len(key) > 40 or len(entry) > 500 for key, entry in value.items()):
        raise invalid("Metadata takes 50 keys of 40 characters, with values of 500.", param=name)
    return dict(value)


def fields(readers: dict[str, Reader], required: tuple[str, ...] = ()) -> Reader:
    """Read a hash of exactly these names, refusing any other as Stripe does."""

    def read(value: Any, name: str) -> Json:
        def full(key: str) -> str:
            return f"{name}[{key}]" if name else key

        if not isinstance(value, dict):
            raise invalid("Invalid hash", param=name)
        for key in value:
            if key not in readers:
                raise invalid(f"Received unknown parameter: {full(key)}", code="parameter_unknown", param=full(key))
        for key in required:
            if key not in value:
                raise invalid(f"Missing required param: {full(key)}.", code="parameter_missing", param=full(key))
        return {key: readers[key](entry, full(key)) for key, entry in value.items()}

    return read
