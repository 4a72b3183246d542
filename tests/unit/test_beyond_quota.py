"""What a customer may choose when a request is beyond quota is that of the golden table, each choice with its price."""

from decimal import Decimal
from typing import Any

import pytest

from plandesk.domain.beyond_quota import BeyondQuota, Choice
from plandesk.text.formats import money
from tests.covered import Covered
from tests.golden_tables import day, rows


@pytest.mark.parametrize("row", rows("beyond_quota"))
def test_golden_choices(row: dict[str, Any]) -> None:
    covered = Covered(row["plan"], day(row["first_day"]), units=row["units"])
    for used in row["used"]:
        level, times, _, hours, _, on = used.split()
        for _ in range(int(times)):
            covered.record(level=level, minutes=_minutes(hours), on=day(on))
    level, hours = row["request"].split()
    with pytest.raises(BeyondQuota) as refused:
        covered.record(level=level, minutes=_minutes(hours), on=day(row["on"]))
    assert [_told(each) for each in refused.value.facts["choices"]] == row["choices"]  # type: ignore[attr-defined]  # Choices.


def _minutes(hours: str) -> int:
    return int(Decimal(hours) * 60)


def _told(choice: Choice) -> str:
    price = f" for {money(choice.price)}" if choice.price else ""
    match choice.kind:
        case "wait":
            return f"wait until {choice.day}"
        case "use_incident":
            return f"use {choice.units} x {choice.level}"
        case "buy_incident":
            return f"buy {choice.units} x {choice.level}{price}"
        case "upgrade":
            return f"upgrade to {choice.plan}{price}"
        case "extend":
            return f"extend with {choice.plan}{price}"
