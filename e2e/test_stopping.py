"""The demo that is told to stop while it starts: nothing of it is left, whatever it was doing."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from e2e.product import ROOT, SITE, free_port
from e2e.waiting import until

PROC = Path("/proc")

pytestmark = pytest.mark.skipif(
    not (PROC / "self/environ").exists(), reason="what runs is read in /proc, which this system has not"
)


@dataclass(frozen=True, slots=True)
class Demo:
    """A demo that starts, at the head of a process group of its own; all that it writes is under `home`."""

    process: subprocess.Popen[bytes]
    home: Path
    ports: tuple[int, int]

    def running(self, *words: str) -> list[int]:
        """Return its processes with these words in their command, of whichever group or parent they are."""
        mark = f"DATABASE_URL=sqlite:///{self.home}/plandesk.db"
        return [
            int(folder.name)
            for folder in PROC.iterdir()
            if folder.name.isdigit()
            and mark in _words(folder / "environ")
            and set(words).issubset(_words(folder / "cmdline"))
        ]

    def listening(self) -> list[int]:
        """Return those of its ports, the product's and the sandbox's, where somebody listens."""
        return [port for port in self.ports if _accepts(port)]


def _words(file: Path) -> list[str]:
    try:
        return file.read_text(errors="replace").split("\0")
    except OSError:  # The process ended meanwhile, or is somebody else's.
        return []


def _accepts(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _hear_all() -> None:
    # Whoever runs the specs may not hear of a terminal that closes (`nohup`), and hands that down.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    """Start the demo as `make run` does, and end whatever a failing test leaves of it."""
    ports = (free_port(), free_port())
    settings = os.environ | {
        "PYTHONPATH": str(ROOT / "backend"),
        "DATABASE_URL": f"sqlite:///{tmp_path}/plandesk.db",
        "PLANDESK_MAIL_DIR": str(tmp_path / "mail"),
        "PLANDESK_SITE": str(SITE),
        "PLANDESK_SIGNING_KEY_FILE": str(tmp_path / "signing.key"),
    }
    command = ["-m", "plandesk_sandbox.demo", "--port", str(ports[0]), "--sandbox-port", str(ports[1])]
    with (tmp_path / "demo.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command],
            env=settings,
            cwd=tmp_path,
            start_new_session=True,
            preexec_fn=_hear_all,
            stdout=log,
            stderr=log,
        )
    started = Demo(process, tmp_path, ports)
    yield started
    for left in started.running():
        os.kill(left, signal.SIGKILL)
    process.wait()


MOMENTS: dict[str, Callable[[Demo], object]] = {
    "its customers are made up": lambda demo: demo.running("plandesk_sandbox.demo_data"),
    "its server loads": lambda demo: demo.running("plandesk", "serve"),
    "its worker starts": lambda demo: demo.running("plandesk", "worker"),
    "its server forks": lambda demo: len(demo.running("plandesk", "serve")) > 1,
    "its server listens": lambda demo: demo.ports[0] in demo.listening(),
}
LONGEST = 180
"""Seconds for a start, and for a stop, on the slowest machine."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_nothing_is_left_of_a_demo_that_is_told_to_stop_when(demo: Demo, moment: str) -> None:
    until(f"moment when {moment}", lambda: MOMENTS[moment](demo), within=LONGEST)
    demo.process.terminate()
    assert demo.process.wait(LONGEST) == 0
    assert (demo.running(), demo.listening()) == ([], [])


@pytest.mark.parametrize(
    ("number", "moment"),
    [
        (signal.SIGINT, "its customers are made up"),  # Ctrl-C
        (signal.SIGINT, "its server forks"),
        (signal.SIGHUP, "its server listens"),  # The terminal is closed.
    ],
)
def test_nothing_is_left_of_a_demo_whose_terminal_stops_it_when(
    demo: Demo, number: signal.Signals, moment: str
) -> None:
    until(f"moment when {moment}", lambda: MOMENTS[moment](demo), within=LONGEST)
    os.killpg(demo.process.pid, number)
    assert demo.process.wait(LONGEST) == 0
    assert (demo.running(), demo.listening()) == ([], [])
