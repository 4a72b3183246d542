"""The sandbox's own time: the machine's, plus an offset that control may move forward."""

import time
from datetime import UTC, datetime


class Clock:
    """Tell the time in whole seconds; `advance` lets a session or a token expire without waiting."""

    def __init__(self) -> None:
        self.offset = 0

    def now(self) -> int:
        """Return Unix seconds."""
        return int(time.time()) + self.offset

    def stamp(self) -> str:
        """Return the time as PayPal writes it, in UTC to the second."""
        return datetime.fromtimestamp(self.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def advance(self, seconds: int) -> None:
        """Move forward by `seconds`; a clock never goes back.

        Raises:
            ValueError: `seconds` is negative.
        """
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        self.offset += seconds
