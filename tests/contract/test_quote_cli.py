"""The command `plandesk quote`: keys are made, listed and retired."""

import subprocess
import sys
from pathlib import Path

from plandesk.adapters.signatures import Ed25519Signer, new_key, retired


def run(folder: Path, *args: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command in an empty folder, with nothing but the demo's settings."""
    return subprocess.run(
        [sys.executable, "-m", "plandesk", "quote", *args],
        cwd=folder,
        env={"PLANDESK_ENV": "demo", "PYTHONPATH": ":".join(sys.path), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_new_key_signs_in_front_of_the_old_one_and_the_old_one_is_retired(tmp_path: Path) -> None:
    old = new_key()
    made = run(tmp_path, "keys", "new", PLANDESK_ENV="production").stdout.strip()
    half = run(tmp_path, "keys", "retire", "--key", old).stdout.strip()
    assert half == retired(old)
    listed = run(tmp_path, "keys", "list", PLANDESK_SIGNING_KEYS=f"{made},{half}").stdout.split()
    assert listed == [part for row in Ed25519Signer([made, old]).public_keys().items() for part in row]


def test_the_demo_makes_a_key_of_its_own_and_keeps_it(tmp_path: Path) -> None:
    first, again = run(tmp_path, "keys", "list"), run(tmp_path, "keys", "list")
    assert first.stdout == again.stdout != ""
    assert (tmp_path / "var" / "signing.key").exists()


def test_a_production_without_keys_is_told_so(tmp_path: Path) -> None:
    told = run(tmp_path, "keys", "list", PLANDESK_ENV="production")
    assert told.returncode == 1
    assert "PLANDESK_SIGNING_KEYS is missing" in told.stderr


def test_what_is_no_key_cannot_be_retired(tmp_path: Path) -> None:
    told = run(tmp_path, "keys", "retire", "--key", "short")
    assert told.returncode == 1
    assert "must be" in told.stderr
