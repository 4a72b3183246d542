"""PayPal payments: Orders v2, approved by the buyer at PayPal and captured from here."""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Final, cast

import requests
from paypalrestsdk import exceptions

from plandesk.adapters.money import PAYPAL
from plandesk.adapters.paypal_notices import read_notice, verification_request
from plandesk.adapters.paypal_transport import Json, PayPalApi, UnreadableAnswer
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.disputes import DisputeReport, DisputeState
from plandesk.domain.errors import InexactAmount
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
    WebhookNotAuthentic,
    WebhookNotice,
    WebhookRouteOff,
)
from plandesk.domain.pricing import PriceBreakdown, PriceLine

log = logging.getLogger(__name__)

# The refusals that are about the request itself. 401 and 403 are about our credentials, 409 and 429 about the moment:
# with those nothing is known of the attempt, so it must not fail.
_REFUSALS = frozenset({400, 404, 405, 410, 415, 422})
_NOT_FOUND = 404
_UNPROCESSABLE = 422

_ORDER_STATES: Mapping[str, ReportStatus] = {
    "CREATED": "open",
    "SAVED": "open",
    "PAYER_ACTION_REQUIRED": "open",
    "APPROVED": "approved",
    "VOIDED": "expired",
}
# A capture that was refunded since has taken the money all the same; refunds are rows of their own. A declined capture
# has used up its order, so the attempt is over: only a declined instrument can be tried again.
_CAPTURE_STATES: Mapping[str, ReportStatus] = {
    "COMPLETED": "captured",
    "PARTIALLY_REFUNDED": "captured",
    "REFUNDED": "captured",
    "PENDING": "pending",
    "DECLINED": "failed",
    "FAILED": "failed",
}
# What a refused capture means. Any other refusal of its substance (422) ends the attempt, and another can be made.
_CAPTURE_ISSUES: Mapping[str, ReportStatus] = {
    "INSTRUMENT_DECLINED": "declined",
    "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING": "declined",
    "ORDER_NOT_APPROVED": "open",
    "PAYER_ACTION_REQUIRED": "open",
    "ORDER_COMPLETION_IN_PROGRESS": "pending",
}
_REFUND_STATES: Mapping[str, RefundState] = {
    "PENDING": "pending",
    "COMPLETED": "succeeded",
    "FAILED": "failed",
    "CANCELLED": "failed",
}
_DISPUTE_STATES: Mapping[str, DisputeState] = {
    "OPEN": "open",
    "WAITING_FOR_SELLER_RESPONSE": "open",
    "WAITING_FOR_BUYER_RESPONSE": "under_review",
    "UNDER_REVIEW": "under_review",
}
# A payout is PayPal's own money, and the vendor keeps the payment.
_DISPUTE_OUTCOMES: Mapping[str | None, DisputeState] = {
    "RESOLVED_SELLER_FAVOUR": "won",
    "CANCELED_BY_BUYER": "won",
    "DENIED": "won",
    "RESOLVED_WITH_PAYOUT": "won",
    "RESOLVED_BUYER_FAVOUR": "lost",
    "ACCEPTED": "lost",
}
_LONGEST_NAME = 127


class PayPalGateway:
    """Fulfils `PaymentGateway` for PayPal. `line_title` words a price line for PayPal's page."""

    method: Final[Method] = "paypal"

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        api_base: str,
        webhook_id: str | None,
        base_url: str,
        line_title: Callable[[PriceLine, Catalogue], str],
        timeout: tuple[float, float] = (3.05, 10.0),
    ) -> None:
        self._api = PayPalApi(api_base=api_base, client_id=client_id, client_secret=client_secret, timeout=timeout)
        self._webhook_id = webhook_id
        self._base_url = base_url.rstrip("/")
        self._line_title = line_title

    def start(self, attempt: Attempt, order: Order, catalogue: Catalogue) -> StartedPayment:
        """Create a PayPal order; the attempt's id is the request id, so a repeat gets the same order.

        Source: developer.paypal.com/docs/api/orders/v2/#orders_create.
        """
        with _translated("start"):
            made = self._api.post(
                "v2/checkout/orders", self._order_request(attempt, order, catalogue), {"PayPal-Request-Id": attempt.id}
            )
            # 200 comes with payer-action, 201 with approve; which one is PayPal's choice.
            pages = [link["href"] for link in made["links"] if link["rel"] in ("payer-action", "approve")]
            return StartedPayment(made["id"], pages[0] if pages else None)

    def settle(self, attempt: Attempt) -> ProviderReport:
        """Ask how the order stands, and capture it once the buyer has approved it."""
        report = self._read(attempt)
        if report.status != "approved" or report.attempt_id != attempt.id:
            return report
        return self._capture(attempt)

    def close(self, attempt: Attempt) -> ProviderReport:
        """Report what holds and take nothing: PayPal has no way to close an order, it ends by itself."""
        return self._read(attempt)

    def refund(self, refund: Refund, attempt: Attempt) -> RefundReport:
        """Refund a part or all of the capture; the refund's id is the request id."""
        capture = _required(refund.payment_ref or None, "refund")
        with _translated("refund"):
            made = self._api.post(
                f"v2/payments/captures/{capture}/refund",
                {"amount": _amount(refund.amount), "custom_id": refund.id},
                {"PayPal-Request-Id": refund.id},
            )
            return _refund_report(made)

    def look_up_refund(self, refund: Refund) -> RefundReport:
        """Ask how a refund stands."""
        reference = _required(refund.provider_ref, "look_up_refund")
        with _translated("look_up_refund"):
            return _refund_report(self._api.get(f"v2/payments/refunds/{reference}"))

    def look_up_dispute(self, provider_ref: str) -> DisputeReport:
        """Ask how a dispute stands.

        Source: developer.paypal.com/api/customer-disputes/v1/disputes-get.
        """
        with _translated("look_up_dispute"):
            return _dispute_report(self._api.get(f"v1/customer/disputes/{provider_ref}"))

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> WebhookNotice:
        """Let PayPal verify a notice, by the bytes it came in, and read it.

        Raises:
            WebhookRouteOff: no webhook id is configured.
            WebhookNotAuthentic: the signature headers are missing, or PayPal disowns the notice.
            WebhookMalformed: the body is not a PayPal event.
            ProviderUnavailable: PayPal could not be asked; it sends the notice again.
        """
        if self._webhook_id is None:
            raise WebhookRouteOff(provider="paypal")
        request, notice = verification_request(body, headers, self._webhook_id), read_notice(body)
        try:
            with _translated("read_webhook"):
                genuine = self._api.post("v1/notifications/verify-webhook-signature", request)["verification_status"]
        except ProviderRefused as refused:
            raise WebhookNotAuthentic(provider="paypal") from refused
        if genuine != "SUCCESS":
            raise WebhookNotAuthentic(provider="paypal")
        return notice

    def _read(self, attempt: Attempt) -> ProviderReport:
        reference = _required(attempt.provider_ref, "settle")
        try:
            with _translated("settle"):
                return _report(self._api.get(f"v2/checkout/orders/{reference}"))
        except ProviderRefused as refused:
            if refused.facts["status"] != _NOT_FOUND:
                raise
            # PayPal forgets an order nobody approved; that it names no attempt then contradicts nothing.
            return ProviderReport("expired", reference, attempt.id)

    def _capture(self, attempt: Attempt) -> ProviderReport:
        """Take the money, under a request id of its own for each round: a declined one stays declined for ever."""
        reference = _required(attempt.provider_ref, "settle")
        headers = {"PayPal-Request-Id": f"{attempt.id}-c{attempt.round}", "Prefer": "return=representation"}
        try:
            with _translated("capture"):
                return _report(self._api.post(f"v2/checkout/orders/{reference}/capture", {}, headers))
        except ProviderRefused as refused:
            issues = cast("tuple[str, ...]", refused.facts["issues"])
            if "ORDER_ALREADY_CAPTURED" in issues:
                return self._read(attempt)
            if refused.facts["status"] != _UNPROCESSABLE:
                raise
            told = [_CAPTURE_ISSUES[issue] for issue in issues if issue in _CAPTURE_ISSUES]
            return ProviderReport(told[0] if told else "failed", reference, attempt.id)

    def _order_request(self, attempt: Attempt, order: Order, catalogue: Catalogue) -> Json:
        """Return the request, the same at every call for one attempt; tax stands at order level only."""
        total = _amount(order.total)
        items = [
            {
                "name": self._line_title(line, catalogue)[:_LONGEST_NAME],
                "quantity": str(line.quantity),
                "unit_amount": _amount(line.unit_price),
            }
            for line in order.breakdown.items
        ]
        unit = {
            "custom_id": attempt.id,
            # PayPal takes an invoice id once, and an order may need a second attempt.
            "invoice_id": f"{order.number}-{attempt.id}",
            "amount": total | {"breakdown": _amounts(order.breakdown)},
            "items": items,
        }
        context = {
            "return_url": f"{self._base_url}/pay/paypal/return",
            "cancel_url": f"{self._base_url}/pay/paypal/cancel",
            "user_action": "PAY_NOW",
            "shipping_preference": "NO_SHIPPING",
            "payment_method_preference": "IMMEDIATE_PAYMENT_REQUIRED",
        }
        return {
            "intent": "CAPTURE",
            "purchase_units": [unit],
            "payment_source": {"paypal": {"experience_context": context}},
        }


def _amounts(breakdown: PriceBreakdown) -> Json:
    """Return what makes up the total: PayPal refuses one that its parts do not add up to."""
    tax = {} if breakdown.tax is None else {"tax_total": _amount(breakdown.tax.amount)}
    return {"item_total": _amount(breakdown.net), **tax}


def _report(order: Json) -> ProviderReport:
    """Judge an order by its capture where it has one: an order can be complete while its money is pending."""
    unit = order["purchase_units"][0]
    captures = unit.get("payments", {}).get("captures", [])
    if not captures:
        return ProviderReport(_ORDER_STATES[order["status"]], order["id"], unit["custom_id"])
    capture = max(captures, key=lambda each: _WEIGHT[_CAPTURE_STATES[each["status"]]])
    status = _CAPTURE_STATES[capture["status"]]
    if status != "captured":
        return ProviderReport(status, order["id"], unit["custom_id"])
    amount = capture["amount"]
    # A pending capture is completed by its update; later updates come of refunds and tell nothing of the capture.
    stamp = capture["update_time" if capture["status"] == "COMPLETED" else "create_time"]
    return ProviderReport(
        status=status,
        provider_ref=order["id"],
        attempt_id=capture.get("custom_id", unit["custom_id"]),
        money=PAYPAL.from_text(amount["value"], amount["currency_code"]),
        payment_ref=capture["id"],
        captured_at=datetime.fromisoformat(stamp),
    )


_WEIGHT: Mapping[ReportStatus, int] = {"failed": 0, "pending": 1, "captured": 2}
"""Of several captures of one order, money taken tells more than money on its way, and that more than none."""


def _refund_report(made: Json) -> RefundReport:
    return RefundReport(made["id"], _REFUND_STATES[made["status"]])


def _dispute_report(made: Json) -> DisputeReport:
    """Read a dispute; once it is resolved its outcome tells whose the money is."""
    status, outcome = made["status"], made.get("dispute_outcome", {}).get("outcome_code")
    due = made.get("seller_response_due_date")
    return DisputeReport(
        provider_ref=made["dispute_id"],
        payment_ref=made["disputed_transactions"][0]["seller_transaction_id"],
        state=_DISPUTE_OUTCOMES[outcome] if status == "RESOLVED" else _DISPUTE_STATES[status],
        amount=PAYPAL.from_text(made["dispute_amount"]["value"], made["dispute_amount"]["currency_code"]),
        reason=made["reason"].replace("_", " ").lower(),
        opened_at=datetime.fromisoformat(made["create_time"]),
        due_on=datetime.fromisoformat(due).date() if due else None,
    )


def _amount(money: Money) -> Json:
    return {"currency_code": money.currency, "value": PAYPAL.to_text(money)}


def _required(reference: str | None, call: str) -> str:
    """Return the provider's id; without it there is nothing to ask for, and nothing is known."""
    if reference is None:
        raise ProviderUnavailable(provider="paypal", call=call, reason="no-reference")
    return reference


@contextmanager
def _translated(call: str) -> Iterator[None]:
    """Turn the transport's errors, and answers of an unknown shape, into ours, with none of PayPal's sentences."""
    try:
        yield
    except requests.RequestException as error:
        log.warning("PayPal gave no answer to %s: %s", call, type(error).__name__)
        raise ProviderUnavailable(provider="paypal", call=call, reason=type(error).__name__) from error
    except exceptions.ConnectionError as error:
        status = getattr(error.response, "status_code", None)
        issues = () if isinstance(error, UnreadableAnswer) else _issues(error.content)
        log.warning("PayPal answered %s with %s %s", call, status, issues)
        if status in _REFUSALS and not isinstance(error, UnreadableAnswer):
            raise ProviderRefused(provider="paypal", call=call, status=status, issues=issues) from error
        raise ProviderUnavailable(provider="paypal", call=call, reason=str(status)) from error
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, InexactAmount) as error:
        log.error("PayPal answered %s in a shape we do not know: %r", call, error)
        raise ProviderUnavailable(provider="paypal", call=call, reason="unknown-shape") from error


def _issues(content: str | None) -> tuple[str, ...]:
    """Return the machine-readable names of what was wrong; empty where the body is not PayPal's error object."""
    try:
        details = json.loads(content or "").get("details", [])
        return tuple(str(detail["issue"]) for detail in details)
    except (ValueError, LookupError, TypeError, AttributeError):
        return ()
