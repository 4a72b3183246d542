"""The words of refunds and disputes: what buyers are written, and what the history of a term says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.disputes import Dispute
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.payments import Refund
from plandesk.domain.period import Period
from plandesk.services.ports import Mailbox
from plandesk.text.formats import day, money
from plandesk.text.mails_en import order_address
from plandesk.text.prices_en import line_title

DISPUTE_REASON = "the payment is in dispute"
"""Why cover is suspended, and why it resumes once the dispute is over."""


def position_title(order: Order, position: int, catalogue: Catalogue) -> str:
    """Name what a line of the selection sells."""
    line = next(each for each in order.breakdown.lines if each.position == position)
    return line_title(line, catalogue)


@dataclass(frozen=True, slots=True)
class EndedCover:
    """What ended of a line on the day `on`: its terms, as they were sold, and so many unused incident units."""

    title: str
    on: date
    terms: Sequence[Period]
    unused: int


def requested(order: Order, refund: Refund, ended: Sequence[EndedCover], mailbox: Mailbox) -> tuple[str, str]:
    """Say that money goes back, why, and what cover has ended."""
    way = "by bank transfer" if refund.method == "wire" else "the way it was paid"
    lines = "\n".join(line for each in ended for line in _ended(each))
    return f"Your order {order.number}: {money(refund.amount)} goes back to you", _letter(
        order,
        mailbox,
        f"{money(refund.amount)} of what you paid for order {order.number} goes back {way}. "
        f"The reason: {refund.reason}",
        f"With it this support ends:\n\n{lines}" if ended else "Your support stays as it is.",
        "We write again when the money has left us. Your bank may then need some days to show it.",
        f"Everything about the order:\n{order_address(order, mailbox)}",
    )


def failed(order: Order, amount: Money, mailbox: Mailbox) -> tuple[str, str]:
    """Say that a refund did not go through, and that the money is still the buyer's."""
    return f"Your order {order.number}: our refund did not go through", _letter(
        order,
        mailbox,
        f"{money(amount)} that we sent back to you for order {order.number} did not arrive: it was returned to us.",
        "The money is still yours. A person looks into it, and writes to you if we need another account of yours.",
        f"Everything about the order:\n{order_address(order, mailbox)}",
    )


def listed_sent_back(order: Order, refund: Refund, mailbox: Mailbox) -> tuple[str, str]:
    """Say that money which could not pay the order has gone back, and why."""
    way = "by bank transfer" if refund.method == "wire" else "the way it was paid"
    return f"Your order {order.number}: {money(refund.amount)} sent back", _letter(
        order,
        mailbox,
        f"{money(refund.amount)} that you paid for order {order.number}, and that we could not use for it, has been "
        f"sent back {way}. Your bank may need some days to show it.",
        f"The reason: {refund.reason}",
        f"Everything about the order:\n{order_address(order, mailbox)}",
    )


def kept(order: Order, amount: Money, reason: str, mailbox: Mailbox) -> tuple[str, str]:
    """Say that money which could not pay the order is kept, and why."""
    return f"Your order {order.number}: {money(amount)} that you paid beside it", _letter(
        order,
        mailbox,
        f"{money(amount)} that you paid for order {order.number} did not pay it, and is kept by us. "
        f"The reason: {reason}",
        "If you do not agree, answer this mail.",
        f"Everything about the order:\n{order_address(order, mailbox)}",
    )


def disputed(dispute: Dispute, order: Order | None, mailbox: Mailbox) -> tuple[str, str]:
    """Bring a dispute to the vendor's eyes, with the day to answer by; and again once it is lost."""
    whose = f"order {order.number}" if order else "no order"
    if dispute.state == "lost":
        said = "The dispute is lost: the money has left the books. Say at the desk whether the cover it paid for ends."
    else:
        by = f" by {day(dispute.answer_by)}" if dispute.answer_by else ""
        said = f"Answer it at the provider{by}; what it decides arrives here by itself."
    suspended = "The cover it paid for is suspended." if dispute.suspended else "No cover is suspended."
    word = "lost" if dispute.state == "lost" else "opened"
    facts = (
        f"Payment: {dispute.payment_ref} by {dispute.method}\nAmount: {money(dispute.amount)}\nReason: {dispute.reason}"
    )
    return f"Dispute {word}: {money(dispute.amount)} of {whose}", (
        f"{said}\n\n{facts}\n{suspended}\n\nThe list at the desk: {mailbox.base_url}/desk/money/\n"
    )


def suspended(order: Order, mailbox: Mailbox) -> tuple[str, str]:
    """Say that support is suspended while the payment is in dispute."""
    return f"Your order {order.number}: support is suspended", _letter(
        order,
        mailbox,
        f"The bank that made the payment of order {order.number} has put it in dispute. Until that is decided, no "
        "support request is served on what the order covers.",
        "Support resumes by itself once the payment is found to stand. If the dispute is a mistake, tell your bank.",
        f"Everything about the order:\n{order_address(order, mailbox)}",
    )


def resumed(order: Order, mailbox: Mailbox) -> tuple[str, str]:
    """Say that support is there again."""
    return f"Your order {order.number}: support is in force again", _letter(
        order,
        mailbox,
        f"The dispute about the payment of order {order.number} is decided, and the payment stands. Support requests "
        "are served again.",
        f"Everything about the order:\n{order_address(order, mailbox)}",
    )


def _ended(cover: EndedCover) -> list[str]:
    """Tell a term that never began from one that had, and both from incidents, which have no days."""
    told = []
    for period in cover.terms:
        if period.start < cover.on:
            told.append(f"- {cover.title}: last covered day {day(min(cover.on, period.end) - timedelta(days=1))}")
        else:
            told.append(f"- {cover.title}: from {day(period.start)} to {day(period.last_day)}, which never begins")
    if cover.unused:
        told.append(f"- {cover.title}: {cover.unused} unused, which can no longer be used")
    return told


def _letter(order: Order, mailbox: Mailbox, *paragraphs: str) -> str:
    text = "\n\n".join(paragraphs)
    return f"Dear {order.buyer.contact},\n\n{text}\n\n{mailbox.vendor}\n{mailbox.vendor_address}\n"
