"""Gives wired money from the list for staff to the orders it was meant for."""

from collections.abc import Mapping
from operator import attrgetter

from plandesk.domain.money import Money, total
from plandesk.domain.orders import Order
from plandesk.domain.payments import ReviewItem
from plandesk.domain.wires import SplitRefused, require_split
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.claims import lock_customers
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.reviews import ReviewNotFound, close_review, find_review, list_rest
from plandesk.services.wire_money import take_wire, wire_entry


def use_listed_money(
    review_id: str, parts: Mapping[str, Money], *, reason: str, staff: str, ports: Ports
) -> ReviewItem:
    """Give money that is held by an item of the list to unpaid orders, by number; what is left of it is listed anew.

    The bank's value date goes with the money. A person decides here, so a late date keeps it from nothing.

    Raises:
        ReviewNotFound: there is no such item.
        ReviewClosed: somebody was faster.
        SplitRefused: the item holds no wired money, an order does not await money in its currency, or the parts come
            to more than there is; the fact `reason` says which.
    """
    with ports.uow() as unit:
        orders = _lock(unit, review_id, parts)
        item = find_review(unit, review_id)
        held, source = _held(unit, item)
        if any(each.state in ("requested", "pending") for each in unit.payments.refunds_of_review(item.id)):
            raise SplitRefused(reason="on-its-way")
        given = total(parts.values(), held.currency) if _one_currency(parts, held) else held
        require_split(given if given < held else held, parts)
        for number in parts:
            _require_open(orders.get(number), held)
        lock_customers(unit, orders.values())
        _move(unit, item, source, -given, None, ports, to="out")
        for number, amount in parts.items():
            order = orders[number]
            entry = _move(unit, item, source, amount, order, ports, to=number)
            take_wire(unit, order, entry, f"list:{item.id}", staff=staff, ports=ports, decided=True)
        rest = held - given
        if rest.minor:
            list_rest(unit, item, rest, item.detail, ports=ports)
        closed = close_review(unit, item, "used", staff=staff, reason=reason, did=" ".join(parts), ports=ports)
        unit.commit()
    return closed


def _lock(unit: UnitOfWork, review_id: str, parts: Mapping[str, Money]) -> dict[str, Order]:
    """Lock the orders in one order, that of the item among them, so that two people never wait for each other."""
    found = unit.reviews.by_id(review_id)
    if found is None:
        raise ReviewNotFound(review=review_id)
    own = unit.orders.by_id(found.order_id) if found.order_id else None
    known = [order for number in parts if (order := unit.orders.by_number(number))]
    wanted = {order.number: order for order in ([own, *known] if own else known)}
    locked = (
        unit.orders.by_number(order.number, lock=True) for order in sorted(wanted.values(), key=attrgetter("number"))
    )
    return {order.number: order for order in locked if order}


def _held(unit: UnitOfWork, item: ReviewItem) -> tuple[Money, LedgerEntry]:
    source = unit.payments.entry(item.entry_id) if item.entry_id else None
    if item.held is None or source is None or source.method != "wire":
        raise SplitRefused(reason="holds-nothing")
    return item.held, source


def _one_currency(parts: Mapping[str, Money], held: Money) -> bool:
    return all(part.currency == held.currency for part in parts.values())


def _require_open(order: Order | None, held: Money) -> None:
    if order is None:
        raise SplitRefused(reason="no-order")
    if order.total.currency != held.currency:
        raise SplitRefused(reason="order-currency")
    if order.state != "awaiting_payment":
        raise SplitRefused(reason="not-open")


def _move(
    unit: UnitOfWork,
    item: ReviewItem,
    source: LedgerEntry,
    amount: Money,
    order: Order | None,
    ports: Ports,
    *,
    to: str,
) -> LedgerEntry:
    owner = item.order_id if order is None else order.id
    entry = wire_entry(f"list:{item.id}:{to}", amount, source.on, owner, ports=ports, source_id=source.id)
    if not unit.payments.book(entry):
        raise LookupError(f"the money of {item.id} was moved before")
    return entry
