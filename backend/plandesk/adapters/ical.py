"""Calendar files: days as iCalendar (RFC 5545), published for any calendar program to read in (RFC 5546)."""

import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from plandesk.services.ports import CalendarEvent

_PRODUCT: Final = "-//Plandesk//Plandesk//EN"
_ALARM_DAYS: Final = (30, 7)


class ICalendarWriter:
    """Writes events as all-day entries that leave the day free, with reminders 30 and 7 days before.

    `organizer` (a name) and `address` (a mail address) say who publishes, which RFC 5546 asks for.
    """

    def __init__(self, organizer: str, address: str) -> None:
        self._organizer = vCalAddress(f"mailto:{address}")
        self._organizer.params["CN"] = _text(organizer)

    def write(self, events: Sequence[CalendarEvent], name: str, now: datetime) -> bytes:
        """Return the file of a calendar called `name`; `now` (UTC) is its date of issue."""
        calendar = Calendar()
        calendar.add("prodid", _PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        for key in ("name", "x-wr-calname"):  # RFC 7986, and what programs older than it read.
            calendar.add(key, _text(name))
        for event in events:
            calendar.add_component(self._entry(event, now))
        written: bytes = calendar.to_ical()
        return written

    def _entry(self, event: CalendarEvent, now: datetime) -> Event:
        entry = Event()
        entry.add("uid", event.uid)
        entry.add("dtstamp", now)
        entry.add("dtstart", event.day)  # A date without an end is that one day (RFC 5545, 3.6.1).
        entry.add("summary", _text(event.summary))
        entry.add("description", _text(event.description))
        entry.add("transp", "TRANSPARENT")
        entry["organizer"] = self._organizer
        if event.url is not None:
            entry.add("url", event.url)
        for days in _ALARM_DAYS:
            entry.add_component(_alarm(event, days))
        return entry


def _alarm(event: CalendarEvent, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _text(event.summary))
    alarm.add("trigger", timedelta(days=-days))
    return alarm


def _text(words: str) -> vText:
    """Leave out control characters, which RFC 5545 forbids in text and the library lets through; lines stay."""
    return vText("".join(each for each in words if each in "\n\t" or unicodedata.category(each) != "Cc"))
