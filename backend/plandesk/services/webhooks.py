"""Notices from providers: verified, kept, answered, and only then acted on (money rule 2)."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Literal

from plandesk.domain.orders import Method
from plandesk.domain.payments import Attempt, ProviderUnavailable, ReviewItem, ReviewKind, WebhookRouteOff
from plandesk.services.books.notices import StoredNotice
from plandesk.services.disputes import apply_dispute
from plandesk.services.payments import settle_attempt
from plandesk.services.ports import Ports
from plandesk.services.sent_refunds import send_refund
from plandesk.services.settlement import gateway_of

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long one worker may hold a notice before another may take it."""

MOST_TRIES = 8
"""A notice that still fits nothing after so many tries, over about two hours, goes on the list for staff."""


LONGEST_WAIT = timedelta(hours=1)

Outcome = Literal["done", "later", "unknown"]
"""What became of a notice: acted on, the provider could not be asked, or it fits nothing of ours."""

DISPUTE_WORDS = ("dispute", "reversed")
"""What event types are called when money is taken back. A reversal is listed and moves nothing: PayPal sends it beside
the dispute it comes of, and the same money must not be lost twice."""


def receive_webhook(method: Method, body: bytes, headers: Mapping[str, str], *, ports: Ports) -> None:
    """Verify a notice and keep it; one already kept changes nothing.

    Raises:
        WebhookRouteOff: the method is not configured.
        WebhookNotAuthentic: the signature is missing or wrong.
        WebhookMalformed: the body cannot be read.
        ProviderUnavailable: the signature could not be checked now; the provider sends the notice again.
    """
    gateway = ports.gateways.get(method)
    if gateway is None:
        raise WebhookRouteOff(method=method)
    notice = gateway.read_webhook(body, headers)
    with ports.uow() as unit:
        if unit.inbox.store(ports.ids.new_id(), method, notice, body.decode(), ports.clock.now()):
            unit.commit()


def process_inbox(*, ports: Ports, limit: int = 20) -> int:
    """Act on waiting notices; returns how many were taken. What fails is tried again later, ever more rarely."""
    now = ports.clock.now()
    with ports.uow() as unit:
        notices = unit.inbox.lease(now, now + LEASE, limit)
        unit.commit()
    for stored in notices:
        _close(stored, _handle(stored, ports), ports)
    return len(notices)


def _handle(stored: StoredNotice, ports: Ports) -> Outcome:
    try:
        if stored.notice.dispute_ref is not None:
            return "done" if _act_on_dispute(stored, stored.notice.dispute_ref, ports) else "unknown"
        if _is_dispute(stored):
            return "unknown"
        return "done" if _act(stored, ports) else "unknown"
    except ProviderUnavailable as unsettled:
        log.warning("notice %s waits for the provider: %s", stored.notice.event_id, unsettled)
        return "later"
    except Exception:  # One notice that cannot be handled must not stop those behind it; it ends on the list.
        log.exception("notice %s could not be handled", stored.notice.event_id)
        return "unknown"


def _act(stored: StoredNotice, ports: Ports) -> bool:
    """Let the provider say how things stand; the notice itself moves nothing. False where it fits nothing of ours."""
    notice = stored.notice
    with ports.uow(read_only=True) as unit:
        refund = unit.payments.refund_by_ref(notice.refund_ref) if notice.refund_ref else None
        attempt = unit.payments.attempt(refund.attempt_id) if refund and refund.attempt_id else None
    if refund is not None and attempt is not None:
        send_refund(refund, attempt, ports=ports)
        return True
    found = _attempt_of(stored, ports)
    if found is None or notice.refund_ref:
        return False
    settle_attempt(found.id, ports=ports)
    return True


def _act_on_dispute(stored: StoredNotice, dispute_ref: str, ports: Ports) -> bool:
    """Ask the provider how a dispute stands and apply that; False where it is about money of nobody here."""
    report = gateway_of(stored.provider, ports).look_up_dispute(dispute_ref)
    return apply_dispute(stored.provider, report, stored.id, ports=ports)


def _is_dispute(stored: StoredNotice) -> bool:
    return any(word in stored.notice.event_type.lower() for word in DISPUTE_WORDS)


def _attempt_of(stored: StoredNotice, ports: Ports) -> Attempt | None:
    notice, method = stored.notice, stored.provider
    with ports.uow(read_only=True) as unit:
        payments = unit.payments
        return (
            (payments.attempt(notice.attempt_id) if notice.attempt_id else None)
            or (payments.attempt_by_ref(method, notice.provider_ref) if notice.provider_ref else None)
            or (payments.attempt_by_payment(method, notice.payment_ref) if notice.payment_ref else None)
        )


def _close(stored: StoredNotice, outcome: Outcome, ports: Ports) -> None:
    now = ports.clock.now()
    attempt = None if outcome == "done" else _attempt_of(stored, ports)
    wait = min(timedelta(minutes=2 ** min(stored.tries, 10)), LONGEST_WAIT)
    with ports.uow() as unit:
        if outcome == "done":
            unit.inbox.done(stored.id, now)
        elif outcome == "later":
            unit.inbox.retry(stored.id, now + wait, "the provider could not be asked")
        elif stored.tries + 1 < MOST_TRIES and not _is_dispute(stored):
            unit.inbox.retry(stored.id, now + wait, "fits nothing of ours yet")
        else:
            detail = f"{stored.provider} notice {stored.notice.event_type} {stored.notice.event_id}"
            kind: ReviewKind = "dispute" if _is_dispute(stored) else "notice"
            order_id, attempt_id = (attempt.order_id, attempt.id) if attempt else (None, None)
            item = ReviewItem(ports.ids.new_id(), kind, now, order_id, attempt_id, None, detail, notice_id=stored.id)
            unit.reviews.add(item)
            unit.inbox.done(stored.id, now)
        unit.commit()
