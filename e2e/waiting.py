"""Waiting for what happens outside the browser: asked again and again until a deadline, never slept for."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

DEADLINE = 30.0
PAUSE = 0.1


def until(what: str, probe: Callable[[], T]) -> T:
    """Return the first answer of `probe` that is not empty.

    Raises:
        AssertionError: there was none in time; `what` names what was missing.
    """
    pause, ends = threading.Event(), time.monotonic() + DEADLINE
    while not (answer := probe()):
        assert time.monotonic() < ends, f"in {DEADLINE:.0f} seconds there was no {what}"
        pause.wait(PAUSE)
    return answer
