"""The command that imports: a dry run, the question, the writing, and what the shell is told."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plandesk.cli import main
from plandesk.import_cli import Progress

ROWS = (
    "customer,company,installation,family,purchased_on,price\n"
    "C-1,Acme Ltd,SW 1,softswitch,2010-05-01,9000\n"
    "C-2,Beta Ltd,SW 2,softswitch,2012-12-31,9000\n"
)


def run(folder: Path, *args: str, answer: str | None = None) -> Result:
    """Import `customers.csv` of a folder into the demo's books there."""
    environ = {
        "PLANDESK_ENV": "demo",
        "DATABASE_URL": f"sqlite:///{folder}/plandesk.db",
        "PLANDESK_CLOCK_FILE": str(folder / "clock"),
        "PLANDESK_CLOCK_OFFSET": "",
    }
    command = ["import", "customers", str(folder / "customers.csv"), "--staff", "sam", *args]
    return CliRunner().invoke(main, command, env=environ, input=answer)


def names(folder: Path) -> list[str]:
    """Return the customers in the books."""
    with closing(sqlite3.connect(folder / "plandesk.db")) as database:
        return [name for (name,) in database.execute("SELECT name FROM customers ORDER BY seq")]


def test_an_import_is_checked_asked_about_written_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text(ROWS)
    checked = run(tmp_path, "--check")
    assert (checked.exit_code, names(tmp_path)) == (0, [])
    assert "lines 177, 179 of the terms give it softswitch.standard" in checked.output
    assert "line 2: add, customer C-1, installation SW 1: customer, installation and term\n" in checked.output
    assert "line 3: ask us, customer C-2, installation SW 2: customer and installation\n" in checked.output
    assert "2 rows: add 1, ask us 1." in checked.output
    declined = run(tmp_path, answer="n\n")
    assert (declined.exit_code, names(tmp_path)) == (0, [])
    assert declined.output.endswith("Write this? [y/N]: n\nNothing was written.\n")
    accepted = run(tmp_path, answer="y\n")
    assert (accepted.exit_code, names(tmp_path)) == (0, ["Acme Ltd", "Beta Ltd"])
    assert accepted.output.endswith("Written.\n")
    again = run(tmp_path, "--yes")
    assert again.exit_code == 0
    assert again.output.endswith("There is nothing to do.\n")


def test_an_import_without_an_answer_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text(ROWS)
    assert run(tmp_path, answer="").exit_code == 1
    assert names(tmp_path) == []


def test_an_error_is_told_with_line_and_column_and_ends_with_status_1(tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text(f"{ROWS}C-3,Gamma Ltd,SW 3,softswitch,2010-05-01,nine\n")
    result = run(tmp_path, "--yes", "--report", str(tmp_path / "report.csv"))
    assert (result.exit_code, names(tmp_path)) == (1, [])
    assert (
        "line 4: error, customer C-3, installation SW 3\n    price: This is not an amount such as 1400.00"
        in result.output
    )
    assert "At least one row is in error, so nothing was written." in result.output
    report = (tmp_path / "report.csv").read_text().splitlines()
    assert report[0] == "line,verdict,adds,changes,errors,notes"
    assert [row.split(",")[1] for row in report[1:]] == ["add", "ask us", "error"]


def test_every_row_is_told_on_a_line_of_its_own_or_only_what_needs_a_look(tmp_path: Path) -> None:
    rows = "".join(f"C-{index},Company {index},,,,\n" for index in range(200))
    content = f"customer,company,installation,family,purchased_on,price\n{rows}C-1,Company 1,,,,\nC-2,Other,,,,\n"
    (tmp_path / "customers.csv").write_text(content)
    told = run(tmp_path, "--check").output.splitlines()
    lines = [each for each in told if each.startswith("line ")]
    assert len(lines) == 202
    assert lines[0] == "line 2: add, customer C-0: customer"
    assert lines[200:] == ["line 202: nothing to do, customer C-1", "line 203: error, customer C-2"]
    quiet = run(tmp_path, "--check", "--quiet").output.splitlines()
    assert [each for each in quiet if each.startswith("line ")] == ["line 203: error, customer C-2"]


@pytest.mark.parametrize(
    ("content", "told"),
    [("customer,phone\n", "columns that are unknown: 'phone'"), ("", "The file has no header.")],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "customers.csv").write_text(content)
    result = run(tmp_path)
    assert result.exit_code == 1
    assert told in result.output
    assert "Traceback" not in result.output


def test_stopping_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "customers.csv").write_text(ROWS)
    stopped = {"Writing: row"}

    def step(progress: Progress) -> None:
        if progress.doing in stopped:
            raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "step", step)
    result = run(tmp_path, "--yes")
    assert (result.exit_code, names(tmp_path)) == (130, [])
    assert result.output.endswith("Stopped. Nothing was written.\n")


@pytest.mark.parametrize(
    ("terminal", "told"),
    [(True, "\rChecking: row 100\rChecking: row 200\rChecking: row 250\n"), (False, "")],
)
def test_progress_counts_in_place_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, terminal: bool, told: str
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    progress = Progress("Checking: row")
    for _ in range(250):
        progress.step()
    progress.end()
    assert capsys.readouterr().err == told


def test_progress_is_plain_lines_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("Checking: row")
    for _ in range(20_001):
        progress.step()
    progress.end()
    assert capsys.readouterr().err == "Checking: row 10,000\nChecking: row 20,000\n"
