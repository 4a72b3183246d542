"""Waiting for what happens outside the browser: asked again and again until a deadline, never slept for."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

DEADLINE = 30.0
PAUSE = 0.1


def until(what: str, probe: Callable[[], T], *, within: float = DEADLINE) -> T:
    """Return the first answer of `probe` that is not empty; `within` is in seconds.

    Raises:
        AssertionError: there was none in time; `what` names what was missing.
    """
    pause, ends = threading.Event(), time.monotonic() + within
    while not (answer := probe()):
        assert time.monotonic() < ends, f"in {within:.0f} seconds there was no {what}"
        pause.wait(PAUSE)
    return answer
