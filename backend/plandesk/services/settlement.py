"""Applying what is known of money: the one transition that books it, pays the order and starts what follows."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from plandesk.domain.orders import LOST, Method, Order, OrderNotFound, Paid
from plandesk.domain.payments import (
    Attempt,
    AttemptEvent,
    AttemptNotFound,
    ProviderRefused,
    ProviderReport,
    ProviderUnavailable,
    ReportStatus,
    ReviewItem,
    ReviewKind,
    StartedPayment,
    judge_money,
)
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.chains import redate
from plandesk.services.documents import issue_paid
from plandesk.services.fulfilment import fulfil, record
from plandesk.services.notifications import approval_awaited, money_listed, upgrade_held
from plandesk.services.ports import PaymentGateway, Ports, UnitOfWork
from plandesk.services.quotes_guard import quote_stands

log = logging.getLogger(__name__)

EVENTS: Mapping[str, AttemptEvent] = {"declined": "decline", "failed": "fail", "expired": "expire"}
"""What a report that brings no money does to its attempt; the others leave it open."""


MONEY: frozenset[ReportStatus] = frozenset({"pending", "captured"})
"""Reports that money has come or is on its way."""

CLOSING_MARGIN = timedelta(minutes=5)
"""How exactly the end of a page's time is known: a page is opened only if it ends this long before its order does, and
one that ended longer than this before its time was shut by us."""

IN_FLIGHT = timedelta(days=1)
"""How long an order stays open after a provider last said that the money is on its way."""


def apply_report(attempt_id: str, report: ProviderReport, *, ports: Ports) -> Attempt:
    """Apply what a provider says of an attempt, under the order's lock; states only move forward.

    A report that names another attempt moves nothing and is listed for staff.
    """
    with ports.uow() as unit:
        attempt, order = lock_attempt(unit, attempt_id)
        if report.attempt_id is not None and report.attempt_id != attempt.id:
            review(unit, "unknown", order, attempt, report, ports)
        elif report.status == "captured":
            attempt = _take_money(unit, order, attempt, report, ports)
        else:
            attempt = _note(unit, order, attempt, report, ports)
        unit.commit()
        return attempt


def page_opened(attempt_id: str, started: StartedPayment, *, ports: Ports) -> Attempt:
    """Store the provider's id and page of an attempt, before anyone is sent there."""
    with ports.uow() as unit:
        attempt, _ = lock_attempt(unit, attempt_id)
        attempt = replace(attempt.on("start"), provider_ref=started.provider_ref, redirect_url=started.redirect_url)
        unit.payments.save_attempt(attempt)
        unit.commit()
        return attempt


def give_up(attempt: Attempt, *, ports: Ports) -> None:
    """Shut the page of an attempt at the provider and abandon the attempt, unless money turns out to be under way.

    A provider that cannot be asked now does not hold the buyer up: the poll shuts the page later.
    """
    report = _shut(attempt, ports)
    if report is not None and report.status in MONEY:
        apply_report(attempt.id, report, ports=ports)
        return
    with ports.uow() as unit:
        locked, order = lock_attempt(unit, attempt.id)
        if locked.may_still_pay and not locked.in_flight:
            abandon(unit, order, locked, ports)
            unit.commit()


def abandon(unit: UnitOfWork, order: Order, attempt: Attempt, ports: Ports) -> None:
    """Mark an attempt as given up; the caller holds the lock and commits. It is never captured from now on."""
    unit.payments.save_attempt(attempt.on("abandon"))
    facts = {"method": attempt.method, "attempt": attempt.id}
    record(unit, order, "attempt_abandoned", "buyer", ports.clock.now(), **facts)


def _shut(attempt: Attempt, ports: Ports) -> ProviderReport | None:
    if attempt.provider_ref is None or attempt.method == "wire":
        return None
    try:
        return gateway_of(attempt.method, ports).close(attempt)
    except (ProviderUnavailable, ProviderRefused) as unsettled:
        log.warning("the page of attempt %s is shut later: %s", attempt.id, unsettled)
        return None


def move_order(unit: UnitOfWork, order: Order, paid: Paid, *, entry: LedgerEntry, ports: Ports) -> ReviewKind | None:
    """Let booked money pay the order, and fulfil it or hold it for approval; the caller holds the lock and commits.

    Returns why the money could not move the order; it is then listed for staff.
    """
    problem = judge_money(order, paid.amount)
    if problem is None and not quote_stands(unit, order):
        problem = "late"
    if problem is not None:
        list_money(unit, problem, order, paid, entry=entry, ports=ports)
        return problem
    now = ports.clock.now()
    catalogue = ports.editions(order.catalogue_version)
    order, overtaken, _ = redate(unit, replace(order.on("pay"), paid=paid), ports=ports)
    record(unit, order, "paid", "system", now, method=paid.method, counted_on=paid.counted_on.isoformat())
    for each in order.schedules:
        if each.replaced is not None:
            facts = {"line": str(each.position), "wanted": each.replaced, "applied": each.chosen.id}
            record(unit, order, "start_replaced", "system", now, **facts)
    conflict = overtaken in LOST  # Money that came for a suspended term brings what was ordered.
    if not order.needs_approval and not conflict:
        issue_paid(unit, fulfil(unit, order, "system", ports=ports), ports=ports)
        return None
    if conflict:
        record(unit, order, "upgrade_conflict", "system", now)
    held = order.on("hold")
    unit.orders.save(held)
    record(unit, held, "approval_awaited", "system", now)
    mail = upgrade_held(held, ports.mailbox) if conflict else approval_awaited(held, catalogue, ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, now, held.id)
    issue_paid(unit, held, ports=ports)  # Last: a number is taken only once every lock is (docs/decisions/0010).
    return None


def list_money(
    unit: UnitOfWork, kind: ReviewKind, order: Order, paid: Paid, *, entry: LedgerEntry, ports: Ports
) -> None:
    """Put booked money that moved nothing on the list for staff, and tell the vendor by mail.

    The item holds that money, `paid.amount` of the ledger's `entry`, until a person says what becomes of it.
    """
    now = ports.clock.now()
    detail = f"{paid.method} for order {order.number}, which is {order.state}"
    unit.reviews.add(
        ReviewItem(
            id=ports.ids.new_id(),
            kind=kind,
            created_at=now,
            order_id=order.id,
            attempt_id=paid.attempt,
            amount=paid.amount,
            detail=detail,
            entry_id=entry.id,
        )
    )
    record(unit, order, "money_listed", "system", now, reason=kind)
    unit.outbox.put(ports.ids.new_id(), money_listed(order, kind, paid.amount, ports.mailbox), now, order.id)


def review(
    unit: UnitOfWork, kind: ReviewKind, order: Order, attempt: Attempt, report: ProviderReport, ports: Ports
) -> None:
    """List a report that fits no attempt of ours, once: a poll hears the same again and again."""
    if any(item.kind == kind and item.attempt_id == attempt.id for item in unit.reviews.open_of(order.id)):
        return
    detail = f"{attempt.method} reports {report.status} for {report.provider_ref}, naming another attempt"
    unit.reviews.add(
        ReviewItem(ports.ids.new_id(), kind, ports.clock.now(), order.id, attempt.id, report.money, detail)
    )


def gateway_of(method: Method, ports: Ports) -> PaymentGateway:
    """Return the gateway of a method.

    Raises:
        ProviderUnavailable: it is no longer configured; what it holds can be asked for once it is again.
    """
    gateway = ports.gateways.get(method)
    if gateway is None:
        raise ProviderUnavailable(provider=method, reason="not-configured")
    return gateway


def lock_attempt(unit: UnitOfWork, attempt_id: str) -> tuple[Attempt, Order]:
    """Lock an attempt's order first, then the attempt: one order of locks everywhere, so none waits in a circle."""
    order = order_of(unit, _found(unit.payments.attempt(attempt_id), attempt_id), lock=True)
    return _found(unit.payments.attempt(attempt_id, lock=True), attempt_id), order


def order_of(unit: UnitOfWork, attempt: Attempt, *, lock: bool = False) -> Order:
    """Return the order an attempt pays."""
    order = unit.orders.by_id(attempt.order_id, lock=lock)
    if order is None:
        raise OrderNotFound(order=attempt.order_id)
    return order


def _take_money(unit: UnitOfWork, order: Order, attempt: Attempt, report: ProviderReport, ports: Ports) -> Attempt:
    if report.money is None or report.payment_ref is None:
        raise ValueError(f"attempt {attempt.id} is reported captured without its money")
    captured_at = report.captured_at or ports.clock.now()
    received_on = _day(captured_at, order, ports)
    entry = LedgerEntry(
        id=ports.ids.new_id(),
        method=attempt.method,
        payment_ref=report.payment_ref,
        order_id=order.id,
        attempt_id=attempt.id,
        amount=report.money,
        on=received_on,
        recorded_at=ports.clock.now(),
    )
    if not unit.payments.book(entry):
        return attempt
    if attempt.state != "captured":  # A second capture is listed below; refunds need the reference of the first.
        attempt = replace(attempt.on("capture"), payment_ref=report.payment_ref, in_flight=False)
        unit.payments.save_attempt(attempt)
    paid = Paid(attempt.id, attempt.method, report.money, captured_at, received_on, received_on)
    move_order(unit, order, paid, entry=entry, ports=ports)
    return attempt


def _note(unit: UnitOfWork, order: Order, attempt: Attempt, report: ProviderReport, ports: Ports) -> Attempt:
    if report.status == "pending":
        return _note_in_flight(unit, order, attempt, ports)
    event = _event(order, attempt, report, ports.clock.now())
    noted = attempt if event is None else replace(attempt.on(event), in_flight=False)
    if report.status == "declined":  # Every declined capture uses up its request id, the second no less than the first.
        noted = replace(noted, round=noted.round + 1)
    if noted != attempt:
        unit.payments.save_attempt(noted)
    if noted.state != attempt.state:
        facts = {"method": attempt.method, "attempt": attempt.id}
        record(unit, order, f"attempt_{noted.state}", "system", ports.clock.now(), **facts)
    return noted


def _event(order: Order, attempt: Attempt, report: ProviderReport, now: datetime) -> AttemptEvent | None:
    """Return what a report without money does to its attempt.

    What the buyer left stays called so until its page's time is over; only money changes it. A page that is reported
    expired before that time was shut by us, and the provider's notice can overtake our own note of it: it was left.
    """
    if attempt.state == "abandoned":
        return None
    in_time = order.state == "awaiting_payment" and now + CLOSING_MARGIN < attempt.expires_at
    return "abandon" if report.status == "expired" and in_time else EVENTS.get(report.status)


def _note_in_flight(unit: UnitOfWork, order: Order, attempt: Attempt, ports: Ports) -> Attempt:
    """Keep the attempt and its order open while the money is on its way; every report renews this."""
    now = ports.clock.now()
    until = now + IN_FLIGHT
    if not attempt.in_flight:
        record(unit, order, "attempt_in_flight", "system", now, method=attempt.method, attempt=attempt.id)
    noted = replace(attempt, in_flight=True, expires_at=max(attempt.expires_at, until))
    unit.payments.save_attempt(noted)
    if order.state == "awaiting_payment":
        unit.orders.save(replace(order, expires_at=max(order.expires_at, until)))
    return noted


def _day(moment: datetime, order: Order, ports: Ports) -> date:
    return moment.astimezone(ZoneInfo(ports.editions(order.catalogue_version).rules.time_zone)).date()


def _found(attempt: Attempt | None, name: str) -> Attempt:
    if attempt is None:
        raise AttemptNotFound(attempt=name)
    return attempt
