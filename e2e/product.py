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
from pathlib import Path

from plandesk_sandbox.client import Control
from plandesk_sandbox.demo import environment
from plandesk_sandbox.server import running

ROOT = Path(__file__).parents[1]
SITE = ROOT / "var" / "site"
START_TRIES = 240


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
        return subprocess.run(
            [sys.executable, "-m", "plandesk", *args],
            env=dict(self.settings),
            capture_output=True,
            text=True,
            check=False,
        )

    def mails(self) -> list[str]:
        """Return the texts of all mails written so far, oldest first."""
        return [file.read_text() for file in sorted(self.mail_dir.glob("*.eml"))]


@contextmanager
def serving(home: Path) -> Iterator[Product]:
    """Serve the product on free ports, with everything it writes under `home`, until the block ends."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    hooks = f"{url}/api/v1/webhooks"
    with running(stripe_webhook=f"{hooks}/stripe", paypal_webhook=f"{hooks}/paypal") as sandbox:
        settings = environment(url, sandbox.stripe_url, sandbox.paypal_url, sandbox.credentials, os.environ) | {
            "PYTHONPATH": str(ROOT / "backend"),
            "DATABASE_URL": f"sqlite:///{home}/plandesk.db",
            "PLANDESK_MAIL_DIR": str(home / "mail"),
            "PLANDESK_SITE": str(SITE),
            "PLANDESK_POLL_AFTER": "2",
            "PLANDESK_RATE_WRITES": "10000 per minute",
            "PLANDESK_RATE_INQUIRIES": "10000 per minute",
        }
        with (home / "server.log").open("w") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "plandesk", "serve", "--port", str(port)],
                env=settings,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_until_ready(url, server, home / "server.log")
            yield Product(url, home / "mail", settings, sandbox.control, sandbox.url)
        finally:
            server.terminate()
            server.wait(timeout=30)


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
