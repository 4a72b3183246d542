"""All that one sandbox remembers, behind one lock."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from plandesk_sandbox.answers import Json
from plandesk_sandbox.clock import Clock
from plandesk_sandbox.credentials import Credentials
from plandesk_sandbox.exchanges import Exchanges
from plandesk_sandbox.faults import Faults
from plandesk_sandbox.idempotency import KeptAnswers
from plandesk_sandbox.webhooks import RETRY_DELAYS, Courier

_DAY = 24 * 60 * 60


@dataclass(slots=True)
class Session:
    """A Stripe Checkout Session: what was asked for, and how far the buyer came."""

    id: str
    created: int
    expires_at: int
    params: Json
    amount: int
    currency: str
    url: str
    status: str = "open"
    payment_status: str = "unpaid"
    intent_id: str | None = None


@dataclass(slots=True)
class StripeState:
    """Stripe's objects by id; sessions have a type of their own, the rest are kept as sent."""

    sessions: dict[str, Session] = field(default_factory=dict)
    intents: dict[str, Json] = field(default_factory=dict)
    charges: dict[str, Json] = field(default_factory=dict)
    refunds: dict[str, Json] = field(default_factory=dict)
    disputes: dict[str, Json] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)
    # "succeeded" or "pending": how the next refunds are answered.
    refund_status: str = "succeeded"


@dataclass(slots=True)
class PayPalOrder:
    """A PayPal order: the request, its status, and the funding the buyer chose on the pay page."""

    id: str
    created: int
    request: Json
    status: str
    base_url: str
    # None until approved, then "balance", "echeck", "declined_instrument" or "declined_capture".
    funding: str | None = None
    capture_id: str | None = None
    updated: int = 0


@dataclass(slots=True)
class PayPalState:
    """PayPal's objects by id, and the access tokens with the second each expires."""

    orders: dict[str, PayPalOrder] = field(default_factory=dict)
    captures: dict[str, Json] = field(default_factory=dict)
    refunds: dict[str, Json] = field(default_factory=dict)
    disputes: dict[str, Json] = field(default_factory=dict)
    events: dict[str, Json] = field(default_factory=dict)
    # The exact bytes each event was first sent with: a re-sent event must keep its signature's bytes.
    event_bytes: dict[str, bytes] = field(default_factory=dict)
    tokens: dict[str, int] = field(default_factory=dict)
    token_seconds: int = 32400
    # False: 200 PAYER_ACTION_REQUIRED with a payer-action link. True: the older 201 CREATED with approve.
    answers_created: bool = False
    refund_status: str = "COMPLETED"
    # PayPal's own pages disagree about the name of this event.
    denied_event: str = "PAYMENT.CAPTURE.DENIED"


class Sandbox:
    """One sandbox. Hold `lock` while reading or changing `stripe` or `paypal`."""

    def __init__(
        self,
        credentials: Credentials,
        retry_delays: tuple[float, ...] = RETRY_DELAYS,
        clock_file: Path | None = None,
    ) -> None:
        self.lock = threading.RLock()
        self.credentials = credentials
        self.clock = Clock(clock_file)
        self.faults = Faults()
        self.exchanges = Exchanges()
        self.courier = Courier(self.faults, retry_delays, self.tick)
        self.stripe = StripeState()
        self.paypal = PayPalState()
        # Stripe keeps keys for thirty days; PayPal says six hours for orders and 45 days for refunds.
        self.stripe_keys = KeptAnswers(30 * _DAY)
        self.paypal_order_keys = KeptAnswers(6 * 60 * 60)
        self.paypal_refund_keys = KeptAnswers(45 * _DAY)

    def tick(self) -> None:
        """Let what is past its time expire, as it would at the provider, unasked."""
        # Imported here because that module works on this one's classes.
        from plandesk_sandbox.stripe_checkout import expire_due

        with self.lock:
            expire_due(self)

    def reset(self) -> None:
        """Forget everything but the credentials and the webhook addresses."""
        with self.lock:
            self.faults.clear()
            self.courier.clear()
            self.exchanges.clear()
            self.clock.offset = 0
            self.stripe, self.paypal = StripeState(), PayPalState()
            for keys in (self.stripe_keys, self.paypal_order_keys, self.paypal_refund_keys):
                keys.clear()
