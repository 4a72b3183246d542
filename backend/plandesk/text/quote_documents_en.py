"""The English words of a quote's document."""

from collections.abc import Iterator
from dataclasses import replace

from plandesk.domain.documents import Attachment, Fact, Party, QrCode, Row, Sheet
from plandesk.domain.quotes import Choice, Picked, Quote, QuoteOption
from plandesk.text.document_parts_en import Head, row, sheet, sums
from plandesk.text.formats import country
from plandesk.text.quote_advice_en import appendix

_MARKS: dict[Choice, str] = {
    "included": "",
    "optional": " (optional, not in the total)",
    "A": " (alternative A)",
    "B": " (alternative B)",
}


def quote(head: Head, offered: Quote, address: str, signed: str, file_name: str) -> Sheet:
    """Say what is offered, until when, and how it is accepted; the signed file and the address come with it."""
    if offered.valid_until is None:
        raise ValueError(f"quote {offered.number} is not issued")
    facts = [Fact("Valid until", head.day(offered.valid_until)), Fact("Revision", str(offered.revision))]
    rows = [each for option in offered.options for each in _rows(head, option)]
    made = sheet("Quote", head, _addressee(offered), facts, rows, list(_totals(head, offered)))
    return replace(
        made,
        notes=_notes(head, offered, address),
        code=QrCode(address, "Scan to open this quote"),
        appendix=appendix(offered.advice) if offered.advice else None,
        attachment=Attachment(file_name, "application/json", "This quote as data, with its signature", signed),
    )


def _addressee(offered: Quote) -> Party:
    to = offered.addressee
    known = [to.contact if to.company else None, to.email, country(to.country) if to.country else None]
    return Party("To", to.company or to.contact or "Whom it may concern", tuple(each for each in known if each))


def _rows(head: Head, option: QuoteOption) -> Iterator[Row]:
    named = getattr(option.line, "installation", None)
    terms = option.schedule.terms if option.schedule else ()
    for line in option.prices:
        yield row(head, line, terms, named, _MARKS[option.choice])


def _totals(head: Head, offered: Quote) -> Iterator[Fact]:
    for each in offered.alternatives or (None,):
        for fact in sums(head, offered.offer(Picked(each)).breakdown):
            yield replace(fact, label=f"{fact.label} (alternative {each})") if each else fact


def _notes(head: Head, offered: Quote, address: str) -> tuple[str, ...]:
    last = head.day(offered.valid_until) if offered.valid_until else ""
    own = (offered.note,) if offered.note else ()
    return (
        *own,
        f"This quote can be accepted until {last} at {address}",
        f"Days of cover are those of an order on {head.day(offered.priced_on)}; an order counts them from its own day.",
        "Tax, where any is due, is added when it is ordered, by the country and the tax id of the buyer.",
        "The quote as it was signed is attached to this document as a file; the page /verify/ of our site checks it.",
    )
