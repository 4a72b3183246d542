"""The golden table of advice, as a salesperson reads it, and where spending quota as requests come goes astray."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from plandesk.domain.advice import (
    Needs,
    Option,
    Question,
    RequestOutsideHorizon,
    Total,
    UnknownNeed,
    advise,
)
from plandesk.domain.advice_workload import ExpectedRequest, Horizon
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.errors import DomainError, UnknownFamily, UnknownLevel
from plandesk.domain.period import month_turn
from tests.advice_oracle import Figure, Judged, Oracle
from tests.golden_tables import day, rows
from tests.plans import catalogue, choose, plan_of

ASKED = re.compile(r"(?P<count>\d+) (?P<level>\w+) of (?P<hours>[\d.]+) h (in months? (?P<months>.+)|on (?P<on>.+))")
START = date(2026, 12, 1)
YEARS = re.compile(r"(\d) years? of (critical updates|maintenance upgrades)")


@cache
def edition(*chosen: tuple[str, str]) -> Catalogue:
    """Return the vendor's catalogue with other readings chosen."""

    def change(raw: dict[str, Any]) -> None:
        for reading, option in chosen:
            choose(reading, option)(raw)

    return catalogue(change)


def months_of(text: str) -> list[int]:
    """Read `1-3, 7` as months 1, 2, 3 and 7."""
    spans = [[int(month) for month in each.split("-")] for each in text.split(", ")]
    return [month for span in spans for month in range(span[0], span[-1] + 1)]


def asked(text: str, start: date) -> list[ExpectedRequest]:
    """Read a line of requests as the table writes it."""
    found = ASKED.fullmatch(text)
    assert found is not None, text
    days = [day(found["on"])] if found["on"] else [month_turn(start, each - 1) for each in months_of(found["months"])]
    minutes = int(Decimal(found["hours"]) * 60)
    return [ExpectedRequest(on, found["level"], minutes) for on in days for _ in range(int(found["count"]))]


def needed(texts: list[str]) -> Needs:
    """Read must-haves: the id of a service, or years of updates."""
    years = {found[2]: int(found[1]) for each in texts if (found := YEARS.fullmatch(each))}
    services = tuple(each for each in texts if not YEARS.fullmatch(each))
    return Needs(services, years.get("critical updates", 0), years.get("maintenance upgrades", 0))


def question_of(row: dict[str, Any]) -> tuple[Catalogue, Question]:
    """Read a row: the catalogue by its readings, and what is asked."""
    start = day(row["first_day"])
    requests = tuple(each for text in row["requests"] for each in asked(text, start))
    question = Question(row["family"], Horizon(start, row["months"]), requests, needed(row.get("needs", [])))
    return edition(*row.get("readings", {}).items()), question


def written(minor: int, by_agreement: int) -> str:
    """Write a total as the table does: whole dollars, and what has no price."""
    assert minor % 100 == 0
    return f"{minor // 100} and {by_agreement} by agreement" if by_agreement else str(minor // 100)


def told(total: Total) -> str:
    """Write one of the answer's totals."""
    assert total.money.currency == "USD"
    return written(total.money.minor, total.by_agreement)


def judged(figure: Figure) -> str:
    """Write one of the judge's totals."""
    return written(figure.minor, figure.by_agreement)


def placed(terms: Sequence[tuple[str, int]]) -> list[str]:
    """Write the terms of a chain; people count months from 1."""
    return [f"{plan} from month {month + 1}" for plan, month in terms]


def terms_of(option: Option) -> list[tuple[str, int]]:
    """Return an option's terms as plan ids with their months, counted from 0."""
    return [(each.plan.id, each.month) for each in option.terms]


@pytest.mark.parametrize("row", rows("advice"))
def test_each_option_costs_what_the_table_says(row: dict[str, Any]) -> None:
    advice = advise(*question_of(row))
    options = {each.id: each for each in advice.options}
    assert {id_: told(options[id_].best) for id_ in row["best"]} == row["best"]
    assert {id_: told(options[id_].came) for id_ in row.get("came", {})} == row.get("came", {})


@pytest.mark.parametrize("row", rows("advice", order=True))
def test_the_options_come_in_the_order_of_the_table(row: dict[str, Any]) -> None:
    advice = advise(*question_of(row))
    assert [each.id for each in advice.options if each.id != "chain"] == row["order"]


@pytest.mark.parametrize("row", rows("advice", chain=True))
def test_the_first_option_is_the_cheapest_chain(row: dict[str, Any]) -> None:
    first = advise(*question_of(row)).options[0]
    assert told(first.best) == row["chain"]["best"]
    if "terms" in row["chain"]:
        assert placed(terms_of(first)) == row["chain"]["terms"]


def with_few_requests() -> list[object]:
    """Return the rows that the judge can try in every way within a blink."""
    params: Sequence[Any] = rows("advice")
    return [each for each in params if len(question_of(each.values[0])[1].requests) <= 10]


@pytest.mark.parametrize("row", with_few_requests())
def test_the_judge_of_the_property_tests_agrees_with_the_table(row: dict[str, Any]) -> None:
    sold, question = question_of(row)
    oracle = Oracle(sold, question)
    options: dict[str, Judged] = {each.id: each for each in oracle.options()}
    assert {id_: judged(options[id_].best) for id_ in row["best"]} == row["best"]
    assert {id_: judged(options[id_].came) for id_ in row.get("came", {})} == row.get("came", {})
    assert list(options) == row.get("order", list(options))
    if "chain" in row:
        chains = oracle.cheapest_chains()
        assert {judged(each.best) for each in chains} == {row["chain"]["best"]}
        assert row["chain"].get("terms", placed(chains[0].terms)) in [placed(each.terms) for each in chains]


def capped(minutes: int) -> Callable[[dict[str, Any]], None]:
    """Return a change of gateway Standard: so many minutes of level 1 and 2 in the period."""

    def change(raw: dict[str, Any]) -> None:
        quota = {"levels": ["l1", "l2"], "month": None, "period": {"requests": 4, "minutes": minutes}}
        plan_of(raw, "gateway.standard")["quotas"]["l12"] = {"value": quota, "lines": [87]}

    return change


def came(sold: Catalogue, *lines: str) -> str:
    """Return what gateway Standard costs over a year as requests come."""
    requests = tuple(each for text in lines for each in asked(text, START))
    options = advise(sold, Question("gateway", Horizon(START, 12), requests)).options
    return told(next(each for each in options if each.id == "gateway.standard").came)


def test_as_it_comes_one_request_more_may_cost_less() -> None:
    """The short one keeps out the long one, which would have kept out three (R22): shown, not hidden."""
    lines = ["1 l2 of 2 h on 2026-12-02", "4 l2 of 0.5 h on 2026-12-03"]
    assert came(edition(), *lines) == "1260"  # 900 and four incidents.
    assert came(edition(), "1 l2 of 0.25 h on 2026-12-01", *lines) == "1170"  # 900, two for the long one, and one.


def test_as_it_comes_a_higher_cap_may_cost_more() -> None:
    """With a quarter of an hour more, the long one fits and keeps out four (R22): shown, not hidden."""
    lines = ["1 l2 of 2 h on 2026-12-02", "4 l2 of 0.5 h on 2026-12-03"]
    caps = [catalogue(capped(minutes)) for minutes in (105, 120)]
    assert [came(each, *lines) for each in caps] == ["1170", "1260"]


@pytest.mark.parametrize(
    ("family", "line", "needs", "refusal"),
    [
        ("submarine", "1 l2 of 1 h in month 1", Needs(), UnknownFamily),
        ("gateway", "1 l9 of 1 h in month 1", Needs(), UnknownLevel),
        ("gateway", "1 l2 of 1 h in month 1", Needs(("tea",)), UnknownNeed),
        ("gateway", "1 l2 of 1 h on 2026-11-30", Needs(), RequestOutsideHorizon),
        ("gateway", "1 l2 of 1 h in month 13", Needs(), RequestOutsideHorizon),
    ],
)
def test_a_question_names_what_there_is(family: str, line: str, needs: Needs, refusal: type[DomainError]) -> None:
    question = Question(family, Horizon(START, 12), tuple(asked(line, START)), needs)
    with pytest.raises(refusal):
        advise(edition(), question)
