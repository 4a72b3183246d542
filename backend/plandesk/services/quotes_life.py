"""What becomes of an issued quote: sent, extended, revoked, run out."""

from dataclasses import replace
from datetime import date

from plandesk.domain.quotes import AddresseeNeeded, Quote, QuoteNotAcceptable, ValidityRefused, require_acceptable
from plandesk.domain.reasons import read_reason
from plandesk.services.documents import issue_quote_document
from plandesk.services.ports import Ports
from plandesk.services.quotes import find_by_id, record
from plandesk.services.quotes_desk import Hand, validity
from plandesk.services.quotes_mails import quote_sent
from plandesk.services.signatures import sign_quote


def send_quote(quote_id: str, email: str | None = None, *, staff: str, ports: Ports) -> Quote:
    """Mail the address of a quote to whom it is for, or to another mail address; doing it again sends it again.

    Raises:
        QuoteNotFound: there is none.
        QuoteNotAcceptable: it is a draft, or closed.
        AddresseeNeeded: no mail address is known.
    """
    hand = Hand(staff, ports)
    with ports.uow() as unit:
        quote = find_by_id(unit, quote_id, lock=True)
        require_acceptable(quote, hand.now)
        to = email or quote.addressee.email
        if to is None:
            raise AddresseeNeeded(number=quote.number)
        mail = quote_sent(quote, to, ports.editions(quote.catalogue_version), ports.mailbox)
        unit.outbox.put(ports.ids.new_id(), mail, hand.now)
        saved = hand.save(unit, quote, replace(quote, sent_at=hand.now), "sent", to=to)
        unit.commit()
        return saved


def extend_validity(quote_id: str, last_day: date, reason: str | None, *, staff: str, ports: Ports) -> Quote:
    """Let a quote hold until a later day, at the prices it has; one that has run out is revised instead (R18).

    Raises:
        QuoteNotFound: there is none.
        QuoteNotAcceptable: it is a draft, or closed.
        ValidityRefused: the day is not later than the one it has, or lies too far ahead.
    """
    hand = Hand(staff, ports)
    with ports.uow() as unit:
        quote = find_by_id(unit, quote_id, lock=True)
        require_acceptable(quote, hand.now)
        if quote.valid_until is not None and last_day <= quote.valid_until:
            raise ValidityRefused(rule="not-later")
        zone = ports.editions(quote.catalogue_version).rules.time_zone
        ends = validity(last_day, ports.clock.today(zone), zone)
        extended = sign_quote(replace(quote, valid_until=last_day, expires_at=ends), ports=ports)
        saved = hand.save(unit, quote, extended, "validity_extended", reason, valid_until=last_day.isoformat())
        issue_quote_document(unit, saved, ports=ports)
        unit.commit()
        return saved


def revoke_quote(quote_id: str, reason: str, *, staff: str, ports: Ports) -> Quote:
    """Take an issued quote back; doing it again changes nothing.

    Raises:
        ReasonMissing: nothing says why.
        QuoteNotFound: there is none.
        QuoteNotAcceptable: it has run out.
        QuoteMoveRefused: it is a draft, was accepted, or is closed otherwise.
    """
    hand, why = Hand(staff, ports), read_reason(reason)
    with ports.uow() as unit:
        quote = find_by_id(unit, quote_id, lock=True)
        if quote.state_at(hand.now) == "expired":
            raise QuoteNotAcceptable(number=quote.number, state="expired")
        revoked = quote.on("revoke")
        if revoked is not quote:
            revoked = hand.save(unit, quote, revoked, "revoked", why)
            unit.commit()
        return revoked


def expire_quotes(*, ports: Ports, limit: int = 100) -> int:
    """Write down which issued quotes have run out; returns how many. They cannot be accepted before that either."""
    now = ports.clock.now()
    with ports.uow() as unit:
        expired = 0
        for each in unit.quotes.issued_past(now, limit):
            # Read again under its lock: it may have been accepted or extended since the list was read.
            quote = unit.quotes.by_id(each.id, lock=True)
            if quote is None or quote.state != "issued" or quote.state_at(now) != "expired":
                continue
            record(unit, unit.quotes.save(quote.on("expire")), "expired", "system", now)
            expired += 1
        if expired:
            unit.commit()
        return expired
