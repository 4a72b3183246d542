"""How often one address may write.

`limits` is used directly: Flask-Limiter, built on it, runs three hooks on every request and tells views apart by
their names, which routes made by one function share.
"""

import time
from collections.abc import Callable
from math import ceil
from typing import Any

from flask import Response, request
from limits import parse_many
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

Wrap = Callable[[Callable[..., Response]], Callable[..., Response]]
"""What a route's handler is wrapped in."""


class Limits:
    """Counts requests by address in a storage, named as the `limits` library names it."""

    def __init__(self, storage: str) -> None:
        self._window = FixedWindowRateLimiter(storage_from_string(storage))

    def guard(self, rates: str, scope: str) -> Wrap:
        """Return a wrapper that refuses what comes too often; all that it wraps is counted together."""
        items = parse_many(rates)

        def wrap(handler: Callable[..., Response]) -> Callable[..., Response]:
            def run(**path: Any) -> Response:
                caller = request.remote_addr or ""
                for item in items:
                    if not self._window.hit(item, scope, caller):
                        # The storage keeps real time, whatever the product's own clock says.
                        reset = self._window.get_window_stats(item, scope, caller).reset_time
                        raise TooManyRequests(retry_after=max(1, ceil(reset - time.time())))
                return handler(**path)

            return run

        return wrap
