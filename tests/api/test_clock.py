"""The demo's clock in the browser."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from plandesk.adapters.clock import MovableClock
from plandesk.domain.period import month_turn
from plandesk.text import clock_en as words
from plandesk.text.formats import day as written
from tests.api.conftest import NEW_PBX, Desk


@pytest.fixture
def moving(desk: Desk) -> Desk:
    """Return a product whose clock shows the real time and can be moved."""
    desk.ports = replace(desk.ports, clock=MovableClock(desk.folder / "clock"))
    desk.app = desk.start()
    desk.client = desk.app.test_client()
    return desk


def today(desk: Desk) -> date:
    return desk.ports.clock.today("UTC")


def move(desk: Desk, **form: str) -> int:
    return desk.client.post("/dev/clock", data=form).status_code


@pytest.mark.parametrize(
    ("step", "then"),
    [
        ("day", lambda day: day + timedelta(days=1)),
        ("week", lambda day: day + timedelta(days=7)),
        ("month", lambda day: month_turn(day, 1)),
        ("year", lambda day: month_turn(day, 12)),
    ],
)
def test_a_button_moves_the_clock_on_and_keeps_the_time_of_day(moving: Desk, step: str, then: object) -> None:
    assert callable(then)
    before = moving.ports.clock.now()
    reply = moving.client.post("/dev/clock", data={"on": step})
    assert (reply.status_code, reply.location) == (303, "/dev/clock")
    passed = moving.ports.clock.now() - datetime.combine(then(before.date()), before.time(), UTC)
    assert timedelta() <= passed < timedelta(minutes=1)
    assert f"It is {written(today(moving))}, " in moving.client.get("/dev/clock").text


def test_any_later_day_can_be_gone_to_and_the_real_time_again(moving: Desk) -> None:
    real, wanted = today(moving), today(moving) + timedelta(days=400)
    assert move(moving, day=wanted.isoformat()) == 303
    assert today(moving) == wanted
    assert move(moving, to="real_time") == 303
    assert today(moving) in (real, real + timedelta(days=1))


@pytest.mark.parametrize("wanted", ["2001-01-01", "9999-12-31", "tomorrow", ""])
def test_a_day_that_is_none_or_lies_behind_or_out_of_reach_is_refused(moving: Desk, wanted: str) -> None:
    before = today(moving)
    reply = moving.client.post("/dev/clock", data={"day": wanted})
    assert reply.status_code == 409
    assert f'<p role="alert">{words.refused(before)}</p>' in reply.text
    assert today(moving) == before


def test_prices_are_dated_by_the_moved_clock(moving: Desk) -> None:
    assert move(moving, on="month") == 303
    price = moving.price(NEW_PBX).get_json()
    assert price["lines"][0]["terms"][0]["start"] == today(moving).isoformat()


def test_another_site_cannot_move_the_clock(moving: Desk) -> None:
    before = today(moving)
    reply = moving.client.post("/dev/clock", data={"on": "year"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert reply.status_code == 403
    assert today(moving) == before


def test_a_held_clock_is_shown_but_not_moved(desk: Desk) -> None:
    page = desk.client.get("/dev/clock").text
    assert f"It is {written(desk.world.clock.today('UTC'))}, 12:00 (UTC)." in page
    assert str(words.HELD) in page
    assert "<form" not in page
    assert move(desk, on="year") == 409


def test_mails_and_clock_lead_to_each_other(moving: Desk) -> None:
    assert 'href="/dev/mail"' in moving.client.get("/dev/clock").text
    assert 'href="/dev/clock"' in moving.client.get("/dev/mail").text
