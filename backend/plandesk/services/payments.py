"""Starting attempts, and asking providers how they stand: return pages, webhooks and polls all come here."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from plandesk.domain.orders import DatesChanged, Method, Order, OrderOvertaken
from plandesk.domain.payments import (
    Attempt,
    AttemptNotFound,
    MethodUnavailable,
    OrderNotPayable,
    ProviderRefused,
    ProviderUnavailable,
    ReportStatus,
    attempt_lifetime,
    require_none_in_flight,
    require_payable,
)
from plandesk.services.chains import date_as_if_paid_today, shown_version
from plandesk.services.fulfilment import record
from plandesk.services.orders import find
from plandesk.services.part_payments import part_payments_of
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes_guard import quote_stands, require_own_quote
from plandesk.services.settlement import (
    CLOSING_MARGIN,
    abandon,
    apply_report,
    gateway_of,
    give_up,
    lock_attempt,
    order_of,
    page_opened,
)
from plandesk.services.upgrades import require_current_credit
from plandesk.services.wires import open_wire

log = logging.getLogger(__name__)

RESUME_FOR = timedelta(minutes=2)
"""How long an attempt whose page could not be opened is tried again under its own idempotency key."""


def offered_methods(order: Order, *, ports: Ports) -> tuple[Method, ...]:
    """List the methods an order can be paid by now, in the vendor's order (A35); empty once it is closed."""
    try:
        require_payable(order, ports.clock.now())
    except OrderNotPayable:
        return ()
    methods = ports.editions(order.catalogue_version).rules.payment_methods
    return tuple(method for method in methods if _is_offered(order, method, ports))


def start_attempt(token: str, method: Method, *, ports: Ports, shown: str | None = None) -> tuple[Attempt, bool]:
    """Open one try to pay, or return the one of this method that is still open; the flag says whether it is new.

    The attempt is committed before the provider is asked (money rule 1). Pages that another method opened earlier are
    shut first, so that an order is not paid twice. `shown` is the digest of what the buyer was shown, if it is known.

    Raises:
        OrderNotFound: there is no such order.
        OrderNotPayable: the order is closed, or an earlier page turned out to be paid.
        QuoteNotPayable: the quote it was made from does not stand behind it.
        PaymentInFlight: an earlier payment is on its way.
        MethodUnavailable: the method is not offered for this order.
        TotalChanged: use was recorded since an upgrade was priced; the new total is shown first.
        DatesChanged: the dates or the total are no longer those that were shown.
        OrderOvertaken: the cover it changes was closed or suspended meanwhile.
        ProviderUnavailable: the provider could not be reached; asking again resumes the same attempt.
        ProviderRefused: the provider refused; the attempt has failed.
    """
    for other in _others_open(token, method, ports):
        give_up(other, ports=ports)
    with ports.uow() as unit:
        order = find(unit, token, lock=True)
        _require_offered(unit, order, method, ports)
        changed = require_current_credit(unit, order, ports=ports)
        if changed is not None:
            unit.commit()
            raise changed
        _require_shown(unit, order, shown, ports)
        _require_no_part(unit, order, method)
        attempts = unit.payments.attempts_of(order.id)
        require_none_in_flight(order, attempts)
        rivals = _rivals(attempts, method)  # Opened by another window since they were shut above.
        for rival in rivals:
            abandon(unit, order, rival, ports)
        attempt = _resume(unit, order, method, ports)
        fresh = attempt is None
        attempt = attempt or _create(unit, order, method, ports)
        if method == "wire" and fresh:
            attempt, order = open_wire(unit, order, attempt, ports=ports)
        unit.commit()
    for rival in rivals:
        give_up(rival, ports=ports)
    if method == "wire" or attempt.redirect_url:
        return attempt, fresh
    opened = _open_page(attempt, order, ports)
    if not opened.is_open:  # Another window was faster and chose another method; this page must not be paid at.
        give_up(opened, ports=ports)
        raise MethodUnavailable(method=method, number=order.number)
    return opened, fresh


def _require_shown(unit: UnitOfWork, order: Order, shown: str | None, ports: Ports) -> None:
    """Let nobody pay for other dates than those that were shown, nor for what cannot hold any more."""
    now, overtaken, _ = date_as_if_paid_today(unit, order, ports=ports)
    if overtaken is not None:
        raise OrderOvertaken(number=order.number, reason=overtaken)
    if shown is not None and shown != shown_version(now):
        raise DatesChanged(number=order.number)


def settle_attempt(attempt_id: str, *, ports: Ports) -> Attempt:
    """Ask the provider how an attempt stands and apply the answer; repeating it changes nothing.

    Raises:
        AttemptNotFound: there is no such attempt.
        ProviderUnavailable: the provider could not be asked.
        ProviderRefused: the provider does not know the attempt.
    """
    return _ask(attempt_id, ports, buyer_acted=True)[0]


def settle_return(method: Method, name: str, *, ports: Ports) -> tuple[Order, str | None]:
    """Settle the attempt a buyer came back from, named by our id or the provider's.

    Returns the order, and the provider's page again when the instrument was declined there and another may be tried.
    A provider that cannot be asked now does not keep the buyer from the order's page: the poll asks later.

    Raises:
        AttemptNotFound: there is no such attempt.
    """
    attempt = find_attempt(method, name, ports=ports)
    try:
        attempt = settle_attempt(attempt.id, ports=ports)
    except (ProviderUnavailable, ProviderRefused) as unsettled:
        log.warning("a return from %s is settled later: %s", method, unsettled)
    with ports.uow(read_only=True) as unit:
        order = order_of(unit, attempt)
    return order, attempt.redirect_url if attempt.state == "declined" else None


def abandon_return(method: Method, name: str, *, ports: Ports) -> Order:
    """Give up the attempt whose pay page the buyer left by its cancel link, and return the order.

    Raises:
        AttemptNotFound: there is no such attempt.
    """
    attempt = find_attempt(method, name, ports=ports)
    if attempt.may_still_pay:
        give_up(attempt, ports=ports)
    with ports.uow(read_only=True) as unit:
        return order_of(unit, attempt)


def find_attempt(method: Method, name: str, *, ports: Ports) -> Attempt:
    """Find an attempt by our id or by the provider's.

    Raises:
        AttemptNotFound: there is none of this method.
    """
    with ports.uow(read_only=True) as unit:
        attempt = unit.payments.attempt_by_ref(method, name) or unit.payments.attempt(name)
    if attempt is None or attempt.method != method:
        raise AttemptNotFound(attempt=name)
    return attempt


def poll_attempts(*, ports: Ports, limit: int = 50) -> int:
    """Ask the providers about attempts that have been quiet for a while (money rule 3); returns how many were asked.

    An attempt past its time expires once the provider has answered that no money came and none is on its way.
    """
    now = ports.clock.now()
    with ports.uow(read_only=True) as unit:
        quiet = unit.payments.to_poll(now - ports.poll_after, limit)
    for attempt in quiet:
        _finish_poll(attempt.id, now, _poll(attempt.id, ports), ports)
    return len(quiet)


def _ask(attempt_id: str, ports: Ports, *, buyer_acted: bool) -> tuple[Attempt, ReportStatus | None]:
    """Ask the provider and apply what it says; the status is None where there was nothing to ask about.

    Money is taken only for an order that still awaits it, by an attempt that was not given up; after a declined
    instrument only when the buyer has acted again, not because time has passed. Otherwise the page is shut.
    """
    with ports.uow(read_only=True) as unit:
        attempt = unit.payments.attempt(attempt_id)
        if attempt is None:
            raise AttemptNotFound(attempt=attempt_id)
        order = order_of(unit, attempt)
        waits = order.state == "awaiting_payment" and quote_stands(unit, order)
    if attempt.method == "wire":
        return attempt, None
    if attempt.provider_ref is None:  # The buyer was never sent to a page; one is opened only if it may be used.
        return (_open_page(attempt, order, ports) if waits and attempt.is_open else attempt), None
    if waits and attempt.state == "declined" and not buyer_acted and ports.clock.now() < attempt.expires_at:
        return attempt, None  # The buyer may be choosing another instrument on the page: leave it alone.
    gateway = gateway_of(attempt.method, ports)
    wanted = waits and (attempt.is_open or (attempt.state == "declined" and buyer_acted))
    report = gateway.settle(attempt) if wanted else gateway.close(attempt)
    return apply_report(attempt.id, report, ports=ports), report.status


def _poll(attempt_id: str, ports: Ports) -> bool:
    """Ask the provider about a quiet attempt; True where it is known that no money is on its way."""
    try:
        return _ask(attempt_id, ports, buyer_acted=False)[1] != "pending"
    except ProviderUnavailable as unsettled:
        log.warning("attempt %s is polled again later: %s", attempt_id, unsettled)
        return False
    except ProviderRefused as unsettled:
        log.warning("the provider does not know attempt %s: %s", attempt_id, unsettled)
        return True
    except Exception:  # One attempt that cannot be handled must not keep the others from being polled.
        log.exception("attempt %s could not be polled", attempt_id)
        return False


def _is_offered(order: Order, method: Method, ports: Ports) -> bool:
    if method == "wire":
        return ports.bank is not None
    return method in ports.gateways and _page_expiry(order, method, ports) < order.expires_at


def _page_expiry(order: Order, method: Method, ports: Ports) -> datetime:
    rules = ports.editions(order.catalogue_version).rules
    return ports.clock.now() + attempt_lifetime(rules, method) + CLOSING_MARGIN


def _others_open(token: str, method: Method, ports: Ports) -> Sequence[Attempt]:
    with ports.uow(read_only=True) as unit:
        order = find(unit, token)
        # Asked before anything is shut: a method that is not offered must leave the one in use alone.
        _require_offered(unit, order, method, ports)
        _require_no_part(unit, order, method)
        attempts = unit.payments.attempts_of(order.id)
        require_none_in_flight(order, attempts)
        return _rivals(attempts, method)


def _rivals(attempts: Iterable[Attempt], method: Method) -> Sequence[Attempt]:
    return [each for each in attempts if each.may_still_pay and each.method != method]


def _require_offered(unit: UnitOfWork, order: Order, method: Method, ports: Ports) -> None:
    require_payable(order, ports.clock.now())
    require_own_quote(unit, order)
    if method not in offered_methods(order, ports=ports):
        raise MethodUnavailable(method=method, number=order.number)


def _require_no_part(unit: UnitOfWork, order: Order, method: Method) -> None:
    """Once a part came by wire the rest comes by wire too: a provider's page would take the whole price again."""
    if method != "wire" and part_payments_of(unit, order).amount.minor:
        raise MethodUnavailable(method=method, number=order.number)


def _resume(unit: UnitOfWork, order: Order, method: Method, ports: Ports) -> Attempt | None:
    """Return the attempt a second click belongs to: an open one, or a declined one the provider lets retry."""
    for attempt in unit.payments.attempts_of(order.id):
        if attempt.method != method or (method != "wire" and attempt.expires_at <= ports.clock.now()):
            continue
        if attempt.state == "created" and attempt.created_at + RESUME_FOR < ports.clock.now():
            abandon(unit, order, attempt, ports)  # A provider may answer a key with its stored fault for ever.
            continue
        if attempt.is_open:
            return attempt
        if attempt.state == "declined" and attempt.redirect_url:
            retried = attempt.on("retry")
            unit.payments.save_attempt(retried)
            record(unit, order, "attempt_retried", "buyer", ports.clock.now(), method=method, attempt=attempt.id)
            return retried
    return None


def _create(unit: UnitOfWork, order: Order, method: Method, ports: Ports) -> Attempt:
    now = ports.clock.now()
    expires_at = order.expires_at
    if method != "wire":
        expires_at = now + attempt_lifetime(ports.editions(order.catalogue_version).rules, method)
    attempt = Attempt(ports.ids.new_id(), order.id, method, "created", order.total, now, expires_at)
    unit.payments.add_attempt(attempt)
    record(unit, order, "attempt_started", "buyer", now, method=method, attempt=attempt.id)
    return attempt


def _open_page(attempt: Attempt, order: Order, ports: Ports) -> Attempt:
    """Ask the provider for its page; safe to repeat, since the attempt's id is the idempotency key."""
    try:
        started = gateway_of(attempt.method, ports).start(attempt, order, ports.editions(order.catalogue_version))
    except ProviderRefused:
        with ports.uow() as unit:
            locked, order = lock_attempt(unit, attempt.id)
            failed = locked.on("fail")
            if failed is not locked:
                unit.payments.save_attempt(failed)
                facts = {"method": attempt.method, "attempt": attempt.id}
                record(unit, order, "attempt_failed", "system", ports.clock.now(), **facts)
                unit.commit()
        raise
    return page_opened(attempt.id, started, ports=ports)


def _finish_poll(attempt_id: str, asked_at: datetime, may_expire: bool, ports: Ports) -> None:
    with ports.uow() as unit:
        attempt, order = lock_attempt(unit, attempt_id)
        expired = attempt.on("expire")
        if may_expire and expired is not attempt and attempt.expires_at + CLOSING_MARGIN <= asked_at:
            unit.payments.save_attempt(expired)
            record(unit, order, "attempt_expired", "system", asked_at, method=attempt.method, attempt=attempt.id)
        # What was given up is shut once, and asked about again only when its page's time is over.
        rests = may_expire and not attempt.is_open and attempt.expires_at > asked_at
        unit.payments.mark_polled(attempt_id, attempt.expires_at if rests else asked_at)
        unit.commit()
