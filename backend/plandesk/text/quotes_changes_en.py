"""What changed from one revision of a quote to the next, in sentences."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.money import total
from plandesk.domain.quotes import Choice, Quote, QuoteOption
from plandesk.domain.quotes_changes import Change, changes_between
from plandesk.text.formats import count, day, price
from plandesk.text.prices_en import line_title

CHOICES: Final[Mapping[Choice, str]] = {
    "included": "included",
    "optional": "optional",
    "A": "part of alternative A",
    "B": "part of alternative B",
}


def changes(before: Quote, after: Quote, then: Catalogue, now: Catalogue) -> list[str]:
    """Say what is different from the revision before, by the catalogues of both; may be empty."""
    return [_sentence(each, before, after, then, now) for each in changes_between(before, after)]


def _sentence(change: Change, before: Quote, after: Quote, then: Catalogue, now: Catalogue) -> str:
    match change:
        case Change("total"):
            return f"The total is now {price(after.total)}; it was {price(before.total)}."
        case Change("valid_until"):
            return f"It is now valid until {_day(after.valid_until)}; it was until {_day(before.valid_until)}."
        case Change("note"):
            return "The note is another one." if after.note else "The note is gone."
        case Change("advice"):
            return "The advice with it is another one." if after.advice else "The advice with it is gone."
        case Change("added", None, QuoteOption() as option):
            return f"New: {line_title(option.prices[0], now)}, {CHOICES[option.choice]}, for {_price(option)}."
        case Change("removed", QuoteOption() as option):
            return f"No longer offered: {line_title(option.prices[0], then)}, which was {_price(option)}."
        case Change(what, QuoteOption() as was, QuoteOption() as option):
            return f"{line_title(option.prices[0], now)} {_of_line(what, was, option)}."
    raise ValueError(f"there is no sentence for {change}")


def _of_line(what: str, was: QuoteOption, now: QuoteOption) -> str:
    if what == "choice":
        return f"is now {CHOICES[now.choice]}; it was {CHOICES[was.choice]}"
    if what == "quantity":
        return f"is now for {_quantity(now)}; it was for {_quantity(was)}"
    return f"now costs {_price(now)}; it cost {_price(was)}"


def _quantity(option: QuoteOption) -> str:
    main = option.prices[0]
    return count(main.quantity, "unit" if main.kind == "incidents" else "period")


def _price(option: QuoteOption) -> str:
    return price(total((each.total for each in option.prices), option.prices[0].total.currency))


def _day(when: date | None) -> str:
    return day(when) if when else "no day"
