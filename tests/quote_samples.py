"""Quotes for tests, written as a salesperson would."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.discounts import Discount
from plandesk.domain.money import Money
from plandesk.domain.pricing import Line
from plandesk.domain.quotes import Choice, Picked, Quote, QuoteOption
from plandesk.domain.quotes_offer import price_options
from tests.factories import FIRST_DAY, new, noon, vendor_catalogue
from tests.golden_tables import selection_of

REASON = "three years with us"


def option(text: str) -> QuoteOption:
    """Read an option as the golden table writes it: `included new PLAN PERIODS`."""
    choice, _, line = text.partition(" ")
    return QuoteOption(choice, selection_of([line]).lines[0])  # type: ignore[arg-type]  # Written by tests.


def discount(text: str) -> Discount:
    """Read a discount: `10% whole`, `20% 1`, `USD 100.00 whole`."""
    percent, currency, amount, place = re.fullmatch(r"(?:([\d.]+)%|(\w+) ([\d.]+)) (\w+)", text).groups()  # type: ignore[union-attr]  # A test that writes it wrong shall fail.
    money = Money.from_decimal(Decimal(amount), currency) if amount else None
    return Discount(REASON, percent, money, None if place == "whole" else int(place))


def picked(text: str) -> Picked:
    """Read a pick: `A 1 2`; empty for what everybody takes."""
    words = text.split()
    return Picked(
        next((each for each in words if each in ("A", "B")), None),  # type: ignore[arg-type]  # Narrowed by the test.
        tuple(int(each) for each in words if each.isdigit()),
    )


def offered(choice: Choice = "included", line: Line | None = None) -> QuoteOption:
    """Return an option, by default a new PBX Standard for everybody."""
    return QuoteOption(choice, line or new())


def drafted(
    options: Sequence[QuoteOption] = (),
    discounts: Sequence[Discount] = (),
    catalogue: Catalogue | None = None,
    **changes: Any,
) -> Quote:
    """Return a draft of sales with priced options."""
    catalogue = catalogue or vendor_catalogue()
    priced = price_options(catalogue, options or [offered()], discounts, FIRST_DAY)
    draft = Quote(
        id="quote-1",
        number="Q100000001",
        token="token-of-quote-1",
        state="draft",
        kind="sales",
        revision=1,
        version=1,
        created_at=noon(FIRST_DAY),
        options=priced,
        currency=priced[0].prices[0].total.currency,
        net_of_tax=catalogue.net_of_tax.value,
        catalogue_version=catalogue.version,
        terms_version=catalogue.version,
        priced_on=FIRST_DAY,
        discounts=tuple(discounts),
        seller="sam@vendor.example",
    )
    return replace(draft, **changes)
