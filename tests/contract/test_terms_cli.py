"""The commands for terms by hand: what they say, and how they refuse."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plandesk.cli import main

ROWS = (
    "customer,company,installation,label,plan,term_start\n"
    "C-1,Acme Ltd,KEY 1,Main,pbx.standard,2026-01-31\nC-1,,KEY 1,,pbx.standard,2027-01-31\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a demo in whose books a customer has an installation with two terms."""
    (tmp_path / "customers.csv").write_text(ROWS)
    assert run(tmp_path, "import", "customers", str(tmp_path / "customers.csv"), "--yes").exit_code == 0
    return tmp_path


def run(folder: Path, *args: str) -> Result:
    """Run a command of staff in a demo, as if it were 23 November 2026."""
    environ = {
        "PLANDESK_ENV": "demo",
        "DATABASE_URL": f"sqlite:///{folder}/plandesk.db",
        "PLANDESK_CLOCK_FILE": str(folder / "clock"),
        "PLANDESK_CLOCK_OFFSET": "",
        "USER": "sam",
    }
    return CliRunner().invoke(main, ["--now", "2026-11-23", *args], env=environ)


def ids(folder: Path) -> list[str]:
    """Return the ids that the list shows, earliest term first."""
    listed = run(folder, "terms", "list", "C-1", "key 1")
    return re.findall(r"^  (\S+)  ", listed.output, flags=re.MULTILINE)


def test_terms_are_listed_with_the_ids_that_the_commands_take(folder: Path) -> None:
    listed = run(folder, "terms", "list", "C-1").output
    assert listed.startswith("Main, KEY 1 (pbx)\n")
    assert "pbx.standard from 31 January 2026 to 30 January 2027\n" in listed
    assert len(ids(folder)) == 2


def test_a_term_is_entered_by_number_and_licence_key(folder: Path) -> None:
    told = run(
        folder,
        *("terms", "enter", "C-1", "key 1", "--plan", "pbx.basic", "--start", "2028-01-31"),
        *("--last-covered-day", "2028-03-15", "--value", "900.00", "--reason", "agreed"),
    )
    assert told.exit_code == 0, told.output
    assert told.output.endswith("pbx.basic from 31 January 2028 to 15 March 2028. It is queued.\n")
    with closing(sqlite3.connect(folder / "plandesk.db")) as database:
        (kept,) = database.execute("SELECT value, reason, origin FROM terms WHERE plan = 'pbx.basic'").fetchall()
    assert kept == ('{"minor":90000,"currency":"USD"}', "agreed", "entered")


def test_a_corrected_end_names_what_follows_it(folder: Path) -> None:
    first, second = ids(folder)
    told = run(folder, "terms", "correct", first, "--last-covered-day", "2026-12-31", "--reason", "licence")
    assert told.output == (
        f"Term {first}: pbx.standard from 31 January 2026 to 31 December 2026. It is active.\n"
        f"Term {second} follows: pbx.standard from 1 January 2027 to 31 December 2027.\n"
    )


def test_a_term_is_suspended_resumed_and_revoked_with_a_reason(folder: Path) -> None:
    first, _ = ids(folder)
    told = [run(folder, "terms", act, first, "--reason", "x").output for act in ("suspend", "resume", "revoke")]
    assert [each.rpartition("It is ")[2] for each in told] == ["suspended.\n", "active.\n", "revoked.\n"]
    assert "revoked on 23 November 2026" in run(folder, "terms", "list", "C-1").output
    with closing(sqlite3.connect(folder / "plandesk.db")) as database:
        acts = database.execute("SELECT actor, action, reason FROM audit ORDER BY seq").fetchall()
    assert acts[1:] == [("sam", f"term_{act}", "x") for act in ("suspended", "resumed", "revoked")]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("list", "C-9"), "There is no customer 'C-9'. Check the number."),
        (("list", "C-1", "KEY 9"), "There is no installation 'KEY 9'. Check its licence key or host name."),
        (("revoke", "none", "--reason", "x"), "There is no such term, or nobody’s installation has it yet."),
        (
            ("enter", "C-1", "KEY 1", "--plan", "pbx.basic", "--start", "2027-01-30", "--reason", "x"),
            "The installation is already covered from 31 January 2026 to 30 January 2027. Terms do not overlap.",
        ),
        (
            ("enter", "C-1", "KEY 1", "--plan", "pbx.gold", "--start", "2029-01-30", "--reason", "x"),
            "The catalogue has no plan 'pbx.gold'.",
        ),
        (
            ("enter", "C-1", "KEY 1", "--plan", "gateway.basic", "--start", "2029-01-30", "--reason", "x"),
            "gateway.basic is no plan for this installation, which is of the family pbx.",
        ),
    ],
)
def test_a_refusal_is_one_sentence_and_status_1(folder: Path, args: tuple[str, ...], told: str) -> None:
    result = run(folder, "terms", *args)
    assert (result.exit_code, result.output) == (1, f"{told}\n")


def test_an_act_without_a_reason_is_not_run(folder: Path) -> None:
    assert run(folder, "terms", "suspend", ids(folder)[0]).exit_code == 2


@pytest.mark.parametrize("reason", ["", " ", "\u00a0", "-"])
@pytest.mark.parametrize("command", [("terms", "revoke", "t"), ("orders", "approve", "1"), ("orders", "reject", "1")])
def test_a_reason_holds_words(folder: Path, command: tuple[str, ...], reason: str) -> None:
    told = run(folder, *command, "--reason", reason)
    assert told.exit_code == 2
    assert told.output.endswith("Say why, in words: the reason is kept with what was done.\n")
