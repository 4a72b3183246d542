"""The product served for measuring, with a bare JSON route beside it under the same middleware."""

import os
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BARE = "/api/v1/bare"


def wsgi() -> Any:
    """Return the product with the bare route added, for Granian."""
    from flask import Response, jsonify, request

    from plandesk.app import create_app, start_settings

    app = create_app(start_settings(os.environ))

    @app.post(BARE)
    def bare() -> Response:
        return jsonify(request.get_json())

    return app


def settings(home: Path, database_url: str, **more: str) -> dict[str, str]:
    """Return the environment of a product that is measured: a demo with room for any number of writes."""
    return {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'backend'}{os.pathsep}{ROOT}",
        "PLANDESK_ENV": "demo",
        "DATABASE_URL": database_url,
        "PLANDESK_MAIL_DIR": str(home / "mail"),
        "PLANDESK_CLOCK_FILE": str(home / "clock"),
        "PLANDESK_SITE": os.environ.get("PLANDESK_SITE", str(ROOT / "var" / "site")),
        "PLANDESK_RATE_WRITES": "1000000 per second",
        "PLANDESK_RATE_INQUIRIES": "1000000 per second",
        "BANK_BENEFICIARY": "Bench",
        "BANK_NAME": "Bench Bank",
        "BANK_IBAN": "GB33BUKB20201555555555",
        "BANK_BIC": "BUKBGB22",
        **more,
    }


@contextmanager
def serving(home: Path, environment: dict[str, str], threads: int = 16) -> Iterator[int]:
    """Serve the product on a free port of loopback until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--blocking-threads", str(threads)]
    command += ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "bench.server:wsgi"]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(port, server, home / "server.log")
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    pause = threading.Event()
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError(f"the product did not start:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            pause.wait(0.25)
    raise RuntimeError(f"the product is not ready:\n{log.read_text()}")
