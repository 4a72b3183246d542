"""Reads the golden tables: rows of JSON that a salesperson could check against the rules."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plandesk.domain.pricing import Line, Selection
from tests.factories import extension, incidents, new

GOLDEN = Path(__file__).resolve().parent / "golden"


def rows(table: str, **having: bool) -> Sequence[object]:
    """Return the rows of a table as pytest parameters named by their case; `having` asks for a key or its absence."""
    loaded = json.loads((GOLDEN / f"{table}.json").read_text("utf-8"))["rows"]
    wanted = [row for row in loaded if all((key in row) is there for key, there in having.items())]
    return [pytest.param(row, id=row["case"]) for row in wanted]


def day(text: str) -> date:
    """Read a calendar day."""
    return date.fromisoformat(text)


def selection_of(texts: Sequence[str]) -> Selection:
    """Read lines as the price tables write them: `new PLAN PERIODS`, `extend …`, `incidents LEVEL UNITS`."""
    return Selection(tuple(_line(*text.split()) for text in texts))


def extension_of(row: dict[str, Any]) -> Selection:
    """Read the extension of a date table's row."""
    last_covered_day = day(row["last_covered_day"])
    current, periods, start = row["current_plan"], row["periods"], row["start"]
    return Selection((extension(last_covered_day, row["plan"], current_plan=current, periods=periods, start=start),))


def _line(kind: str, *words: str) -> Line:
    if kind == "new":
        return new(words[0], int(words[1]))
    if kind == "incidents":
        return incidents(words[0], int(words[1]))
    return extension(day(words[1]), words[2], current_plan=words[0], periods=int(words[3]))
