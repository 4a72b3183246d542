"""The mails about quotes: to whom, about what; the words are in `text/quotes_en.py`."""

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.orders import Order
from plandesk.domain.quotes import Approval, Quote
from plandesk.services.books.notices import Message
from plandesk.services.ports import Mailbox
from plandesk.text import quotes_en as words


def quote_sent(quote: Quote, to: str, catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Bring a quote to whom it is for; answering the mail answers its seller."""
    subject, body = words.sent(quote, catalogue, mailbox)
    return Message(to, subject, body, reply_to=quote.seller or mailbox.vendor_address)


def quote_opened(quote: Quote, seller: str, mailbox: Mailbox) -> Message:
    """Tell the seller that somebody has opened the quote."""
    return Message(seller, *words.opened(quote, mailbox))


def quote_accepted(quote: Quote, order: Order, mailbox: Mailbox) -> Message:
    """Tell the seller that the quote has become an order; answering the mail answers the buyer."""
    subject, body = words.accepted(quote, order, mailbox)
    return Message(_seller(quote, mailbox), subject, body, reply_to=order.buyer.email)


def quote_declined(quote: Quote, reason: str, mailbox: Mailbox) -> Message:
    """Tell the seller that the quote was declined, and why."""
    return _to_seller(quote, words.declined(quote, reason, mailbox), quote.addressee.email, mailbox)


def quote_question(quote: Quote, email: str, text: str, mailbox: Mailbox) -> Message:
    """Bring a question to the seller; answering the mail answers the asker."""
    return _to_seller(quote, words.question(quote, email, text, mailbox), email, mailbox)


def fresh_quote_asked(quote: Quote, email: str | None, text: str | None, mailbox: Mailbox) -> Message:
    """Tell the seller that a new quote is wished for; answering the mail answers whoever wishes for it."""
    written = words.fresh_asked(quote, email, text, mailbox)
    return _to_seller(quote, written, email or quote.addressee.email, mailbox)


def approval_asked(to: str, quote: Quote, approval: Approval, mailbox: Mailbox) -> Message:
    """Ask a second person to approve a discount."""
    return Message(to, *words.approval_asked(quote, approval, mailbox), reply_to=quote.seller)


def approval_decided(quote: Quote, approval: Approval, mailbox: Mailbox) -> Message:
    """Tell the seller what became of a discount."""
    subject, body = words.approval_decided(quote, approval, mailbox)
    return Message(_seller(quote, mailbox), subject, body, reply_to=approval.decided_by)


def _to_seller(quote: Quote, written: tuple[str, str], asker: str | None, mailbox: Mailbox) -> Message:
    return Message(_seller(quote, mailbox), *written, reply_to=asker)


def _seller(quote: Quote, mailbox: Mailbox) -> str:
    return quote.seller or mailbox.vendor_address
