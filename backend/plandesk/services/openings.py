"""Openings of a quote: the first and each later day is written down, and its seller told once."""

from dataclasses import replace
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from plandesk.domain.quotes import Quote
from plandesk.services.ports import Ports, UnitOfWork
from plandesk.services.quotes import record
from plandesk.services.quotes_mails import quote_opened

OPENED: Final = "opened"
OPENED_AGAIN: Final = "opened_again"


def record_opening(token: str, *, ports: Ports) -> None:
    """Write down that a quote was opened today, in the vendor's time zone; a second time a day changes nothing.

    The seller is mailed at the first opening and never again. Nothing is kept of who opened it.
    """
    today = ports.clock.today(ports.catalogue.rules.time_zone)
    # Nearly every reading ends here, and takes no writer's place.
    with ports.uow(read_only=True) as unit:
        if _to_record(unit, unit.quotes.by_token(token), today, ports) is None:
            return
    with ports.uow() as unit:
        quote = _to_record(unit, unit.quotes.by_token(token, lock=True), today, ports)
        if quote is not None:
            _record(unit, quote, ports)
            unit.commit()


def _to_record(unit: UnitOfWork, quote: Quote | None, today: date, ports: Ports) -> Quote | None:
    """Return the quote unless it is none that is opened, or was already opened today."""
    if quote is None or quote.state == "draft":
        return None
    zone = ZoneInfo(ports.catalogue.rules.time_zone)
    events = (each for each in unit.quotes.history(quote.id) if each.event in (OPENED, OPENED_AGAIN))
    return None if any(each.at.astimezone(zone).date() == today for each in events) else quote


def _record(unit: UnitOfWork, quote: Quote, ports: Ports) -> None:
    now = ports.clock.now()
    if quote.opened_at is not None:
        record(unit, quote, OPENED_AGAIN, "buyer", now)
        return
    opened = unit.quotes.save(replace(quote, opened_at=now))
    record(unit, opened, OPENED, "buyer", now)
    if opened.seller is not None:
        unit.outbox.put(ports.ids.new_id(), quote_opened(opened, opened.seller, ports.mailbox), now)
