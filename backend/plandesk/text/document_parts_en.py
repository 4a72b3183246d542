"""The English words that documents share: who sells, the lines of a price with what they buy, and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from babel.numbers import format_currency

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.coverage import Term
from plandesk.domain.documents import Fact, Party, Row, Sheet
from plandesk.domain.money import Money
from plandesk.domain.pricing import InstallationName, PriceBreakdown, PriceLine
from plandesk.services.ports import Seller
from plandesk.text.prices_en import line_buys, line_title, tax_title

COVERING = ("new_installation", "extension", "upgrade")
_COLUMNS = ("What", "Quantity", "Price", "Amount")


@dataclass(frozen=True, slots=True)
class Head:
    """What every document begins with: its number, its day, who sells, and by which catalogue it is priced.

    Days and figures are written in the seller's own way.
    """

    number: str
    issued_on: date
    seller: Seller
    catalogue: Catalogue

    def money(self, amount: Money) -> str:
        """Write an amount with its currency code and its currency's decimals."""
        locale = self.seller.locale
        written = format_currency(
            amount.to_decimal(), amount.currency, "¤¤ #,##0.00", locale=locale, currency_digits=True
        )
        return written.replace("\xa0", " ")

    def day(self, when: date) -> str:
        """Write a day in full, never in figures alone."""
        return str(format_date(when, "long", locale=self.seller.locale))


def sheet(
    title: str, head: Head, buyer: Party, facts: Sequence[Fact], rows: Sequence[Row], sums: Sequence[Fact]
) -> Sheet:
    """Return a sheet of what every document has; the date of issue comes before its other facts."""
    seller = head.seller
    known = [*seller.address, seller.email]
    known += [f"Tax id {seller.tax_id}"] if seller.tax_id else []
    known += [seller.registration] if seller.registration else []
    footer = (seller.name, seller.registration, seller.tax_id, seller.email)
    return Sheet(
        language="en",
        title=title,
        number=head.number,
        issued_on=head.issued_on,
        seller=Party("From", seller.name, tuple(known)),
        buyer=buyer,
        facts=(Fact("Date", head.day(head.issued_on)), *facts),
        columns=_COLUMNS,
        rows=tuple(rows),
        sums=tuple(sums),
        footer=" · ".join(each for each in footer if each),
    )


def row(head: Head, line: PriceLine, terms: Sequence[Term], named: InstallationName | None, mark: str = "") -> Row:
    """Return a line of a price: what it buys, which days it covers, and where that is written."""
    catalogue = head.catalogue
    covered = cover(head, terms, named) if line.kind in COVERING else []
    details = [line_buys(line, catalogue), *covered, written(line)]
    return Row(
        title=line_title(line, catalogue) + mark,
        quantity=str(line.quantity),
        unit_price=head.money(line.unit_price),
        amount=head.money(line.total),
        details=tuple(each for each in details if each),
    )


def cover(head: Head, terms: Sequence[Term], named: InstallationName | None) -> list[str]:
    """Say from when to which last day each term covers, and which installation."""
    whom = f"{named.name}: covered" if named and named.name else "Covered"
    return [
        f"{whom} from {head.day(each.period.start)} to {head.day(each.period.last_day)}, the last covered day."
        for each in terms
    ]


def written(line: PriceLine) -> str:
    """Say where the vendor's terms, the readings and the rules state what a line sells."""
    told = []
    if line.lines:
        told.append(f"{_noun('line', line.lines)} {_spans(line.lines)} of the terms")
    if line.readings:
        told.append(f"{_noun('reading', line.readings)} {', '.join(line.readings)}")
    if line.rules:
        told.append(f"{_noun('rule', line.rules)} {', '.join(line.rules)}")
    return f"Written in {'; '.join(told)}." if told else ""


def sums(head: Head, breakdown: PriceBreakdown) -> tuple[Fact, ...]:
    """Return net, tax with its reason, and total; where no tax is configured, the total and that it is net."""
    total, tax = head.money(breakdown.total), breakdown.tax
    if tax is not None:
        net = Fact("Net", head.money(breakdown.net))
        return (net, Fact(tax_title(tax), head.money(tax.amount)), Fact("Total", total, strong=True))
    return (Fact("Total, net of tax" if breakdown.net_of_tax else "Total, tax included", total, strong=True),)


def _noun(one: str, of: Sequence[object]) -> str:
    return one if len(of) == 1 else f"{one}s"


def _spans(numbers: Sequence[int]) -> str:
    """Write line numbers, those in a row as one span: `24, 36–38`."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    return ", ".join(str(each[0]) if len(each) == 1 else f"{each[0]}–{each[-1]}" for each in spans)
