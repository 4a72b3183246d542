"""Staff are told of every refusal in a sentence."""

import re

import pytest

from plandesk.domain.payments import WireRefused
from plandesk.text.staff_en import refusal
from tests.plans import ROOT

OF_THE_SERVICE = re.findall(
    r'WireRefused\(reason="([a-z-]+)"', (ROOT / "backend/plandesk/services/wire_money.py").read_text()
)
OF_THE_MONEY = ["early", "late", "surplus", "wrong_currency"]


@pytest.mark.parametrize("reason", [*OF_THE_SERVICE, *OF_THE_MONEY])
def test_a_refused_wire_is_told_in_a_sentence(reason: str) -> None:
    told = refusal(WireRefused(reason=reason, number="1234567890"))
    assert re.fullmatch(r"[A-Z].*\.", told)


def test_the_reasons_of_the_service_are_found() -> None:
    assert "no-money" in OF_THE_SERVICE
