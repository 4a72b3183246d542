"""Stand-ins for the outside world that keep its promises in memory; the contract tests hold them to those."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.disputes import DisputeReport, DisputeState
from plandesk.domain.documents import Sheet
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
)
from plandesk.services.books.notices import Message

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

Step = Literal["start", "settle", "close", "refund", "look_up_refund", "look_up_dispute", "read_webhook"]


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def today(self, time_zone: str) -> date:
        return self._now.astimezone(ZoneInfo(time_zone)).date()

    def advance(self, **span: float) -> None:
        """Move on by a span, in the words of `timedelta`."""
        self._now += timedelta(**span)


class FakeBusinessDays:
    """Works from Monday to Friday but for the holidays it was given, by their names."""

    def __init__(self, holidays: Mapping[date, str] | None = None) -> None:
        self._holidays = holidays or {}

    def is_business_day(self, day: date) -> bool:
        return not self._is_weekend(day) and day not in self._holidays

    def holiday(self, day: date) -> str | None:
        return None if self._is_weekend(day) else self._holidays.get(day)

    @staticmethod
    def _is_weekend(day: date) -> bool:
        return day.weekday() >= 5


class FakeIds:
    """Counts; every id is different and the same in every run."""

    def __init__(self) -> None:
        self._last = 0

    def new_id(self) -> str:
        return f"id-{self._next():06d}"

    def order_number(self) -> str:
        return str(1_000_000_000 + self._next())

    def quote_number(self) -> str:
        return f"Q{100_000_000 + self._next()}"

    def order_token(self) -> str:
        return f"token-{self._next():026d}"

    def secret(self) -> str:
        return f"secret-{self._next():036d}"

    def code(self) -> str:
        return f"{self._next():06d}"

    def _next(self) -> int:
        self._last += 1
        return self._last


class FakeMailer:
    """Keeps what it was given; `refuse` makes the next deliveries fail by that error."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.refuse: Exception | None = None

    def send(self, message: Message) -> None:
        if self.refuse is not None:
            raise self.refuse
        self.sent.append(message)


class FakePdfWriter:
    """Writes a sheet as plain words; `refuse` makes the next documents fail by that error."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.refuse: Exception | None = None

    def write(self, sheet: Sheet, at: datetime) -> bytes:
        if self.refuse is not None:
            raise self.refuse
        self.written.append(sheet.number)
        return f"{sheet}\n{at.isoformat()}\n{len(self.written)}".encode()


@dataclass(frozen=True, slots=True)
class Page:
    """A pay page of the fake provider, and what became of it. `approved` money is taken when we settle."""

    attempt_id: str
    money: Money
    status: ReportStatus = "open"
    payment_ref: str | None = None
    captured_at: datetime | None = None


@dataclass
class FakeGateway:
    """A provider in memory. Tests act for its buyers and its bank, and make it fail.

    `watch` is called on every request, so that a test can insist on what must hold then.
    """

    clock: FakeClock
    method: Method = "card"
    watch: Callable[[], None] = lambda: None
    refund_state: RefundState = "succeeded"
    secret: str = "fake-secret"
    pages: dict[str, Page] = field(default_factory=dict)
    refunds: dict[str, RefundReport] = field(default_factory=dict)
    disputes: dict[str, DisputeReport] = field(default_factory=dict)
    asked: list[Step] = field(default_factory=list)
    _faults: dict[Step, list[tuple[Exception, bool]]] = field(default_factory=dict)
    _refunded: dict[str, tuple[str, int]] = field(default_factory=dict)
    _events: int = 0

    # What the product calls.

    def start(self, attempt: Attempt, order: Order, catalogue: Catalogue) -> StartedPayment:
        late = self._request("start")
        ref = f"page-{attempt.id}"
        self.pages.setdefault(ref, Page(attempt.id, order.total))
        self._answer(late)
        return StartedPayment(ref, f"https://pay.example/{ref}")

    def settle(self, attempt: Attempt) -> ProviderReport:
        late = self._request("settle")
        ref, page = self._page(attempt)
        if page.status == "approved" and page.attempt_id == attempt.id:
            self._take(ref)
        self._answer(late)
        return self._report(ref)

    def close(self, attempt: Attempt) -> ProviderReport:
        late = self._request("close")
        ref, page = self._page(attempt)
        if page.status in ("open", "declined"):
            self._move(ref, "expired")
        self._answer(late)
        return self._report(ref)

    def refund(self, refund: Refund, attempt: Attempt) -> RefundReport:
        late = self._request("refund")
        if not refund.payment_ref:
            raise ProviderUnavailable(provider="fake", reason="no-reference")
        ref = f"refund-{refund.id}"
        taken = sum(page.money.minor for page in self.pages.values() if page.payment_ref == refund.payment_ref)
        if ref not in self.refunds and refund.amount.minor > taken - self.given_back(refund.payment_ref):
            raise ProviderRefused(provider="fake", code="too-much")
        self.refunds.setdefault(ref, RefundReport(ref, self.refund_state))
        self._refunded[ref] = (refund.payment_ref, refund.amount.minor)
        self._answer(late)
        return self.refunds[ref]

    def look_up_refund(self, refund: Refund) -> RefundReport:
        self._answer(self._request("look_up_refund"))
        return self.refunds[str(refund.provider_ref)]

    def look_up_dispute(self, provider_ref: str) -> DisputeReport:
        self._answer(self._request("look_up_dispute"))
        return self.disputes[provider_ref]

    def read_webhook(self, body: bytes, headers: Mapping[str, str]) -> WebhookNotice:
        self._answer(self._request("read_webhook"))
        if {name.lower(): value for name, value in headers.items()}.get("fake-signature") != self.signature(body):
            raise WebhookNotAuthentic(provider="fake")
        try:
            return WebhookNotice(**json.loads(body))
        except (ValueError, TypeError) as error:
            raise WebhookMalformed(provider="fake") from error

    def given_back(self, payment_ref: str) -> int:
        """Return how many minor units of a payment went back or are under way."""
        made = [(ref, minor) for ref, (payment, minor) in self._refunded.items() if payment == payment_ref]
        return sum(minor for ref, minor in made if self.refunds[ref].state != "failed")

    # What buyers, banks and networks do.

    def pay(self, ref: str, money: Money | None = None) -> None:
        """The buyer pays: all that is owed, unless told otherwise."""
        if money is not None:
            self.pages[ref] = replace(self.pages[ref], money=money)
        self._take(ref)

    def approve(self, ref: str) -> None:
        """The buyer agrees; the money is taken by our next `settle`."""
        self._move(ref, "approved")

    def report(self, ref: str, status: ReportStatus) -> None:
        """Anything else that ends or holds up a payment: declined, pending, failed, expired."""
        self._move(ref, status)

    def fail_refund(self, ref: str) -> None:
        """The bank sends the refund back."""
        self.refunds[ref] = RefundReport(ref, "failed")

    def dispute(self, payment_ref: str, amount: Money, state: DisputeState = "open") -> str:
        """The buyer's bank takes a payment back, or decides of one it has taken; returns the provider's id of it."""
        ref = f"dispute-{payment_ref}"
        self.disputes[ref] = DisputeReport(ref, payment_ref, state, amount, "fraudulent", self.clock.now())
        return ref

    def break_down(self, step: Step, error: Exception | None = None, *, after_effect: bool = False) -> None:
        """Make the next such request fail, before anything happens or after it has."""
        wrong = error or ProviderUnavailable(provider="fake", reason="broken")
        self._faults.setdefault(step, []).append((wrong, after_effect))

    def webhook(self, event_type: str, ref: str) -> tuple[bytes, dict[str, str]]:
        """Return a new, genuine notice about a page: its body and headers."""
        self._events += 1
        page = self.pages[ref]
        told = {
            "event_id": f"event-{self._events}",
            "event_type": event_type,
            "provider_ref": ref,
            "attempt_id": page.attempt_id,
            "payment_ref": page.payment_ref,
        }
        body = json.dumps(told).encode()
        return body, {"Fake-Signature": self.signature(body)}

    def signature(self, body: bytes) -> str:
        """Return what a genuine notice is signed with."""
        return hashlib.sha256(self.secret.encode() + body).hexdigest()

    def _request(self, step: Step) -> Exception | None:
        self.watch()
        self.asked.append(step)
        waiting = self._faults.get(step)
        error, after_effect = waiting.pop(0) if waiting else (None, True)
        if error is not None and not after_effect:
            raise error
        return error

    def _answer(self, late: Exception | None) -> None:
        if late is not None:
            raise late

    def _page(self, attempt: Attempt) -> tuple[str, Page]:
        if attempt.provider_ref is None:
            raise ProviderUnavailable(provider="fake", reason="no-reference")
        if attempt.provider_ref not in self.pages:
            raise ProviderRefused(provider="fake", code="unknown")
        return attempt.provider_ref, self.pages[attempt.provider_ref]

    def _take(self, ref: str) -> None:
        paid = replace(self.pages[ref], payment_ref=f"money-{ref}", captured_at=self.clock.now())
        self.pages[ref] = replace(paid, status="captured")

    def _move(self, ref: str, status: ReportStatus) -> None:
        self.pages[ref] = replace(self.pages[ref], status=status)

    def _report(self, ref: str) -> ProviderReport:
        page = self.pages[ref]
        if page.status != "captured":
            return ProviderReport(page.status, ref, page.attempt_id)
        return ProviderReport("captured", ref, page.attempt_id, page.money, page.payment_ref, page.captured_at)
