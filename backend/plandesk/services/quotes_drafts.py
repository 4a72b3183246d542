"""Writing quotes: drafts of sales, changed until they are issued, revised afterwards, and made from another one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.customers import CustomerNotFound
from plandesk.domain.discounts import Discount
from plandesk.domain.quotes import (
    NOBODY,
    Addressee,
    Approval,
    Choice,
    Quote,
    QuoteMoveRefused,
    QuoteOption,
    highest_discount,
)
from plandesk.domain.quotes_advice import QuoteAdvice
from plandesk.domain.quotes_offer import price_options
from plandesk.services.chains import NOWHERE, AskedLine, Reach, lines_now, read_selection
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes import find_by_id, insert_once
from plandesk.services.quotes_advice import advice_to_go_on_with, quote_advice
from plandesk.services.quotes_desk import Hand, require_version, validity


@dataclass(frozen=True, slots=True)
class QuoteContent:
    """What a draft says. `valid_until` is the last valid day, None for as long as the setting says from its issue.

    `advice` is the address of one that the quote carries as an appendix.
    """

    options: Sequence[tuple[Choice, AskedLine]]
    discounts: tuple[Discount, ...] = ()
    addressee: Addressee = NOBODY
    customer_id: str | None = None
    note: str | None = None
    advice: str | None = None
    valid_until: date | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Priced:
    """What is offered at the prices of one day."""

    options: tuple[QuoteOption, ...]
    on: date
    approval: Approval | None


def draft_quote(content: QuoteContent, idempotency_key: str, request_digest: str, *, staff: str, ports: Ports) -> Quote:
    """Begin a quote; `staff` is its seller. The same key with the same request gives the same draft.

    Raises:
        CustomerNotFound: it is for a customer whom nobody knows.
        InstallationNotFound: a line is for an installation that is not the customer's.
        OfferRefused, SelectionRefused, DiscountRefused: it cannot be offered so.
        AdviceRefused: the address of its advice asks nothing that can be answered.
        ValidityRefused: its last day has passed, or lies too far ahead.
        IdempotencyKeyReused: the key was used for another request.
    """
    hand = Hand(staff, ports)
    options = _asked(content, ports)
    advice = _advised(content, options, ports)

    def insert(unit: UnitOfWork) -> Quote:
        _require_customer(unit, content.customer_id)
        blank = replace(_draft(options, content, advice, hand), idempotency_key=idempotency_key)
        return hand.insert(unit, replace(blank, request_digest=request_digest), "drafted")

    return insert_once(idempotency_key, request_digest, insert, ports=ports)


def price_draft(content: QuoteContent, *, staff: str, ports: Ports) -> Quote:
    """Return a draft as it would be begun now; nothing is written.

    Raises:
        CustomerNotFound, InstallationNotFound, OfferRefused, SelectionRefused, DiscountRefused, AdviceRefused,
            ValidityRefused: as for a new draft.
    """
    options = _asked(content, ports)
    advice = _advised(content, options, ports)
    with ports.uow(read_only=True) as unit:
        _require_customer(unit, content.customer_id)
    return _draft(options, content, advice, Hand(staff, ports))


def change_draft(quote_id: str, version: int, content: QuoteContent, *, staff: str, ports: Ports) -> Quote:
    """Write a draft anew over the version that was read; an approval it had is asked for again.

    Raises:
        QuoteNotFound: there is none.
        QuoteChanged: somebody else was faster.
        QuoteMoveRefused: it was issued and is frozen.
        CustomerNotFound, InstallationNotFound, OfferRefused, SelectionRefused, DiscountRefused, AdviceRefused,
            ValidityRefused: as for a new draft.
    """
    hand = Hand(staff, ports)
    options = _asked(content, ports)
    advice = _advised(content, options, ports)
    with ports.uow() as unit:
        before = require_draft(find_by_id(unit, quote_id, lock=True))
        require_version(before, version)
        _require_customer(unit, content.customer_id)
        changed = _with_content(before, options, content, advice, hand)
        saved = hand.save(unit, before, changed, "changed")
        unit.commit()
        return saved


def revise_quote(quote_id: str, *, staff: str, ports: Ports) -> Quote:
    """Begin the next revision of an issued quote, at the prices of today; once begun, the draft there is.

    The old revision stays as it is until the new one is issued. One that ended without an order can be revised too: its
    address then leads to the new one.

    Raises:
        QuoteNotFound: there is none.
        QuoteMoveRefused: it is a draft, was accepted, or has been replaced.
        OfferRefused, SelectionRefused, DiscountRefused, AdviceRefused: it cannot be offered so today.
    """
    hand, advice = Hand(staff, ports), advice_to_go_on_with(quote_id, ports=ports)
    with ports.uow() as unit:
        old = find_by_id(unit, quote_id, lock=True)
        if old.state not in ("issued", "declined", "expired", "revoked"):
            raise QuoteMoveRefused(number=old.number, state=old.state, event="replace")
        newest = unit.quotes.revisions(old.number)[-1]
        if newest.id != old.id:
            return require_draft(newest)
        seller = old.seller or staff
        draft = _again(unit, old, advice, seller, hand, revision=old.revision + 1, number=old.number, replaces=old.id)
        hand.insert(unit, draft, "drafted", revises=old.id)
        unit.commit()
        return draft


def duplicate_quote(quote_id: str, *, staff: str, ports: Ports) -> Quote:
    """Begin a quote of one's own that says what another one says, at the prices of today.

    Raises:
        QuoteNotFound: there is none.
        OfferRefused, SelectionRefused, DiscountRefused, AdviceRefused: it cannot be offered so today.
    """
    hand, advice = Hand(staff, ports), advice_to_go_on_with(quote_id, ports=ports)
    with ports.uow() as unit:
        old = find_by_id(unit, quote_id)
        draft = _again(unit, old, advice, staff, hand, revision=1, number=ports.ids.quote_number(), replaces=None)
        hand.insert(unit, draft, "drafted", duplicates=old.id)
        unit.commit()
        return draft


def require_draft(quote: Quote) -> Quote:
    """Return a quote that is still a draft.

    Raises:
        QuoteMoveRefused: it was issued and is frozen.
    """
    if quote.state != "draft":
        raise QuoteMoveRefused(number=quote.number, state=quote.state, event="issue")
    return quote


def priced_now(options: Sequence[QuoteOption], discounts: Sequence[Discount], currency: str, hand: Hand) -> Priced:
    """Price options by the catalogue of today, and say whether their discounts need a second person.

    Raises:
        OfferRefused, SelectionRefused, DiscountRefused: it cannot be offered so.
    """
    catalogue = hand.ports.catalogue
    priced = price_options(catalogue, options, discounts, hand.today, currency)
    percent = highest_discount(priced, currency)
    above = percent > Decimal(catalogue.rules.discount_approval_percent)
    return Priced(priced, hand.today, Approval("needed", str(percent)) if above else None)


def options_now(
    unit: UnitOfWork, options: Sequence[QuoteOption], catalogue: Catalogue, ports: Ports
) -> Sequence[QuoteOption]:
    """Return options with the chains of their installations as they are now."""
    lines = lines_now(unit, [each.line for each in options], catalogue, ports=ports)
    return [replace(each, line=line) for each, line in zip(options, lines, strict=True)]


def _asked(content: QuoteContent, ports: Ports) -> Sequence[QuoteOption]:
    reach = Reach(content.customer_id) if content.customer_id else NOWHERE
    lines = read_selection([line for _, line in content.options], reach, ports=ports).lines
    return [QuoteOption(choice, line) for (choice, _), line in zip(content.options, lines, strict=True)]


def _advised(content: QuoteContent, options: Sequence[QuoteOption], ports: Ports) -> QuoteAdvice | None:
    return quote_advice(content.advice, content.currency, [each.line for each in options], ports=ports)


def _require_customer(unit: UnitOfWork, customer_id: str | None) -> None:
    if customer_id is not None and unit.customers.by_id(customer_id) is None:
        raise CustomerNotFound(customer=customer_id)


def _draft(options: Sequence[QuoteOption], content: QuoteContent, advice: QuoteAdvice | None, hand: Hand) -> Quote:
    ids, catalogue = hand.ports.ids, hand.ports.catalogue
    blank = Quote(
        id=ids.new_id(),
        number=ids.quote_number(),
        token=ids.order_token(),
        state="draft",
        kind="sales",
        revision=1,
        version=1,
        created_at=hand.now,
        options=(),
        currency=content.currency or catalogue.currency,
        net_of_tax=catalogue.net_of_tax.value,
        catalogue_version=catalogue.version,
        terms_version=catalogue.version,
        priced_on=hand.today,
        seller=hand.staff,
    )
    return _with_content(blank, options, content, advice, hand)


def _with_content(
    quote: Quote, options: Sequence[QuoteOption], content: QuoteContent, advice: QuoteAdvice | None, hand: Hand
) -> Quote:
    if content.valid_until is not None:
        validity(content.valid_until, hand.today, hand.ports.catalogue.rules.time_zone)
    currency = content.currency or hand.ports.catalogue.currency
    told = replace(
        quote,
        currency=currency,
        discounts=content.discounts,
        addressee=content.addressee,
        customer_id=content.customer_id,
        note=content.note,
        advice=advice,
        valid_until=content.valid_until,
        changed_by=hand.staff,
    )
    return with_prices(told, priced_now(options, content.discounts, currency, hand), hand)


def with_prices(quote: Quote, priced: Priced, hand: Hand) -> Quote:
    """Return a draft at the prices of today; an approval that it had is no more."""
    catalogue = hand.ports.catalogue
    return replace(
        quote,
        options=priced.options,
        priced_on=priced.on,
        approval=priced.approval,
        net_of_tax=catalogue.net_of_tax.value,
        catalogue_version=catalogue.version,
        terms_version=catalogue.version,
    )


def _again(
    unit: UnitOfWork,
    old: Quote,
    advice: QuoteAdvice | None,
    seller: str,
    hand: Hand,
    *,
    revision: int,
    number: str,
    replaces: str | None,
) -> Quote:
    ids = hand.ports.ids
    options = options_now(unit, old.options, hand.ports.catalogue, hand.ports)
    blank = Quote(
        id=ids.new_id(),
        number=number,
        token=ids.order_token(),
        state="draft",
        kind="sales",
        revision=revision,
        version=1,
        created_at=hand.now,
        options=(),
        currency=old.currency,
        net_of_tax=old.net_of_tax,
        catalogue_version=old.catalogue_version,
        terms_version=old.terms_version,
        priced_on=hand.today,
        discounts=old.discounts,
        addressee=old.addressee,
        note=old.note,
        advice=advice,
        seller=seller,
        changed_by=hand.staff,
        customer_id=old.customer_id,
        # Another last day is what a revision may say, never what it says by itself.
        valid_until=old.valid_until if replaces and old.valid_until and old.valid_until >= hand.today else None,
        replaces=replaces,
    )
    return with_prices(blank, priced_now(options, old.discounts, old.currency, hand), hand)
