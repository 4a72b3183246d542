"""Card payments through Stripe's hosted Checkout Sessions; no card number ever reaches this server."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import stripe

from plandesk.adapters.money import STRIPE
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.disputes import DisputeReport, DisputeState
from plandesk.domain.money import Money
from plandesk.domain.orders import Method, Order
from plandesk.domain.payments import (
    Attempt,
    ProviderRefused,
    ProviderReport,
    ProviderUnavailable,
    Refund,
    RefundReport,
    RefundState,
    ReportStatus,
    StartedPayment,
    WebhookMalformed,
    WebhookNotAuthentic,
    WebhookNotice,
    WebhookRouteOff,
)
from plandesk.domain.pricing import PriceBreakdown, PriceLine
from plandesk.domain.tax import Tax

if TYPE_CHECKING:
    from stripe.params.checkout import (
        SessionCreateParams,
        SessionCreateParamsLineItem,
        SessionCreateParamsLineItemPriceData,
    )

log = logging.getLogger(__name__)

SIGNATURE_TOLERANCE = 300
"""How old a notice's signature may be, in seconds."""

# The refusals that are about the request itself. A wrong key (401, 403) is our fault and soon put right: with it
# nothing is known of the attempt, so it must not fail.
_REFUSALS = (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError)

_SESSION_STATES: Mapping[tuple[str | None, str], ReportStatus] = {
    ("open", "unpaid"): "open",
    ("complete", "unpaid"): "pending",
    ("complete", "paid"): "captured",
    ("expired", "unpaid"): "expired",
}
# What a failed try means: on an open page the buyer may take another card, a completed session is over.
_AFTER_FAILURE: Mapping[ReportStatus, ReportStatus] = {"open": "declined", "pending": "failed"}
_WITHOUT_MONEY = frozenset({"requires_payment_method", "canceled"})

_REFUND_STATES: Mapping[str | None, RefundState] = {
    "pending": "pending",
    "requires_action": "pending",
    "succeeded": "succeeded",
    "failed": "failed",
    "canceled": "failed",
}

# An inquiry ("warning") takes no money; one that closes as such is over without a loss. A prevented dispute was settled
# by giving the money back.
_DISPUTE_STATES: Mapping[str, DisputeState] = {
    "warning_needs_response": "open",
    "needs_response": "open",
    "appeal_needs_response": "open",
    "warning_under_review": "under_review",
    "under_review": "under_review",
    "appeal_under_review": "under_review",
    "warning_closed": "won",
    "won": "won",
    "lost": "lost",
    "prevented": "lost",
}


class StripeGateway:
    """Fulfils `PaymentGateway` for cards. `line_title` and `tax_title` word the lines of Stripe's page."""

    method: Final[Method] = "card"

    def __init__(
        self,
        *,
        secret_key: str,
        api_base: str,
        webhook_secrets: Sequence[str],
        base_url: str,
        line_title: Callable[[PriceLine, Catalogue], str],
        tax_title: Callable[[Tax], str],
        timeout: tuple[float, float] = (3.05, 10.0),
    ) -> None:
        # The SDK logs whole bodies, buyers' addresses included, on its debug level.
        logging.getLogger("stripe").setLevel(logging.WARNING)
        self._client = stripe.StripeClient(
            secret_key,
            base_addresses={"api": api_base.rstrip("/")},
            http_client=stripe.RequestsClient(timeout=timeout),
            max_network_retries=2,
        )
        self._webhook_secrets = tuple(webhook_secrets)
        self._base_url = base_url.rstrip("/")
        self._line_title = line_title
        self._tax_title = tax_title

    def start(self, attempt: Attempt, order: Order, catalogue: Catalogue) -> StartedPayment:
        """Open a Checkout Session; the attempt's id is the idempotency key, so a repeat gets the same session.

        Source: docs.stripe.com/api/checkout/sessions/create.
        """
        params = self._session_params(attempt, order, catalogue)
        with _translated("start"):
            session = self._client.v1.checkout.sessions.create(params, {"idempotency_key": attempt.id})
        return StartedPayment(session.id, session.url)

    def settle(self, attempt: Attempt) -> ProviderReport:
        """Ask how the session stands; Stripe itself takes the money as soon as the buyer confirms."""
        reference = _required(attempt.provider_ref, "settle")
        with _translated("settle"):
            session = self._client.v1.checkout.sessions.retrieve(
                reference, {"expand": ["payment_intent.latest_charge"]}
            )
            return _report(session)

    def close(self, attempt: Attempt) -> ProviderReport:
        """Expire the session if it is still open, and report what holds then."""
        reference = _required(attempt.provider_ref, "close")
        try:
            with _translated("close"):
                self._client.v1.checkout.sessions.expire(reference, options={"idempotency_key": f"{attempt.id}-close"})
        except ProviderRefused:
            pass  # It is complete or expired already; the report below says which.
        return self.settle(attempt)

    def refund(self, refund: Refund, attempt: Attempt) -> RefundReport:
        """Refund a part or all of the payment; the refund's id is the idempotency key."""
        payment = _required(refund.payment_ref or None, "refund")
        with _translated("refund"):
            made = self._client.v1.refunds.create(
                {
                    "payment_intent": payment,
                    "amount": STRIPE.to_minor(refund.amount),
                    "metadata": {"refund": refund.id, "attempt": attempt.id},
                },
                {"idempotency_key": refund.id},
            )
            return _refund_report(made)

    def look_up_refund(self, refund: Refund) -> RefundReport:
        """Ask how a refund stands."""
        reference = _required(refund.provider_ref, "look_up_refund")
        with _translated("look_up_refund"):
            return _refund_report(self._client.v1.refunds.retrieve(reference))

    def look_up_dispute(self, provider_ref: str) -> DisputeReport:
        """Ask how a dispute stands."""
        with _translated("look_up_dispute"):
            return _dispute_report(self._client.v1.disputes.retrieve(provider_ref))

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> WebhookNotice:
        """Verify a notice against each of our secrets, so that one can be replaced without losing notices.

        Raises:
            WebhookRouteOff: no secret is configured.
            WebhookNotAuthentic: the signature is missing, wrong or too old.
            WebhookMalformed: the body is not a Stripe event.
        """
        if not self._webhook_secrets:
            raise WebhookRouteOff(provider="stripe")
        signature = {name.lower(): value for name, value in headers.items()}.get("stripe-signature")
        try:
            if not any(_signed(body, signature, secret) for secret in self._webhook_secrets):
                raise WebhookNotAuthentic(provider="stripe")
            event = json.loads(body.decode())
            return _notice(event)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise WebhookMalformed(provider="stripe") from error

    def _session_params(self, attempt: Attempt, order: Order, catalogue: Catalogue) -> "SessionCreateParams":
        """Return the parameters, the same at every call for one attempt: Stripe refuses a key with others."""
        names = {"attempt": attempt.id, "order": order.number}
        returning = f"{self._base_url}/pay/card/return?attempt={attempt.id}&session_id={{CHECKOUT_SESSION_ID}}"
        return {
            "mode": "payment",
            "allowed_payment_method_types": ["card"],
            "client_reference_id": attempt.id,
            "customer_email": order.buyer.email,
            "metadata": names,
            # Refunds and disputes name the payment and not the session, so it carries our ids too.
            "payment_intent_data": {"metadata": names},
            "expires_at": int(attempt.expires_at.timestamp()),
            "success_url": returning,
            "cancel_url": f"{self._base_url}/pay/card/cancel?attempt={attempt.id}",
            "line_items": self._items(order.breakdown, catalogue),
        }

    def _items(self, breakdown: PriceBreakdown, catalogue: Catalogue) -> "list[SessionCreateParamsLineItem]":
        """Return what is sold, and the tax as one item at order level: rounded once, as the order's total is."""
        items = [
            self._item(self._line_title(line, catalogue), line.quantity, line.unit_price) for line in breakdown.items
        ]
        if breakdown.tax is not None and breakdown.tax.amount.minor:
            items.append(self._item(self._tax_title(breakdown.tax), 1, breakdown.tax.amount))
        return items

    def _item(self, name: str, quantity: int, unit: Money) -> "SessionCreateParamsLineItem":
        data: SessionCreateParamsLineItemPriceData = {
            "currency": unit.currency.lower(),
            "unit_amount": STRIPE.to_minor(unit),
            "product_data": {"name": name},
        }
        return {"quantity": quantity, "price_data": data}


def _report(session: "stripe.checkout.Session") -> ProviderReport:
    status = _SESSION_STATES.get((session.status, session.payment_status))
    intent = session.payment_intent if isinstance(session.payment_intent, stripe.PaymentIntent) else None
    if status is None or (status == "captured" and intent is None):
        log.error("session %s is %s and %s, which fits no state", session.id, session.status, session.payment_status)
        raise ProviderUnavailable(provider="stripe", reason="unknown-state")
    if intent is not None and intent.status in _WITHOUT_MONEY and intent.last_payment_error is not None:
        status = _AFTER_FAILURE.get(status, status)
    report = ProviderReport(status, session.id, session.client_reference_id)
    if status != "captured" or intent is None:
        return report
    charge = intent.latest_charge
    taken_at = charge.created if isinstance(charge, stripe.Charge) else intent.created
    return ProviderReport(
        status=status,
        provider_ref=session.id,
        attempt_id=session.client_reference_id,
        money=STRIPE.from_minor(intent.amount_received, intent.currency),
        payment_ref=intent.id,
        captured_at=datetime.fromtimestamp(taken_at, UTC),
    )


def _refund_report(made: stripe.Refund) -> RefundReport:
    state = _REFUND_STATES.get(made.status)
    if state is None:
        log.error("refund %s is %s, which fits no state", made.id, made.status)
        raise ProviderUnavailable(provider="stripe", reason="unknown-state")
    return RefundReport(made.id, state)


def _dispute_report(made: stripe.Dispute) -> DisputeReport:
    state = _DISPUTE_STATES.get(made.status)
    if state is None:
        log.error("dispute %s is %s, which fits no state", made.id, made.status)
        raise ProviderUnavailable(provider="stripe", reason="unknown-state")
    due = made.evidence_details.due_by
    return DisputeReport(
        provider_ref=made.id,
        payment_ref=str(made.payment_intent),
        state=state,
        amount=STRIPE.from_minor(made.amount, made.currency),
        reason=made.reason.replace("_", " "),
        opened_at=datetime.fromtimestamp(made.created, UTC),
        due_on=datetime.fromtimestamp(due, UTC).date() if due else None,
    )


def _signed(body: bytes, signature: str | None, secret: str) -> bool:
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret, SIGNATURE_TOLERANCE)
    except stripe.SignatureVerificationError:
        return False
    return True


def _notice(event: Any) -> WebhookNotice:
    """Read whose money an event is about; which fields hold it depends on the kind of object it carries."""
    thing = event["data"]["object"]
    names = {
        "checkout.session": {
            "provider_ref": "id",
            "attempt_id": "client_reference_id",
            "payment_ref": "payment_intent",
        },
        "payment_intent": {"payment_ref": "id"},
        "charge": {"payment_ref": "payment_intent"},
        "refund": {"payment_ref": "payment_intent", "refund_ref": "id"},
        "dispute": {"payment_ref": "payment_intent", "dispute_ref": "id"},
    }.get(thing["object"], {})
    found = {name: thing.get(field) for name, field in names.items()}
    found.setdefault("attempt_id", (thing.get("metadata") or {}).get("attempt"))
    if not all(value is None or isinstance(value, str) for value in (*found.values(), event["type"], event["id"])):
        raise ValueError("an id of the event is not a string")
    return WebhookNotice(event_id=event["id"], event_type=event["type"], **found)


def _required(reference: str | None, call: str) -> str:
    """Return the provider's id; without it there is nothing to ask for, and nothing is known."""
    if reference is None:
        raise ProviderUnavailable(provider="stripe", call=call, reason="no-reference")
    return reference


@contextmanager
def _translated(call: str) -> Iterator[None]:
    """Turn the SDK's errors, and answers of an unknown shape, into ours, with none of Stripe's sentences."""
    try:
        yield
    except _REFUSALS as refused:
        log.warning("Stripe refused %s: %s (%s)", call, refused.code, refused.request_id)
        raise ProviderRefused(provider="stripe", call=call, code=refused.code) from refused
    except stripe.StripeError as error:
        log.warning("Stripe did not do %s: %s %s (%s)", call, type(error).__name__, error.http_status, error.request_id)
        raise ProviderUnavailable(provider="stripe", call=call, reason=type(error).__name__) from error
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        log.warning("Stripe's answer to %s is of an unknown shape: %s", call, type(error).__name__)
        raise ProviderUnavailable(provider="stripe", call=call, reason="unreadable") from error
