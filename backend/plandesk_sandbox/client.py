"""A client for the sandbox's own endpoints, for tests and scripts that act as buyer, bank or bad network."""

from typing import Any

import requests

from plandesk_sandbox.answers import Json


class Control:
    """Acts on one running sandbox at `url`; every method raises `requests.HTTPError` when the sandbox refuses."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/") + "/_sandbox"
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Accept"] = "application/json"

    def _call(self, method: str, path: str, body: Json | None = None) -> Any:
        # Waiting for deliveries may take as long as the caller said, so there is no read timeout here.
        answer = self._session.request(method, self.url + path, json=body, timeout=(3.05, None))
        answer.raise_for_status()
        return answer.json()

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def state(self) -> Json:
        """Return all objects, events, deliveries and faults as plain data."""
        state: Json = self._call("GET", "/state")
        return state

    def reset(self) -> None:
        """Forget everything but credentials and webhook addresses."""
        self._call("POST", "/reset", {})

    def advance(self, seconds: int) -> None:
        """Move the sandbox's clock forward."""
        self._call("POST", "/clock", {"advance": seconds})

    def fault(
        self, provider: str, kind: str, *, times: int | None = 1, path: str = "", seconds: int | None = None
    ) -> None:
        """Switch a fault on: for its next `times` uses, or with None until cleared.

        Kinds: error_before, error_after, error_stored (Stripe only), rate_limit, close_after, hang_after for requests
        that change something (with `path`, for every request whose path contains it); drop, delay, duplicate, reorder
        for webhooks (with `path`, for event types that contain it).
        """
        fault = {"provider": provider, "kind": kind, "times": times, "path": path, "seconds": seconds}
        self._call("POST", "/faults", fault)

    def clear_faults(self, provider: str | None = None) -> None:
        """Switch faults off and let hanging answers go."""
        self._call("POST", "/faults/clear", {"provider": provider} if provider else {})

    def set_webhooks(self, **urls: str | None) -> None:
        """Say where events go: `stripe=`, `paypal=`; None sends none."""
        self._call("POST", "/webhooks", urls)

    def settings(self, **values: object) -> None:
        """Set stripe_refund_status, paypal_refund_status, paypal_answers_created or paypal_denied_event."""
        self._call("POST", "/settings", values)

    def act(self, noun: str, object_id: str, act: str) -> None:
        """Do one of the acts of `control.ACTS`, for instance `act("captures", capture_id, "complete")`."""
        self._call("POST", f"/{noun}/{object_id}/{act}", {})

    def session(self, session_id: str, act: str) -> None:
        """Act on a Stripe session: pay, pay-short, decline, pay-later, settle, fail, expire, dispute."""
        self.act("sessions", session_id, act)

    def order(self, order_id: str, act: str = "approve") -> None:
        """Act as payer: approve, with -short, -echeck, -declined-instrument or -declined-capture behind it."""
        self.act("orders", order_id, act)

    def revoke_tokens(self) -> None:
        """Make every PayPal access token invalid."""
        self._call("POST", "/tokens/revoke", {})

    def release(self, provider: str | None = None) -> int:
        """Queue held webhooks and return how many there were."""
        return int(self._call("POST", "/deliveries/release", {"provider": provider} if provider else {})["released"])

    def wait(self, timeout: float = 10) -> None:
        """Wait until every webhook that is not held was delivered or given up.

        Raises:
            TimeoutError: some were still on their way after `timeout` seconds.
        """
        if not self._call("POST", "/deliveries/wait", {"timeout": timeout})["idle"]:
            raise TimeoutError("webhooks were still on their way")

    def resend(self, event_id: str) -> None:
        """Send an event again."""
        self._call("POST", f"/events/{event_id}/resend", {})

    def exchanges(self, provider: str | None = None) -> list[Json]:
        """Return the logged requests and answers, oldest first."""
        logged: list[Json] = self._call("GET", "/exchanges")
        return [exchange for exchange in logged if provider in (None, exchange["provider"])]
