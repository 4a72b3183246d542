"""One of everything the books hold, small and valid; each takes the fields a test cares about."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from plandesk.domain.coverage import BookedTerm, Term
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, Correction, Order, Paid
from plandesk.domain.payments import Attempt, Refund, ReviewItem, WebhookNotice
from plandesk.domain.period import Period
from plandesk.domain.pricing import (
    Extension,
    Incidents,
    InstallationName,
    NewInstallation,
    PriceBreakdown,
    PriceLine,
    Selection,
)
from plandesk.domain.terms import Schedule, StartChoice
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.books.terms import IncidentUnits

NOW = datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
TODAY = date(2026, 3, 2)
PRICE = Money(12_345, "USD")
TERM = Term("pbx-gold", Period(TODAY, date(2027, 3, 2)), TODAY, Period(TODAY, date(2028, 3, 2)), None)
CHOICE = StartChoice("at_end", (TERM,), days_given_up=3, gap_days=0)
SCHEDULE = Schedule(0, (CHOICE, StartChoice("today", (TERM,))), CHOICE, replaced="today")
SELECTION = Selection(
    (
        Extension("pbx-silver", TODAY, "pbx-gold", 2, "at_end", 3, InstallationName("key “1”", "Zürich")),
        NewInstallation("pbx-gold"),
        Incidents("expert", 4),
    )
)
LINE = PriceLine(0, "extension", 2, PRICE, PRICE * 2, plan="pbx-gold", months=12, lines=(3, 4), readings=("A5",))
BREAKDOWN = PriceBreakdown("version", TODAY, "USD", net_of_tax=True, lines=(LINE,), total=PRICE * 2)


def order(nth: int = 1, /, **changes: Any) -> Order:
    """Return an order that awaits payment; every `nth` is another one."""
    placed = Order(
        id=f"order-{nth}",
        number=str(1_000_000_000 + nth),
        token=f"token-{nth}",
        state="awaiting_payment",
        revision=1,
        buyer=Buyer("Ünlü GmbH", "A. Person", "buyer@example.com", "DE", tax_id="DE1"),
        selection=SELECTION,
        breakdown=BREAKDOWN,
        schedules=(SCHEDULE,),
        catalogue_version="version",
        terms_version="terms",
        placed_at=NOW,
        ordered_on=TODAY,
        expires_at=NOW + 24 * HOUR,
        idempotency_key=f"key-{nth}",
        request_digest="digest",
    )
    return replace(placed, **changes)


def paid(at: datetime = NOW) -> Paid:
    """Return the money of an order."""
    return Paid("attempt-1", "card", PRICE * 2, at, TODAY, TODAY)


def correction() -> Correction:
    """Return dates that staff corrected."""
    return Correction(2, "The licence ends later.", (SCHEDULE,), ((0, TODAY),))


def attempt(number: int = 1, **changes: Any) -> Attempt:
    """Return a pending attempt to pay the first order by card."""
    made = Attempt(
        id=f"attempt-{number}",
        order_id="order-1",
        method="card",
        state="pending",
        amount=PRICE * 2,
        created_at=NOW,
        expires_at=NOW + HOUR,
        provider_ref=f"session-{number}",
        redirect_url="https://pay.example/",
    )
    return replace(made, **changes)


def entry(number: int = 1, **changes: Any) -> LedgerEntry:
    """Return a capture for the first order."""
    booked = LedgerEntry(f"entry-{number}", "card", f"payment-{number}", "order-1", None, PRICE * 2, TODAY, NOW)
    return replace(booked, **changes)


def refund(number: int = 1, **changes: Any) -> Refund:
    """Return a requested refund of the first attempt."""
    made = Refund(
        id=f"refund-{number}",
        attempt_id="attempt-1",
        order_id="order-1",
        amount=PRICE,
        state="requested",
        reason="late",
        created_at=NOW,
        method="card",
        payment_ref="payment-1",
    )
    return replace(made, **changes)


def review(number: int = 1, **changes: Any) -> ReviewItem:
    """Return money that staff must look at."""
    return replace(ReviewItem(f"review-{number}", "over", NOW, "order-1", None, PRICE, "too much"), **changes)


def term(number: int = 1, **changes: Any) -> BookedTerm:
    """Return a term of the first order; every `number` gives another id and no more."""
    booked = BookedTerm(f"term-{number}", "order-1", 0, "key 1", TERM, TODAY, "version", ("A5", "A7"))
    return replace(booked, **changes)


def units(number: int = 1, **changes: Any) -> IncidentUnits:
    """Return incident units of the first order; every `number` gives another id and no more."""
    return replace(IncidentUnits(f"units-{number}", "order-1", 2, "expert", 4, date(2027, 1, 31), "version"), **changes)


def notice(number: int = 1) -> WebhookNotice:
    """Return a verified notice."""
    return WebhookNotice(f"event-{number}", "payment.captured", payment_ref=f"payment-{number}")
