"""What a setting is: a row of the table that each section of the configuration adds to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

REQUIRED: Final = object()
"""Stands for a default where there is none."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: the field it fills, how it is read, what holds without it, and what it is for.

    `demo` and `production` are the texts that hold when the variable is absent; None means that the feature is off.
    """

    name: str
    field: str
    read: Callable[[str], object]
    demo: object
    production: object
    doc: str
