"""What the command says of a signed file: who signed what and when, or why it is not to be taken."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from plandesk.services.verification import Fault, SignedQuote, SignedTotal
from plandesk.text.formats import day, listed, money

FAULTS: Mapping[Fault, str] = {
    "no_attachment": "This PDF has no signed quote attached, or more than one.",
    "unreadable": "This is no signed quote: it cannot be read as one.",
    "rewritten": "This file was written anew after it was signed, by an editor perhaps: not every byte is as it was.",
    "other_vendor": "This file names another vendor. Check it with the keys of that vendor.",
    "unknown_key": "This file was signed with a key that is not among the vendor’s.",
    "changed": "This file was changed after it was signed.",
    "pages_changed": "The signed file in this PDF is right, but the PDF is not the one that was issued with it.",
}

PAGES_NOT_SIGNED = (
    "The signature covers the file attached to this PDF and not its pages: what is said here holds, whatever they show."
)

KEYS_UNREADABLE = "The file of keys is not one that Plandesk publishes."


def signed(quote: SignedQuote, key_id: str) -> str:
    """Say who signed what and when, and what it says."""
    issued = quote.issued_at.astimezone(ZoneInfo(quote.time_zone))
    revision = f", revision {quote.revision}" if quote.revision > 1 else ""
    company = f" for {quote.company}" if quote.company else ""
    return "\n".join(
        [
            f"The signature is right. {quote.vendor} signed quote {quote.number}{revision}{company} "
            f"on {day(issued.date())} with the key {key_id}.",
            f"Total: {listed([_total(each) for each in quote.totals])}.",
            f"Valid until {day(quote.valid_until)}, the last day ({quote.time_zone}).",
            f"Whether it is still open: {quote.address}",
        ]
    )


def _total(each: SignedTotal) -> str:
    return money(each.total) if each.alternative is None else f"{money(each.total)} for alternative {each.alternative}"
