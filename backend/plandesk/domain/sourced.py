"""How every fact of a catalogue names its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from plandesk.domain.errors import NotStated

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T_co]):
    """A value with the lines of the vendor's terms and the readings it rests on; the value None means not stated."""

    value: T_co
    lines: tuple[int, ...]
    readings: tuple[str, ...] = ()
    family: bool = False  # Stated for the whole family, not in the plan's own list.

    @property
    def required(self: Sourced[T | None]) -> T:
        """The value, where a rule needs one; raises NotStated otherwise."""
        if self.value is None:
            raise NotStated(lines=self.lines)
        return self.value
