"""What a customer may choose when a request is beyond quota is that of the golden table, each choice with its price."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plandesk.domain.beyond_quota import BeyondQuota, Choice
from plandesk.domain.money import Money
from plandesk.domain.requests import Use
from plandesk.services.questions import ask_coverage
from plandesk.text.formats import money
from tests.covered import INSTALLATION, Covered
from tests.golden_tables import day, rows


@pytest.mark.parametrize("row", rows("beyond_quota"))
def test_golden_choices(row: dict[str, Any]) -> None:
    value = Money.from_decimal(Decimal(row["value"]), "USD") if "value" in row else None
    covered = Covered(row["plan"], day(row["first_day"]), units=row["units"], value=value)
    for used in row["used"]:
        level, times, _, hours, _, on = used.split()
        for _ in range(int(times)):
            covered.record(level=level, minutes=_minutes(hours), on=day(on))
    level, hours = row["request"].split()
    wanted, on = (level, _minutes(hours)), day(row["on"])
    choices = _asked(covered, wanted, on) if row.get("asked") else _refused(covered, wanted, on, row.get("use"))
    assert [_told(each) for each in choices] == row["choices"]


def _refused(covered: Covered, wanted: tuple[str, int], on: date, use: Use | None) -> Sequence[Choice]:
    with pytest.raises(BeyondQuota) as refused:
        covered.record(level=wanted[0], minutes=wanted[1], on=on, use=use or "quota")
    return refused.value.choices


def _asked(covered: Covered, wanted: tuple[str, int], on: date) -> Sequence[Choice]:
    answer = ask_coverage(INSTALLATION, on, wanted, ports=covered.ports).request
    assert answer is not None
    return answer.choices


def _minutes(hours: str) -> int:
    return int(Decimal(hours) * 60)


def _told(choice: Choice) -> str:
    price = f" for {money(choice.price)}" if choice.price else ""
    match choice.kind:
        case "use_quota":
            return f"record against the quota of {choice.plan}"
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
