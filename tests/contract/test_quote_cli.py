"""The command `plandesk quote`: keys are made, listed and retired, and files checked without a network."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from plandesk.adapters.signatures import Ed25519Signer, new_key, retired
from plandesk.services.signatures import publish_keys
from plandesk.text import signatures_en as words
from tests.factories import World
from tests.signed_files import pdf_of, signed_by


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


def test_a_quote_is_checked_by_the_vendor_and_by_whoever_has_its_published_keys(tmp_path: Path) -> None:
    key = new_key()
    ring = Ed25519Signer([key])
    ports = replace(World().ports, document_signer=ring)
    (tmp_path / "keys.json").write_text(json.dumps(publish_keys(ports=ports)))
    (tmp_path / "quote.json").write_bytes(signed_by(ring))
    (tmp_path / "quote.pdf").write_bytes(pdf_of(signed_by(ring)))
    by_vendor = run(tmp_path, "verify", "quote.json", PLANDESK_SIGNING_KEYS=f"{new_key()},{retired(key)}")
    by_others = run(tmp_path, "verify", "quote.json", "--keys", "keys.json", PLANDESK_ENV="production")
    of_pdf = run(tmp_path, "verify", "quote.pdf", "--keys", "keys.json")
    assert (by_vendor.returncode, by_others.returncode, of_pdf.returncode) == (0, 0, 2), by_vendor.stderr
    assert by_vendor.stdout == by_others.stdout
    assert by_others.stdout.splitlines() == [
        "The signature is right. Mizutech signed quote Q202604711, revision 2 for Acme Ltd on 23 November 2026 "
        f"with the key {next(iter(ring.public_keys()))}.",
        "Total: USD 2,900.00.",
        "Valid until 23 December 2026, the last day (UTC).",
        "Whether it is still open: https://plans.example/quotes/token-000000000000000000000001/",
    ]
    assert of_pdf.stdout == f"{by_others.stdout}{words.PAGES_NOT_SIGNED}\n"


def test_a_quote_that_is_not_to_the_byte_what_was_signed_ends_with_a_fault(tmp_path: Path) -> None:
    ring = Ed25519Signer([new_key()])
    (tmp_path / "keys.json").write_text(json.dumps(publish_keys(ports=replace(World().ports, document_signer=ring))))
    (tmp_path / "quote.json").write_bytes(signed_by(ring).replace(b"Acme", b"Acne"))
    changed = run(tmp_path, "verify", "quote.json", "--keys", "keys.json")
    stranger = run(tmp_path, "verify", "quote.json")
    assert (changed.returncode, changed.stdout) == (1, f"{words.FAULTS['changed']}\n")
    assert (stranger.returncode, stranger.stdout) == (1, f"{words.FAULTS['unknown_key']}\n")


def test_a_file_of_keys_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "quote.json").write_bytes(b"{}")
    for content in ("", "[]", '{"vendor": "x", "keys": []}', '{"vendor": "x", "keys": [{"algorithm": "Ed25519"}]}'):
        (tmp_path / "keys.json").write_text(content)
        told = run(tmp_path, "verify", "quote.json", "--keys", "keys.json")
        assert told.returncode == 1
        assert words.KEYS_UNREADABLE in told.stderr
