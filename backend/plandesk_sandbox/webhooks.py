"""Delivery of webhooks: one background thread, retries with back-off, every attempt recorded."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import requests

from plandesk_sandbox.faults import Faults
from plandesk_sandbox.identifiers import paypal_id

log = logging.getLogger(__name__)

# Signs a body at the moment of sending, so that a retry hours later is not refused as stale.
Signer = Callable[[bytes], dict[str, str]]

RETRY_DELAYS = (1.0, 5.0, 15.0, 60.0, 300.0)


@dataclass(slots=True)
class Delivery:
    """One event on its way to one address."""

    provider: str
    event_id: str
    event_type: str
    url: str
    body: bytes
    sign: Signer
    state: str = "queued"
    due: float = 0.0
    id: str = field(default_factory=paypal_id)
    attempts: list[dict[str, Any]] = field(default_factory=list)

    def listed(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "id": self.id,
            "provider": self.provider,
            "event_id": self.event_id,
            "event_type": self.event_type,
            "url": self.url,
            "state": self.state,
            "attempts": [dict(attempt) for attempt in self.attempts],
        }


class Courier:
    """Sends deliveries in order until each got a 2xx or its retries are used up.

    States: queued; held by a delay; overtaken, until the next event of its provider is queued, by a reorder;
    delivered; failed; dropped.
    """

    def __init__(self, faults: Faults, retry_delays: tuple[float, ...], tick: Callable[[], None]) -> None:
        self._faults = faults
        self._retry_delays = retry_delays
        self._tick = tick
        self._changed = threading.Condition()
        self._deliveries: list[Delivery] = []
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="webhook-courier", daemon=True)
        self.urls: dict[str, str | None] = {}

    def start(self) -> None:
        """Start sending."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the delivery under way."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join()

    def post(self, provider: str, event_id: str, event_type: str, body: bytes, sign: Signer) -> None:
        """Take an event in, as the webhook faults that are on demand."""
        url = self.urls.get(provider)
        if url is None:
            return
        fault = self._faults.take_webhook(provider, event_type)
        kind = fault.kind if fault else None
        new = [
            Delivery(provider, event_id, event_type, url, body, sign) for _ in range(2 if kind == "duplicate" else 1)
        ]
        with self._changed:
            overtaken = [d for d in self._deliveries if d.state == "overtaken" and d.provider == provider]
            if kind == "drop":
                new[0].state = "dropped"
            elif kind == "delay":
                new[0].state = "held"
                # A wall-clock second count is for people; tests leave it out and release by control.
                new[0].due = time.monotonic() + fault.seconds if fault and fault.seconds is not None else float("inf")
            elif kind == "reorder":
                new[0].state = "overtaken"
            self._deliveries.extend(new)
            if new[0].state == "queued":
                self._requeue(overtaken)
            self._changed.notify_all()

    def release(self, provider: str | None = None) -> int:
        """Queue what is held, in the order it came; return how many."""
        with self._changed:
            held = [d for d in self._deliveries if d.state in ("held", "overtaken") and provider in (None, d.provider)]
            self._requeue(held)
            self._changed.notify_all()
            return len(held)

    def _requeue(self, deliveries: list[Delivery]) -> None:
        """Put deliveries at the end of the line."""
        for delivery in deliveries:
            self._deliveries.remove(delivery)
            self._deliveries.append(delivery)
            delivery.state, delivery.due = "queued", 0.0

    def wait_idle(self, timeout: float) -> bool:
        """Wait until nothing is queued, retries included; held deliveries do not count."""
        with self._changed:
            return self._changed.wait_for(lambda: not any(d.state == "queued" for d in self._deliveries), timeout)

    def clear(self) -> None:
        """Forget every delivery."""
        with self._changed:
            for delivery in self._deliveries:
                delivery.state = "dropped"
            self._deliveries.clear()
            self._changed.notify_all()

    def listed(self) -> list[dict[str, Any]]:
        """Return the deliveries as plain data, in the order of sending."""
        with self._changed:
            return [delivery.listed() for delivery in self._deliveries]

    def _run(self) -> None:
        while True:
            self._tick()
            with self._changed:
                if self._stopping:
                    return
                delivery = self._next()
                if delivery is None:
                    self._changed.wait(self._pause())
                    continue
            self._send(delivery)

    def _next(self) -> Delivery | None:
        now = time.monotonic()
        for delivery in self._deliveries:
            if delivery.state == "held" and delivery.due <= now:
                delivery.state = "queued"
            if delivery.state == "queued" and delivery.due <= now:
                return delivery
        return None

    def _pause(self) -> float:
        """Return the seconds to the next due delivery, at most one so that sessions expire by themselves."""
        dues = [d.due for d in self._deliveries if d.state in ("queued", "held")]
        return max(0.0, min([1.0, *(due - time.monotonic() for due in dues)]))

    def _send(self, delivery: Delivery) -> None:
        attempt = _attempt(delivery)
        with self._changed:
            delivery.attempts.append(attempt)
            number = len(delivery.attempts)
            if delivery.state != "queued":
                pass  # forgotten by a reset while it was on its way
            elif 200 <= (attempt["status"] or 0) < 300:
                delivery.state = "delivered"
            elif number > len(self._retry_delays):
                delivery.state = "failed"
            else:
                delivery.due = time.monotonic() + self._retry_delays[number - 1]
            self._changed.notify_all()


def _attempt(delivery: Delivery) -> dict[str, Any]:
    """Send once and return the status, or what went wrong before there was one."""
    headers = {"Content-Type": "application/json"} | delivery.sign(delivery.body)
    try:
        with requests.Session() as session:
            session.trust_env = False  # a proxy of the environment has no business with loopback
            response = session.post(
                delivery.url, data=delivery.body, headers=headers, timeout=(3.05, 20), allow_redirects=False
            )
    except requests.RequestException as error:
        log.info("webhook %s not delivered: %s", delivery.event_type, type(error).__name__)
        return {"status": None, "error": type(error).__name__}
    return {"status": response.status_code, "error": None}
