"""Wires: the instructions a buyer follows, and by when the money must be sent."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from plandesk.domain.business_days import add_business_days, last_safe_day
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import Attempt, wire_closes, wire_due
from plandesk.domain.remittance import reference_for
from plandesk.services.documents import issue_proforma
from plandesk.services.notifications import wire_requested
from plandesk.services.ports import BankAccount, Ports, UnitOfWork


@dataclass(frozen=True, slots=True)
class WireInstructions:
    """What a buyer tells the bank. `amount` is what is still owed once `received` has come by earlier wires.

    The money is asked for by `due`, and counts from the order day then; up to `honoured_until` it still pays the order
    at its price, counting from its arrival (R5).
    """

    account: BankAccount
    reference: str
    amount: Money
    received: Money
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


def wire_instructions(
    order: Order, bank: BankAccount, catalogue: Catalogue, received: Money | None = None
) -> WireInstructions:
    """Return the instructions for paying an order by wire, or the rest of it."""
    came = received or Money.zero(order.total.currency)
    return WireInstructions(
        account=bank,
        reference=reference_for(order.number),
        amount=order.total - came,
        received=came,
        due=wire_due(catalogue.rules, order.ordered_on),
        honoured_until=wire_closes(catalogue.rules, order.ordered_on),
    )


def open_wire(unit: UnitOfWork, order: Order, attempt: Attempt, *, ports: Ports) -> tuple[Attempt, Order]:
    """Let an order wait for a wire: it stays open until money of R5's last day is booked; instructions are mailed."""
    if ports.bank is None:
        raise ValueError("a wire is offered without a bank account")
    catalogue = ports.editions(order.catalogue_version)
    instructions = wire_instructions(order, ports.bank, catalogue)
    attempt = replace(attempt.on("start"), expires_at=wait_ends(order, catalogue))
    unit.payments.save_attempt(attempt)
    order = replace(order, expires_at=max(order.expires_at, attempt.expires_at))
    unit.orders.save(order)
    mail = wire_requested(order, instructions, catalogue, ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now(), order.id)
    issue_proforma(unit, order, ports=ports)
    return attempt, order


def wait_ends(order: Order, catalogue: Catalogue) -> datetime:
    """Return when an order that awaits a wire closes.

    Staff may book the last day's money some days later; the value date, not the booking, decides (R5).
    """
    last = wire_closes(catalogue.rules, order.ordered_on) + timedelta(days=catalogue.rules.wire_booking_days)
    return end_of(last, catalogue.rules.time_zone)


def end_of(day: date, time_zone: str) -> datetime:
    """Return the moment a calendar day ends in a time zone, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(time_zone)).astimezone(UTC)
