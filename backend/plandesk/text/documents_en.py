"""The English words of documents; each function returns the sheet that is frozen when a document is issued."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from babel.dates import format_date
from babel.numbers import format_currency

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.documents import Block, Fact, Party, QrCode, Row, Sheet
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, Order
from plandesk.domain.payments import Refund
from plandesk.domain.pricing import PriceLine
from plandesk.services.ports import BankAccount, Seller
from plandesk.text.formats import country
from plandesk.text.prices_en import line_buys, line_title, tax_title

_COLUMNS = ("What", "Quantity", "Price", "Amount")
_PAID_BY = {"card": "by card", "paypal": "by PayPal", "wire": "by wire", "credit": "by the credit for the earlier plan"}


@dataclass(frozen=True, slots=True)
class Head:
    """What every document begins with: its number, its day, who sells, and what the order was priced by."""

    number: str
    issued_on: date
    seller: Seller
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class BankWords:
    """What a bank must be told, and by when."""

    account: BankAccount
    reference: str
    due: date
    honoured_until: date


def invoice(head: Head, order: Order) -> Sheet:
    """Ask for nothing more: what was bought, and that it is paid."""
    return _of_order("Invoice", head, order, notes=_provisional(order), blocks=(_payment(head, order),))


def receipt(head: Head, order: Order, invoice_number: str) -> Sheet:
    """Confirm the money, and which invoice it paid."""
    facts = (Fact("Invoice", invoice_number),)
    return _of_order("Receipt", head, order, facts=facts, blocks=(_payment(head, order),))


def proforma(head: Head, order: Order, bank: BankWords, code: QrCode | None) -> Sheet:
    """Say what is to be wired and how; it is no invoice yet."""
    account = bank.account
    facts = (
        Fact("Beneficiary", account.beneficiary),
        Fact("Bank", account.bank),
        Fact("IBAN", account.iban),
        Fact("BIC", account.bic),
        Fact("Reference", bank.reference),
        Fact("Amount", _money(head, order.total)),
        Fact("Please wire by", _day(head, bank.due)),
    )
    notes = (
        "This is a pro-forma invoice: it asks for the money and is no invoice for tax. The invoice follows when the "
        "money is here. Cover begins when the money is here, never before.",
        f"Money that our bank dates up to {_day(head, bank.honoured_until)} pays this order at this price.",
    )
    blocks = (Block("How to wire", facts),)
    return _of_order("Pro-forma invoice", head, order, notes=notes, blocks=blocks, code=code)


def credit_note(head: Head, order: Order, refund: Refund, invoice_number: str | None) -> Sheet:
    """Say what was given back, and of which invoice."""
    facts = (Fact("Invoice", invoice_number),) if invoice_number else ()
    amount = _money(head, refund.amount)
    row = Row(f"Refund for order {order.number}", "1", amount, amount)
    notes = (f"The amount goes back {_way(order)}. A bank may need some days to show it.",)
    return _sheet("Credit note", head, order, (row,), (Fact("Total given back", amount),), facts=facts, notes=notes)


def wire_code_says() -> str:
    """Say what the code beside the bank's data holds."""
    return "Scan with your bank's app to fill in the transfer"


def _of_order(
    title: str,
    head: Head,
    order: Order,
    *,
    facts: tuple[Fact, ...] = (),
    notes: tuple[str, ...] = (),
    blocks: tuple[Block, ...] = (),
    code: QrCode | None = None,
) -> Sheet:
    """Return a sheet that lists all lines of an order."""
    rows = tuple(_row(head, order, line) for line in order.breakdown.lines)
    sheet = _sheet(title, head, order, rows, _sums(head, order), facts=facts, notes=notes)
    return replace(sheet, blocks=blocks, code=code)


def _sheet(
    title: str,
    head: Head,
    order: Order,
    rows: tuple[Row, ...],
    sums: tuple[Fact, ...],
    *,
    facts: tuple[Fact, ...],
    notes: tuple[str, ...],
) -> Sheet:
    seller = head.seller
    footer = (seller.name, seller.registration, seller.tax_id, seller.email)
    return Sheet(
        language="en",
        title=title,
        number=head.number,
        issued_on=head.issued_on,
        seller=_seller(seller),
        buyer=_buyer(order.buyer),
        facts=(Fact("Date", _day(head, head.issued_on)), *facts, *_references(head, order)),
        columns=_COLUMNS,
        rows=rows,
        sums=sums,
        notes=notes,
        footer=" · ".join(each for each in footer if each),
    )


def _references(head: Head, order: Order) -> list[Fact]:
    own = [Fact("Order", order.number), Fact("Ordered on", _day(head, order.ordered_on))]
    if order.buyer.purchase_order:
        own.append(Fact("Your purchase order", order.buyer.purchase_order))
    return own


def _seller(seller: Seller) -> Party:
    known = [*seller.address, seller.email]
    known += [f"Tax id {seller.tax_id}"] if seller.tax_id else []
    known += [seller.registration] if seller.registration else []
    return Party("From", seller.name, tuple(known))


def _buyer(buyer: Buyer) -> Party:
    known = [buyer.contact, buyer.invoice_email or buyer.email, country(buyer.country)]
    known += [f"Tax id {buyer.tax_id}"] if buyer.tax_id else []
    return Party("To", buyer.company, tuple(known))


def _row(head: Head, order: Order, line: PriceLine) -> Row:
    catalogue = head.catalogue
    details = [line_buys(line, catalogue), *_cover(head, order, line), _written(line)]
    return Row(
        title=line_title(line, catalogue),
        quantity=str(line.quantity),
        unit_price=_money(head, line.unit_price),
        amount=_money(head, line.total),
        details=tuple(each for each in details if each),
    )


def _cover(head: Head, order: Order, line: PriceLine) -> Sequence[str]:
    """Say from when to which last day each term of a plan's line covers, and which installation."""
    if line.plan is None or line.kind not in ("new_installation", "extension", "upgrade"):
        return []
    named = getattr(order.selection.lines[line.position], "installation", None)
    whom = f"{named.name}: covered" if named and named.name else "Covered"
    terms = [term for each in order.schedules if each.position == line.position for term in each.terms]
    return [
        f"{whom} from {_day(head, term.period.start)} to {_day(head, term.period.last_day)}, the last covered day."
        for term in terms
    ]


def _written(line: PriceLine) -> str:
    """Say where the vendor's terms, the readings and the rules state what a line sells."""
    told = []
    if line.lines:
        told.append(f"{'line' if len(line.lines) == 1 else 'lines'} {_spans(line.lines)} of the terms")
    if line.readings:
        told.append(f"{'reading' if len(line.readings) == 1 else 'readings'} {', '.join(line.readings)}")
    if line.rules:
        told.append(f"{'rule' if len(line.rules) == 1 else 'rules'} {', '.join(line.rules)}")
    return f"Written in {'; '.join(told)}." if told else ""


def _spans(numbers: Sequence[int]) -> str:
    """Write line numbers, those in a row as one span: `24, 36–38`."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(str(each[0]) if len(each) == 1 else f"{each[0]}–{each[-1]}" for each in spans)


def _sums(head: Head, order: Order) -> tuple[Fact, ...]:
    breakdown, tax = order.breakdown, order.breakdown.tax
    total = _money(head, breakdown.total)
    if tax is not None:
        net = Fact("Net", _money(head, breakdown.net))
        return (net, Fact(tax_title(tax), _money(head, tax.amount)), Fact("Total", total))
    return (Fact("Total, net of tax" if breakdown.net_of_tax else "Total, tax included", total),)


def _payment(head: Head, order: Order) -> Block:
    paid = order.paid
    if paid is None:
        raise ValueError(f"order {order.number} is not paid")
    facts = (
        Fact("Received", _money(head, paid.amount)),
        Fact("On", _day(head, paid.received_on)),
        Fact("How", _PAID_BY[paid.method]),
    )
    return Block("Paid", facts)


def _provisional(order: Order) -> tuple[str, ...]:
    if not order.needs_approval:
        return ()
    return (
        "The dates rest on what the buyer stated. A person checks them against our records, and tells of any change.",
    )


def _way(order: Order) -> str:
    return _PAID_BY[order.paid.method] if order.paid else "the way it came"


def _money(head: Head, amount: Money) -> str:
    """Write an amount with its currency code, in the seller's own way of writing figures."""
    locale = head.seller.locale
    written = format_currency(amount.to_decimal(), amount.currency, "¤¤ #,##0.00", locale=locale, currency_digits=True)
    return written.replace("\xa0", " ")


def _day(head: Head, when: date) -> str:
    return format_date(when, "long", locale=head.seller.locale)
