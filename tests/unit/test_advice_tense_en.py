"""The words of an advice about what is past."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from plandesk.domain.advice import Needs
from plandesk.domain.advice_workload import PatternRow, Rate
from plandesk.services.advice import Advised, Listed, Rates
from plandesk.services.advice_reasons import reasons
from plandesk.text import advice_options_en, advice_parts_en
from plandesk.text.advice_tense_en import OVER
from tests.advised import MONTHLY, advised, detail, told
from tests.factories import FIRST_DAY

TWO_YEARS_AGO = date(2024, 11, 1)


def test_of_months_that_are_over_it_says_what_would_have_cost_least() -> None:
    now = advised("softswitch", *MONTHLY)
    last_year = replace(now, today=now.advice.question.horizon.end)
    assert told(last_year, "cheapest")[0].startswith("Standard support would have cost least for these requests: ")
    last_day = replace(now, today=now.advice.question.horizon.end - timedelta(days=1))
    assert told(last_day, "cheapest")[0].startswith("Standard support costs least for these requests: ")
    assert told(now, "cheapest")[0].startswith("Standard support costs least for what you expect: ")


@pytest.mark.parametrize(
    "answer",
    [
        advised("softswitch", *MONTHLY, start=TWO_YEARS_AGO, needs=Needs(("critical_phone",), critical_years=2)),
        advised("softswitch", PatternRow("l2", 60, 10, (0,)), start=TWO_YEARS_AGO),
        advised(
            "gateway",
            PatternRow("l2", 30, 2, (0, 1, 2, 3, 4)),
            PatternRow("dev", 60, 1, (0, 1, 2, 3)),
            start=TWO_YEARS_AGO,
        ),
        advised("gateway", workload=Listed([(0, 1, 4), (1, 1, 8)]), start=TWO_YEARS_AGO, needs=Needs(("chat",))),
        advised("softswitch", workload=Rates((Rate("l2", 60, Fraction(1)),)), start=TWO_YEARS_AGO),
    ],
    ids=["plan", "adhoc", "tie", "order", "rates"],
)
def test_an_answer_about_months_that_are_over_says_nothing_of_what_is_to_come(answer: Advised) -> None:
    assert answer.over
    sentences = [each.sentence for each in reasons(answer) if each.kind != "never"]
    assert all("would have" in each or "might have" in each or "US$0.00" in each for each in sentences), sentences
    shown = [note for each in answer.details for note in each.notes]
    assert not [each for each in shown if " runs " in each or "starts on" in each or "follow later" in each]


def test_what_is_over_opens_one_term_for_the_time_to_come_and_nothing_else() -> None:
    answer = advised("pbx", *MONTHLY, start=TWO_YEARS_AGO)
    assert detail(answer, "pbx.basic").configure == "/configure/?plan=pbx.basic"
    assert detail(answer, "pbx.basic").notes == (
        "12 terms, one after the other; the last one would have run until 31 October 2025.",
    )
    assert detail(answer, "adhoc").configure is None


def test_requests_that_all_have_come_are_over_before_their_months_are() -> None:
    came = advised("softswitch", workload=Listed([(0, 1, 4), (30, 1, 4)]), start=FIRST_DAY - timedelta(days=30))
    assert came.over
    assert told(came, "cheapest")[0].startswith("Ad hoc only would have cost least for these requests: ")
    comes = advised("softswitch", workload=Listed([(0, 1, 4), (31, 1, 4)]), start=FIRST_DAY - timedelta(days=30))
    assert not comes.over
    today = advised("softswitch", workload=Listed([(0, 1, 4)]))
    assert not today.over
    spread = advised("softswitch", PatternRow("l2", 60, 1, (0,)), start=FIRST_DAY - timedelta(days=7))
    assert not spread.over
    passed = advised("softswitch", PatternRow("l2", 60, 1, (0,)), start=FIRST_DAY - timedelta(days=31))
    assert passed.over


def test_worked_out_parts_of_what_is_over_speak_of_it_as_such() -> None:
    answer = advised("softswitch", *MONTHLY, start=TWO_YEARS_AGO, parts=("flips", "map"))
    assert answer.parts.flips
    assert answer.parts.map
    assert advice_parts_en.flip(answer.parts.flips[0], 12, answer.question.horizon, answer.catalogue, answer.tense) == (
        "With fewer than 9 Level 1 and 2 requests, ad hoc only would have been cheaper."
    )
    assert "ad hoc only would have been cheapest at 0 to 8 and" in advice_parts_en.break_even(
        answer.parts.map, answer.question.horizon, answer.tense
    )
    first = answer.details[0]
    assert first.worth is not None
    assert advice_options_en.worth(first.option, first.worth, first.used, answer.tense).endswith(
        "For these requests, it would have saved US$1,500.00 of incidents."
    )
    assert advice_options_en.binding(first.binding[0], first.option, OVER).endswith(
        " Without both of these limits, its total would have been US$180.00 lower."
    )
