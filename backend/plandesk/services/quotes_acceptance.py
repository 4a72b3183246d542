"""Accepting a quote: the quote and its order move in one transaction, or neither does."""

from dataclasses import dataclass, replace

from plandesk.domain.errors import DuplicateKey
from plandesk.domain.money import Money
from plandesk.domain.orders import (
    Buyer,
    DatesChanged,
    Order,
    TotalChanged,
    order_expiry,
    pin_starts,
)
from plandesk.domain.pricing import Extension, Selection
from plandesk.domain.quotes import Offer, Picked, Quote, require_acceptable
from plandesk.services.chains import Redated
from plandesk.services.fulfilment import record as record_order
from plandesk.services.notifications import order_placed
from plandesk.services.orders import OrderFile, file_of, same_request, settle_nothing_owed
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes import find, offer_now, record, shown_offer
from plandesk.services.quotes_mails import quote_accepted
from plandesk.services.tax import taxed


@dataclass(frozen=True, slots=True)
class AcceptQuote:
    """A request to accept what is picked of a quote. `expected_total` and `shown` are only compared.

    `shown`, where it is told, is the digest of total and dates that the price of the pick came with.
    """

    token: str
    picked: Picked
    buyer: Buyer
    expected_total: Money
    idempotency_key: str
    request_digest: str
    shown: str | None = None


def accept_quote(request: AcceptQuote, *, ports: Ports) -> OrderFile:
    """Turn what is picked of a quote into an order that awaits payment, at the quote's prices.

    The quote is accepted and ordered in the transaction that places the order; its lines take the cover in the books
    and the dates of today. The same key with the same request gives the same order.

    Raises:
        QuoteNotFound: there is none.
        QuoteNotAcceptable: it is accepted already, closed, or has run out.
        PickRefused: the pick does not fit what is offered.
        SelectionRefused: a line may not start now, or the cover it changes was closed or suspended meanwhile.
        TaxIdRefused: the tax hangs on a VAT id, and the one that was stated is not valid.
        TotalChanged: the buyer was shown another total.
        DatesChanged: the buyer was shown other dates.
        IdempotencyKeyReused: the key was used for another request.
    """
    try:
        with ports.uow() as unit:
            quote = find(unit, request.token, lock=True)
            known = unit.orders.by_idempotency_key(request.idempotency_key)
            if known is not None:
                return file_of(unit, ports, same_request(known, request.request_digest))
            file = _accept(unit, quote, request, ports)
            unit.commit()
            return file
    except DuplicateKey:
        with ports.uow(read_only=True) as unit:
            known = unit.orders.by_idempotency_key(request.idempotency_key)
            if known is None:
                raise
            return file_of(unit, ports, same_request(known, request.request_digest))


def _accept(unit: UnitOfWork, quote: Quote, request: AcceptQuote, ports: Ports) -> OrderFile:
    now = ports.clock.now()
    require_acceptable(quote, now)
    if quote.customer_id is not None:
        unit.customers.by_id(quote.customer_id, lock=True)
    offer = offer_now(unit, quote, quote.offer(request.picked), ports=ports)
    buyer = request.buyer
    breakdown = taxed(offer.breakdown, buyer.country, buyer.tax_id, ports=ports, field="buyer/tax_id")
    order = _order(quote, replace(offer, breakdown=breakdown), request, ports)
    if order.total != request.expected_total:
        raise TotalChanged(expected=request.expected_total, total=order.total)
    if request.shown is not None and request.shown != shown_offer(offer):
        raise DatesChanged(number=quote.number)
    unit.orders.add(order)
    accepted = unit.quotes.save(replace(quote.on("accept"), accepted_at=now))
    record(unit, accepted, "accepted", "buyer", now, email=order.buyer.email, total=str(order.total.minor))
    ordered = unit.quotes.save(replace(accepted.on("order"), order_id=order.id))
    record(unit, ordered, "ordered", "buyer", now, order=order.number)
    placed = record_order(unit, order, "placed", "buyer", now, total=str(order.total.minor), quote=quote.number)
    unit.outbox.put(ports.ids.new_id(), quote_accepted(ordered, order, ports.mailbox), now, order.id)
    if not order.total.minor:
        return settle_nothing_owed(unit, order, ports)
    mail = order_placed(order, ports.editions(order.catalogue_version), ports.mailbox)
    unit.outbox.put(ports.ids.new_id(), mail, now, order.id)
    return OrderFile(order, [], [placed], [], [], [], [], [], Redated(order, None, order.ordered_on))


def _order(quote: Quote, offer: Offer, request: AcceptQuote, ports: Ports) -> Order:
    edition, now = ports.editions(quote.catalogue_version), ports.clock.now()
    placed = Order(
        id=ports.ids.new_id(),
        number=ports.ids.order_number(),
        token=ports.ids.order_token(),
        state="placed",
        revision=0,
        buyer=request.buyer,
        selection=_confirmed(pin_starts(offer.selection, offer.schedules), offer),
        breakdown=offer.breakdown,
        schedules=offer.schedules,
        catalogue_version=quote.catalogue_version,
        terms_version=quote.terms_version,
        placed_at=now,
        ordered_on=ports.clock.today(edition.rules.time_zone),
        expires_at=order_expiry(edition.rules, now),
        idempotency_key=request.idempotency_key,
        request_digest=request.request_digest,
        customer_id=quote.customer_id,
        quote_id=quote.id,
    )
    return placed.on("open")


def _confirmed(selection: Selection, offer: Offer) -> Selection:
    """Note in each line the days it gives up: whoever accepts a quote accepts the dates it shows (R2)."""
    given_up = {each.position: each.chosen.days_given_up for each in offer.schedules}
    lines = tuple(
        replace(line, confirmed_days_given_up=given_up[position] or None) if isinstance(line, Extension) else line
        for position, line in enumerate(selection.lines)
    )
    return replace(selection, lines=lines)
