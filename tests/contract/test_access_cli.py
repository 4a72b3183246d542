"""The commands that say who may ask, on a database of their own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.uow import unit_of_work
from plandesk.cli import main
from plandesk.domain.passkeys import Passkey
from plandesk.services.access import digest


def run(folder: Path, *args: str, **environ: str) -> Result:
    """Run a command of a demo in a folder."""
    demo = {"PLANDESK_ENV": "demo", "DATABASE_URL": f"sqlite:///{folder}/plandesk.db", **environ}
    return CliRunner().invoke(main, args, env=demo)


def test_staff_are_added_listed_and_removed(tmp_path: Path) -> None:
    assert run(tmp_path, "staff", "list").output == "Nobody may sign in as staff.\n"
    added = run(tmp_path, "staff", "add", "Ann@vendor.example", "--role", "sales")
    assert added.output == "Ann@vendor.example signs in with the role sales.\n"
    run(tmp_path, "staff", "add", "ann@vendor.example", "--role", "finance")
    listed = run(tmp_path, "staff", "list", PLANDESK_STAFF="admin:boss@vendor.example")
    assert listed.output == "admin    boss@vendor.example  (PLANDESK_STAFF)\nfinance  ann@vendor.example\n"
    assert run(tmp_path, "staff", "remove", "ANN@vendor.example").exit_code == 0
    again = run(tmp_path, "staff", "remove", "ann@vendor.example")
    assert again.exit_code == 1
    assert again.output.startswith("No command made ann@vendor.example staff.")


@pytest.mark.parametrize("args", [("nobody", "--role", "sales"), ("a@b.example", "--role", "boss"), ("a@b.example",)])
def test_an_address_and_a_known_role_are_needed(tmp_path: Path, args: tuple[str, ...]) -> None:
    assert run(tmp_path, "staff", "add", *args).exit_code == 2


def test_the_address_of_a_contact_cannot_be_staffs(tmp_path: Path) -> None:
    rows = tmp_path / "customers.csv"
    rows.write_text("customer,company,contact_email,contact_role\nC-1,Acme Ltd,ann@acme.example,owner\n")
    assert run(tmp_path, "import", "customers", str(rows), "--yes").exit_code == 0
    added = run(tmp_path, "staff", "add", "Ann@acme.example", "--role", "sales")
    assert (added.exit_code, added.output) == (
        1,
        "Ann@acme.example is a contact of Acme Ltd, and an address of staff signs in as staff alone. "
        "Use another address, or have the contact removed or moved to another address first.\n",
    )
    assert run(tmp_path, "staff", "list", PLANDESK_STAFF="admin:ann@acme.example").output == (
        "admin    ann@acme.example  (PLANDESK_STAFF; a contact’s address too, which signs in as staff alone)\n"
    )


def test_lost_passkeys_are_listed_and_removed_with_a_reason(tmp_path: Path) -> None:
    assert run(tmp_path, "passkeys", "list").output == "Nobody has a passkey.\n"
    engine, now = open_database(f"sqlite:///{tmp_path}/plandesk.db"), datetime(2026, 11, 23, 12, tzinfo=UTC)
    with unit_of_work(engine)() as unit:
        unit.passkeys.add(Passkey("passkey-1", "ann@vendor.example", "Blue key", "credential", "public", 1, now))
        unit.commit()
    listed = run(tmp_path, "passkeys", "list").output
    assert listed == "ann@vendor.example  Blue key  made 2026-11-23, never used\n"
    assert run(tmp_path, "passkeys", "remove", "ann@vendor.example").exit_code == 2
    asked = ("passkeys", "remove", "Ann@vendor.example", "--reason", "Lost on a train", "--staff", "root")
    assert run(tmp_path, *asked).output.startswith("1 removed: Ann@vendor.example signs in by mail")
    again = run(tmp_path, *asked)
    assert (again.exit_code, again.output.split(".")[0]) == (1, "Ann@vendor")
    with unit_of_work(engine)(read_only=True) as unit:
        (row,) = unit.audit.of("staff:ann@vendor.example")
    engine.dispose()
    assert (row.actor, row.action, row.reason) == ("staff:root", "remove-passkey", "Lost on a train")


def test_a_token_is_shown_once_and_kept_as_a_digest(tmp_path: Path) -> None:
    made = run(tmp_path, "tokens", "create", "helpdesk", "--scope", "help_desk", "--scope", "shop", "--staff", "ann")
    token = made.output.strip()
    assert token.startswith("pd_")
    engine = open_database(f"sqlite:///{tmp_path}/plandesk.db")
    with unit_of_work(engine)(read_only=True) as unit:
        kept = unit.access.token_by_digest(digest(token))
        (row,) = unit.audit.of("program:helpdesk")
    engine.dispose()
    assert kept is not None
    assert kept.scopes == ("help_desk", "shop")
    assert (row.actor, row.action) == ("staff:ann", "create-token")
    assert token not in run(tmp_path, "tokens", "list").output


def test_a_token_is_revoked_by_its_name_which_is_not_given_again(tmp_path: Path) -> None:
    assert run(tmp_path, "tokens", "list").output == "No program has a token.\n"
    run(tmp_path, "tokens", "create", "helpdesk", "--scope", "help_desk")
    assert "never used" in run(tmp_path, "tokens", "list").output
    for _ in range(2):
        assert run(tmp_path, "tokens", "revoke", "helpdesk").output == "The token of helpdesk is revoked.\n"
    assert "revoked 2" in run(tmp_path, "tokens", "list").output
    again = run(tmp_path, "tokens", "create", "helpdesk", "--scope", "help_desk")
    assert (again.exit_code, again.output[:35]) == (1, "A program called helpdesk had a tok")
    unknown = run(tmp_path, "tokens", "revoke", "shop")
    assert (unknown.exit_code, unknown.output[:33]) == (1, "There is no program called shop. ")
