"""The mails a use case leaves behind: to whom, about what; the words are in `text/mails_en.py`."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from plandesk.domain.access import NewAddress
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.customers import Contact, Customer
from plandesk.domain.disputes import Dispute
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import Refund, ReviewKind
from plandesk.services.books.notices import Message
from plandesk.services.ports import Mailbox
from plandesk.text import access_en, refunds_en
from plandesk.text import mails_en as words

if TYPE_CHECKING:  # The two nouns below write mails themselves.
    from plandesk.services.inquiries import Inquiry
    from plandesk.services.wires import WireInstructions


def order_placed(order: Order, catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Tell the buyer that the order stands and where it is paid."""
    return _to_buyer(order, words.placed(order, catalogue, mailbox))


def order_prepared(order: Order, by: str, catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Ask a contact to pay what a colleague prepared."""
    return _to_buyer(order, words.prepared(order, by, catalogue, mailbox))


def wire_requested(order: Order, instructions: "WireInstructions", catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Tell the buyer how to wire the money."""
    return _to_buyer(order, words.wire_requested(order, _wire_words(instructions), catalogue, mailbox))


def wire_short(order: Order, instructions: "WireInstructions", catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Tell the buyer what is missing of a wire, and how to pay it."""
    return _to_buyer(order, words.wire_short(order, _wire_words(instructions), catalogue, mailbox))


def _wire_words(instructions: "WireInstructions") -> words.WireWords:
    return words.WireWords(
        beneficiary=instructions.account.beneficiary,
        bank=instructions.account.bank,
        iban=instructions.account.iban,
        bic=instructions.account.bic,
        reference=instructions.reference,
        due=instructions.due,
        honoured_until=instructions.honoured_until,
        amount=instructions.amount,
        received=instructions.received,
    )


def order_fulfilled(order: Order, catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Confirm what the paid order brought: its terms and its incident units."""
    return _to_buyer(order, words.fulfilled(order, catalogue, mailbox))


def approval_awaited(order: Order, catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Tell the buyer that the money is here and that staff check what was stated."""
    return _to_buyer(order, words.approval_awaited(order, catalogue, mailbox))


def upgrade_held(order: Order, mailbox: Mailbox) -> Message:
    """Tell the buyer that the money is here, but the plan to be upgraded has ended in another way."""
    return _to_buyer(order, words.upgrade_held(order, mailbox))


def dates_corrected(order: Order, catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Tell the buyer the corrected dates, to be confirmed."""
    return _to_buyer(order, words.dates_corrected(order, catalogue, mailbox))


def total_recomputed(order: Order, before: Money, catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Tell the buyer of an unpaid upgrade that its total changed, and why."""
    return _to_buyer(order, words.total_recomputed(order, before, catalogue, mailbox))


def order_rejected(order: Order, reason: str, mailbox: Mailbox) -> Message:
    """Tell the buyer why the order was refused and that the money goes back."""
    return _to_buyer(order, words.rejected(order, reason, mailbox))


def order_refunded(order: Order, amount: Money, mailbox: Mailbox) -> Message:
    """Tell the buyer that the money has gone back."""
    return _to_buyer(order, words.refunded(order, amount, mailbox))


def refund_announced(order: Order, refund: Refund, ended: Sequence[refunds_en.EndedCover], mailbox: Mailbox) -> Message:
    """Tell the buyer that money goes back and what cover has ended."""
    return _to_buyer(order, refunds_en.requested(order, refund, ended, mailbox))


def refund_failed(order: Order, amount: Money, mailbox: Mailbox) -> Message:
    """Tell the buyer that a refund did not go through and that the money is still theirs."""
    return _to_buyer(order, refunds_en.failed(order, amount, mailbox))


def listed_sent_back(order: Order, refund: Refund, mailbox: Mailbox) -> Message:
    """Tell the buyer that money which could not pay the order has gone back."""
    return _to_buyer(order, refunds_en.listed_sent_back(order, refund, mailbox))


def money_kept(order: Order, amount: Money, reason: str, mailbox: Mailbox) -> Message:
    """Tell the buyer that money which could not pay the order is kept, and why."""
    return _to_buyer(order, refunds_en.kept(order, amount, reason, mailbox))


def payment_disputed(dispute: Dispute, order: Order | None, mailbox: Mailbox) -> Message:
    """Tell the vendor of a dispute that was opened or lost."""
    subject, body = refunds_en.disputed(dispute, order, mailbox)
    return Message(to=mailbox.vendor_address, subject=subject, body=body)


def support_suspended(order: Order, mailbox: Mailbox) -> Message:
    """Tell the buyer that a dispute suspends the support of an order."""
    return _to_buyer(order, refunds_en.suspended(order, mailbox))


def support_resumed(order: Order, mailbox: Mailbox) -> Message:
    """Tell the buyer that the support of an order is no longer suspended."""
    return _to_buyer(order, refunds_en.resumed(order, mailbox))


def money_listed(order: Order, kind: ReviewKind, amount: Money, mailbox: Mailbox) -> Message:
    """Tell the vendor that money arrived which could not pay its order; answering the mail answers the buyer."""
    subject, body = words.money_listed(order, kind, amount, mailbox)
    return Message(to=mailbox.vendor_address, subject=subject, body=body, reply_to=order.buyer.email)


def unknown_listed(amount: Money, detail: str, mailbox: Mailbox) -> Message:
    """Tell the vendor that money arrived which fits no order."""
    return Message(mailbox.vendor_address, *words.unknown_money(amount, detail, mailbox))


def inquiry_received(inquiry: "Inquiry", catalogue: Catalogue, mailbox: Mailbox) -> Message:
    """Bring a question to the vendor; answering the mail answers the asker."""
    subject, body = words.inquiry(
        topic=inquiry.topic,
        plan=inquiry.plan,
        name=inquiry.name,
        email=inquiry.email,
        company=inquiry.company,
        message=inquiry.message,
        catalogue_version=catalogue.version,
    )
    return Message(to=mailbox.vendor_address, subject=subject, body=body, reply_to=inquiry.email)


def sign_in_asked(email: str, token: str, code: str, lifetime: timedelta, mailbox: Mailbox) -> Message:
    """Bring the link and the code that sign in."""
    return Message(email, *access_en.sign_in(token, code, lifetime // timedelta(minutes=1), mailbox))


def invited(contact: Contact, customer: Customer, mailbox: Mailbox) -> Message:
    """Invite a new contact to sign in."""
    return Message(contact.email, *access_en.invited(contact, customer, mailbox), reply_to=mailbox.vendor_address)


def new_address_asked(email: str, token: str, wish: NewAddress, contact: Contact, mailbox: Mailbox) -> Message:
    """Ask one of two mailboxes to confirm a new address."""
    subject, body = access_en.new_address(token, wish, contact, mailbox)
    return Message(email, subject, body, reply_to=mailbox.vendor_address)


def address_changed(wish: NewAddress, contact: Contact, mailbox: Mailbox) -> Message:
    """Tell the old address that another one signs in now."""
    subject, body = access_en.address_changed(wish, contact, mailbox)
    return Message(wish.old_email, subject, body, reply_to=mailbox.vendor_address)


def _to_buyer(order: Order, written: tuple[str, str]) -> Message:
    subject, body = written
    return Message(to=order.buyer.email, subject=subject, body=body)
