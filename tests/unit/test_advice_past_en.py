"""What an advice says and opens where a part of what it was asked is past."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from plandesk.domain.advice_workload import PatternRow, Rate
from plandesk.services.advice import Listed, Rates
from plandesk.services.advice_past import past_of
from tests.advised import EVERY_MONTH, advised, detail, told
from tests.factories import FIRST_DAY

THREE_YEARS = tuple(range(36))


def test_ad_hoc_opens_incidents_only_for_dated_requests_from_today_on() -> None:
    start = FIRST_DAY - timedelta(days=30)
    answer = advised("softswitch", workload=Listed([(0, 1, 4), (29, 1, 4), (30, 1, 8), (200, 1, 4)]), start=start)
    adhoc = detail(answer, "adhoc")
    assert adhoc.configure == "/configure/?incidents=l12:3"
    assert adhoc.notes == ("Incidents can only be bought for the 2 requests that are not past.",)
    assert told(answer, "past") == [
        "2 of the 4 requests are past: they are in the totals, but nothing can be bought for them any more."
    ]
    assert told(answer, "cheapest") == [
        "Ad hoc only costs least for these requests: US$450.00 over 12 months, for 5 incidents."
    ]


def test_requests_of_a_month_that_still_runs_may_be_yet_to_come() -> None:
    # 36 months from 31 January 2025: on 23 November 2026 the 22nd runs until the 30th.
    answer = advised("softswitch", PatternRow("l2", 60, 1, THREE_YEARS), months=36, start=date(2025, 1, 31))
    assert told(answer, "past")[0].startswith("21 of the 36 requests are past: ")
    assert detail(answer, "adhoc").configure == "/configure/?incidents=l12:15"
    last = advised("softswitch", PatternRow("l2", 60, 1, EVERY_MONTH), start=date(2025, 12, 1))
    assert detail(last, "adhoc").notes == ("Incidents can only be bought for the 1 request that is not past.",)


def test_nothing_is_said_of_what_is_past_where_nothing_is_or_all_is() -> None:
    for start in (FIRST_DAY, date(2027, 1, 1), date(2024, 1, 1)):
        answer = advised("softswitch", PatternRow("l2", 60, 1, EVERY_MONTH), start=start)
        assert told(answer, "past") == []
        assert not [note for note in detail(answer, "adhoc").notes if "past" in note]


def test_one_that_is_past_is_told_as_one() -> None:
    answer = advised("softswitch", workload=Listed([(0, 1, 4), (60, 1, 4)]), start=FIRST_DAY - timedelta(days=30))
    assert told(answer, "past") == [
        "1 of the 2 requests is past: it is in the totals, but nothing can be bought for it any more."
    ]


def test_of_uncertain_numbers_the_months_that_are_past_are_told() -> None:
    answer = advised("softswitch", workload=Rates((Rate("l2", 60, Fraction(1)),)), start=date(2026, 6, 1))
    assert told(answer, "past") == [
        "5 of the 12 months are past: they are in the totals, but nothing can be bought for them any more."
    ]


def test_terms_that_are_over_and_one_that_still_runs_are_each_said_to_be() -> None:
    answer = advised("softswitch", PatternRow("l2", 60, 1, THREE_YEARS), months=36, start=date(2025, 1, 31))
    standard = detail(answer, "softswitch.standard")
    assert standard.configure is None
    assert standard.notes[1:] == (
        "The term of Standard support ended on 30 January 2026: it can no longer be bought.",
        "The term of Standard support began on 31 January 2026 and is partly over. Bought today it would run until "
        "22 November 2027, and not until 30 January 2027 as worked out here.",
    )


def test_a_term_that_begins_today_does_not_open_after_those_that_are_over() -> None:
    answer = advised("softswitch", PatternRow("l2", 60, 1, THREE_YEARS), months=36, start=date(2025, 11, 23))
    standard = detail(answer, "softswitch.standard")
    assert standard.configure is None
    assert standard.notes[1:] == (
        "The term of Standard support ended on 22 November 2026: it can no longer be bought.",
    )
    basic = detail(advised("pbx", PatternRow("l1", 60, 1, EVERY_MONTH), start=date(2026, 6, 23)), "pbx.basic")
    assert basic.configure is None
    assert basic.notes[-1] == "The first 5 terms ended by 22 November 2026: they can no longer be bought."


def test_a_last_term_that_is_over_opens_nothing_while_requests_are_to_come() -> None:
    start = date(2024, 11, 1)
    answer = advised("gateway", PatternRow("l2", 30, 3, THREE_YEARS), months=36, start=start)
    first = answer.details[0]
    assert [each.plan.id for each in first.option.terms] == ["gateway.dedicated"]
    assert first.configure is None
    assert first.notes[-1] == "The term of Dedicated support ended on 31 October 2026: it can no longer be bought."


@pytest.mark.parametrize(
    ("start", "notes"),
    [
        (
            date(2025, 6, 1),
            (
                "From 1 June 2026 to 31 May 2027 no term runs, and requests are served ad hoc.",
                "The term of Standard support ended on 31 May 2026: it can no longer be bought.",
            ),
        ),
        (
            date(2024, 6, 1),
            (
                "From 1 June 2025 to 31 May 2026 no term would have run, and requests would have been served ad hoc.",
                "The term of Standard support ended on 31 May 2025: it can no longer be bought.",
                "The term of Standard support began on 1 June 2026 and is partly over. Bought today it would run "
                "until 22 November 2027, and not until 31 May 2027 as worked out here.",
            ),
        ),
    ],
    ids=["before the next term", "in the next term"],
)
def test_a_chain_whose_first_term_is_over_opens_nothing(start: date, notes: tuple[str, ...]) -> None:
    busy = tuple(each for year in (0, 24) for each in range(year, year + 12))
    rows = (PatternRow("l2", 60, 1, busy), PatternRow("dev", 60, 1, (0, 4, 8, 24, 28, 32)))
    chain = detail(advised("softswitch", *rows, months=36, start=start), "chain")
    assert chain.configure is None
    assert chain.notes[1:] == notes


def test_a_first_term_that_begins_later_in_the_past_is_not_told_to_start_then() -> None:
    rows = (PatternRow("l2", 60, 1, tuple(range(6, 18))), PatternRow("dev", 60, 1, (6, 10, 14)))
    chain = detail(advised("softswitch", *rows, months=24, start=date(2026, 1, 1)), "chain")
    assert chain.configure is None
    assert chain.notes[1:] == (
        "Until 30 June 2026 requests would have been served ad hoc; the first term would have started on 1 July 2026.",
        "From 1 July 2027 to 31 December 2027 no term runs, and requests are served ad hoc.",
        "The term of Standard support began on 1 July 2026 and is partly over. Bought today it would run until "
        "22 November 2027, and not until 30 June 2027 as worked out here.",
    )


def test_a_term_that_began_yesterday_opens_nothing_either() -> None:
    answer = advised("gateway", PatternRow("l2", 30, 3, EVERY_MONTH), start=FIRST_DAY - timedelta(days=1))
    assert detail(answer, "gateway.dedicated").configure is None
    again = advised("gateway", PatternRow("l2", 30, 3, EVERY_MONTH), start=FIRST_DAY)
    assert detail(again, "gateway.dedicated").configure == "/configure/?plan=gateway.dedicated"


def test_months_are_over_on_the_day_they_turn() -> None:
    question = advised("softswitch", PatternRow("l2", 60, 1, EVERY_MONTH), start=date(2026, 1, 31)).question
    past = [past_of(question, today, dated=False).months for today in (date(2026, 2, 27), date(2026, 2, 28))]
    assert past == [0, 1]
    assert past_of(question, date(2030, 1, 1), dated=False).months == 12
