"""Questions about advice, in the words of its tables: `l2 60 x2 in 1-8`, two requests of an hour in months 1 to 8."""

import re
from collections.abc import Sequence
from datetime import date

from plandesk.domain.advice import Question
from plandesk.domain.advice_chains import Needs
from plandesk.domain.advice_workload import Horizon, PatternRow, pattern_requests

START = date(2026, 12, 1)
_ROW = re.compile(r"(?P<level>\w+) (?P<minutes>\d+) x(?P<count>\d+)(?: in (?P<months>[\d,-]+))?")


def ask(family: str, *rows: str, months: int = 12, needs: Needs | None = None, start: date = START) -> Question:
    """Return a question about the requests of some rows; without `in`, they come in every month of the horizon."""
    horizon = Horizon(start, months)
    return Question(family, horizon, pattern_requests([_row(row, months) for row in rows], horizon), needs or Needs())


def _row(text: str, horizon: int) -> PatternRow:
    read = _ROW.fullmatch(text)
    if read is None:
        raise ValueError(f"not a row of requests: {text}")
    months = _months(read["months"]) if read["months"] else range(horizon)
    return PatternRow(read["level"], int(read["minutes"]), int(read["count"]), tuple(months))


def _months(text: str) -> Sequence[int]:
    spans = [part.split("-") for part in text.split(",")]
    return [month for first, *last in spans for month in range(int(first) - 1, int(last[0]) if last else int(first))]
