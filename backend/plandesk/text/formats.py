"""How money, days and lengths of time are written in sentences, in one language."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from plandesk.domain.money import Money

_LOCALE = "en"
_PAGES = "en_GB"
"""The locale in which the frontend writes money (`lib/money.ts`)."""


@lru_cache(maxsize=512)
def money(amount: Money) -> str:
    """Write an amount with its currency code and its currency's decimals: `USD 1,400.00`."""
    return format_currency(
        amount.to_decimal(), amount.currency, "¤¤ #,##0.00", locale=_LOCALE, currency_digits=True
    ).replace("\xa0", " ")


@lru_cache(maxsize=512)
def price(amount: Money) -> str:
    """Write an amount as the pages do, for sentences that stand on them: `US$1,400.00`."""
    return format_currency(amount.to_decimal(), amount.currency, locale=_PAGES, currency_digits=True)


@lru_cache(maxsize=512)
def day(when: date) -> str:
    """Write a day in full, never in figures alone: `31 December 2026`."""
    return format_date(when, "d MMMM y", locale=_LOCALE)


@lru_cache(maxsize=256)
def country(code: str) -> str:
    """Name a country by its ISO 3166 alpha-2 code."""
    return str(Locale(_LOCALE).territories.get(code, code))


@lru_cache(maxsize=2048)
def whole(number: int) -> str:
    """Write a whole number with its thousands apart."""
    return format_decimal(Decimal(number), locale=_LOCALE)


def count(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun: `1 day`, `12 days`."""
    return f"{whole(number)} {one if number == 1 else many or one + 's'}"


def months(number: int) -> str:
    """Write a length of time in years where it is whole years, else in months."""
    return count(number // 12, "year") if number and number % 12 == 0 else count(number, "month")


def minutes(number: int) -> str:
    """Write a length of time in hours where it is whole hours, else in minutes."""
    return count(number // 60, "hour") if number and number % 60 == 0 else count(number, "minute")


def listed(words: list[str]) -> str:
    """Join words as a sentence does: `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(
    event: str, facts: Mapping[str, str], events: Mapping[str, str | Callable[[Mapping[str, str]], str]]
) -> str:
    """Say what a line of a history means; an event without a sentence of its own is named plainly."""
    told = events.get(event)
    if told is None:
        return event.replace("_", " ").capitalize() + "."
    return told if isinstance(told, str) else told(facts)
