"""Cancelling an unpaid order: at the buyer's wish, or by staff who say why."""

from collections.abc import Callable

from plandesk.domain.orders import Order
from plandesk.domain.payments import require_none_in_flight
from plandesk.domain.reasons import read_reason
from plandesk.services.books.audit import AuditRow
from plandesk.services.fulfilment import record
from plandesk.services.orders import find, find_by_number, stop_waiting_for_wires
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.settlement import give_up

FindOrder = Callable[[UnitOfWork, bool], Order]


def cancel_order(token: str, *, ports: Ports) -> Order:
    """Cancel an unpaid order at the buyer's wish; cancelling again changes nothing.

    Pay pages still open at a provider are shut first; money that comes all the same is listed.

    Raises:
        OrderNotFound: there is none.
        OrderMoveRefused: it is paid or otherwise past cancelling.
        PaymentInFlight: a payment is on its way.
    """
    return _cancel(lambda unit, lock: find(unit, token, lock=lock), "buyer", None, ports)


def cancel_as_staff(number: str, *, staff: str, reason: str, ports: Ports) -> Order:
    """Cancel an unpaid order by the hand of staff, as `cancel_order` does.

    Raises:
        ReasonMissing: nothing says why.
        OrderNotFound: there is none.
        OrderMoveRefused: it is paid or otherwise past cancelling.
        PaymentInFlight: a payment is on its way.
    """
    return _cancel(lambda unit, lock: find_by_number(unit, number, lock=lock), staff, read_reason(reason), ports)


def _cancel(find_it: FindOrder, actor: str, reason: str | None, ports: Ports) -> Order:
    with ports.uow(read_only=True) as unit:
        open_pages = [each for each in unit.payments.attempts_of(find_it(unit, False).id) if each.may_still_pay]
    for attempt in open_pages:
        give_up(attempt, ports=ports)
    with ports.uow() as unit:
        order = find_it(unit, True)
        require_none_in_flight(order, unit.payments.attempts_of(order.id))
        cancelled = order.on("cancel")
        if cancelled is not order:
            now, why = ports.clock.now(), {"reason": reason} if reason else {}
            unit.orders.save(cancelled)
            record(unit, cancelled, "cancelled", actor, now, **why)
            stop_waiting_for_wires(unit, cancelled, "abandon")
            if reason is not None:
                was, now_is = ({"state": str(each.state)} for each in (order, cancelled))
                row = AuditRow(now, actor, "order_cancelled", f"order:{order.number}", was, now_is, reason)
                unit.audit.add(row)
            unit.commit()
        return cancelled
