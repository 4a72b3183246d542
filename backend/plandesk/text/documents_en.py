"""The English words of an order's documents; each function returns the sheet that is frozen at the issue."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from plandesk.domain.documents import Block, Fact, Party, QrCode, Row, Sheet
from plandesk.domain.money import Money, Rounding
from plandesk.domain.money import total as add_up
from plandesk.domain.orders import Buyer, Order
from plandesk.domain.payments import Refund, RefundLine
from plandesk.domain.pricing import PriceLine
from plandesk.services.ports import BankAccount
from plandesk.text.document_parts_en import Head, row, sheet, sums
from plandesk.text.formats import country
from plandesk.text.prices_en import line_title, tax_title

_PAID_BY = {"card": "by card", "paypal": "by PayPal", "wire": "by wire", "credit": "by the credit for the earlier plan"}


@dataclass(frozen=True, slots=True)
class BankWords:
    """What a bank must be told, and by when; `code` is for its app, where there is one."""

    account: BankAccount
    reference: str
    due: date
    honoured_until: date
    code: str | None = None


def invoice(head: Head, order: Order) -> Sheet:
    """Say what was bought, and that it is paid."""
    return replace(_of_order("Invoice", head, order), blocks=(_payment(head, order),), notes=_provisional(order))


def receipt(head: Head, order: Order, invoice_number: str) -> Sheet:
    """Confirm the money, and which invoice it paid."""
    of = (Fact("Invoice", invoice_number),)
    return replace(_of_order("Receipt", head, order, of), blocks=(_payment(head, order),))


def proforma(head: Head, order: Order, bank: BankWords) -> Sheet:
    """Say what is to be wired and how; it is no invoice yet."""
    account = bank.account
    facts = (
        Fact("Beneficiary", account.beneficiary),
        Fact("Bank", account.bank),
        Fact("IBAN", account.iban),
        Fact("BIC", account.bic),
        Fact("Reference", bank.reference),
        Fact("Amount", head.money(order.total)),
        Fact("Please wire by", head.day(bank.due)),
    )
    notes = (
        "This is a pro-forma invoice: it asks for the money and is no invoice for tax. The invoice follows when the "
        "money is here. Cover begins when the money is here, never before.",
        f"Money that our bank dates up to {head.day(bank.honoured_until)} pays this order at this price.",
    )
    return replace(
        _of_order("Pro-forma invoice", head, order),
        blocks=(Block("How to wire", facts),),
        notes=notes,
        code=QrCode(bank.code, "Scan with your bank’s app to fill in the transfer", "utf-8") if bank.code else None,
    )


def credit_note(head: Head, order: Order, refund: Refund, invoice_number: str | None) -> Sheet:
    """Say what was given back, of which lines and of which invoice, and how much of it is tax."""
    of = (Fact("Invoice", invoice_number),) if invoice_number else ()
    way = _PAID_BY.get(refund.method, "the way it came")
    note = f"The amount goes back {way}. A bank may need some days to show it."
    return _of_refund("Credit note", head, order, refund, of, note)


def cancellation(head: Head, order: Order, refund: Refund, note_number: str) -> Sheet:
    """Take a credit note back whose money was returned to the seller: every amount is below 0."""
    back = replace(
        refund,
        amount=-refund.amount,
        lines=tuple(
            replace(each, amount=-each.amount, tax=None if each.tax is None else -each.tax, ends_cover=False)
            for each in refund.lines
        ),
    )
    note = (
        f"The refund that credit note {note_number} was issued for did not arrive: the money was returned to us. So "
        "that credit note no longer counts. The money is still the buyer’s, and a refund that arrives has its own."
    )
    of = (Fact("Cancels credit note", note_number),)
    return _of_refund(f"Cancellation (of credit note {note_number})", head, order, back, of, note)


def _of_refund(title: str, head: Head, order: Order, refund: Refund, of: tuple[Fact, ...], note: str) -> Sheet:
    """Return a sheet that lists the lines of a refund."""
    rows = [_given_back(head, order, each) for each in refund.lines] or [_given(head, order, refund.amount)]
    facts = (*of, *_references(head, order))
    return replace(sheet(title, head, _buyer(order.buyer), facts, rows, _credited(head, order, refund)), notes=(note,))


def _given_back(head: Head, order: Order, line: RefundLine) -> Row:
    sold = next(each for each in order.breakdown.lines if each.position == line.position)
    details = ("The cover that this line bought ends.",) if line.ends_cover else ()
    amount = head.money(line.amount)
    return Row(line_title(sold, head.catalogue), "1", amount, amount, details)


def _given(head: Head, order: Order, given: Money) -> Row:
    return Row(f"Refund for order {order.number}", "1", head.money(given), head.money(given))


def _credited(head: Head, order: Order, refund: Refund) -> tuple[Fact, ...]:
    """Return the sum, and the tax within it, as its lines say: over all refunds it adds up to the order's tax."""
    given, tax = refund.amount, order.breakdown.tax
    total = Fact("Total given back", head.money(given), strong=True)
    if tax is None:
        return (total,)
    told = [line.tax for line in refund.lines if line.tax is not None]
    if told:
        share = add_up(told, given.currency)
    else:
        share = tax.amount.share(given.minor, order.total.minor, Rounding.HALF_UP) if order.total.minor else tax.amount
    return (Fact("Net", head.money(given - share)), Fact(tax_title(tax), head.money(share)), total)


def _of_order(title: str, head: Head, order: Order, facts: tuple[Fact, ...] = ()) -> Sheet:
    """Return a sheet that lists all lines of an order."""
    rows = [_row(head, order, line) for line in order.breakdown.lines]
    all_facts = (*facts, *_references(head, order))
    return sheet(title, head, _buyer(order.buyer), all_facts, rows, sums(head, order.breakdown))


def _row(head: Head, order: Order, line: PriceLine) -> Row:
    named = getattr(order.selection.lines[line.position], "installation", None)
    terms = [term for each in order.schedules if each.position == line.position for term in each.terms]
    return row(head, line, terms, named)


def _references(head: Head, order: Order) -> Sequence[Fact]:
    own = [Fact("Order", order.number), Fact("Ordered on", head.day(order.ordered_on))]
    if order.buyer.purchase_order:
        own.append(Fact("Purchase order", order.buyer.purchase_order))
    return own


def _buyer(buyer: Buyer) -> Party:
    known = [buyer.contact, buyer.invoice_email or buyer.email, country(buyer.country)]
    known += [f"Tax id {buyer.tax_id}"] if buyer.tax_id else []
    return Party("To", buyer.company, tuple(known))


def _payment(head: Head, order: Order) -> Block:
    paid = order.paid
    if paid is None:
        raise ValueError(f"order {order.number} is not paid")
    facts = (
        Fact("Received", head.money(paid.amount)),
        Fact("On", head.day(paid.received_on)),
        Fact("How", _PAID_BY[paid.method]),
    )
    return Block("Paid", facts)


def _provisional(order: Order) -> tuple[str, ...]:
    if not order.needs_approval:
        return ()
    told = "The dates rest on what the buyer stated. A person checks them against our records, and tells of any change."
    return (told,)
