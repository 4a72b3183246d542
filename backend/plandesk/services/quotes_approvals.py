"""Approving discounts: a second person says yes or no before a quote goes out."""

from dataclasses import replace

from plandesk.domain.quotes import Approval, ApprovalRefused, Quote
from plandesk.domain.reasons import read_reason
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes import find_by_id
from plandesk.services.quotes_desk import Hand, approvers, require_version
from plandesk.services.quotes_drafts import require_draft
from plandesk.services.quotes_mails import approval_asked, approval_decided


def ask_approval(quote_id: str, version: int, *, staff: str, ports: Ports) -> Quote:
    """Ask the others of sales and the admins to approve a draft's discount; they are told by mail.

    Raises:
        QuoteNotFound: there is none.
        QuoteChanged: it was changed since it was read.
        QuoteMoveRefused: it is no draft any more.
        ApprovalRefused: its discount needs no approval, or has one.
    """
    hand = Hand(staff, ports)
    with ports.uow() as unit:
        draft, approval = _approval(unit, quote_id, version)
        if approval.state == "given":
            raise ApprovalRefused(rule="not-asked")
        asked = replace(draft, approval=replace(approval, state="asked", asked_by=staff, decided_by=None, reason=None))
        saved = hand.save(unit, draft, asked, "approval_asked", percent=approval.percent)
        others = [each for each in approvers(unit, ports) if _may_decide(Hand(each, ports), asked)]
        for each in others or [ports.mailbox.vendor_address]:
            unit.outbox.put(ports.ids.new_id(), approval_asked(each, saved, approval, ports.mailbox), hand.now)
        unit.commit()
        return saved


def approve_discount(quote_id: str, version: int, reason: str | None = None, *, staff: str, ports: Ports) -> Quote:
    """Approve a draft's discount, so that its seller may issue it; the seller is told by mail.

    Raises:
        QuoteNotFound: there is none.
        QuoteChanged: it was changed since it was read: a discount is approved as it was seen.
        QuoteMoveRefused: it is no draft any more.
        ApprovalRefused: it was not asked for, or it is one's own quote or writing.
    """
    return _decide(quote_id, version, "given", read_reason(reason) if reason else None, Hand(staff, ports))


def refuse_discount(quote_id: str, version: int, reason: str, *, staff: str, ports: Ports) -> Quote:
    """Refuse a draft's discount, and say why; the seller is told by mail.

    Raises:
        ReasonMissing: nothing says why.
        QuoteNotFound, QuoteChanged, QuoteMoveRefused, ApprovalRefused: as for an approval.
    """
    return _decide(quote_id, version, "refused", read_reason(reason), Hand(staff, ports))


def _decide(quote_id: str, version: int, state: str, reason: str | None, hand: Hand) -> Quote:
    ports = hand.ports
    with ports.uow() as unit:
        draft, approval = _approval(unit, quote_id, version)
        if not _may_decide(hand, draft):
            raise ApprovalRefused(rule="own-quote")
        if approval.state != "asked":
            raise ApprovalRefused(rule="not-asked")
        decided = replace(
            approval, state="given" if state == "given" else "refused", decided_by=hand.staff, reason=reason
        )
        event = "approved" if state == "given" else "refused"
        saved = hand.save(
            unit, draft, replace(draft, approval=decided), f"discount_{event}", reason, percent=approval.percent
        )
        mail = approval_decided(saved, decided, ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), mail, hand.now)
        unit.commit()
        return saved


def _approval(unit: UnitOfWork, quote_id: str, version: int) -> tuple[Quote, Approval]:
    draft = require_draft(find_by_id(unit, quote_id, lock=True))
    require_version(draft, version)
    if draft.approval is None:
        raise ApprovalRefused(rule="not-asked")
    return draft, draft.approval


def _may_decide(hand: Hand, draft: Quote) -> bool:
    """Tell whether somebody is a second person: neither the seller, nor who wrote the draft last or asked."""
    asked_by = draft.approval.asked_by if draft.approval else None
    return not any(hand.is_me(each) for each in (draft.seller, draft.changed_by, asked_by))
