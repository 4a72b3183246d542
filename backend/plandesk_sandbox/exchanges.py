"""The log of requests and answers, kept so that tests can check both against the providers' specifications."""

import threading
from collections import deque
from dataclasses import asdict, dataclass
from typing import Any

from flask import Request, Response

_SECRET_HEADERS = {"Authorization", "Cookie"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request as received and the answer it was given; `fault` says what spoilt that answer on its way."""

    provider: str
    method: str
    path: str
    query: str
    request_headers: dict[str, str]
    request_body: str
    status: int
    response_headers: dict[str, str]
    response_body: str
    fault: str | None


class Exchanges:
    """The latest 2,000 exchanges, oldest first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._log: deque[Exchange] = deque(maxlen=2000)

    def record(self, provider: str, request: Request, response: Response, fault: str | None) -> None:
        """Add one; header values that are credentials are left out."""
        headers = {name: value for name, value in request.headers.items() if name not in _SECRET_HEADERS}
        exchange = Exchange(
            provider=provider,
            method=request.method,
            path=request.path.removeprefix(f"/{provider}"),
            query=request.query_string.decode(),
            request_headers=headers,
            # The token request carries no secret in its body; the header that does is left out above.
            request_body=request.get_data(as_text=True),
            status=response.status_code,
            response_headers=dict(response.headers),
            response_body=response.get_data(as_text=True),
            fault=fault,
        )
        with self._lock:
            self._log.append(exchange)

    def listed(self) -> list[dict[str, Any]]:
        """Return them as plain data, oldest first."""
        with self._lock:
            return [asdict(exchange) for exchange in self._log]

    def clear(self) -> None:
        """Forget them."""
        with self._lock:
            self._log.clear()
