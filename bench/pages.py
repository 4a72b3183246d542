"""A comparison page beside the same content as plain HTML: bytes, requests and largest contentful paint."""

import functools
import http.server
import re
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright

from bench.server import serving, settings

PAGE = "/softswitch/"
RUNS = 5
LARGEST_PAINT = """() => new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@dataclass(frozen=True, slots=True)
class Load:
    """What one visit with an empty cache transferred, in bytes, and when the largest part was painted, in ms."""

    bodies: int
    headers: int
    requests: int
    paint: float


def run() -> None:
    """Print what each page loads and when its largest part is painted."""
    with tempfile.TemporaryDirectory(prefix="plandesk-bench-") as folder, sync_playwright() as playwright:
        home = Path(folder)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serving(home, settings(home, f"sqlite:///{home}/bench.db")) as port:
            ours = f"http://127.0.0.1:{port}{PAGE}"
            (home / "plain").mkdir()
            (home / "plain" / "index.html").write_text(_plain(browser, ours))
            with _static(home / "plain") as plain:
                rows = [(_load(browser, ours), _load(browser, plain)) for _ in range(RUNS)]
        browser.close()
    print(f"Comparison page {PAGE} beside the same content as plain HTML without style or script")
    for name, index in (("our page", 0), ("plain HTML", 1)):
        load = rows[0][index]
        paint = statistics.median(row[index].paint for row in rows)
        note = "   (target 20.0 KB at most)" if index == 0 else "   (not compressed)"
        size = f"{load.bodies / 1000:6.1f} KB and {load.headers / 1000:.1f} KB of headers"
        print(f"  {name:<11} {size}   {load.requests} requests   largest paint {paint:6.0f} ms{note}")
    ratio = statistics.median(row[0].paint / row[1].paint for row in rows)
    print(f"  largest paint, ours / plain: {ratio:.2f}")


def _plain(browser: Browser, url: str) -> str:
    """Return the page's content with every style and script taken out."""
    page = browser.new_page(java_script_enabled=False)
    page.goto(url)
    html = page.content()
    page.close()
    html = re.sub(r"<script\b.*?</script>", "", html, flags=re.DOTALL)
    return re.sub(r"<link\b[^>]*>", "", html)


def _load(browser: Browser, url: str) -> Load:
    page = browser.new_page()
    answered: list[Request] = []
    page.on("requestfinished", lambda request: answered.append(request))  # Playwright marks its handlers.
    page.goto(url, wait_until="networkidle")
    paint = float(page.evaluate(LARGEST_PAINT))
    sizes = [request.sizes() for request in answered]
    page.close()
    bodies, headers = (sum(size[name] for size in sizes) for name in ("responseBodySize", "responseHeadersSize"))
    return Load(bodies, headers, len(sizes), paint)


@contextmanager
def _static(folder: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
