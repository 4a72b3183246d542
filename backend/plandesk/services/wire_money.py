"""Wires that have come: each is booked once, and pays its order, is held for it, or waits for a person."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from plandesk.domain.bank_lines import own_reference, wire_digest
from plandesk.domain.money import Money
from plandesk.domain.orders import Order, OrderNotFound, Paid
from plandesk.domain.payments import Attempt, ReviewItem, WireRefused
from plandesk.domain.wires import LISTED, Verdict, WireJudgement, judge_wire, owed
from plandesk.services.arrivals import free_name
from plandesk.services.books.arrivals import Arrival
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.fulfilment import record
from plandesk.services.notifications import wire_short
from plandesk.services.part_payments import PartPayments, part_payments_of
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes_guard import quote_stands
from plandesk.services.reviews import close_review
from plandesk.services.settlement import list_money, move_order
from plandesk.services.wires import wait_ends, wire_instructions
from plandesk.text.wires_en import REST_CAME


@dataclass(frozen=True, slots=True)
class WireEntry:
    """A wire that was entered by hand: its order as it is now, and what the money did."""

    order: Order
    judgement: WireJudgement


def enter_wire(
    number: str,
    amount: Money,
    received_on: date,
    bank_reference: str,
    *,
    expected: Verdict | None = None,
    staff: str,
    ports: Ports,
) -> WireEntry:
    """Book a wire that staff found at the bank, and let it do what its amount and date allow.

    `received_on` is the bank's value date. Money that does not pay the order is booked too: too little is held for it
    and its buyer is told what is missing, everything else goes on the list for staff. `expected` is the verdict that
    was shown before: under another one nothing is booked.

    Raises:
        OrderNotFound: there is no such order.
        WireRefused: nothing was booked, since the amount is not above zero, the value date lies ahead, the line of
            the bank is booked already, or its verdict is another than `expected`; the fact `reason` says which.
    """
    if amount.minor <= 0:
        raise WireRefused(reason="no-money", number=number)
    with ports.uow() as unit:
        order = unit.orders.by_number(number, lock=True)
        if order is None:
            raise OrderNotFound(order=number)
        if received_on > ports.clock.today(ports.editions(order.catalogue_version).rules.time_zone):
            raise WireRefused(reason="dated-ahead", number=number)
        name = free_name(unit, wire_digest(bank_reference, received_on, amount))
        entry = None if name is None else wire_entry(name, amount, received_on, order.id, ports=ports)
        if entry is None or not unit.payments.book(entry):
            raise WireRefused(reason="already-booked", number=number)
        unit.arrivals.add(Arrival(entry.id, own_reference(bank_reference)))
        judgement = take_wire(unit, order, entry, bank_reference, staff=staff, ports=ports)
        if expected is not None and judgement.verdict != expected:
            raise WireRefused(reason="changed", number=number)
        after = unit.orders.by_id(order.id) or order
        _note(unit, order, after, entry, bank_reference, judgement, staff, ports)
        unit.commit()
    return WireEntry(after, judgement)


def confirm_wire(
    number: str, amount: Money, received_on: date, bank_reference: str, *, staff: str, ports: Ports
) -> Order:
    """Enter a wire and return its order, paid or still short; for callers that expect nothing else.

    Raises:
        OrderNotFound: there is no such order.
        WireRefused: nothing was booked, or the money is booked and waits for a person; the fact `reason` says why.
    """
    entered = enter_wire(number, amount, received_on, bank_reference, staff=staff, ports=ports)
    require_taken(entered)
    return entered.order


def require_taken(entered: WireEntry) -> None:
    """Insist that a wire paid its order, or is held for it.

    Raises:
        WireRefused: the money is booked and waits for a person; the fact `reason` says why.
    """
    verdict = entered.judgement.verdict
    if not entered.judgement.pays and verdict != "short":
        raise WireRefused(reason=LISTED[verdict], number=entered.order.number)


def wire_entry(
    payment_ref: str, amount: Money, on: date, order_id: str | None, *, ports: Ports, source_id: str | None = None
) -> LedgerEntry:
    """Return a ledger entry of wired money."""
    return LedgerEntry(
        id=ports.ids.new_id(),
        method="wire",
        payment_ref=payment_ref,
        order_id=order_id,
        attempt_id=None,
        amount=amount,
        on=on,
        recorded_at=ports.clock.now(),
        source_id=source_id,
    )


def take_wire(
    unit: UnitOfWork,
    order: Order,
    entry: LedgerEntry,
    bank_reference: str,
    *,
    staff: str,
    ports: Ports,
    decided: bool = False,
    tell: bool = True,
) -> WireJudgement:
    """Let booked money do what it does for its order; the caller holds the order's lock, has booked it, and commits.

    `decided` is money from the list that a person gives to an order: its date keeps it from nothing. Where the caller
    does not `tell` the buyer what is still missing, it calls `tell_short` once all money it has is booked.
    """
    now, rules = ports.clock.now(), ports.editions(order.catalogue_version).rules
    facts = {"reference": bank_reference, "amount": str(entry.amount.minor)}
    record(unit, order, "wire_booked", staff, now, **facts)
    parts = part_payments_of(unit, order)
    stands = quote_stands(unit, order)
    judged = judge_wire(
        rules, owed(order), parts.amount, entry.amount, entry.on, parts.latest, decided=decided, stands=stands
    )
    attempt = _wire_attempt(unit, order, now, ports)
    if judged.counted_on is not None and judged.pays:
        _pay(unit, order, entry, judged, judged.counted_on, parts, attempt, staff, ports)
    elif judged.verdict == "short":
        _hold(unit, order, entry, judged, attempt, ports)
        if tell:
            tell_short(unit, order, ports=ports)
    else:
        paid = Paid(attempt.id, "wire", entry.amount, now, entry.on, entry.on)
        list_money(unit, LISTED[judged.verdict], order, paid, entry=entry, ports=ports)
    return judged


def _wire_attempt(unit: UnitOfWork, order: Order, now: datetime, ports: Ports) -> Attempt:
    attempt = next((each for each in unit.payments.attempts_of(order.id) if each.method == "wire"), None)
    if attempt is None:  # The buyer wired without asking for instructions here.
        attempt = Attempt(ports.ids.new_id(), order.id, "wire", "pending", order.total, now, order.expires_at)
        unit.payments.add_attempt(attempt)
    return attempt


def _pay(
    unit: UnitOfWork,
    order: Order,
    entry: LedgerEntry,
    judged: WireJudgement,
    counted_on: date,
    parts: PartPayments,
    attempt: Attempt,
    staff: str,
    ports: Ports,
) -> None:
    now, last = ports.clock.now(), max(entry.on, parts.latest or entry.on)
    for item in parts.items:  # What was held has become a part of the price.
        close_review(unit, item, "used", staff=staff, reason=REST_CAME, did=order.number, ports=ports)
    if judged.written_off.minor:
        _write_off(unit, order, entry, judged.written_off, attempt, staff, ports)
    paid = Paid(attempt.id, "wire", order.total, now, last, counted_on)
    problem = move_order(unit, order, paid, entry=entry, ports=ports)
    if problem is None:
        unit.payments.save_attempt(replace(attempt.on("capture"), payment_ref=entry.payment_ref))
    if judged.surplus.minor:
        moved = unit.orders.by_id(order.id) or order
        rest = Paid(attempt.id, "wire", judged.surplus, now, entry.on, entry.on)
        list_money(unit, "surplus", moved, rest, entry=entry, ports=ports)


def _write_off(
    unit: UnitOfWork, order: Order, entry: LedgerEntry, fee: Money, attempt: Attempt, staff: str, ports: Ports
) -> None:
    """Forgive what the banks kept: a ledger entry of its own, so that the order is paid in full in the books."""
    now = ports.clock.now()
    name = f"fee:{entry.payment_ref}:{entry.id}"
    unit.payments.book(
        LedgerEntry(ports.ids.new_id(), "write_off", name, order.id, attempt.id, fee, entry.on, now, entry.id)
    )
    record(unit, order, "fee_written_off", staff, now, amount=str(fee.minor), currency=fee.currency)
    told = {"amount": str(fee.to_decimal()), "currency": fee.currency}
    unit.audit.add(AuditRow(now, staff, "fee_written_off", f"order:{order.number}", {}, told))


def _hold(
    unit: UnitOfWork, order: Order, entry: LedgerEntry, judged: WireJudgement, attempt: Attempt, ports: Ports
) -> None:
    """Keep money that is too little for its order.

    The order then awaits the rest as it would a wire that was chosen here, whether or not the buyer did so.
    """
    now, catalogue = ports.clock.now(), ports.editions(order.catalogue_version)
    closes = wait_ends(order, catalogue)
    if not attempt.is_open:
        attempt = Attempt(ports.ids.new_id(), order.id, "wire", "pending", order.total, now, closes)
        unit.payments.add_attempt(attempt)
    unit.payments.save_attempt(replace(attempt, expires_at=max(attempt.expires_at, closes)))
    unit.orders.save(replace(order, expires_at=max(order.expires_at, closes)))
    detail = f"wire for order {order.number}, of which a part is missing"
    item = ReviewItem(ports.ids.new_id(), "short", now, order.id, attempt.id, entry.amount, detail, entry_id=entry.id)
    unit.reviews.add(item)
    facts = {"missing": str(judged.missing.minor), "currency": judged.missing.currency}
    record(unit, order, "wire_short", "system", now, **facts)


def tell_short(unit: UnitOfWork, order: Order, *, ports: Ports) -> None:
    """Tell the buyer what is missing and how to pay it, if a part of the price came and the order waits for the rest.

    The caller commits.
    """
    received = part_payments_of(unit, order).amount
    if ports.bank is None or not received.minor:
        return
    catalogue = ports.editions(order.catalogue_version)
    instructions = wire_instructions(order, ports.bank, catalogue, received=received)
    mail = wire_short(order, instructions, catalogue, ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, ports.clock.now(), order.id)


def _note(
    unit: UnitOfWork,
    before: Order,
    after: Order,
    entry: LedgerEntry,
    bank_reference: str,
    judged: WireJudgement,
    staff: str,
    ports: Ports,
) -> None:
    told = {
        "state": after.state,
        "verdict": judged.verdict,
        "amount": str(entry.amount.to_decimal()),
        "currency": entry.amount.currency,
        "received_on": entry.on.isoformat(),
        "bank_reference": bank_reference,
    }
    subject = f"order:{before.number}"
    unit.audit.add(AuditRow(ports.clock.now(), staff, "wire_entered", subject, {"state": before.state}, told))
