"""The clocks of the product and its sandbox: held, moved by a file, and never guessed."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from plandesk.adapters.clock import REACH, ClockFileInvalid, MovableClock, SystemClock, offset_to, read_offset
from plandesk_sandbox.clock import Clock

NEAR = timedelta(seconds=10)
MONTH = timedelta(days=30)


def ahead(clock: SystemClock | MovableClock) -> timedelta:
    """Return how far a clock is ahead of the real time."""
    return clock.now() - datetime.now(UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "demo" / "clock"


def test_without_its_file_a_movable_clock_shows_the_real_time(file: Path) -> None:
    assert abs(ahead(MovableClock(file))) < NEAR
    assert not file.parent.exists()


def test_a_clock_that_is_moved_moves_every_other_of_the_same_file_at_once(file: Path) -> None:
    mine, other, sandbox = MovableClock(file), MovableClock(file), Clock(file)
    for days in (30, 60):
        mine.move_to(datetime.now(UTC) + timedelta(days=days))
        assert abs(ahead(other) - timedelta(days=days)) < NEAR
        assert abs(sandbox.now() - other.now().timestamp()) < NEAR.total_seconds()
    mine.reset()
    assert abs(ahead(other)) < NEAR
    assert abs(sandbox.now() - other.now().timestamp()) < NEAR.total_seconds()


def test_a_clock_moved_to_midnight_never_shows_the_day_before(file: Path) -> None:
    clock = MovableClock(file)
    clock.move_to(datetime(datetime.now(UTC).year + 1, 12, 31, 23, 0, tzinfo=UTC))
    year = datetime.now(UTC).year + 2
    assert clock.today("Europe/Budapest") == date(year, 1, 1)
    clock.move_to(datetime(year, 1, 1, tzinfo=UTC))
    assert clock.today("UTC") == date(year, 1, 1)


def test_a_clock_moves_forward_or_back_to_the_real_time_and_no_other_way(file: Path) -> None:
    clock = MovableClock(file)
    clock.move_to(datetime.now(UTC) + MONTH)
    with pytest.raises(ValueError, match="forward"):
        clock.move_to(datetime.now(UTC) + timedelta(days=1))
    assert abs(ahead(clock) - MONTH) < NEAR


def test_nothing_but_the_offset_is_left_beside_the_file(file: Path) -> None:
    MovableClock(file).move_to(datetime.now(UTC) + MONTH)
    assert [each.name for each in file.parent.iterdir()] == ["clock"]
    assert abs(int(file.read_text()) - MONTH.total_seconds()) < NEAR.total_seconds()


@pytest.mark.parametrize("content", ["", "soon", "1.5", "1e3", "2678400 s", "9999999999", "١٢", "\xff"])
def test_a_file_that_holds_no_offset_is_refused_and_a_reset_cures_it(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content)
    clock = MovableClock(file)
    with pytest.raises(ClockFileInvalid, match="delete it"):
        clock.now()
    clock.reset()
    assert abs(ahead(clock)) < NEAR


def test_the_sandbox_outlives_a_file_that_is_empty_for_a_moment(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("86400")
    sandbox = Clock(file)
    before = sandbox.now()
    file.write_text("")
    assert abs(sandbox.now() - before) < NEAR.total_seconds()


def test_an_offset_holds_a_clock_either_way() -> None:
    assert abs(ahead(SystemClock(read_offset("-86400"))) + timedelta(days=1)) < NEAR
    assert abs(ahead(SystemClock(read_offset("86400"))) - timedelta(days=1)) < NEAR


@pytest.mark.parametrize("away", [REACH, -REACH])
def test_a_moment_out_of_reach_is_refused(away: timedelta) -> None:
    with pytest.raises(ValueError, match="within 31 years"):
        offset_to(datetime.now(UTC) + away + away / 100)
