"""The time: the machine's, or moved so that a person or a test can walk through a year."""

import os
import re
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from math import ceil
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

REACH: Final = timedelta(seconds=999_999_999)
"""How far a clock may be moved: some 31 years, either way."""


class ClockFileInvalid(Exception):
    """The file that moves the clock holds no offset; the time is never guessed."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, moved by a fixed `offset`; it keeps running."""

    offset: timedelta = timedelta()

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.now(UTC) + self.offset

    def today(self, time_zone: str) -> date:
        """Return the calendar day in an IANA time zone."""
        return self.now().astimezone(ZoneInfo(time_zone)).date()


@dataclass(frozen=True, slots=True)
class MovableClock:
    """The machine's clock, moved by the seconds in `file`, so that every process that looks there moves at once.

    Without the file it shows the real time. It is read each time: that takes microseconds, and a file's times and
    number, by which a change could be told, may stay the same when it is replaced twice within a tick.
    """

    file: Path

    def now(self) -> datetime:
        """Return the time in UTC.

        Raises:
            ClockFileInvalid: the file does not hold a whole number of seconds.
        """
        return datetime.now(UTC) + self._offset()

    def today(self, time_zone: str) -> date:
        """Return the calendar day in an IANA time zone."""
        return self.now().astimezone(ZoneInfo(time_zone)).date()

    def move_to(self, moment: datetime) -> None:
        """Show `moment` from now on, and run on from there.

        Raises:
            ValueError: it lies before what the clock shows, or out of reach.
        """
        if moment < self.now():
            raise ValueError("the clock only moves forward")
        _replace(self.file, f"{offset_to(moment)}\n")

    def reset(self) -> None:
        """Show the real time again, even if the file cannot be read."""
        self.file.unlink(missing_ok=True)

    def _offset(self) -> timedelta:
        try:
            with self.file.open("rb") as file:
                return read_offset(file.read(16).decode("ascii", "replace").strip())
        except FileNotFoundError:
            return timedelta()
        except ValueError as fault:
            raise ClockFileInvalid(f"{self.file} {fault}; delete it to have the real time") from fault


def offset_to(moment: datetime) -> int:
    """Return the seconds from the real time to `moment`, rounded up so that midnight never shows the day before.

    Raises:
        ValueError: it is out of reach.
    """
    away = moment - datetime.now(UTC)
    if abs(away) > REACH - timedelta(seconds=1):
        raise ValueError(f"must lie within {REACH.days // 365} years of the real time")
    return ceil(away / timedelta(seconds=1))


def read_offset(value: str) -> timedelta:
    """Read how far a clock is moved.

    Raises:
        ValueError: it is not a whole number of seconds within reach.
    """
    if not re.fullmatch(r"-?[0-9]{1,9}", value, flags=re.ASCII):
        raise ValueError("must hold a whole number of seconds, of nine digits at most")
    return timedelta(seconds=int(value))


def _replace(file: Path, text: str) -> None:
    """Write a file whole or not at all: whoever reads it meanwhile sees the old text or the new."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, prefix=f".{file.name}-", delete=False) as draft:
        draft.write(text)
    os.replace(draft.name, file)
