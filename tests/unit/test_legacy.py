"""Old servers by the vendor's lines 177 and 179, as a table a salesperson can read."""

from decimal import Decimal
from typing import Any

import pytest

from plandesk.domain.legacy import legacy_answer
from plandesk.domain.money import Money
from tests.golden_tables import day, rows
from tests.plans import catalogue, choose


@pytest.mark.parametrize("row", rows("legacy"))
def test_an_old_server_has_its_plan_or_a_person_decides(row: dict[str, Any]) -> None:
    def answered(raw: dict[str, Any]) -> None:
        for reading, option in row.get("readings", {}).items():
            choose(reading, option)(raw)

    policy = catalogue(answered).policies.legacy
    price = Money.from_decimal(Decimal(row["price"]), "USD") if row["price"] else None
    bought = day(row["purchased_on"]) if row["purchased_on"] else None
    answer = legacy_answer(policy, bought, price)
    assert (answer.verdict, answer.plan, answer.lines) == (row["answer"], "softswitch.standard", (177, 179))
