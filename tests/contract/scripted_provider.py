"""A provider that says whatever a test tells it to, for answers no sandbox would give."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKEN_PATH = "/v1/oauth2/token"


@dataclass(frozen=True)
class Asked:
    """A request as it came: `port` is the client's, and so tells connections apart."""

    path: str
    headers: dict[str, str]
    body: bytes
    port: int


@dataclass
class Provider:
    """A server that answers by `routes`, else with `status` and `body`; after `calls` of those with an empty object."""

    url: str
    status: int = 200
    body: bytes = b'{"ok": true}'
    headers: dict[str, str] = field(default_factory=dict)
    routes: dict[str, tuple[int, object]] = field(default_factory=dict)
    calls: int = 20
    asked: list[Asked] = field(default_factory=list)
    # Called before an answer is given, to hold it up.
    hold: Callable[[str], object] = lambda path: None
    token: str = "token-1"
    lifetime: object = 3600

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]

    def answer(self, path: str) -> tuple[int, bytes]:
        if path == TOKEN_PATH:
            token = {"access_token": self.token, "token_type": "Bearer", "expires_in": self.lifetime}
            return 200, json.dumps(token).encode()
        bare = path.partition("?")[0]
        if bare in self.routes:
            status, content = self.routes[bare]
            return status, json.dumps(content).encode()
        self.calls -= 1
        return (self.status, self.body) if self.calls >= 0 else (200, b"{}")


@contextmanager
def serving() -> Iterator[Provider]:
    """Run a provider on a free port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            served.asked.append(Asked(self.path, headers, body, self.client_address[1]))
            served.hold(self.path)
            status, content = served.answer(self.path)
            self.send_response(status)
            for name, value in (served.headers | {"Content-Length": str(len(content))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST

        def log_message(self, *args: Any) -> None:
            """Say nothing: pytest's output is for failures."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
