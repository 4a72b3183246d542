"""How often one address, or one network, may ask and write.

`limits` is used directly: Flask-Limiter, built on it, runs three hooks on every request and tells views apart by
their names, which routes made by one function share.
"""

import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from math import ceil
from threading import Lock
from typing import Any, Final

from flask import Response, request
from limits import parse_many
from limits.storage import Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

MEMORY: Final = "memory://"
_SWEEP_SECONDS: Final = 60.0

Wrap = Callable[[Callable[..., Response]], Callable[..., Response]]
"""What a route's handler is wrapped in."""


Count = Callable[[str], None]
"""Counts one more of a key, or raises TooManyRequests."""


def caller() -> str:
    """Return the address a request comes from."""
    return request.remote_addr or ""


def network() -> str:
    """Return the network a request comes from: the neighbours of an address are mostly one person or one office.

    Whoever has one IPv6 address has 2**64 of them.
    """
    try:
        address = ip_address(caller())
    except ValueError:  # A test's or a socket's own name.
        return caller()
    length = 24 if address.version == 4 else 64
    return str(ip_network(f"{address}/{length}", strict=False))


class MemoryCounts(Storage):
    """Counts in this process; the library's own storage starts a thread with nearly every hit."""

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__()
        self._windows: dict[str, tuple[int, float]] = {}
        self._swept = time.time()
        self._lock = Lock()

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """Name no errors: there is nothing that could fail."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count up and return the count of the window, which is opened where none is."""
        now = time.time()
        with self._lock:
            if now - self._swept > _SWEEP_SECONDS:
                self._windows = {name: each for name, each in self._windows.items() if each[1] > now}
                self._swept = now
            counted, ends = self._windows.get(key, (0, 0.0))
            if ends <= now:
                counted, ends = 0, now + expiry
            self._windows[key] = (counted + amount, ends)
        return counted + amount

    def get(self, key: str) -> int:
        """Return the count of an open window."""
        counted, ends = self._windows.get(key, (0, 0.0))
        return counted if ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when a window closes, in seconds since 1970."""
        return self._windows.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Tell that it works."""
        return True

    def reset(self) -> int:
        """Forget everything and return how much that was."""
        with self._lock:
            forgotten, self._windows = len(self._windows), {}
        return forgotten

    def clear(self, key: str) -> None:
        """Forget one window."""
        with self._lock:
            self._windows.pop(key, None)


class Limits:
    """Counts requests by address or another key in a storage, named as the `limits` library names it."""

    def __init__(self, storage: str) -> None:
        self._window = FixedWindowRateLimiter(MemoryCounts() if storage == MEMORY else storage_from_string(storage))

    def counter(self, rates: str, scope: str) -> Count:
        """Return what counts a key, and refuses it once it came too often."""
        items = parse_many(rates)

        def count(key: str) -> None:
            for item in items:
                if not self._window.hit(item, scope, key):
                    # The storage keeps real time, whatever the product's own clock says.
                    reset = self._window.get_window_stats(item, scope, key).reset_time
                    raise TooManyRequests(retry_after=max(1, ceil(reset - time.time())))

        return count

    def guard(self, rates: str, scope: str, key: Callable[[], str] = caller) -> Wrap:
        """Return a wrapper that refuses what comes too often; all that it wraps is counted together, by the key."""
        count = self.counter(rates, scope)

        def wrap(handler: Callable[..., Response]) -> Callable[..., Response]:
            def run(**path: Any) -> Response:
                count(key())
                return handler(**path)

            return run

        return wrap
