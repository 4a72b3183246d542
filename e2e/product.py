"""A running product, as `make run` runs it: the real server, worker, SQLite and payment sandbox, on loopback."""

import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import requests

from e2e.commands import run_command
from plandesk_sandbox.client import Control
from plandesk_sandbox.demo import environment
from plandesk_sandbox.server import running

ROOT = Path(__file__).parents[1]
SITE = ROOT / "var" / "site"
START_TRIES = 720
SALES = "sales@vendor.example"
ADMIN = "admin@vendor.example"
"""The vendor's staff who may sign in."""


@dataclass(frozen=True, slots=True)
class Product:
    """A running product: its address, the mails it wrote, its settings, and the sandbox it is paid at."""

    url: str
    mail_dir: Path
    settings: Mapping[str, str]
    sandbox: Control
    sandbox_url: str

    def command(self, *args: str) -> subprocess.CompletedProcess[str]:
        """Run `plandesk` as staff would."""
        return run_command(args, self.settings)

    def mails(self) -> list[str]:
        """Return the texts of all mails written so far, oldest first."""
        return [_written(file) for file in sorted(self.mail_dir.glob("*.eml"))]

    def today(self) -> date:
        """Return the day the product lives in, by UTC."""
        file = Path(self.settings["PLANDESK_CLOCK_FILE"])
        moved = int(file.read_text()) if file.exists() else 0
        return (datetime.now(UTC) + timedelta(seconds=moved)).date()

    def at(self, day: date) -> None:
        """Move server, worker, staff and sandbox on to a later day, at the same time of day."""
        self._move({"day": day.isoformat()})

    def move(self, *, days: int) -> date:
        """Move everything on by days, and return the day it is then."""
        day = self.today() + timedelta(days=days)
        self.at(day)
        return day

    def back_to_the_real_time(self) -> None:
        """Undo every move of the clock; what was ordered keeps its dates."""
        self._move({"to": "real_time"})

    def _move(self, form: dict[str, str]) -> None:
        reply = requests.post(f"{self.url}/dev/clock", data=form, allow_redirects=False, timeout=30)
        if reply.status_code != 303:
            raise RuntimeError(f"the clock did not move: {reply.status_code} {reply.text}")


@cache
def _written(file: Path) -> str:
    # Kept: a mail is there whole or not at all, and specs ask for all of them again and again.
    return file.read_text()


@contextmanager
def serving(
    home: Path, *, now: str | None = None, host: str = "127.0.0.1", more: Mapping[str, str] | None = None
) -> Iterator[Product]:
    """Serve the product on free ports, with everything it writes under `home`, until the block ends.

    With `now` its clock is held as by `plandesk --now`; otherwise it can be moved. `host` is how browsers call the
    machine: only as `localhost` have they passkeys. `more` are settings beside the usual ones.
    """
    port = free_port()
    url = f"http://{host}:{port}"
    hooks = f"{url}/api/v1/webhooks"
    clock_file = home / "clock"
    with running(stripe_webhook=f"{hooks}/stripe", paypal_webhook=f"{hooks}/paypal", clock_file=clock_file) as sandbox:
        settings = environment(url, sandbox.stripe_url, sandbox.paypal_url, sandbox.credentials, os.environ) | {
            "PYTHONPATH": str(ROOT / "backend"),
            "DATABASE_URL": f"sqlite:///{home}/plandesk.db",
            "PLANDESK_MAIL_DIR": str(home / "mail"),
            "PLANDESK_SITE": str(SITE),
            "PLANDESK_CLOCK_FILE": str(clock_file),
            "PLANDESK_SIGNING_KEY_FILE": str(home / "signing.key"),
            "PLANDESK_POLL_AFTER": "2",
            "PLANDESK_STAFF": f"sales:{SALES},admin:{ADMIN}",
            "PLANDESK_RATE_WRITES": "10000 per minute",
            "PLANDESK_RATE_INQUIRIES": "10000 per minute",
            "PLANDESK_RATE_SIGN_IN": "10000 per minute",
            "PLANDESK_RATE_SIGN_IN_ADDRESS": "10000 per minute",
            **(more or {}),
        }
        held = ("--now", now) if now else ()
        with (home / "server.log").open("w") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "plandesk", *held, "serve", "--port", str(port)],
                env=settings,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_until_ready(url, server, home / "server.log")
            yield Product(url, home / "mail", settings, sandbox.control, sandbox.url)
        finally:
            server.terminate()
            server.wait(timeout=120)


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    pause = threading.Event()
    for _ in range(START_TRIES):
        if server.poll() is not None:
            raise RuntimeError(f"the product did not start:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            pause.wait(0.25)
    raise RuntimeError(f"the product is not ready:\n{log.read_text()}")
