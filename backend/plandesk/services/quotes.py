"""Quotes as they stand: found by address, number or id, with what their page shows; and the history of what is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.customers import Customer
from plandesk.domain.errors import DuplicateKey, UnknownCurrency
from plandesk.domain.orders import IdempotencyKeyReused, Order, Proposal, propose
from plandesk.domain.pricing import Extension, Line, Refusal, Selection, SelectionRefused
from plandesk.domain.quotes import Offer, Picked, Quote, QuoteNotFound, QuoteOption, QuoteState
from plandesk.domain.quotes_offer import price_options
from plandesk.domain.terms import start_choices
from plandesk.services.books.quotes import QuoteEventRow
from plandesk.services.chains import lines_now, promise
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.tax import taxed


@dataclass(frozen=True, slots=True)
class QuoteFile:
    """A quote as its page shows it, by the clock.

    `options` are everything it offers, with the dates of an order on `dated_on`: today, while it can be accepted.
    `before` is the revision it
    replaced; `replaced_by` is an address. `order` is what it became, whose own address is not for everybody who has
    the quote's. `today` is what an expired one costs now, None where it is not sold so any more.
    """

    quote: Quote
    state: QuoteState
    options: tuple[QuoteOption, ...]
    dated_on: date
    before: Quote | None
    replaced_by: str | None
    order: Order | None
    today: Proposal | None


@dataclass(frozen=True, slots=True)
class PricedPick:
    """What a pick costs by the quote, dated as if it were accepted and paid on `dated_on`, and what it costs today.

    `dated_on` is today; that of the quote's issue where it cannot be accepted. `refused` says why an open one cannot be
    ordered as things stand today, such as an upgrade of what runs no more.
    """

    quote: Quote
    offer: Offer
    dated_on: date
    refused: Sequence[Refusal]
    today: Proposal | None


@dataclass(frozen=True, slots=True)
class DeskQuote:
    """A quote as staff see it: with its customer, its history and its revisions."""

    file: QuoteFile
    customer: Customer | None
    history: Sequence[QuoteEventRow]
    revisions: Sequence[Quote]


def read_quote(token: str, *, ports: Ports) -> QuoteFile:
    """Read a quote by its address.

    Raises:
        QuoteNotFound: there is none, or it is a draft.
    """
    with ports.uow(read_only=True) as unit:
        return _file(unit, find(unit, token), ports)


def price_pick(
    token: str, picked: Picked, *, ports: Ports, country: str | None = None, tax_id: str | None = None
) -> PricedPick:
    """Price what somebody would take of a quote, by its own prices and by those of today.

    With the buyer's country, and a tax id where it matters, both have the tax that an order would have.

    Raises:
        QuoteNotFound: there is none, or it is a draft.
        PickRefused: the pick does not fit what is offered.
        TaxIdRefused: the tax hangs on a VAT id, and the one that was stated is not valid.
    """
    with ports.uow(read_only=True) as unit:
        quote = find(unit, token)
        offer, dated_on, refused = _dated(unit, quote, quote.offer(picked), ports)
        today = price_today(unit, offer.selection, ports=ports)
    offer = replace(offer, breakdown=taxed(offer.breakdown, country, tax_id, ports=ports))
    if today is not None:
        today = replace(today, breakdown=taxed(today.breakdown, country, tax_id, ports=ports))
    return PricedPick(quote, offer, dated_on, refused, today)


def read_quote_by_id(quote_id: str, *, ports: Ports) -> DeskQuote:
    """Read a quote by its id, for staff, drafts included.

    Raises:
        QuoteNotFound: there is none.
    """
    with ports.uow(read_only=True) as unit:
        quote = find_by_id(unit, quote_id)
        return DeskQuote(
            file=_file(unit, quote, ports),
            customer=unit.customers.by_id(quote.customer_id) if quote.customer_id else None,
            history=unit.quotes.history(quote.id),
            revisions=unit.quotes.revisions(quote.number),
        )


def find(unit: UnitOfWork, token: str, *, lock: bool = False) -> Quote:
    """Find a quote by its address.

    Raises:
        QuoteNotFound: there is none, or it is a draft, whose address nobody was given.
    """
    found = unit.quotes.by_token(token, lock=lock)
    if found is None or found.state == "draft":
        raise QuoteNotFound(quote=token)
    return found


def find_by_id(unit: UnitOfWork, quote_id: str, *, lock: bool = False) -> Quote:
    """Find a quote by its id, drafts included.

    Raises:
        QuoteNotFound: there is none.
    """
    found = unit.quotes.by_id(quote_id, lock=lock)
    if found is None:
        raise QuoteNotFound(quote=quote_id)
    return found


def offer_now(unit: UnitOfWork, quote: Quote, offer: Offer, *, ports: Ports) -> Offer:
    """Return an offer with the chains and the dates of today, at the prices it has (R18).

    A start that is no longer open gives way to the next open one. The caller holds the customer's row.

    Raises:
        SelectionRefused: a line may not start now, or cover changed so that nothing is left to sell.
    """
    edition = ports.editions(quote.catalogue_version)
    on = ports.clock.today(edition.rules.time_zone)
    lines = lines_now(unit, offer.selection.lines, edition, ports=ports)
    selection = replace(offer.selection, lines=tuple(_reopened(edition, line, on) for line in lines))
    return Offer(selection, offer.breakdown, propose(edition, selection, on).schedules)


def shown_offer(offer: Offer) -> str:
    """Return a digest of what somebody is shown of an offer: its price before tax, and its dates."""
    return promise(offer.breakdown.net, offer.schedules)


def price_today(unit: UnitOfWork, selection: Selection, *, ports: Ports) -> Proposal | None:
    """Price what a quote offers by the catalogue of today; None where it is not sold so any more."""
    on = ports.clock.today(ports.catalogue.rules.time_zone)
    lines = lines_now(unit, selection.lines, ports.catalogue, ports=ports)
    now = replace(selection, lines=tuple(_reopened(ports.catalogue, line, on) for line in lines))
    try:
        return propose(ports.catalogue, now, on)
    except (SelectionRefused, UnknownCurrency):
        return None


def insert_once(key: str, request_digest: str, insert: Callable[[UnitOfWork], Quote], *, ports: Ports) -> Quote:
    """Insert a quote and commit; the same key with the same request gives the quote that is there already.

    Raises:
        IdempotencyKeyReused: the key was used for another request.
    """
    try:
        with ports.uow() as unit:
            known = unit.quotes.by_idempotency_key(key)
            if known is not None:
                return same_request(known, request_digest)
            quote = insert(unit)
            unit.commit()
            return quote
    except DuplicateKey:  # Somebody was faster with the same key.
        with ports.uow(read_only=True) as unit:
            known = unit.quotes.by_idempotency_key(key)
            if known is None:
                raise
            return same_request(known, request_digest)


def same_request(known: Quote, request_digest: str) -> Quote:
    """Return the quote that a key made, if it was asked for by the same request.

    Raises:
        IdempotencyKeyReused: it was another one.
    """
    if known.request_digest != request_digest:
        raise IdempotencyKeyReused(key=known.idempotency_key)
    return known


def record(unit: UnitOfWork, quote: Quote, event: str, actor: str, at: datetime, **facts: str) -> QuoteEventRow:
    """Append one line to the quote's history and return it."""
    row = QuoteEventRow(quote.id, at, event, actor, facts)
    unit.quotes.record(row)
    return row


def _file(unit: UnitOfWork, quote: Quote, ports: Ports) -> QuoteFile:
    state = quote.state_at(ports.clock.now())
    successor = _newest(unit, quote)
    first = quote.offer(quote.first_pick).selection
    options, dated_on = _options_now(unit, quote, ports) if state == "issued" else (quote.options, quote.priced_on)
    return QuoteFile(
        quote=quote,
        state=state,
        options=options,
        dated_on=dated_on,
        before=unit.quotes.by_id(quote.replaces) if quote.replaces else None,
        replaced_by=successor.token if successor else None,
        order=unit.orders.by_id(quote.order_id) if quote.order_id else None,
        today=price_today(unit, first, ports=ports) if state == "expired" else None,
    )


def _newest(unit: UnitOfWork, quote: Quote) -> Quote | None:
    """Return the revision that an old address leads to: the last of those that replaced each other."""
    found = None
    while quote.replaced_by and (later := unit.quotes.by_id(quote.replaced_by)):
        found = quote = later
    return found


def _options_now(unit: UnitOfWork, quote: Quote, ports: Ports) -> tuple[tuple[QuoteOption, ...], date]:
    """Date everything that is offered as of today; what may not start now keeps the dates of its issue."""
    edition = ports.editions(quote.catalogue_version)
    on = ports.clock.today(edition.rules.time_zone)
    lines = lines_now(unit, [each.line for each in quote.options], edition, ports=ports)
    now = [replace(each, line=_reopened(edition, line, on)) for each, line in zip(quote.options, lines, strict=True)]
    try:
        dated = price_options(edition, now, (), on, quote.currency)
    except SelectionRefused:
        return quote.options, quote.priced_on
    return tuple(replace(each, schedule=at.schedule) for each, at in zip(quote.options, dated, strict=True)), on


def _dated(unit: UnitOfWork, quote: Quote, offer: Offer, ports: Ports) -> tuple[Offer, date, Sequence[Refusal]]:
    if quote.state_at(ports.clock.now()) != "issued":
        return offer, quote.priced_on, ()
    today = ports.clock.today(ports.editions(quote.catalogue_version).rules.time_zone)
    try:
        return offer_now(unit, quote, offer, ports=ports), today, ()
    except SelectionRefused as refused:
        return offer, quote.priced_on, refused.refusals


def _reopened(catalogue: Catalogue, line: Line, on: date) -> Line:
    """Let go of a start that is open no more, so that the next one that is open applies (R3)."""
    if not isinstance(line, Extension) or line.start is None or catalogue.find_plan(line.plan) is None:
        return line
    open_now = {each.id for each in start_choices(catalogue, line, on, on)}
    return line if line.start in open_now else replace(line, start=None)
