"""Switches that make a provider misbehave: in its answers to requests, or in its webhooks."""

import threading
from dataclasses import asdict, dataclass
from typing import Any

# What each switch does, in the words shown on the sandbox's own page.
REQUEST_FAULTS = {
    "error_before": "answer 500 and do nothing",
    "error_after": "do it, then answer 500",
    "error_stored": "do it, then answer 500, now and whenever its idempotency key comes again (stripe)",
    "rate_limit": "answer 429 and do nothing",
    "close_after": "do it, then close the connection without an answer",
    "hang_after": "do it, then answer only after `seconds`, or when faults are cleared",
}
WEBHOOK_FAULTS = {
    "drop": "never send the webhook",
    "delay": "hold the webhook until it is released, or for `seconds`",
    "duplicate": "send the webhook twice",
    "reorder": "send the webhook after the next one",
}
PROVIDERS = ("stripe", "paypal")


@dataclass(slots=True)
class Fault:
    """One switch that is on. `times` None means until cleared; `path` narrows to paths or event types containing it."""

    provider: str
    kind: str
    times: int | None = 1
    path: str = ""
    seconds: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no provider or switch is called.

        Raises:
            ValueError: unknown provider or kind, or a count below one.
        """
        if self.provider not in PROVIDERS:
            raise ValueError(f"unknown provider {self.provider!r}")
        if self.kind not in REQUEST_FAULTS | WEBHOOK_FAULTS:
            raise ValueError(f"unknown fault {self.kind!r}")
        if self.kind == "error_stored" and self.provider != "stripe":
            raise ValueError("only stripe keeps a failed answer under its key")
        if self.seconds is not None and self.seconds < 0:
            raise ValueError("seconds count from zero")
        if self.times is not None and self.times < 1:
            raise ValueError("times counts from one; leave it null for until cleared")


class Faults:
    """The switches now on; the oldest that fits is used first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._on: list[Fault] = []
        self._cleared = threading.Event()

    def switch_on(self, fault: Fault) -> None:
        """Add a switch."""
        with self._lock:
            self._on.append(fault)

    def clear(self, provider: str | None = None) -> None:
        """Switch everything off (of one provider, or of both) and let hanging answers go."""
        with self._lock:
            self._on = [fault for fault in self._on if provider not in (None, fault.provider)]
            self._cleared.set()
            self._cleared = threading.Event()

    def take_request(self, provider: str, path: str, *, quiet: bool) -> Fault | None:
        """Use up one request fault; `quiet` requests meet only a fault that names their path."""
        return self._take(provider, path, REQUEST_FAULTS, quiet=quiet)

    def take_webhook(self, provider: str, event_type: str) -> Fault | None:
        """Use up one webhook fault."""
        return self._take(provider, event_type, WEBHOOK_FAULTS, quiet=False)

    def _take(self, provider: str, text: str, kinds: dict[str, str], *, quiet: bool) -> Fault | None:
        with self._lock:
            for fault in self._on:
                if fault.provider != provider or fault.kind not in kinds or fault.path not in text:
                    continue
                if quiet and not fault.path:
                    continue
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times == 0:
                        self._on.remove(fault)
                return fault
        return None

    def hang(self, seconds: int | None) -> None:
        """Wait until faults are cleared, at most `seconds` (30 when not said)."""
        self._cleared.wait(30 if seconds is None else seconds)

    def listed(self) -> list[dict[str, Any]]:
        """Return the switches that are on, oldest first."""
        with self._lock:
            return [asdict(fault) for fault in self._on]
