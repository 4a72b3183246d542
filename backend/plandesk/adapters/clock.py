"""The time from the machine's clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, moved by a fixed `offset`; it keeps running."""

    offset: timedelta = timedelta()

    @classmethod
    def starting_at(cls, moment: datetime) -> "SystemClock":
        """Return a clock that shows `moment` (timezone-aware) now and runs on from there."""
        return cls(moment - datetime.now(UTC))

    def now(self) -> datetime:
        """Return the time in UTC."""
        return datetime.now(UTC) + self.offset

    def today(self, time_zone: str) -> date:
        """Return the calendar day in an IANA time zone."""
        return self.now().astimezone(ZoneInfo(time_zone)).date()
