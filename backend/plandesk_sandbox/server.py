"""Starting and stopping a sandbox: the Flask application and its threaded server on loopback."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound
from werkzeug.serving import BaseWSGIServer, make_server

from plandesk_sandbox import stripe_errors
from plandesk_sandbox.client import Control
from plandesk_sandbox.control import control_blueprint
from plandesk_sandbox.credentials import Credentials
from plandesk_sandbox.pages import pages_blueprint
from plandesk_sandbox.paypal_api import paypal_blueprint
from plandesk_sandbox.paypal_errors import missing
from plandesk_sandbox.state import Sandbox
from plandesk_sandbox.stripe_api import stripe_blueprint
from plandesk_sandbox.webhooks import RETRY_DELAYS

# Loopback only: whoever reaches the sandbox can make it send requests.
HOST = "127.0.0.1"


def create_app(box: Sandbox) -> Flask:
    """Return the application of one sandbox."""
    app = Flask(__name__, static_url_path="/_sandbox/static")
    for blueprint in (stripe_blueprint(box), paypal_blueprint(box), pages_blueprint(box), control_blueprint(box)):
        app.register_blueprint(blueprint)

    @app.errorhandler(404)
    def unknown_address(error: NotFound) -> Response | NotFound:
        if request.path.startswith("/stripe/v1/"):
            message = f"Unrecognized request URL ({request.method}: {request.path})."
            return stripe_errors.error(404, "invalid_request_error", message).response()
        return missing().answer.response() if request.path.startswith("/paypal/v") else error

    return app


@dataclass(frozen=True, slots=True)
class Running:
    """A sandbox that is up: the base addresses for both SDKs, its keys, and its control."""

    url: str
    stripe_url: str
    paypal_url: str
    credentials: Credentials
    control: Control


@contextmanager
def running(
    *,
    port: int = 0,
    stripe_webhook: str | None = None,
    paypal_webhook: str | None = None,
    credentials: Credentials | None = None,
    retry_delays: tuple[float, ...] = RETRY_DELAYS,
    clock_file: Path | None = None,
) -> Iterator[Running]:
    """Run a sandbox in threads of this process, on a free port unless one is given; its clock follows `clock_file`."""
    box = Sandbox(credentials or Credentials(), retry_delays, clock_file)
    box.courier.urls = {"stripe": stripe_webhook, "paypal": paypal_webhook}
    server = _listen(box, port)
    serving = threading.Thread(target=server.serve_forever, name="sandbox", daemon=True)
    box.courier.start()
    serving.start()
    url = f"http://{HOST}:{server.server_port}"
    control = Control(url)
    try:
        yield Running(url, f"{url}/stripe", f"{url}/paypal", box.credentials, control)
    finally:
        control.close()
        box.faults.clear()
        server.shutdown()
        serving.join()
        server.server_close()
        box.courier.stop()


def _listen(box: Sandbox, port: int) -> BaseWSGIServer:
    # One line per request is noise beside a demo and in a test's output.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    return make_server(HOST, port, create_app(box), threaded=True)
