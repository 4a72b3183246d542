"""Issuing a quote: its prices, dates and terms are frozen, and the revision before it gives way."""

from dataclasses import replace
from datetime import timedelta

from plandesk.domain.quotes import ApprovalNeeded, Quote, QuoteMoveRefused, QuoteRepriced
from plandesk.services.documents import issue_quote_document
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes import find_by_id
from plandesk.services.quotes_advice import advice_again
from plandesk.services.quotes_desk import Hand, require_version, validity
from plandesk.services.quotes_drafts import options_now, priced_now, require_draft, with_prices
from plandesk.services.signatures import sign_quote


def issue_quote(quote_id: str, version: int, *, staff: str, ports: Ports) -> Quote:
    """Freeze a draft and open its address; from now on it can be accepted until its last day.

    Whatever `plans.json` says later, it keeps its lines, prices, readings and terms. The revision that it replaces is
    locked before it, and closed with it.

    Raises:
        QuoteNotFound: there is none.
        QuoteChanged: it was changed since it was read.
        QuoteMoveRefused: it is issued already, or the revision before it was accepted meanwhile.
        ApprovalNeeded: a second person has to approve its discount first.
        QuoteRepriced: prices, cover or what its advice comes to are no longer as the draft has them; it is written
            anew, to be looked at again.
        OfferRefused, SelectionRefused, DiscountRefused, AdviceRefused: it cannot be offered so any more.
        ValidityRefused: its last day has passed.
    """
    # An advice may take a second, and no row is held meanwhile; the version says that it is this draft's.
    hand, advice = Hand(staff, ports), advice_again(quote_id, ports=ports)
    with ports.uow() as unit:
        old = _before(unit, quote_id)
        draft = require_draft(find_by_id(unit, quote_id, lock=True))
        require_version(draft, version)
        today = replace(_priced_today(unit, draft, hand), advice=advice)
        if _promise(today) != _promise(draft):
            now = hand.save(unit, draft, today, "repriced")
            unit.commit()
            raise QuoteRepriced(number=draft.number, was=draft.total, now=now.total)
        if draft.approval is not None and draft.approval.state != "given":
            raise ApprovalNeeded(percent=draft.approval.percent)
        issued = hand.save(unit, draft, opened(replace(today, approval=draft.approval), ports=ports), "issued")
        if old is not None:
            _give_way(unit, old, issued, hand)
        issue_quote_document(unit, issued, ports=ports)
        unit.commit()
        return issued


def opened(draft: Quote, *, ports: Ports) -> Quote:
    """Return a draft as it is from its issue on, signed; the caller holds its row, and saves it.

    Raises:
        ValidityRefused: its last day has passed.
    """
    rules, now = ports.catalogue.rules, ports.clock.now()
    today = ports.clock.today(rules.time_zone)
    last_day = draft.valid_until or today + timedelta(days=rules.quote_valid_days)
    ends = validity(last_day, today, rules.time_zone)
    issued = replace(draft.on("issue"), issued_at=now, valid_until=last_day, expires_at=ends)
    return sign_quote(issued, ports=ports)


def _before(unit: UnitOfWork, quote_id: str) -> Quote | None:
    """Return the revision that a draft replaces, locked.

    Raises:
        QuoteMoveRefused: somebody has accepted it, so nothing replaces it.
    """
    replaces = find_by_id(unit, quote_id).replaces
    old = find_by_id(unit, replaces, lock=True) if replaces else None
    if old is not None and old.state in ("accepted", "ordered"):
        raise QuoteMoveRefused(number=old.number, state=old.state, event="replace")
    return old


def _give_way(unit: UnitOfWork, old: Quote, new: Quote, hand: Hand) -> None:
    """Lead from the old revision to the new one; one that had ended keeps its end, and leads there all the same."""
    after = old.on("replace") if old.state == "issued" else old
    hand.save(unit, old, replace(after, replaced_by=new.id), "replaced", by=new.number, revision=str(new.revision))


def _priced_today(unit: UnitOfWork, draft: Quote, hand: Hand) -> Quote:
    """Return the draft at the prices, with the cover and the dates of today."""
    options = options_now(unit, draft.options, hand.ports.catalogue, hand.ports)
    return with_prices(draft, priced_now(options, draft.discounts, draft.currency, hand), hand)


def _promise(draft: Quote) -> object:
    """Return what a seller saw of a draft: its prices, what they buy, and what its advice comes to.

    Dates move with the day, and are not in it.
    """
    offered = [(each.choice, each.line, each.prices) for each in draft.options]
    percent = draft.approval.percent if draft.approval else None
    return offered, percent, draft.advice.promise if draft.advice else None
