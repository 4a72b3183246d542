"""What the commands refuse before anything is started, when they run, and which demo those of staff act on."""

import json
import socket
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plandesk.cli import main
from plandesk_sandbox.demo import PORTS
from plandesk_sandbox.staff import settings


@pytest.mark.parametrize(
    ("stamp", "told"), [(None, "no built pages"), ('{"catalogue_version": "old"}', "of catalogue old")]
)
def test_serving_without_pages_of_the_catalogue_is_refused_with_the_cure(
    tmp_path: Path, stamp: str | None, told: str
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    if stamp:
        (site / "build.json").write_text(stamp)
    environ = {
        "PLANDESK_ENV": "demo",
        "DATABASE_URL": f"sqlite:///{tmp_path}/plandesk.db",
        "PLANDESK_SITE": str(site),
    }
    result = CliRunner().invoke(main, ["serve", "--no-worker", "--port", "0"], env=environ)
    assert result.exit_code == 1
    assert told in result.output
    assert "plandesk build" in result.output


def test_a_second_server_on_the_same_port_is_refused_in_one_sentence() -> None:
    with socket.socket() as first:
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # As Granian does, which would share the port.
        first.bind(("127.0.0.1", 0))
        first.listen()
        port = first.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--no-worker", "--port", str(port)])
    assert result.exit_code == 1
    assert result.output == (f"Something serves on 127.0.0.1:{port} already. Stop it, or choose another --port.\n")


def test_an_address_that_is_not_of_this_machine_is_refused() -> None:
    result = CliRunner().invoke(main, ["serve", "--no-worker", "--host", "192.0.2.1"])
    assert result.exit_code == 1
    assert result.output.startswith("Nothing can be served on 192.0.2.1:8000")


def test_staff_act_on_the_demo_that_was_started_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert settings({})["PLANDESK_BASE_URL"] == "http://127.0.0.1:8000"
    PORTS.parent.mkdir()
    PORTS.write_text(json.dumps({"port": 8500, "sandbox_port": 8501}))
    told = settings({})
    assert told["PLANDESK_BASE_URL"] == "http://127.0.0.1:8500"
    assert told["STRIPE_BASE_URL"] == "http://127.0.0.1:8501/stripe"


def run(folder: Path, *args: str, **environ: str) -> Result:
    """Run a command of a demo in a folder; what it sets in its environment does not stay."""
    demo = {
        "PLANDESK_ENV": "demo",
        "DATABASE_URL": f"sqlite:///{folder}/plandesk.db",
        "PLANDESK_CLOCK_FILE": str(folder / "clock"),
        "PLANDESK_CLOCK_OFFSET": "",
        **environ,
    }
    return CliRunner().invoke(main, args, env=demo)


def started_at(folder: Path) -> datetime:
    """Return when the catalogue was first kept, by the product's clock."""
    with closing(sqlite3.connect(folder / "plandesk.db")) as database:
        (told,) = database.execute("SELECT kept_at FROM catalogues").fetchone()
    return datetime.fromisoformat(told).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "meant"),
    [
        ("2027-03-01", datetime(2027, 3, 1, 12, tzinfo=UTC)),
        ("20270301", datetime(2027, 3, 1, 12, tzinfo=UTC)),
        ("2027-03-01T00:00", datetime(2027, 3, 1, tzinfo=UTC)),
        ("2027-03-01T09:30+01:00", datetime(2027, 3, 1, 8, 30, tzinfo=UTC)),
        ("2024-02-29 23:59:00Z", datetime(2024, 2, 29, 23, 59, tzinfo=UTC)),
    ],
)
def test_a_command_runs_as_if_it_were_the_moment_named(tmp_path: Path, moment: str, meant: datetime) -> None:
    (tmp_path / "clock").write_text("86400")  # Outranked by what the command names.
    result = run(tmp_path, "--now", moment, "worker", "--once")
    assert (result.exit_code, result.output) == (0, "")
    assert timedelta() <= started_at(tmp_path) - meant < timedelta(minutes=1)


def test_a_command_follows_the_clock_of_the_demo(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text(f"{400 * 24 * 60 * 60}\n")
    assert run(tmp_path, "worker", "--once").exit_code == 0
    ahead = started_at(tmp_path) - datetime.now(UTC)
    assert timedelta(days=399) < ahead <= timedelta(days=400)


def test_no_clock_is_moved_where_real_money_moves(tmp_path: Path) -> None:
    result = run(tmp_path, "--now", "2027-03-01", "worker", "--once", PLANDESK_ENV="production")
    assert result.exit_code == 1
    assert result.output == ("--now works in the demo alone (PLANDESK_ENV=demo): real money keeps the real time.\n")
    assert not (tmp_path / "plandesk.db").exists()


@pytest.mark.parametrize(
    ("moment", "status", "told"),
    [("next week", 2, "'next week' is not a moment such as"), ("9999-12-31", 1, "--now must lie within 31 years")],
)
def test_a_moment_that_is_none_or_out_of_reach_is_refused(tmp_path: Path, moment: str, status: int, told: str) -> None:
    result = run(tmp_path, "--now", moment, "worker", "--once")
    assert result.exit_code == status
    assert told in result.output
    assert not (tmp_path / "plandesk.db").exists()


def test_a_clock_file_without_an_offset_is_refused_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "clock").write_text("soon")
    result = run(tmp_path, "worker", "--once")
    assert result.exit_code == 1
    assert result.output.startswith(f"PLANDESK_CLOCK_FILE: {tmp_path}/clock must hold a whole number of seconds")
    assert "delete it" in result.output
