"""Business days by the calendars of the `holidays` library: financial markets, and countries with their regions."""

from datetime import date
from functools import lru_cache

from holidays import (
    BANK,
    PUBLIC,
    HolidayBase,
    country_holidays,
    financial_holidays,
    list_supported_countries,
    list_supported_financial,
)

_LANGUAGE = "en_US"  # Names are shown between sentences of text/*_en.py; most calendars speak their own language else.


def is_known_calendar(code: str) -> bool:
    """Tell whether the library has a calendar: a market (`ECB`), a country (`DE`) or a region of one (`DE-BY`)."""
    entity, dash, region = code.partition("-")
    regions = _markets().get(entity, _countries().get(entity))
    return regions is not None and (region in regions if dash else True)


class HolidayCalendar:
    """The business days of one calendar: no weekend and no public or bank holiday there."""

    def __init__(self, code: str) -> None:
        if not is_known_calendar(code):
            raise ValueError(f"the library has no holiday calendar {code!r}")
        self._code = code

    def is_business_day(self, day: date) -> bool:
        """Tell whether banks work on a day."""
        return _year(self._code, day.year).is_working_day(day)

    def holiday(self, day: date) -> str | None:
        """Name the holiday that closes the banks on a day of the working week; None on every other day."""
        year = _year(self._code, day.year)
        return None if year.is_weekend(day) else year.get(day)


@lru_cache(maxsize=256)
def _year(code: str, year: int) -> HolidayBase:
    """Return one calendar year, whole: the library's way to add years as they are asked for is no good to threads.

    It marks a year as known before it has filled it in, so a second thread would find a year without holidays.
    """
    entity, _, region = code.partition("-")
    find = financial_holidays if entity in _markets() else country_holidays
    has = find(entity, subdiv=region or None)
    return find(
        entity,
        subdiv=region or None,
        years=year,
        expand=False,
        language=_LANGUAGE if _LANGUAGE in has.supported_languages else None,
        categories=[each for each in (PUBLIC, BANK) if each in has.supported_categories],
    )


@lru_cache(maxsize=1)
def _markets() -> dict[str, list[str]]:
    return list_supported_financial()


@lru_cache(maxsize=1)
def _countries() -> dict[str, list[str]]:
    return list_supported_countries()
