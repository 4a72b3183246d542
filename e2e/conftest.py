"""The running product of the browser specs: the real server, worker, SQLite and payment sandbox, on loopback."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from plandesk_sandbox.client import Control
from plandesk_sandbox.demo import environment
from plandesk_sandbox.server import running

ROOT = Path(__file__).parents[1]
SITE = ROOT / "var" / "site"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
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


def free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Serve the product as `make run` does, on free ports and empty folders."""
    home = tmp_path_factory.mktemp("product")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    hooks = f"{url}/api/v1/webhooks"
    with running(stripe_webhook=f"{hooks}/stripe", paypal_webhook=f"{hooks}/paypal") as sandbox:
        settings = environment(url, sandbox.stripe_url, sandbox.paypal_url, sandbox.credentials, os.environ) | {
            "PYTHONPATH": str(ROOT / "backend"),
            "DATABASE_URL": f"sqlite:///{home}/plandesk.db",
            "PLANDESK_MAIL_DIR": str(home / "mail"),
            "PLANDESK_SITE": str(SITE),
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


@pytest.fixture(scope="session")
def base_url(product: Product) -> str:
    """Return the product's address; Playwright resolves paths against it."""
    return product.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the installed Chromium, without sandbox or background traffic."""
    program = os.environ.get("PLANDESK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync"
    )
    return {**browser_type_launch_args, "executable_path": program, "args": flags.split()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Speak English and keep still."""
    return {**browser_context_args, "locale": "en-GB", "reduced_motion": "reduce"}


@dataclass(slots=True)
class Faults:
    """What a page complained of; a spec that provokes an error answer names the status it expects."""

    told: list[str]
    expected: list[str]

    def expect(self, part: str) -> None:
        """Allow console errors that contain `part`."""
        self.expected.append(part)

    def unexpected(self) -> list[str]:
        """List the complaints no spec asked for."""
        return [each for each in self.told if not any(part in each for part in self.expected)]


@pytest.fixture
def faults() -> Faults:
    """Collect console errors, page errors and CSP violations."""
    return Faults([], [])


@pytest.fixture(autouse=True)
def no_faults(context: BrowserContext, faults: Faults, base_url: str) -> Iterator[None]:
    """Fail any spec whose pages left a console error, a page error or a CSP violation."""

    def listen(page: Page) -> None:
        def told(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and page.url.startswith(base_url):
                faults.told.append(f"{page.url}: {message.text}")

        page.on("console", told)
        page.on("pageerror", lambda error: faults.told.append(f"{page.url}: {error}"))

    context.on("page", listen)
    yield
    assert not faults.unexpected()


@pytest.fixture(autouse=True)
def calm_sandbox(product: Product) -> Iterator[None]:
    """Leave no fault switched on for the next spec."""
    yield
    product.sandbox.clear_faults()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Return axe-core, which specs evaluate in the page."""
    return AXE.read_text()


@pytest.fixture
def shop(product: Product) -> Any:
    """Return a buyer who seeds orders over the API."""
    from e2e.shop import Shop  # It needs Product, which stands here.

    return Shop(product)
