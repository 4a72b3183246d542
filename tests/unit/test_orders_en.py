"""Every event of an order's history has its sentence."""

import re
from typing import get_args

import pytest

from plandesk.domain.payments import RefundState
from plandesk.text.orders_en import describe
from tests.plans import ROOT

SERVICES = "".join(path.read_text("utf-8") for path in sorted((ROOT / "backend/plandesk/services").glob("*.py")))
NAMED = re.findall(r'record\(\s*unit,\s*\w+,\s*"([a-z_]+)"', SERVICES)
BY_STATE = [
    "attempt_declined",
    "attempt_failed",
    "attempt_expired",
    *(f"refund_{state}" for state in get_args(RefundState)),
]
FACTS = {"method": "card", "counted_on": "2026-11-23"}


@pytest.mark.parametrize("event", sorted({*NAMED, *BY_STATE}))
def test_an_event_is_told_in_a_sentence_of_its_own(event: str) -> None:
    told = describe(event, FACTS)
    assert told.endswith(".")
    assert told != describe("an_event_nobody_knows", FACTS).replace(
        "An event nobody knows", event.replace("_", " ").capitalize()
    )


def test_the_events_are_found() -> None:
    assert {"placed", "paid", "fulfilled", "attempt_in_flight"} <= set(NAMED)
