"""The demo and its product: how the one ends the other. Its start and stop as a whole are in e2e/test_stopping.py."""

import os
import sys
import threading
from pathlib import Path

import pytest

from plandesk_sandbox.demo import run_product

DEAF = """
import os, signal, sys
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
held = open(sys.argv[1], "w")
signal.pause()
"""
"""A program that, with its child, does not hear that it is told to stop; it opens a pipe for as long as either runs."""


def test_a_product_that_does_not_hear_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    pipe, stop, ended = tmp_path / "pipe", threading.Event(), threading.Event()
    os.mkfifo(pipe)

    def watch() -> None:
        with pipe.open() as held:
            stop.set()
            held.read()  # Until nobody holds the other end.
            ended.set()

    threading.Thread(target=watch, daemon=True).start()
    with pytest.raises(SystemExit) as left:
        run_product([sys.executable, "-c", DEAF, str(pipe)], os.environ, stop, patience=0.1)
    assert left.value.code == 0
    assert ended.wait(60)


def test_the_demo_leaves_as_its_product_left_by_itself() -> None:
    with pytest.raises(SystemExit) as left:
        run_product([sys.executable, "-c", "raise SystemExit(3)"], os.environ, threading.Event())
    assert left.value.code == 3
