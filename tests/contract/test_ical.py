"""A calendar file reads back as it was meant, by the library's reader and by the bytes that RFC 5545 asks for."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Event

from plandesk.adapters.ical import ICalendarWriter
from plandesk.services.ports import CalendarEvent

NOW = datetime(2026, 11, 23, 12, 0, 0, 250, tzinfo=UTC)
LAST_DAY = date(2026, 12, 31)
HARD = 'Šumava, "PBX"; a\\b — поддержка 終了日 🎧\nsecond line'
END = CalendarEvent(
    "term-1@plans.example", LAST_DAY, "Cover of PBX-1 ends", "Extend it.", "https://plans.example/a?b=1,2"
)


def file_of(*events: CalendarEvent, name: str = "Support ends") -> bytes:
    return ICalendarWriter("Mizutech; SRL, ü", "sales@vendor.example").write(events, name, NOW)


def entry_of(event: CalendarEvent) -> Event:
    (entry,) = Calendar.from_ical(file_of(event)).events
    return entry


def unfolded(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def test_a_file_says_what_it_is_and_who_published_it() -> None:
    lines = unfolded(file_of(END))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert {"VERSION:2.0", "METHOD:PUBLISH", "PRODID:-//Plandesk//Plandesk//EN", "NAME:Support ends"} <= set(lines)
    assert 'ORGANIZER;CN="Mizutech; SRL, ü":mailto:sales@vendor.example' in lines


def test_an_entry_is_a_whole_day_that_stays_free() -> None:
    lines = unfolded(file_of(END))
    assert {"DTSTART;VALUE=DATE:20261231", "DTSTAMP:20261123T120000Z", "TRANSP:TRANSPARENT"} <= {*lines}
    entry = entry_of(END)
    assert (entry.start, entry.duration) == (LAST_DAY, timedelta(days=1))


def test_what_was_given_reads_back_and_nothing_else_is_told() -> None:
    entry = entry_of(END)
    assert [entry[key] for key in ("uid", "summary", "description", "url")] == [
        END.uid,
        END.summary,
        END.description,
        END.url,
    ]
    keys = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "URL", "TRANSP", "ORGANIZER"}
    assert {*entry} == keys
    assert {*entry_of(CalendarEvent("u", LAST_DAY, "s", "d", None))} == keys - {"URL"}


def test_reminders_come_thirty_and_seven_days_before() -> None:
    alarms = entry_of(END).walk("VALARM")
    assert [(each["action"], each["description"], each.decoded("trigger")) for each in alarms] == [
        ("DISPLAY", END.summary, timedelta(days=-30)),
        ("DISPLAY", END.summary, timedelta(days=-7)),
    ]


def test_long_and_foreign_text_is_folded_at_75_octets_between_characters() -> None:
    event = CalendarEvent("u" * 100, LAST_DAY, HARD * 9, HARD * 40, f"https://plans.example/{'x' * 200}")
    data = file_of(event, name=HARD * 3)
    lines = data.split(b"\r\n")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) == 75
    for line in lines:
        line.decode()  # No character is torn apart.
    entry = entry_of(event)
    assert [entry[key] for key in ("uid", "summary", "description", "url")] == [
        event.uid,
        event.summary,
        event.description,
        event.url,
    ]


def test_signs_with_a_meaning_are_escaped() -> None:
    signs, escaped = "a,b;c\\d\ne", "a\\,b\\;c\\\\d\\ne"
    lines = unfolded(file_of(CalendarEvent("u", LAST_DAY, signs, signs, None), name=signs))
    assert {f"{key}:{escaped}" for key in ("NAME", "X-WR-CALNAME", "SUMMARY", "DESCRIPTION")} <= set(lines)


@pytest.mark.parametrize("breach", ["\r\nATTENDEE:mailto:x@y.example", "\rATTENDEE:x", "\x00\x07\x0b\x7f\x85"])
def test_no_text_can_start_a_line_of_its_own_or_carry_control_characters(breach: str) -> None:
    data = file_of(CalendarEvent("u", LAST_DAY, f"s{breach}", f"d{breach}", None), name=f"n{breach}")
    assert not [line for line in unfolded(data) if line.startswith("ATTENDEE")]
    assert not re.search("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]", data.decode())


def test_the_same_events_at_the_same_time_give_the_same_file() -> None:
    other = CalendarEvent("term-2@plans.example", date(2028, 2, 29), "s", "d", None)
    assert file_of(END, other) == file_of(END, other)
    assert [entry["uid"] for entry in Calendar.from_ical(file_of(END, other)).events] == [END.uid, other.uid]


def test_a_calendar_without_events_is_still_one() -> None:
    assert Calendar.from_ical(file_of()).events == []
