"""Business days of real calendars: the golden days of a wire, and what the fake calendar must do alike."""

from datetime import date, timedelta
from typing import Any

import pytest

from plandesk.adapters.business_days import HolidayCalendar, is_known_calendar
from plandesk.services.ports import BusinessCalendar
from plandesk.services.wires import last_safe_wire, last_safe_wire_day
from tests.factories import World, vendor_catalogue, with_rules
from tests.fakes import FakeBusinessDays
from tests.golden_tables import day, rows

GOOD_FRIDAY, BOXING_SATURDAY = date(2027, 3, 26), date(2026, 12, 26)
calendars = pytest.mark.parametrize(
    "calendar",
    [
        HolidayCalendar("ECB"),
        FakeBusinessDays({GOOD_FRIDAY: "Good Friday", BOXING_SATURDAY: "Christmas Holiday"}),
    ],
    ids=["real", "fake"],
)


@pytest.mark.parametrize("row", rows("wire_safe_days"))
def test_golden_last_safe_day_of_a_wire(row: dict[str, Any]) -> None:
    catalogue = with_rules(vendor_catalogue(), wire_business_days=row["business_days"])
    ports = World(catalogue=catalogue, business_days=HolidayCalendar(row["calendar"])).ports
    end = day(row["last_covered_day"]) + timedelta(days=1)
    safe = last_safe_wire(end, ports=ports)
    assert (safe.day, safe.arrives_on) == (day(row["last_safe_day"]), day(row["arrives_on"]))
    assert {str(each.day): each.name for each in safe.holidays} == row["holidays"]
    assert last_safe_wire_day(end, ports=ports) == safe.day


@calendars
def test_a_weekend_is_closed_and_names_no_holiday(calendar: BusinessCalendar) -> None:
    for closed in (date(2026, 11, 28), date(2026, 11, 29), BOXING_SATURDAY):
        assert not calendar.is_business_day(closed)
        assert calendar.holiday(closed) is None


@calendars
def test_a_holiday_in_the_week_is_closed_and_named(calendar: BusinessCalendar) -> None:
    assert not calendar.is_business_day(GOOD_FRIDAY)
    assert calendar.holiday(GOOD_FRIDAY) == "Good Friday"


@calendars
def test_any_other_day_of_the_week_is_open(calendar: BusinessCalendar) -> None:
    for opened in (date(2027, 3, 25), date(2026, 11, 30)):
        assert calendar.is_business_day(opened)
        assert calendar.holiday(opened) is None


def test_holidays_differ_by_region_and_weekends_by_country() -> None:
    corpus_christi, sunday = date(2027, 5, 27), date(2026, 11, 29)
    assert not HolidayCalendar("DE-BY").is_business_day(corpus_christi)
    assert HolidayCalendar("DE").is_business_day(corpus_christi)
    assert HolidayCalendar("SA").is_business_day(sunday)


def test_holidays_have_english_names_where_the_library_knows_them() -> None:
    assert HolidayCalendar("DE").holiday(date(2026, 12, 25)) == "Christmas Day"


@pytest.mark.parametrize("code", ["ECB", "XNYS", "DE", "DEU", "DE-BY", "US-CA"])
def test_markets_countries_and_regions_are_known(code: str) -> None:
    assert is_known_calendar(code)


@pytest.mark.parametrize("code", ["", "Mars", "ecb", "DE-", "DE-ZZ", "XX-BY", "ECB-BY", "HolidayBase"])
def test_nothing_else_is_a_calendar(code: str) -> None:
    assert not is_known_calendar(code)
    with pytest.raises(ValueError, match="no holiday calendar"):
        HolidayCalendar(code)
