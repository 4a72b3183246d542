"""Placing, reading, reconfirming and expiring orders."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from plandesk.domain.coverage import BookedTerm
from plandesk.domain.customers import Contact, Customer
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.money import Money
from plandesk.domain.orders import (
    LOST,
    Buyer,
    BuyerNeeded,
    IdempotencyKeyReused,
    NothingToReconfirm,
    Order,
    OrderNotFound,
    OrderOvertaken,
    Paid,
    PayerRefused,
    Proposal,
    TermsChanged,
    TotalChanged,
    correct_ends,
    order_expiry,
    pin_starts,
    propose,
    require_confirmed_starts,
)
from plandesk.domain.payments import Attempt, AttemptEvent, Refund, ReviewItem, ReviewKind
from plandesk.domain.pricing import Selection
from plandesk.services.books.notices import Message
from plandesk.services.books.orders import OrderEventRow
from plandesk.services.books.payments import LedgerEntry
from plandesk.services.books.terms import IncidentUnits
from plandesk.services.chains import Redated, date_as_if_paid_today, redate, require_current
from plandesk.services.fulfilment import fulfil, record
from plandesk.services.notifications import order_placed, order_prepared
from plandesk.services.part_payments import PartPayments, part_payments
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes_guard import quote_stands
from plandesk.services.settlement import move_order
from plandesk.services.tax import taxed


@dataclass(frozen=True, slots=True)
class PlaceOrder:
    """A request to order. `expected_total` is only compared, never used; `request_digest` is of the whole request.

    `prepared_by` names the contact who prepared it for the buyer to pay.
    """

    selection: Selection
    buyer: Buyer
    terms_version: str
    expected_total: Money
    idempotency_key: str
    request_digest: str
    customer_id: str | None = None
    prepared_by: str | None = None


@dataclass(frozen=True, slots=True)
class OrderFile:
    """An order with everything in the books about it; attempts newest first, history oldest first.

    While it is unpaid, `now` is the order dated as if it were paid today, with what may have overtaken it.
    """

    order: Order
    attempts: Sequence[Attempt]
    history: Sequence[OrderEventRow]
    ledger: Sequence[LedgerEntry]
    refunds: Sequence[Refund]
    reviews: Sequence[ReviewItem]
    terms: Sequence[BookedTerm]
    incidents: Sequence[IncidentUnits]
    now: Redated | None = None
    quote_stands: bool = True
    """Whether the quote it was made from, if any, stands behind it."""

    @property
    def shown(self) -> Order:
        """Return the order with the dates that a buyer is shown."""
        return self.now.order if self.now else self.order

    @property
    def part_paid(self) -> Money:
        """Return what came by wire and waits for the rest of the price; 0 where nothing does."""
        return self._parts.amount

    @property
    def held(self) -> Sequence[Money]:
        """Return what the list for staff holds of this order's money, beside part payments: one amount a currency."""
        sums = Counter[str]()
        for held in (item.held for item in self._stuck):
            if held is not None:
                sums[held.currency] += held.minor
        return [Money(minor, currency) for currency, minor in sorted(sums.items())]

    @property
    def held_because(self) -> Sequence[ReviewKind]:
        """Return why money could not pay the order, each reason once, oldest first."""
        return list(dict.fromkeys(item.kind for item in self._stuck if item.held is not None))

    @property
    def returned(self) -> Sequence[Money]:
        """Return what could not pay the order and has gone back, oldest first."""
        back = [each for each in self.refunds if each.review_id is not None and each.state == "succeeded"]
        return [each.amount for each in sorted(back, key=lambda refund: refund.created_at)]

    @property
    def dispute(self) -> Literal["open", "lost"] | None:
        """Tell whether its payment is in dispute or was lost in one; None where it stands."""
        told = [each.event.removeprefix("dispute_") for each in self.history if each.event.startswith("dispute_")]
        if "lost" in told:
            return "lost"
        return "open" if told and told[-1] != "won" else None

    @property
    def _parts(self) -> PartPayments:
        return part_payments(self.order, self.reviews, self.ledger, self.refunds)

    @property
    def _stuck(self) -> Sequence[ReviewItem]:
        return [item for item in self.reviews if item not in self._parts.items]


def preview(
    selection: Selection,
    *,
    ports: Ports,
    country: str | None = None,
    tax_id: str | None = None,
    field: str = "tax_id",
) -> Proposal:
    """Price and date a selection as if it were ordered and paid now, with tax where the buyer's country is known.

    Raises:
        SelectionRefused: a line may not be bought as it stands.
        TaxIdRefused: the tax hangs on a tax id that is not right; `field` is where it was stated.
    """
    catalogue = ports.catalogue
    proposal = propose(catalogue, selection, ports.clock.today(catalogue.rules.time_zone))
    return replace(proposal, breakdown=taxed(proposal.breakdown, country, tax_id, ports=ports, field=field))


def place_order(request: PlaceOrder, *, ports: Ports) -> OrderFile:
    """Turn a selection into an order that awaits payment; the same key with the same request gives the same order.

    What the books hold of a new order is known without reading it back.

    Raises:
        SelectionRefused: a line may not be bought, or gives up days that were not confirmed.
        TermsChanged: the buyer accepted another version of the terms.
        TotalChanged: the buyer was shown another total.
        TaxIdRefused: the tax hangs on a tax id that is not right.
        CoverChanged: the cover of an installation is no longer as it was shown.
        IdempotencyKeyReused: the key was used for another request.
    """
    try:
        with ports.uow() as unit:
            known = unit.orders.by_idempotency_key(request.idempotency_key)
            if known is not None:
                return file_of(unit, ports, same_request(known, request.request_digest))
            if request.customer_id is not None:
                unit.customers.by_id(request.customer_id, lock=True)
            require_current(unit, request.selection, ports=ports)
            order = _new_order(request, ports)
            unit.orders.add(order)
            placed = _record_placed(unit, order, request.prepared_by)
            if not order.total.minor:
                file = settle_nothing_owed(unit, order, ports)
                unit.commit()
                return file
            mail = _order_mail(order, request.prepared_by, ports)
            unit.outbox.put(ports.ids.new_id(), mail, order.placed_at, order.id)
            unit.commit()
            return OrderFile(order, [], [placed], [], [], [], [], [], Redated(order, None, order.ordered_on))
    except DuplicateKey:
        with ports.uow(read_only=True) as unit:
            known = unit.orders.by_idempotency_key(request.idempotency_key)
            if known is None:
                raise
            return file_of(unit, ports, same_request(known, request.request_digest))


def read_order(token: str, *, ports: Ports) -> OrderFile:
    """Read an order by its address.

    Raises:
        OrderNotFound: there is none.
    """
    with ports.uow(read_only=True) as unit:
        return file_of(unit, ports, find(unit, token))


def read_order_by_number(number: str, *, ports: Ports) -> OrderFile:
    """Read an order by the number people quote, for staff.

    Raises:
        OrderNotFound: there is none.
    """
    with ports.uow(read_only=True) as unit:
        return file_of(unit, ports, _found(unit.orders.by_number(number), number))


def buyer_of(customer: Customer, contact: Contact, country: str | None) -> Buyer:
    """Return a contact as the buyer of an order; `country` stands in where the books know none.

    Raises:
        BuyerNeeded: no country is known.
        PayerRefused: the contact may not order.
    """
    if not contact.may("order"):
        raise PayerRefused(id=contact.id)
    where = customer.country or country
    if where is None:
        raise BuyerNeeded
    return Buyer(
        customer.name, contact.name, contact.email, where, tax_id=customer.tax_id, invoice_email=customer.invoice_email
    )


def list_orders(customer_id: str, *, ports: Ports) -> Sequence[Order]:
    """List a customer's orders, newest first; may be empty."""
    with ports.uow(read_only=True) as unit:
        return unit.orders.of_customer(customer_id)


def reconfirm(token: str, revision: int, *, ports: Ports) -> Order:
    """Accept the dates that staff corrected, and fulfil the order by them (rule R17).

    Raises:
        OrderNotFound: there is none.
        NothingToReconfirm: no correction stands, or another one than the buyer saw.
        OrderOvertaken: a term it upgrades was closed in another way meanwhile.
    """
    with ports.uow() as unit:
        order = find(unit, token, lock=True)
        correction = order.correction
        if order.state != "awaiting_approval" or correction is None or correction.revision != revision:
            raise NothingToReconfirm(number=order.number)
        selection = correct_ends(order.selection, dict(correction.ends))
        order, overtaken, _ = redate(unit, replace(order, selection=selection, correction=None), ports=ports)
        if overtaken in LOST:
            raise OrderOvertaken(number=order.number, reason=overtaken)
        record(unit, order, "reconfirmed", "buyer", ports.clock.now())
        order = fulfil(unit, order, "buyer", ports=ports)
        unit.commit()
        return order


def expire_orders(*, ports: Ports, limit: int = 100) -> int:
    """Close unpaid orders that have run out; returns how many."""
    now = ports.clock.now()
    with ports.uow() as unit:
        expired = 0
        for each in unit.orders.unpaid_past(now, limit):
            # Read again under its lock: money may have come, or a wire been chosen, since the list was read.
            order = unit.orders.by_id(each.id, lock=True)
            if order is None or order.state != "awaiting_payment" or order.expires_at > now:
                continue
            order = order.on("expire")
            unit.orders.save(order)
            record(unit, order, "expired", "system", now)
            stop_waiting_for_wires(unit, order, "expire")
            expired += 1
        if expired:
            unit.commit()
        return expired


def find(unit: UnitOfWork, token: str, *, lock: bool = False) -> Order:
    """Find an order by its address.

    Raises:
        OrderNotFound: there is none.
    """
    return _found(unit.orders.by_token(token, lock=lock), token)


def find_by_number(unit: UnitOfWork, number: str, *, lock: bool = False) -> Order:
    """Find an order by the number people quote.

    Raises:
        OrderNotFound: there is none.
    """
    return _found(unit.orders.by_number(number, lock=lock), number)


def stop_waiting_for_wires(unit: UnitOfWork, order: Order, event: AttemptEvent) -> None:
    """End open wires with their order; no provider does that for them."""
    for attempt in unit.payments.attempts_of(order.id):
        if attempt.method == "wire" and attempt.is_open:
            unit.payments.save_attempt(attempt.on(event))


def _found(order: Order | None, name: str) -> Order:
    if order is None:
        raise OrderNotFound(order=name)
    return order


def file_of(unit: UnitOfWork, ports: Ports, order: Order) -> OrderFile:
    """Return an order with everything in the books about it."""
    unpaid = order.state == "awaiting_payment"
    return OrderFile(
        now=date_as_if_paid_today(unit, order, ports=ports) if unpaid else None,
        order=order,
        attempts=unit.payments.attempts_of(order.id),
        history=unit.orders.history(order.id),
        ledger=unit.payments.ledger_of(order.id),
        refunds=unit.payments.refunds_of(order.id),
        reviews=unit.reviews.of_order(order.id),
        terms=unit.terms.terms_of(order.id),
        incidents=unit.terms.incidents_of(order.id),
        quote_stands=quote_stands(unit, order),
    )


def _record_placed(unit: UnitOfWork, order: Order, prepared_by: str | None) -> OrderEventRow:
    facts = {"total": str(order.total.minor), **({"by": prepared_by} if prepared_by else {})}
    return record(unit, order, "prepared" if prepared_by else "placed", "buyer", order.placed_at, **facts)


def _order_mail(order: Order, prepared_by: str | None, ports: Ports) -> Message:
    if prepared_by is None:
        return order_placed(order, ports.catalogue, ports.mailbox)
    return order_prepared(order, prepared_by, ports.catalogue, ports.mailbox)


def settle_nothing_owed(unit: UnitOfWork, order: Order, ports: Ports) -> OrderFile:
    """Let an order that comes to 0 be paid by the credit that covers it: the ledger names it (R9).

    The caller commits.
    """
    today = order.ordered_on
    entry = LedgerEntry(
        id=ports.ids.new_id(),
        method="credit",
        payment_ref=f"credit:{order.id}",
        order_id=order.id,
        attempt_id=None,
        amount=order.total,
        on=today,
        recorded_at=order.placed_at,
    )
    unit.payments.book(entry)
    paid = Paid(None, "credit", order.total, order.placed_at, today, today)
    move_order(unit, order, paid, entry=entry, ports=ports)
    return file_of(unit, ports, _found(unit.orders.by_id(order.id), order.id))


def same_request(known: Order, request_digest: str) -> Order:
    """Return the order that a key placed, if it was asked for by the same request.

    Raises:
        IdempotencyKeyReused: it was another one.
    """
    if known.request_digest != request_digest:
        raise IdempotencyKeyReused(key=known.idempotency_key)
    return known


def _new_order(request: PlaceOrder, ports: Ports) -> Order:
    catalogue, ids = ports.catalogue, ports.ids
    if request.terms_version != catalogue.version:
        raise TermsChanged(accepted=request.terms_version, current=catalogue.version)
    buyer = request.buyer
    proposal = preview(request.selection, ports=ports, country=buyer.country, tax_id=buyer.tax_id, field="buyer/tax_id")
    require_confirmed_starts(proposal, request.selection)
    if proposal.breakdown.total != request.expected_total:
        raise TotalChanged(expected=request.expected_total, total=proposal.breakdown.total)
    now = ports.clock.now()
    placed = Order(
        id=ids.new_id(),
        number=ids.order_number(),
        token=ids.order_token(),
        state="placed",
        revision=0,
        buyer=buyer,
        selection=pin_starts(request.selection, proposal.schedules),
        breakdown=proposal.breakdown,
        schedules=proposal.schedules,
        catalogue_version=catalogue.version,
        terms_version=request.terms_version,
        placed_at=now,
        ordered_on=proposal.breakdown.priced_on,
        expires_at=order_expiry(catalogue.rules, now),
        idempotency_key=request.idempotency_key,
        request_digest=request.request_digest,
        customer_id=request.customer_id,
    )
    return placed.on("open")
