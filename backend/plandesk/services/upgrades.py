"""Unpaid upgrades, priced anew when use of the terms they close is recorded (R9)."""

from collections.abc import Sequence
from dataclasses import replace

from plandesk.domain.orders import Order, TotalChanged
from plandesk.domain.pricing import Fee, Selection, Upgrade, price, with_tax
from plandesk.services.chains import unused_of
from plandesk.services.fulfilment import record
from plandesk.services.notifications import total_recomputed
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.settlement import abandon


def hold_upgrades(unit: UnitOfWork, customer_id: str) -> Sequence[Order]:
    """Lock the unpaid orders of a customer that upgrade a term; a quote's price holds whatever is used meanwhile.

    Whoever records use asks this before locking the customer: orders are locked first, everywhere.
    """
    held = []
    for each in unit.orders.of_customer(customer_id):
        if (
            each.state == "awaiting_payment"
            and each.quote_id is None
            and any(isinstance(line, Upgrade) for line in each.selection.lines)
        ):
            order = unit.orders.by_id(each.id, lock=True)
            if order is not None and order.state == "awaiting_payment":
                held.append(order)
    return held


def recompute_credits(unit: UnitOfWork, held: Sequence[Order], *, ports: Ports) -> None:
    """Price unpaid upgrades anew after use of their terms was recorded or corrected (R9); the caller commits.

    Another total closes the pay pages opened for the old one, and the buyer is told by mail. An order whose payment is
    on its way keeps its price: that money was asked for before.
    """
    for order in held:
        attempts = unit.payments.attempts_of(order.id)
        if any(each.in_flight and each.is_open for each in attempts):
            continue
        catalogue = ports.editions(order.catalogue_version)
        lines = tuple(
            replace(line, unused=unused_of(unit, line.closing, catalogue, ports=ports))
            if isinstance(line, Upgrade)
            else line
            for line in order.selection.lines
        )
        if lines != order.selection.lines:
            _reprice(unit, order, replace(order.selection, lines=lines), ports)


def require_current_credit(unit: UnitOfWork, order: Order, *, ports: Ports) -> TotalChanged | None:
    """Price an unpaid upgrade anew before it is paid, should use have slipped past its placing (R9).

    The caller holds the order's row; the customer's is taken here. Returns the refusal to raise once the new total is
    committed, or None where the total holds.
    """
    if (
        order.customer_id is None
        or order.quote_id is not None
        or not any(isinstance(line, Upgrade) for line in order.selection.lines)
    ):
        return None
    unit.customers.by_id(order.customer_id, lock=True)
    recompute_credits(unit, [order], ports=ports)
    now = unit.orders.by_id(order.id)
    if now is None or now.total == order.total:
        return None
    return TotalChanged(expected=order.total, total=now.total)


def _reprice(unit: UnitOfWork, order: Order, selection: Selection, ports: Ports) -> None:
    catalogue, before, now = ports.editions(order.catalogue_version), order.total, ports.clock.now()
    fees = [Fee(line.position, line.rules[0], line.total) for line in order.breakdown.lines if line.kind == "fee"]
    rules = {line.position: line.rules[0] for line in order.breakdown.lines if line.kind in ("extension", "upgrade")}
    breakdown = price(catalogue, selection, order.ordered_on, fees, rules)
    if order.breakdown.tax is not None:
        breakdown = with_tax(breakdown, order.breakdown.tax.on(breakdown.net))
    order = replace(order, selection=selection, breakdown=breakdown)
    unit.orders.save(order)
    if order.total == before:
        return
    for attempt in unit.payments.attempts_of(order.id):
        if attempt.may_still_pay:
            abandon(unit, order, attempt, ports)
            # Its page still asks for the old total: the worker's next round shuts it, however lately it was opened.
            unit.payments.mark_polled(attempt.id, now - ports.poll_after)
    record(unit, order, "credit_recomputed", "system", now, was=str(before.minor), now=str(order.total.minor))
    unit.outbox.put(ports.ids.new_id(), total_recomputed(order, before, catalogue, ports.mailbox), now, order.id)
