"""Calendar files: every end of a customer's or an installation's cover, on its last covered day."""

from datetime import date

import pytest
from icalendar import Calendar
from werkzeug.test import TestResponse

from tests.api.conftest import Desk, problem
from tests.api.seeding import Seeded

TERMS = {
    "PBX-1": [("pbx.standard", "2026-01-01", "2026-12-31")],
    "SW-1": [("softswitch.standard", "2024-03-01", "2025-02-28"), ("softswitch.standard", "2025-04-01", "2026-03-31")],
}


@pytest.fixture
def acme(desk: Desk) -> Seeded:
    return desk.customer("Acme", installations=TERMS)


def events(answer: TestResponse) -> list[tuple[date, str]]:
    """Return the days of a calendar file with what ends on them."""
    assert answer.status_code == 200
    return [(each["DTSTART"].dt, str(each["SUMMARY"])) for each in Calendar.from_ical(answer.data).walk("VEVENT")]


def test_a_file_holds_the_last_day_of_each_span_and_of_grace(desk: Desk, acme: Seeded) -> None:
    owner = desk.sign_in(acme.contacts["owner"].email)
    answer = owner.get(f"/installations/{acme.installations[1].id}/calendar.ics")
    assert events(answer) == [
        (date(2025, 2, 28), "SW-1: last day of maintenance upgrades"),
        (date(2025, 2, 28), "SW-1: last day of support"),
        (date(2026, 3, 31), "SW-1: last day of maintenance upgrades"),
        (date(2026, 3, 31), "SW-1: last day of support"),
        (date(2026, 4, 30), "SW-1: last day to continue support without a gap"),
        (date(2027, 3, 31), "SW-1: last day of critical updates"),
    ]
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="support-ends.ics"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_customers_file_holds_those_of_every_installation(desk: Desk, acme: Seeded) -> None:
    owner = desk.sign_in(acme.contacts["technical"].email)
    told = events(owner.get("/account/calendar.ics"))
    assert {summary.partition(":")[0] for _, summary in told} == {"PBX-1", "SW-1"}
    assert (date(2026, 12, 31), "PBX-1: last day of support") in told
    assert (date(2027, 1, 30), "PBX-1: last day to continue support without a gap") in told
    assert [day for day, _ in told] == sorted(day for day, _ in told)


def test_an_entry_keeps_its_name_from_file_to_file_and_leads_to_its_page(desk: Desk, acme: Seeded) -> None:
    owner = desk.sign_in(acme.contacts["owner"].email)
    files = [Calendar.from_ical(owner.get("/account/calendar.ics").data).walk("VEVENT") for _ in range(2)]
    names = [[str(each["UID"]) for each in file] for file in files]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])
    assert {str(each["URL"]) for each in files[0]} == {
        f"https://plans.example/account/{each.id}/" for each in acme.installations
    }


def test_a_foreign_installation_has_no_file(desk: Desk, acme: Seeded) -> None:
    stranger = desk.sign_in(desk.customer("Other").contacts["owner"].email)
    problem(stranger.get(f"/installations/{acme.installations[0].id}/calendar.ics"), 404, "not-found")
    assert {each.partition(":")[0] for _, each in events(stranger.get("/account/calendar.ics"))} == {"PBX-1"}
    problem(desk.get("/account/calendar.ics"), 401, "sign-in-needed")
