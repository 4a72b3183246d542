"""`paypalrestsdk.Api` as a transport to trust: bounded in time, honest about errors, silent about secrets."""

import json
import logging
import threading
import time
from collections.abc import Mapping
from typing import Any

import requests
from paypalrestsdk import Api, exceptions
from paypalrestsdk.util import join_url
from requests.auth import AuthBase

log = logging.getLogger(__name__)

Json = dict[str, Any]

TOKEN_SLACK = 60
"""A token is renewed this many seconds before it runs out, so that none runs out on the way."""


class UnreadableAnswer(exceptions.ConnectionError):  # type: ignore[misc]  # paypalrestsdk ships no types
    """The answer is not the JSON object it ought to be, whatever its status says."""


class PayPalApi(Api):  # type: ignore[misc]  # paypalrestsdk ships no types
    """The SDK's transport with its defects mended (docs/payments.md lists them).

    Raises what the SDK raises (`paypalrestsdk.exceptions`) for every status outside 2xx, UnreadableAnswer, and
    `requests.RequestException` where there was no answer. Nothing is repeated but once after a 401. Thread-safe.
    """

    def __init__(
        self, *, api_base: str, client_id: str, client_secret: str, timeout: tuple[float, float] = (3.05, 10.0)
    ) -> None:
        # "live" is also the mode in which the SDK itself would not log bodies; the endpoint is what counts.
        super().__init__(mode="live", endpoint=api_base, client_id=client_id, client_secret=client_secret)
        self._timeout = timeout
        self._lock = threading.Lock()
        self._threads = threading.local()
        self._token: str | None = None
        self._token_until = 0.0

    def get(self, action: str, headers: Mapping[str, str] | None = None, refresh_token: None = None) -> Json:
        """Read a resource; a GET has no body."""
        return self.request(join_url(self.endpoint, action), "GET", headers=headers)

    def request(
        self,
        url: str,
        method: str,
        body: Json | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        refresh_token: None = None,
    ) -> Json:
        """Send one authorised request; bytes go out as they are."""
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        token = self._current_token()
        try:
            return self._authorised(url, method, data, headers, token)
        except exceptions.UnauthorizedAccess:
            # The token was revoked early. A second refusal is about more than the token.
            return self._authorised(url, method, data, headers, self._current_token(refused=token))

    def http_call(self, url: str, method: str, **kwargs: Any) -> Json:
        """Send one request and log its outline: never a header or a body."""
        begun = time.monotonic()
        response = self._session().request(
            method, url, timeout=self._timeout, proxies=self.proxies, allow_redirects=False, **kwargs
        )
        log.info(
            "PayPal %s %s: %d in %d ms (debug id %s)",
            method,
            url.removeprefix(self.endpoint),
            response.status_code,
            1000 * (time.monotonic() - begun),
            response.headers.get("PayPal-Debug-Id"),
        )
        return self.handle_response(response, response.content.decode(errors="replace"))

    def handle_response(self, response: requests.Response, content: str) -> Json:
        """Return the answer's object, or raise by its status; an answer without content is an empty object."""
        try:
            answer = super().handle_response(response, content)
        except ValueError as error:
            raise UnreadableAnswer(response) from error
        if not isinstance(answer, dict):
            raise UnreadableAnswer(response)
        return answer

    def _authorised(
        self, url: str, method: str, data: bytes | None, headers: Mapping[str, str] | None, token: str
    ) -> Json:
        sent = {"Accept": "application/json", "User-Agent": self.user_agent} | dict(headers or {})
        if data is not None:
            sent["Content-Type"] = "application/json"
        return self.http_call(url, method, data=data, headers=sent, auth=_Bearer(token))

    def _current_token(self, refused: str | None = None) -> str:
        """Return the token all threads share, a new one if it is old or is the one just refused."""
        with self._lock:
            if self._token is None or self._token == refused or time.monotonic() >= self._token_until:
                answer = self.http_call(
                    join_url(self.token_endpoint, "/v1/oauth2/token"),
                    "POST",
                    data={"grant_type": "client_credentials"},
                    headers={"Accept": "application/json", "User-Agent": self.user_agent},
                    auth=(self.client_id, self.client_secret),
                )
                self._token, lifetime = _read_token(answer)
                self._token_until = time.monotonic() + lifetime - TOKEN_SLACK
            return self._token

    def _session(self) -> requests.Session:
        """Return this thread's session: requests does not promise that threads may share one."""
        session: requests.Session | None = getattr(self._threads, "session", None)
        if session is None:
            session = self._threads.session = requests.Session()
        return session


class _Bearer(AuthBase):
    """Sets the token last, so that no .netrc of the machine replaces it."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request


def _read_token(answer: Json) -> tuple[str, int]:
    try:
        return str(answer["access_token"]), int(answer["expires_in"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableAnswer(None) from error
