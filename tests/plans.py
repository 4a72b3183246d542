"""Catalogues for tests: the vendor's, the made-up second vendor's, and either with something changed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plandesk.adapters.plans_file import parse
from plandesk.domain.catalogue import Catalogue

ROOT = Path(__file__).resolve().parent.parent
PLANS = ROOT / "plans.json"
SECOND_VENDOR = ROOT / "tests" / "second_vendor" / "plans.json"


def content(path: Path = PLANS) -> dict[str, Any]:
    """Return the raw content of a catalogue file, the caller's own to change."""
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


def catalogue(change: Callable[[dict[str, Any]], object] | None = None, path: Path = PLANS) -> Catalogue:
    """Return the catalogue of a file, after `change` has edited its raw content."""
    raw = content(path)
    if change:
        change(raw)
    return parse(json.dumps(raw).encode())


def choose(reading: str, option: str) -> Callable[[dict[str, Any]], None]:
    """Return a change that answers a reading with another of its options."""

    def change(raw: dict[str, Any]) -> None:
        next(each for each in raw["readings"] if each["id"] == reading)["chosen"] = option

    return change


def plan_of(raw: dict[str, Any], plan: str) -> dict[str, Any]:
    """Return the raw plan of an id."""
    found: dict[str, Any] = next(each for each in raw["plans"] if each["id"] == plan)
    return found
