"""Wires: the instructions a buyer follows, and the money that finance finds at the bank."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from plandesk.domain.business_days import add_business_days, last_safe_day
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money
from plandesk.domain.orders import Order, OrderNotFound, Paid
from plandesk.domain.payments import Attempt, ReviewKind, WireRefused, wire_closes, wire_counts_on, wire_due
from plandesk.domain.remittance import reference_for
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.documents import issue_proforma
from plandesk.services.fulfilment import record
from plandesk.services.notifications import wire_requested
from plandesk.services.ports import BankAccount, Ports, UnitOfWork
from plandesk.services.settlement import list_money, move_order


@dataclass(frozen=True, slots=True)
class WireInstructions:
    """What a buyer tells the bank.

    The money is asked for by `due`, and counts from the order day then; up to `honoured_until` it still pays the order
    at its price, counting from its arrival (R5).
    """

    account: BankAccount
    reference: str
    amount: Money
    due: date
    honoured_until: date


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day of the working week on which the banks are closed."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class LastSafeWire:
    """The latest `day` to order and send a wire so that it `arrives_on` a covered day.

    `holidays` are those from then to the end of the cover, oldest first; may be empty.
    """

    day: date
    arrives_on: date
    holidays: tuple[Holiday, ...]

    def in_time(self, today: date) -> bool:
        """Tell whether a wire that is ordered and sent today arrives on a covered day."""
        return today <= self.day


def last_safe_wire(end: date, *, ports: Ports) -> LastSafeWire:
    """Return the last safe day of a wire for cover that ends at `end` (exclusive), and what stands in its way (R5)."""
    calendar, count = ports.business_days, ports.catalogue.rules.wire_business_days
    sent = last_safe_day(end, count, calendar.is_business_day)
    days = (sent + timedelta(days=passed) for passed in range((end - sent).days))
    holidays = tuple(Holiday(day, name) for day in days if (name := calendar.holiday(day)))
    return LastSafeWire(sent, add_business_days(sent, count, calendar.is_business_day), holidays)


def last_safe_wire_day(end: date, *, ports: Ports) -> date:
    """Return the latest day to order and send a wire for cover that ends at `end` (exclusive) (R5)."""
    return last_safe_wire(end, ports=ports).day


def wire_instructions(order: Order, bank: BankAccount, catalogue: Catalogue) -> WireInstructions:
    """Return the instructions for paying an order by wire."""
    return WireInstructions(
        account=bank,
        reference=reference_for(order.number),
        amount=order.total,
        due=wire_due(catalogue.rules, order.ordered_on),
        honoured_until=wire_closes(catalogue.rules, order.ordered_on),
    )


def open_wire(unit: UnitOfWork, order: Order, attempt: Attempt, *, ports: Ports) -> tuple[Attempt, Order]:
    """Let an order wait for a wire: it stays open until money of R5's last day is booked; instructions are mailed."""
    if ports.bank is None:
        raise ValueError("a wire is offered without a bank account")
    catalogue = ports.editions(order.catalogue_version)
    instructions = wire_instructions(order, ports.bank, catalogue)
    # Staff may book the last day's money some days later; the value date, not the booking, decides (R5).
    last = instructions.honoured_until + timedelta(days=catalogue.rules.wire_booking_days)
    closes = end_of(last, catalogue.rules.time_zone)
    attempt = replace(attempt.on("start"), expires_at=closes)
    unit.payments.save_attempt(attempt)
    order = replace(order, expires_at=max(order.expires_at, closes))
    unit.orders.save(order)
    mail = wire_requested(order, instructions, catalogue, ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now(), order.id)
    issue_proforma(unit, order, ports=ports)
    return attempt, order


def confirm_wire(
    number: str, amount: Money, received_on: date, bank_reference: str, *, staff: str, ports: Ports
) -> Order:
    """Book a wire that staff found at the bank, and let it pay its order.

    `received_on` is the bank's value date. Money that cannot pay the order stays booked and goes on the list for staff.

    Raises:
        OrderNotFound: there is no such order.
        WireRefused: the amount is not above zero, the money is booked already, is dated ahead, comes too late, or
            differs in amount or currency; the fact `reason` says which.
    """
    if amount.minor <= 0:
        raise WireRefused(reason="no-money", number=number)
    with ports.uow() as unit:
        order = unit.orders.by_number(number, lock=True)
        if order is None:
            raise OrderNotFound(order=number)
        rules = ports.editions(order.catalogue_version).rules
        if received_on > ports.clock.today(rules.time_zone):
            raise WireRefused(reason="dated-ahead", number=number)
        entry = _entry(order, amount, received_on, bank_reference, ports)
        if not unit.payments.book(entry):
            raise WireRefused(reason="already-booked", number=number)
        record(unit, order, "wire_booked", staff, ports.clock.now(), reference=bank_reference, amount=str(amount.minor))
        reason = _apply_wire(unit, order, entry, wire_counts_on(rules, order.ordered_on, received_on), ports)
        unit.commit()
    if reason is not None:
        raise WireRefused(reason=reason, number=number)
    with ports.uow(read_only=True) as unit:
        return unit.orders.by_id(order.id) or order


def end_of(day: date, time_zone: str) -> datetime:
    """Return the moment a calendar day ends in a time zone, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(time_zone)).astimezone(UTC)


def _entry(order: Order, amount: Money, received_on: date, bank_reference: str, ports: Ports) -> LedgerEntry:
    line = f"{bank_reference}|{received_on.isoformat()}|{amount.minor}|{amount.currency}"
    return LedgerEntry(
        id=ports.ids.new_id(),
        method="wire",
        payment_ref=hashlib.sha256(line.encode()).hexdigest(),
        order_id=order.id,
        attempt_id=None,
        amount=amount,
        on=received_on,
        recorded_at=ports.clock.now(),
    )


def _apply_wire(
    unit: UnitOfWork, order: Order, entry: LedgerEntry, counted_on: date | None, ports: Ports
) -> str | None:
    now = ports.clock.now()
    attempt = next((each for each in unit.payments.attempts_of(order.id) if each.method == "wire"), None)
    if attempt is None:  # The buyer wired without asking for instructions here.
        attempt = Attempt(ports.ids.new_id(), order.id, "wire", "pending", order.total, now, order.expires_at)
        unit.payments.add_attempt(attempt)
    paid = Paid(attempt.id, "wire", entry.amount, now, entry.on, counted_on or entry.on)
    if counted_on is None:
        kind: ReviewKind = "early" if entry.on < order.ordered_on else "late"
        list_money(unit, kind, order, paid, entry=entry, ports=ports)
        return kind
    problem = move_order(unit, order, paid, entry=entry, ports=ports)
    if problem is None:
        unit.payments.save_attempt(replace(attempt.on("capture"), payment_ref=entry.payment_ref))
    return problem
