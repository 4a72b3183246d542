"""The English words of mails about quotes; each function returns (subject, body) in plain text."""

from datetime import date

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.domain.quotes import Alternative, Approval, Picked, Quote
from plandesk.services.ports import Mailbox
from plandesk.text.formats import day, money
from plandesk.text.prices_en import line_title


def sent(quote: Quote, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Say what is offered, until when, and where it is looked at and accepted."""
    greeting = f"Dear {quote.addressee.contact}" if quote.addressee.contact else "Hello"
    offered = "You can look at it, ask about it, accept it and pay, or decline it, here:"
    paragraphs = [
        f"here is quote {named(quote)}" + (f" for {quote.addressee.company}" if quote.addressee.company else "") + ".",
        f"Valid until {day(_last_day(quote))}, that day included. {offered}",
        quote_address(quote, mailbox),
        _offered(quote, catalogue),
        quote.note or "",
        "Nothing is owed until you accept it. Answering this mail reaches us.",
    ]
    kept = "\n\n".join(each for each in paragraphs if each)
    return f"Quote {named(quote)} from {mailbox.vendor}", (
        f"{greeting},\n\n{kept}\n\n{mailbox.vendor}\n{quote.seller or mailbox.vendor_address}\n\n"
        f"Catalogue version: {quote.catalogue_version}\n"
    )


def opened(quote: Quote, mailbox: Mailbox) -> tuple[str, str]:
    """Say that somebody has opened the quote; it is said once."""
    return f"Quote {named(quote)} was opened", _note(
        quote, mailbox, "Somebody has opened the quote for the first time. Later visits are listed on its page only."
    )


def accepted(quote: Quote, order: Order, mailbox: Mailbox) -> tuple[str, str]:
    """Say that the quote has become an order, whose and which."""
    buyer = order.buyer
    return f"Quote {named(quote)} was accepted: order {order.number}", _note(
        quote,
        mailbox,
        f"{buyer.contact} <{buyer.email}>, {buyer.company}, has accepted the quote. Order {order.number} over "
        f"{money(order.total)} awaits its payment:\n{mailbox.base_url}/orders/{order.token}/",
        priced=False,
    )


def declined(quote: Quote, reason: str, mailbox: Mailbox) -> tuple[str, str]:
    """Say that the quote was declined, and why."""
    return f"Quote {named(quote)} was declined", _note(quote, mailbox, f"The reason given:\n\n{reason}")


def question(quote: Quote, email: str, text: str, mailbox: Mailbox) -> tuple[str, str]:
    """Bring a question about the quote."""
    return f"Question about quote {named(quote)}", _note(quote, mailbox, f"{email} asks:\n\n{text}")


def fresh_asked(quote: Quote, email: str | None, text: str | None, mailbox: Mailbox) -> tuple[str, str]:
    """Say that a new quote is wished for in place of one that holds no more."""
    who = email or "Somebody with the quote’s address"
    said = f"\n\n{text}" if text else ""
    return f"A new quote is wished for in place of {named(quote)}", _note(
        quote,
        mailbox,
        f"{who} asks for a new quote. Revise this one at its page, or make another; once a revision is issued, the old "
        f"address leads to it.{said}",
    )


def approval_asked(quote: Quote, approval: Approval, mailbox: Mailbox) -> tuple[str, str]:
    """Ask for the approval of a discount."""
    return f"Quote {named(quote)}: a discount of {approval.percent} % waits for approval", _note(
        quote,
        mailbox,
        f"{approval.asked_by} asks you to approve discounts of {approval.percent} % of the list price. The reasons "
        "given: " + "; ".join(dict.fromkeys(each.reason for each in quote.discounts)) + ".",
    )


def approval_decided(quote: Quote, approval: Approval, mailbox: Mailbox) -> tuple[str, str]:
    """Say what became of a discount, by whom and why."""
    given = approval.state == "given"
    then = "You may issue the quote now." if given else "Change the quote, and ask again if it still needs approval."
    why = f" The reason: {approval.reason}" if approval.reason else ""
    word = "approved" if given else "refused"
    return f"Quote {named(quote)}: the discount was {word}", _note(
        quote, mailbox, f"{approval.decided_by} has {word} the discount of {approval.percent} %.{why} {then}"
    )


def named(quote: Quote) -> str:
    """Name a quote as people do: by its number, and its revision where there was one before."""
    return quote.number if quote.revision == 1 else f"{quote.number}, revision {quote.revision}"


def quote_address(quote: Quote, mailbox: Mailbox) -> str:
    """Return the quote's page."""
    return f"{mailbox.base_url}/quotes/{quote.token}/"


def _last_day(quote: Quote) -> date:
    if quote.valid_until is None:
        raise ValueError(f"quote {quote.number} has no last day to tell of")
    return quote.valid_until


def _offered(quote: Quote, catalogue: Catalogue) -> str:
    rows = []
    for option in quote.options:
        title = line_title(option.prices[0], catalogue)
        rows.append(f"- {_CHOICES[option.choice]}{title}: {money(option.total(quote.currency))}")
    net = "net of tax" if quote.net_of_tax else "tax included"
    sums = [f"Total{f' of {name}' if name else ''}: {money(owed)}, {net}" for name, owed in _totals(quote)]
    return "\n".join([*rows, *sums])


def _totals(quote: Quote) -> list[tuple[Alternative | None, Money]]:
    return [(each, quote.offer(Picked(each)).breakdown.total) for each in quote.alternatives or (None,)]


def _worth(quote: Quote) -> str:
    """Say what may be taken costs: no alternative is the price before it is picked."""
    sums = ", ".join(f"{name} for {money(owed)}" if name else money(owed) for name, owed in _totals(quote))
    optional = any(each.choice == "optional" for each in quote.options)
    return f"{sums}, without its optional lines" if optional else sums


_CHOICES = {"included": "", "optional": "optional: ", "A": "alternative A: ", "B": "alternative B: "}


def _note(quote: Quote, mailbox: Mailbox, text: str, *, priced: bool = True) -> str:
    """Write a note to the seller; not `priced` once an order says what was taken for how much."""
    facts = [
        f"Quote: {named(quote)}{f', {_worth(quote)}' if priced else ''}",
        f"For: {_addressee(quote)}",
        f"Its page at the desk: {mailbox.base_url}/desk/quotes/{quote.id}/",
    ]
    if quote.state != "draft":
        facts.append(f"Its address for the buyer: {quote_address(quote, mailbox)}")
    return f"{text}\n\n" + "\n".join(facts) + "\n"


def _addressee(quote: Quote) -> str:
    known = (quote.addressee.company, quote.addressee.contact, quote.addressee.email)
    return ", ".join(each for each in known if each) or "whoever has its address"
