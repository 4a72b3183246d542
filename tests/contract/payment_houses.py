"""The three providers the gateways are tried on, each with its gateway, its buyers and its bank."""

import hashlib
import hmac
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from plandesk.adapters.paypal_gateway import PayPalGateway
from plandesk.adapters.stripe_gateway import StripeGateway
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.discounts import Discount, discounted
from plandesk.domain.orders import Buyer, Order, propose
from plandesk.domain.payments import Attempt, Refund, ReportStatus
from plandesk.domain.pricing import Incidents, NewInstallation, PriceLine, Selection, with_tax
from plandesk.domain.tax import Tax
from plandesk.services.ports import PaymentGateway
from plandesk_sandbox.client import Control
from plandesk_sandbox.server import Running
from tests.contract.webhook_receiver import Receiver
from tests.fakes import FakeClock, FakeGateway, Step
from tests.plans import catalogue

BASE_URL = "https://plandesk.example"
CATALOGUE = catalogue()
# Stripe opens a page only for the next 24 hours by the sandbox's clock, so here the time is the machine's.
STARTED = datetime.now(UTC).replace(microsecond=0)
SELECTION = Selection((NewInstallation("pbx.standard"), Incidents("l12", 2)))


def line_title(line: PriceLine, _: Catalogue) -> str:
    """Name a line as the product might."""
    return f"{line.plan or line.level}, bought here"


def tax_title(tax: Tax) -> str:
    """Name the tax on an order."""
    return f"Tax {tax.percent} %"


def an_order(number: str = "1234567890") -> Order:
    """Return an order that awaits payment."""
    proposal = propose(CATALOGUE, SELECTION, STARTED.date())
    return Order(
        id=f"order-{number}",
        number=number,
        token=f"token-{number}",
        state="awaiting_payment",
        revision=1,
        buyer=Buyer("Example GmbH", "Ada Example", "ada@example.com", "DE"),
        selection=SELECTION,
        breakdown=proposal.breakdown,
        schedules=proposal.schedules,
        catalogue_version=CATALOGUE.version,
        terms_version=CATALOGUE.version,
        placed_at=STARTED,
        ordered_on=STARTED.date(),
        expires_at=STARTED + timedelta(days=7),
        idempotency_key=f"key-{number}",
        request_digest="0" * 64,
    )


# A request with an effect, by what it is for.
Effect = Literal["start", "take", "refund"]
EFFECTS: tuple[Effect, ...] = get_args(Effect)


def a_taxed_order() -> Order:
    """Return an order with a discount and tax on it."""
    order = an_order()
    lowered = discounted(order.breakdown, [Discount("a test", "3.33")])
    return replace(order, breakdown=with_tax(lowered, Tax("rated", "DE", "19", lowered.net).on(lowered.net)))


class House(ABC):
    """One provider on trial. `closes_to` is what `close` reports of an open page, and of one where the buyer paid."""

    closes_to: tuple[ReportStatus, ReportStatus]

    def __init__(self, gateway: PaymentGateway) -> None:
        self.gateway = gateway
        self._attempts = 0

    def attempt(self, order: Order) -> Attempt:
        """Return an attempt the provider does not know yet."""
        self._attempts += 1
        name, ends = f"attempt-{self._attempts}", STARTED + timedelta(hours=1)
        return Attempt(name, order.id, self.gateway.method, "created", order.total, STARTED, ends)

    def open(self, attempt: Attempt, order: Order) -> Attempt:
        """Return the attempt with its pay page open."""
        page = self.gateway.start(attempt, order, CATALOGUE)
        return replace(attempt.on("start"), provider_ref=page.provider_ref, redirect_url=page.redirect_url)

    def started(self) -> Attempt:
        """Return an attempt whose pay page is open."""
        order = an_order()
        return self.open(self.attempt(order), order)

    def captured(self) -> Attempt:
        """Return an attempt whose money was taken."""
        attempt = self.started()
        self.pay(attempt)
        report = self.gateway.settle(attempt)
        return replace(attempt.on("capture"), payment_ref=report.payment_ref)

    @abstractmethod
    def pay(self, attempt: Attempt) -> None:
        """The buyer does their part, and has the money."""

    @abstractmethod
    def decline(self, attempt: Attempt) -> None:
        """The buyer tries an instrument that is declined."""

    @abstractmethod
    def pay_later(self, attempt: Attempt) -> None:
        """The buyer does their part, and the money is on its way."""

    @abstractmethod
    def end_waiting(self, attempt: Attempt, *, paid: bool) -> None:
        """The money comes, or it does not."""

    @abstractmethod
    def let_expire(self, attempt: Attempt) -> None:
        """Nobody pays until the page is gone."""

    @abstractmethod
    def hold_refunds(self) -> None:
        """From now on refunds take days."""

    @abstractmethod
    def fail_refund(self, provider_ref: str) -> None:
        """The bank sends a pending refund back."""

    @abstractmethod
    def dispute(self, attempt: Attempt) -> str:
        """The buyer disputes a payment; returns the provider's id of the dispute."""

    @abstractmethod
    def decide_dispute(self, provider_ref: str, *, won: bool) -> None:
        """The provider decides for the merchant or for the buyer."""

    @abstractmethod
    def notice(self, attempt: Attempt) -> tuple[bytes, Mapping[str, str]]:
        """Let the buyer pay and return the genuine notice of it: body and headers."""

    @abstractmethod
    def malformed(self, attempt: Attempt) -> tuple[bytes, Mapping[str, str]]:
        """Return a notice that nobody can read."""

    @abstractmethod
    def lose_answer(self, effect: Effect) -> None:
        """Carry the next such request out, and lose the answer."""

    @abstractmethod
    def break_down(self, effect: Effect) -> None:
        """Answer such requests with a fault of the provider's own, and do nothing."""

    @abstractmethod
    def happened(self) -> dict[Effect, int]:
        """Count what really happened: pages opened, moneys taken, refunds made."""


def a_refund(attempt: Attempt, minor: int | None = None) -> Refund:
    """Return a refund of all that was captured, or of another amount."""
    amount = attempt.amount if minor is None else replace(attempt.amount, minor=minor)
    return Refund(
        id="refund-1",
        attempt_id=attempt.id,
        order_id=attempt.order_id,
        amount=amount,
        state="requested",
        reason="rejected",
        created_at=STARTED,
        method=attempt.method,
        payment_ref=attempt.payment_ref or "",
    )


def reference(attempt: Attempt) -> str:
    """Return the provider's id of a started attempt."""
    assert attempt.provider_ref is not None
    return attempt.provider_ref


class FakeHouse(House):
    """The provider in memory."""

    closes_to = ("expired", "captured")
    _STEPS: Mapping[Effect, Step] = {"start": "start", "take": "settle", "refund": "refund"}

    def __init__(self) -> None:
        self.fake = FakeGateway(FakeClock(STARTED))
        super().__init__(self.fake)

    def pay(self, attempt: Attempt) -> None:
        self.fake.pay(reference(attempt))

    def decline(self, attempt: Attempt) -> None:
        self.fake.report(reference(attempt), "declined")

    def pay_later(self, attempt: Attempt) -> None:
        self.fake.report(reference(attempt), "pending")

    def end_waiting(self, attempt: Attempt, *, paid: bool) -> None:
        if paid:
            self.fake.pay(reference(attempt))
        else:
            self.fake.report(reference(attempt), "failed")

    def let_expire(self, attempt: Attempt) -> None:
        self.fake.report(reference(attempt), "expired")

    def hold_refunds(self) -> None:
        self.fake.refund_state = "pending"

    def fail_refund(self, provider_ref: str) -> None:
        self.fake.fail_refund(provider_ref)

    def dispute(self, attempt: Attempt) -> str:
        return self.fake.dispute(str(attempt.payment_ref), attempt.amount)

    def decide_dispute(self, provider_ref: str, *, won: bool) -> None:
        told = self.fake.disputes[provider_ref]
        self.fake.dispute(told.payment_ref, told.amount, "won" if won else "lost")

    def notice(self, attempt: Attempt) -> tuple[bytes, Mapping[str, str]]:
        self.pay(attempt)
        return self.fake.webhook("paid", reference(attempt))

    def malformed(self, attempt: Attempt) -> tuple[bytes, Mapping[str, str]]:
        return b"{", {"Fake-Signature": self.fake.signature(b"{")}

    def lose_answer(self, effect: Effect) -> None:
        self.fake.break_down(self._STEPS[effect], after_effect=True)

    def break_down(self, effect: Effect) -> None:
        self.fake.break_down(self._STEPS[effect])

    def happened(self) -> dict[Effect, int]:
        taken = sum(page.payment_ref is not None for page in self.fake.pages.values())
        return {"start": len(self.fake.pages), "take": taken, "refund": len(self.fake.refunds)}


class SandboxHouse(House):
    """What the houses in the sandbox share. `paths` tells the request with an effect from the others."""

    provider: Literal["stripe", "paypal"]
    paths: Mapping[Effect, str]

    def __init__(self, gateway: PaymentGateway, sandbox: Running, receiver: Receiver) -> None:
        super().__init__(gateway)
        self.sandbox = sandbox
        self.control: Control = sandbox.control
        self._receiver = receiver

    def notice(self, attempt: Attempt) -> tuple[bytes, Mapping[str, str]]:
        self.pay(attempt)
        self.control.wait()
        sent = self._receiver.received[-1]
        return sent.body, sent.headers

    def lose_answer(self, effect: Effect) -> None:
        self.control.fault(self.provider, "close_after", path=self.paths[effect])

    def break_down(self, effect: Effect) -> None:
        self.control.fault(self.provider, "error_before", times=None, path=self.paths[effect])


class StripeHouse(SandboxHouse):
    """Stripe in the sandbox."""

    closes_to = ("expired", "captured")
    provider = "stripe"
    # Stripe takes the money by itself, so our part of taking it is only asking.
    paths: Mapping[Effect, str] = {
        "start": "/v1/checkout/sessions",
        "take": "/v1/checkout/sessions/",
        "refund": "/v1/refunds",
    }

    def __init__(self, sandbox: Running, receiver: Receiver) -> None:
        super().__init__(stripe_gateway(sandbox), sandbox, receiver)

    def pay(self, attempt: Attempt) -> None:
        self.control.session(reference(attempt), "pay")

    def decline(self, attempt: Attempt) -> None:
        self.control.session(reference(attempt), "decline")

    def pay_later(self, attempt: Attempt) -> None:
        self.control.session(reference(attempt), "pay-later")

    def end_waiting(self, attempt: Attempt, *, paid: bool) -> None:
        self.control.session(reference(attempt), "settle" if paid else "fail")

    def let_expire(self, attempt: Attempt) -> None:
        self.control.advance(2 * 60 * 60)

    def hold_refunds(self) -> None:
        self.control.settings(stripe_refund_status="pending")

    def fail_refund(self, provider_ref: str) -> None:
        self.control.act("refunds", provider_ref, "fail")

    def dispute(self, attempt: Attempt) -> str:
        self.control.session(reference(attempt), "dispute")
        return str(self.control.state()["stripe"]["disputes"][-1]["id"])

    def decide_dispute(self, provider_ref: str, *, won: bool) -> None:
        self.control.act("disputes", provider_ref, "win" if won else "lose")

    def malformed(self, attempt: Attempt) -> tuple[bytes, Mapping[str, str]]:
        return b"{", {"Stripe-Signature": stripe_signature(b"{", self.sandbox.credentials.stripe_webhook_secret)}

    def happened(self) -> dict[Effect, int]:
        state = self.control.state()["stripe"]
        return {name: len(state[noun]) for name, noun in zip(EFFECTS, ("sessions", "charges", "refunds"), strict=True)}


class PayPalHouse(SandboxHouse):
    """PayPal in the sandbox."""

    closes_to = ("open", "approved")  # PayPal has no way to close an order, and looking takes no money.
    provider = "paypal"
    paths: Mapping[Effect, str] = {"start": "/v2/checkout/orders", "take": "/capture", "refund": "/refund"}

    def __init__(self, sandbox: Running, receiver: Receiver) -> None:
        super().__init__(paypal_gateway(sandbox), sandbox, receiver)

    def pay(self, attempt: Attempt) -> None:
        self.control.order(reference(attempt))

    def decline(self, attempt: Attempt) -> None:
        self.control.order(reference(attempt), "approve-declined-instrument")

    def pay_later(self, attempt: Attempt) -> None:
        self.control.order(reference(attempt), "approve-echeck")

    def end_waiting(self, attempt: Attempt, *, paid: bool) -> None:
        [capture] = self.control.state()["paypal"]["captures"]
        self.control.act("captures", capture["id"], "complete" if paid else "deny")

    def let_expire(self, attempt: Attempt) -> None:
        self.control.advance(4 * 60 * 60)

    def hold_refunds(self) -> None:
        self.control.settings(paypal_refund_status="PENDING")

    def fail_refund(self, provider_ref: str) -> None:
        self.control.act("paypal-refunds", provider_ref, "fail")

    def dispute(self, attempt: Attempt) -> str:
        self.control.act("captures", str(attempt.payment_ref), "dispute")
        return str(self.control.state()["paypal"]["disputes"][-1]["dispute_id"])

    def decide_dispute(self, provider_ref: str, *, won: bool) -> None:
        self.control.act("paypal-disputes", provider_ref, "win" if won else "lose")

    def malformed(self, attempt: Attempt) -> tuple[bytes, Mapping[str, str]]:
        _, headers = self.notice(attempt)
        return b"{", headers

    def happened(self) -> dict[Effect, int]:
        state = self.control.state()["paypal"]
        return {name: len(state[noun]) for name, noun in zip(EFFECTS, ("orders", "captures", "refunds"), strict=True)}


def stripe_gateway(sandbox: Running, **changed: Any) -> StripeGateway:
    """Return the gateway to the sandbox's Stripe, with some parameter changed."""
    parameters: dict[str, Any] = {
        "secret_key": sandbox.credentials.stripe_secret_key,
        "api_base": sandbox.stripe_url,
        "webhook_secrets": (sandbox.credentials.stripe_webhook_secret,),
        "base_url": BASE_URL,
        "line_title": line_title,
        "tax_title": tax_title,
    }
    return StripeGateway(**(parameters | changed))


def paypal_gateway(sandbox: Running, **changed: Any) -> PayPalGateway:
    """Return the gateway to the sandbox's PayPal, with some parameter changed."""
    parameters: dict[str, Any] = {
        "client_id": sandbox.credentials.paypal_client_id,
        "client_secret": sandbox.credentials.paypal_client_secret,
        "api_base": sandbox.paypal_url,
        "webhook_id": sandbox.credentials.paypal_webhook_id,
        "base_url": BASE_URL,
        "line_title": line_title,
    }
    return PayPalGateway(**(parameters | changed))


def stripe_signature(body: bytes, secret: str, sent_at: int | None = None) -> str:
    """Sign a notice as Stripe does, by its own documentation and not by its SDK."""
    when = int(time.time()) if sent_at is None else sent_at
    return f"t={when},v1={hmac.new(secret.encode(), f'{when}.'.encode() + body, hashlib.sha256).hexdigest()}"
