"""The command that imports a bank statement: a dry run, the question, the booking."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner, Result

from plandesk.cli import main
from tests.bank_files import Movement, camt

TODAY = datetime.now(UTC).date()


def run(folder: Path, *args: str, answer: str | None = None) -> Result:
    """Import `monday.xml` of a folder into the demo's books there."""
    environ = {
        "PLANDESK_ENV": "demo",
        "DATABASE_URL": f"sqlite:///{folder}/plandesk.db",
        "PLANDESK_CLOCK_FILE": str(folder / "clock"),
        "PLANDESK_CLOCK_OFFSET": "",
    }
    command = ["wires", "import", str(folder / "monday.xml"), "--staff", "fin", *args]
    return CliRunner().invoke(main, command, env=environ, input=answer)


def booked(folder: Path) -> list[int]:
    """Return the amounts in the ledger."""
    with closing(sqlite3.connect(folder / "plandesk.db")) as database:
        return [minor for (minor,) in database.execute("SELECT amount_minor FROM ledger ORDER BY seq")]


def test_a_statement_is_shown_asked_about_and_booked_once(tmp_path: Path) -> None:
    stray = Movement("5.00", "thank you", value_date=TODAY, reference="A")
    (tmp_path / "monday.xml").write_bytes(camt(stray, Movement("?", "bad", reference="B")))
    checked = run(tmp_path, "--check")
    assert (checked.exit_code, booked(tmp_path)) == (0, [])
    assert "line 1: unknown, USD 5.00: No reference of ours is in its text." in checked.output
    assert "line 2: unreadable, -: Its amount cannot be read for certain." in checked.output
    assert "unknown 1 (USD 5.00), unreadable 1." in checked.output
    declined = run(tmp_path, answer="n\n")
    assert declined.output.endswith("Nothing was booked.\n")
    accepted = run(tmp_path, answer="y\n")
    assert (accepted.exit_code, booked(tmp_path)) == (0, [500])
    again = run(tmp_path, "--yes")
    assert (again.exit_code, booked(tmp_path)) == (0, [500])
    assert "line 1: duplicate" in again.output


def test_what_is_no_statement_or_has_no_mapping_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "monday.xml").write_text("hello")
    refused = run(tmp_path)
    assert refused.exit_code == 1
    assert "neither CAMT.053 nor MT940" in refused.output
    unknown = run(tmp_path, "--mapping", "Bank")
    assert unknown.exit_code == 1
    assert "No mapping is called Bank." in unknown.output
