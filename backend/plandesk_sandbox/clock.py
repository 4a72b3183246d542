"""The sandbox's own time: the machine's, moved as the demo's is, plus an offset that control may move forward."""

import logging
import time
from datetime import UTC, datetime
from pathlib import Path

log = logging.getLogger(__name__)


class Clock:
    """Tell the time in whole seconds; `advance` lets a session or a token expire without waiting.

    A `file` holds the seconds by which the product's clock is moved; without it, nothing is added.
    """

    def __init__(self, file: Path | None = None) -> None:
        self.offset = 0
        self._file = file
        self._last_followed = 0

    def now(self) -> int:
        """Return Unix seconds."""
        return int(time.time()) + self._followed() + self.offset

    def stamp(self) -> str:
        """Return the time as PayPal writes it, in UTC to the second."""
        return datetime.fromtimestamp(self.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def advance(self, seconds: int) -> None:
        """Move forward by `seconds`; control never moves a clock back.

        Raises:
            ValueError: `seconds` is negative.
        """
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        self.offset += seconds

    def _followed(self) -> int:
        if self._file is None:
            return 0
        try:
            self._last_followed = int(self._file.read_text())
        except FileNotFoundError:
            self._last_followed = 0
        except ValueError:
            # The product refuses such a file and says so. Here the courier must live on: a file written by hand is
            # empty for a moment.
            log.info("%s holds no number of seconds; the clock stays as it was", self._file)
        return self._last_followed
