"""Extensions and upgrades of installations in the books are those of the golden tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plandesk.domain.coverage import BookedTerm, Chain, lanes
from plandesk.domain.money import Money
from plandesk.domain.orders import Proposal, propose
from plandesk.domain.period import Period, month_turn
from plandesk.domain.pricing import SelectionRefused, Upgrade
from plandesk.domain.requests import SupportRequest, unused_requests
from plandesk.domain.terms import lanes_after
from plandesk.domain.upgrades import Credit, follow
from tests.chains import NAME, booked, chain_of, extending
from tests.factories import noon, select, vendor_catalogue
from tests.golden_tables import day, rows

CATALOGUE = vendor_catalogue()


def upgrade(row: dict[str, Any]) -> Proposal:
    """Propose the upgrade of a row."""
    running = booked(f"{row['plan']} {row['first_day']} {row['last_covered_day']}", paid=row["paid"])
    chain = chain_of(running, *_queued(row, running))
    uses = [_use(index, level) for level in ("l1", "dev") for index in range(row[f"used_{_pool(level)}"])]
    unused = unused_requests(running, CATALOGUE.plan(row["plan"]), uses, CATALOGUE)
    return propose(CATALOGUE, select(Upgrade(row["to"], running.id, chain, unused, NAME)), day(row["on"]))


@pytest.mark.parametrize("row", rows("upgrades", refused=False))
def test_golden_upgrade(row: dict[str, Any]) -> None:
    proposal = upgrade(row)
    dates, breakdown = proposal.schedules[0].chosen, proposal.breakdown
    credit = next((line.credit for line in breakdown.lines if line.credit), None)
    assert _dollars(breakdown.total) == row["to_pay"]
    assert (credit and _dollars(credit.amount)) == row["credit"]
    if credit is not None:
        assert _arithmetic(credit) == (row["days"], row["requests"], row["counts"], row.get("capped", False))
    assert _days(dates.terms[0].period) == (row["starts"], row["covers_until"])
    closed = next(each for each in dates.changes if each.closed_because == "upgrade")
    assert closed.closed_on == day(row["on"])
    moved = [_days(each.term.period) for each in dates.changes if each.closed_on is None]
    assert moved == ([(row["queued_from"], row["queued_until"])] if "queued" in row else [])


@pytest.mark.parametrize("row", rows("upgrades", refused=True))
def test_golden_upgrade_refused(row: dict[str, Any]) -> None:
    with pytest.raises(SelectionRefused) as refused:
        upgrade(row)
    assert [each.rule for each in refused.value.refusals] == [row["refused"]]


def test_a_refused_upgrade_says_which_lane_it_would_shorten_and_by_how_much() -> None:
    row = next(each.values[0] for each in rows("upgrades", refused=True) if "two-year" in str(each.id))  # type: ignore[attr-defined]  # pytest's own.
    with pytest.raises(SelectionRefused) as refused:
        upgrade(row)
    assert dict(refused.value.refusals[0].facts) == {"lane": "support", "days": 344}


@pytest.mark.parametrize("row", rows("extensions_of_chains"))
def test_golden_extension_of_a_chain(row: dict[str, Any]) -> None:
    chain = chain_of(*(booked(text, number) for number, text in enumerate(row["terms"], 1)))
    found = {}
    for start in ("at_end", "today", "continuous", "from_payment"):
        line = extending(chain, row["plan"], row["periods"], start)  # type: ignore[arg-type]  # All there are.
        try:
            terms = propose(CATALOGUE, select(line), day(row["on"])).schedules[0].terms
        except SelectionRefused:
            continue
        found[start] = f"{terms[0].period.start} {terms[-1].period.last_day}"
    assert found == row["starts"]


def test_starting_today_closes_the_running_term_and_keeps_its_windows() -> None:
    chain = chain_of(booked("pbx.standard 2026-01-01 2026-12-31"))
    line = extending(chain, "pbx.standard", start="today")
    chosen = propose(CATALOGUE, select(line), date(2026, 11, 23)).schedules[0].chosen
    (closed,) = chosen.changes
    assert (closed.closed_on, closed.closed_because) == (date(2026, 11, 23), "start_today")
    after = lanes_after(line, chosen)
    assert after["critical_updates"] == (Period(date(2026, 1, 1), date(2028, 11, 23)),)
    assert after["support"] == (Period(date(2026, 1, 1), date(2027, 11, 23)),)


def test_a_suspended_term_is_neither_extended_nor_upgraded() -> None:
    running = booked("pbx.standard 2026-01-01 2026-12-31", paid="2900.00")
    chain = Chain("i-1", (_suspended(running),))
    unused = unused_requests(running, CATALOGUE.plan("pbx.standard"), [], CATALOGUE)
    for line in (extending(chain, "pbx.standard"), Upgrade("pbx.dedicated", running.id, chain, unused, NAME)):
        with pytest.raises(SelectionRefused) as refused:
            propose(CATALOGUE, select(line), date(2026, 11, 23))
        assert [each.rule for each in refused.value.refusals] == ["term-suspended"]


def test_queued_terms_follow_back_to_back_each_as_long_as_before() -> None:
    chain = chain_of(
        booked("pbx.standard 2026-01-31 2027-01-30"),
        booked("pbx.basic 2027-01-31 2027-02-27", 2),
        booked("pbx.standard 2027-02-28 2028-02-28", 3),
    )
    moved = follow(chain.terms[1:], date(2028, 11, 30), date(2026, 11, 30))
    assert [_days(each.term.period) for each in moved] == [("2028-11-30", "2028-12-29"), ("2028-12-30", "2029-12-29")]
    assert lanes(moved)["critical_updates"] == (Period(date(2028, 12, 30), month_turn(date(2026, 11, 30), 49)),)


def test_a_queued_term_of_odd_length_keeps_its_days() -> None:
    odd = booked("pbx.standard 2027-01-01 2027-03-15", 2)
    (moved,) = follow([odd], date(2028, 5, 5), date(2027, 5, 5))
    assert moved.term.period.days == odd.term.period.days


def _queued(row: dict[str, Any], running: BookedTerm) -> list[BookedTerm]:
    if "queued" not in row:
        return []
    start = running.term.period.end
    return [booked(f"{row['queued']} {start} {Period(start, month_turn(start, 12)).last_day}", 2)]


def _suspended(term: BookedTerm) -> BookedTerm:
    return replace(term, suspended_on=date(2026, 10, 1))


def _use(index: int, level: str) -> SupportRequest:
    used = date(2026, 1, 1)
    return SupportRequest(
        f"r-{level}-{index}", "i-1", f"T-{level}-{index}", level, 15, used, noon(used), "x", None, "term-1"
    )


def _pool(level: str) -> str:
    return "dev" if level == "dev" else "l12"


def _dollars(amount: Money) -> str:
    return f"{amount.to_decimal() + Decimal('0.00')}"


def _arithmetic(credit: Credit) -> tuple[str, str, str, bool]:
    requests = f"{_dollars(credit.requests.unused)} of {_dollars(credit.requests.total)}"
    return f"{credit.days_left} of {credit.days}", requests, credit.counts, credit.capped


def _days(period: Period) -> tuple[str, str]:
    return str(period.start), str(period.last_day)
