"""The shape of a row in the table of problems, so that a noun may keep its own part of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of refusal is told."""

    status: int
    slug: str
    title: str
    detail: str | Callable[[Mapping[str, Any]], str]
    members: Callable[[Mapping[str, Any]], dict[str, Any]] = lambda facts: {}
